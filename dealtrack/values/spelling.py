"""Words that can only have been meant for one term: other capitals and blanks, British spelling, a slip of a finger.

What is certain may be mended without asking. So a word that means something else, or means it of two terms, is not.
:func:`near` is for hints, where somebody decides: more slips are forgiven, but never another meaning or script.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from dealtrack.values.rounds import OFFERED
from dealtrack.values.vocabulary import Basis, InvestorType, Kind, Standing, Status

_BLANKS = re.compile(r"[\s_\-–—]+")
_ABBREVIATED = {"govt": "government", "gov't": "government", "gov": "government", "plus": "+"}
_BRITISH = ((re.compile(r"our(?=(?:s|ed|ing)?$)"), "or"), (re.compile(r"is(?=(?:e|es|ed|ing|ation)$)"), "iz"))

# English words that are one slip away from a term, and something else.
_OTHER_WORDS = frozenset("bankers county filled form funded funders name patents".split())
_SHORTEST = 3  # letters of a word that may be near another
_LONGEST = 100  # characters, blanks included, of one that may
_SHORT, _LONG = 6, 8  # letters from which any slip in a term is one, and from which a word may have two
# What turns a word into its contrary, or another thing: unplanned is not planned, a repurchase no purchase.
_TURNING = ("un", "in", "im", "non", "not", "no", "dis", "de", "re", "mis", "pre", "post", "ex", "co", "sub")


def certain(word: str, choices: Iterable[str]) -> str | None:
    """The one of *choices* that *word* was meant to be without a doubt; None where there is any.

    Beyond other capitals, blanks, hyphens and spellings, one slip is forgiven (a letter too many, too few, wrong, or
    two that changed places), two in words of eight letters and more.
    """
    return _certain(word, tuple(choices)) if len(word) <= _LONGEST else None


@lru_cache(maxsize=4096)
def _certain(word: str, choices: tuple[str, ...]) -> str | None:
    for form in (_plain, _spelt):
        formed = form(word)
        found = [choice for choice in choices if _spelt(choice) == formed] if formed else []
        if found:
            return found[0] if len(found) == 1 else None
    return _mistyped(_plain(word), choices)


def near(word: str, choices: Iterable[str]) -> str | None:
    """The one of *choices* that *word* was probably meant to be; None where none is near, or two are equally so."""
    return _near(word, tuple(choices)) if len(word) <= _LONGEST else None


@lru_cache(maxsize=4096)
def _near(word: str, choices: tuple[str, ...]) -> str | None:
    if found := certain(word, choices):
        return found
    plain = _plain(word)
    if len(plain) < _SHORTEST or plain in _TERMS:
        return None
    by_slips: dict[int, list[str]] = {}
    for choice in choices:
        most = max(1, len(_plain(choice)) // 3)
        slips = _distance(plain, _plain(choice), most)
        if slips <= most and not _is_turned(plain, _plain(choice)):
            by_slips.setdefault(slips, []).append(choice)
    nearest = by_slips[min(by_slips)] if by_slips else []
    return nearest[0] if len(nearest) == 1 else None


def _is_turned(word: str, term: str) -> bool:
    """Whether a beginning, or another letter in front, makes another word of it: deported beside reported."""
    if len(term) < _SHORTEST or term.isascii() != word.isascii():
        return True
    for front in _TURNING:
        if word == front + term or term == front + word:
            return True
        if word.startswith(front) != term.startswith(front) and word.removeprefix(front)[:1] != term[:1]:
            return True
    return word[0] != term[0] and word[:2] != term[1::-1] and word[1:] != term and word != term[1:]


@lru_cache(maxsize=4096)
def _plain(word: str) -> str:
    return _BLANKS.sub("", word.casefold().strip().rstrip(".,;:"))


@lru_cache(maxsize=4096)
def _spelt(word: str) -> str:
    """The word in American spelling, and without abbreviations."""
    parts = [_ABBREVIATED.get(part, part) for part in _BLANKS.split(word.casefold().strip().rstrip(".,;:"))]
    for british, american in _BRITISH:
        parts = [british.sub(american, part) for part in parts]
    return "".join(parts)


_TERMS = frozenset(_plain(term) for terms in (Basis, InvestorType, Kind, OFFERED, Standing, Status) for term in terms)


def _mistyped(word: str, choices: tuple[str, ...]) -> str | None:
    if word in _OTHER_WORDS or word in _TERMS:
        return None
    for slips in (1, 2) if len(word) >= _LONG else (1,):
        near = [choice for choice in choices if _distance(word, _plain(choice), slips) <= slips]
        if near:
            return near[0] if len(near) == 1 and _is_slip(word, _plain(near[0])) else None
    return None


def _is_slip(word: str, term: str) -> bool:
    """Whether *word*, near *term*, can be nothing else, as unconfirmed can, or in short words rate beside date."""
    if word.count("+") != term.count("+"):
        return False
    if len(term) < _SHORT:
        same_letters = sorted(word) == sorted(term)
        doubled = re.sub(r"(.)\1", r"\1", word) == re.sub(r"(.)\1", r"\1", term)
        return len(term) > 3 and (same_letters or doubled or word.rstrip("s") == term.rstrip("s"))
    return word[0] == term[0] or word[:2] == term[1::-1] or word == term[1:]


def _distance(word: str, term: str, most: int) -> int:
    """How many slips lead from one to the other, no letter being touched twice; more than *most* is not counted out."""
    if abs(len(word) - len(term)) > most or len({*word}.difference(term)) > most:
        return most + 1
    before: list[int] = []
    above = list(range(len(term) + 1))
    for row, char in enumerate(word, 1):
        here = [row]
        for column, other in enumerate(term, 1):
            best = min(above[column] + 1, here[-1] + 1, above[column - 1] + (char != other))
            if row > 1 and column > 1 and char == term[column - 2] and word[row - 2] == other:
                best = min(best, before[column - 2] + 1)
            here.append(best)
        before, above = above, here
    return above[-1]
