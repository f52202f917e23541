"""The one way in which a rate is found, and an amount converted at it.

The clauses are numbered as in the design: 1. a full date takes the last rate published on or before it; 2. a period
takes the mean of the daily rates published in it; 3. direct, inverse, same-day cross, in that order; 4. no rate is an
answer too, with its reason.
"""

from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

import msgspec

from dealtrack.rates.table import RateTable, Route
from dealtrack.values.amount import EXACT, Amount
from dealtrack.values.currencies import quoted_pair
from dealtrack.values.dates import PartialDate, Precision


class Basis(StrEnum):
    """What a rate is the rate of."""

    DAY = "day"
    MEAN = "mean"
    MEAN_SO_FAR = "mean so far"
    LATEST = "latest"


class Rate(msgspec.Struct, frozen=True):
    """A rate with its reasons.

    ``value`` is in units of ``quote`` for one ``base``; ``date`` the day that it was published for, or the period that
    it is the mean of, and ``days`` the number of daily rates in it; ``method`` is direct, inverse or cross via EUR;
    ``age`` counts the calendar days from the rate's day to the day asked for.
    """

    base: str
    quote: str
    value: Decimal
    date: str
    method: str
    source: str
    basis: Basis = Basis.DAY
    days: int = 1
    age: int = 0

    @property
    def how(self) -> str:
        """The method, with what it is a mean of where it is one."""
        return self.method if self.basis is Basis.DAY else f"{self.basis}, {self.method}"


class NoRate(msgspec.Struct, frozen=True):
    """That no rate is on record, and why, in words that name the nearest there is."""

    base: str
    quote: str
    reason: str


class Conversion(msgspec.Struct, frozen=True):
    """An amount, what it comes to in another currency, and the rate between them.

    ``rate`` is None where no rate was needed (``is_stated`` tells whether a source's own conversion was taken).
    """

    amount: Amount
    converted: Amount
    rate: Rate | None = None
    is_stated: bool = False


@lru_cache(maxsize=8192)
def look_up(table: RateTable, first: str, second: str, when: PartialDate, *, today: date) -> Rate | NoRate:
    """The rate between two currencies for *when*, as known on *today*, quoted as the market quotes the pair.

    Nothing that was published after *today* is used. An interval without a start is looked up at its last day, one
    without an end runs until *today*.
    """
    base, quote = quoted_pair(first, second)
    start, end = when.start or when.end, when.end or today
    if start is None:
        raise ValueError("an interval that is open at both ends has no rate")
    for route in table.routes(base, quote):
        if start > today:
            rate = _latest(route, base, quote, today)
        elif when.precision is Precision.DAY or when.start is None:
            rate = _on(route, base, quote, start, table.max_age_days)
        else:
            rate = _mean(route, base, quote, when, (start, min(end, today)), so_far=end > today or when.end is None)
        if rate is not None:
            return rate
    return NoRate(base, quote, _reason(table, base, quote, when, today))


def latest(table: RateTable, first: str, second: str, *, today: date) -> Rate | NoRate:
    """The last rate published by *today*, however old, labelled as the latest."""
    base, quote = quoted_pair(first, second)
    for route in table.routes(base, quote):
        if rate := _latest(route, base, quote, today):
            return rate
    return NoRate(base, quote, _reason(table, base, quote, PartialDate.of(today), today))


def convert(amount: Amount, to: str, rate: Rate) -> Conversion:
    """*amount* in the currency *to* at *rate*, which must be of these two currencies. Raises ValueError."""
    if {amount.currency, to} != {rate.base, rate.quote}:
        raise ValueError(f"a rate of {rate.quote} per {rate.base} does not convert {amount.currency} to {to}")
    factor = rate.value if to == rate.quote else EXACT.divide(Decimal(1), rate.value)
    return Conversion(amount, amount.times(factor, to), rate)


def _on(route: Route, base: str, quote: str, day: date, max_age: int) -> Rate | None:
    for index in reversed(route.series.between(day - timedelta(days=max_age), day)):
        if (value := route.value(index)) is not None:
            published = route.series.days[index]
            return Rate(
                base, quote, value, published.isoformat(), route.method, route.series.source, age=(day - published).days
            )
    return None


def _latest(route: Route, base: str, quote: str, today: date) -> Rate | None:
    days = (today - date.min).days
    rate = _on(route, base, quote, today, days)
    return rate and msgspec.structs.replace(rate, basis=Basis.LATEST)


def _mean(
    route: Route, base: str, quote: str, when: PartialDate, span: tuple[date, date], *, so_far: bool
) -> Rate | None:
    values = [value for index in route.series.between(*span) if (value := route.value(index)) is not None]
    if not values:
        return None
    summed = Decimal(0)
    for value in values:
        summed = EXACT.add(summed, value)
    mean = EXACT.divide(summed, Decimal(len(values)))
    basis = Basis.MEAN_SO_FAR if so_far else Basis.MEAN
    return Rate(base, quote, mean, when.text, route.method, route.series.source, basis, len(values))


def _reason(table: RateTable, base: str, quote: str, when: PartialDate, today: date) -> str:
    unknown = sorted({base, quote} - table.currencies())
    if unknown:
        return f"no rate of {' or '.join(unknown)} is on record"
    spans = [span for route in table.routes(base, quote) if (span := _span(route))]
    if not spans:
        return f"{base} and {quote} are not quoted in one series"
    source, first, last = spans[0]
    if (when.end or when.first) < first:
        return f"the first {quote} per {base} on record is of {first} ({source})"
    if min(when.first if when.start else when.last, today) > last:
        return f"the last {quote} per {base} on record is of {last} ({source})"
    return f"no {quote} per {base} was published in the {table.max_age_days} days up to {when} ({source})"


def _span(route: Route) -> tuple[str, date, date] | None:
    series = route.series
    known = [index for index in range(len(series.days)) if route.value(index) is not None]
    return (series.source, series.days[known[0]], series.days[known[-1]]) if known else None
