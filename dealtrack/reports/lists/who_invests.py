"""Who invests where: the league table, and apart from it other money, and investors that are named without a round."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from dealtrack.model import Book, Company
from dealtrack.reports.cells import Cell, Joined, Names, Said, said
from dealtrack.reports.conversion import Converter
from dealtrack.reports.document import Align, Column, Document, Row, Section, Table
from dealtrack.reports.finish import report
from dealtrack.reports.investors import Roster
from dealtrack.reports.lists.deals import OLDEST_FIRST, Listed, deal_table, every_deal, sorted_deals
from dealtrack.reports.lists.league import (
    INVESTOR_KEYS,
    MOST_DEALS_FIRST,
    Investing,
    Part,
    companies_of,
    league_table,
    parts_in,
)
from dealtrack.reports.lists.left_out import MAY_MATCH, count_line, reason
from dealtrack.reports.lists.ordering import Order, ordered
from dealtrack.reports.lists.sifting import InvestorFilter, Sifted, Verdict, all_of, sift
from dealtrack.reports.sums import sum_of
from dealtrack.reports.wording import kind_title
from dealtrack.values.dates import PartialDate


class Asked(msgspec.Struct, frozen=True):
    """What investors are asked about: in which companies (None for all), who, in which order, and how many at most.

    ``named`` are the canonical names that were asked for, of which the deals are told, too. ``maybe`` keeps those that
    may match.
    """

    slugs: frozenset[str] | None = None
    filters: tuple[InvestorFilter, ...] = ()
    named: tuple[str, ...] = ()
    order: Order = MOST_DEALS_FIRST
    limit: int | None = None
    maybe: bool = False


ALL = Asked()


def investors(book: Book, converter: Converter, asked: Asked = ALL, *, with_rates: bool = False) -> Document:
    """The league table of rounds; apart from it, who gave other money, and who is named without a round."""
    view = _View(book, converter, asked)
    sections = (
        view.league(each for each in view.deals() if each.deal.is_raised),
        *view.deals_of_named(with_rates),
        *view.other_money(),
        *view.without_round(),
    )
    return report("investors", sections, converter)


def co_investors(book: Book, converter: Converter, name: str, asked: Asked = ALL) -> Document:
    """Who took part in the rounds of the investor *name*, a canonical one."""
    view = _View(book, converter, asked)
    shared = [each for each in view.deals() if each.deal.is_raised and view.takes_part(name, each)]
    section = view.league(shared, without=name)
    return report("co-investors", (section,), converter)


class _View:
    """A book as seen by what is asked."""

    def __init__(self, book: Book, converter: Converter, asked: Asked) -> None:
        self.book, self.converter, self.asked = book, converter, asked
        self.roster = Roster(book)

    def deals(self) -> Iterator[Listed]:
        return (each for each in every_deal(self.book) if self._is_asked(each.slug))

    def takes_part(self, name: str, listed: Listed) -> bool:
        asked = self.roster.canonical(name)
        return any(self.roster.canonical(backer) == asked for backer in listed.deal.backers)

    def league(self, deals: Iterable[Listed], without: str = "") -> Section:
        parts = parts_in(deals, self.roster)
        parts.pop(self.roster.canonical(without), None)
        sifted = self._sifted(parts)
        found = [self._investing(name, parts[name], verdict) for name, verdict in sifted.kept]
        by_name = ordered(found, INVESTOR_KEYS, Order("investor"))
        shown = ordered(by_name, INVESTOR_KEYS, self.asked.order)[: self.asked.limit]
        table = league_table(shown, with_reasons=self.asked.maybe)
        title = said("In rounds with {investor}", investor=self.roster.name(without)) if without else ""
        lines = (count_line(sifted, len(shown), ("investor", "investors")),)
        return Section("investors", title, table=table, lines=lines)

    def deals_of_named(self, with_rates: bool) -> Iterator[Section]:
        for name in self.asked.named:
            found = sorted_deals((each for each in self.deals() if self.takes_part(name, each)), OLDEST_FIRST)
            if found:
                table = deal_table(found, self.roster, self.converter, with_rates=with_rates)
                yield Section(name, self.roster.name(name), table=table)

    def other_money(self) -> Iterator[Section]:
        """Support, debt, listings and the like: done, and not counted as raised."""
        others = (each for each in self.deals() if each.deal.is_done and not each.deal.is_round)
        parts = parts_in(others, self.roster)
        sifted = self._sifted(parts)
        rows = ((*self._other(name, parts[name]), reason(why)) for name, why in sifted.kept[: self.asked.limit])
        columns = (
            Column("investor", said("who"), flexible=True), Column("kinds", said("what"), flexible=True),
            Column("deals", said("deals"), Align.RIGHT), Column("amount", self.converter.to, Align.MONEY),
            Column("companies", said("companies"), flexible=True),
        )  # fmt: skip
        yield from self._apart("other-money", said("Other money"), columns, rows, sifted)

    def without_round(self) -> Iterator[Section]:
        """Investors that a source names without saying in which round they came in."""
        named: dict[str, list[tuple[Company, PartialDate]]] = {}
        for slug, company in self.book.companies.items():
            for backing in company.backers if self._is_asked(slug) else ():
                for name in dict.fromkeys(map(self.roster.canonical, backing.investors)):
                    named.setdefault(name, []).append((company, backing.date))
        sifted = self._sifted(named)
        rows = ((*_named(name, named[name]), reason(why)) for name, why in sifted.kept[: self.asked.limit])
        columns = (
            Column("investor", said("investor"), flexible=True), Column("companies", said("companies"), flexible=True),
            Column("first", said("first named")), Column("last", said("last named")),
        )  # fmt: skip
        yield from self._apart("without-round", said("Named without a round"), columns, rows, sifted)

    def _apart(
        self, key: str, title: Said, columns: tuple[Column, ...], rows: Iterable[tuple[Cell, ...]], sifted: Sifted[str]
    ) -> Iterator[Section]:
        """A section of those that are counted apart, if there are any; the last cell is why one may match."""
        if not sifted.kept and not sifted.may:
            return
        shown = (*columns, MAY_MATCH) if self.asked.maybe else columns
        table = Table(shown, tuple(Row(cells[: len(shown)]) for cells in rows))
        line = count_line(sifted, len(table.rows), ("name", "names"))
        yield Section(key, title, table=table, lines=(line,))

    def _is_asked(self, slug: str) -> bool:
        return self.asked.slugs is None or slug in self.asked.slugs

    def _sifted(self, names: Iterable[str]) -> Sifted[str]:
        return sift(((name, self._verdict(name)) for name in names), maybe=self.asked.maybe)

    def _verdict(self, name: str) -> Verdict:
        return all_of(judge(name, self.book.investors.get(name)) for judge in self.asked.filters)

    def _investing(self, name: str, parts: Sequence[Part], verdict: Verdict) -> Investing:
        return Investing.of(name, self.book.investors.get(name), parts, verdict, self.converter)

    def _other(self, name: str, parts: Sequence[Part]) -> tuple[Cell, ...]:
        deals = [part.listed.deal for part in parts]
        kinds = Joined(tuple(map(kind_title, dict.fromkeys(deal.kind for deal in deals))))
        companies = Names(companies_of(part.listed for part in parts))
        return self.roster.name(name), kinds, len(deals), sum_of(deals, self.converter), companies


def _named(name: str, namings: Sequence[tuple[Company, PartialDate]]) -> tuple[Cell, ...]:
    dates = [when for _, when in namings]
    return name, Names(tuple(dict.fromkeys(company.name for company, _ in namings))), min(dates), max(dates)
