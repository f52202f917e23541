"""The grammar of amounts, as people write them in English and Chinese: ``[qualifier] CURRENCY number[scale]``.

What could mean two things (a bare ``$``, ``1,8``, full-width digits) is refused, and the error says what to write.
"""

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from dealtrack.values.amount import EXACT, Amount, Qualifier
from dealtrack.values.currencies import AMBIGUOUS_MONEY, CURRENCIES, CURRENCY_WORDS

MAX_DIGITS = 30
MAX_LENGTH = 120


class BadAmount(ValueError):
    """Text that is no amount. ``hint`` says what to write instead."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class BadCurrency(BadAmount):
    """A currency code that ISO 4217 does not know."""


class InvertedRange(BadAmount):
    """A range whose upper end lies below its lower end."""


_EXAMPLE = "write a currency and a number, such as CNY 1.8bn, about USD 5.5bn, USD 1bn-1.5bn or undisclosed"

_PREFIXES: dict[Qualifier, str] = {
    Qualifier.ABOUT: "about|around|approximately|approx.|approx|roughly|circa|ca.|c.|nearly|almost|close to|some|~|≈"
    "|大约|约|将近|接近|近|大概",
    Qualifier.AT_LEAST: "more than|at least|upwards of|north of|no less than|not less than|over|above|>=|≥|>|超过|超|逾"
    "|至少|不少于|不低于|过|上",
    Qualifier.AT_MOST: "no more than|not more than|at most|as much as|up to|less than|under|below|<=|≤|<|不超过|至多"
    "|最多|不足|不到",
}
_SUFFIXES: dict[Qualifier, str] = {
    Qualifier.ABOUT: "左右|上下",
    Qualifier.AT_LEAST: "or more|及以上|以上|\\+",
    Qualifier.AT_MOST: "or less|及以下|以下|以内",
}
_UNDISCLOSED = frozenset(["undisclosed", "not disclosed", "未透露", "未披露", "未公开", "金额未知", "不详"])

_SCALES = {
    "k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9, "tn": 12, "trillion": 12,
    "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "十亿": 9, "百亿": 10, "千亿": 11, "万亿": 12,
}  # fmt: skip
_SCALE = "|".join(sorted(map(re.escape, _SCALES), key=len, reverse=True))
_HAN_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
_HAN_NUMBER = "[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]"
_NUMBER = rf"[0-9]+(?:\.[0-9]+)?|{_HAN_NUMBER}"


def _alternatives(words: str) -> str:
    ordered = sorted(words.split("|"), key=len, reverse=True)
    return "|".join(re.escape(word) + (r"(?![a-z])" if word.isascii() and word.isalpha() else "") for word in ordered)


_CURRENCY_WORD = "|".join(re.escape(word) for word in sorted(CURRENCY_WORDS, key=len, reverse=True))
_CURRENCY = rf"[A-Z]{{3}}(?![A-Za-z])|{_CURRENCY_WORD}"
_UNKNOWN_WORD = r"(?:[^\W\d_]|[$¥￥])+"
_PREFIX = re.compile("|".join(
    rf"(?P<{q.name}>{_alternatives(words)})" for q, words in _PREFIXES.items()
), re.IGNORECASE)  # fmt: skip
_SUFFIX = re.compile("(?:" + "|".join(rf"(?P<{q.name}>{words})" for q, words in _SUFFIXES.items()) + ")$", re.I)
_LEADING_CURRENCY = re.compile(rf"(?:{_CURRENCY})\s*", re.IGNORECASE)
_TRAILING_CURRENCY = re.compile(rf"\s*(?:(?<![A-Za-z])[A-Z]{{3}}|{_CURRENCY_WORD})$", re.IGNORECASE)
_FIGURE = re.compile(rf"(?P<number>{_NUMBER})\s*(?P<more>[多余])?\s*(?P<scale>{_SCALE})?(?P<tail>[多余])?", re.I)
_RANGE = re.compile(r"\s*[-–—~]\s*|\s+to\s+|\s*[至到]\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"^between (.+) and (.+)$", re.IGNORECASE)
_MAGNITUDE = re.compile(
    r"(?P<ten>tens of |hundreds of )?(?P<scale>thousand|million|billion|trillion)s(?: of)?", re.IGNORECASE
)
_HAN_MAGNITUDE = re.compile(rf"[数几](?P<scale>{_SCALE})|(?P<class>{_SCALE})级")
_HAN_UNIT = re.compile(r"[万亿]|[十百千][万亿]|万亿")


class _Figure(NamedTuple):
    """One end of a range as it was read: its currency and scale may still have to come from the other end."""

    currency: str | None
    number: Decimal
    power: int | None
    open_above: bool = False


@lru_cache(maxsize=4096)
def parse_amount(text: str) -> Amount:
    """Read *text* as an amount, exactly as it was written. Raises BadAmount, BadCurrency or InvertedRange."""
    written = text.strip()
    _refuse_unreadable(written)
    if undisclosed := _undisclosed(written):
        return undisclosed
    qualifiers, rest = _strip_qualifiers(written)
    if len(qualifiers - {Qualifier.ABOUT}) > 1:
        raise BadAmount("says both at least and at most", "write a range, such as USD 1bn-1.5bn")
    amount = _magnitude(rest) or _range(rest) or _single(rest, qualifiers)
    return _qualified(amount, qualifiers)


def _refuse_unreadable(text: str) -> None:
    if not text:
        raise BadAmount("the amount is empty", _EXAMPLE)
    if len(text) > MAX_LENGTH:
        raise BadAmount("far too long for an amount", _EXAMPLE)
    narrow = unicodedata.normalize("NFKC", text)
    if any(char.isdigit() and not char.isascii() for char in text) or any(
        "！" <= c <= "～" and c != "￥" for c in text
    ):
        raise BadAmount("full-width characters in an amount", f"write {narrow}")
    if any(unicodedata.category(char) in ("Zs", "Cf", "Zl", "Zp") and char != " " for char in text):
        raise BadAmount("a space that only looks like one", f"write {' '.join(narrow.split())}")
    if re.search(r"(?:^|[\s(])-\s*[0-9]|[0-9]\)$|^\(", text) or text.startswith(("-", "−")):
        raise BadAmount("a negative amount", "a deal's amount is never negative: drop the sign")
    if re.search(r"[0-9],[0-9]", text):
        plain = re.sub(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))", "", text)
        hint = f"write {plain}" if "," not in plain else "write a decimal point, and no separators: 1.8bn"
        raise BadAmount(
            "a comma in a number: 1,800 is a thousand and more in some countries, one and more in others", hint
        )
    if re.search(r"[0-9]_[0-9]|[0-9][eE][-+]?[0-9]", text):
        raise BadAmount("a number as programs write it", "write digits and a scale: 1bn for 1e9 or 1_000_000_000")
    if re.search(rf"[0-9.]{{{MAX_DIGITS + 1}}}", text):
        raise BadAmount("a number with more digits than any sum of money", _EXAMPLE)


def _undisclosed(text: str) -> Amount | None:
    bare, currency = text, None
    if text.casefold() not in _UNDISCLOSED:
        bare, currency = _take_currency(text)
    return Amount.undisclosed(currency) if bare.strip().casefold() in _UNDISCLOSED else None


def _strip_qualifiers(text: str) -> tuple[frozenset[Qualifier], str]:
    """The qualifiers at either end (a currency may stand before one, as in ``USD ~1bn``), and what is left."""
    found: set[Qualifier] = set()
    currency = ""
    while True:
        if match := _PREFIX.match(text):
            found.add(Qualifier[str(match.lastgroup)])
            text = text[match.end() :].lstrip()
        elif not currency and (match := _LEADING_CURRENCY.match(text)) and _PREFIX.match(text[match.end() :]):
            currency, text = match.group(), text[match.end() :]
        else:
            break
    bare, tail = text, ""
    if match := _TRAILING_CURRENCY.search(text):
        bare, tail = text[: match.start()], text[match.start() :]
    for candidate, kept in ((text, ""), (bare, tail)):
        if match := _SUFFIX.search(candidate):
            found.add(Qualifier[str(match.lastgroup)])
            text = candidate[: match.start()].rstrip() + kept
            break
    return frozenset(found), currency + text


def _take_currency(text: str) -> tuple[str, str | None]:
    """*text* without the currency that leads or ends it (or both, if they agree), and that currency's code."""
    codes: list[str] = []
    if (match := _LEADING_CURRENCY.match(text)) and (code := _currency_code(match.group().strip())):
        codes.append(code)
        text = text[match.end() :]
    if (match := _TRAILING_CURRENCY.search(text)) and (code := _currency_code(match.group().strip())):
        codes.append(code)
        text = text[: match.start()]
    if len(set(codes)) > 1:
        raise BadAmount("an amount in two currencies", f"write one: {codes[0]} or {codes[1]}")
    return text.strip(), codes[0] if codes else None


