"""A YAML text to its nodes with their comments, by the events of the parser and what stands between them.

The text has been read without a fault before: one document, in which every value is a text, a list or a mapping.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from dealtrack.files.formatting.gaps import Closed, distribute, read_gap
from dealtrack.files.formatting.nodes import Collection, Document, Entry, Lines, Scalar, comments_in
from dealtrack.files.formatting.scalars import INDENT, quoted, seems_cut, written
from dealtrack.files.ignores import MARKER
from dealtrack.files.tree import event_source

_BLOCK_HEAD = re.compile(r"(?P<head>[|>][-+0-9]*)[ \t]*(?P<comment>#[^\n]*)?")
SCHEMA = "# yaml-language-server:"


def parse(text: str) -> Document:
    """The document that *text*, with line feeds only, is."""
    return _Parser(text).document()


class _Parser:
    """One reading. ``end`` is where the last token ended, ``spoken_to`` what a comment behind it is said to."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.next: Any = event_source(text)
        self.end = 0
        self.spoken_to: tuple[Entry | Collection, str] = (Entry(), "trailing")
        self.closed: list[Closed] = []
        self.item: tuple[Entry, int] | None = None  # one whose hyphen is in the gap ahead, and the hyphen's column
        self.depth = 0  # of brackets

    def document(self) -> Document:
        """The whole text."""
        root, marker = Entry(), Entry()
        self.next()
        start = self.next()
        if start.explicit:
            root.above = self._arrive(start.start_mark.index, -1)
            self._pass(start.end_mark.index, marker, "trailing")
        self._value(root, self.next(), -1)
        left = self._arrive(len(self.text), -1)
        if start.explicit:
            root.above.append(f"---  {marker.trailing}".rstrip())
        if isinstance(root.value, Collection):
            _raise_schema(root, root.value)
        return Document(root, left if any(left) else [])

    def _arrive(self, start: int, column: int) -> Lines:
        """Come to a token of a collection in *column*: what stands on lines above it and belongs to nothing else."""
        gap = read_gap(self.text, self.end, start)
        if gap.behind:
            self._say_behind(gap.behind)
        item, self.item = self.item, None
        lines = distribute(gap.before, self.closed, item[1] if item else column)
        self.closed = []
        if item is None:
            return lines
        item[0].above, item[0].header = lines, gap.behind_hyphen
        return [line.text for line in gap.after]

    def _say_behind(self, comment: str) -> None:
        owner, place = self.spoken_to
        setattr(owner, place, comment)
        is_parted = self.text[self.end : self.text.index("#", self.end)].strip()  # by a comma, which will not be there
        if isinstance(owner, Entry) and isinstance(owner.value, Scalar) and is_parted and seems_cut(comment):
            owner.value = quoted(owner.value)

    def _pass(self, end: int, owner: Entry | Collection, place: str) -> None:
        self.end, self.spoken_to = end, (owner, place)

    def _value(self, entry: Entry, event: Any, column: int) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(entry, event, column)
        elif event.flow_style:
            self._in_brackets(entry, event, column)
        else:
            self._block(entry, event, column)

    def _scalar(self, entry: Entry, event: Any, column: int) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        if start == end:
            entry.value = Scalar(event.value)
            if not self.depth:
                self.closed.append((column + 1, entry.between))
            return
        self._say_before(entry, self._arrive(start, column))
        if self.text[start] in "|>":
            entry.value, end = self._block_scalar(event.value, start, end, column)
        else:
            entry.value = self._line_scalar(event.value, start, end)
        self._pass(end, entry, "trailing")

    def _say_before(self, entry: Entry, lines: Lines) -> None:
        if self.depth and entry.key is None:
            entry.above = lines
        else:
            entry.between += [line for line in lines if line]

    def _line_scalar(self, value: str, start: int, end: int) -> Scalar:
        lines = tuple(_stripped(self.text[start:end]))
        return Scalar(value, lines if len(lines) == 1 or not self.depth else (written(value, in_flow=True),))

    def _block_scalar(self, value: str, start: int, end: int, column: int) -> tuple[Scalar, int]:
        """The text behind ``|`` or ``>`` below something in *column*, and where its last line ends."""
        match = _BLOCK_HEAD.match(self.text, start)
        assert match, "the parser says that a text behind | or > stands here"
        head, comment = match["head"], (match["comment"] or "").rstrip()
        lines = self.text[match.end() + 1 : end].removesuffix("\n").split("\n")
        first = next((line for line in lines if line.strip(" ")), "")
        indent = len(first) - len(first.lstrip(" "))
        if digit := re.search(r"\d", head):
            indent = max(column, 0) + int(digit[0])
            head = head.replace(digit[0], str(INDENT))
        body = [line[indent:] if first else "" for line in lines]
        while body and not body[-1] and ("+" not in head or (len(body) == 1 and not value)):
            body.pop()
        if body and not value.endswith("\n"):  # the file ends without a line feed, which it is going to have
            head = re.sub("[+-]", "", head) + "-"
        return Scalar(value, (head, *body), comment), match.end() + sum(len(line) + 1 for line in lines[: len(body)])

    def _block(self, entry: Entry, event: Any, outer: int) -> None:
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        entry.value = found = Collection(is_mapping, in_brackets=False)
        column = event.start_mark.column
        while not _is_end(event := self.next()):
            found.entries.append(each := Entry())
            if is_mapping:
                event = self._key(each, event, column)
            else:
                self.item = (each, column)
            self._value(each, event, column)
        self.closed.append((outer + 1, found.tail))

    def _key(self, entry: Entry, event: Any, column: int) -> Any:
        """Read the key of an entry; return the event of its value."""
        entry.above = self._arrive(event.start_mark.index, column)
        start, end = event.start_mark.index, event.end_mark.index
        lines = tuple(_stripped(self.text[start:end]))
        entry.key = Scalar(event.value, lines if len(lines) == 1 else (written(event.value, in_flow=True),))
        self._pass(end, entry, "header")
        return self.next()

    def _in_brackets(self, entry: Entry, event: Any, column: int) -> None:
        start = event.start_mark.index
        has_brackets = self.text[start] in "[{"  # a pair in a list can do without: [a: b]
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        entry.value = found = Collection(is_mapping, in_brackets=True)
        if has_brackets:
            self._say_before(entry, self._arrive(start, column))
            self._pass(start + 1, found, "opening")
        self.depth += 1
        while not _is_end(event := self.next()):
            found.entries.append(each := Entry())
            self._value(each, self._key(each, event, column) if is_mapping else event, column)
        self.depth -= 1
        if has_brackets:
            found.tail = self._arrive(event.start_mark.index, column)
            self._pass(event.end_mark.index, entry, "trailing")
        if not self.depth:
            lines = self.text[start : self.end].split("\n")
            if len(lines) > 1 and any(MARKER.match(comment) for comment in comments_in(entry)):
                found.as_typed = tuple(_dedented(lines))
            else:
                _settle_opening(entry, found)


