"""The list of companies: one row a company, with what its deals come to."""

from decimal import Decimal

import msgspec

from dealtrack.model import Book, Company, Deal
from dealtrack.rates.sums import Total
from dealtrack.reports.cells import Cell, Names, said
from dealtrack.reports.conversion import Converter
from dealtrack.reports.document import Align, Column, Document, Row, Section, Table
from dealtrack.reports.finish import report
from dealtrack.reports.investors import Roster
from dealtrack.reports.lists.left_out import MAY_MATCH, count_line, reason
from dealtrack.reports.lists.ordering import Key, Order, ordered
from dealtrack.reports.lists.sifting import UNFILTERED, Filters, Verdict, sift
from dealtrack.reports.sums import raised_in
from dealtrack.reports.wording import company_name
from dealtrack.values.dates import PartialDate


class ListedCompany(msgspec.Struct, frozen=True):
    """A company with those of its ``deals`` that match, what was ``raised`` in them, and the verdict on itself."""

    slug: str
    company: Company
    deals: tuple[Deal, ...]
    raised: Total
    verdict: Verdict = Verdict.YES

    @property
    def done(self) -> tuple[Deal, ...]:
        """The deals that were announced or completed."""
        return tuple(deal for deal in self.deals if deal.is_done)

    @property
    def last(self) -> PartialDate | None:
        """The date of the latest of them."""
        return max((deal.date for deal in self.done), default=None)


def _order_of_sum(listed: ListedCompany) -> Decimal | None:
    return listed.raised.amount.low if listed.raised.counted else None


COMPANY_KEYS: dict[str, Key[ListedCompany]] = {
    "company": lambda listed: listed.company.name.casefold(),
    "country": lambda listed: listed.company.country and listed.company.country.upper(),
    "founded": lambda listed: listed.company.founded,
    "deals": lambda listed: len(listed.done),
    "raised": _order_of_sum,
    "last": lambda listed: listed.last,
}
BY_NAME = Order("company")


def list_companies(
    book: Book, converter: Converter, filters: Filters = UNFILTERED, order: Order = BY_NAME, limit: int | None = None
) -> Document:
    """The companies that match, by their own facts and by at least one of their deals where deals are asked for."""
    roster = Roster(book)
    judged = ((slug, filters.of_company_with_deals(slug, company, roster)) for slug, company in book.companies.items())
    sifted = sift(judged, maybe=filters.maybe)
    found = [_listed(slug, book.companies[slug], verdict, filters, converter) for slug, verdict in sifted.kept]
    shown = ordered(ordered(found, COMPANY_KEYS, BY_NAME), COMPANY_KEYS, order)[:limit]
    table = Table(_columns(filters.maybe), tuple(_row(each, filters.maybe) for each in shown))
    lines = [count_line(sifted, len(shown), ("company", "companies"))]
    if filters.asks_for_deals:
        lines.append(said("deals and sums are those that match"))
    section = Section("companies", table=table, lines=tuple(lines))
    return report("list", (section,), converter, unrated=sifted.unrated)


def _listed(slug: str, company: Company, verdict: Verdict, filters: Filters, converter: Converter) -> ListedCompany:
    deals = tuple(deal for deal in company.deals if filters.of_deal(deal) is Verdict.YES)
    return ListedCompany(slug, company, deals, raised_in(deals, converter), verdict)


def _columns(with_reasons: bool) -> tuple[Column, ...]:
    return (
        Column("company", said("company"), flexible=True, narrowest=20),
        Column("names", said("names"), rank=3),
        Column("country", said("country"), rank=2),
        Column("founded", said("founded"), rank=3),
        Column("deals", said("deals done"), Align.RIGHT),
        Column("planned", said("not done"), Align.RIGHT, rank=2),
        Column("raised", said("raised"), Align.MONEY),
        Column("unsummed", said("no sum"), Align.RIGHT, rank=3),
        Column("last", said("last deal")),
        *((MAY_MATCH,) if with_reasons else ()),
        Column("sectors", said("sectors"), rank=4, flexible=True),
        Column("slug", said("slug"), rank=5),
    )


def _row(listed: ListedCompany, with_reasons: bool) -> Row:
    company, raised = listed.company, listed.raised
    cells: tuple[Cell, ...] = (
        company_name(company),
        " ".join(company.names.values()),
        company.country and company.country.upper(),
        company.founded,
        len(listed.done),
        len(listed.deals) - len(listed.done),
        None if raised.is_empty else raised,
        raised.without_sum,
        listed.last,
        *((reason(listed.verdict),) if with_reasons else ()),
        Names(company.sectors) if company.sectors else None,
        listed.slug,
    )
    return Row(cells)