def _currency_code(word: str) -> str | None:
    """The ISO 4217 code that *word* stands for, or None where it is no currency at all. Raises BadCurrency."""
    if code := CURRENCY_WORDS.get(word.casefold()):
        return code
    if word in CURRENCIES:
        return word
    if word.upper() in CURRENCIES:
        raise BadCurrency(f"{word} is not how a currency is written", f"write {word.upper()}")
    if word.isupper():
        raise BadCurrency(f"{word} is not a currency of ISO 4217", "write its three-letter code, such as CNY or USD")
    return None


def _magnitude(text: str) -> Amount | None:
    """``tens of millions of yuan``, ``数千万人民币``: a range of one power of ten."""
    bare, currency = _take_currency(text)
    bare = bare.strip()
    if match := _HAN_MAGNITUDE.fullmatch(bare):
        power = _SCALES[match["scale"] or match["class"]]
    elif match := _MAGNITUDE.fullmatch(bare):
        tens = {"tens of ": 1, "hundreds of ": 2}.get((match["ten"] or "").lower(), 0)
        power = _SCALES[match["scale"].lower()] + tens
    else:
        return None
    return Amount(_known(currency, text), Decimal(1).scaleb(power), Decimal(1).scaleb(power + 1))


def _range(text: str) -> Amount | None:
    text = _BETWEEN.sub(r"\1 to \2", text)
    for separator in _RANGE.finditer(text):
        left, right = _figure(text[: separator.start()]), _figure(text[separator.end() :])
        if left is None or right is None:
            continue
        if left.power is not None and right.power is None:
            raise BadAmount("the upper end of the range has no scale", "write both: USD 1bn-1.5bn")
        currencies = {left.currency, right.currency} - {None}
        if len(currencies) > 1:
            raise BadAmount("a range in two currencies", "write both ends in one: USD 500m-1bn")
        currency = _known(next(iter(currencies), None), text)
        high = right.number.scaleb(right.power or 0, context=EXACT)
        low = left.number.scaleb(left.power if left.power is not None else right.power or 0, context=EXACT)
        if low > high:
            raise InvertedRange("the range runs from more to less", f"write {Amount(currency, high, low)}")
        return Amount(currency, low, high)
    return None


