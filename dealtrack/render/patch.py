"""A change of a file as a unified diff that git and patch take, in which no character acts on a terminal."""

import re
from collections.abc import Iterator, Sequence

from dealtrack.render.harmless import one_line
from dealtrack.render.line_diff import LineDiff

_CONTEXT = 3
_NO_END = "\n\\ No newline at end of file\n"


def patch(file: str, before: str, after: str) -> str:
    """The change of *file* from one text to another; empty where there is none.

    Characters that a terminal would act on, or not show, are U+FFFD; a line that holds one is not taken by git.
    """
    old, new = _lines(before), _lines(after)
    hunks = [f"{_head(group)}{''.join(map(_shown, _body(group, old, new)))}" for group in _groups(old, new)]
    return "".join([f"--- a/{one_line(file)}\n+++ b/{one_line(file)}\n", *hunks]) if hunks else ""


def _lines(text: str) -> list[str]:
    """The lines of *text* as git counts them, with their ends."""
    return [*re.findall(r"[^\n]*\n|[^\n]+", text)]


_Group = Sequence[
    tuple[str, int, int, int, int]
]  # what happens to which lines of the old text, and the lines of the new


def _groups(old: Sequence[str], new: Sequence[str]) -> Iterator[_Group]:
    for group in LineDiff(old, new).get_grouped_opcodes(_CONTEXT):
        if any(tag != "equal" for tag, *_ in group):
            yield group


def _head(group: _Group) -> str:
    (_, old, _, new, _), (_, _, old_end, _, new_end) = group[0], group[-1]
    return f"@@ -{_range(old, old_end)} +{_range(new, new_end)} @@\n"


def _range(start: int, end: int) -> str:
    """Lines as a diff counts them: from 1, and from the line above where there are none."""
    return f"{start + 1}" if end - start == 1 else f"{start + (end > start)},{end - start}"


def _body(group: _Group, old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    for tag, old_start, old_end, new_start, new_end in group:
        if tag == "equal":
            yield from (f" {line}" for line in old[old_start:old_end])
        else:
            yield from (f"-{line}" for line in old[old_start:old_end])
            yield from (f"+{line}" for line in new[new_start:new_end])


def _shown(line: str) -> str:
    """A line for a terminal and for git: tabs, a byte order mark at its start and a CR at its end do no harm."""
    start = 2 if line[1:2] == "\ufeff" else 1
    end = "\r\n" if line.endswith("\r\n") else "\n" if line.endswith("\n") else ""
    rest = "\t".join(map(one_line, line[start:].removesuffix(end).split("\t")))
    return f"{line[:start]}{rest}{end or _NO_END}"
