"""DT201, DT202, DT206 and DT207: what the names of sources and investors refer to."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from dealtrack.diagnostics import Edit, Place, Related, Severity, nearest
from dealtrack.files.listing import INVESTORS, SOURCES
from dealtrack.model import Source
from dealtrack.rules.mentions import Mention, backers, citations, citations_of_investors, texts_left_out
from dealtrack.rules.naming import is_no_single_name
from dealtrack.rules.registry import Finding, Subject, Whole, rule_of_book
from dealtrack.rules.wording import shortened
from dealtrack.values.names import Names, code_points_apart, normal, points_that_look_alike

# Words that are compared with those on record to find which was meant: pairs in all, and words at least.
_MOST_COMPARED, _FEWEST_SOUGHT = 100_000, 2
_FEW = 4  # unknown investors that are told each for itself, and that are named where there are more


@rule_of_book("DT201", "unknown-source")
def unknown_source(whole: Whole) -> Iterator[Finding]:
    """What it checks: that every source that a fact names is in the file's own `sources`, or in `seeds/sources.yaml`
    (where those of investors must be).

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
    if whole.lost(SOURCES):
        return  # nobody knows what the shared sources are
    shared = {*whole.on_disk.book.sources, *(str(path[0]) for path in whole.on_disk.dropped.get(SOURCES, ()))}
    for subject in whole.subjects():
        own = _own_sources(subject)
        unknown = [each for each in citations(subject) if each.text not in own and each.text not in shared]
        if unknown:
            yield from _unknown(unknown, {*shared, *own}, "add it to seeds/sources.yaml or to this file's sources")
    unknown = [each for each in citations_of_investors(whole) if each.text not in shared]
    yield from _unknown(unknown, shared, "add it to seeds/sources.yaml")


def _own_sources(subject: Subject) -> set[str]:
    """The ids of the file's own sources, with those that are wrong in themselves."""
    lost = (str(path[1]) for path in subject.dropped if len(path) > 1 and path[0] == "sources")
    return {*subject.company.sources, *lost}


def _unknown(unknown: Sequence[Mention], known: set[str], otherwise: str) -> Iterator[Finding]:
    near = _near((mention.text for mention in unknown), known)
    for mention in unknown:
        meant = near.get(mention.text)
        hint = _did_you_mean(mention.text, meant) if meant else otherwise
        yield Finding(mention.place, f"there is no source {shortened(mention.text)}", hint)


