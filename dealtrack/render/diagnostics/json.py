"""Diagnostics as dealtrack's own JSON, for scripts: all that is known of each, as data and not as words."""

from typing import Any

from msgspec.structs import asdict

from dealtrack.diagnostics import path_text
from dealtrack.files.places import Pinned, PinnedDiagnostic
from dealtrack.render.diagnostics.registry import Run, Style, reports
from dealtrack.render.diagnostics.wording import counted_by_rule
from dealtrack.render.jsonable import pretty


@reports("json")
def json(run: Run, style: Style) -> str:
    """``{"version": 1, "summary": {...}, "diagnostics": [...]}``; lines and columns count from 1, in code points.

    With a baseline, the summary has ``known``: how much it holds back. With ``statistics``, there is also
    ``"statistics": [{"count", "code", "name", "severity"}]``, the most frequent first. Where a file has more than is
    shown of one, ``"omitted": [{"file", "count", "kinds"}]`` counts the others; the summary counts all.
    """
    summary = {key: count for key, count in asdict(run.summary).items() if count is not None}
    tree: dict[str, Any] = {"version": 1, "summary": summary}
    if style.statistics:
        tree["statistics"] = [asdict(each) for each in counted_by_rule(run.found)]
    tree["diagnostics"] = [_diagnostic(each) for each in run.shown]
    if run.omitted:
        tree["omitted"] = [{"file": each.file, "count": each.count, "kinds": each.kinds} for each in run.omitted]
    return pretty(tree)


def _diagnostic(found: PinnedDiagnostic) -> dict[str, Any]:
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
