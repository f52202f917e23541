"""A company in a line: what was raised and how far apart the rounds were, what was stated, what the state gave."""

from collections.abc import Iterator

from dealtrack.model import Company, StatedTotal
from dealtrack.reports.cells import Cell, Joined, Money, Said, said
from dealtrack.reports.conversion import Converter
from dealtrack.reports.gaps import gaps_words
from dealtrack.reports.sums import raised, state_support
from dealtrack.reports.wording import (
    rounds_words,
    sum_words,
)


def summary(company: Company, converter: Converter) -> Iterator[Cell]:
    """The lines below a timeline: what was raised, what was stated, what the state gave."""
    total = raised(company, converter)
    parts: list[Cell] = [said("nothing raised on record") if total.is_empty else said("raised {total}", total=total)]
    parts += [gaps_words(company, converter.today)]
    parts += [_stated(stated, converter) for stated in company.totals]
    support = state_support(company, converter)
    if not support.is_empty:
        parts.append(said("state support {sum}", sum=sum_words(support)))
    yield Joined(tuple(parts), " · ")


def _stated(stated: StatedTotal, converter: Converter) -> Said:
    """A stated total in a sentence."""
    sums = stated_sums(stated, converter)
    if stated.rounds:
        return said(
            "stated {sums} in {rounds} on {date}", sums=sums, rounds=rounds_words(stated.rounds), date=stated.date
        )
    return said("stated {sums} on {date}", sums=sums, date=stated.date)


def stated_sums(stated: StatedTotal, converter: Converter) -> Cell:
    """A stated total as it was stated, and converted: ``CNY 5.3bn (USD 747.5m)``."""
    converted = converter.money(stated.amount, stated.equivalent, stated.date)
    if stated.amount.currency == converter.to or not isinstance(converted, Money):
        return Money(stated.amount)
    return said("{stated} ({converted})", stated=Money(stated.amount), converted=converted)
