"""Diagnostics as a Code Quality report of GitLab: a subset of Code Climate's format.

Specified at https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format.
"""

from hashlib import sha256

from dealtrack.diagnostics import Severity
from dealtrack.files.places import PinnedDiagnostic
from dealtrack.render.diagnostics.registry import Omitted, Run, Style, reports
from dealtrack.render.diagnostics.wording import more
from dealtrack.render.harmless import one_line
from dealtrack.render.jsonable import pretty

# GitLab's critical and blocker stay unused: nothing in a file of facts brings a service down.
_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


@reports("gitlab")
def gitlab(run: Run, style: Style) -> str:
    """A list of issues; paths from the root of the repository, as GitLab wants them."""
    issues = [_issue(*each) for each in run.with_fingerprints]
    return pretty([*issues, *(_omitted(run, each) for each in run.omitted)])


def _issue(found: PinnedDiagnostic, fingerprint: str) -> dict[str, object]:
    diagnostic, location = found.diagnostic, found.at.location
    hint = f" ({one_line(diagnostic.hint)})" if diagnostic.hint else ""
    return {
        "description": f"{diagnostic.name}: {one_line(diagnostic.message)}{hint}",
        "check_name": diagnostic.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[diagnostic.severity],
        "location": {
            "path": one_line(found.at.place.file),
            "lines": {"begin": location.line, "end": location.end_line},
        },
    }


def _omitted(run: Run, omitted: Omitted) -> dict[str, object]:
    """An issue of the file that counts those that are not listed; as grave as the gravest of them."""
    path = f"{run.prefix}{omitted.file}"
    return {
        "description": more(omitted),
        "check_name": "omitted",
        "fingerprint": sha256(f"omitted\0{path}".encode("utf-8", "surrogatepass")).hexdigest()[:32],
        "severity": _SEVERITIES[omitted.severity],
        "location": {"path": one_line(path), "lines": {"begin": 1, "end": 1}},
    }
