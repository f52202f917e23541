"""DT208 to DT210: names of investors that are several or none, and what a fact names twice."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from dealtrack.diagnostics import Items, Path, Place, Related, Severity
from dealtrack.files.listing import INVESTORS
from dealtrack.model import Backing, Deal, facts_of
from dealtrack.rules.mentions import Mention, backers
from dealtrack.rules.registry import Finding, Subject, Whole, rule_of_book
from dealtrack.rules.wording import shortened
from dealtrack.values.names import normal
from dealtrack.values.several import Several, names_nobody, several

_said = lru_cache(maxsize=4096)(several)  # one investor is named in many deals


@rule_of_book("DT208", "several-in-one", Severity.WARNING)
def several_in_one(whole: Whole) -> Iterator[Finding]:
    """What it checks: that the name of an investor is one name: without `、` or `;`, without 等, *and others* or *et
    al.* at its end, and without `/`, `|`, `+` or commas between what look like names. One that does hold a mark of the
    last kind can be put on record in `seeds/investors.yaml` as it is.

    Why it matters: `红杉资本、高瓴` would be one investor of whom nobody has heard, and neither would have a part.

    Bad:

        name: CloudWalk Technology
        deals:
          - {id: b, date: 2017-11, status: completed, investors: [Shunwei Capital; Puhua Capital], sources: [a]}

    Good:

        name: CloudWalk Technology
        deals:
          - {id: b, date: 2017-11, status: completed, investors: [Shunwei Capital, Puhua Capital], sources: [a]}

    How to mend it: make each an item of its own, as `dealtrack validate --fix` does where the mark leaves no doubt.
    Whoever the source does not name is not named here either: say in the deal's notes that there were others.
    """
    on_record = whole.on_disk.book.investors
    for mention in _named(whole):
        found = _said(mention.text)
        if found and (found.certain or found.others or mention.text not in on_record):
            yield _several(mention, found)


def _several(mention: Mention, found: Several) -> Finding:
    names = ", ".join(shortened(name) for name in found.names)
    if len(found.names) == 1:
        message = f"{shortened(mention.text)} ends in {found.others}, which names nobody"
        return Finding(mention.place, message, f"write {names}, and in the notes that there were others")
    message = f"{shortened(mention.text)} is {len(found.names)} names in one"
    is_item = isinstance(mention.path[-1], int)
    others = f"; {found.others} names nobody" if found.others else ""
    hint = f"write each for itself: {names}{others}" if is_item else f"name one, the rest as investors: {names}{others}"
    edits = (Items(mention.place, found.names),) if found.certain and is_item and not found.others else ()
    return Finding(mention.place, message, hint, edits=edits)


@rule_of_book("DT209", "names-nobody", Severity.WARNING)
def name_of_nobody(whole: Whole) -> Iterator[Finding]:
    """What it checks: that an investor is somebody, and not what a source prints where it has no name: `undisclosed
    investors`, `existing shareholders`, 未透露, 个人投资者, `N/A`.

    Why it matters: all that nobody has named would be one investor, and stand at the top of the league table.

    Bad:

        name: CloudWalk Technology
        deals:
          - {id: b, date: 2017-11, status: completed, leads: [Shunwei Capital], investors: [未透露], sources: [a]}

    Good:

        name: CloudWalk Technology
        deals:
          - {id: b, date: 2017-11, status: completed, leads: [Shunwei Capital], sources: [a]}

    How to mend it: leave it out; the deal's notes can say that there were others.
    """
    for mention in _named(whole):
        if _is_nobody(mention.text):
            message = f"{shortened(mention.text)} is nobody's name"
            yield Finding(mention.place, message, "leave it out; the notes can say that there were others")


def is_no_single_name(text: str) -> bool:
    """Whether these rules tell of *text* where it stands for an investor that is not on record."""
    return bool(_said(text)) or _is_nobody(text)


_is_nobody = lru_cache(maxsize=4096)(names_nobody)


def _named(whole: Whole) -> Iterator[Mention]:
    """Everyone who is named as an investor, in the companies' files and in that of investors."""
    for subject in whole.subjects():
        yield from backers(subject)
    for name in whole.on_disk.book.investors:
        yield _Key(INVESTORS, (name,), name)


