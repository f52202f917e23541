"""Figures as people read them. Rounding happens here and only here: half to even, once, from the exact value.

What was stated is shown in the unit that it was stated in, with every digit that it has. What was computed is rounded
to a tenth of a million, a hundredth of a billion, and to four digits, which is more than its parts can bear mostly.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from dealtrack.values.amount import EXACT, Amount, Qualifier
from dealtrack.values.units import Units

_MARKS = {Qualifier.AT_LEAST: "≥", Qualifier.AT_MOST: "≤"}


class Scale(NamedTuple):
    """A unit in which sums are written: its sign, its power of ten, and the decimals that a computed sum has in it."""

    sign: str
    power: int
    decimals: int

    def of(self, value: Decimal) -> Decimal:
        """*value* in this unit, exactly."""
        return value.scaleb(-self.power, context=EXACT)


ONES = Scale("", 0, 0)
ENGLISH = (Scale("tn", 12, 3), Scale("bn", 9, 2), Scale("m", 6, 1), Scale("k", 3, 0), ONES)
CHINESE = (Scale("万亿", 12, 3), Scale("亿", 8, 3), Scale("万", 4, 0), ONES)


def scales_of(units: Units, scales: Sequence[Scale] = ENGLISH) -> Sequence[Scale]:
    """The scales to choose from: *scales* where the reader leaves it open."""
    if units is Units.AUTO:
        return scales
    if units is Units.FULL:
        return (ONES,)
    return tuple(scale for scale in (*ENGLISH, *CHINESE) if scale.sign == units.value)


class Figure(NamedTuple):
    """An amount as parts that a table can align: currency, mark (~, ≥, ≤), number, unit (k, m, bn, tn)."""

    currency: str
    mark: str
    number: str
    unit: str

    @property
    def decimals(self) -> str:
        """The point and what stands behind it; of a range, that of its upper end."""
        _, point, behind = self.number.rpartition("–")[2].partition(".")
        return f"{point}{behind}"

    @property
    def text(self) -> str:
        """In a table: ``USD ~144.5m``."""
        return f"{self.currency} {self.mark}{self.number}{self.unit}".strip()

    @property
    def prose(self) -> str:
        """In a sentence: ``~USD 144.5m``, ``≥ USD 253.9m``."""
        gap = " " if self.mark in _MARKS.values() or len(self.mark) > 1 else ""
        return f"{self.mark}{gap}{self.currency} {self.number}{self.unit}".strip()


def original(amount: Amount, scales: Sequence[Scale] = ENGLISH) -> Figure:
    """An amount as stated: in its own unit where that is among *scales*, every digit, no zeros behind the last."""
    low_in, high_in = amount.stated_in or (None, None)
    return _figure(
        amount, lambda value: _as_stated(value, low_in, scales), lambda value: _as_stated(value, high_in, scales)
    )


def rounded(amount: Amount, scales: Sequence[Scale] = ENGLISH, *, extra: int = 0) -> Figure:
    """A computed amount, rounded; *extra* digits more than a table needs."""

    def shown(value: Decimal) -> _Number:
        return _rounded_in(value, scales, extra)

    return _figure(amount, shown, shown)


class _Number(NamedTuple):
    """One end of an amount as it is written: ``75.5`` and ``m``."""

    text: str
    unit: str


def _figure(amount: Amount, low_of: Callable[[Decimal], _Number], high_of: Callable[[Decimal], _Number]) -> Figure:
    """The parts of an amount, each of its ends written by a function."""
    if amount.low is None:
        return Figure("", "", "undisclosed", "")
    mark = _MARKS.get(amount.qualifier, "") + ("~" if amount.approximate else "")
    currency = amount.currency or ""
    if amount.qualifier is Qualifier.RANGE and amount.high is not None:
        low, high = low_of(amount.low), high_of(amount.high)
        if high.unit and not low.unit:  # 5–10k would be read as 5k–10k
            return Figure(currency, mark, f"{low.text}–{_trimmed(amount.high)}", "")
        if low != high:
            unit = "" if low.unit == high.unit else low.unit
            return Figure(currency, mark, f"{low.text}{unit}–{high.text}", high.unit)
    if amount.qualifier is Qualifier.AT_MOST and amount.high is not None:
        return Figure(currency, mark, *high_of(amount.high))
    return Figure(currency, mark, *low_of(amount.low))


_MOST_DECIMALS = 2  # that a sum stated without a unit may have in one, to be shown in it


def _as_stated(value: Decimal, power: int | None, scales: Sequence[Scale]) -> _Number:
    """All digits of *value*, in the unit of that *power*; where *scales* lack it, in the one that suits the value.

    A sum that was written out in ones stays so where a unit would need more than :data:`_MOST_DECIMALS`.
    """
    at = next((scale for scale in scales if power and scale.power == power), scales[_own(value, scales)])
    if power == 0 and _decimals(at.of(value)) > _MOST_DECIMALS:
        at = scales[-1]
    return _Number(_trimmed(at.of(value)), at.sign)


_DIGITS = 4  # of a computed figure, if its whole part has no more


def _rounded_in(value: Decimal, scales: Sequence[Scale], extra: int) -> _Number:
    """*value* rounded, in the unit that suits it; printed figures that add up to it exactly need no zeros behind it."""
    at = _own(value, scales)
    number = _rounded(value, scales[at], extra)
    if at and number >= Decimal(1).scaleb(scales[at - 1].power - scales[at].power):  # 999.96m is shown as 1.00bn
        at -= 1
        number = _rounded(value, scales[at], extra)
    is_exact = int(value.as_tuple().exponent) >= 0 and number == scales[at].of(value)
    return _Number(_trimmed(number) if is_exact else f"{number:,f}", scales[at].sign)


def _own(value: Decimal, scales: Sequence[Scale]) -> int:
    """Which scale suits *value* by itself: the largest of which it has one, else the smallest."""
    return next((at for at, scale in enumerate(scales) if value >= Decimal(1).scaleb(scale.power)), len(scales) - 1)


def _rounded(value: Decimal, scale: Scale, extra: int) -> Decimal:
    """*value* in *scale*: to its decimals, and to :data:`_DIGITS` digits in all."""
    number = scale.of(value)

    def to_digits(whole: int) -> Decimal:
        decimals = min(scale.decimals + extra, max(0, _DIGITS + extra - whole))
        return number.quantize(Decimal(1).scaleb(-decimals), context=EXACT)

    shown = to_digits(_places(number))
    return shown if _places(shown) == _places(number) else to_digits(_places(shown))  # 999.96 is shown as 1,000


def _places(number: Decimal) -> int:
    """How many digits stand before the point."""
    return max(number.adjusted() + 1, 1) if number else 1


def _trimmed(number: Decimal) -> str:
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _decimals(number: Decimal) -> int:
    return len(_trimmed(number).partition(".")[2])


_WIDEST = 6  # of the whole part, 99,999, above which a column is better off with several units


def common_scales(amounts: Sequence[Amount], scales: Sequence[Scale] = ENGLISH) -> Sequence[Scale]:
    """The one scale for the computed sums of a column: of those that lose nothing, the one of the least digits.

    *scales* as they are, each figure in its own, where there is none or the numbers would be too long.
    """
    ends = [end for amount in amounts for end in (amount.low, amount.high) if end]
    written = {
        scale: [_rounded_in(end, (scale,), 0).text for end in ends]
        for scale in scales
        if all(_keeps(end, scale, scales) for end in ends)
    }
    if not ends or not written:
        return scales
    shortest = min(written, key=lambda scale: sum(map(len, written[scale])))
    is_short = all(len(number.partition(".")[0]) <= _WIDEST for number in written[shortest])
    return (shortest,) if is_short else scales


def _keeps(value: Decimal, scale: Scale, scales: Sequence[Scale]) -> bool:
    """Whether a computed *value* says in *scale* what it says in its own, to 0.1 %."""
    own = scales[_own(value, scales)]
    step = Decimal(1).scaleb(scale.power - scale.decimals)
    return step <= Decimal(1).scaleb(own.power - own.decimals) or 500 * step <= value  # half a step is 0.1 %


def rate_range(low: Decimal, high: Decimal) -> str:
    """Two rates, to two decimals where that tells them apart: ``7.09 to 7.19``."""
    decimals = 2 if f"{low:.2f}" != f"{high:.2f}" else 4
    return f"{rate_text(low, decimals)} to {rate_text(high, decimals)}"


def rate_text(value: Decimal, decimals: int = 4) -> str:
    """A rate to four decimals, or to five significant digits where it is small: ``7.0898``, ``0.0066225``."""
    if value >= Decimal("0.1"):
        return f"{value:.{decimals}f}"
    return f"{value:.{decimals - value.adjusted()}f}"
