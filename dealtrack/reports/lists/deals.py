"""The list of deals: one row a deal, over all companies of the book."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

import msgspec

from dealtrack.model import Book, Company, Deal, PricedFact
from dealtrack.rates.lookup import NoRate
from dealtrack.reports.cells import Cell, said
from dealtrack.reports.conversion import Converter
from dealtrack.reports.document import Align, Column, Document, Row, Section, Table
from dealtrack.reports.finish import report
from dealtrack.reports.investors import Roster
from dealtrack.reports.lists.left_out import MAY_MATCH, count_line, reason
from dealtrack.reports.lists.ordering import Key, Order, ordered
from dealtrack.reports.lists.sifting import UNFILTERED, Filters, Verdict, sift
from dealtrack.reports.rate_columns import rate_cells, rate_columns
from dealtrack.reports.story import money_cells
from dealtrack.reports.sums import raised_in
from dealtrack.reports.wording import company_name, deal_title, status_mark, status_words
from dealtrack.values.vocabulary import Kind, Status


class Listed(msgspec.Struct, frozen=True):
    """A deal with its company; ``low`` is what it surely comes to in the report's currency, None where unknown."""

    slug: str
    company: Company
    deal: Deal
    low: Decimal | None = None
    verdict: Verdict = Verdict.YES


def _place(term: Kind | Status) -> int:
    return list(type(term)).index(term)


DEAL_KEYS: dict[str, Key[Listed]] = {
    "date": lambda listed: listed.deal.date,
    "company": lambda listed: listed.company.name.casefold(),
    "amount": lambda listed: listed.low,
    "round": lambda listed: listed.deal.round and listed.deal.round.place,
    "kind": lambda listed: _place(listed.deal.kind),
    "status": lambda listed: _place(listed.deal.current_status),
}
OLDEST_FIRST = Order("date")


def list_deals(
    book: Book, converter: Converter, filters: Filters = UNFILTERED, order: Order = OLDEST_FIRST,
    limit: int | None = None, *, with_rates: bool = False,
) -> Document:  # fmt: skip
    """The deals that match, and below them how many do not, how many may, and what was raised in those that do."""
    sifted = sift(((each, _verdict(each, filters)) for each in every_deal(book)), maybe=filters.maybe)
    found = sorted_deals((_priced(each, verdict, converter) for each, verdict in sifted.kept), order)
    shown = found[:limit]
    table = deal_table(shown, Roster(book), converter, with_rates=with_rates, with_reasons=filters.maybe)
    raised = raised_in((each.deal for each in found if each.verdict is Verdict.YES), converter)
    counted = count_line(sifted, len(shown), ("deal", "deals"))
    lines = (counted,) if raised.is_empty else (counted, said("raised {total}", total=raised))
    section = Section("deals", table=table, lines=lines)
    unrated = sifted.unrated + raised.unconverted
    return report("list", (section,), converter, unrated=unrated)


class Streamed(msgspec.Struct, frozen=True):
    """A table of which each row is made when it is asked for, once."""

    key: str
    columns: tuple[Column, ...]
    rows: Iterator[Row]


def stream_deals(
    book: Book, converter: Converter, filters: Filters = UNFILTERED, order: Order = OLDEST_FIRST,
    limit: int | None = None, *, with_rates: bool = False,
) -> Streamed:  # fmt: skip
    """The rows of :func:`list_deals`, without the lines below them; nothing is converted before its row is due."""
    sifted = sift(((each, _verdict(each, filters)) for each in every_deal(book)), maybe=filters.maybe)
    if order.key == "amount":
        kept = (_priced(each, verdict, converter) for each, verdict in sifted.kept)
    else:
        kept = (msgspec.structs.replace(each, verdict=verdict) for each, verdict in sifted.kept)
    roster, shown = Roster(book), sorted_deals(kept, order)[:limit]
    rows = (_row(each, roster, converter, with_rates, filters.maybe) for each in shown)
    return Streamed("deals", _columns(converter.to, with_rates, filters.maybe), rows)


def every_deal(book: Book) -> Iterable[Listed]:
    """All deals on record, company by company."""
    for slug, company in book.companies.items():
        for deal in company.deals:
            yield Listed(slug, company, deal)


def sorted_deals(listed: Iterable[Listed], order: Order) -> list[Listed]:
    """By *order*; deals that are equal in it stand oldest first."""
    by_date = ordered(listed, DEAL_KEYS, OLDEST_FIRST)
    return by_date if order == OLDEST_FIRST else ordered(by_date, DEAL_KEYS, order)


def _verdict(listed: Listed, filters: Filters) -> Verdict:
    own = filters.of_company(listed.slug, listed.company)
    return own if own is Verdict.NO else min(own, filters.of_deal(listed.deal))


def _priced(listed: Listed, verdict: Verdict, converter: Converter) -> Listed:
    deal, low = listed.deal, None
    if deal.amount is not None:
        found = converter.convert(deal.amount, deal.equivalent, deal.date)
        low = None if isinstance(found, NoRate) else found.converted.low
    return msgspec.structs.replace(listed, low=low, verdict=verdict)


def deal_table(
    listed: Iterable[Listed], roster: Roster, converter: Converter, *, with_rates: bool = False,
    with_reasons: bool = False,
) -> Table:  # fmt: skip
    """One row a deal; *with_reasons* says why it is not sure that a deal matches."""
    rows = tuple(_row(each, roster, converter, with_rates, with_reasons) for each in listed)
    return Table(_columns(converter.to, with_rates, with_reasons), rows)


def _columns(to: str, with_rates: bool, with_reasons: bool) -> tuple[Column, ...]:
    return (
        Column("date", said("date")),
        Column("company", said("company"), flexible=True, narrowest=20),
        Column("mark", "", tight=True),
        Column("what", said("deal"), flexible=True, narrowest=16),
        Column("status", said("status"), rank=5),
        Column("amount", said("amount"), Align.MONEY, rank=3),
        Column("converted", to, Align.MONEY),
        *(rate_columns() if with_rates else ()),
        *((MAY_MATCH,) if with_reasons else ()),
        Column("who", said("investors"), rank=4, flexible=True),
        Column("id", said("id"), rank=6),
    )


def _row(listed: Listed, roster: Roster, converter: Converter, with_rates: bool, with_reasons: bool) -> Row:
    deal = listed.deal
    mark, tone = status_mark(deal.current_status, deal.kind)
    amount, converted = money_cells(converter, PricedFact((), deal, deal.date, deal.sources))
    cells: tuple[Cell, ...] = (
        deal.date, company_name(listed.company), mark, deal_title(deal), status_words(deal.current_status),
        amount, converted,
        *(rate_cells(converted) if with_rates else ()),
        *((reason(listed.verdict),) if with_reasons else ()),
        roster.names(deal) if deal.backers else None,
        f"{listed.slug}/{deal.id}",
    )  # fmt: skip
    return Row(cells, tone)
