"""A YAML text cut into segments: each key of a mapping and each item of a list in block style with its comments.

Segments of one container follow each other without a gap, so that their lines together are the container's. A comment
belongs to the segment right below it, or to the one above if it is indented further than that; any other comment is a
segment of its own.
"""

import re
from bisect import bisect_right
from collections.abc import Hashable, Iterator
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

import msgspec

from dealtrack.diagnostics import Path
from dealtrack.files.extents import line_with_hyphen
from dealtrack.files.tree import Marks, mark

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_COMMENT = re.compile(r"(?P<indent>[ \t]*)#")

Lines = tuple[str, ...]


class Unmergeable(ValueError):
    """A text that cannot be cut into segments, or versions that these rules cannot join."""


class Segment(msgspec.Struct, frozen=True):
    """A part of a file: the blank lines above it (``gap``), its comments above (``lead``), and its own lines.

    ``tree`` is the value that the lines spell, ``holds`` what a container is made of (then ``core`` are the lines above
    that). A ``key`` says which segments of two versions are the same. ``is_fact`` is false for comments alone.
    """

    key: Hashable
    gap: Lines
    lead: Lines
    core: Lines
    tree: Any = None
    holds: "tuple[Segment, ...] | None" = None
    is_fact: bool = True

    @property
    def body(self) -> Lines:
        """All its lines but the blank ones above it."""
        return (*self.lead, *self.core, *lines_of(self.holds or ()))


class Cut(NamedTuple):
    """A whole text: the segments of its root, and the blank lines at its end."""

    segments: tuple[Segment, ...]
    rest: Lines


class _Child(NamedTuple):
    step: str | int
    start: int  # the number of its first line
    column: int


def lines_of(segments: tuple[Segment, ...]) -> Lines:
    """The lines of *segments*, one after the other."""
    return tuple(line for each in segments for line in (*each.gap, *each.body))


def lines(text: str) -> Lines:
    """The lines of a text, each with its end."""
    return tuple(_LINE.findall(text))


def cut(text: str, tree: Any) -> Cut:
    """*text*, which spells *tree*, as segments. Raises Unmergeable where its root is no mapping in block style."""
    cutter = _Cutter(text)
    if not isinstance(tree, dict) or not cutter.is_block((), tree):
        raise Unmergeable("the file is no mapping in block style")
    return cutter.cut((), tree, 0, len(cutter.lines))


class _Cutter:
    """One text that is being cut; its lines have the numbers that they have in the file, from 0."""

    def __init__(self, text: str) -> None:
        self.text, self.lines = text, lines(text)
        self.marks: Marks = mark(text)
        self.starts = [0, *accumulate(map(len, self.lines))]

    def is_block(self, path: Path, tree: Any) -> bool:
        """Whether the container at *path* has something in it, each on lines of its own."""
        if not isinstance(tree, dict | list) or not tree or path not in self.marks:
            return False
        if self.text[self.marks[path].value.start] in "[{":
            return False
        starts = [child.start for child in self._children(path, tree)]
        return all(one < other for one, other in pairwise(starts))

    def cut(self, path: Path, tree: Any, begin: int, end: int) -> Cut:
        """The container at *path*, which is on the lines from *begin* to *end* (exclusive)."""
        children = self._children(path, tree)
        floors = [begin, *(child.start + 1 for child in children)]
        tops = [self._top(child, floor) for child, floor in zip(children, floors, strict=False)]
        found, gap = self._loose(begin, tops[0], ())
        for child, top, below in zip(children, tops, [*tops[1:], end], strict=True):
            last = self._last(child, below)
            found.append(self._segment((*path, child.step), tree[child.step], child, top, last, gap))
            loose, gap = self._loose(last, below, ())
            found += loose
        return Cut(tuple(_numbered(found)), gap)

    def _segment(self, path: Path, tree: Any, child: _Child, top: int, last: int, gap: Lines) -> Segment:
        key, lead = ("key", child.step), self.lines[top : child.start]
        if not self.is_block(path, tree):
            return Segment(key, gap, lead, self.lines[child.start : last], tree)
        inner = self._children(path, tree)[0].start
        begin = child.start if inner == child.start else child.start + 1
        held = self.cut(path, tree, begin, last)
        return Segment(key, gap, lead, self.lines[child.start : begin], tree, held.segments)

    def _children(self, path: Path, tree: Any) -> list[_Child]:
        if isinstance(tree, dict):
            return [self._child(key, self.marks[*path, key].key) for key in tree]
        return [self._item(index, self.marks[*path, index].value.start) for index in range(len(tree))]

    def _child(self, key: str, span: Any) -> _Child:
        line = bisect_right(self.starts, span.start) - 1
        return _Child(key, line, span.start - self.starts[line])

    def _item(self, index: int, at: int) -> _Child:
        start = line_with_hyphen(self.text, at)
        line = bisect_right(self.starts, start) - 1
        return _Child(index, line, len(self.lines[line]) - len(self.lines[line].lstrip(" ")))

    def _top(self, child: _Child, floor: int) -> int:
        """The first line of the comments right above a child that are not indented further than it."""
        top = child.start
        while top > floor and (comment := _COMMENT.match(self.lines[top - 1])):
            if len(comment["indent"]) > child.column:
                break
            top -= 1
        return top

    def _last(self, child: _Child, below: int) -> int:
        """The line behind the last that belongs to a child."""
        for number in range(below - 1, child.start, -1):
            comment = _COMMENT.match(self.lines[number])
            if len(comment["indent"]) > child.column if comment else self.lines[number].strip():
                return number + 1
        return child.start + 1

    def _loose(self, begin: int, end: int, gap: Lines) -> tuple[list[Segment], Lines]:
        """Comments that belong to nothing, and the blank lines behind the last of them."""
        found: list[Segment] = []
        run: Lines = ()
        for line in (*self.lines[begin:end], ""):
            if line.strip():
                run += (line,)
                continue
            if run:
                found.append(Segment(("comment", _words(run)), gap, (), run, is_fact=False))
                gap, run = (), ()
            gap += (line,) if line else ()
        return found, gap


def _words(run: Lines) -> str:
    return "\n".join(line.strip() for line in run)


def _numbered(segments: list[Segment]) -> Iterator[Segment]:
    """Equal comments of one container told apart by their number."""
    seen: dict[Hashable, int] = {}
    for each in segments:
        if each.is_fact:
            yield each
        else:
            seen[each.key] = seen.get(each.key, 0) + 1
            yield msgspec.structs.replace(each, key=(each.key, seen[each.key]))
