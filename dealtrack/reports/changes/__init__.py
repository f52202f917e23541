"""What changed between two states of a book: in totals, in each company, in sources, in investors, in rates."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from dealtrack.comparison.books import BookChange
from dealtrack.comparison.rates import RatesChange
from dealtrack.model import Book
from dealtrack.reports.cells import Cell, Joined, Said, said
from dealtrack.reports.changes.figures import Both, moved, moved_section, totals_table
from dealtrack.reports.changes.rows import company_section, records_section
from dealtrack.reports.conversion import Converter
from dealtrack.reports.document import Align, Column, Document, Row, Section, Table
from dealtrack.reports.finish import report


class Side(msgspec.Struct, frozen=True):
    """One of the two states: what it is called, its book, and at which rates it converts.

    ``unread`` are files of which nothing could be read, ``mistaken`` those of which something was left out.
    """

    name: Cell
    book: Book
    converter: Converter
    unread: tuple[str, ...] = ()
    mistaken: tuple[str, ...] = ()
    problems: tuple[Cell, ...] = ()


class Changes(msgspec.Struct, frozen=True):
    """All that differs; ``laid_out`` counts the files that differ in layout or comments alone."""

    book: BookChange
    rates: tuple[RatesChange, ...] = ()
    laid_out: int = 0
    unread: int = 0

    @property
    def is_empty(self) -> bool:
        """Nothing differs that a report could show."""
        return self.book.is_empty and not self.rates and not self.unread


def changes(before: Side, after: Side, found: Changes) -> Document:
    """The report. Totals first, then company by company."""
    were, are = before.converter, after.converter
    both = list(_both(before.book, after.book, found))
    figures = moved_section(moved(both, were, are), were, are)
    title = said("Changes from {before} to {after}", before=before.name, after=after.name)
    lines = (*_counted(found), *_problems(before), *_problems(after))
    sections = [Section("changes", title, totals_table(both, were, are), lines)]
    sections += [company_section(each, were, are) for each in found.book.companies]
    if found.book.sources:
        sections.append(records_section("sources", said("Sources"), found.book.sources, were, are))
    if found.book.investors:
        sections.append(records_section("investors", said("Investors"), found.book.investors, were, are))
    if found.rates:
        sections.append(Section("rates", said("Rates"), _rates_table(found.rates)))
    return report("diff", [*sections, *([figures] if figures else [])], are)


def _both(before: Book, after: Book, found: Changes) -> Iterator[Both]:
    """The companies that changed; where rates did, all that are in both books, too."""
    for change in found.book.companies:
        yield Both(change.before, change.after)
    told = {slug for change in found.book.companies for slug in (change.slug, change.old_slug)}
    for slug, company in after.companies.items():
        if slug in before.companies and slug not in told:
            yield Both(before.companies[slug], company)


_KINDS = (
    ("companies", "{count} company {done}", "{count} companies {done}"),
    ("deals", "{count} deal {done}", "{count} deals {done}"),
    ("sources", "{count} source {done}", "{count} sources {done}"),
    ("investors", "{count} investor {done}", "{count} investors {done}"),
)


def _counted(found: Changes) -> Iterator[Cell]:
    counts: list[Cell] = []
    for kind, one, many in _KINDS:
        marks = [mark for each, mark in _marks(found.book) if each == kind]
        for done in ("added", "removed", "changed"):
            if number := marks.count(done):
                counts.append(Said(one if number == 1 else many, {"count": number, "done": Said(done)}))
    if counts:
        yield Joined(tuple(counts), " · ")
    elif found.is_empty:
        yield said("nothing changed in deals, sources, investors and rates")
    if found.laid_out:
        one = "{count} file differs in layout or comments alone"
        yield Said(
            one if found.laid_out == 1 else "{count} files differ in layout or comments alone",
            {"count": found.laid_out},
        )


def _marks(change: BookChange) -> Iterator[tuple[str, str]]:
    """What was done to each company, deal, source and investor."""
    for company in change.companies:
        yield "companies", _done(company.before, company.after)
        yield from ((each.kind, _done(each.before, each.after)) for each in company.records if each.kind == "deals")
        yield from ((each.kind, _done(each.before, each.after)) for each in company.records if each.kind == "sources")
    for record in (*change.sources, *change.investors):
        yield record.kind, _done(record.before, record.after)


def _done(before: object, after: object) -> str:
    if before is None:
        return "added"
    return "removed" if after is None else "changed"


def _problems(side: Side) -> Iterator[Cell]:
    for file in side.unread:
        yield said("{file} cannot be read in {state}, and is not compared", file=file, state=side.name)
    for file in side.mistaken:
        yield said("{file} has mistakes in {state}: what is wrong there is left out", file=file, state=side.name)
    yield from side.problems


def _rates_table(found: Sequence[RatesChange]) -> Table:
    columns = (
        Column("source", said("source")),
        Column("pair", said("rate")),
        Column("added", said("days added"), Align.RIGHT),
        Column("altered", said("days altered"), Align.RIGHT),
        Column("removed", said("days removed"), Align.RIGHT),
        Column("days", said("days"), flexible=True),
    )
    return Table(columns, tuple(_rates_row(each) for each in found))


def _rates_row(change: RatesChange) -> Row:
    base, quote = change.pair
    counts = (len(change.added), len(change.altered), len(change.removed))
    return Row((change.source, f"{base}/{quote}", *(count or None for count in counts), _days(change)))


def _days(change: RatesChange) -> Cell:
    """What was altered, day by day where it is little; else from when to when."""
    if change.altered and len(change.altered) <= 3:
        told: Iterable[Cell] = (f"{each.day}: {each.before} → {each.after}" for each in change.altered)
        return Joined(tuple(told), "; ")
    days = sorted((*change.added, *change.removed, *(each.day for each in change.altered)))
    first, last = str(days[0]), str(days[-1])
    return first if first == last else said("{first} to {last}", first=first, last=last)
