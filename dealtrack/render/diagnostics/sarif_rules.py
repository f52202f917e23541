"""Rules as SARIF describes them: reporting descriptors (3.49), made of the rules' own documentation."""

import re
from typing import Any

from dealtrack.rules.documentation import HEADINGS, parts
from dealtrack.rules.registry import Rule

_HEADING = re.compile(rf"^({'|'.join(HEADINGS)}):", re.MULTILINE)


def described(rule: Rule) -> dict[str, Any]:
    """A rule's ``reportingDescriptor``; its examples are code in the help's Markdown."""
    documentation = rule.documentation
    checks, matters = (part.words for part in parts(rule)[:2])
    checks = f"Checks {checks}"
    return {
        "id": rule.code,
        "name": rule.names[0],
        "shortDescription": {"text": checks},
        "fullDescription": {"text": f"{checks} {matters[:1].upper()}{matters[1:]}"},
        "help": {"text": documentation, "markdown": _HEADING.sub(r"**\1:**", documentation)},
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {"names": list(rule.names), "tags": [_subject(rule)]},
    }


def _subject(rule: Rule) -> str:
    """What the rule is about: rules are grouped into modules by that."""
    return str(rule.check.__module__).rpartition(".")[2].replace("_", "-")