def _near(words: Iterable[str], known: Collection[str], compared: int = _MOST_COMPARED) -> dict[str, str | None]:
    """What each of *words* was probably meant to be; of very many, or among very many, only of the first."""
    most = max(_FEWEST_SOUGHT, compared // (1 + len(known)))
    return {word: nearest(word, known) for word in islice(dict.fromkeys(words), most)}


def _did_you_mean(text: str, near: str) -> str:
    """The nearest name; with the code points that tell the two apart, where the eye may not."""
    apart = code_points_apart(text, near) if normal(text) == normal(near) else points_that_look_alike(text, near)
    return f"did you mean {near}?" + (f" It differs in {apart}" if apart else "")


@rule_of_book("DT202", "unknown-investor", Severity.WARNING)
def unknown_investor(whole: Whole) -> Iterator[Finding]:
    """What it checks: that everyone named as an investor is in `seeds/investors.yaml`, by the canonical name, an alias
    or a name in another script, in whatever spelling (DT207). A book without that file is not checked.

    Why it matters: one investor under two spellings is two in every table, and nobody knows whose money it was.

    Bad:

        # deals/cloudwalk.yaml
        name: CloudWalk Technology
        deals:
          - {id: b, date: 2017-11, status: completed, leads: [Shunwei Captial], sources: [a]}
        # seeds/investors.yaml
        Shunwei Capital:

    Good:

        # deals/cloudwalk.yaml
        name: CloudWalk Technology
        deals:
          - {id: b, date: 2017-11, status: completed, leads: [Shunwei Capital], sources: [a]}
        # seeds/investors.yaml
        Shunwei Capital:

    How to mend it: mend the spelling, add it to the aliases of the one meant, or add the investor: a line of its own
    that holds the name and a colon will do. Where more names are unknown than are on record, as in a new book, those
    that are near no other are told once, with their count.
    """
    known = _investors_known(whole)
    if not known:
        return
    unknown = [each for each in backers_not_on_record(whole) if not is_no_single_name(each.text)]
    near = nearest_investors(whole, unknown)
    strange = [each for each in unknown if not near.get(each.text)]
    names_of_strange = dict.fromkeys(each.text for each in strange)
    are_many = len(names_of_strange) > max(_FEW, len(whole.on_disk.book.investors))
    if are_many:
        yield _many_unknown(strange[0].place, list(names_of_strange))
    for mention in unknown:
        if meant := near.get(mention.text):
            yield _not_on_record(mention, _did_you_mean(mention.text, meant))
        elif not are_many:
            yield _not_on_record(mention, f"add it to {INVESTORS}, or to an investor's aliases there")


def backers_not_on_record(whole: Whole) -> Iterator[Mention]:
    """Everyone named as an investor who is not in ``seeds/investors.yaml``; nobody, if that cannot be read."""
    if whole.lost(INVESTORS):
        return
    known = _investors_known(whole)
    for subject in whole.subjects():
        yield from (mention for mention in backers(subject) if mention.text not in known)


def nearest_investors(
    whole: Whole, unknown: Iterable[Mention], compared: int = _MOST_COMPARED
) -> dict[str, str | None]:
    """The name on record that each of the *unknown* was probably meant to be, or None; of very many, of the first.

    At most *compared* pairs of names are looked at.
    """
    return _near((mention.text for mention in unknown), _investors_known(whole), compared)


def _investors_known(whole: Whole) -> Names[str]:
    """All names of investors, with those whose records are wrong in themselves."""
    names = whole.on_disk.book.investor_names()
    lost = (str(path[0]) for path in whole.on_disk.dropped.get(INVESTORS, ()) if path)
    return Names((name, name) for name in (*names, *lost))


def _not_on_record(mention: Mention, hint: str) -> Finding:
    return Finding(mention.place, f"no investor on record is called {shortened(mention.text)}", hint)


def _many_unknown(place: Place, names: Sequence[str]) -> Finding:
    first = ", ".join(shortened(name) for name in names[:_FEW])
    message = f"{len(names)} investors are not on record: {first} and {len(names) - _FEW} more"
    return Finding(place, message, f"add them to {INVESTORS}: dealtrack investor add --unknown")


@rule_of_book("DT206", "unused-source", Severity.WARNING)
def unused_source(whole: Whole) -> Iterator[Finding]:
    """What it checks: that every source is cited by some fact: one of `seeds/sources.yaml` by any file or investor, a
    file's own by that file.

    Why it matters: either a fact was forgotten, or it cites the wrong source.

    Bad:

        name: CloudWalk Technology
        sources:
          a-blog: {publisher: A Blog, published: 2020-05-13}

    Good:

        name: CloudWalk Technology
        events:
          - {date: 2020, what: moved, sources: [a-blog]}
        sources:
          a-blog: {publisher: A Blog, published: 2020-05-13}

    How to mend it: cite it where its facts are recorded, or delete it.
    """
    shared = whole.on_disk.book.sources
    cited = {mention.text for mention in citations_of_investors(whole)} | set(texts_left_out(whole))
    for subject in whole.subjects():
        own = _meant({mention.text for mention in citations(subject)}, (subject.company.sources, shared))
        for source_id in subject.company.sources:
            if source_id not in own and source_id not in cited:
                yield _unused(subject.place("sources", source_id, at_key=True), source_id)
        cited |= own - subject.company.sources.keys()
    if any(whole.lost(file) for file in (*whole.on_disk.files, INVESTORS)):
        return  # what could not be read may cite any of them
    for source_id in shared:
        if source_id not in cited:
            yield _unused(Place(SOURCES, (source_id,), at_key=True), source_id)


def _meant(cited: set[str], known: tuple[Mapping[str, Source], ...]) -> set[str]:
    """*cited*, and for each id that is unknown the one that was probably meant: that it is misspelt is told already."""
    unknown = {source_id for source_id in cited if not any(source_id in sources for sources in known)}
    near = _near(sorted(unknown), {key for sources in known for key in sources}) if unknown else {}
    return cited | {source_id for source_id in near.values() if source_id}


def _unused(place: Place, source_id: str) -> Finding:
    return Finding(place, f"no fact cites {shortened(source_id)}", "cite it where its facts are, or delete it")


@rule_of_book("DT207", "investor-alias", Severity.NOTE)
def investor_alias(whole: Whole) -> Iterator[Finding]:
    """What it checks: that investors are named by their canonical names in `seeds/investors.yaml`, and not by aliases;
    and that one investor is spelt in one way, down to the code points.

    Why it matters: reports count both as one, but a search of the files, or a change under review, shows two.

    Bad:

        # deals/cloudwalk.yaml
        name: CloudWalk Technology
        deals:
          - {id: 2020-05, date: 2020-05, status: completed, investors: [ICBC], sources: [a]}
        # seeds/investors.yaml
        Industrial and Commercial Bank of China:
          aliases: [ICBC]

    Good:

        # deals/cloudwalk.yaml
        name: CloudWalk Technology
        deals:
          - id: 2020-05
            date: 2020-05
            status: completed
            investors: [Industrial and Commercial Bank of China]
            sources: [a]
        # seeds/investors.yaml
        Industrial and Commercial Bank of China:
          aliases: [ICBC]

    How to mend it: write the canonical name; `dealtrack validate --fix` does.
    """
    names = whole.on_disk.book.investor_names()
    first: dict[str, Mention] = {}
    for subject in whole.subjects():
        for mention in backers(subject):
            canonical = names.get(mention.text)
            if canonical is not None and canonical != mention.text:
                yield _otherwise_on_record(mention, canonical)
            elif canonical is None:
                other = first.setdefault(normal(mention.text), mention)
                if code_points_apart(mention.text, other.text):
                    yield _otherwise_elsewhere(mention, other)


def _otherwise_on_record(mention: Mention, canonical: str) -> Finding:
    related = (Related(Place(INVESTORS, (canonical,), at_key=True), "it is here"),)
    message = f"{shortened(mention.text)} is an alias of {shortened(canonical)}"
    if normal(mention.text) == normal(canonical):
        message = f"{shortened(mention.text)} is spelt {_spelt(canonical, mention.text)} on record"
    return Finding(mention.place, message, f"write {canonical}", related, (Edit(mention.place, canonical),))


def _otherwise_elsewhere(mention: Mention, other: Mention) -> Finding:
    related = (Related(other.place, "it is here"),)
    message = f"{shortened(mention.text)} is spelt {_spelt(other.text, mention.text)} elsewhere"
    return Finding(mention.place, message, f"write it in one way; reports show {other.text}", related)


def _spelt(other: str, text: str) -> str:
    """The other spelling, with the code points in which it differs from *text* where the eye cannot tell."""
    apart = code_points_apart(text, other)
    return shortened(other) + (f" ({apart})" if apart else "")
