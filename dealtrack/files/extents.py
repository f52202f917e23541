"""Which lines belong to an item of a block list, or to an entry of a block mapping: its own, and its comments.

A comment belongs to the item that it stands right above, or to the one that it is indented further than. As far in as
the hyphens or keys, it may also stand right below its item, with a blank line behind it.
"""

import re
from collections.abc import Iterator, Sequence

from dealtrack.diagnostics import Path, Span
from dealtrack.files.tree import Marks

_HYPHEN = re.compile(r"(?P<indent> *)-[ \t]*")
_HYPHEN_ALONE = re.compile(r" *-[ \t]*(?:[ \t]#[^\n]*)?\r?\n")
_COMMENT = re.compile(r"(?P<indent> *)#[^\n]*(?:\n|\Z)")
_BLANK = re.compile(r"[ \t\r]*\n")


def bodies(text: str, marks: Marks, path: Path, steps: Sequence[int | str]) -> Iterator[Span]:
    """The lines of each child of the block list or mapping at *path*, from their first to their last character.

    *steps* are the indices or keys of the children, in their order. None where they cannot be told apart.
    """
    starts = [first_line(text, marks, (*path, step)) for step in steps]
    indent = column_of(text, starts[0])
    ends = _ends(text, marks, path, steps)
    tops = [_with_comments_above(text, start, indent) for start in starts]
    for top, start, end, below in zip(tops, starts, ends, [*tops[1:], None], strict=True):
        if end < start:
            return
        last = with_comments_below(text, end, indent, below)
        yield Span(top, top + len(text[top:last].rstrip()))


def column_of(text: str, line: int) -> int:
    """The column of the first character of the line that begins at *line*."""
    return len(text) - line - len(text[line:].lstrip(" "))


def first_line(text: str, marks: Marks, child: Path) -> int:
    """The beginning of the line with the hyphen or the key of *child*."""
    found = marks[child]
    if found.key is not None:
        return text.rfind("\n", 0, found.key.start) + 1
    return line_with_hyphen(text, found.value.start)


def line_with_hyphen(text: str, at: int) -> int:
    """The beginning of the line with the hyphen of the item that starts at *at*, on that line or above it."""
    start = text.rfind("\n", 0, at) + 1
    if not _HYPHEN.fullmatch(text, start, at):
        while start and not _HYPHEN_ALONE.match(text, start):
            start = text.rfind("\n", 0, start - 1) + 1
    return start


def _ends(text: str, marks: Marks, path: Path, steps: Sequence[int | str]) -> list[int]:
    """Where the last character of each child stands. YAML lets a block end where the next thing starts."""
    ends = dict.fromkeys(steps, 0)
    holders = {inner[:-1] for inner in marks if inner}
    for inner, found in marks.items():
        if len(inner) > len(path) and inner[: len(path)] == path and inner[len(path)] in ends:
            step = inner[len(path)]
            is_block = inner in holders and text[found.value.start] not in "[{"
            last = found.key.end if is_block and found.key else found.value.start if is_block else found.value.end
            ends[step] = max(ends[step], last)
    return [ends[step] for step in steps]


def _with_comments_above(text: str, start: int, indent: int) -> int:
    """The beginning of the comments right above a line that are not indented further than its hyphen."""
    while start:
        above = text.rfind("\n", 0, start - 1) + 1
        comment = _COMMENT.match(text, above)
        if not comment or len(comment["indent"]) > indent:
            break
        start = above
    return start


def with_comments_below(text: str, end: int, indent: int, below: int | None) -> int:
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
