"""Lines that look like an item of a list or like a key, but that YAML reads as part of the value above them.

In a plain value these are lines that are indented too far; in a quoted one, lines at a column that no line of the value
should stand in, since its quote was to be closed above them.
"""

import re
from collections.abc import Iterator

import msgspec
from msgspec import structs

from dealtrack.diagnostics import Edit, Fault, Path, Place, Related, Span
from dealtrack.files.syntax import keys_of_records
from dealtrack.files.tree import Mark, Marks, mark

_LINE = re.compile(r"[\r\n](?P<indent>[ \t]*+)(?P<start>-(?=[ \t\r\n]|\Z|[^\W\d])|[a-z][a-z_-]*+:)[^\r\n]*+")
_NAME = re.compile(r"-[ \t]*\w[^:\[\]{}#]*")
_OR_IN_QUOTES = ", or put the whole value in quotes if it is meant so"


def swallowed_lines(text: str, file: str) -> Iterator[Fault]:
    """A fault for each value of *text*, which is YAML, that has such lines in it, at the first of them.

    That of a quoted value is at its opening quote. The faults have both the paths of the values and spans.
    """
    marks = mark(text)
    for path, found in marks.items():
        value = _Value(text, file, path, marks, found)
        if found.plain:
            yield from value.too_far()
        elif text.startswith(("'", '"'), found.value.start):
            yield from value.unclosed()


def told_once(swallowed: tuple[Fault, ...], errors: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """All of them, but an error about a value that has swallowed a line shows that line itself."""
    by_path = {fault.place.path: fault for fault in swallowed}
    shown = {error.place.path for error in errors if not error.place.at_key}
    apart = (fault for fault in swallowed if fault.place.path not in shown)
    return (*apart, *(_showing(error, by_path.get(error.place.path)) for error in errors))


def _showing(error: Fault, line: Fault | None) -> Fault:
    if line is None or error.place.at_key:
        return error
    related = Related(structs.replace(line.place, path=()), line.why)
    hint = line.hint.removesuffix(_OR_IN_QUOTES)
    if error.why.endswith("is a list"):
        hint = "start each item on a line of its own below the key"
    return structs.replace(error, hint=hint, related=(related,), edits=())


class _Value(msgspec.Struct, frozen=True):
    """A value of a text, which is the one at *path* among the *marks*."""

    text: str
    file: str
    path: Path
    marks: Marks
    found: Mark

    def too_far(self) -> Iterator[Fault]:
        """A fault, if lines of a plain value look like items or keys."""
        column = self._column_of_items()
        lines = [line for line in self._lines() if self._is_item(line, column) or _is_key(line)]
        if lines:
            first, what = lines[0], "a key" if _is_key(lines[0]) else "an item"
            yield Fault(
                "swallowed-line",
                Place(self.file, self.path, span=Span(first.start("start"), first.end())),
                why=f"this line is part of the value above it, not {what} of its own",
                hint=self._hint(first, column, what) + _OR_IN_QUOTES,
                edits=self._edits(lines, column),
            )

    def unclosed(self) -> Iterator[Fault]:
        """A fault, if a line of a quoted value can only have been meant as an item or a key."""
        limit = self._least_column()
        for line in self._lines():
            is_like_item = self._is_item(line, None) or _is_key(line, may_have_space=True)
            if is_like_item and len(line["indent"]) <= limit:
                start, place = self.found.value.start, Place(self.file, span=Span(line.start("start"), line.end()))
                yield Fault(
                    "swallowed-line",
                    Place(self.file, self.path, span=Span(start, start + 1)),
                    why="this quote is not closed where the value should end",
                    hint="close it; if the lines below are part of the value, indent them further than its key",
                    related=(Related(place, "this line is part of the value"),),
                )
                return

    def _lines(self) -> Iterator[re.Match[str]]:
        return _LINE.finditer(self.text, self.found.value.start, self.found.value.end)

    def _is_item(self, line: re.Match[str], column: int | None) -> bool:
        """Whether a line looks like an item; where items stand in *column*, also without a space behind its hyphen."""
        return line["start"] == "-" and (
            column is not None or line[0].rstrip().endswith("-") or not line[0].lstrip()[1].isalpha()
        )

    def _column_of_items(self) -> int | None:
        """The column of the hyphens of the block list that the value is an item of, from 0; None if it is none."""
        if not self.path or not isinstance(self.path[-1], int):
            return None
        start = self.marks[self.path[:-1]].value.start
        return self._column(start) if self.text.startswith("-", start) else None

    def _least_column(self) -> int:
        """The column that the lines of a quoted value are to be indented further than."""
        path, found = self.path, self.found
        while path and self.text.startswith(("[", "{"), self.marks[path[:-1]].value.start):
            path = path[:-1]
            found = self.marks[path]
        if found.key:
            return self._column(found.key.start)
        return self._column(self.marks[path[:-1]].value.start) if path else -1

    def _column(self, at: int) -> int:
        return at - 1 - max(self.text.rfind(end, 0, at) for end in "\r\n")

    def _hint(self, line: re.Match[str], column: int | None, what: str) -> str:
        gap = "" if self._is_item(line, None) else ", with a space after the hyphen"
        if column is not None and what == "an item":
            return f"start it in column {column + 1}{gap}"
        colon = ", with a space after the colon" if what == "a key" else ""
        if self.path and self.text.startswith(("[", "{"), self.marks[self.path[:-1]].value.start):
            return f"put a comma before it{colon}"
        if self.found.key and colon:
            return f"start it in column {self._column(self.found.key.start) + 1}{colon}"
        return f"start it in the column of the keys above{colon}" if colon else "take it out of the value"

    def _edits(self, lines: list[re.Match[str]], column: int | None) -> tuple[Edit, ...]:
        """The lines moved to that column, if all are a name each that stands one blank too far right."""
        if column is None or not all(line["indent"] == " " * (column + 1) and _is_name(line) for line in lines):
            return ()
        return tuple(self._moved(line, column) for line in lines)

    def _moved(self, line: re.Match[str], column: int) -> Edit:
        span = Span(line.start("indent"), line.end("start"))
        gap = "" if self.text[span.end].isspace() else " "
        return Edit(Place(self.file, span=span), f"{' ' * column}-{gap}")


def _is_name(line: re.Match[str]) -> bool:
    return _NAME.fullmatch(line.string, line.start("start"), line.end()) is not None


def _is_key(line: re.Match[str], *, may_have_space: bool = False) -> bool:
    """Whether a line begins with a key of the format; behind the first word of an address, two slashes would follow."""
    behind = line.string[line.end("start") : line.end("start") + 2]
    is_known = any(line["start"][:-1] in keys for keys in keys_of_records())
    return is_known and behind != "//" and (may_have_space or bool(behind.strip()))
