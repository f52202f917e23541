"""Recorded rates as they were published: series of daily quotations.

A quotation of the pair ``(base, quote)`` is how many units of the quote currency one unit of the base buys.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

import msgspec

from dealtrack.values.amount import EXACT

Pair = tuple[str, str]
NOT_PUBLISHED = frozenset(("", "N/A", ".", "ND"))
SET_ASIDE = "set aside"  # stands for a figure that was published or typed, and cannot be right
MISSING = NOT_PUBLISHED | {SET_ASIDE}
DEFAULT_MAX_AGE_DAYS = 7
_ONE = Decimal(1)


class Series(msgspec.Struct, frozen=True):
    """The quotations of one publisher, from one file.

    ``days`` ascend; ``columns`` hold a text for each of them, as published: a member of NOT_PUBLISHED where there is
    none, SET_ASIDE where there is one that cannot be right. All others are positive numbers: a look-up can trust them.
    """

    source: str
    file: str
    days: Sequence[date]
    columns: Mapping[Pair, Sequence[str]]

    def value(self, pair: Pair, index: int) -> Decimal | None:
        """The quotation of *pair* on the day of that index, if there is one."""
        text = self.columns[pair][index]
        return None if text in MISSING else Decimal(text)

    def between(self, first: date, last: date) -> range:
        """The indices of the days from *first* to *last*, both included."""
        return range(bisect_left(self.days, first), bisect_right(self.days, last))


class Leg(msgspec.Struct, frozen=True):
    """One pair as a series can give it: as quoted, or the other way up."""

    pair: Pair
    inverse: bool = False

    def value(self, series: Series, index: int) -> Decimal | None:
        """The leg's rate on the day of that index, if there is one."""
        quoted = series.value(self.pair, index)
        return EXACT.divide(_ONE, quoted) if quoted is not None and self.inverse else quoted


class Route(msgspec.Struct, frozen=True):
    """A way from one currency to another in one series; a cross divides two legs of the same day."""

    base: str
    quote: str
    series: Series
    method: str
    leg: Leg
    divisor: Leg | None = None

    def value(self, index: int) -> Decimal | None:
        """The rate on the day of that index, or None where a leg was not published."""
        rate = self.leg.value(self.series, index)
        if rate is None or self.divisor is None:
            return rate
        base = self.divisor.value(self.series, index)
        return None if base is None else EXACT.divide(rate, base)

    @property
    def legs(self) -> tuple[Leg, ...]:
        """The leg, and the divisor of a cross."""
        return (self.leg, self.divisor) if self.divisor else (self.leg,)

    def quoted(self, first: date, last: date) -> Iterator[int]:
        """The indices of the days from *first* to *last* on which all legs are quoted, even if with a wrong figure."""
        return self._quoted(self.series.between(first, last))

    def newest(self, first: date, last: date) -> int | None:
        """The last of these indices."""
        return next(self._quoted(reversed(self.series.between(first, last))), None)

    def _quoted(self, indices: Iterable[int]) -> Iterator[int]:
        columns = [self.series.columns[leg.pair] for leg in self.legs]
        return (at for at in indices if all(column[at] not in NOT_PUBLISHED for column in columns))

    def set_aside(self, index: int) -> Pair | None:
        """The pair whose figure of that day is set aside as wrong, if there is one."""
        return next((leg.pair for leg in self.legs if self.series.columns[leg.pair][index] == SET_ASIDE), None)


class RateTable(msgspec.Struct, frozen=True, eq=False):
    """All series on record, and how many days old a rate may be.

    ``preferred`` are the sources that come before all others, however they quote a pair. Tables are equal only to
    themselves, so that look-ups in them can be remembered.
    """

    series: tuple[Series, ...] = ()
    max_age_days: int = DEFAULT_MAX_AGE_DAYS
    preferred: tuple[str, ...] = ()

    def routes(self, base: str, quote: str) -> Iterator[Route]:
        """Every way to a rate of *quote* per *base*: quoted directly, then the inverse, then crosses.

        First so in each of the preferred sources, in their order; then in all others together.
        """
        for source in self.preferred:
            yield from _routes([series for series in self.series if series.source == source], base, quote)
        yield from _routes([series for series in self.series if series.source not in self.preferred], base, quote)

    def currencies(self) -> frozenset[str]:
        """Every currency that is quoted at all."""
        return frozenset(currency for series in self.series for pair in series.columns for currency in pair)


def _routes(several: Sequence[Series], base: str, quote: str) -> Iterator[Route]:
    for series in several:
        if (base, quote) in series.columns:
            yield Route(base, quote, series, "direct", Leg((base, quote)))
    for series in several:
        if (quote, base) in series.columns:
            yield Route(base, quote, series, "inverse", Leg((quote, base), inverse=True))
    for series in several:
        for pivot in sorted({currency for pair in series.columns for currency in pair} - {base, quote}):
            leg, divisor = _leg(series, pivot, quote), _leg(series, pivot, base)
            if leg and divisor:
                yield Route(base, quote, series, f"cross via {pivot}", leg, divisor)


def _leg(series: Series, pivot: str, currency: str) -> Leg | None:
    """How many units of *currency* one unit of *pivot* buys."""
    if (pivot, currency) in series.columns:
        return Leg((pivot, currency))
    if (currency, pivot) in series.columns:
        return Leg((currency, pivot), inverse=True)
    return None
