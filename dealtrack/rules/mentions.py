"""What a company's file mentions by name: sources, investors. Also in records that are left out for another mistake, so
that one mistake in a record does not hide the next.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from dealtrack.diagnostics import Path, Place
from dealtrack.files.listing import INVESTORS
from dealtrack.files.salvage import NOTHING, restored
from dealtrack.model import Deal, facts_of
from dealtrack.rules.registry import Subject, Whole

_LISTS = frozenset(("sources", "leads", "investors"))
_FACTS = frozenset(("deals", "valuations", "totals", "metrics", "events", "backers"))


class Mention(msgspec.Struct, frozen=True):
    """A name, and where it stands."""

    file: str
    path: Path
    text: str

    @property
    def place(self) -> Place:
        """The place of the name; made only for those that are told of."""
        return Place(self.file, self.path)


def citations(subject: Subject) -> Iterator[Mention]:
    """Every id of a source that the company's file names."""
    for path, fact in facts_of(subject.company):
        yield from _each(subject, (*path, "sources"), fact.sources)
        if isinstance(fact, Deal):
            for index, claim in enumerate(fact.claims):
                yield from _each(subject, (*path, "claims", index, "sources"), claim.sources)
            for index, step in enumerate(fact.steps):
                yield from _each(subject, (*path, "status", index, "sources"), step.sources)
    yield from _lost(subject, ("sources",))


def citations_of_investors(whole: Whole) -> Iterator[Mention]:
    """Every id of a source that the records of investors name."""
    dropped = whole.on_disk.dropped.get(INVESTORS, NOTHING)
    for name, investor in whole.on_disk.book.investors.items():
        for index, source_id in enumerate(investor.sources):
            yield Mention(INVESTORS, restored((name, "sources", index), dropped), source_id)
    for path, node in _outermost(dropped):
        for inner, text in _in_tree(node, path, ("sources",)):
            yield Mention(INVESTORS, inner, text)


def backers(subject: Subject) -> Iterator[Mention]:
    """Everyone whom the company's file names as having given money."""
    for number, deal in enumerate(subject.company.deals):
        for key, names in (("leads", deal.leads), ("investors", deal.investors)):
            yield from _each(subject, ("deals", number, key), names)
        if deal.from_ is not None:
            yield Mention(subject.file, restored(("deals", number, "from"), subject.dropped), deal.from_)
    for number, backing in enumerate(subject.company.backers):
        yield from _each(subject, ("backers", number, "investors"), backing.investors)
    yield from _lost(subject, ("leads", "investors", "from"))


def records_left_out(subject: Subject) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Each deal, valuation … that is left out of the company, with its path in the file, as it was typed."""
    for path, node in subject.dropped.items():
        if len(path) == 2 and path[0] in _FACTS and isinstance(node, dict):
            yield path, node


def texts_left_out(whole: Whole) -> Iterator[str]:
    """Every text in what is left out of the book, whatever it was meant to be."""
    for dropped in whole.on_disk.dropped.values():
        for node in dropped.values():
            yield from _texts(node)


def _each(subject: Subject, path: Path, names: Iterable[str]) -> Iterator[Mention]:
    for index, name in enumerate(names):
        yield Mention(subject.file, restored((*path, index), subject.dropped), name)


def _lost(subject: Subject, keys: tuple[str, ...]) -> Iterator[Mention]:
    for path, node in _outermost(subject.dropped):
        if path[:1] and path[0] in _FACTS:
            for inner, text in _in_tree(node, path, keys):
                yield Mention(subject.file, inner, text)


def _outermost(dropped: Any) -> Iterator[tuple[Path, Any]]:
    """What was dropped, without what was dropped from within it before."""
    for path, node in dropped.items():
        if not any(path[:length] in dropped for length in range(len(path))):
            yield path, node


def _in_tree(node: Any, path: Path, keys: tuple[str, ...]) -> Iterator[tuple[Path, str]]:
    """The texts that stand under one of *keys*, in a list where that is what the key has, with their paths."""
    items: Iterable[tuple[Any, Any]] = ()
    if isinstance(node, dict):
        items = node.items()
    elif isinstance(node, list):
        items = enumerate(node)
    for step, value in items:
        if isinstance(value, str):
            key = path[-1] if isinstance(step, int) and path else step
            if key in keys and (key in _LISTS) == isinstance(step, int):
                yield (*path, step), value
        else:
            yield from _in_tree(value, (*path, step), keys)


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for value in node.values():
            yield from _texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value)
