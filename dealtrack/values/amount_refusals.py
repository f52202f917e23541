"""Why text is no amount, and what to write instead. What could mean two things is refused, never guessed at."""

import re
import unicodedata
from decimal import Decimal

from dealtrack.values.amount_words import NOTHING, NUMBERS, SCALES
from dealtrack.values.currencies import AMBIGUOUS_MONEY

MAX_DIGITS = 30
MAX_LENGTH = 120
# What a negative sum begins with, or is in accounts: (5m).
NEGATIVE = r"[-−]|[^0-9一二两三四五六七八九十百千万亿]*[-−]\s*[0-9]|\(|.*[0-9]\)$"

WITHHELD = "write undisclosed if it is withheld, or leave it out"
EXAMPLE = "write a currency and a number, such as CNY 1.8bn, about USD 5.5bn, USD 1bn-1.5bn or undisclosed"
_COMMA = "a comma in a number: 1,800 is a thousand and more in some countries, one and more in others"
_GROUPED = "a number in groups of digits"
_UNKNOWN_WORD = r"(?:[^\W\d_]|[$¥￥])+"

# How digits are grouped: 1,800,000 and 1.800.000, as in India 1,67,80,000, with blanks or marks, or with a comma for
# the decimal point.
_THOUSANDS = r"(?<![0-9,])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])"
_LAKHS = r"(?<![0-9,])[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?![0-9,])"
_DECIMAL_COMMA = r"(?<![0-9,.])[0-9]+,[0-9]{1,2}(?![0-9,])"
_CONTINENTAL = r"(?<![0-9.])[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{1,2}(?![0-9,])"
_POINTS = r"(?<![0-9.])[0-9]{1,3}(?:\.[0-9]{3}){2,}(?![0-9.])"
_APART = r"(?<![0-9.])[0-9]{1,3}(?:[ '][0-9]{3})+(?![0-9])"
_AS_PROGRAMS = r"[0-9][0-9_]*(?:\.[0-9]+)?(?:[eE][-+]?[0-9]{1,2})?(?![0-9eE_])"


class BadAmount(ValueError):
    """Text that is no amount. ``hint`` says what to write instead.

    Where a text can be mended, ``instead`` has the texts that may have been meant, or ``swaps`` what of it to put in
    place of what: they become the hint once they are known to be read.
    """

    def __init__(
        self, message: str, hint: str = "", swaps: tuple[tuple[str, str], ...] = (), instead: tuple[str, ...] = ()
    ) -> None:
        super().__init__(message)
        self.hint = hint
        self.swaps = swaps
        self.instead = instead


class BadCurrency(BadAmount):
    """A currency code that ISO 4217 does not know."""


class InvertedRange(BadAmount):
    """A range whose upper end lies below its lower end."""


class TwoSums(BadAmount):
    """A sum and its conversion in one text: ``amount`` and ``equivalent`` are what to write of each."""

    def __init__(self, amount: str, equivalent: str) -> None:
        super().__init__("a sum and its conversion", f"write amount: {amount} and equivalent: {equivalent}")
        self.amount = amount
        self.equivalent = equivalent


def refuse_unreadable(text: str) -> None:
    """Stop at what is wrong with *text* whatever it means: its length, its characters, its digits. Raises BadAmount."""
    if not text:
        raise BadAmount("the amount is empty", EXAMPLE)
    if len(text) > MAX_LENGTH:
        raise BadAmount("far too long for an amount", EXAMPLE)
    if text.casefold() in NOTHING:
        raise BadAmount("not a number", WITHHELD)
    if not text.isascii():
        _refuse_odd_characters(text)
    _refuse_odd_numbers(text)


def _refuse_odd_characters(text: str) -> None:
    if any("！" <= c <= "～" and c != "￥" for c in text):
        raise BadAmount("full-width characters in an amount", instead=(narrow(text),))
    if any(unicodedata.category(char) in ("Zs", "Cf", "Zl", "Zp") and char != " " for char in text):
        raise BadAmount("a space that only looks like one", instead=(narrow(text),))
    if re.search("[\u0130\u0131\u017f\u212a]", text) or any(char.isdigit() and not char.isascii() for char in text):
        raise BadAmount("a letter or a digit that only looks like one", EXAMPLE)


