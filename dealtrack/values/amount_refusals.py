"""Why text is no amount, and what to write instead. What could mean two things is refused, never guessed at."""

import re
import unicodedata

from dealtrack.values.amount_words import NOTHING, NUMBERS, SCALES, UNSURE
from dealtrack.values.currencies import AMBIGUOUS_MONEY

MAX_DIGITS = 30
MAX_LENGTH = 120
# What a negative sum begins with, or is in accounts: (5m).
NEGATIVE = r"[-−]|[^0-9一二两三四五六七八九十百千万亿]*[-−]\s*[0-9]|\(|.*[0-9]\)$"

_WITHHELD = "write undisclosed if it is withheld, or leave the key out if it is not known"
_EXAMPLE = "write a currency and a number, such as CNY 1.8bn, about USD 5.5bn, USD 1bn-1.5bn or undisclosed"
_COMMA = "a comma in a number: 1,800 is a thousand and more in some countries, one and more in others"
_UNKNOWN_WORD = r"(?:[^\W\d_]|[$¥￥])+"


class BadAmount(ValueError):
    """Text that is no amount. ``hint`` says what to write instead."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class BadCurrency(BadAmount):
    """A currency code that ISO 4217 does not know."""


class InvertedRange(BadAmount):
    """A range whose upper end lies below its lower end."""


def refuse_unreadable(text: str) -> None:
    """Stop at what is wrong with *text* whatever it means: its length, its characters, its digits. Raises BadAmount."""
    if not text:
        raise BadAmount("the amount is empty", _EXAMPLE)
    if len(text) > MAX_LENGTH:
        raise BadAmount("far too long for an amount", _EXAMPLE)
    if text.casefold() in NOTHING:
        raise BadAmount("not a number", _WITHHELD)
    if not text.isascii():
        _refuse_odd_characters(text)
    _refuse_odd_numbers(text)


def _refuse_odd_characters(text: str) -> None:
    if any("！" <= c <= "～" and c != "￥" for c in text):
        raise BadAmount("full-width characters in an amount", f"write {_narrow(text)}")
    if any(unicodedata.category(char) in ("Zs", "Cf", "Zl", "Zp") and char != " " for char in text):
        raise BadAmount("a space that only looks like one", f"write {_narrow(text)}")
    if re.search("[\u0130\u0131\u017f\u212a]", text) or any(char.isdigit() and not char.isascii() for char in text):
        raise BadAmount("a letter or a digit that only looks like one", _EXAMPLE)


def _refuse_odd_numbers(text: str) -> None:
    if re.match(NEGATIVE, text):
        raise BadAmount("a negative amount", "a deal's amount is never negative: drop the sign")
    if re.search(r"[0-9],[0-9]", text):
        plain = _ungrouped(text)
        hint = f"write {plain}" if "," not in plain else "write a decimal point, and no separators: 1.8bn"
        raise BadAmount(_COMMA, hint)
    if re.search(r"[0-9]_[0-9]|[0-9][eE][-+]?[0-9]", text):
        raise BadAmount("a number as programs write it", "write digits and a scale: 1bn for 1e9 or 1_000_000_000")
    if re.search(rf"[0-9.]{{{MAX_DIGITS + 1}}}", text):
        raise BadAmount("a number with more digits than any sum of money", _EXAMPLE)


def _narrow(text: str) -> str:
    shown = "".join(char for char in unicodedata.normalize("NFKC", text) if unicodedata.category(char) != "Cf")
    return _ungrouped(" ".join(shown.split()))


def _ungrouped(text: str) -> str:
    return re.sub(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))", "", text)


def explained(bare: str, currency: str | None) -> BadAmount:
    """Why *bare*, which stood with *currency*, cannot be read: the first thing in it that has no meaning here."""
    if not bare:
        return BadAmount("the number is missing", f"write {currency or 'USD'} 1.8bn, say, or undisclosed")
    if bare.casefold() in NOTHING:
        return BadAmount("not a number", _WITHHELD)
    if refusal := _ambiguous(bare, currency):
        return refusal
    if re.search(r"(?<![0-9])\.[0-9]|[0-9]\.(?![0-9])", bare):
        return BadAmount("a decimal point without a digit on both sides", "write 0.5bn, or 5bn")
    words = re.findall(rf"^({_UNKNOWN_WORD})\s*[0-9]|[0-9]\s*({_UNKNOWN_WORD})$", bare)
    known = SCALES.keys() | NUMBERS.keys()
    unknown = next((word for pair in words for word in pair if word and word.casefold() not in known), None)
    if unknown:
        return BadAmount(f"{unknown} is neither a scale nor a currency", "scales are k, m, bn, tn, 万 and 亿")
    return BadAmount("not an amount", _EXAMPLE)


def _ambiguous(bare: str, currency: str | None) -> BadAmount | None:
    for word, (message, hint) in UNSURE.items():
        if bare.startswith(word):
            return BadAmount(message, hint)
    for word, meaning in AMBIGUOUS_MONEY.items():
        if re.search(rf"(?<![\w$]){re.escape(word)}(?![\w$])" if word.isalpha() else re.escape(word), bare, re.I):
            if currency:
                return BadAmount(f"{word} beside {currency}", "name the currency once, by its code")
            return BadAmount(f"{word} is the money of several countries", f"name the currency: {meaning}")
    return None
