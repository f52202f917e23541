"""What stands between two tokens of a YAML text: punctuation, blank lines, comments; and to what these belong."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from dealtrack.files.formatting.nodes import Lines

_HYPHEN_OR_COMMENT = re.compile(r"#[^\n]*|-")


class Line(NamedTuple):
    """A line of its own: a comment with its column, or a blank one, which has neither."""

    text: str
    column: int = 0


class Gap(NamedTuple):
    """The comment ``behind`` the token before, lines ``before`` a hyphen, the comment behind it, lines ``after`` it."""

    behind: str
    before: list[Line]
    has_hyphen: bool
    behind_hyphen: str = ""
    after: Sequence[Line] = ()


def read_gap(text: str, start: int, end: int) -> Gap:
    """What stands in *text* between a token that ends at *start* and one that begins at *end*."""
    gap = text[start:end]
    hyphens = [match.start() for match in _HYPHEN_OR_COMMENT.finditer(gap) if match[0] == "-"]
    if not hyphens:
        return Gap(*_split(gap, is_first=not start), has_hyphen=False)
    return Gap(*_split(gap[: hyphens[-1]], is_first=not start), True, *_split(gap[hyphens[-1] + 1 :]))


def _split(gap: str, *, is_first: bool = False) -> tuple[str, list[Line]]:
    """The comment on the line on which a gap starts, and the lines below; all of its lines in the *first* gap."""
    first, *lines = gap.split("\n") if not is_first else ("", *gap.split("\n"))
    found: list[Line] = []
    for number, line in enumerate(lines, 1):
        column = line.find("#")
        if column >= 0:
            found.append(Line(line[column:].rstrip(), column))
        elif number < len(lines) and not line.strip() and not (found and not found[-1].text):
            found.append(Line(""))
    return (first[first.find("#") :].rstrip() if "#" in first else ""), found


Closed = tuple[int, Lines]  # the column from which comments belong to what has ended, and where they go


def distribute(lines: Sequence[Line], closed: Sequence[Closed], column: int) -> Lines:
    """Give comments to the *closed* collections, innermost first, that they are indented like; return the others.

    Comments that are indented no further than *column*, where the next token's own collection stands, are the token's,
    and so are all that stand below one of these.
    """
    rest: Lines = []
    here, blanks = 0, 0
    for line in lines:
        if not line.text:
            blanks = 1
            continue
        while here < len(closed) and (line.column <= column or line.column < closed[here][0]):
            here += 1
        target = closed[here][1] if here < len(closed) else rest
        target += [""] * blanks + [line.text]
        blanks = 0
    return rest + [""] * blanks
