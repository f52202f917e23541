"""The one way in which a rate is found, and an amount converted at it.

The clauses are numbered as in the design: 1. a full date takes the last rate published on or before it; 2. a period
takes the mean of the daily rates published in it, and one in which none was published yet the latest; 3. direct,
inverse, same-day cross, in that order; 4. no rate is an answer too, with its reason.
"""

from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

import msgspec

from dealtrack.rates.table import RateTable, Route
from dealtrack.values.amount import EXACT, Amount
from dealtrack.values.currencies import quoted_pair
from dealtrack.values.dates import PartialDate, Precision, weekdays_between

_SLACK = 5  # so many weekdays a record may lag behind today, and still cover a period that is running


class Basis(StrEnum):
    """What a rate is the rate of."""

    DAY = "day"
    MEAN = "mean"
    MEAN_SO_FAR = "mean so far"
    LATEST = "latest"
    NONE_YET = "latest, none yet"  # of a period that is running, and has no rate of its own so far


class Rate(msgspec.Struct, frozen=True):
    """A rate with its reasons.

    ``value`` is in units of ``quote`` for one ``base``; ``date`` the day that it was published for, or the period that
    it is the mean of, and ``days`` the number of daily rates in it; ``method`` is direct, inverse or cross via EUR;
    ``age`` counts the calendar days from the rate's day to the day asked for. Where the series begins or ends inside
    the period, ``weekdays`` are those that the period has (until today), else 0. ``file`` holds the series.
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
    weekdays: int = 0
    file: str = ""

    @property
    def is_mean(self) -> bool:
        """Whether it is the mean of a period's daily rates."""
        return self.basis in (Basis.MEAN, Basis.MEAN_SO_FAR)

    @property
    def counted(self) -> str:
        """Of how many days it is the mean: ``22 days``, ``6 of 21 weekdays``."""
        if self.weekdays:
            return f"{self.days} of {self.weekdays} weekday{'s' if self.weekdays > 1 else ''}"
        return f"{self.days} day{'s' if self.days > 1 else ''}"

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
    start, end = span_of(when, today)
    if start > today:
        return _latest(table, base, quote, today) or NoRate(base, quote, _reason(table, base, quote, when, today))
    for route in table.routes(base, quote):
        if when.precision is Precision.DAY or when.start is None:
            rate = _on(route, base, quote, start, table.max_age_days)
        else:
            rate = _mean(route, base, quote, when, (start, end), today)
        if rate is not None:
            return rate
    if _is_running(when, today):
        for route in table.routes(base, quote):
            rate = _on(route, base, quote, today, table.max_age_days)
            if rate is not None:
                return msgspec.structs.replace(rate, basis=Basis.NONE_YET)
    return NoRate(base, quote, _reason(table, base, quote, when, today))


def span_of(when: PartialDate, today: date) -> tuple[date, date]:
    """The first and the last day of *when* for which there can be rates: none is after *today*, unless all are."""
    start, end = when.start or when.end, when.end or today
    if start is None:
        raise ValueError("an interval that is open at both ends has no rate")
    return start, max(start, min(end, today))


def _is_running(when: PartialDate, today: date) -> bool:
    """Whether it is a period that has begun, and has not ended by *today*."""
    return when.day is None and when.start is not None and when.start <= today and (not when.end or when.end > today)


def latest(table: RateTable, first: str, second: str, *, today: date) -> Rate | NoRate:
    """The last rate published by *today* in any series, however old, labelled as the latest."""
    base, quote = quoted_pair(first, second)
    rate = _latest(table, base, quote, today)
    return rate or NoRate(base, quote, _reason(table, base, quote, PartialDate.of(today), today))


def convert(amount: Amount, to: str, rate: Rate) -> Conversion:
    """*amount* in the currency *to* at *rate*, which must be of these two currencies. Raises ValueError."""
    if {amount.currency, to} != {rate.base, rate.quote}:
        raise ValueError(f"a rate of {rate.quote} per {rate.base} does not convert {amount.currency} to {to}")
    converted = amount.times(rate.value, to) if to == rate.quote else amount.divided(rate.value, to)
    return Conversion(amount, converted, rate)


