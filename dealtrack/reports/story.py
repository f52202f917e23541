"""A company's story as rows: deals, plans and their turns, valuations, totals, events, each at its own date."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from dealtrack.model import Company, Deal, PricedFact, StatedTotal, StatusStep, Valuation
from dealtrack.reports.cells import Cell, Joined, Money, Tone, said
from dealtrack.reports.conversion import Converter
from dealtrack.reports.document import Row
from dealtrack.reports.footnotes import Footnotes
from dealtrack.reports.investors import Roster
from dealtrack.reports.lists.sifting import Filters, Verdict
from dealtrack.reports.rate_columns import rate_cells
from dealtrack.reports.wording import (
    deal_title,
    rounds_words,
    status_mark,
    status_words,
    valuation_title,
)
from dealtrack.values.amount import Amount
from dealtrack.values.dates import PartialDate
from dealtrack.values.vocabulary import Kind, Standing


class Entry(NamedTuple):
    """A row to come: its date, its place among those of that date, the deal that it tells of, if it tells of one."""

    when: PartialDate
    place: int
    deal: Deal | None
    row: Callable[[], Row]

    def verdict(self, filters: Filters) -> Verdict:
        """Whether it matches: filters of dates by its own date, those of deals where it tells of one."""
        return filters.of_deal(self.deal, self.when) if self.deal else filters.of_date(self.when)


class Story:
    """The rows of one company, while they are put together."""

    def __init__(
        self, company: Company, slug: str, roster: Roster, converter: Converter, footnotes: Footnotes, with_rates: bool
    ) -> None:
        self.company, self.slug, self.roster = company, slug, roster
        self.converter, self.footnotes, self.with_rates = converter, footnotes, with_rates

    def entries(self) -> Iterator[Entry]:
        """All that is on record, in the order of the file."""
        company, row = self.company, self._row
        if (founded := company.founded) and not any(event.date == founded for event in company.events):
            yield Entry(founded, 0, None, partial(row, founded, "·", said("founded"), tone=Tone.EVENT))
        for index, deal in enumerate(company.deals):
            yield from self._deal(deal, index)
        for index, valuation in enumerate(company.valuations):
            yield Entry(valuation.date, 2, None, partial(self._valuation, valuation, index))
        for index, stated in enumerate(company.totals):
            yield Entry(stated.date, 3, None, partial(self._stated, stated, index))
        for event in company.events:
            what = f"{event.what} ({event.by})" if event.by else event.what
            yield Entry(event.date, 4, None, partial(row, event.date, "·", what, tone=Tone.EVENT))

    def _stated(self, stated: StatedTotal, index: int) -> Row:
        priced = PricedFact(("totals", index), stated, stated.date, stated.sources)
        what: Cell = said("stated total")
        what = Joined((what, rounds_words(stated.rounds))) if stated.rounds else what
        return self._row(stated.date, "◦", what, priced, stated.by or "", Tone.CLAIM)

    def _deal(self, deal: Deal, index: int) -> Iterator[Entry]:
        priced = PricedFact(("deals", index), deal, deal.date, deal.sources)
        if not deal.steps:
            yield Entry(deal.date, 1, deal, partial(self._only, deal, priced))
        for step in deal.steps:
            yield Entry(step.on, 1, deal, partial(self._step, deal, step, priced))

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
                return PricedFact((), claim, deal.date, claim.sources)
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
