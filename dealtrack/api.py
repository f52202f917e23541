"""The public interface: a book to ask, from a script or a notebook, what the command line is asked.

Every report is a :class:`Report`: the neutral document that all formats are made of. It prints as a table, shows itself
as HTML in a notebook, and gives any other format as text.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from importlib import import_module
from os import PathLike

import msgspec
from msgspec import structs

from dealtrack.files.book import BookOnDisk, find_company
from dealtrack.files.book import open_book as read_book
from dealtrack.files.places import PinnedDiagnostic, pin
from dealtrack.known_by import known_by
from dealtrack.model import Book, Company, Investor
from dealtrack.rates.lookup import Conversion, NoRate, look_up
from dealtrack.rates.lookup import convert as convert_at
from dealtrack.render.registry import FORMATS, MODULES, Page
from dealtrack.reports.compare import compare
from dealtrack.reports.conversion import At, AtMode, Converter
from dealtrack.reports.document import Document
from dealtrack.reports.lists.deals import list_deals
from dealtrack.reports.lists.sifting import UNFILTERED, Filters
from dealtrack.reports.lists.who_invests import investors
from dealtrack.reports.reconcile import reconcile
from dealtrack.reports.show import show
from dealtrack.reports.timeline import timeline
from dealtrack.rules import check_book
from dealtrack.rules.registry import Whole
from dealtrack.values.amount import Amount
from dealtrack.values.amount_text import parse_amount
from dealtrack.values.currencies import CURRENCIES
from dealtrack.values.dates import PartialDate, parse_date
from dealtrack.values.units import Units


class UnknownCompany(LookupError):
    """No company of the book answers to that name; the message names the nearest."""


class NoRateOnRecord(LookupError):
    """An amount cannot be converted; the message says why."""


class Report(Document, frozen=True):
    """A report as sections of tables, lines and footnotes, every cell a typed value; see :class:`Document`."""

    def to(
        self, format: str = "table", *, width: int | None = None, language: str = "en", units: Units | str = "auto",
        color: bool = False, ascii: bool = False,
    ) -> str:  # fmt: skip
        """The report as text in a format: table, csv, tsv, json, md, html, or svg where it has charts.

        *width* is that of a table in cells (None: as wide as need be), *language* en or zh, *units* as ``--units`` has
        them. Raises ValueError for what is none of these.
        """
        if format not in MODULES:
            raise ValueError(f"{format} is no format: known are {', '.join(MODULES)}")
        import_module(f"dealtrack.render.{MODULES[format]}")
        return FORMATS[format](self, Page(width, color, language, Units(units), ascii))

    def __str__(self) -> str:
        return self.to("table").rstrip("\n")

    def _repr_html_(self) -> str:
        """The sections without the page around them, in the notebook's own style."""
        from dealtrack.render.html import fragment

        return fragment(self, Page())


