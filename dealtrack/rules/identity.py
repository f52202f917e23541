"""DT203 to DT205: what companies, deals and investors are called."""

from collections.abc import Iterator, Mapping

from dealtrack.diagnostics import Fault, Path, Place, Related, Severity
from dealtrack.files.listing import INVESTORS, is_slug
from dealtrack.files.salvage import NOTHING, restored
from dealtrack.rules.mentions import records_left_out
from dealtrack.rules.registry import Finding, Subject, Whole, rule_of_book, rule_of_facts, rule_of_reading
from dealtrack.rules.wording import shortened
from dealtrack.values.names import code_points_apart, normal


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
    first: dict[str, Place] = {}
    for deal_id, place in sorted(_ids(subject), key=lambda found: found[1].path[1]):
        if deal_id in first:
            related = (Related(first[deal_id], "the first is here"),)
            yield Finding(place, f"two deals have the id {shortened(deal_id)}", "rename one", related)
        first.setdefault(deal_id, place)


def _ids(subject: Subject) -> Iterator[tuple[str, Place]]:
    for index, deal in enumerate(subject.company.deals):
        yield deal.id, subject.place("deals", index, "id")
    for path, record in records_left_out(subject):
        if path[0] == "deals" and isinstance(record.get("id"), str) and (*path, "id") not in subject.dropped:
            yield record["id"], Place(subject.file, (*path, "id"))


@rule_of_reading("DT204", "slug-mismatch")
def slug_mismatch(fault: Fault) -> Finding:
    """What it checks: that a company's file is named in lower case with hyphens, and ends in `.yaml`; that no file has
    a name that Windows keeps for itself (`aux`, `con`, `nul`, `prn`, `com1` to `com9`, `lpt1` to `lpt9`), nor one that
    differs from another's only in capitals or in how its accents are composed; and that no file is passed over because
    of its name or its place: YAML below `deals/`, `seeds/sources.yml`, rates that do not end in `.csv`. What is hidden,
    a backup, or of another kind may lie anywhere.

    Why it matters: the name is the company's id, typed on command lines and cited in other files; `CloudWalk.yml` and
    `cloudwalk.yaml` would be two companies on one machine and one on the next. A file that is not read is missing from
    every total.

    Bad:

        # deals/Cloud_Walk.yml
        name: CloudWalk Technology

    Good:

        # deals/cloud-walk.yaml
        name: CloudWalk Technology

    How to mend it: `git mv` it to the name in the help line.
    """
    return Finding(fault.place, f"{fault.text} {fault.why or 'is not lower-case-with-hyphens.yaml'}", fault.hint)


@rule_of_book("DT205", "name-collision", Severity.WARNING)
def name_collision(whole: Whole) -> Iterator[Finding]:
    """What it checks: that no two companies answer to one name, be it the file's, the chief name, one in another script
    or an alias, in whatever spelling (capitals, blanks, composed or decomposed accents, full-width letters); nor two
    investors.

    Why it matters: `dealtrack show 商汤` could mean either, and is refused; an investor's deals are counted for the
    first of the two.

    Bad:

        # deals/sensetime.yaml
        name: SenseTime
        names: {zh: 商汤科技}
        # deals/sensetime-hk.yaml
        name: 商汤科技

    Good:

        # deals/sensetime.yaml
        name: SenseTime
        names: {zh: 商汤科技}
        # deals/sensetime-hk.yaml
        name: SenseTime Hong Kong

    How to mend it: take the name from the one that it does not belong to; where both bear it, write each in full. Two
    companies that truly have one name stay on record as they are, with a comment where the second has it:
    `# dealtrack: ignore[DT205] another company, in Suzhou`. Commands then want the slug.
    """
    yield from _collisions(_companies_names(whole), "companies", f"{_ITS_OWN}; {_BOTH}")
    yield from _collisions(_investors_names(whole), "investors", f"{_ITS_OWN}, or tell the two apart")


_ITS_OWN = "leave it to the one that it belongs to"
_BOTH = "where both truly bear it, add here: # dealtrack: ignore[DT205] another company"
_Named = tuple[str, str, Place]  # who is called so, the name, where that stands


def _collisions(names: Iterator[_Named], kind: str, hint: str) -> Iterator[Finding]:
    """A finding for the first name that two share, whichever of its spellings."""
    first: dict[str, _Named] = {}
    told: set[tuple[str, str]] = set()
    for owner, name, place in names:
        other, other_name, other_place = first.setdefault(normal(name), (owner, name, place))
        if other == owner or (other, owner) in told:
            continue
        told.add((other, owner))
        apart = code_points_apart(name, other_name)
        other_spelling = shortened(other_name) + (f", {apart}" if apart else "")
        spelt = shortened(name) if name == other_name else f"{shortened(name)} ({other_spelling})"
        related = (Related(other_place, "the other is here"),)
        yield Finding(place, f"two {kind} answer to {spelt}: {shortened(other)} and {shortened(owner)}", hint, related)


def _companies_names(whole: Whole) -> Iterator[_Named]:
    for subject in whole.subjects():
        slug = subject.file.removeprefix("deals/").removesuffix(".yaml")
        company = subject.company
        if is_slug(slug):  # else that is told of
            yield slug, slug, Place(subject.file, as_whole=True)
        if not subject.was_dropped("name"):
            yield slug, company.name, subject.place("name")
        for path, name in _other_names(company.names, company.aliases):
            yield slug, name, subject.place(*path)


def _investors_names(whole: Whole) -> Iterator[_Named]:
    dropped = whole.on_disk.dropped.get(INVESTORS, NOTHING)
    for canonical in whole.on_disk.book.investors:
        yield canonical, canonical, Place(INVESTORS, (canonical,), at_key=True)
    for canonical, investor in whole.on_disk.book.investors.items():
        for path, name in _other_names(investor.names, investor.aliases):
            yield canonical, name, Place(INVESTORS, restored((canonical, *path), dropped))


def _other_names(names: Mapping[str, str], aliases: tuple[str, ...]) -> Iterator[tuple[Path, str]]:
    for script, name in names.items():
        yield ("names", script), name
    for index, alias in enumerate(aliases):
        yield ("aliases", index), alias