def _is_end(event: Any) -> bool:
    return isinstance(event, yaml.CollectionEndEvent)


def _settle_opening(entry: Entry, found: Collection) -> None:
    """Put the comments behind opening brackets where they stand when there is none: behind the key or hyphen."""
    if found.opening and found.entries and not entry.header:
        entry.header = found.opening
    elif found.opening:
        (found.entries[0].above if found.entries else found.tail).insert(0, found.opening)
    found.opening = ""
    for each in found.entries:
        if isinstance(each.value, Collection):
            _settle_opening(each, each.value)


def _raise_schema(root: Entry, found: Collection) -> None:
    """Keep the line for editors at the top, whichever key comes below it."""
    above = found.entries[0].above if found.entries else []
    if above and not root.above and above[0].startswith(SCHEMA):
        root.above.append(above.pop(0))


def _stripped(written: str) -> Iterator[str]:
    """The lines of a value without the blanks around them, which mean nothing; one behind a backslash does."""
    first, *others = written.split("\n")
    for line in (first, *(other.lstrip(" \t") for other in others)):
        bare = line.rstrip(" \t")
        is_escape = written.startswith('"') and (len(bare) - len(bare.rstrip("\\"))) % 2
        yield line[: len(bare) + 1] if is_escape else bare


def _dedented(lines: list[str]) -> Iterator[str]:
    """*lines* of brackets, all but the first by as many blanks less as they have in common."""
    first, *others = (line.rstrip() for line in lines)
    indent = min((len(line) - len(line.lstrip()) for line in others if line), default=0)
    yield from (first, *(line[indent:] for line in others))
