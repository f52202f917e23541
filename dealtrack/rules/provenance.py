"""DT108, DT306 and DT701: who says so, since when, and where that can be read."""

import re
from collections.abc import Iterator

from dealtrack.diagnostics import Place, Severity, nearest
from dealtrack.files.listing import SOURCES
from dealtrack.model import Source, facts_of
from dealtrack.rules.mentions import records_left_out
from dealtrack.rules.registry import Finding, Subject, Whole, rule_of_book, rule_of_facts
from dealtrack.rules.wording import shown
from dealtrack.values.dates import PartialDate
from dealtrack.values.web import ADDRESS

_URL = re.compile(ADDRESS)


@rule_of_book("DT108", "bad-url", Severity.WARNING)
def bad_url(whole: Whole) -> Iterator[Finding]:
    """What it checks: that a source's `url` is one that a browser can follow: http or https, a host, no blanks.

    Why it matters: the link is how a reviewer gets from a figure to the words that it was taken from.

    Bad:

        name: CloudWalk Technology
        events:
          - {date: 2020, what: moved, sources: [a-blog]}
        sources:
          a-blog: {publisher: A Blog, published: 2020-05-13, url: a-blog.example/2020}

    Good:

        name: CloudWalk Technology
        events:
          - {date: 2020, what: moved, sources: [a-blog]}
        sources:
          a-blog: {publisher: A Blog, published: 2020-05-13, url: 'https://a-blog.example/2020'}

    How to mend it: copy the whole address from the browser's address bar.
    """
    for key, source in whole.on_disk.book.sources.items():
        if source.url is not None and not _URL.fullmatch(source.url):
            yield _no_url(Place(SOURCES, (key, "url")), source.url)
    for subject in whole.subjects():
        for key, source in subject.company.sources.items():
            if source.url is not None and not _URL.fullmatch(source.url):
                yield _no_url(subject.place("sources", key, "url"), source.url)


def _no_url(place: Place, url: str) -> Finding:
    hint = "copy it anew, without blanks" if "://" in url else "start it with https:// or http://"
    return Finding(place, f"{shown(url)} is no address of a page", hint)


@rule_of_book("DT306", "source-in-future", Severity.WARNING)
def source_in_future(whole: Whole) -> Iterator[Finding]:
    """What it checks: that no source was published after today (`--today` sets the day). Of a partial or approximate
    date, the whole of it has to be still to come.

    Why it matters: a fact is known from the day on which its first source was published. With a day to come it is not
    known yet: `--known-by` leaves it out, and what the source converted is held to the latest rate, not to its day's.

    Bad:

        name: CloudWalk Technology
        events:
          - {date: 2020, what: moved, sources: [b]}
        sources:
          b: {publisher: A Paper, published: 2200-05-14}

    Good:

        name: CloudWalk Technology
        events:
          - {date: 2020, what: moved, sources: [b]}
        sources:
          b: {publisher: A Paper, published: 2020-05-14}

    How to mend it: take the day from the document itself; what is yet to be published is no source.
    """
    for key, source in whole.on_disk.book.sources.items():
        yield from _to_come(whole, Place(SOURCES, (key, "published")), source)
    for subject in whole.subjects():
        for key, source in subject.company.sources.items():
            yield from _to_come(whole, subject.place("sources", key, "published"), source)


def _to_come(whole: Whole, place: Place, source: Source) -> Iterator[Finding]:
    today = PartialDate.of(whole.today)
    if today.surely_before(source.published):
        message = f"published {source.published}, and today is {today}"
        yield Finding(place, message, "correct the day; what is yet to be published is no source")


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
        if fact.sources:
            continue
        if not (subject.was_dropped(*path, "sources") or subject.was_misspelt(*path, "sources")):
            yield _uncited(subject.place(*path, "sources", at_key=True))
    for path, record in records_left_out(subject):
        if not record.get("sources") and not any(nearest(key, ["sources"]) for key in record if key != "sources"):
            yield _uncited(Place(subject.file, (*path, "sources"), at_key=True))


def _uncited(place: Place) -> Finding:
    return Finding(place, "this names no source", "add sources: [id]")
