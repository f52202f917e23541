"""Amounts as a regular expression, made of the words that the parser of amounts reads.

It accepts all that the parser accepts. What an expression cannot see, or only at a length that nobody would carry:

- two currencies in one amount (``USD 1bn yuan``), as long as each is one;
- qualifiers that contradict each other (``over USD 1bn or less``), and a second one behind the number;
- a range that runs from more to less (``USD 1.5bn-1bn``), which is DT405 to the validator;
- a second number too large for its place (``1亿20000万``);
- a blank that is missing behind a number in words (``fivem yuan``);
- more than 120 characters.
"""

import re
from collections.abc import Mapping
from functools import partial

from dealtrack.files.schema.regex import (
    ANYTHING,
    BLANKS,
    NO_LETTER_AFTER,
    NO_LETTER_BEFORE,
    SOME_BLANKS,
    one_of,
    whole,
)
from dealtrack.files.schema.regex import one_word_of as one_exact_word_of
from dealtrack.values.amount import Qualifier
from dealtrack.values.amount_currency import WORDS_TOO
from dealtrack.values.amount_refusals import MAX_DIGITS, NEGATIVE
from dealtrack.values.amount_words import (
    HAN_DIGITS,
    HAN_PAIRS,
    HAN_PLACES,
    MAGNITUDES,
    NUMBERS,
    PREFIXES,
    SCALES,
    SUFFIXES,
    UNDISCLOSED,
    UNITS,
)
from dealtrack.values.currencies import CURRENCIES, CURRENCY_WORDS, SIGNS

_MOST_WORDS = 6  # before a number: a bound, for an expression of many choices that all fail takes for ever
one_word_of = partial(one_exact_word_of, blank=r"\s{1,}")  # blanks are as many as somebody typed
_HAN_SCALES = [scale for scale in SCALES if not scale.isascii()]
_HAN_SCALE = one_word_of(_HAN_SCALES)

# Three letters that stand alone are a currency's code, unless they are another word. Which codes there are is said
# once, in front: saying so at each place would make the expression twice as long.
_WORDS = " ".join([*PREFIXES, *SUFFIXES, *SCALES, *NUMBERS, *MAGNITUDES, *CURRENCY_WORDS, *UNDISCLOSED, "and"]).upper()
_NO_CODES = one_word_of(set(re.findall(r"\b[A-Z]{3}\b", _WORDS)) - CURRENCIES)
_CODE = f"(?!{_NO_CODES})[A-Za-z]{{3}}"
_LEADING = one_of(one_word_of(CURRENCY_WORDS, apart=True), _CODE + NO_LETTER_AFTER) + BLANKS
_TRAILING = BLANKS + one_of(one_word_of(CURRENCY_WORDS), NO_LETTER_BEFORE + _CODE)
_SIGN = f"(?:{one_word_of(SIGNS)}{BLANKS})?"
_FRONT = f"(?:{_LEADING}){{0,2}}{_SIGN}"
_LEVEL = f"{BLANKS}{one_word_of(['级', '级别'])}"
_SCALE = one_of(one_word_of(scale for scale in SCALES if scale.isascii()) + "\\.?", _HAN_SCALE)
_MORE = f"(?:{BLANKS}{one_word_of('多余')})?"
_SAME_AS_GROUP_1 = "(?=\\1)"

# A lower place follows the one above it, or 零. The parser takes as many of these characters as there are.
_DIGIT = one_word_of(digit for digit, value in HAN_DIGITS.items() if value)
_NO_MORE_HAN = f"(?!{one_word_of([*HAN_DIGITS, *filter(None, HAN_PLACES), '几'])})"
_HAN_INTEGER = (
    f"(?={_DIGIT}|十)(?:{_DIGIT}千(?={_DIGIT}百|零|{_NO_MORE_HAN}))?(?:{_DIGIT}百(?={_DIGIT}十|零|{_NO_MORE_HAN}))?"
    f"零?(?:{_DIGIT}?十)?{_DIGIT}?"
)


def amount_pattern() -> str:
    """The expression of an amount."""
    readable = f"(?!{NEGATIVE})(?!{ANYTHING}[0-9.]{{{MAX_DIGITS + 1}}})"
    stated = _some_currency() + one_of(_single(), _range())
    return whole(readable + _known_codes() + _own_signs() + one_of(_undisclosed(), stated))


def _undisclosed() -> str:
    return f"{_FRONT}{one_word_of(UNDISCLOSED)}(?:{_TRAILING})?"


def _some_currency() -> str:
    code = NO_LETTER_BEFORE + _CODE + NO_LETTER_AFTER
    return f"(?={ANYTHING}{one_of(one_word_of(CURRENCY_WORDS), code)})"


def _known_codes() -> str:
    """No three letters that are neither a currency's code nor another word. Some codes are words, but in capitals."""
    in_capitals = {word.upper() for word in WORDS_TOO}
    codes = one_of(one_word_of(in_capitals, exact=True), one_word_of(CURRENCIES - in_capitals))
    known = one_of(codes, _NO_CODES) + NO_LETTER_AFTER
    return f"(?!{ANYTHING}{NO_LETTER_BEFORE}(?!{known})[A-Za-z]{{3}}{NO_LETTER_AFTER})"


