"""What dealtrack has to say about a file: a diagnostic, how grave it is, and the place it is about.

A place names a value by its path in the file's tree. Only when it is shown is it looked up in the text, as a span of
characters, so that a clean book never pays for positions.
"""

from collections.abc import Iterable
from enum import StrEnum

import msgspec

Path = tuple[str | int, ...]


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
    from difflib import get_close_matches

    by_folded = {choice.casefold(): choice for choice in choices}
    found = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.65)
    return by_folded[found[0]] if found else None