def converted_at(table: RateTable, amount: Amount, to: str, when: PartialDate, *, today: date) -> Conversion | NoRate:
    """*amount* in the currency *to*, at the rate for *when*; as it is where it needs none."""
    if amount.currency in (None, to):
        return Conversion(amount, amount)
    rate = look_up(table, str(amount.currency), to, when, today=today)
    return rate if isinstance(rate, NoRate) else convert(amount, to, rate)


def _on(route: Route, base: str, quote: str, day: date, max_age: int) -> Rate | None:
    oldest = date.fromordinal(max(1, day.toordinal() - max_age))
    for index in reversed(route.series.between(oldest, day)):
        if (value := route.value(index)) is not None:
            published = route.series.days[index]
            age = (day - published).days
            series = route.series
            return Rate(
                base, quote, value, published.isoformat(), route.method, series.source, age=age, file=series.file
            )
    return None


def _latest(table: RateTable, base: str, quote: str, today: date) -> Rate | None:
    """The newest rate of all routes; of several from one day, that of the preferred route."""
    found = (_on(route, base, quote, today, today.toordinal()) for route in table.routes(base, quote))
    newest = max((rate for rate in found if rate), key=lambda rate: rate.date, default=None)
    return newest and msgspec.structs.replace(newest, basis=Basis.LATEST)


def _mean(route: Route, base: str, quote: str, when: PartialDate, span: tuple[date, date], today: date) -> Rate | None:
    values = [value for index in route.series.between(*span) if (value := route.value(index)) is not None]
    if not values:
        return None
    summed = Decimal(0)
    for value in values:
        summed = EXACT.add(summed, value)
    mean = EXACT.divide(summed, Decimal(len(values)))
    basis = Basis.MEAN_SO_FAR if _is_running(when, today) else Basis.MEAN
    weekdays = 0 if _covers(route, span, slack=_SLACK if basis is Basis.MEAN_SO_FAR else 0) else weekdays_between(*span)
    series = route.series
    return Rate(
        base,
        quote,
        mean,
        when.text,
        route.method,
        series.source,
        basis,
        len(values),
        weekdays=weekdays,
        file=series.file,
    )


def _covers(route: Route, span: tuple[date, date], slack: int) -> bool:
    """Whether the route begins and ends outside *span*, but for weekends and so many weekdays more at its end."""
    (first, last), day = _ends(route), timedelta(days=1)
    before = weekdays_between(span[0], first - day) if first > span[0] else 0
    behind = weekdays_between(last + day, span[1]) if last < span[1] else 0
    return not before and behind <= slack


def _reason(table: RateTable, base: str, quote: str, when: PartialDate, today: date) -> str:
    unknown = sorted({base, quote} - table.currencies())
    if unknown:
        return f"no rate of {' or '.join(unknown)} is on record"
    days = [(day, route.series.source) for route in table.routes(base, quote) for day in _ends(route)]
    if not days:
        return f"{base} and {quote} are not quoted in one series"
    pair = f"{quote} per {base}"
    (first, first_source), (last, last_source) = min(days), max(days)
    if min(when.last, today) < first:
        return f"the first {pair} on record is of {first} ({first_source})"
    if (when.first if when.start else when.last) > last:
        return f"the last {pair} on record is of {last} ({last_source})"
    sources = ", ".join(dict.fromkeys(source for _, source in days))
    return f"no {pair} was published {_searched(table, when)} ({sources})"


def _searched(table: RateTable, when: PartialDate) -> str:
    """Where a rate was looked for: ``in 2015``, ``in the 7 days up to 2015-07-01``."""
    if when.day is None and when.start is not None:
        return f"in {when}"
    count = table.max_age_days
    return f"in the {count} day{'s' if count > 1 else ''} up to {when.end}" if count else f"on {when.end}"


def _ends(route: Route) -> tuple[date, ...]:
    """The first and the last day for which the route has a rate."""
    indices = range(len(route.series.days))
    known = [next((i for i in run if route.value(i) is not None), None) for run in (indices, reversed(indices))]
    return tuple(route.series.days[index] for index in known if index is not None)
