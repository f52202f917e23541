"""The timeline: what happened to a company when, each at the precision that is known, plans and their turns apart."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from dealtrack.model import Book, Company, Deal, PricedFact, StatedTotal, StatusStep, Valuation
from dealtrack.reports.conversion import Converter
from dealtrack.reports.document import (
    Align,
    Cell,
    Column,
    Document,
    Joined,
    Money,
    Row,
    Said,
    Section,
    Table,
    Tone,
    said,
)  # fmt: skip
from dealtrack.reports.finish import report
from dealtrack.reports.footnotes import Footnotes
from dealtrack.reports.investors import Roster
from dealtrack.reports.left_out import ROWS, count_line
from dealtrack.reports.rate_columns import rate_cells, rate_columns
from dealtrack.reports.sifting import UNFILTERED, Filters, Verdict, sift
from dealtrack.reports.sums import raised, state_support
from dealtrack.reports.wording import (
    company_name,
    deal_title,
    rounds_words,
    status_mark,
    status_words,
    sum_words,
    valuation_title,
)
from dealtrack.values.amount import Amount
from dealtrack.values.dates import PartialDate
from dealtrack.values.vocabulary import Kind, Standing


class _Entry(NamedTuple):
    """A row to come: its date, its place among those of that date, the deal that it tells of, if it tells of one."""

    when: PartialDate
    place: int
    deal: Deal | None
    row: Callable[[], Row]


def timeline(
    book: Book, slugs: Iterable[str], converter: Converter, filters: Filters = UNFILTERED, *, with_rates: bool = False
) -> Document:
    """One section a company: its deals, plans, valuations, totals and events, oldest first.

    Filters of dates are for every row, at its own date; filters of deals are for those that tell of one.
    """
    footnotes, roster = Footnotes(book, converter), Roster(book)
    sections = tuple(
        _Story(book.companies[slug], slug, roster, converter, footnotes, with_rates).section(filters) for slug in slugs
    )
    return report("timeline", sections, converter, footnotes.all())


def _columns(to: str, with_rates: bool) -> tuple[Column, ...]:
    rates = rate_columns() if with_rates else ()
    return (
        Column("date", said("date")),
        Column("mark", "", tight=True),
        Column("what", said("what"), flexible=True),
        Column("amount", said("amount"), Align.MONEY),
        Column("converted", to, Align.MONEY),
        *rates,
        Column("who", said("who"), rank=3 if with_rates else 1, flexible=True),
    )


class _Story:
    """The rows of one company, while they are put together."""

    def __init__(
        self, company: Company, slug: str, roster: Roster, converter: Converter, footnotes: Footnotes, with_rates: bool
    ) -> None:
        self.company, self.slug, self.roster = company, slug, roster
        self.converter, self.footnotes, self.with_rates = converter, footnotes, with_rates

    def section(self, filters: Filters) -> Section:
        entries = sorted(self._entries(), key=lambda entry: (entry.when, entry.place))
        sifted = sift(((entry, _verdict(entry, filters)) for entry in entries), maybe=filters.maybe)
        rows = tuple(entry.row() for entry, _ in sifted.kept)
        table = Table(_columns(self.converter.to, self.with_rates), rows, headed=False)
        lines = tuple(summary(self.company, self.converter))
        if not filters.is_empty:
            counted = count_line(sifted, len(rows), ROWS)
            lines = (counted, *(said("on record in all: {line}", line=line) for line in lines))
        return Section(self.slug, company_name(self.company), table, lines, spaced=True)

    def _entries(self) -> Iterator[_Entry]:
        company, row = self.company, self._row
        if (founded := company.founded) and not any(event.date == founded for event in company.events):
            yield _Entry(founded, 0, None, partial(row, founded, "·", said("founded"), tone=Tone.EVENT))
        for index, deal in enumerate(company.deals):
            yield from self._deal(deal, index)
        for index, valuation in enumerate(company.valuations):
            yield _Entry(valuation.date, 2, None, partial(self._valuation, valuation, index))
        for index, stated in enumerate(company.totals):
            yield _Entry(stated.date, 3, None, partial(self._stated, stated, index))
        for event in company.events:
            what = f"{event.what} ({event.by})" if event.by else event.what
            yield _Entry(event.date, 4, None, partial(row, event.date, "·", what, tone=Tone.EVENT))

    def _stated(self, stated: StatedTotal, index: int) -> Row:
        priced = PricedFact(("totals", index), stated, stated.date, stated.sources)
        what: Cell = said("stated total")
        what = Joined((what, rounds_words(stated.rounds))) if stated.rounds else what
        return self._row(stated.date, "◦", what, priced, stated.by or "", Tone.CLAIM)

    def _deal(self, deal: Deal, index: int) -> Iterator[_Entry]:
        priced = PricedFact(("deals", index), deal, deal.date, deal.sources)
        if not deal.steps:
            yield _Entry(deal.date, 1, deal, partial(self._only, deal, priced))
        for step in deal.steps:
            yield _Entry(step.on, 1, deal, partial(self._step, deal, step, priced))

    def _only(self, deal: Deal, priced: PricedFact) -> Row:
        mark, tone = status_mark(deal.current_status, deal.kind)
        who: Cell = self.roster.names(deal) if deal.backers else ""
        if not deal.is_done:
            who = status_words(deal.current_status)
        return self._row(deal.date, mark, deal_title(deal), priced, who, tone)

    def _step(self, deal: Deal, step: StatusStep, priced: PricedFact) -> Row:
        mark, tone = status_mark(step.is_, deal.kind)
        is_last = step is deal.steps[-1]
        if is_last and deal.is_done:
            return self._row(step.on, mark, deal_title(deal), priced, self.roster.names(deal), tone)
        shown = priced if is_last else self._claimed(deal, step)
        aim = (said("meant for {date}", date=deal.date),) if _is_aimed(deal) else ()
        return self._row(step.on, mark, deal_title(deal), shown, Joined((status_words(step.is_), *aim)), tone)

    def _claimed(self, deal: Deal, step: StatusStep) -> PricedFact | None:
        """What was said of the amount when the deal took that step: by a claim of the same source."""
        for claim in deal.claims:
            if set(claim.sources) & set(step.sources):
                return PricedFact((), claim, claim.date or deal.date, claim.sources)
        return None

    def _valuation(self, valuation: Valuation, index: int) -> Row:
        priced = PricedFact(("valuations", index), valuation, valuation.date, valuation.sources)
        return self._row(valuation.date, "◦", valuation_title(valuation), priced, claimant(valuation), Tone.CLAIM)

    def _row(
        self, when: PartialDate, mark: str, what: Cell, priced: PricedFact | None = None, who: Cell = "",
        tone: Tone = Tone.PLAIN,
    ) -> Row:  # fmt: skip
        amount = converted = None
        if priced and priced.fact.amount is not None:
            note = self.footnotes.mark(self.slug, priced)
            amount, converted = money_cells(self.converter, priced, note)
        rates = rate_cells(converted) if self.with_rates else ()
        return Row((when, mark, what, amount, converted, *rates, who), tone)


def _verdict(entry: _Entry, filters: Filters) -> Verdict:
    return filters.of_deal(entry.deal, entry.when) if entry.deal else filters.of_date(entry.when)


def _is_aimed(deal: Deal) -> bool:
    """Whether a plan's date is one that it is meant for, and not that of a turn it took."""
    return deal.kind is Kind.IPO and not deal.is_done and all(step.on != deal.date for step in deal.steps)


def _is_declined(priced: PricedFact) -> bool:
    """Whether the words behind the figure say already that there is none."""
    return isinstance(priced.fact, Valuation) and priced.fact.standing is Standing.DECLINED


def claimant(valuation: Valuation) -> Cell:
    """Whose figure it is, or who would not give one."""
    if valuation.standing is Standing.DECLINED:
        return said("{who} declined to say", who=valuation.by or said("the company"))
    return valuation.by or ""


def money_cells(converter: Converter, priced: PricedFact, note: str = "") -> tuple[Cell, Cell]:
    """The original and the converted cell; what is in the report's currency anyway stands in the latter only."""
    amount: Amount | None = priced.fact.amount
    if amount is None or _is_declined(priced):
        return None, None
    if amount.currency == converter.to:
        return None, converter.money(amount, priced.fact.equivalent, priced.date)
    if amount.is_undisclosed:
        return Money(amount), None
    return Money(amount), converter.money(amount, priced.fact.equivalent, priced.date, note)


def summary(company: Company, converter: Converter) -> Iterator[Cell]:
    """The lines below a timeline: what was raised, what was stated, what the state gave."""
    total = raised(company, converter)
    parts = [said("nothing raised on record") if total.is_empty else said("raised {total}", total=total)]
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
