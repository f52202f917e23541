"""Edits of a YAML text in place: nothing changes but the characters that are meant. Comments, blank lines, quotes, the
order of keys and the ends of lines stay as they were typed.
"""

import json
import re
from collections.abc import Iterable, Iterator

from dealtrack.diagnostics import Edit, Reorder, Span
from dealtrack.files.places import Located
from dealtrack.files.tree import compose

_Change = tuple[Span, str]


def edited(located: Located, edits: Iterable[Edit | Reorder]) -> str:
    """The text with *edits* made; of those that overlap, and of those that cannot be made, the text stays as it is."""
    text = located.lines.text
    parts, done = [], 0
    for span, new in sorted({change for edit in edits for change in _changes(located, edit)}):
        if span.start >= done:
            parts += [text[done : span.start], new]
            done = span.end
    return "".join([*parts, text[done:]])


def _changes(located: Located, edit: Edit | Reorder) -> Iterator[_Change]:
    if isinstance(edit, Reorder):
        yield from _reordered(located, edit)
    elif edit.place.span is not None:
        yield edit.place.span, edit.text
    elif found := located.marks.get(edit.place.path):
        span = found.key if edit.place.at_key else found.value
        written = _scalar(located.lines.text[span.start : span.end], edit.text) if span else None
        if span and written is not None:
            yield span, written


def _scalar(written: str, new: str) -> str | None:
    """*new* in the quotes that *written* has, or in none where none are needed; None for a text over several lines."""
    if "\n" in written or written.startswith(("|", ">")):
        return None
    if written.startswith("'"):
        return _quoted(new)
    if written.startswith('"'):
        return json.dumps(new, ensure_ascii=False)
    is_plain = compose(f"[{new}]", "").tree == [new] and compose(f"a: {new}\n", "").tree == {"a": new}
    return new if is_plain else _quoted(new)


def _quoted(text: str) -> str:
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def _reordered(located: Located, edit: Reorder) -> Iterator[_Change]:
    """The items of a list, each with the comments above it, in another order; the blank lines between stay in place."""
    text, path = located.lines.text, edit.place.path
    holder = located.marks.get(path)
    items = [mark.value for index in range(len(edit.order)) if (mark := located.marks.get((*path, index)))]
    if holder is None or len(items) != len(edit.order):
        return
    if text.startswith("[", holder.value.start):
        bodies = items if "#" not in text[holder.value.start : holder.value.end] else []
    else:
        bodies = list(_bodies(text, items))
    for body, source in zip(bodies, edit.order, strict=False):
        moved = bodies[source]
        if moved != body:
            yield body, text[moved.start : moved.end]


def _bodies(text: str, items: list[Span]) -> Iterator[Span]:
    """The lines of each item of a block list, from the first comment right above it to its last character."""
    starts = [_start(text, item) for item in items]
    indent = text.index("-", starts[0]) - starts[0]
    tops = [_with_comments(text, start, indent) for start in starts]
    for number, item in enumerate(items):
        end = tops[number + 1] if number + 1 < len(items) else _end_of_list(text, item.end, indent)
        yield Span(tops[number], tops[number] + len(text[tops[number] : end].rstrip()))


def _start(text: str, item: Span) -> int:
    """The beginning of the line with the hyphen of an item."""
    return text.rfind("\n", 0, text.rfind("-", 0, item.start)) + 1


def _with_comments(text: str, start: int, indent: int) -> int:
    """The beginning of the comments right above a line that are not indented further than its hyphen."""
    while start:
        above = text.rfind("\n", 0, start - 1) + 1
        line = text[above:start]
        if not line.lstrip(" ").startswith("#") or len(line) - len(line.lstrip(" ")) > indent:
            break
        start = above
    return start


def _end_of_list(text: str, end: int, indent: int) -> int:
    """The end of the last line of a list, with the comments below that are indented further than its hyphens."""
    rest = re.compile(rf"[^\n]*(?:\n {{{indent + 1},}}#[^\n]*)*").match(text, end)
    return rest.end() if rest else end