class _Key(Mention, frozen=True):
    """A name that is a key."""

    @property
    def place(self) -> Place:
        """The place of the key."""
        return Place(self.file, self.path, at_key=True)


@rule_of_book("DT210", "named-twice", Severity.WARNING)
def named_twice(whole: Whole) -> Iterator[Finding]:
    """What it checks: that a deal names an investor once, as a lead or as an investor, by one of its names; and that no
    fact cites a source twice.

    Why it matters: reports count each once, so that a reader of the file sees more investors or sources than they do.

    Bad:

        name: CloudWalk Technology
        deals:
          - id: 2017-11-b
            date: 2017-11
            status: completed
            leads: [Shunwei Capital]
            investors: [Puhua Capital, Shunwei Capital]
            sources: [a]

    Good:

        name: CloudWalk Technology
        deals:
          - id: 2017-11-b
            date: 2017-11
            status: completed
            leads: [Shunwei Capital]
            investors: [Puhua Capital]
            sources: [a]

    How to mend it: leave it where it says most; `dealtrack validate --fix` removes the second.
    """
    names = whole.on_disk.book.investor_names()
    for subject in whole.subjects():
        for path, fact in facts_of(subject.company):
            yield from _twice(_cited(path, fact.sources), subject)
            if isinstance(fact, Deal):
                for number, claim in enumerate(fact.claims):
                    yield from _twice(_cited((*path, "claims", number), claim.sources), subject)
                for number, step in enumerate(fact.steps):
                    yield from _twice(_cited((*path, "status", number), step.sources), subject)
                yield from _twice(_backing(path, fact), subject, names)
            elif isinstance(fact, Backing):
                yield from _twice(_items((*path, "investors"), fact.investors), subject, names)
    for name, investor in whole.on_disk.book.investors.items():
        if len(investor.sources) > 1:
            yield from _twice_in_seeds(name, investor.sources)


_Item = tuple[Path, str]


def _items(path: Path, texts: Iterable[str]) -> Iterator[_Item]:
    return (((*path, index), text) for index, text in enumerate(texts))


def _cited(path: Path, sources: tuple[str, ...]) -> Iterable[_Item]:
    return _items((*path, "sources"), sources) if len(sources) > 1 else ()


def _backing(path: Path, deal: Deal) -> Iterator[_Item]:
    """Who gave the money, in the order in which a name says most."""
    yield from _items((*path, "leads"), deal.leads)
    if deal.from_ is not None:
        yield (*path, "from"), deal.from_
    yield from _items((*path, "investors"), deal.investors)


def _twice(items: Iterable[_Item], subject: Subject, names: Mapping[str, str] | None = None) -> Iterator[Finding]:
    """What comes again in *items*: the same text, or with *names* the same investor under whatever of its names."""
    first: dict[str, _Item] = {}
    for path, text in items:
        same = text if names is None else normal(names.get(text, text))
        other_path, other = first.setdefault(same, (path, text))
        if other_path != path:
            yield _again(subject.place(*path), text, subject.place(*other_path), other)


def _twice_in_seeds(name: str, sources: tuple[str, ...]) -> Iterator[Finding]:
    first: dict[str, Path] = {}
    for path, text in _items((name, "sources"), sources):
        other = first.setdefault(text, path)
        if other != path:
            yield _again(Place(INVESTORS, path), text, Place(INVESTORS, other), text)


def _again(place: Place, text: str, other_place: Place, other: str) -> Finding:
    again = "" if text == other else f" as {shortened(other)}"
    key = other_place.path[-2] if isinstance(other_place.path[-1], int) else other_place.path[-1]
    what = "is named twice" if key != "sources" else "is cited twice"
    message = f"{shortened(text)} {what}{again and f', first{again}'}"
    edits = (Items(place),) if isinstance(place.path[-1], int) else ()
    return Finding(place, message, "leave it out here", (Related(other_place, f"it is in {key} already"),), edits)
