"""DT2xx: names and references: what a file is called, what its ids mean."""

from collections.abc import Iterator

from dealtrack.diagnostics import Fault, Related, nearest
from dealtrack.files.book import SOURCES
from dealtrack.model import Sourced, facts_of
from dealtrack.rules.registry import Finding, Subject, rule_of_facts, rule_of_reading
from dealtrack.rules.wording import shortened


@rule_of_facts("DT201", "unknown-source")
def unknown_source(subject: Subject) -> Iterator[Finding]:
    """What it checks: that every source that a fact names is in the file's own `sources`, or in `seeds/sources.yaml`.

    Why it matters: a source that cannot be found is no source, and its day of publication decides what was known when.

    Bad:

        name: CloudWalk Technology
        events:
          - {date: 2020, what: moved, sources: [a-blog]}

    Good:

        name: CloudWalk Technology
        events:
          - {date: 2020, what: moved, sources: [a-blog]}
        sources:
          a-blog: {publisher: A Blog, published: 2020-05-13}

    How to mend it: mend the id, or add the source with its publisher and its day.
    """
    shared_dropped = subject.on_disk.dropped.get(SOURCES, frozenset())
    if () in shared_dropped:
        return  # nobody knows what the shared sources are
    known = {*subject.on_disk.book.sources, *subject.company.sources}
    for path, source_id in _citations(subject):
        is_broken = (source_id,) in shared_dropped or subject.was_dropped("sources", source_id)
        if source_id not in known and not is_broken:
            near = nearest(source_id, known)
            hint = f"did you mean {near}?" if near else "add it to seeds/sources.yaml or to this file's sources"
            yield Finding(subject.place(*path), f"there is no source {shortened(source_id)}", hint)


def _citations(subject: Subject) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every id of a source in the file, with its path."""
    for path, fact in facts_of(subject.company):
        for index, source_id in enumerate(fact.sources):
            yield (*path, "sources", index), source_id
    for number, deal in enumerate(subject.company.deals):
        inner: tuple[tuple[str, tuple[Sourced, ...]], ...] = (("claims", deal.claims), ("status", deal.steps))
        for key, facts in inner:
            for position, part in enumerate(facts):
                for index, source_id in enumerate(part.sources):
                    yield ("deals", number, key, position, "sources", index), source_id


@rule_of_facts("DT203", "duplicate-id")
def duplicate_id(subject: Subject) -> Iterator[Finding]:
    """What it checks: that no two deals of a file have the same id.

    Why it matters: an id is how a change of a deal is followed through the history; two of one name cannot be.

    Bad:

        name: CloudWalk Technology
        deals:
          - {id: 2017-11, date: 2017-11, status: completed, round: b, sources: [a]}
          - {id: 2017-11, date: 2017-11, status: completed, kind: support, sources: [a]}

    Good:

        name: CloudWalk Technology
        deals:
          - {id: 2017-11-b, date: 2017-11, status: completed, round: b, sources: [a]}
          - {id: 2017-11-support, date: 2017-11, status: completed, kind: support, sources: [a]}

    How to mend it: give the newer deal an id of its own; an id is never used again, not even after a deal is deleted.
    """
    first: dict[str, int] = {}
    for index, deal in enumerate(subject.company.deals):
        if deal.id in first:
            related = (Related(subject.place("deals", first[deal.id], "id"), "the first is here"),)
            yield Finding(
                subject.place("deals", index, "id"), f"two deals have the id {deal.id}", "rename one", related
            )
        first.setdefault(deal.id, index)


@rule_of_reading("DT204", "slug-mismatch")
def slug_mismatch(fault: Fault) -> Finding:
    """What it checks: that a company's file is named in lower case with hyphens, and ends in `.yaml`.

    Why it matters: the name is the company's id, typed on command lines and cited in other files; `CloudWalk.yml` and
    `cloudwalk.yaml` would be two companies on one machine and one on the next.

    Bad: `deals/Cloud_Walk.yml`

    Good: `deals/cloud-walk.yaml`

    How to mend it: `git mv` it to the name in the help line.
    """
    return Finding(fault.place, f"{fault.text} is not lower-case-with-hyphens.yaml", fault.hint)
