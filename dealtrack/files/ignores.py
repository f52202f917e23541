"""Comments that silence a rule where they stand: ``# dealtrack: ignore[DT403] the source has it so``."""

import re
from collections.abc import Iterator

import msgspec

from dealtrack.diagnostics import Span
from dealtrack.files.places import Located

MARKER = "dealtrack:"
_COMMENT = re.compile(r"(?:^|(?<=[ \t\n\r]))#[ \t]*dealtrack:[^\n\r]*")
_IGNORE = re.compile(r"#[ \t]*dealtrack:[ \t]*ignore[ \t]*\[(?P<rules>[^\]]*)\][ \t:-]*(?P<reason>.*)")


class Ignore(msgspec.Struct, frozen=True):
    """One comment: its line from 1, the rules that it names with where it names them, and the reason that it gives.

    No rules means that it is not written as such a comment must be.
    """

    line: int
    span: Span
    rules: tuple[tuple[str, Span], ...] = ()
    reason: str = ""


def ignores(located: Located) -> Iterator[Ignore]:
    """Every such comment of a YAML text. What stands in quotes, or behind ``|`` or ``>``, is no comment."""
    text = located.lines.text
    quoted = _not_plain(located)
    for match in _COMMENT.finditer(text):
        if any(span.start <= match.start() < span.end for span in quoted):
            continue
        line, _ = located.lines.position(match.start())
        written = _IGNORE.fullmatch(match[0])
        span = Span(match.start(), match.start() + len(match[0].rstrip()))
        if not written:
            yield Ignore(line, span)
            continue
        start = match.start() + written.start("rules")
        named = re.finditer(r"[^\s,]+", written["rules"])
        rules = tuple((each[0], Span(start + each.start(), start + each.end())) for each in named)
        yield Ignore(line, span, rules, written["reason"].strip())


def _not_plain(located: Located) -> list[Span]:
    """Where texts stand that are quoted, or go over lines behind ``|`` or ``>``."""
    text, marks = located.lines.text, located.marks
    holders = {path[:-1] for path in marks if path}
    return [
        mark.value for path, mark in marks.items() if path not in holders and text[mark.value.start :][:1] in "'\"|>"
    ]
