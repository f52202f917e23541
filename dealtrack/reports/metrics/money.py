"""Metrics of money: what was raised, what was stated, the largest and the last deal, what the state gave."""

from decimal import Decimal

from dealtrack.model import Deal
from dealtrack.reports.cells import Cell, Joined, Missing, Money, said
from dealtrack.reports.document import Align
from dealtrack.reports.metrics.registry import Subject, metric
from dealtrack.reports.summary import stated_sums
from dealtrack.reports.sums import raised, state_support
from dealtrack.reports.wording import deal_title, rounds_words


@metric("raised", "raised", align=Align.MONEY, rank=0)
def raised_metric(subject: Subject) -> Cell:
    """Equity and convertible money announced or received, as the interval known; the undisclosed are counted."""
    total = raised(subject.company, subject.converter)
    return None if total.is_empty else total


@metric("stated", "stated total", rank=4)
def stated_total(subject: Subject) -> Cell:
    """The last total that somebody stated, as stated and converted, with its count of rounds and its date."""
    last = max(subject.company.totals, key=lambda total: total.date, default=None)
    if last is None:
        return None
    sums = stated_sums(last, subject.converter)
    if last.rounds:
        sums = said("{sum} in {rounds}", sum=sums, rounds=rounds_words(last.rounds))
    return Joined((sums, last.date))


@metric("last-deal", "last deal", rank=2)
def last_deal(subject: Subject) -> Cell:
    """The latest deal that was announced or completed: its round, converted amount and date."""
    done = [deal for deal in subject.company.deals if deal.is_done]
    return _told(subject, max(done, key=lambda deal: deal.done_on)) if done else None


@metric("largest", "largest deal", rank=8)
def largest(subject: Subject) -> Cell:
    """The round that surely brought most: the highest lower bound of all rounds done, in the report's currency."""
    done = [(deal, _money(subject, deal)) for deal in subject.company.deals if deal.is_raised]
    known = [(deal, money) for deal, money in done if isinstance(money, Money) and money.amount.low]
    if not known:
        return None
    deal, _ = max(known, key=lambda found: found[1].amount.low or Decimal(0))
    return _told(subject, deal)


@metric("support", "state support", align=Align.MONEY, rank=8)
def support(subject: Subject) -> Cell:
    """Money from the state that bought no equity."""
    total = state_support(subject.company, subject.converter)
    return None if total.is_empty else total


def _told(subject: Subject, deal: Deal) -> Joined:
    money = _money(subject, deal) or said("no amount on record")
    return Joined((money, deal_title(deal), deal.done_on))


def _money(subject: Subject, deal: Deal) -> Money | Missing | None:
    return subject.converter.money(deal.amount, deal.equivalent, deal.date)
