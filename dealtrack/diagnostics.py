"""What dealtrack has to say about a file: a diagnostic, how grave it is, and the place it is about.

A place names a value by its path in the file's tree. Only when it is shown is it looked up in the text, as a span of
characters, so that a clean book never pays for positions.
"""

from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

import msgspec

Path = tuple[str | int, ...]
MOST_FAULTS = 50_000  # that are told of one file, or by one rule
_NEAR = 0.65  # the least likeness of two words, as difflib measures it, where one may be meant for the other
_LONGEST = 200  # characters of a word that may be meant for another


class Severity(StrEnum):
    """How grave a diagnostic is; only errors, and with --strict warnings, fail a run."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Span(msgspec.Struct, frozen=True, order=True):
    """Characters ``start`` to ``end`` (not included) of a text, counted in code points from 0."""

    start: int
    end: int


class Place(msgspec.Struct, frozen=True):
    """A value in a file, by ``path``, its key (``at_key``), the ``span`` where no path leads, or the file ``as_whole``.

    ``within`` narrows a path's value to some characters of its scalar, counted from its first.
    """

    file: str
    path: Path = ()
    at_key: bool = False
    within: Span | None = None
    span: Span | None = None
    as_whole: bool = False


class Related(msgspec.Struct, frozen=True):
    """Another place that a diagnostic speaks of."""

    place: Place
    message: str


class Edit(msgspec.Struct, frozen=True):
    """A change that mends a mistake: what stands at ``place`` becomes ``text``.

    At a span these are characters; at a path, the value that they mean (or the key), in whatever quotes it has.
    """

    place: Place
    text: str


class Reorder(msgspec.Struct, frozen=True):
    """A change that puts the items of the list at ``place`` in another order: those that had the positions *order*."""

    place: Place
    order: tuple[int, ...]


class Items(msgspec.Struct, frozen=True):
    """A change that mends a mistake: the item of a list at ``place`` becomes an item for each of *texts*, or goes."""

    place: Place
    texts: tuple[str, ...] = ()


Change = Edit | Items | Reorder


class Fault(msgspec.Struct, frozen=True):
    """A mistake met while reading, as facts: the rule of that name turns it into words.

    ``text`` is what stands there (``is_shape``: a list or a mapping does, and the text is its name), ``why`` what is
    wrong with it, ``choices`` what it might have been, ``edits`` what mends it, where that is certain.
    """

    rule: str
    place: Place
    text: str = ""
    why: str = ""
    hint: str = ""
    choices: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    edits: tuple[Edit, ...] = ()
    is_shape: bool = False


class Diagnostic(msgspec.Struct, frozen=True):
    """One mistake, told once; ``edits`` mend it, where it is certain what was meant."""

    code: str
    name: str
    severity: Severity
    message: str
    place: Place
    hint: str = ""
    related: tuple[Related, ...] = ()
    edits: tuple[Change, ...] = ()


def path_text(path: Path) -> str:
    """A path as people write it: ``deals[0].equivalent``."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def suggested(word: str, choices: Iterable[str]) -> str | None:
    """The key or term of *choices* that *word* was meant to be, without a doubt or else probably; None for none."""
    from dealtrack.values.spelling import near

    return near(word, choices)


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The one of *choices* that *word* was probably meant to be, whatever its case; None where none is near."""
    by_folded = {choice.casefold(): choice for choice in choices}
    folded, letters = word.casefold(), frozenset(word.casefold())
    near = [choice for choice in by_folded if _may_be_near(folded, letters, choice)]
    found = _closest(folded, near) if near and len(word) <= _LONGEST else None
    return by_folded[found] if found is not None else None


def _closest(word: str, choices: Iterable[str]) -> str | None:
    """The likest of *choices*, which is the first that ``difflib.get_close_matches`` has; None where none is near."""
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(b=word)
    best: tuple[float, str] | None = None
    for choice in choices:
        matcher.set_seq1(choice)
        least = best[0] if best else _NEAR
        if matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least:
            likeness = (matcher.ratio(), choice)
            if likeness[0] >= least and (best is None or likeness > best):
                best = likeness
    return best[1] if best else None


def _may_be_near(word: str, letters: frozenset[str], choice: str) -> bool:
    """Whether two words can be alike at all by their lengths and letters, which is told sooner than how alike."""
    least = _NEAR * (len(word) + len(choice)) / 2  # characters in common
    if len(word) < least or len(choice) < least:
        return False
    others = _letters(choice)
    return len(word) - len(letters - others) >= least and len(choice) - len(others - letters) >= least


@lru_cache(maxsize=4096)
def _letters(choice: str) -> frozenset[str]:
    return frozenset(choice)
