"""The number and the scale of an amount's text, in digits or in words: ``1.8bn``, ``1.5个亿``, ``一百五十万``.

Digits keep their printed precision. A number in words is as precise as the last place that it names, but a number
below a hundred is taken to the unit: 一百五十万 is 1.5E+6, 十亿 is 1.0E+9.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from dealtrack.values.amount import EXACT
from dealtrack.values.amount_words import HAN_DIGITS, HAN_PAIRS, HAN_PLACES, NUMBERS, SCALES

_DIGIT = "[一二两三四五六七八九]"
_HAN_INTEGER = (  # a lower place follows the one above it or 零: 一百五, which is 150 or 105, does not match
    rf"(?:({_DIGIT})千(?={_DIGIT}百|零|$))?(?:({_DIGIT})百(?={_DIGIT}十|零|$))?"
    rf"(?:(?<!^)零)?(?:({_DIGIT}?)十(?!零))?({_DIGIT})?"
)
_NUMBER = re.compile(
    r"([0-9]+(?:\.[0-9]+)?|[a-z]+(?![a-z])|[零〇一二两三四五六七八九十百千点几]+)\s*([多余+]?)\s*(\D*?)\s*([多余]?)"
)


class Number(NamedTuple):
    """From ``low`` to ``high`` (None where it is open above) in units of ten to the ``power``, None if not stated."""

    low: Decimal
    high: Decimal | None
    power: int | None

    @property
    def value(self) -> Decimal:
        """``low`` in units of one."""
        return _scaled(self.low, self.power)

    @property
    def most(self) -> Decimal | None:
        """``high`` in units of one."""
        return None if self.high is None else _scaled(self.high, self.power)

    @property
    def is_point(self) -> bool:
        """One value, not a span of several."""
        return self.low == self.high


def _scaled(value: Decimal, power: int | None) -> Decimal:
    return value.scaleb(power or 0, context=EXACT)


def read_number(text: str) -> Number | None:
    """Read *text*, which holds no currency and no qualifier, as a number with its scale; None where it is none."""
    text = text.lower()
    return _simple(text) or _compound(text)


def _simple(text: str) -> Number | None:
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    number, more, scale, tail = match.groups()
    scale = " ".join(scale.split())
    scale = scale[:-1] if scale[1:] and scale[-1] == "." and scale.isascii() else scale
    span = _span(number)
    if span is None or (scale and scale not in SCALES):
        return None
    low, high = span
    return Number(low, None if more or tail else high, SCALES.get(scale))


def _compound(text: str) -> Number | None:
    """``1亿5000万``: the second number is less than one of the first's scale, and has a scale itself."""
    for split in (place for place, char in enumerate(text, 1) if char in "亿万"):
        whole, rest = _simple(text[:split]), _simple(text[split:].strip().removeprefix("零"))
        if whole is None or rest is None or whole.power is None or rest.power is None:
            continue
        if whole.is_point and rest.value < Decimal(1).scaleb(whole.power):
            low = EXACT.add(whole.value, rest.value)
            high = None if rest.most is None else EXACT.add(whole.value, rest.most)
            down = -whole.power
            return Number(_scaled(low, down), None if high is None else _scaled(high, down), whole.power)
    return None


def _span(text: str) -> tuple[Decimal, Decimal] | None:
    """The least and the most that *text* says: ``十几`` is more than ten and less than twenty."""
    value: Decimal | None
    if text in NUMBERS:
        value = Decimal(NUMBERS[text])
    elif text[0].isascii():
        value = Decimal(text) if text[0].isdigit() else None
    elif text[:2] in HAN_PAIRS and text[2:] in HAN_PLACES:
        low, high = (Decimal(HAN_DIGITS[digit]).scaleb(HAN_PLACES[text[2:]]) for digit in text[:2])
        return low, high
    elif text.endswith("十几"):
        value = _han_integer(text[:-1])
        return None if value is None else (value, value + 10)
    else:
        value = _han_number(text)
    return None if value is None else (value, value)


def _han_number(text: str) -> Decimal | None:
    whole, point, fraction = text.partition("点")
    number = Decimal(0) if whole in ("零", "〇") and point else _han_integer(whole)
    if number is None or not point:
        return number
    digits = "".join(str(HAN_DIGITS[digit]) for digit in fraction if digit in HAN_DIGITS)
    return Decimal(f"{number:f}.{digits}") if fraction and len(digits) == len(fraction) else None


def _han_integer(text: str) -> Decimal | None:
    match = re.fullmatch(_HAN_INTEGER, text)
    if match is None or not text:
        return None
    thousands, hundreds, tens, units = match.groups()
    tens = "一" if tens == "" else tens
    places = zip((1000, 100, 10, 1), (thousands, hundreds, tens, units), strict=True)
    total = Decimal(sum(place * HAN_DIGITS[digit] for place, digit in places if digit))
    return total.normalize() if total >= 100 else total