def _own_signs() -> str:
    """A sign only beside one of the currencies that it stands for."""
    by_codes: dict[frozenset[str], str] = {}
    for sign, codes in SIGNS.items():
        by_codes[codes] = by_codes.get(codes, "") + sign
    found = ""
    for codes, signs in by_codes.items():
        words = [*codes, *(word for word, code in CURRENCY_WORDS.items() if code in codes)]
        found += f"(?=[^{signs}]*$|{ANYTHING}{one_word_of(words)})"
    return found


def _single() -> str:
    """Qualifiers, and a number, a level or a power of ten, with its currency on either side."""
    before = f"(?:{one_of(_words(PREFIXES, apart=True) + BLANKS, _LEADING)}){{0,{_MOST_WORDS}}}"
    of_several = one_word_of(["数", "几"]) + one_word_of(_HAN_SCALES)
    of_a_level = f"{one_word_of(_HAN_SCALES)}(?={ANYTHING}{one_word_of('级')})"
    magnitude = f"{one_word_of(MAGNITUDES)}(?:{SOME_BLANKS}{one_word_of(['of'])})?"
    power = f"{one_of(of_several, one_word_of(UNITS), of_a_level, magnitude)}"
    level = f"(?:(?:{_TRAILING})?{_LEVEL})?"
    return f"{before}{_SIGN}{one_of(_number(), power)}{level}{_behind(_words(SUFFIXES))}"


def _range() -> str:
    """``from to``, ``between from and to``; a scale below calls for one above. About is all that it may be."""
    approximately = _words(PREFIXES, Qualifier.ABOUT, apart=True) + BLANKS
    both = f"{ANYTHING}{SOME_BLANKS}{one_word_of(['and'])}{SOME_BLANKS}"
    between = f"(?:{approximately}){{0,{_MOST_WORDS}}}{one_word_of(['between'])}{SOME_BLANKS}(?={both})"
    before = one_of(between, f"(?:{one_of(approximately, _LEADING)}){{0,{_MOST_WORDS}}}(?!{both})")
    to = one_of(f"{BLANKS}[-–—~至到]{BLANKS}", f"{SOME_BLANKS}{one_word_of(['to', 'and'])}{SOME_BLANKS}")
    # Group 1 is empty where the lower end has no scale: only then is what it holds found behind the upper end, too.
    rough = f"[数數几幾]?{_HAN_SCALE}"  # 数千万至亿元
    figure = _figure(vague=False)
    low = f"{_FRONT}{one_of(f'{figure}{BLANKS}({_scaled(vague=False)}|)', rough)}(?:{_TRAILING})?"
    high = _FRONT + one_of(f"{figure}{one_of(BLANKS + _scaled(vague=False), _SAME_AS_GROUP_1)}", rough)
    return before + low + to + high + _behind(_words(SUFFIXES, Qualifier.ABOUT))


def _behind(qualifier: str) -> str:
    """A currency, with *qualifier* on either side of it, or within it: ``千万元以上人民币``."""
    return f"(?:{BLANKS}元?{BLANKS}{qualifier})?(?:{_TRAILING})?(?:{BLANKS}{qualifier})?"


def _number() -> str:
    """A number as the parser reads it, with its scale; ``多`` and its like may stand on either side of the scale."""
    return f"{_figure(vague=True)}{one_of(_MORE, '[+]')}{BLANKS}(?:{_scaled(vague=True)})?{_MORE}"


def _scaled(*, vague: bool) -> str:
    """A scale, or one with a second number behind it: the last part of ``1亿5000万``."""
    second = f"零?{_figure(vague=vague)}{_MORE if vague else ''}{BLANKS}{_SCALE}{_MORE if vague else ''}"
    large = [scale for scale in _HAN_SCALES if scale[-1] in "亿万"]
    return one_of(f"{one_word_of(large)}{BLANKS}{second}", _SCALE)


def _figure(*, vague: bool) -> str:
    """Digits, an English word, Chinese words; *vague* with those that say a span: ``两三千``, ``二十几``."""
    digits = "[0-9]+(?:\\.[0-9]+)?"
    fraction = f"{one_word_of('点')}{one_word_of(HAN_DIGITS)}+"
    behind = one_of(fraction, f"(?<=十){one_word_of('几')}") if vague else fraction
    han = one_of(f"{_HAN_INTEGER}(?:{behind})?", f"[零〇]{fraction}")
    if vague:
        han = one_of(one_word_of(HAN_PAIRS) + one_word_of(HAN_PLACES), han)
    return one_of(digits, one_word_of(NUMBERS), f"{han}{_NO_MORE_HAN}(?!{one_word_of('点')})")


def _words(words: Mapping[str, Qualifier], only: Qualifier | None = None, *, apart: bool = False) -> str:
    return one_word_of((word for word in words if only in (None, words[word])), apart=apart)