def _single(text: str, qualifiers: frozenset[Qualifier]) -> Amount:
    figure = _figure(text)
    if figure is None and qualifiers:
        bare, currency = _take_currency(text)
        if _HAN_UNIT.fullmatch(bare.strip()):  # 近亿元, 亿元及以上: the unit stands for one of itself
            figure = _Figure(currency, Decimal(1), _SCALES[bare.strip()])
    if figure is None:
        raise _explained(text)
    value = figure.number.scaleb(figure.power or 0, context=EXACT)
    return Amount(_known(figure.currency, text), value, None if figure.open_above else value)


def _figure(text: str) -> _Figure | None:
    bare, currency = _take_currency(text.strip())
    match = _FIGURE.fullmatch(bare.strip())
    if match is None:
        return None
    scale = match["scale"]
    power = None if scale is None else _SCALES[scale.lower()]
    return _Figure(currency, _number(match["number"]), power, bool(match["more"] or match["tail"]))


def _number(text: str) -> Decimal:
    if text[0] in "0123456789":
        return Decimal(text)
    tens, ten, units = text.rpartition("十")
    return Decimal(_HAN_DIGITS.get(tens, 1 if ten else 0) * (10 if ten else 0) + _HAN_DIGITS.get(units, 0))


def _known(currency: str | None, text: str) -> str:
    if currency is None:
        raise _explained(text)
    return currency


def _explained(text: str) -> BadAmount:
    """Why *text* cannot be read: the first thing in it that has no meaning here."""
    for word, meaning in AMBIGUOUS_MONEY.items():
        if re.search(rf"(?<![\w$]){re.escape(word)}(?![\w$])" if word.isalpha() else re.escape(word), text, re.I):
            return BadAmount(f"{word} is the money of several countries", f"name the currency: {meaning}")
    bare = _take_currency(text)[0].strip()
    if bare.casefold() in ("nan", "inf", "infinity", "none", "null", "n/a", "tbd", "?", ""):
        return BadAmount("not a number", "write undisclosed if it is withheld, or leave the key out if it is not known")
    if _FIGURE.fullmatch(bare):
        return BadAmount("an amount without a currency", f"write CNY {bare} or USD {bare}")
    if re.search(r"(?<![0-9])\.[0-9]|[0-9]\.(?![0-9])", bare):
        return BadAmount("a decimal point without a digit on both sides", "write 0.5bn, or 5bn")
    match = re.match(rf"({_UNKNOWN_WORD})\s*[0-9]", bare) or re.search(rf"[0-9]\s*({_UNKNOWN_WORD})$", bare)
    if match:
        word = match.group(1)
        return BadAmount(f"{word} is neither a scale nor a currency", "scales are k, m, bn, tn, 万 and 亿")
    return BadAmount("not an amount", _EXAMPLE)


_QUALIFY: dict[Qualifier, Callable[[Amount], Amount]] = {
    Qualifier.ABOUT: lambda a: Amount(a.currency, a.low, a.high, approximate=True),
    Qualifier.AT_LEAST: lambda a: Amount(a.currency, a.low, None, approximate=a.approximate),
    Qualifier.AT_MOST: lambda a: Amount(a.currency, Decimal(0), a.high, approximate=a.approximate),
}


def _qualified(amount: Amount, qualifiers: frozenset[Qualifier]) -> Amount:
    if Qualifier.AT_MOST in qualifiers and amount.high is None:
        raise BadAmount("says both at least and at most", "write a range, such as USD 1bn-1.5bn")
    for qualifier in sorted(qualifiers):
        amount = _QUALIFY[qualifier](amount)
    return amount
