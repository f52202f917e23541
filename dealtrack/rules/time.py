"""DT3xx: what cannot have been when the file says so. Only what is certain of partial dates counts."""

from collections.abc import Iterator
from typing import NamedTuple

from dealtrack.diagnostics import Path, Related, Severity
from dealtrack.model import Deal, DealClaim, Metric, StatedTotal, Valuation, facts_of
from dealtrack.rules.registry import Finding, Subject, rule_of_facts
from dealtrack.values.dates import PartialDate
from dealtrack.values.vocabulary import Standing, Status


@rule_of_facts("DT301", "completed-in-future")
def completed_in_future(subject: Subject) -> Iterator[Finding]:
    """What it checks: that no deal was announced, completed or closed after today (`--today` sets the day).

    Why it matters: a deal that is done counts as raised in every total, from the day on which it is written down.

    Bad:

        name: CloudWalk Technology
        deals:
          - {id: 2202-05, date: 2202-05, status: completed, amount: USD 254m, sources: [a]}

    Good:

        name: CloudWalk Technology
        deals:
          - {id: 2020-05, date: 2020-05, status: completed, amount: USD 254m, sources: [a]}
          - {id: ipo, kind: ipo, date: 2202, status: planned, sources: [a]}

    How to mend it: mend the date; what is still to come is rumored, planned, in-talks or filed.
    """
    today = PartialDate.of(subject.today)
    for index, deal in enumerate(subject.company.deals):
        for path, what, when in _done(deal):
            if today.surely_before(when):
                message = f"{what} {when}, and today is {today}"
                wait = what == "closed" and "leave closed out until the money has arrived"
                hint = wait or "what is still to come is rumored, planned, in-talks or filed"
                yield Finding(subject.place("deals", index, *path), message, f"mend the date; {hint}")
                break


def _done(deal: Deal) -> Iterator[tuple[Path, str, PartialDate]]:
    """The dates by which something of the deal was done, with what it was."""
    for number, step in enumerate(deal.steps):
        if step.is_.is_done:
            yield ("status", number, "on"), step.is_.value, step.on
    if deal.current_status is Status.COMPLETED or (deal.is_done and not deal.steps):
        yield ("date",), deal.current_status.value, deal.date
    if deal.closed:
        yield ("closed",), "closed", deal.closed


@rule_of_facts("DT302", "before-founding", Severity.WARNING)
def before_founding(subject: Subject) -> Iterator[Finding]:
    """What it checks: that no deal, valuation, total, metric, event or backing is dated before the company was founded.

    Why it matters: one of the two dates is wrong, or the fact is another company's. (Where most facts are that early,
    it is the founding that is told of.)

    Bad:

        name: CloudWalk Technology
        founded: 2015
        deals:
          - {id: 2010-11-b, date: 2010-11, status: completed, round: b, sources: [a]}
        events:
          - {date: 2015-04, what: moved to Guangzhou, sources: [a]}

    Good:

        name: CloudWalk Technology
        founded: 2015
        deals:
          - {id: 2017-11-b, date: 2017-11, status: completed, round: b, sources: [a]}
        events:
          - {date: 2015-04, what: moved to Guangzhou, sources: [a]}

    How to mend it: compare both dates with the source; what came before the company can be told in `notes`.
    """
    founded = subject.company.founded
    if founded is None:
        return
    facts = list(facts_of(subject.company))
    early = [(path, fact.date) for path, fact in facts if fact.date.surely_before(founded)]
    if len(early) > 1 and 2 * len(early) > len(facts):
        first = min(early, key=lambda dated: dated[1])
        message = (
            f"founded {founded}, but {len(early)} of {len(facts)} dated facts are earlier, the first of {first[1]}"
        )
        related = (Related(subject.place(*first[0], "date"), "the first is of this date"),)
        yield Finding(subject.place("founded"), message, "mend the founding's date", related)
        return
    related = (Related(subject.place("founded"), "founded here"),)
    hint = "mend the wrong one of the two dates; what came before the company can be told in notes"
    for path, when in early:
        message = f"this {_NOUNS[str(path[0])]} of {when} is older than the company, founded {founded}"
        yield Finding(subject.place(*path, "date"), message, hint, related)


_NOUNS = {
    "deals": "deal", "valuations": "valuation", "totals": "stated total", "metrics": "metric", "events": "event",
    "backers": "backing", "status": "step", "claims": "claim",
}  # fmt: skip


class _Citing(NamedTuple):
    """What cites sources for something that was so at the earliest on the first day of ``when``.

    ``claims`` are those about it, whose sources may have told of it before.
    """

    path: Path
    when: PartialDate
    sources: tuple[str, ...]
    claims: tuple[DealClaim, ...] = ()

    @property
    def noun(self) -> str:
        return _NOUNS[str(self.path[-2])]


