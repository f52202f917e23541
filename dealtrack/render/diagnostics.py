"""Diagnostics for people and for machines: one function a format, all in one registry."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from dealtrack.diagnostics import Severity, path_text
from dealtrack.files.places import Pinned, PinnedDiagnostic
from dealtrack.render.harmless import one_line
from dealtrack.render.jsonable import pretty
from dealtrack.render.registry import Page

_WIDEST_EXCERPT = 160
_ANSI = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.NOTE: "1;36"}


class Summary(msgspec.Struct, frozen=True):
    """What was checked, and how much of each severity was found."""

    files: int
    companies: int
    deals: int
    errors: int = 0
    warnings: int = 0
    notes: int = 0


Reporter = Callable[[Sequence[PinnedDiagnostic], Summary, Page], str]
REPORTERS: dict[str, Reporter] = {}


def _reports(name: str) -> Callable[[Reporter], Reporter]:
    def register(report: Reporter) -> Reporter:
        REPORTERS[name] = report
        return report

    return register


@_reports("text")
def text(found: Sequence[PinnedDiagnostic], summary: Summary, page: Page) -> str:
    """Each diagnostic with its source line, and a last line of counts."""
    blocks = [_block(each, page.color) for each in found]
    return "\n".join([*blocks, _closing(summary)]) + "\n"


def _block(found: PinnedDiagnostic, color: bool) -> str:
    diagnostic, location = found.diagnostic, found.at.location
    where = f"{one_line(found.at.place.file)}:{location.line}:{location.column}"
    head = _styled(f"{diagnostic.severity.value} {diagnostic.code}", _ANSI[diagnostic.severity], color)
    gutter = max(len(str(pinned.location.line)) for pinned in (found.at, *found.related))
    lines = [f"{_styled(where, '1', color)}: {head} {diagnostic.name}: {one_line(diagnostic.message)}"]
    lines += _excerpt(found.at, gutter, "^", _ANSI[diagnostic.severity], color)
    for other in found.related:
        same_file = other.place.file == found.at.place.file
        if not same_file:
            lines.append(f"{' ' * gutter} ::: {one_line(other.place.file)}:{other.location.line}")
        lines += _excerpt(other, gutter, "-", "1;34", color, separate=same_file)
    if diagnostic.hint:
        lines.append(f"{' ' * gutter} = {_styled('help', '1', color)}: {one_line(diagnostic.hint)}")
    return "\n".join(lines) + "\n"


def _excerpt(at: Pinned, gutter: int, caret: str, style: str, color: bool, *, separate: bool = False) -> list[str]:
    """The line as it stands in the file, and carets below the characters that are meant."""
    if at.place.as_whole:
        return []
    start = at.location.column - 1
    end = at.location.end_column - 1 if at.location.end_line == at.location.line else len(at.line)
    line, start, end = _window(at.line, start, max(end, start + 1))
    before, meant = one_line(line[:start]), one_line(line[start:end])
    carets = " " * _cells(before) + _styled(caret * max(1, _cells(meant)), style, color)
    bar = _styled("|", "1;34", color)
    number = _styled(str(at.location.line).rjust(gutter), "1;34", color)
    first = f"{' ' * gutter} {_styled('...', '1;34', color) if separate else bar}"
    told = f" {at.message}" if at.message else ""
    return [first, f"{number} {bar} {one_line(line).rstrip()}", f"{' ' * gutter} {bar} {carets}{told}"]


def _window(line: str, start: int, end: int) -> tuple[str, int, int]:
    """As much of a long line as is worth showing, around the characters from *start* to *end*."""
    if len(line) <= _WIDEST_EXCERPT:
        return line, start, end
    left = max(0, start - _WIDEST_EXCERPT // 4)
    cut = line[left : left + _WIDEST_EXCERPT]
    head = "…" if left else ""
    tail = "…" if left + _WIDEST_EXCERPT < len(line) else ""
    shift = len(head) - left
    return f"{head}{cut}{tail}", start + shift, min(end + shift, len(head) + len(cut))


def _cells(text: str) -> int:
    """How many cells of a terminal *text* takes. What is needed for Chinese is loaded only for it."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def _styled(words: str, style: str, color: bool) -> str:
    return f"\x1b[{style}m{words}\x1b[0m" if color else words


def _closing(summary: Summary) -> str:
    counts = (("error", summary.errors), ("warning", summary.warnings), ("note", summary.notes))
    found = ", ".join(_counted(count, word) for word, count in counts if count) or "nothing to report"
    companies = _counted(summary.companies, "company").replace("companys", "companies")
    return f"checked {_counted(summary.files, 'file')}, {companies}, {_counted(summary.deals, 'deal')}: {found}"


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"


@_reports("json")
def json(found: Sequence[PinnedDiagnostic], summary: Summary, page: Page) -> str:
    """``{"version": 1, "summary": {...}, "diagnostics": [...]}``; lines and columns count from 1, in code points."""
    tree = {"version": 1, "summary": msgspec.structs.asdict(summary), "diagnostics": [_as_json(each) for each in found]}
    return pretty(tree)


def _as_json(found: PinnedDiagnostic) -> dict[str, Any]:
    diagnostic = found.diagnostic
    return {
        "code": diagnostic.code,
        "name": diagnostic.name,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        **_where(found.at),
        "path": path_text(found.at.place.path),
        "related": [{**_where(other), "message": other.message} for other in found.related],
    }


def _where(at: Pinned) -> dict[str, Any]:
    location = at.location
    return {
        "file": at.place.file, "line": location.line, "column": location.column, "end_line": location.end_line,
        "end_column": location.end_column,
    }  # fmt: skip
