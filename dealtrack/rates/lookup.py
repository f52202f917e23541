"""The one way in which a rate is found, and an amount converted at it.

The clauses are numbered as in the design: 1. a full date takes the last rate published on or before it; 2. a period
takes the mean of the daily rates published in it, and one in which none was published yet the latest; 3. what covers
the date best wins, and between equals direct, inverse, same-day cross, in that order; 4. an interval without a
quotation takes the last one before, as its days would; 5. no rate is an answer too, with its reason, and so is a rate
that is set aside as wrong where it would have been taken.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache, reduce

import msgspec

from dealtrack.rates.reasons import reaches, why_none
from dealtrack.rates.table import RateTable, Route
from dealtrack.values.amount import EXACT, Amount
from dealtrack.values.currencies import quoted_pair
from dealtrack.values.dates import PartialDate, weekdays_between

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
    ``age`` counts the calendar days from the rate's day to the day asked for. Of a mean, ``weekdays`` are those that
    the period has until today, ``on_weekdays`` how many of them have a rate; it is ``is_partial`` where these are fewer
    than half, or the series begins or ends inside the period. ``file`` holds the series.
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
    on_weekdays: int = 0
    is_partial: bool = False

    @property
    def is_mean(self) -> bool:
        """Whether it is the mean of a period's daily rates."""
        return self.basis in (Basis.MEAN, Basis.MEAN_SO_FAR)

    @property
    def is_sparse(self) -> bool:
        """Whether it is the mean of fewer than half of the weekdays that the period has until today."""
        return 2 * self.on_weekdays < self.weekdays

    @property
    def counted(self) -> str:
        """Of how many days it is the mean: ``22 days``, ``6 of 21 weekdays`` where it is partial."""
        if self.is_partial:
            return f"{self.on_weekdays} of {self.weekdays} weekday{'s' if self.weekdays > 1 else ''}"
        return f"{self.days} day{'s' if self.days > 1 else ''}"

    @property
    def how(self) -> str:
        """The method, with what it is a mean of where it is one."""
        return self.method if self.basis is Basis.DAY else f"{self.basis}, {self.method}"


class NoRate(msgspec.Struct, frozen=True):
    """That there is no rate, and why: the nearest there is, or the row that is set aside as wrong, in words."""

    base: str
    quote: str
    reason: str
    is_set_aside: bool = False


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
    routes, longest = tuple(table.routes(base, quote)), timedelta(days=table.max_age_days)
    start, end = span_of(when, today)
    is_running = _is_running(when, today)
    found: Rate | NoRate | None = None
    if start > today:
        found = _newest(routes, date.min, today, Basis.LATEST)
    elif when.day is None and when.start is not None:
        found = _mean(routes, when, (start, end), is_running)
    if found is None and start <= today:
        oldest = max(end, date.min + longest) - longest
        found = _newest(routes, oldest, end, Basis.NONE_YET if is_running else Basis.DAY)
    return found or NoRate(base, quote, why_none(table, base, quote, when, today))


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
    rate = _newest(tuple(table.routes(base, quote)), date.min, today, Basis.LATEST)
    return rate or NoRate(base, quote, why_none(table, base, quote, PartialDate.of(today), today))


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


def _newest(routes: Sequence[Route], oldest: date, day: date, basis: Basis) -> Rate | NoRate | None:
    """The newest quotation from *oldest* to *day*; of several from one day, that of the first of *routes*."""
    found = [(route, index) for route in routes if (index := route.newest(oldest, day)) is not None]
    if not found:
        return None
    route, index = max(found, key=lambda each: each[0].series.days[each[1]])
    published = route.series.days[index]
    value = route.value(index)
    if value is None:
        return _set_aside(route, [index])
    return _rate(route, value, published.isoformat(), basis, age=(day - published).days)


def _mean(
    routes: Sequence[Route], when: PartialDate, span: tuple[date, date], is_running: bool
) -> Rate | NoRate | None:
    """The mean of the quotations in *span* by the route that has most of its weekdays, or nearly as many as that."""
    quoted = [(route, indices) for route in routes if (indices := list(route.quoted(*span)))]
    counts = [sum(route.series.days[index].weekday() < 5 for index in indices) for route, indices in quoted]
    if not quoted:
        return None
    at = next(at for at, count in enumerate(counts) if 10 * count >= 9 * max(counts))
    route, indices = quoted[at]
    values = [value for index in indices if (value := route.value(index)) is not None]
    if len(values) < len(indices):
        return _set_aside(route, indices)
    mean = EXACT.divide(reduce(EXACT.add, values), Decimal(len(values)))
    weekdays = weekdays_between(*span)
    is_whole = 2 * counts[at] >= weekdays and reaches(route, span, slack=_SLACK if is_running else 0)
    basis = Basis.MEAN_SO_FAR if is_running else Basis.MEAN
    rate = _rate(route, mean, when.text, basis, days=len(values))
    return msgspec.structs.replace(rate, on_weekdays=counts[at], weekdays=weekdays, is_partial=not is_whole)


def _rate(route: Route, value: Decimal, when: str, basis: Basis, *, days: int = 1, age: int = 0) -> Rate:
    source, file = route.series.source, route.series.file
    return Rate(route.base, route.quote, value, when, route.method, source, basis, days, age, file=file)


def _set_aside(route: Route, indices: Sequence[int]) -> NoRate:
    """That the rate of one of these days cannot be right, so that there is none: whoever asks is told which row."""
    rows = [(route.series.days[index], pair) for index in indices if (pair := route.set_aside(index))]
    day, (base, quote) = rows[0]
    more = f", as {'is' if len(rows) == 2 else 'are'} {len(rows) - 1} more" if len(rows) > 1 else ""
    row = f"{quote} per {base} of {day} in {route.series.file}"
    return NoRate(route.base, route.quote, f"{row} is set aside as wrong{more}: dealtrack validate says why", True)
