"""The timeline: what happened to a company when, each at the precision that is known, plans and their turns apart."""

from collections.abc import Iterable, Sequence

from dealtrack.model import Book
from dealtrack.reports.cells import Cell, said
from dealtrack.reports.conversion import Converter
from dealtrack.reports.document import Align, Column, Document, Row, Section, Table
from dealtrack.reports.finish import report
from dealtrack.reports.footnotes import Footnotes
from dealtrack.reports.investors import Roster
from dealtrack.reports.lists.left_out import ROWS, count_line
from dealtrack.reports.lists.sifting import UNFILTERED, Filters, Sifted, sift
from dealtrack.reports.rate_columns import rate_columns
from dealtrack.reports.story import Entry, Story
from dealtrack.reports.summary import summary
from dealtrack.reports.wording import company_name

_Told = tuple[Entry, Story]  # a row to come, and whose it is


def timeline(
    book: Book, slugs: Iterable[str], converter: Converter, filters: Filters = UNFILTERED, *,
    with_rates: bool = False, interleaved: bool = False,
) -> Document:  # fmt: skip
    """One section a company: its deals, plans, valuations, totals and events, oldest first; *interleaved*, one for all.

    Filters of dates are for every row, at its own date; filters of deals are for those that tell of one.
    """
    footnotes, roster = Footnotes(book, converter), Roster(book)
    stories = [Story(book.companies[slug], slug, roster, converter, footnotes, with_rates) for slug in slugs]
    if interleaved:
        sections = [_interleaved(stories, converter, filters, with_rates)]
    else:
        sections = [_section(story, converter, filters, with_rates) for story in stories]
    return report("timeline", sections, converter, footnotes.all())


def _section(story: Story, converter: Converter, filters: Filters, with_rates: bool) -> Section:
    sifted = _sifted([story], filters)
    rows = tuple(entry.row() for (entry, _), _ in sifted.kept)
    table = Table(_columns(converter.to, with_rates), rows, headed=False)
    lines = tuple(summary(story.company, converter))
    return Section(story.slug, company_name(story.company), table, _lines(lines, sifted, filters), spaced=True)


def _interleaved(stories: Sequence[Story], converter: Converter, filters: Filters, with_rates: bool) -> Section:
    """All companies in one table, each row with the name of its own; below, a line for each."""
    sifted = _sifted(stories, filters)
    rows = tuple(_named(entry.row(), story) for (entry, story), _ in sifted.kept)
    date, *others = _columns(converter.to, with_rates)
    columns = (date, Column("company", said("company"), flexible=True, narrowest=10), *others)
    lines = tuple(
        said("{company}: {line}", company=company_name(story.company), line=line)
        for story in stories
        for line in summary(story.company, converter)
    )
    return Section("timeline", table=Table(columns, rows, headed=False), lines=_lines(lines, sifted, filters))


def _named(row: Row, story: Story) -> Row:
    """*row* with the name of its company behind the date."""
    when, *cells = row.cells
    return Row((when, company_name(story.company), *cells), row.tone)


def _sifted(stories: Iterable[Story], filters: Filters) -> Sifted[_Told]:
    """What the filters leave of all stories, in the order of dates."""
    told = sorted(
        ((entry, story) for story in stories for entry in story.entries()),
        key=lambda pair: (pair[0].when, pair[0].place),
    )
    return sift(((pair, pair[0].verdict(filters)) for pair in told), maybe=filters.maybe)


def _lines(lines: tuple[Cell, ...], sifted: Sifted[_Told], filters: Filters) -> tuple[Cell, ...]:
    """Before the lines on all that is on record, how much of it the filters leave, where there are any."""
    if filters.is_empty:
        return lines
    counted = count_line(sifted, len(sifted.kept), ROWS)
    return (counted, *(said("on record in all: {line}", line=line) for line in lines))


def _columns(to: str, with_rates: bool) -> tuple[Column, ...]:
    rates = rate_columns() if with_rates else ()
    return (
        Column("date", said("date")),
        Column("mark", "", tight=True),
        Column("what", said("what"), flexible=True),
        Column("amount", said("amount"), Align.MONEY),
        Column("converted", to, Align.MONEY),
        *rates,
        Column("who", said("who"), rank=3 if with_rates else 1, flexible=True),
    )
