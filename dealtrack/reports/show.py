"""One company on one screen: who it is, its deals, what is claimed of it, and the sources, numbered."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from dealtrack.model import Book, Company, Deal, PricedFact
from dealtrack.reconciliation.reckoning import Reckoning
from dealtrack.reconciliation.totals import is_claimed, reconcile
from dealtrack.reports.cells import Cell, Joined, Said, Tone, said
from dealtrack.reports.conversion import Converter
from dealtrack.reports.document import Align, Column, Document, Row, Section, Table
from dealtrack.reports.finish import report
from dealtrack.reports.footnotes import Footnotes
from dealtrack.reports.investors import Roster
from dealtrack.reports.rate_columns import rate_cells, rate_columns
from dealtrack.reports.reconcile.words import VERDICTS
from dealtrack.reports.story import claimant, money_cells
from dealtrack.reports.summary import summary
from dealtrack.reports.wording import company_name, deal_title, rounds_words, status_mark, status_words, valuation_title
from dealtrack.values.dates import PartialDate

_FIRST = (Column("date", said("date")), Column("what", said("what"), flexible=True))


def show(book: Book, slug: str, converter: Converter, *, with_rates: bool = False) -> Document:
    """Everything on record about one company."""
    card = _Card(book, slug, converter, with_rates)
    sections = tuple(section for section in card.sections() if section)
    return report("show", sections, converter, card.footnotes.all())


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
        yield Section(self.slug, company_name(company), lines=lines)
        yield self._money_section(
            "deals", said("Deals"), [self._deal(index, deal) for index, deal in enumerate(company.deals)]
        )
        yield self._money_section("claims", said("Claims about deals"), list(self._claims()))
        yield self._money_section("valuations", said("Valuations"), self._valuations())
        if stated := self._money_section("totals", said("Stated totals"), self._totals()):
            yield replace(stated, lines=tuple(self._reconciled()))
        yield self._money_section("metrics", said("Metrics"), self._metrics())
        yield self._plain_section("events", said("Events"), self._events())
        yield self._plain_section("backers", said("Investors, round not stated"), self._backers())
        notes: list[Cell] = [company.notes] if company.notes else []
        notes += [
            said("{deal}, {date}: {notes}", deal=deal_title(deal), date=deal.date, notes=deal.notes)
            for deal in company.deals
            if deal.notes
        ]
        if notes:
            yield Section("notes", said("Notes"), lines=tuple(notes))
        yield self._sources()

    def _refs(self, sources: Iterable[str]) -> str:
        numbers = [self.cited.setdefault(source, len(self.cited) + 1) for source in sources]
        return "".join(f"[{number}]" for number in sorted(numbers))

    def _money_section(self, key: str, title: Said, rows: list[Row]) -> Section | None:
        if not rows:
            return None
        rates = rate_columns() if self.with_rates else ()
        columns = (
            *_FIRST, Column("amount", said("amount"), Align.MONEY), Column("converted", self.converter.to, Align.MONEY),
            *rates,
            Column("detail", said("detail"), rank=3 if self.with_rates else 1, flexible=True),
            Column("sources", said("sources")),
        )  # fmt: skip
        return Section(key, title, table=Table(columns, tuple(rows), headed=False))

    def _plain_section(self, key: str, title: Said, rows: list[Row]) -> Section | None:
        if not rows:
            return None
        columns = (*_FIRST, Column("sources", said("sources")))
        return Section(key, title, table=Table(columns, tuple(rows), headed=False))

    def _row(
        self, priced: PricedFact, what: Cell, detail: Cell, tone: Tone, value: str | None = None,
        *, said_on: PartialDate | None = None,
    ) -> Row:  # fmt: skip
        note = self.footnotes.mark(self.slug, priced)
        amount, converted = money_cells(self.converter, priced, note)
        rates = rate_cells(converted) if self.with_rates else ()
        cells: tuple[Cell, ...] = (
            said_on or priced.date,
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
        return self._row(priced, Joined((mark, deal_title(deal)), " "), detail, tone)

    def _claims(self) -> Iterator[Row]:
        for index, deal in enumerate(self.company.deals):
            for number, claim in enumerate(deal.claims):
                path = ("deals", index, "claims", number)
                priced = PricedFact(path, claim, deal.date, claim.sources or deal.sources)
                yield self._row(priced, deal_title(deal), claim.by, Tone.CLAIM, said_on=claim.date)

    def _valuations(self) -> list[Row]:
        rows = []
        for index, valuation in enumerate(self.company.valuations):
            priced = PricedFact(("valuations", index), valuation, valuation.date, valuation.sources)
            basis = Said(valuation.basis.value) if valuation.basis else None
            detail = Joined((basis, claimant(valuation)))
            rows.append(self._row(priced, valuation_title(valuation), detail, Tone.CLAIM))
        return rows

    def _totals(self) -> list[Row]:
        rows = []
        for index, stated in enumerate(self.company.totals):
            priced = PricedFact(("totals", index), stated, stated.date, stated.sources)
            what = said("in {rounds}", rounds=rounds_words(stated.rounds)) if stated.rounds else said("all financing")
            rows.append(self._row(priced, what, stated.by or "", Tone.CLAIM))
        return rows

    def _reconciled(self) -> Iterator[Cell]:
        """What the deals on record say of each stated total, in a line."""
        converter = self.converter
        reckoning = Reckoning(self.book, converter.rates, converter.today, converter.tolerance)
        for stated in self.company.totals:
            if is_claimed(stated):
                found = reconcile(reckoning, self.company, stated)
                yield VERDICTS[found.verdict](found)

    def _metrics(self) -> list[Row]:
        rows = []
        for index, metric in enumerate(self.company.metrics):
            priced = PricedFact(("metrics", index), metric, metric.date, metric.sources)
            detail = Joined((Said(metric.standing.value) if metric.standing else None, metric.by))
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
            Row((backing.date, self.roster.named(backing.investors), self._refs(backing.sources)), Tone.CLAIM)
            for backing in self.company.backers
        ]

    def _sources(self) -> Section | None:
        lines = []
        for source_id, number in self.cited.items():
            source = self.book.source(self.company, source_id)
            parts: tuple[Cell, ...] = (source_id,)
            if source:
                parts = (source.author, source.title, source.publisher, source.published, source.url)
            lines.append(Joined((f"[{number}]", Joined(parts)), " "))
        return Section("sources", said("Sources"), lines=tuple(lines)) if lines else None


def identity(company: Company) -> Iterator[Cell]:
    """Who the company is, in one line."""
    parts: tuple[Cell, ...] = (
        Joined((company.city, company.country and company.country.upper())),
        said("founded {date}", date=company.founded) if company.founded else None,
        said("founders on record: {names}", names=Joined(company.founders)) if company.founders else None,
        Joined(company.sectors),
        said("also {names}", names=Joined(company.aliases)) if company.aliases else None,
    )
    if any((company.city, company.country, company.founded, company.founders, company.sectors, company.aliases)):
        yield Joined(parts, " · ")


def turns(deal: Deal) -> Cell:
    """A deal's way so far: ``planned (by 2020-05), postponed (by 2020-05)``."""
    if not deal.steps:
        return status_words(deal.current_status)
    return Joined(tuple(said("{status} ({date})", status=status_words(step.is_), date=step.on) for step in deal.steps))
