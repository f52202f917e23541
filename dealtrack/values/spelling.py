"""Words that can only have been meant for one term: other capitals and blanks, British spelling, a slip of a finger.

What is certain may be mended without asking. So a word that means something else, or means it of two terms, is not.
"""

import re
from collections.abc import Iterable

from dealtrack.values.vocabulary import HAN_ROUNDS, Basis, InvestorType, Kind, Round, Standing, Status

_BLANKS = re.compile(r"[\s_\-–—]+")
_FINANCED = frozenset("series round rounds funding financing".split())
_FINANCED_HAN = re.compile(r"(?:轮次?)?(?:融资)?$")
_ABBREVIATED = {"govt": "government", "gov't": "government", "gov": "government", "plus": "+"}
_BRITISH = ((re.compile(r"our(?=(?:s|ed|ing)?$)"), "or"), (re.compile(r"is(?=(?:e|es|ed|ing|ation)$)"), "iz"))

# English words that are one slip away from a term, and something else.
_OTHER_WORDS = frozenset("bankers county filled form funded funders name patents".split())
_SHORT, _LONG = 6, 8  # letters from which any slip in a term is one, and from which a word may have two

_FINANCINGS = frozenset([*Round, *Kind])


def certain(word: str, choices: Iterable[str]) -> str | None:
    """The one of *choices* that *word* was meant to be without a doubt; None where there is any.

    Beyond other capitals, blanks, hyphens and spellings, and words such as Series or round beside a round, one slip is
    forgiven (a letter too many, too few, wrong, or two that changed places), two in words of eight letters and more.
    """
    choices = tuple(choices)
    for form in (_plain, _spelt, _financed):
        terms = [choice for choice in choices if form is not _financed or choice in _FINANCINGS]
        found = [term for term in terms if _spelt(term) == form(word)] if form(word) else []
        if found:
            return found[0] if len(found) == 1 else None
    return _mistyped(_plain(word), choices)


def _plain(word: str) -> str:
    return _BLANKS.sub("", word.casefold().strip().rstrip(".,;:"))


def _spelt(word: str) -> str:
    """The word in American spelling, and without abbreviations."""
    parts = [_ABBREVIATED.get(part, part) for part in _BLANKS.split(word.casefold().strip().rstrip(".,;:"))]
    for british, american in _BRITISH:
        parts = [british.sub(american, part) for part in parts]
    return "".join(parts)


def _financed(word: str) -> str:
    """The name of a round without the words around it: ``Series B``, ``B round``, ``B轮融资``."""
    label = word.strip().removesuffix("融资")
    if not label.isascii() and (term := HAN_ROUNDS.get(label) or HAN_ROUNDS.get(f"{label}轮")):
        return _spelt(term)
    bare = re.sub(r"^series(?=[a-h]\+*$)", "", _FINANCED_HAN.sub("", word.casefold().strip()))
    return _spelt(" ".join(part for part in _BLANKS.split(bare) if part not in _FINANCED))


_TERMS = frozenset(_plain(term) for terms in (Basis, InvestorType, Kind, Round, Standing, Status) for term in terms)


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
    if abs(len(word) - len(term)) > most:
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
