"""The timeline: what happened to a company when, each at the precision that is known, plans and their turns apart."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from dealtrack.model import Book, Company, Deal, PricedFact, StatedTotal, StatusStep, Valuation
from dealtrack.rates.sums import Total
from dealtrack.reports.conversion import Converter
from dealtrack.reports.document import Align, Cell, Column, Document, Money, Names, Row, Section, Table, Tone
from dealtrack.reports.footnotes import Footnotes
from dealtrack.reports.investors import Roster
from dealtrack.reports.left_out import count_line
from dealtrack.reports.rate_columns import rate_cells, rate_columns
from dealtrack.reports.sifting import UNFILTERED, Filters, Verdict, sift
from dealtrack.reports.sums import raised, state_support
from dealtrack.reports.wording import (
    date_words,
    deal_title,
    rounds_words,
    status_mark,
    status_words,
    sum_words,
    total_words,
    valuation_title,
)
from dealtrack.values.amount import Amount, Qualifier
from dealtrack.values.dates import PartialDate
from dealtrack.values.figures import original, rounded
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
    return Document("timeline", sections, converter.basis, footnotes.all(), legend_of(sections))


def _columns(to: str, with_rates: bool) -> tuple[Column, ...]:
    rates = rate_columns() if with_rates else ()
    return (
        Column("date", "date"),
        Column("mark", "", tight=True),
        Column("what", "what", flexible=True),
        Column("amount", "amount", Align.MONEY),
        Column("converted", to, Align.MONEY),
        *rates,
        Column("who", "who", rank=3 if with_rates else 1, flexible=True),
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
            counted = count_line(sifted, len(rows), ("row", "rows"))
            lines = (counted, *(f"on record in all: {line}" for line in lines))
        names = "  ".join(self.company.names.values())
        return Section(self.slug, self.company.name, names, table, lines, spaced=True)

    def _entries(self) -> Iterator[_Entry]:
        company, row = self.company, self._row
        if (founded := company.founded) and not any(event.date == founded for event in company.events):
            yield _Entry(founded, 0, None, partial(row, founded, "·", "founded", tone=Tone.EVENT))
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
        what = f"stated total, {rounds_words(stated.rounds)}" if stated.rounds else "stated total"
        return self._row(stated.date, "◦", what, priced, stated.by or "", Tone.CLAIM)

    def _deal(self, deal: Deal, index: int) -> Iterator[_Entry]:
        priced = PricedFact(("deals", index), deal, deal.date, deal.sources)
        if not deal.steps:
            yield _Entry(deal.date, 1, deal, partial(self._only, deal, priced))
        for step in deal.steps:
            yield _Entry(step.on, 1, deal, partial(self._step, deal, step, priced))

    def _only(self, deal: Deal, priced: PricedFact) -> Row:
        mark, tone = status_mark(deal.current_status, deal.kind)
        who: str | Names = self.roster.names(deal) if deal.backers else ""
        if not deal.is_done:
            who = status_words(deal.current_status)
        return self._row(deal.date, mark, deal_title(deal), priced, who, tone)

    def _step(self, deal: Deal, step: StatusStep, priced: PricedFact) -> Row:
        mark, tone = status_mark(step.is_, deal.kind)
        is_last = step is deal.steps[-1]
        aimed = f", meant for {date_words(deal.date)}" if _is_aimed(deal) else ""
        if is_last and deal.is_done:
            return self._row(step.on, mark, deal_title(deal), priced, self.roster.names(deal), tone)
        shown = priced if is_last else self._claimed(deal, step)
        return self._row(step.on, mark, deal_title(deal), shown, status_words(step.is_) + aimed, tone)

    def _claimed(self, deal: Deal, step: StatusStep) -> PricedFact | None:
        """What was said of the amount when the deal took that step: by a claim of the same source."""
        for claim in deal.claims:
            if set(claim.sources) & set(step.sources):
                return PricedFact((), claim, claim.date or deal.date, claim.sources)
        return None

    def _valuation(self, valuation: Valuation, index: int) -> Row:
        priced = PricedFact(("valuations", index), valuation, valuation.date, valuation.sources)
        declined = valuation.standing is Standing.DECLINED
        title = valuation_title(valuation)
        who = f"{valuation.by or 'the company'} declined to say" if declined else valuation.by or ""
        return self._row(valuation.date, "◦", title, priced, who, Tone.CLAIM)

    def _row(
        self, when: PartialDate, mark: str, what: str, priced: PricedFact | None = None, who: Cell = "",
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


_LEGEND = (
    ("●", "raised"),
    ("◆", "other money"),
    ("○", "planned"),
    ("×", "put off or called off"),
    ("◦", "claimed"),
    ("Σ", "sum"),
    ("Δ", "difference"),
    ("·", "event"),
)


def legend_of(sections: Iterable[Section]) -> tuple[tuple[str, str], ...]:
    """What the marks mean that these sections use: those of rows, of figures, of names."""
    cells = [cell for section in sections if section.table for row in section.table.rows for cell in row.cells]
    amounts = [cell.amount for cell in cells if isinstance(cell, Money) or (isinstance(cell, Total) and cell.counted)]
    used = {cell for cell in cells if isinstance(cell, str)}
    marks = [
        (mark, words) for mark, words in _LEGEND if mark in used or any(text.startswith(f"{mark} ") for text in used)
    ]
    if any(isinstance(cell, Names) and cell.leads for cell in cells):
        marks.append(("*", "lead"))
    if any(amount.approximate for amount in amounts):
        marks.append(("~", "about"))
    qualifiers = {amount.qualifier for amount in amounts}
    marks += [(mark, words) for kind, mark, words in _BOUNDS if kind in qualifiers]
    return tuple(marks)


_BOUNDS = ((Qualifier.AT_LEAST, "≥", "at least"), (Qualifier.AT_MOST, "≤", "at most"))


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


def summary(company: Company, converter: Converter) -> Iterator[str]:
    """The lines below a timeline: what was raised, what was stated, what the state gave."""
    total = raised(company, converter)
    parts = ["nothing raised on record" if total.is_empty else f"raised {total_words(total)}"]
    for stated in company.totals:
        converted = converter.money(stated.amount, stated.equivalent, stated.date)
        same = stated.amount.currency == converter.to or not isinstance(converted, Money)
        shown = "" if same or not isinstance(converted, Money) else f" ({rounded(converted.amount).prose})"
        rounds = f" in {rounds_words(stated.rounds)}" if stated.rounds else ""
        parts.append(f"stated {original(stated.amount).prose}{shown}{rounds} on {stated.date}")
    support = state_support(company, converter)
    if not support.is_empty:
        parts.append(f"state support {sum_words(support)}")
    yield " · ".join(parts)
