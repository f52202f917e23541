"""The axes of a chart: time in whole periods, and sizes on a linear or a logarithmic scale.

Positions are exact fractions of an axis, 0 at its start and 1 at its end. A day has a width: it begins where the day
before ends. How many ticks there is room for is known only to a format, so that an axis offers several sets of them.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction

import msgspec

from dealtrack.values.amount import EXACT, Amount
from dealtrack.values.dates import PartialDate
from dealtrack.values.figures import original

_LOGARITHMIC_FROM = 30  # times as large as the smallest: beyond that, a linear bar of the smallest is no bar any more
_SIGNIFICANT = Decimal("1"), Decimal("2"), Decimal("5"), Decimal("10")
_MOST_TICKS = 40


class Tick(msgspec.Struct, frozen=True):
    """A mark on an axis."""

    at: Fraction
    label: str


class Extent(msgspec.Struct, frozen=True):
    """Where a date lies on a time axis, and whether it may lie further out on either side."""

    start: Fraction
    end: Fraction
    open_start: bool = False
    open_end: bool = False


class Span(msgspec.Struct, frozen=True):
    """A time axis, from the day ``first`` to the day ``last``, both included."""

    first: date
    last: date

    @classmethod
    def around(cls, dates: Iterable[PartialDate]) -> "Span | None":
        """The whole months, quarters or years in which *dates* lie, those around open ends too; None without dates."""
        dates = tuple(dates)
        known = [day for when in dates for day in (when.start, when.end) if day]
        if not known:
            return None
        around = max(1, (max(known) - min(known)).days // 16)
        first = min(*known, *(_days_from(when.last, -around) for when in dates if when.start is None), date.max)
        last = max(*known, *(_days_from(when.first, around) for when in dates if when.end is None), date.min)
        months = 12 * (last.year - first.year) + last.month - first.month
        size = 12 if months > 72 else 3 if months > 12 else 1
        return cls(_period_start(first, size), _period_end(last, size))

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def at(self, day: date) -> Fraction:
        """Where *day* begins."""
        return Fraction((day - self.first).days, self.days)

    def extent(self, when: PartialDate) -> Extent:
        """Where *when* lies; an interval with one open end is the day that is its other end."""
        first = when.start or when.end or self.first
        last = when.end or when.start or self.last
        start, end = self.at(first), self.at(last) + Fraction(1, self.days)
        return Extent(start, end, when.start is None, when.end is None)

    def tickings(self) -> Iterator[tuple[Tick, ...]]:
        """Sets of ticks, the finest first: days, months or years. The first names its year, others what is new.

        The long first label may be what a set has no room for, so that each comes without its first tick, too.
        """
        for days, short in self._tick_days():
            yield tuple(_named(self, days, short))
            yield tuple(_named(self, days[1:], short))

    def _tick_days(self) -> Iterator[tuple[list[date], str]]:
        for days in (range(1, 32), (1, 6, 11, 16, 21, 26), (1, 11, 21), (1, 16)):
            if self.days * len(days) <= 31 * _MOST_TICKS:
                yield [day for day in self._all_days() if day.day in days], "%d"
        for months in (1, 3, 6, 4):  # thirds of a year only where no half year begins
            if self.days <= 31 * months * _MOST_TICKS:
                yield list(self._months(months)), "%m"
        for years in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000):
            if self.days <= 366 * years * _MOST_TICKS:
                yield list(self._months(12 * years)), "%m"

    def _all_days(self) -> Iterator[date]:
        return (self.first + timedelta(days=count) for count in range(self.days))

    def _months(self, each: int) -> Iterator[date]:
        begin, end = (12 * day.year + day.month - 1 for day in (self.first, self.last))
        return (date(count // 12, count % 12 + 1, 1) for count in range(begin, end + 1) if count % each == 0)


class Scale(msgspec.Struct, frozen=True):
    """An axis of sizes in ``currency``, from ``low`` to ``high``. A logarithmic one starts at a power of ten."""

    currency: str
    low: Decimal
    high: Decimal
    is_logarithmic: bool = False

    @classmethod
    def of(cls, amounts: Iterable[Amount], currency: str) -> "Scale | None":
        """A scale that has room for all *amounts*, which are in *currency*; None where none is more than nothing."""
        ends = [end for amount in amounts for end in (amount.low, amount.high) if end]
        if not ends:
            return None
        smallest, largest = min(ends), max(ends)
        if largest <= smallest * _LOGARITHMIC_FROM:
            return cls(currency, Decimal(0), _round_above(largest))
        low = _power_below(smallest)
        # What the scale starts at would have a bar of no length.
        low = low.scaleb(-1) if smallest < low * Decimal("1.5") else low
        return cls(currency, low, _round_above(largest), is_logarithmic=True)

    def at(self, value: Decimal) -> Fraction:
        """Where *value* lies; nothing, and what is less than the axis' start, lies at 0."""
        if value <= self.low:
            return Fraction(0)
        if self.is_logarithmic:
            low, high, value = self.low.log10(EXACT), self.high.log10(EXACT), value.log10(EXACT)
            return min(Fraction(1), Fraction(value - low) / Fraction(high - low))
        return Fraction(value) / Fraction(self.high)

    def tickings(self) -> Iterator[tuple[Tick, ...]]:
        """Sets of ticks, the finest first; the last holds no more than the axis' ends."""
        yield from (self._ticks(values) for values in (self._powers() if self.is_logarithmic else self._steps()))

    def _powers(self) -> Iterator[list[Decimal]]:
        decades = range(self.low.adjusted(), self.high.adjusted() + 1)
        powers = [Decimal(1).scaleb(each) for each in decades]
        for kept in (_SIGNIFICANT[:3], _SIGNIFICANT[:1]):
            yield [value for power in powers for each in kept if (value := power * each) <= self.high]
        for each in range(2, len(powers)):
            yield powers[::each]

    def _steps(self) -> Iterator[list[Decimal]]:
        for count in (10, 8, 6, 5, 4, 3, 2, 1):
            step = EXACT.divide(self.high, Decimal(count)).normalize()
            if step.as_tuple().digits in ((1,), (2,), (5,), (2, 5)) or count == 1:
                yield [step * each for each in range(count + 1)]

    def _ticks(self, values: Iterable[Decimal]) -> tuple[Tick, ...]:
        figures = ((value, original(Amount.exactly(self.currency, value))) for value in values)
        return tuple(Tick(self.at(value), f"{figure.number}{figure.unit}") for value, figure in figures)


