"""The grammar of amounts, as people write them in English and Chinese: ``[qualifier] CURRENCY number[scale]``.

What could mean two things (a bare ``$``, ``1,8``, full-width digits) is refused, and the error says what to write.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from dealtrack.values.amount import Amount, Qualifier
from dealtrack.values.amount_currency import leading_currency, take_currency, trailing_currency
from dealtrack.values.amount_number import Number, read_number
from dealtrack.values.amount_refusals import (
    EXAMPLE,
    MAX_LENGTH,
    BadAmount,
    BadCurrency,
    InvertedRange,
    TwoSums,
    explained,
    refuse_unreadable,
)
from dealtrack.values.amount_words import (
    MAGNITUDES,
    PREFIXES,
    SCALES,
    SUFFIXES,
    UNDISCLOSED,
    UNITS,
    leading_word,
    simplified,
    trailing_word,
)

__all__ = ["BadAmount", "BadCurrency", "InvertedRange", "TwoSums", "parse_amount", "read_amount"]

_RANGE = re.compile(r"\s*[-–—~]\s*|\s+[tT][oO]\s+|\s*[至到]\s*")
_BLANKS = re.compile(r"[ \t\r\n]+")
_BOTH_BOUNDS = ("says both at least and at most", "write a range, such as USD 1bn-1.5bn")


class _Figure(NamedTuple):
    """One end of a range as it was read: its currency and scale may still have to come from the other end."""

    currency: str | None
    number: Number


@lru_cache(maxsize=4096)
def parse_amount(text: str) -> Amount:
    """Read *text* as an amount, exactly as it was written. Raises BadAmount, or one of its kinds."""
    written = _BLANKS.sub(" ", text.strip(" \t\r\n"))
    try:
        return _read(written)
    except BadAmount as refusal:
        from dealtrack.values.amount_advice import advised

        found = advised(written, refusal, _read) if 0 < len(written) <= MAX_LENGTH else refusal
        raise found from None


@lru_cache(maxsize=4096)
def read_amount(text: str) -> Amount:
    """As ``parse_amount``, but what is refused is refused with an example, and not with what to write in its stead."""
    try:
        return _read(_BLANKS.sub(" ", text.strip(" \t\r\n")))
    except BadAmount as refusal:
        raise type(refusal)(str(refusal), EXAMPLE) from None


def _read(written: str) -> Amount:
    """Raises BadAmount, of which the hint is yet to be proved."""
    refuse_unreadable(written)
    plain = simplified(written)
    if undisclosed := _undisclosed(plain):
        return undisclosed
    qualifiers, rest = _strip_qualifiers(plain)
    if len(qualifiers - {Qualifier.ABOUT}) > 1:
        raise BadAmount(*_BOTH_BOUNDS)
    if found := _range(rest, written, is_about=qualifiers == {Qualifier.ABOUT}):
        return _bounded_range(found, qualifiers)
    return _qualified(_single(rest, qualifiers, written), qualifiers)


def _undisclosed(text: str) -> Amount | None:
    bare, currency = text, None
    if text.lower() not in UNDISCLOSED:
        bare, currency = take_currency(text)
    return Amount.undisclosed(currency) if bare.lower() in UNDISCLOSED else None


def _strip_qualifiers(text: str) -> tuple[frozenset[Qualifier], str]:
    """The qualifiers at either end (a currency may stand before one, as in ``USD ~1bn``), and what is left."""
    found: set[Qualifier] = set()
    currency = ""
    while True:
        if word := leading_word(text, PREFIXES):
            found.add(PREFIXES[word.lower()])
            text = text[len(word) :].lstrip()
        elif not currency and (word := leading_currency(text)) and leading_word(text[len(word) :].lstrip(), PREFIXES):
            currency, text = word + " ", text[len(word) :].lstrip()
        else:
            break
    bare = text[: len(text) - len(trailing_currency(text))].rstrip()
    for candidate in (text, bare):
        if word := trailing_word(candidate, SUFFIXES):
            found.add(SUFFIXES[word.lower()])
            text = candidate[: -len(word)].rstrip() + text[len(candidate) :]
            break
    return frozenset(found), currency + text


def _single(text: str, qualifiers: frozenset[Qualifier], written: str) -> Amount:
    text, level = _without_level(text)
    bare, currency = take_currency(text)
    is_near = level and qualifiers == {Qualifier.ABOUT}  # 近亿级: close to one of it, not from one to ten
    power = None if is_near and bare in UNITS else _magnitude(bare, level, bool(qualifiers))
    if power is not None:
        return Amount(_known(currency, written), Decimal(1).scaleb(power), Decimal(1).scaleb(power + 1))
    number = read_number(bare)
    if number is None and bare in UNITS:  # 近亿元: with a qualifier, the unit stands for one of itself
        number = Number(Decimal(1), Decimal(1), SCALES[bare])
    if number is None:
        raise explained(bare, currency)
    if level and not is_near:
        number = _level_of(number, bare, written)
    power = number.power or 0
    return Amount(_known(currency, written), number.value, number.most, stated_in=(power, power))


def _level_of(number: Number, bare: str, written: str) -> Number:
    """``10亿级`` is from that to ten times as much; ``5亿级`` is no level that anybody names."""
    if not number.is_point or number.low.normalize().as_tuple().digits != (1,) or number.low < 1 or not number.power:
        raise BadAmount("a level that is no power of ten", instead=(f"约{re.sub('级别?', '', written)}",))
    return number._replace(high=number.low * 10)


def _magnitude(bare: str, level: bool, qualified: bool) -> int | None:
    """The power of ten with which ``tens of millions``, ``数千万``, ``千万`` or the level ``千万级`` begins."""
    unit = bare[1:] if bare.startswith(("数", "几")) else bare
    if (level or unit != bare) and unit in SCALES and not unit.isascii():
        return SCALES[unit]
    if bare in UNITS and not qualified:
        return SCALES[bare]
    return MAGNITUDES.get(bare.lower().removesuffix(" of"))


def _without_level(text: str) -> tuple[str, bool]:
    """*text* without 级 or 级别 at its end or before its currency, and whether it had one: ``千万元级``."""
    head, level, tail = text.partition("级")
    tail = tail.removeprefix("别").strip()
    return (head + tail, True) if level and tail == trailing_currency(tail) else (text, False)


def _range(text: str, written: str, *, is_about: bool) -> Amount | None:
    text = re.sub(r"(?i)^between (.+) and (.+)", r"\1 to \2", text)
    for separator in _RANGE.finditer(text):
        left, right = _figure(text[: separator.start()], 1), _figure(text[separator.end() :], 10)
        if left is not None and right is not None:
            return _between(left, right, written, is_about=is_about)
    return None


def _between(left: _Figure, right: _Figure, written: str, *, is_about: bool) -> Amount:
    if not (left.number.is_point and right.number.is_point):
        raise BadAmount("an end of the range is vague itself", "write both ends plainly, such as USD 1bn-1.5bn")
    if left.number.power is not None and right.number.power is None:
        raise BadAmount("the upper end of the range has no scale", "write the scale of both, such as USD 1bn-1.5bn")
    currencies = {left.currency, right.currency} - {None}
    if len(currencies) > 1:
        raise BadAmount("a range in two currencies", "write both ends in one currency, such as USD 500m-1bn")
    currency = _known(next(iter(currencies), None), written)
    high = right.number.value
    from_ = left.number if left.number.power is not None else left.number._replace(power=right.number.power)
    low = from_.value
    if low > high:
        turned = Amount(currency, high, low, approximate=is_about)
        raise InvertedRange("the range runs from more to less", f"write {turned}")
    return Amount(currency, low, high, stated_in=(from_.power or 0, right.number.power or 0))


def _bounded_range(found: Amount, qualifiers: frozenset[Qualifier]) -> Amount:
    """A range may be about; at least or at most would drop one of its ends."""
    qualified = _qualified(found, qualifiers)
    if qualifiers - {Qualifier.ABOUT}:
        raise BadAmount("a range that is bounded once more", f"write {found}, or {qualified}")
    return qualified


def _figure(text: str, several: int) -> _Figure | None:
    """One end of a range. ``数千万`` is one of its unit or *several*; 亿 without a number is one."""
    bare, currency = take_currency(text)
    number = read_number(bare)
    if number is None and bare[:1] in ("数", "几") and bare[1:] in SCALES and not bare[1:].isascii():
        number = Number(Decimal(several), Decimal(several), SCALES[bare[1:]])
    if number is None and bare in UNITS:
        number = Number(Decimal(1), Decimal(1), SCALES[bare])
    return None if number is None else _Figure(currency, number)


def _known(currency: str | None, written: str) -> str:
    if currency is None:
        raise BadAmount("an amount without a currency", instead=(f"CNY {written}", f"USD {written}"))
    return currency


_QUALIFY: dict[Qualifier, Callable[[Amount], Amount]] = {
    Qualifier.ABOUT: Amount.about,
    Qualifier.AT_LEAST: Amount.at_least,
    Qualifier.AT_MOST: Amount.at_most,
}


def _qualified(amount: Amount, qualifiers: frozenset[Qualifier]) -> Amount:
    if Qualifier.AT_MOST in qualifiers and amount.high is None:
        raise BadAmount(*_BOTH_BOUNDS)
    for qualifier in sorted(qualifiers):
        amount = _QUALIFY[qualifier](amount)
    return amount
