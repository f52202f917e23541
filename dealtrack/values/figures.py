"""Figures as people read them. Rounding happens here and only here: half to even, once, from the exact value.

A converted figure is shown to a tenth of a million, or a hundredth of a billion; an original keeps its own digits.
"""

from collections.abc import Sequence
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
    """An amount as stated: every digit that it has, no zeros behind the last."""
    return _figure(amount, scales, None)


def rounded(amount: Amount, scales: Sequence[Scale] = ENGLISH, *, extra: int = 0) -> Figure:
    """A computed amount, rounded; *extra* digits more than a table needs."""
    return _figure(amount, scales, extra)


def _figure(amount: Amount, scales: Sequence[Scale], extra: int | None) -> Figure:
    if amount.low is None:
        return Figure("", "", "undisclosed", "")
    mark = _MARKS.get(amount.qualifier, "") + ("~" if amount.approximate else "")
    currency = amount.currency or ""
    if amount.qualifier is Qualifier.RANGE and amount.high is not None:
        low, low_unit = _scaled(amount.low, scales, extra)
        high, high_unit = _scaled(amount.high, scales, extra)
        if high_unit and not low_unit:  # 5–10k would be read as 5k–10k
            return Figure(currency, mark, f"{low}–{_scaled(amount.high, (ONES,), extra)[0]}", "")
        if (low, low_unit) != (high, high_unit):
            return Figure(currency, mark, f"{low}{'' if low_unit == high_unit else low_unit}–{high}", high_unit)
    shown = amount.high if amount.qualifier is Qualifier.AT_MOST and amount.high is not None else amount.low
    return Figure(currency, mark, *_scaled(shown, scales, extra))


def _scaled(value: Decimal, scales: Sequence[Scale], extra: int | None) -> tuple[str, str]:
    """The number and its unit: ``("75.5", "m")``."""
    at = _own(value, scales)
    if extra is None:
        return _trimmed(scales[at].of(value)), scales[at].sign
    number = _rounded(value, scales[at], extra)
    if at and number >= Decimal(1).scaleb(scales[at - 1].power - scales[at].power):  # 999.96m is shown as 1.00bn
        at -= 1
        number = _rounded(value, scales[at], extra)
    return f"{number:,f}", scales[at].sign


def _own(value: Decimal, scales: Sequence[Scale]) -> int:
    """Which scale suits *value* by itself: the largest of which it has one, else the smallest."""
    return next((at for at, scale in enumerate(scales) if value >= Decimal(1).scaleb(scale.power)), len(scales) - 1)


def _rounded(value: Decimal, scale: Scale, extra: int = 0) -> Decimal:
    return scale.of(value).quantize(Decimal(1).scaleb(-scale.decimals - extra), context=EXACT)


def _trimmed(number: Decimal) -> str:
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


_WIDEST = 6  # of the whole part, 99,999, above which a column is better off with several units
_MOST_DECIMALS = 2  # that an original may have to grow for the sake of its column


def common_scales(amounts: Sequence[tuple[Amount, bool]], scales: Sequence[Scale] = ENGLISH) -> Sequence[Scale]:
    """The one scale for a column of ``(amount, computed)``: of those that lose nothing, the one of the least digits.

    *scales* as they are, each figure in its own, where there is none or the numbers would be too long.
    """
    ends = [(end, computed) for amount, computed in amounts for end in (amount.low, amount.high) if end]
    written = {
        scale: [_scaled(end, (scale,), 0 if computed else None)[0] for end, computed in ends]
        for scale in scales
        if all(_keeps(end, computed, scale, scales) for end, computed in ends)
    }
    if not ends or not written:
        return scales
    shortest = min(written, key=lambda scale: sum(map(len, written[scale])))
    is_short = all(len(number.partition(".")[0]) <= _WIDEST for number in written[shortest])
    return (shortest,) if is_short else scales


def _keeps(value: Decimal, computed: bool, scale: Scale, scales: Sequence[Scale]) -> bool:
    """Whether *value* says in *scale* what it says in its own: an original all its digits, a computed one to 0.1 %."""
    own = scales[_own(value, scales)]
    if not computed:
        return _decimals(scale.of(value)) <= max(_MOST_DECIMALS, _decimals(own.of(value)))
    step = Decimal(1).scaleb(scale.power - scale.decimals)
    return step <= Decimal(1).scaleb(own.power - own.decimals) or 500 * step <= value  # half a step is 0.1 %


def _decimals(number: Decimal) -> int:
    return len(_trimmed(number).partition(".")[2])


def rate_range(low: Decimal, high: Decimal) -> str:
    """Two rates, to two decimals where that tells them apart: ``7.09 to 7.19``."""
    decimals = 2 if f"{low:.2f}" != f"{high:.2f}" else 4
    return f"{rate_text(low, decimals)} to {rate_text(high, decimals)}"


def rate_text(value: Decimal, decimals: int = 4) -> str:
    """A rate to four decimals, or to five significant digits where it is small: ``7.0898``, ``0.0066225``."""
    if value >= Decimal("0.1"):
        return f"{value:.{decimals}f}"
    return f"{value:.{decimals - value.adjusted()}f}"