class Bar(msgspec.Struct, frozen=True):
    """How far a bar is certain, and how far it may reach; ``is_open`` where nothing bounds it from above."""

    certain: Fraction
    possible: Fraction
    is_open: bool = False


def bar_of(scale: Scale | None, amount: Amount) -> Bar | None:
    """The bar for *amount* on *scale*; None where there is no sum to draw."""
    if scale is None or amount.low is None:
        return None
    certain = scale.at(amount.low)
    return Bar(certain, certain if amount.high is None else scale.at(amount.high), amount.high is None)


def _named(span: Span, days: Iterable[date], short: str) -> Iterator[Tick]:
    """Ticks at *days*, in the format *short* where a longer label stands to the left."""
    for index, day in enumerate(days):
        year, month = f"{day.year:04}", f"{day.year:04}-{day.month:02}"
        if (day.month, day.day) == (1, 1):
            label = year
        elif day.day == 1 and (index == 0 or short == "%d"):
            label = month
        else:
            label = f"{day:{short}}" if index else day.isoformat()
        yield Tick(span.at(day), label)


def _days_from(day: date, count: int) -> date:
    """The day that many days later, or the last that there is."""
    return date.fromordinal(min(max(day.toordinal() + count, date.min.toordinal()), date.max.toordinal()))


def _period_start(day: date, months: int) -> date:
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def _period_end(day: date, months: int) -> date:
    month = (day.month - 1) // months * months + months
    return date(day.year, 12, 31) if month == 12 else date(day.year, month + 1, 1) - timedelta(days=1)


def _power_below(value: Decimal) -> Decimal:
    return Decimal(1).scaleb(value.adjusted())


def _round_above(value: Decimal) -> Decimal:
    """The next of 1, 2, 3, 4, 5, 6, 8, 10 and its powers of ten."""
    power = _power_below(value)
    digit = EXACT.divide(value, power).to_integral_value(ROUND_CEILING)
    return power * (digit + 1 if digit in (7, 9) else digit)
