"""The currency of an amount's text: a code or a word, before the number or behind it, with or without its sign."""

from dealtrack.values.amount_refusals import BadAmount, BadCurrency
from dealtrack.values.amount_words import NUMBERS, SCALES, is_latin, leading_word, trailing_word
from dealtrack.values.currencies import CURRENCIES, CURRENCY_WORDS, SIGNS, currency_of

_MOST = 2  # before a number: ``CNY RMB 1bn`` says it twice
_NO_CODES = SCALES.keys() | NUMBERS.keys()
# Codes that are words, too: in capitals alone they are currencies.
WORDS_TOO = frozenset("all bob cup gel mad mop pen top try".split())


def leading_currency(text: str) -> str:
    """The word or the three letters that *text* begins with, where a currency stands; empty if it is neither."""
    if word := leading_word(text, CURRENCY_WORDS):
        return word
    return text[:3] if _may_be_code(text[:3]) and not is_latin(text[3:4], 1) else ""


def trailing_currency(text: str) -> str:
    """The word or the three letters that *text* ends with, where a currency stands; empty if it is neither."""
    if word := trailing_word(text, CURRENCY_WORDS):
        return word
    return text[-3:] if _may_be_code(text[-3:]) and not is_latin(text[-4:-3], 1) else ""


def _may_be_code(text: str) -> bool:
    """Whether *text* is a code in any case, or three capitals that may be meant for one: not the two of two~HKD."""
    if not is_latin(text, 3):
        return False
    if text.isupper():
        return text in CURRENCIES or text.lower() not in _NO_CODES
    return text.upper() in CURRENCIES and text.lower() not in WORDS_TOO


def take_currency(text: str) -> tuple[str, str | None]:
    """*text* without the currency that leads or ends it (or both, if they agree), and that currency's code.

    A sign that repeats the currency goes with it: ``USD $1bn``, ``¥1亿人民币``. Raises BadAmount, BadCurrency.
    """
    text, unit = text.strip(), False
    codes: list[str] = []
    words: list[str] = []
    while len(codes) < _MOST and (found := leading_currency(text)):
        codes.append(_code(found))
        words.append(found)
        text = text[len(found) :].lstrip()
        unit = found[:1].isalpha() and not found.isascii()
    if found := trailing_currency(text):
        if not (unit and found == "元"):  # 港币1亿元: 元 is a unit of what is named
            codes.append(_code(found))
            words.append(found)
        text = text[: -len(found)].rstrip()
    if len(set(codes)) > 1:
        raise BadAmount("an amount in two currencies", swaps=tuple((word, "") for word in reversed(words)))
    if codes and codes[0] in SIGNS.get(text[:1], ()):
        text = text[1:].lstrip()
    return text, codes[0] if codes else None


def _code(word: str) -> str:
    """The ISO 4217 code that *word* stands for. Raises BadCurrency."""
    if code := currency_of(word):
        return code
    swaps = ((word, "CNY "), (word, "USD "))
    raise BadCurrency(f"{word} is not a currency of ISO 4217", "write its three-letter code, such as CNY or USD", swaps)
