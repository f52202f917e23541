"""Each stated total with the deals that it is held against, and in words what is left and what may explain it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from dealtrack.model import Company, Deal, StatedTotal
from dealtrack.rates.sums import Total
from dealtrack.reconciliation.other_ways import other_ways
from dealtrack.reconciliation.reckoning import Reckoning
from dealtrack.reconciliation.totals import (
    Verdict,
    disclosed,
    is_claimed,
    reconcile,
    surely_by,
    with_support,
)
from dealtrack.reports.cells import Cell, Joined, Missing, Money, Said, Tone, listed, said
from dealtrack.reports.conversion import Converter
from dealtrack.reports.document import Align, Column, Row, Section, Table
from dealtrack.reports.rate_columns import rate_cells, rate_columns
from dealtrack.reports.reconcile.words import VERDICTS, contested, missing_rounds, too_many, way_words
from dealtrack.reports.wording import deal_title, rounds_words, status_mark, sum_words
from dealtrack.values.amount import Amount

_MOST_WAYS = 3
_NOTABLE = Decimal("0.001")  # of a total: what tables show may be off by as much


def total_sections(
    reckoning: Reckoning, slug: str, converter: Converter, with_rates: bool, is_unread: bool
) -> Iterator[Section]:
    """A section for each stated total that names a sum, and is not only aimed at."""
    company = reckoning.book.companies[slug]
    for index, stated in enumerate(company.totals):
        if is_claimed(stated):
            told = _Told(reckoning, company, stated, converter, with_rates)
            lines = [*told.lines(), *(_UNREAD if is_unread else ())]
            title = _title(stated, reckoning.publishers(company, stated.sources))
            yield Section(f"{slug}.totals[{index}]", title, table=told.table(), lines=tuple(lines))


_UNREAD = (said("Some deals in the company's file could not be read: what they would explain is not known."),)


def _title(stated: StatedTotal, publishers: Sequence[str]) -> Said:
    amount: Cell = Money(stated.amount)
    if stated.rounds:
        amount = said("{sum} in {rounds}", sum=amount, rounds=rounds_words(stated.rounds))
    by = stated.by or (listed(publishers) if publishers else None)
    told = Joined((amount, said("by {who}", who=by) if by else None, stated.date))
    return said("Stated total: {told}", told=told)


class _Told:
    """One stated total, while its table and its lines are put together."""

    def __init__(
        self, reckoning: Reckoning, company: Company, stated: StatedTotal, converter: Converter, with_rates: bool
    ) -> None:
        self.reckoning, self.company, self.stated = reckoning, company, stated
        self.converter, self.with_rates = converter, with_rates
        self.own = replace(converter, to=str(stated.amount.currency))
        self.found = reconcile(reckoning, company, stated)

    def table(self) -> Table:
        rates = rate_columns() if self.with_rates else ()
        columns = (
            Column("date", said("date")), Column("mark", "", tight=True), Column("what", said("what"), flexible=True),
            Column("stated_as", said("stated as"), Align.MONEY), Column("amount", self.own.to, Align.MONEY),
            Column("converted", self.converter.to, Align.MONEY), *rates,
            Column("note", said("note"), rank=3 if self.with_rates else 1, flexible=True),
        )  # fmt: skip
        return Table(columns, tuple(self._rows()), headed=False)

    def _rows(self) -> Iterator[Row]:
        found = self.found
        yield from (self._deal(deal) for deal in found.counted)
        if found.counted:
            which = said("disclosed") if found.withheld else said("on record")
            yield self._row("", "Σ", which, None, *self._sums(), "", Tone.PLAIN)
        stated = self.stated
        yield self._sum(stated.date, "◦", said("stated"), stated.amount, stated.equivalent, stated.by or "", Tone.CLAIM)
        if found.left is not None:
            yield self._sum("", "Δ", Said(found.verdict.value), found.left, None, "", Tone.PLAN, computed=True)
        yield from (self._deal(deal) for deal in found.uncounted)

    def _deal(self, deal: Deal) -> Row:
        mark, tone = status_mark(deal.current_status, deal.kind)
        title, note, amount = deal_title(deal), self._note(deal), deal.amount
        if amount is None or amount.is_undisclosed:
            shown: Cell = Money(amount) if amount else said("none on record")
            return self._row(deal.date, mark, title, None, shown, None, note, tone)
        stated_as = None if amount.currency == self.own.to else Money(amount)
        own = self.own.money(amount, deal.equivalent, deal.date)
        return self._row(deal.date, mark, title, stated_as, own, self._converted(deal), note, tone)

    def _converted(self, deal: Deal) -> Cell:
        """In the report's currency; empty where the total is in it."""
        return None if self._is_same else self.converter.money(deal.amount, deal.equivalent, deal.date)

    def _sum(
        self, when: Cell, mark: str, what: Cell, amount: Amount, equivalent: Amount | None, note: Cell, tone: Tone,
        *, computed: bool = False,
    ) -> Row:  # fmt: skip
        converted = None if self._is_same else self.converter.money(amount, equivalent, self.stated.date)
        return self._row(when, mark, what, None, Money(amount, computed), converted, note, tone)

    def _row(
        self, when: Cell, mark: str, what: Cell, stated_as: Cell, own: Cell, converted: Cell, note: Cell, tone: Tone
    ) -> Row:
        rates = rate_cells(own if self._is_same else converted) if self.with_rates else ()
        return Row((when, mark, what, stated_as, own, converted, *rates, note), tone)

    @property
    def _is_same(self) -> bool:
        return self.own.to == self.converter.to

    def _sums(self) -> tuple[Cell, Cell]:
        """What the disclosed deals come to, in the total's currency and in the report's."""
        deals = disclosed(self.found.counted)
        own, converted = _total(deals, self.own), _total(deals, self.converter)
        return _sum_cell(own), None if self._is_same else _sum_cell(converted)

    def _note(self, deal: Deal) -> Cell:
        """Why a deal is not counted, or perhaps should not be."""
        if not deal.is_raised:
            return said("not counted as raised")
        return "" if surely_by(deal, self.stated) else said("may be younger than the total")

    def lines(self) -> Iterator[Cell]:
        """What is left, what may explain it, and what keeps it from being told."""
        yield VERDICTS[self.found.verdict](self.found)
        yield from (words for deal in self.found.counted if (words := contested(deal)))
        yield from self._explanations()
        raised = len(self.found.counted)
        if missing := missing_rounds(self.stated, raised):
            yield missing
        elif self.stated.rounds and too_many(self.stated, raised):
            yield said(
                "It counts {rounds}, and {count} are on record: some may be parts of one.",
                rounds=rounds_words(self.stated.rounds), count=raised,
            )  # fmt: skip
        if drift := self._drift():
            yield drift

    def _explanations(self) -> Iterator[Cell]:
        found = self.found
        support = with_support(self.reckoning, self.company, self.stated)
        if support and found.verdict is Verdict.UNEXPLAINED:
            given, together = support
            yield said(
                "The state support on record, {given}, would fill it: with it the deals come to {together}. "
                "The total may count it.",
                given=sum_words(given), together=sum_words(together),
            )  # fmt: skip
            return
        ways = other_ways(self.reckoning, found)
        if len(ways) > _MOST_WAYS:
            yield said(
                "{count} ways of counting other deals come to it: too many to tell which is meant.", count=len(ways)
            )
            return
        yield from (way_words(way) for way in ways)

    def _drift(self) -> Said | None:
        """By how much the converted parts differ from the converted total, for their dates alone."""
        if self._is_same or self.found.left is None or not disclosed(self.found.counted):
            return None
        come = _total(disclosed(self.found.counted), self.converter).amount
        left = self.converter.money(self.found.left, None, self.stated.date)
        stated = self.converter.money(self.stated.amount, self.stated.equivalent, self.stated.date)
        if not isinstance(left, Money) or not isinstance(stated, Money):
            return None
        over = self.found.verdict is Verdict.EXCEEDED
        parts, whole = (come, left.amount + stated.amount) if over else (come + left.amount, stated.amount)
        if not parts.is_point or not whole.is_point:
            return None
        excess = (parts.low or Decimal(0)) - (whole.low or Decimal(0))
        if abs(excess) < _NOTABLE * (whole.low or Decimal(0)):
            return None
        more = "more" if excess > 0 else "less"
        return Said(
            f"In {{currency}} the parts come to {{sum}} {more} than the whole, since each sum is converted at its own "
            "date.",
            {
                "currency": self.converter.to,
                "sum": Money(Amount.exactly(self.converter.to, abs(excess)), computed=True),
            },
        )


def _total(deals: Sequence[Deal], converter: Converter) -> Total:
    return converter.total((deal.amount, deal.equivalent, deal.date) for deal in deals)


def _sum_cell(total: Total) -> Cell:
    if total.counted:
        return Money(total.amount, total.computed)
    return Missing("no deal has a rate") if total.unconverted else None
