"""Into block lists and mappings: lines of their own, between those of the neighbours."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import structs

from dealtrack.diagnostics import Span
from dealtrack.files.extents import with_comments_below
from dealtrack.files.inserting.brackets import end_of_line
from dealtrack.files.inserting.new import New
from dealtrack.files.yaml_text import Layout, entry_lines, item_lines

_BLANK_LINES = re.compile(r"[^\r\n]*(?:\r?\n[ \t]*)*\r?\n")


def lines_of(new: New, layout: Layout) -> list[str]:
    """The lines of what is new, in its layout."""
    if new.key is None:
        return item_lines(new.value, layout)
    lines = entry_lines(new.key, new.value, layout.indent, layout)
    for key, value in new.more.items():
        lines += [*[""] * layout.gap, *entry_lines(key, value, layout.indent, layout)]
    return lines


def beside(text: str, spans: Sequence[Span], at: int, lines: Sequence[str], layout: Layout) -> Iterator[str]:
    """*lines* between the siblings at *spans*, as number *at*: right below the one, or else right above the other."""
    if at:
        yield _below(text, spans[at - 1].end, lines, layout)
    if at < len(spans):
        yield _above(text, spans[at].start, lines, layout)
    elif blank := _BLANK_LINES.match(text, spans[-1].end):  # all of them may belong to the text above
        yield _above(text, blank.end(), lines, structs.replace(layout, gap=0))


def _below(text: str, end: int, lines: Sequence[str], layout: Layout) -> str:
    """*lines* below the line in which *end* stands, whose end of line becomes theirs."""
    line_end = end_of_line(text, end)
    new = "".join(f"{layout.newline}{line}" for line in [*[""] * layout.gap, *lines])
    return f"{text[:line_end]}{new}{text[line_end:]}"


def _above(text: str, start: int, lines: Sequence[str], layout: Layout) -> str:
    new = "".join(f"{line}{layout.newline}" for line in [*lines, *[""] * layout.gap])
    return f"{text[:start]}{new}{text[start:]}"


def at_the_end(text: str, lines: Sequence[str], layout: Layout) -> str:
    """*lines* behind all that there is."""
    ended = "" if not text or text.endswith("\n") else layout.newline
    return text + ended + "".join(f"{line}{layout.newline}" for line in [*[""] * layout.gap, *lines])


def lines_under(text: str, key: int, nothing: tuple[int, int], new: New, layout: Layout) -> Iterator[str]:
    """Below the line of the *key*, and the comments below it that are indented further."""
    column = key - text.rfind("\n", 0, key) - 1
    lines = lines_below_key(new, column, layout)
    start, end = nothing
    bare = f"{text[:start]}{text[end:]}"
    if end > start and text[start - 1] in " \t" and not text[end : end_of_line(text, end)].strip():
        bare, start = f"{text[: start - 1]}{text[end:]}", start - 1
    below = with_comments_below(bare, start, column, None)
    yield _below(bare, len(bare[:below].rstrip("\r\n")), lines, structs.replace(layout, gap=0))


def lines_below_key(new: New, column: int, layout: Layout) -> list[str]:
    """The lines of what is new, as the first below a key in *column*. Only hyphens may stand no further in."""
    further = layout.indent if new.key is None else max(layout.indent, new.layout.indent)
    return lines_of(new, structs.replace(layout, indent=column + further))


def gap_of_sections(text: str, spans: Sequence[Span]) -> int:
    """Whether a blank line stands before a section: not where there are sections, and none has one."""
    has_sections = any("\n" in text[span.start : span.end] for span in spans[1:])
    between = [text[one.end : other.start] for one, other in pairwise(spans)]
    return 0 if has_sections and not any(gap.count("\n") > 1 for gap in between) else 1
