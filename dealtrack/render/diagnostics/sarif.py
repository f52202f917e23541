"""Diagnostics as SARIF 2.1.0, the format of code scanning.

Specified by OASIS, https://docs.oasis-open.org/sarif/sarif/v2.1.0/; what GitHub takes of it is told at
https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support.
"""

from typing import Any
from urllib.parse import quote

from dealtrack import __version__
from dealtrack.diagnostics import path_text
from dealtrack.files.places import Pinned, PinnedDiagnostic
from dealtrack.render.diagnostics.registry import Run, Style, reports
from dealtrack.render.diagnostics.sarif_rules import described
from dealtrack.render.diagnostics.wording import help_line, more
from dealtrack.render.harmless import one_line
from dealtrack.render.jsonable import pretty
from dealtrack.rules import RULES

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
# Not GitHub's primaryLocationLineHash: its upload action makes that one, and complains of any other value.
_FINGERPRINT = "dealtrack/v1"


@reports("sarif")
def sarif(run: Run, style: Style) -> str:
    """One run, with every rule that dealtrack has; paths from the root of the repository, whose place is left open."""
    rules = [rule for _, rule in sorted(RULES.items())]
    indices = {rule.code: index for index, rule in enumerate(rules)}
    driver = {"name": "dealtrack", "version": __version__, "rules": [described(rule) for rule in rules]}
    tree = {
        "tool": {"driver": driver},
        "invocations": [_invocation(run)],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the repository."}}},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "results": [_result(*each, indices) for each in run.with_fingerprints],
    }
    return pretty({"version": "2.1.0", "$schema": SCHEMA, "runs": [tree]})


def _invocation(run: Run) -> dict[str, Any]:
    """That the run went well, and of which files not all results are given (3.20.21)."""
    told = [
        {
            "level": "note",
            "message": {"text": _message(f"{run.prefix}{each.file}: {more(each)}")},
            "locations": [{"physicalLocation": _artifact(f"{run.prefix}{each.file}")}],
        }
        for each in run.omitted
    ]
    return {"executionSuccessful": True, **({"toolExecutionNotifications": told} if told else {})}


def _artifact(file: str) -> dict[str, Any]:
    return {"artifactLocation": {"uri": quote(file, errors="replace"), "uriBaseId": _ROOT}}


def _result(found: PinnedDiagnostic, fingerprint: str, indices: dict[str, int]) -> dict[str, Any]:
    diagnostic = found.diagnostic
    tree: dict[str, Any] = {"ruleId": diagnostic.code}
    if diagnostic.code in indices:
        tree["ruleIndex"] = indices[diagnostic.code]
    tree |= {
        "level": diagnostic.severity.value,  # SARIF's words are ours
        "message": {"text": _message(one_line(diagnostic.message) + help_line(found))},
        "locations": [_location(found.at)],
        "partialFingerprints": {_FINGERPRINT: fingerprint},
    }
    if found.related:
        tree["relatedLocations"] = [
            {"id": number, **_location(other)} for number, other in enumerate(found.related, start=1)
        ]
    return tree


def _location(at: Pinned) -> dict[str, Any]:
    tree: dict[str, Any] = {
        "physicalLocation": {
            **_artifact(at.place.file),
            "region": _region(at),
        }
    }
    if at.place.path:
        tree["logicalLocations"] = [{"fullyQualifiedName": one_line(path_text(at.place.path))}]
    if at.message:
        tree["message"] = {"text": _message(one_line(at.message))}
    return tree


def _region(at: Pinned) -> dict[str, int]:
    """Lines and columns from 1, the last column not included; for a whole file its first line, which GitHub wants."""
    location = at.location
    if at.place.as_whole:
        return {"startLine": 1}
    return {
        "startLine": location.line, "startColumn": location.column,
        "endLine": location.end_line, "endColumn": location.end_column,
    }  # fmt: skip


def _message(text: str) -> str:
    """*text* as a plain text message (3.11.3), in which no data is a placeholder (3.11.5) or a link (3.11.6)."""
    return text.replace("{", "{{").replace("}", "}}").replace("](", "] (")
