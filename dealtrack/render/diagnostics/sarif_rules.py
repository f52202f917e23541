"""Rules as SARIF describes them: reporting descriptors (3.49), made of the rules' own documentation."""

import re
from typing import Any

from dealtrack.rules.registry import Rule

_PART = re.compile(r"^(What it checks|Why it matters|Bad|Good|How to mend it):", re.MULTILINE)


def described(rule: Rule) -> dict[str, Any]:
    """A rule's ``reportingDescriptor``; its examples are code in the help's Markdown."""
    documentation = rule.documentation
    parts = _parts(documentation)
    checks = f"Checks {_paragraph(parts['What it checks'])}"
    matters = _paragraph(parts["Why it matters"])
    return {
        "id": rule.code,
        "name": rule.names[0],
        "shortDescription": {"text": checks},
        "fullDescription": {"text": f"{checks} {matters[:1].upper()}{matters[1:]}"},
        "help": {"text": documentation, "markdown": _PART.sub(r"**\1:**", documentation)},
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {"names": list(rule.names), "tags": [_subject(rule)]},
    }


def _parts(documentation: str) -> dict[str, str]:
    """What stands under each heading."""
    pieces = _PART.split(documentation)
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


def _paragraph(text: str) -> str:
    return " ".join(text.split())


def _subject(rule: Rule) -> str:
    """What the rule is about: rules are grouped into modules by that."""
    return str(rule.check.__module__).rpartition(".")[2].replace("_", "-")