def _refuse_odd_numbers(text: str) -> None:
    if re.match(NEGATIVE, text):
        unsigned = re.sub(r"^\((.*)\)$", r"\1", text) if text[0] == "(" else re.sub(r"[-−]\s*", "", text, count=1)
        raise BadAmount("a negative amount", EXAMPLE, instead=(unsigned, text.replace("(", "").replace(")", "")))
    if re.search(r"[0-9],[0-9]", text):
        raise BadAmount(_COMMA, EXAMPLE, instead=(_without_commas(text),))
    if re.search(_POINTS, text) or re.search(_APART, text):
        apart = re.sub(_APART, lambda found: re.sub("[ ']", "", found[0]), text)
        raise BadAmount(_GROUPED, EXAMPLE, instead=(re.sub(_POINTS, lambda found: found[0].replace(".", ""), apart),))
    if re.search(r"[0-9]_[0-9]|[0-9][eE][-+]?[0-9]", text):
        raise BadAmount("a number as programs write it", EXAMPLE, instead=(re.sub(_AS_PROGRAMS, _in_digits, text),))
    if re.search(rf"[0-9.]{{{MAX_DIGITS + 1}}}", text):
        raise BadAmount("a number with more digits than any sum of money", EXAMPLE)


def _in_digits(found: re.Match[str]) -> str:
    return f"{Decimal(found[0].replace('_', '')):f}"


def narrow(text: str) -> str:
    """*text* with plain characters for those that look like them, and no commas between thousands."""
    shown = "".join(char for char in unicodedata.normalize("NFKC", text) if unicodedata.category(char) != "Cf")
    return re.sub(_THOUSANDS, lambda found: found[0].replace(",", ""), " ".join(shown.split()))


def _without_commas(text: str) -> str:
    """*text* without separators, where they can mean one thing only."""
    for grouped in (_THOUSANDS, _LAKHS):
        text = re.sub(grouped, lambda found: found[0].replace(",", ""), text)
    text = re.sub(_CONTINENTAL, lambda found: found[0].replace(".", "").replace(",", "."), text)
    return re.sub(_DECIMAL_COMMA, lambda found: found[0].replace(",", "."), text)


def explained(bare: str, currency: str | None) -> BadAmount:
    """Why *bare*, which stood with *currency*, cannot be read: the first thing in it that has no meaning here."""
    if not bare:
        return BadAmount(
            "the number is missing", f"write a number beside it, such as {currency or 'USD'} 1.8bn, or undisclosed"
        )
    if bare.casefold() in NOTHING:
        return BadAmount("not a number", WITHHELD)
    if refusal := _ambiguous(bare, currency):
        return refusal
    if re.search(r"(?<![0-9])\.[0-9]|[0-9]\.(?![0-9])", bare):
        whole = re.sub(r"([0-9])\.(?![0-9])", r"\1", re.sub(r"(?<![0-9])\.([0-9])", r"0.\1", bare))
        return BadAmount("a decimal point without a digit on both sides", EXAMPLE, swaps=((bare, whole),))
    words = re.findall(rf"^({_UNKNOWN_WORD})\s*[0-9]|[0-9]\s*({_UNKNOWN_WORD})$", bare)
    known = SCALES.keys() | NUMBERS.keys()
    unknown = next((word for pair in words for word in pair if word and word.casefold() not in known), None)
    if unknown:
        message = f"{unknown} is neither a scale nor a currency: scales are k, m, bn, tn, 万 and 亿"
        return BadAmount(message, EXAMPLE)
    return BadAmount("not an amount", EXAMPLE)


def _ambiguous(bare: str, currency: str | None) -> BadAmount | None:
    for word, meaning in AMBIGUOUS_MONEY.items():
        pattern = (
            rf"(?<![\w$]){re.escape(word)}(?![^\W\d_]|\$)" if word[0].isalpha() and word.isascii() else re.escape(word)
        )
        if not (found := re.search(pattern, bare, re.I)):
            continue
        if currency:
            return BadAmount(f"{word} beside {currency}", EXAMPLE, swaps=((found[0], ""),))
        codes = re.findall("[A-Z]{3}", meaning)
        named = (re.sub(r"(?<=[-–—~]) ", "", re.sub(pattern, f" {code} ", bare, flags=re.I)) for code in codes)
        swaps = tuple((bare, " ".join(each.split())) for each in named)
        return BadAmount(f"{found[0]} is the money of several countries", EXAMPLE, swaps)
    return None
