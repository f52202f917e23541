"""How far the record of rates reaches: which weekdays each pair has, where it has gaps, and what deals lack.

Publishers keep holidays, so that no pair reaches all weekdays; what matters are gaps longer than a week, which leave a
deal without a rate.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal
from itertools import pairwise

import msgspec

from dealtrack.model import Book
from dealtrack.rates.lookup import Basis, NoRate, Rate, look_up
from dealtrack.rates.table import MISSING, Pair, RateTable, Series
from dealtrack.reports.cells import Missing, Money
from dealtrack.reports.converted import when_words
from dealtrack.reports.document import Align, Column, Document, Row, Section, Table
from dealtrack.values.dates import PartialDate, weekdays_between

_WEEK = timedelta(days=7)


class Coverage(msgspec.Struct, frozen=True):
    """The days until today on which a series has a pair, ascending, and the gaps of more than a week between them."""

    series: Series
    pair: Pair
    days: tuple[date, ...]

    @property
    def gaps(self) -> tuple[tuple[date, date], ...]:
        """Each as the last day before it and the first behind it."""
        return tuple((before, behind) for before, behind in pairwise(self.days) if behind - before > _WEEK)

    @property
    def weekdays(self) -> int:
        """The weekdays from its first day to its last."""
        return weekdays_between(self.days[0], self.days[-1])

    @property
    def share(self) -> str:
        """How much of these weekdays it has, in per cent, never rounded up to all."""
        had = sum(day.weekday() < 5 for day in self.days)
        share = Decimal(100 * had) / max(1, self.weekdays)
        return str(share.quantize(Decimal("0.1"), rounding=ROUND_FLOOR))


def coverage(book: Book, rates: RateTable, to: str, today: date) -> Document:
    """The record of *rates* as it is needed to convert the deals of *book* to the currency *to*."""
    covered = tuple(_covered(rates, today))
    sections = [_pairs(covered), _gaps(covered), _deals(book, rates, to, today)]
    basis = f"until {today}, to {to} · a rate may be {rates.max_age_days} days old"
    return Document("coverage", tuple(section for section in sections if section.table or section.lines), basis)


def _covered(rates: RateTable, today: date) -> Iterator[Coverage]:
    for series in rates.series:
        for pair, column in series.columns.items():
            filled = zip(series.days, column, strict=True)
            days = tuple(day for day, cell in filled if cell not in MISSING and day <= today)
            if days:
                yield Coverage(series, pair, days)


def _pairs(covered: tuple[Coverage, ...]) -> Section:
    columns = (
        Column("pair", "pair"), Column("source", "source"), Column("first", "first day"), Column("last", "last day"),
        Column("days", "days", Align.RIGHT), Column("weekdays", "weekdays", Align.RIGHT, rank=2),
        Column("share", "% of weekdays", Align.RIGHT), Column("gaps", "gaps > 7 days", Align.RIGHT),
    )  # fmt: skip
    rows = tuple(
        Row((
            "/".join(each.pair), each.series.source, PartialDate.of(each.days[0]), PartialDate.of(each.days[-1]),
            len(each.days), each.weekdays, each.share, len(each.gaps),
        ))
        for each in covered
    )  # fmt: skip
    lines = () if rows else ("no rates on record: dealtrack rates import FILE",)
    return Section("pairs", table=Table(columns, rows), lines=lines)


def _gaps(covered: tuple[Coverage, ...]) -> Section:
    columns = (
        Column("pair", "pair"), Column("source", "source"), Column("before", "last before the gap"),
        Column("behind", "first behind it"), Column("days", "days without", Align.RIGHT),
    )  # fmt: skip
    rows = tuple(
        Row((
            "/".join(each.pair), each.series.source, PartialDate.of(before), PartialDate.of(behind),
            (behind - before).days - 1,
        ))
        for each in covered
        for before, behind in each.gaps
    )  # fmt: skip
    return Section("gaps", "Gaps longer than a week", table=Table(columns, rows) if rows else None)


def _deals(book: Book, rates: RateTable, to: str, today: date) -> Section:
    """The deals that have no rate, an old one or only a mean; and below, how many have which."""
    rows = []
    kinds: Counter[str] = Counter()
    for slug, company in book.companies.items():
        for deal in company.deals:
            amount = deal.amount
            if amount is None or amount.is_undisclosed or amount.currency in (None, to):
                continue
            rate = look_up(rates, str(amount.currency), to, deal.date, today=today)
            kind = _kind(rate)
            kinds[kind] += 1
            if kind != _OWN_DAY:
                rows.append(Row((slug, deal.id, deal.date, Money(amount), *_rate_cells(rate))))
    columns = (
        Column("company", "company"), Column("deal", "deal", rank=3), Column("date", "date"),
        Column("amount", "amount", Align.MONEY), Column("rate", "rate", Align.RIGHT),
        Column("found", "what there is", flexible=True), Column("rate_source", "source", rank=2),
    )  # fmt: skip
    told = ", ".join(f"{kinds[kind]} {kind}" for kind in _KINDS if kinds[kind])
    lines = (f"of {kinds.total()} deals that need a rate: {told}",) if told else ("no deal needs a rate",)
    table = Table(columns, tuple(rows)) if rows else None
    return Section("deals", "Deals without a rate of their own day", table=table, lines=lines)


_OWN_DAY, _OLD, _MEAN, _LATEST, _NONE = (
    "at the rate of their day", "at an older one", "at a mean", "at the latest", "without a rate",
)  # fmt: skip
_KINDS = (_OWN_DAY, _OLD, _MEAN, _LATEST, _NONE)


def _kind(rate: Rate | NoRate) -> str:
    if isinstance(rate, NoRate):
        return _NONE
    if rate.is_mean:
        return _MEAN
    if rate.basis is Basis.DAY:
        return _OLD if rate.age else _OWN_DAY
    return _LATEST


def _rate_cells(rate: Rate | NoRate) -> tuple[Rate | Missing, str, str]:
    if isinstance(rate, NoRate):
        return Missing(rate.reason), rate.reason, ""
    return rate, when_words(rate), rate.source
