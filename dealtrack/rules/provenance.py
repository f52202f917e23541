"""DT7xx: who says so."""

from collections.abc import Iterator

from dealtrack.model import facts_of
from dealtrack.rules.registry import Finding, Subject, rule_of_facts


@rule_of_facts("DT701", "uncited")
def uncited(subject: Subject) -> Iterator[Finding]:
    """What it checks: that every deal, valuation, total, metric, event and backing names at least one source.

    Why it matters: a figure that nobody is known to have said cannot be checked, and not be dated.

    Bad:

        name: CloudWalk Technology
        events:
          - {date: 2020, what: moved}

    Good:

        name: CloudWalk Technology
        events:
          - {date: 2020, what: moved, sources: [a]}

    How to mend it: add `sources: [id]`, and the source itself if it is new.
    """
    for path, fact in facts_of(subject.company):
        told = subject.was_dropped(*path, "sources") or subject.was_misspelt(*path, "sources")
        if not fact.sources and not told:
            yield Finding(subject.place(*path, "sources", at_key=True), "this names no source", "add sources: [id]")
