"""Whether a text that a parser gave up may be nested too deeply: by our own count, so that no version of one decides.

What is nested 32 levels deep or less every parser reads, and the level below is told of while the text is read. But a
parser looks ahead, and versions of libyaml stop at a limit of their own (1,000 levels in 0.2.6) before they have told
of the first. So this counts, roughly, where a parser stopped for that: beyond :data:`_MANY` levels.
"""

import re

MAX_DEPTH = 32
_MANY = 250  # levels that every parser reads

_QUOTED = r"\"(?:[^\"\\\[\]{}]|\\[^\[\]{}])*+\"|'[^'\[\]{}]*+'"
_PAIR = re.compile(rf"[\[{{](?:[^\[\]{{}}'\"#]|(?<=\w)['\"#]|{_QUOTED}|(?<=\s)#[^\n\[\]{{}}]*+)*+[\]}}]")
_OPENING = re.compile(r"[\[{]")
_LINE = re.compile(r"^(?P<indent> *)(?P<marks>(?:[-?:] +)*)(?=[^\s#]|\Z)", re.MULTILINE)
_MARK = re.compile(r"[-?:] +")


def too_deep_at(text: str) -> int | None:
    """Where the level below the 32nd starts in a text that seems to have hundreds; None where it has not."""
    left = _brackets_left(text)
    if left:
        line_start = text.rfind("\n", 0, left[0]) + 1
        around = _levels(text[: left[0]], left[0] - line_start)
        return (around + left)[MAX_DEPTH]
    levels = _levels(text)
    return levels[MAX_DEPTH] if len(levels) > _MANY else None


def _brackets_left(text: str) -> list[int]:
    """The brackets that are in hundreds of others, nearly: none, where most belong to pairs of a few levels."""
    for _ in range(MAX_DEPTH + 1):
        if text.count("[") + text.count("{") <= _MANY:
            return []
        # A pair that holds no others is taken away, as often as there may be levels.
        text, taken = _PAIR.subn(lambda pair: " " * len(pair[0]), text)
        if not taken:
            break
    return [match.start() for match in _OPENING.finditer(text)] if text.count("[") + text.count("{") > _MANY else []


def _levels(text: str, column: int | None = None) -> list[int]:
    """Where lists and mappings without brackets start that are open at the end of *text*, left of *column* only.

    Where there is none, they need not be open any more, once they are hundreds.
    """
    levels: list[tuple[int, int]] = []  # columns, and where they start
    for line in _LINE.finditer(text):
        marks = [mark.start() for mark in _MARK.finditer(text, line.start("marks"), line.end("marks"))]
        while levels and levels[-1][0] >= len(line["indent"]):
            levels.pop()
        levels += [(at - line.start(), at) for at in (*marks, line.end())]
        if column is None and len(levels) > _MANY:
            break
    return [at for found, at in levels if column is None or found < column]
