"""Figures as people read them. Rounding happens here and only here: half to even, once, from the exact value.

A converted figure is shown to a tenth of a million, or a hundredth of a billion; an original keeps its own digits.
"""

from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from dealtrack.values.amount import EXACT, SCALES, Amount, Qualifier, scale_of

_MARKS = {Qualifier.AT_LEAST: "≥", Qualifier.AT_MOST: "≤"}
_DECIMALS = {"tn": 3, "bn": 2, "m": 1, "k": 0, "": 0}


class Figure(NamedTuple):
    """An amount as parts that a table can align: currency, mark (~, ≥, ≤), number, unit (k, m, bn, tn)."""

    currency: str
    mark: str
    number: str
    unit: str

    @property
    def text(self) -> str:
        """In a table: ``USD ~144.5m``."""
        return f"{self.currency} {self.mark}{self.number}{self.unit}".strip()

    @property
    def prose(self) -> str:
        """In a sentence: ``~USD 144.5m``, ``≥ USD 253.9m``."""
        gap = " " if self.mark in _MARKS.values() or len(self.mark) > 1 else ""
        return f"{self.mark}{gap}{self.currency} {self.number}{self.unit}".strip()


def original(amount: Amount) -> Figure:
    """An amount as stated: every digit that it has, no zeros behind the last."""
    return _figure(amount, None)


def rounded(amount: Amount, extra: int = 0) -> Figure:
    """A computed amount, rounded; *extra* digits more than a table needs."""
    return _figure(amount, extra)


def _figure(amount: Amount, extra: int | None) -> Figure:
    if amount.low is None:
        return Figure("", "", "undisclosed", "")
    mark = _MARKS.get(amount.qualifier, "") + ("~" if amount.approximate else "")
    currency = amount.currency or ""
    if amount.qualifier is Qualifier.RANGE and amount.high is not None:
        low, low_unit = _scaled(amount.low, extra)
        high, high_unit = _scaled(amount.high, extra)
        if high_unit and not low_unit:  # 5–10k would be read as 5k–10k
            decimals = Decimal(1).scaleb(-(extra or 0))
            plain = amount.high if extra is None else amount.high.quantize(decimals, context=EXACT)
            return Figure(currency, mark, f"{low}–{_trimmed(plain)}", "")
        if (low, low_unit) != (high, high_unit):
            return Figure(currency, mark, f"{low}{'' if low_unit == high_unit else low_unit}–{high}", high_unit)
    shown = amount.high if amount.qualifier is Qualifier.AT_MOST and amount.high is not None else amount.low
    return Figure(currency, mark, *_scaled(shown, extra))


def _scaled(value: Decimal, extra: int | None) -> tuple[str, str]:
    """The number and its unit: ``("75.5", "m")``."""
    unit, power = scale_of(value)
    number = value.scaleb(-power, context=EXACT)
    if extra is None:
        return _trimmed(number), unit
    number = _to_decimals(number, unit, extra)
    if number >= 1000:  # 999.96m is shown as 1.00bn
        larger = {smaller: bigger for (bigger, _), (smaller, _) in pairwise(SCALES)} | {"": "k"}
        if unit in larger:
            unit, power = larger[unit], power + 3
            number = _to_decimals(value.scaleb(-power, context=EXACT), unit, extra)
    return f"{number:f}", unit


def _to_decimals(number: Decimal, unit: str, extra: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-_DECIMALS[unit] - extra), context=EXACT)


def _trimmed(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def rate_range(low: Decimal, high: Decimal) -> str:
    """Two rates, to two decimals where that tells them apart: ``7.09 to 7.19``."""
    decimals = 2 if f"{low:.2f}" != f"{high:.2f}" else 4
    return f"{rate_text(low, decimals)} to {rate_text(high, decimals)}"


def rate_text(value: Decimal, decimals: int = 4) -> str:
    """A rate to four decimals, or to five significant digits where it is small: ``7.0898``, ``0.0066225``."""
    if value >= Decimal("0.1"):
        return f"{value:.{decimals}f}"
    return f"{value:.{decimals - value.adjusted()}f}"
