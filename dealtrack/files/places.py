"""From a place in a file to the characters that it means."""

import re
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

import msgspec

from dealtrack.diagnostics import Diagnostic, Path, Place, Span
from dealtrack.files.slips import Mended
from dealtrack.files.text import Lines
from dealtrack.files.tree import Mark, Marks, Tree, mark_tree

_LINE_END = re.compile(r"[\r\n]")


class Location(msgspec.Struct, frozen=True):
    """A span in the terms of an editor: lines and columns from 1; ``end_column`` is the one after the last."""

    line: int
    column: int
    end_line: int
    end_column: int


class Located:
    """A text that places are looked up in; it is marked once, and only when a path is asked for.

    Paths are those of the *mended* text, where one was read in its stead.
    """

    def __init__(self, text: str, mended: Mended | None = None) -> None:
        self.lines = Lines(text)
        self._mended = mended or Mended(text)
        self._marks: Marks | None = None
        self._tree: Tree = {}

    def locate(self, place: Place) -> Location:
        """Where *place* is: the span itself, the value or key of its path, or the nearest thing that contains it."""
        span = Span(0, 0) if place.as_whole else place.span or self._span(place)
        line, column = self.lines.position(span.start)
        end_line, end_column = self.lines.position(max(span.start, span.end))
        return Location(line, column, end_line, end_column)

    def _span(self, place: Place) -> Span:
        found = self.marks.get(place.path)
        if found is None:
            return self._container(place)
        if place.at_key and found.key:
            return self._narrowed(found.key, place)
        return self._value(found, place)

    @property
    def marks(self) -> Marks:
        """Where every value stands, by its path."""
        if self._marks is None:
            (marks, self._tree), back = mark_tree(self._mended.text), self._mended.original
            self._marks = (
                {path: Mark(back(each.value), each.key and back(each.key), each.plain) for path, each in marks.items()}
                if self._mended.slips
                else marks
            )
        return self._marks

    def _value(self, found: Mark, place: Place) -> Span:
        if place.within:
            return self._narrowed(found.value, place)
        if found.value.end == found.value.start and found.key:
            return found.key
        return self._first_line(found.value)

    def _narrowed(self, span: Span, place: Place) -> Span:
        """The character of a scalar that ``within`` starts at, by its count among its like; else the whole scalar."""
        if place.within is None:
            return span
        scalar = str(place.path[-1]) if place.at_key else _scalar(self._tree, place.path)
        char = scalar[place.within.start : place.within.start + 1]
        number = scalar.count(char, 0, place.within.start) if char else 0
        found = re.finditer(re.escape(char), self.lines.text[span.start : span.end]) if char else iter(())
        match = next(islice(found, number, None), None)
        if match is None:
            return self._first_line(span)  # it was written as an escape
        start = span.start + match.start()
        return Span(start, start + place.within.end - place.within.start)

    def _container(self, place: Place) -> Span:
        """For what is not there: the mapping that lacks it, by its first line."""
        path = place.path
        while path and path not in self.marks:
            path = path[:-1]
        holder = self.marks.get(path)
        return self._first_line(holder.value) if holder else Span(0, 0)

    def _first_line(self, span: Span) -> Span:
        end = _LINE_END.search(self.lines.text, span.start, span.end)
        return Span(span.start, end.start() if end else span.end)


def _scalar(tree: Any, path: Path) -> str:
    """The text at *path*, empty where there is none."""
    try:
        for step in path:
            tree = tree[step]
    except (KeyError, IndexError, TypeError):
        return ""
    return tree if isinstance(tree, str) else ""


class Pinned(msgspec.Struct, frozen=True):
    """A place with its location in the text, and the text of its first line."""

    place: Place
    location: Location
    line: str
    message: str = ""


class PinnedDiagnostic(msgspec.Struct, frozen=True):
    """A diagnostic, ready to be shown: its own place, and the others that it speaks of."""

    diagnostic: Diagnostic
    at: Pinned
    related: tuple[Pinned, ...] = ()


def pin(diagnostics: Iterable[Diagnostic], text_of: Callable[[str], Located]) -> tuple[PinnedDiagnostic, ...]:
    """*diagnostics* with their positions, sorted by file and place. Each file is read once, by *text_of*."""
    texts: dict[str, Located] = {}

    def pinned(place: Place, message: str = "") -> Pinned:
        if place.file not in texts:
            texts[place.file] = text_of(place.file)
        text = texts[place.file]
        location = text.locate(place)
        return Pinned(place, location, text.lines.line(location.line), message)

    found = [
        PinnedDiagnostic(each, pinned(each.place), tuple(pinned(other.place, other.message) for other in each.related))
        for each in diagnostics
    ]
    return tuple(sorted(found, key=_order))


def _order(found: PinnedDiagnostic) -> tuple[str, int, int, str]:
    return found.at.place.file, found.at.location.line, found.at.location.column, found.diagnostic.code
