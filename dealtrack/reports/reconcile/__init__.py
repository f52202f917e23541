"""What was stated, reconciled with what is on record: totals, claims, valuations, printed conversions.

It explains and does not overrule: no figure is replaced, and what cannot be told is said to be so.
"""

from collections.abc import Collection, Iterable, Iterator

from dealtrack.model import Book
from dealtrack.reconciliation.conversions import printed_by_source
from dealtrack.reconciliation.reckoning import Reckoning
from dealtrack.reports.cells import Cell, listed, said
from dealtrack.reports.conversion import Converter
from dealtrack.reports.document import Document, Section
from dealtrack.reports.finish import report
from dealtrack.reports.reconcile.claims import claims_section
from dealtrack.reports.reconcile.conversions import conversions_section
from dealtrack.reports.reconcile.totals import total_sections
from dealtrack.reports.reconcile.valuations import valuations_section
from dealtrack.reports.wording import company_name

NOTHING = said("nothing to reconcile: no stated total, no claims that differ, no two valuations, no printed conversion")
_MOST_NAMES = 10


def reconcile(
    book: Book, slugs: Iterable[str], converter: Converter, *, with_rates: bool = False, unread: Collection[str] = ()
) -> Document:
    """The companies *slugs*, and then the sources that printed conversions for them.

    Of the companies *unread*, some deals could not be read: what is left of their totals says nothing then.
    """
    reckoning = Reckoning(book, converter.rates, converter.today, converter.tolerance)
    asked = list(slugs)
    printed = list(printed_by_source(reckoning, asked))
    owners = {each.printed.owner for found in printed for each in found.explained}
    sections: list[Section] = []
    idle: list[str] = []
    for slug in asked:
        own = list(_of_company(reckoning, slug, converter, with_rates, slug in unread))
        if own or slug in owners:
            sections += [_heading(reckoning, slug), *own]
        else:
            idle.append(slug)
    sections += (conversions_section(reckoning, found) for found in printed)
    if idle:
        sections.append(_heading(reckoning, *idle, line=NOTHING))
    return report("reconcile", sections, converter)


def _heading(reckoning: Reckoning, *slugs: str, line: Cell = None) -> Section:
    names: list[Cell] = [company_name(reckoning.book.companies[slug]) for slug in slugs[:_MOST_NAMES]]
    lines = (line,) if line else ()
    if len(slugs) == 1:
        return Section(slugs[0], names[0], lines=lines)
    if more := len(slugs) - len(names):
        names.append(said("{count} more", count=more))
    return Section("nothing", listed(names), lines=lines)


def _of_company(
    reckoning: Reckoning, slug: str, converter: Converter, with_rates: bool, is_unread: bool
) -> Iterator[Section]:
    company = reckoning.book.companies[slug]
    yield from total_sections(reckoning, slug, converter, with_rates, is_unread)
    found = (claims_section(reckoning, slug, converter), valuations_section(company, slug, converter))
    yield from (section for section in found if section)
