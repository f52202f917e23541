"""One company on one screen: who it is, its deals, what is claimed of it, and the sources, numbered."""

from collections.abc import Iterable, Iterator

from dealtrack.model import Book, Company, Deal, PricedFact
from dealtrack.reports.conversion import Converter
from dealtrack.reports.document import Align, Cell, Column, Document, Row, Section, Table, Tone
from dealtrack.reports.footnotes import Footnotes
from dealtrack.reports.investors import Roster
from dealtrack.reports.rate_columns import rate_cells, rate_columns
from dealtrack.reports.timeline import legend_of, money_cells, summary
from dealtrack.reports.wording import date_words, deal_title, rounds_words, status_mark, status_words, valuation_title
from dealtrack.values.vocabulary import Standing


def show(book: Book, slug: str, converter: Converter, *, with_rates: bool = False) -> Document:
    """Everything on record about one company."""
    card = _Card(book, slug, converter, with_rates)
    sections = tuple(section for section in card.sections() if section)
    return Document("show", sections, converter.basis, card.footnotes.all(), legend_of(sections))


class _Card:
    """The sections of one company, while they are put together; ``cited`` numbers the sources as they come."""

    def __init__(self, book: Book, slug: str, converter: Converter, with_rates: bool) -> None:
        self.book, self.slug, self.company = book, slug, book.companies[slug]
        self.converter, self.with_rates = converter, with_rates
        self.footnotes, self.roster = Footnotes(book, converter), Roster(book)
        self.cited: dict[str, int] = {}

    def sections(self) -> Iterator[Section | None]:
        company = self.company
        lines = tuple(identity(company)) + tuple(summary(company, self.converter))
        yield Section(self.slug, company.name, "  ".join(company.names.values()), lines=lines)
        yield self._money_section(
            "deals", "Deals", [self._deal(index, deal) for index, deal in enumerate(company.deals)]
        )
        yield self._money_section("claims", "Claims about deals", list(self._claims()))
        yield self._money_section("valuations", "Valuations", self._valuations())
        yield self._money_section("totals", "Stated totals", self._totals())
        yield self._money_section("metrics", "Metrics", self._metrics())
        yield self._plain_section("events", "Events", self._events())
        yield self._plain_section("backers", "Investors, round not stated", self._backers())
        notes = [company.notes] if company.notes else []
        notes += [f"{deal_title(deal)}, {date_words(deal.date)}: {deal.notes}" for deal in company.deals if deal.notes]
        if notes:
            yield Section("notes", "Notes", lines=tuple(notes))
        yield self._sources()

    def _refs(self, sources: Iterable[str]) -> str:
        numbers = [self.cited.setdefault(source, len(self.cited) + 1) for source in sources]
        return "".join(f"[{number}]" for number in sorted(numbers))

    def _money_section(self, key: str, title: str, rows: list[Row]) -> Section | None:
        if not rows:
            return None
        rates = rate_columns() if self.with_rates else ()
        columns = (
            Column("date", "date"), Column("what", "what", flexible=True), Column("amount", "amount", Align.MONEY),
            Column("converted", self.converter.to, Align.MONEY), *rates,
            Column("detail", "detail", rank=3 if self.with_rates else 1, flexible=True), Column("sources", "sources"),
        )  # fmt: skip
        return Section(key, title, table=Table(columns, tuple(rows), headed=False))

    def _plain_section(self, key: str, title: str, rows: list[Row]) -> Section | None:
        if not rows:
            return None
        columns = (Column("date", "date"), Column("what", "what", flexible=True), Column("sources", "sources"))
        return Section(key, title, table=Table(columns, tuple(rows), headed=False))

    def _row(self, priced: PricedFact, what: str, detail: Cell, tone: Tone, value: str | None = None) -> Row:
        note = self.footnotes.mark(self.slug, priced)
        amount, converted = money_cells(self.converter, priced, note)
        rates = rate_cells(converted) if self.with_rates else ()
        cells: tuple[Cell, ...] = (
            priced.date,
            what,
            value or amount,
            converted,
            *rates,
            detail,
            self._refs(priced.sources),
        )
        return Row(cells, tone)

    def _deal(self, index: int, deal: Deal) -> Row:
        mark, tone = status_mark(deal.current_status, deal.kind)
        priced = PricedFact(("deals", index), deal, deal.date, deal.sources)
        detail: Cell = self.roster.names(deal) if deal.is_done and deal.backers else turns(deal)
        return self._row(priced, f"{mark} {deal_title(deal)}", detail, tone)

    def _claims(self) -> Iterator[Row]:
        for index, deal in enumerate(self.company.deals):
            for number, claim in enumerate(deal.claims):
                path = ("deals", index, "claims", number)
                priced = PricedFact(path, claim, claim.date or deal.date, claim.sources or deal.sources)
                yield self._row(priced, deal_title(deal), claim.by, Tone.CLAIM)

    def _valuations(self) -> list[Row]:
        rows = []
        for index, valuation in enumerate(self.company.valuations):
            priced = PricedFact(("valuations", index), valuation, valuation.date, valuation.sources)
            declined = valuation.standing is Standing.DECLINED
            by = f"{valuation.by or 'the company'} declined to say" if declined else valuation.by or ""
            what = valuation_title(valuation)
            basis = f"{valuation.basis.value}, " if valuation.basis else ""
            rows.append(self._row(priced, what, f"{basis}{by}", Tone.CLAIM))
        return rows

    def _totals(self) -> list[Row]:
        rows = []
        for index, stated in enumerate(self.company.totals):
            priced = PricedFact(("totals", index), stated, stated.date, stated.sources)
            what = f"in {rounds_words(stated.rounds)}" if stated.rounds else "all financing"
            rows.append(self._row(priced, what, stated.by or "", Tone.CLAIM))
        return rows

    def _metrics(self) -> list[Row]:
        rows = []
        for index, metric in enumerate(self.company.metrics):
            priced = PricedFact(("metrics", index), metric, metric.date, metric.sources)
            standing = [metric.standing.value] if metric.standing else []
            detail = ", ".join(standing + ([metric.by] if metric.by else []))
            rows.append(self._row(priced, metric.label, detail, Tone.CLAIM, metric.value))
        return rows

    def _events(self) -> list[Row]:
        return [
            Row(
                (event.date, f"{event.what} ({event.by})" if event.by else event.what, self._refs(event.sources)),
                Tone.EVENT,
            )
            for event in self.company.events
        ]

    def _backers(self) -> list[Row]:
        return [
            Row((backing.date, ", ".join(backing.investors), self._refs(backing.sources)), Tone.CLAIM)
            for backing in self.company.backers
        ]

    def _sources(self) -> Section | None:
        lines = []
        for source_id, number in self.cited.items():
            source = self.book.source(self.company, source_id)
            parts = (
                (source.author, source.title, source.publisher, date_words(source.published), source.url)
                if source
                else ()
            )
            lines.append(f"[{number}] {', '.join(part for part in parts if part) or source_id}")
        return Section("sources", "Sources", lines=tuple(lines)) if lines else None


def identity(company: Company) -> Iterator[str]:
    """Who the company is, in one line."""
    place = ", ".join(part for part in (company.city, company.country and company.country.upper()) if part)
    founding = f"founded {company.founded}" if company.founded else ""
    founders = f"founders on record: {', '.join(company.founders)}" if company.founders else ""
    aliases = f"also {', '.join(company.aliases)}" if company.aliases else ""
    parts = [place, founding, founders, ", ".join(company.sectors), aliases]
    if any(parts):
        yield " · ".join(part for part in parts if part)


def turns(deal: Deal) -> str:
    """A deal's way so far: ``planned (by 2020-05), postponed (by 2020-05)``."""
    if not deal.steps:
        return status_words(deal.current_status)
    return ", ".join(f"{status_words(step.is_)} ({date_words(step.on)})" for step in deal.steps)
