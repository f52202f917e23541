"""The words that several formats share: a diagnostic on one line, the counts of a run, its statistics by rule."""

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from dealtrack.diagnostics import Severity
from dealtrack.files.places import PinnedDiagnostic
from dealtrack.render.diagnostics.registry import Omitted, Summary
from dealtrack.render.harmless import one_line

_SHORT = 60  # characters of help that still fit behind a message


class Count(Struct, frozen=True):
    """How often a rule was broken."""

    count: int
    code: str
    name: str
    severity: Severity


def counted_by_rule(found: Sequence[PinnedDiagnostic]) -> list[Count]:
    """Each rule that was broken, the most frequent first, then by code."""
    counts = Counter((each.diagnostic.code, each.diagnostic.name, each.diagnostic.severity) for each in found)
    return [Count(count, *rule) for rule, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]


def where(found: PinnedDiagnostic) -> str:
    """``deals/x.yaml:6:11``."""
    location = found.at.location
    return f"{one_line(found.at.place.file)}:{location.line}:{location.column}"


def head(found: PinnedDiagnostic) -> str:
    """``deals/x.yaml:6:11: error DT106 bad-date: "2020-02-30" is not a date``."""
    diagnostic = found.diagnostic
    rule = f"{diagnostic.severity.value} {diagnostic.code} {diagnostic.name}"
    return f"{where(found)}: {rule}: {one_line(diagnostic.message)}"


def short_help(found: PinnedDiagnostic) -> str:
    """The help of a diagnostic as it stands behind a message, such as `` (did you mean status?)``; empty if long."""
    hint = one_line(found.diagnostic.hint)
    return f" ({hint})" if hint and len(hint) <= _SHORT else ""


def help_line(found: PinnedDiagnostic) -> str:
    """The help of a diagnostic as a line below its message, with the newline before it; empty without help."""
    return f"\nhelp: {one_line(found.diagnostic.hint)}" if found.diagnostic.hint else ""


def more(omitted: Omitted) -> str:
    """``and 7,912 more of 3 kinds: --max all shows them``, of one file."""
    kinds = f"{omitted.kinds} kinds" if omitted.kinds > 1 else "one kind"
    return f"and {omitted.count:,} more of {kinds}: --max all shows them"


def closing(summary: Summary) -> str:
    """``checked 4 files, 4 companies, 9 deals: 3 notes (the baseline holds back 2 diagnostics)``."""
    counts = (("error", summary.errors), ("warning", summary.warnings), ("note", summary.notes))
    found = ", ".join(counted(count, word) for word, count in counts if count) or "nothing to report"
    companies = f"{summary.companies} compan{'y' if summary.companies == 1 else 'ies'}"
    held = f" (the baseline holds back {counted(summary.known, 'diagnostic')})" if summary.known else ""
    return f"checked {counted(summary.files, 'file')}, {companies}, {counted(summary.deals, 'deal')}: {found}{held}"


def counted(count: int, word: str) -> str:
    """``1 file``, ``2 files``."""
    return f"{count} {word}{'' if count == 1 else 's'}"