class OpenBook(msgspec.Struct, frozen=True):
    """A book that was read: its ``facts``, as they could be known on ``today``, and the rates to convert them at.

    ``on_disk`` tells of its files: their faults, and what these made it leave out.
    """

    on_disk: BookOnDisk
    facts: Book
    today: date

    @property
    def companies(self) -> Mapping[str, Company]:
        """The companies by their slugs."""
        return self.facts.companies

    @property
    def investors(self) -> Mapping[str, Investor]:
        """The investors that ``seeds/investors.yaml`` describes, by their canonical names."""
        return self.facts.investors

    def known_by(self, day: date | str) -> "OpenBook":
        """The book as it could be known on *day*: only what had been published by then. Raises ValueError."""
        when = date.fromisoformat(day) if isinstance(day, str) else day
        return structs.replace(self, facts=known_by(self.facts, when), today=when)

    def company(self, name: str) -> Company:
        """The company that answers to a slug, a name or an alias, in any script. Raises UnknownCompany."""
        return self.facts.companies[self._slug(name)]

    def converter(self, at: At | str | date = "deal", to: str | None = None) -> Converter:
        """How figures are converted: at the rate of ``deal``, ``stated``, ``latest`` or a date, to a currency.

        Raises ValueError for a currency that ISO 4217 lacks, BadDate for what is no date.
        """
        settings = self.on_disk.settings
        if to is not None and to not in CURRENCIES:
            raise ValueError(f"{to} is not a currency of ISO 4217")
        return Converter(self.on_disk.rates, to or settings.currency, self.today, _at(at), settings.rates.tolerance)

    def timeline(
        self, *companies: str, at: At | str | date = "deal", to: str | None = None, rates: bool = False,
        filters: Filters = UNFILTERED, interleaved: bool = False, chart: bool = False,
    ) -> Report:  # fmt: skip
        """What happened when, of all companies where none is named. Raises UnknownCompany, ValueError, BadDate."""
        converter = self.converter(at, to)
        slugs = self._slugs(companies)
        told = timeline(self.facts, slugs, converter, filters, with_rates=rates, interleaved=interleaved)
        if chart:
            from dealtrack.reports.charts.chart import with_charts

            told = with_charts(told, converter.to)
        return _report(told)

    def compare(
        self, *companies: str, metrics: Iterable[str] = (), at: At | str | date = "deal", to: str | None = None,
        rates: bool = False, transpose: bool = False,
    ) -> Report:  # fmt: skip
        """Companies side by side, by *metrics* as ``compare --help-metrics`` lists them. Raises KeyError besides."""
        converter = self.converter(at, to)
        told = compare(self.facts, self._slugs(companies), converter, metrics, transpose=transpose, with_rates=rates)
        return _report(told)

    def show(self, company: str, *, at: At | str | date = "deal", to: str | None = None, rates: bool = False) -> Report:
        """Everything on record about one company. Raises UnknownCompany, ValueError, BadDate."""
        return _report(show(self.facts, self._slug(company), self.converter(at, to), with_rates=rates))

    def reconcile(
        self, *companies: str, at: At | str | date = "deal", to: str | None = None, rates: bool = False
    ) -> Report:
        """What was stated against what is on record. Raises UnknownCompany, ValueError, BadDate."""
        slugs, unread = self._slugs(companies), Whole(self.on_disk, self.today).lacking("deals")
        return _report(reconcile(self.facts, slugs, self.converter(at, to), with_rates=rates, unread=unread))

    def deals(
        self, filters: Filters = UNFILTERED, *, at: At | str | date = "deal", to: str | None = None,
        limit: int | None = None, rates: bool = False,
    ) -> Report:  # fmt: skip
        """The deals of all companies, oldest first; filters are in :mod:`dealtrack.reports.lists.filters`."""
        return _report(list_deals(self.facts, self.converter(at, to), filters, limit=limit, with_rates=rates))

    def league(self, *, at: At | str | date = "deal", to: str | None = None) -> Report:
        """Who invests where, by the rounds that they took part in."""
        return _report(investors(self.facts, self.converter(at, to)))

    def convert(self, amount: Amount | str, on: PartialDate | str, to: str | None = None) -> Conversion:
        """One amount, exact, at the rate on record for a date. Raises BadAmount, BadDate, NoRateOnRecord."""
        given = parse_amount(amount) if isinstance(amount, str) else amount
        when = parse_date(on) if isinstance(on, str) else on
        target = self.converter(to=to).to
        if given.currency in (None, target):
            return Conversion(given, given)
        rate = look_up(self.on_disk.rates, str(given.currency), target, when, today=self.today)
        if isinstance(rate, NoRate):
            raise NoRateOnRecord(rate.reason)
        return convert_at(given, target, rate)

    def validate(self) -> tuple[PinnedDiagnostic, ...]:
        """Everything that is wrong in the book's files, each at its place, in the order of the places."""
        return pin(check_book(self.on_disk, self.today), self.on_disk.text_of)

    def _slugs(self, names: Iterable[str]) -> list[str]:
        return list(dict.fromkeys(map(self._slug, names))) or list(self.facts.companies)

    def _slug(self, name: str) -> str:
        found = find_company(self.facts, name)
        if isinstance(found, tuple):
            return found[0]
        known = ", ".join(self.facts.companies)
        raise UnknownCompany(
            f"there is no company {name}: {f'did you mean {found}?' if found else f'known are {known}'}"
        )


def open_book(start: str | PathLike[str] = ".", *, today: date | None = None) -> OpenBook:
    """The book that *start* is in: the nearest directory, upwards, that has ``deals/``.

    Files with mistakes do not raise: what is wrong is left out, and :meth:`OpenBook.validate` tells of it. Raises
    BookNotFound, BadSettings.
    """
    on_disk = read_book(start)
    return OpenBook(on_disk, on_disk.book, today or date.today())


def _at(choice: At | str | date) -> At:
    if isinstance(choice, At):
        return choice
    if isinstance(choice, date):
        return At(AtMode.DATE, PartialDate.of(choice))
    named = choice in (AtMode.DEAL, AtMode.STATED, AtMode.LATEST)
    return At(AtMode(choice)) if named else At(AtMode.DATE, parse_date(choice))


def _report(document: Document) -> Report:
    return Report(**{name: getattr(document, name) for name in document.__struct_fields__})
