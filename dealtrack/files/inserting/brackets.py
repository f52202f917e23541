"""Into lists and mappings in brackets, on one line or on several."""

import re
from collections.abc import Iterator, Sequence

from msgspec import structs

from dealtrack.diagnostics import Path, Span
from dealtrack.files.inserting.layouts import newline_of, padded
from dealtrack.files.inserting.new import New
from dealtrack.files.tree import Marks
from dealtrack.files.yaml_text import Layout, in_brackets

_COMMA = re.compile(r"(?:[ \t\r\n]|#[^\n]*(?:\n|\Z))*,")
_LINE = re.compile(r"[^\r\n]*")


def among_brackets(text: str, marks: Marks, steps: Sequence[int | str], at: int, new: New) -> Iterator[str]:
    """Texts with *new* as number *at* among the children *steps* of a list or mapping in brackets."""
    spans = [
        Span((found.key or found.value).start, found.value.end) for step in steps for found in [marks[*new.path, step]]
    ]
    written = _in_brackets(new, padded(text, marks, new.layout))
    if _stand_below_each_other(text, spans):
        yield from _between_lines_of_brackets(text, spans, at, written)
    if at < len(spans):
        yield f"{text[: spans[at].start]}{written}, {text[spans[at].start :]}"
    else:
        yield f"{text[: spans[-1].end]}, {written}{text[spans[-1].end :]}"


def are_in_brackets(text: str, marks: Marks, path: Path) -> bool:
    """Whether the value at *path* is, or is in, a list or mapping in brackets."""
    return any(text.startswith(("{", "["), marks[path[:depth]].value.start) for depth in range(len(path) + 1))


def _in_brackets(new: New, layout: Layout) -> str:
    if new.key is None:
        return in_brackets(new.value, layout)
    return in_brackets(new.holder, structs.replace(layout, padding=""))[1:-1]


def _stand_below_each_other(text: str, spans: Sequence[Span]) -> bool:
    return all(not text[text.rfind("\n", 0, span.start) + 1 : span.start].strip() for span in spans)


def _between_lines_of_brackets(text: str, spans: Sequence[Span], at: int, written: str) -> Iterator[str]:
    """A line of its own for it, behind the comma (and the comment) of the one above it."""
    margin = text[text.rfind("\n", 0, spans[0].start) + 1 : spans[0].start]
    line = f"{newline_of(text)}{margin}{written}"
    if at == 0:
        top = text.rfind("\n", 0, spans[0].start) + 1
        yield f"{text[:top]}{line[len(newline_of(text)) :]},{newline_of(text)}{text[top:]}"
        return
    above = spans[at - 1].end
    comma = _COMMA.match(text, above)
    end = end_of_line(text, comma.end() if comma else above)
    if comma:
        yield f"{text[:end]}{line},{text[end:]}"
    else:
        yield f"{text[:above]},{text[above:end]}{line}{text[end:]}"


def end_of_line(text: str, at: int) -> int:
    """Where the characters of the line end that *at* is in."""
    match = _LINE.match(text, at)
    return match.end() if match else at
