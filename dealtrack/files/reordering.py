"""The items of a list in another order, each with the comments that belong to it; blank lines between stay in place.

A comment belongs to the item that it stands right above, or to the one that it is indented further than. As far in as
the hyphens, it may also stand right below its item, with a blank line behind it. Any other comment stays in place.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from dealtrack.diagnostics import Path, Reorder, Span
from dealtrack.files.tree import Marks, compose, mark

_HYPHEN = re.compile(r"(?P<indent> *)-[ \t]*")
_HYPHEN_ALONE = re.compile(r" *-[ \t]*(?:[ \t]#[^\n]*)?\r?\n")
_COMMENT = re.compile(r"(?P<indent> *)#[^\n]*(?:\n|\Z)")
_BLANK = re.compile(r"[ \t\r]*\n")


def reordered(text: str, edit: Reorder) -> str:
    """*text* with a list in another order; as it is where not all of it would mean the same."""
    tree, path = compose(text, "").tree, edit.place.path
    items = _node(tree, path)
    if not isinstance(items, list) or sorted(edit.order) != list(range(len(items))):
        return text
    marks = mark(text)
    in_brackets = text.startswith("[", marks[path].value.start)
    bodies = list((_bodies_in_brackets if in_brackets else _bodies)(text, marks, path, len(items)))
    if len(bodies) != len(items) or any(one.end > other.start for one, other in pairwise(bodies)):
        return text
    parts, done = [], 0
    for body, source in zip(bodies, edit.order, strict=True):
        parts += [text[done : body.start], text[bodies[source].start : bodies[source].end]]
        done = body.end
    after = "".join([*parts, text[done:]])
    items[:] = [items[source] for source in edit.order]
    return after if compose(after, "").tree == tree else text


def _node(tree: Any, path: Path) -> Any:
    for step in path:
        tree = tree.get(step) if isinstance(tree, dict) else None
    return tree


def _bodies_in_brackets(text: str, marks: Marks, path: Path, count: int) -> Iterator[Span]:
    """The items themselves; none where comments stand between them."""
    items = [marks[*path, index].value for index in range(count)]
    gaps = pairwise([marks[path].value.start, *(at for item in items for at in (item.start, item.end))])
    if not any("#" in text[start:end] for start, end in list(gaps)[::2]):
        yield from items


def _bodies(text: str, marks: Marks, path: Path, count: int) -> Iterator[Span]:
    """The lines of each item of a block list with its comments, from the first to its last character."""
    starts = [line_with_hyphen(text, marks[*path, index].value.start) for index in range(count)]
    hyphen = _HYPHEN.match(text, starts[0])
    indent = len(hyphen["indent"]) if hyphen else 0
    ends = _ends(text, marks, path, count)
    tops = [_with_comments_above(text, start, indent) for start in starts]
    for top, start, end, below in zip(tops, starts, ends, [*tops[1:], None], strict=True):
        if end < start:
            return
        last = _with_comments_below(text, end, indent, below)
        yield Span(top, top + len(text[top:last].rstrip()))


def line_with_hyphen(text: str, at: int) -> int:
    """The beginning of the line with the hyphen of the item that starts at *at*, on that line or above it."""
    start = text.rfind("\n", 0, at) + 1
    if not _HYPHEN.fullmatch(text, start, at):
        while start and not _HYPHEN_ALONE.match(text, start):
            start = text.rfind("\n", 0, start - 1) + 1
    return start


def _ends(text: str, marks: Marks, path: Path, count: int) -> list[int]:
    """Where the last character of each item stands. YAML lets a block end where the next thing starts."""
    ends = [0] * count
    holders = {inner[:-1] for inner in marks if inner}
    for inner, found in marks.items():
        if len(inner) > len(path) and inner[: len(path)] == path:
            index = inner[len(path)]
            is_block = inner in holders and text[found.value.start] not in "[{"
            last = found.key.end if is_block and found.key else found.value.start if is_block else found.value.end
            ends[int(index)] = max(ends[int(index)], last)
    return ends


def _with_comments_above(text: str, start: int, indent: int) -> int:
    """The beginning of the comments right above a line that are not indented further than its hyphen."""
    while start:
        above = text.rfind("\n", 0, start - 1) + 1
        comment = _COMMENT.match(text, above)
        if not comment or len(comment["indent"]) > indent:
            break
        start = above
    return start


def _with_comments_below(text: str, end: int, indent: int, below: int | None) -> int:
    """The end of what belongs to an item that ends at *end*, above the next one, which with its comments is *below*."""
    while end and text[end - 1] in "\r\n":
        end -= 1  # a text behind | ends with its line
    at = last = text.find("\n", end) + 1 or len(text)
    is_right_below = True
    while at < len(text) and (below is None or at < below):
        if blank := _BLANK.match(text, at):
            is_right_below, at = False, blank.end()
            continue
        comment = _COMMENT.match(text, at)
        column = len(comment["indent"]) if comment else -1
        if not comment or not (column > indent or (is_right_below and 0 < column == indent)):
            break
        at = last = comment.end()
    return last