class _Early(NamedTuple):
    """A citation of a source that was published too early to tell of it."""

    citing: _Citing
    number: int


@rule_of_facts("DT305", "source-before-event", Severity.WARNING)
def source_before_event(subject: Subject) -> Iterator[Finding]:
    """What it checks: that no source is cited for something that happened after it was published: a deal that is done,
    a step that a deal took, a valuation, a total, a metric, an event, a backing, a claim of a day of its own. Plans,
    targets and estimates may lie ahead of their source, and an early report of a deal may be cited by a claim about it
    (then by the deal, too). A source whose date is approximate or uncertain is not judged.

    Why it matters: `--known-by` takes the day of publication for the day since when a fact was known.

    Bad:

        name: CloudWalk Technology
        events:
          - {date: 2021-01, what: moved, sources: [a]}
        sources:
          a: {publisher: A Paper, published: 2020-05-13}

    Good:

        name: CloudWalk Technology
        events:
          - {date: 2021-01, what: moved, sources: [b]}
        sources:
          b: {publisher: A Paper, published: 2021-01-20}

    How to mend it: cite the source that told of it, or mend one of the two dates. What an early source told of a later
    deal is a step of its own: `status: [{on: 2020-03, is: rumored, sources: [early]}, {on: 2020-05, is: completed,
    sources: [late]}]`.
    """
    early: dict[str, list[_Early]] = {}
    timely: set[str] = set()
    for citing in _citing(subject):
        for number, source_id in enumerate(citing.sources):
            published = _published(subject, source_id)
            if published is None or _is_timely(citing, source_id, published):
                timely.add(source_id)
            else:
                early.setdefault(source_id, []).append(_Early(citing, number))
    for source_id, citations in early.items():
        if source_id in timely:
            yield from (_too_early(subject, source_id, citation) for citation in citations)
        else:  # its own date is wrong, if it is too early wherever it is cited
            yield _too_early(subject, source_id, citations[0], others=len(citations) - 1)


def _is_timely(citing: _Citing, source_id: str, published: PartialDate) -> bool:
    """Whether a source of that day can tell of it: then or later, or before in a claim that it makes in time."""
    days = [citing.when, *(claim.date or published for claim in citing.claims if source_id in claim.sources)]
    return any(published.last >= day.certain[0] for day in days)


def _published(subject: Subject, source_id: str) -> PartialDate | None:
    """When the source was published, where that is certain."""
    source = subject.on_disk.book.source(subject.company, source_id)
    if source is None or source.published.approximate or source.published.uncertain:
        return None
    return source.published


def _too_early(subject: Subject, source_id: str, citation: _Early, others: int = 0) -> Finding:
    (path, when, *_), published = citation.citing, _published(subject, source_id)
    message = f"{source_id} was published {published}, before this {citation.citing.noun} of {when}"
    hint = _way_out(citation.citing.noun)
    if others:
        message += f", and before all else that cites it here ({others} more)"
        hint = "mend the day of publication, or cite the source that told of it"
    related = (Related(subject.source_place(source_id, "published"), f"published {published}"),)
    return Finding(subject.place(*path, "sources", citation.number), message, hint, related)


def _way_out(noun: str) -> str:
    hint = "cite the source that told of it, or mend the wrong one of the two dates"
    if noun == "deal":
        return f"{hint}; what was told before is a step: status: [{{on: …, is: rumored, sources: […]}}, …]"
    if noun == "metric":
        return f"{hint}; a forecast has standing: estimate"
    return f"{hint}; what is aimed at has standing: target" if noun in ("valuation", "stated total", "claim") else hint


def _citing(subject: Subject) -> Iterator[_Citing]:
    """All of the company's facts that had to happen before they could be told of, but for deals of a day to come."""
    today = PartialDate.of(subject.today)
    for path, fact in facts_of(subject.company):
        if isinstance(fact, Deal):
            yield from (each for each in _citing_of_deal(path, fact) if not today.surely_before(each.when))
        elif isinstance(fact, Metric) and fact.standing is Standing.ESTIMATE:
            continue
        elif not isinstance(fact, Valuation | StatedTotal | Metric) or fact.standing is not Standing.TARGET:
            yield _Citing(path, fact.date, fact.sources)


def _citing_of_deal(path: Path, deal: Deal) -> Iterator[_Citing]:
    """A deal by its first turn, each turn by its own day; a deal that is but planned has none."""
    happened = deal.steps[0].on if deal.steps else deal.date if deal.is_done else None
    if happened:
        yield _Citing(path, happened, deal.sources, deal.claims)
    for number, step in enumerate(deal.steps):
        yield _Citing((*path, "status", number), step.on, step.sources)
    for number, claim in enumerate(deal.claims):
        if claim.date and claim.standing is not Standing.TARGET:
            yield _Citing((*path, "claims", number), claim.date, claim.sources)
