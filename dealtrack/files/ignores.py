"""Comments that silence a rule where they stand: ``# dealtrack: ignore[DT403] the source has it so``."""

import re
from bisect import bisect_right
from collections.abc import Iterator

import msgspec

from dealtrack.diagnostics import Span
from dealtrack.files.places import Located

# With the full-width colon it is a slip, and told as one that silences nothing.
MARKER = re.compile(r"#[ \t]*dealtrack[:：]")
# It ends before the next: the first may stand in quotes.
_COMMENT = re.compile(rf"(?:^|(?<=[ \t\n\r])){MARKER.pattern}(?:(?!{MARKER.pattern})[^\n\r])*")
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
    written = _texts(located)
    starts = [span.start for span in written]
    for match in _COMMENT.finditer(text):
        before = bisect_right(starts, match.start()) - 1
        if before < 0 or match.start() >= written[before].end:
            yield _read(match, located.lines.position(match.start())[0])


def _read(match: re.Match[str], line: int) -> Ignore:
    span = Span(match.start(), match.start() + len(match[0].rstrip()))
    written = _IGNORE.fullmatch(match[0])
    if not written:
        return Ignore(line, span)
    start = match.start() + written.start("rules")
    named = re.finditer(r"[^\s,]+", written["rules"])
    rules = tuple((each[0], Span(start + each.start(), start + each.end())) for each in named)
    return Ignore(line, span, rules, written["reason"].strip())


def _texts(located: Located) -> list[Span]:
    """Where keys and values stand that are quoted, or go over lines behind ``|`` or ``>``, in their order."""
    text, marks = located.lines.text, located.marks
    holders = {path[:-1] for path in marks if path}
    scalars = [found.value for path, found in marks.items() if path not in holders]
    scalars += [found.key for found in marks.values() if found.key]
    quoted = [span for span in scalars if text.startswith(("'", '"'), span.start)]
    blocks = [_body(span, located) for span in scalars if text.startswith(("|", ">"), span.start)]
    return sorted(quoted + blocks)


def _body(block: Span, located: Located) -> Span:
    """A long text without the line of its ``|`` or ``>``, at the end of which a comment may stand."""
    line, column = located.lines.position(block.start)
    return Span(block.start - column + 1 + len(located.lines.line(line)), block.end)
