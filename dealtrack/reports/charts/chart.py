"""A chart: a company's deals, and what is claimed of it, along a time axis, each with a bar by its size.

The charts of one report share both axes, so that companies can be held against each other.
"""

from collections.abc import Iterable

from msgspec.structs import replace

from dealtrack.model import Book, Company, Deal, StatedTotal, Valuation
from dealtrack.reports.cells import Cell, Joined, Missing, Money, said
from dealtrack.reports.charts.axes import Scale, Span
from dealtrack.reports.charts.drawing import Category, Chart, Mark
from dealtrack.reports.conversion import Converter
from dealtrack.reports.document import Document
from dealtrack.reports.investors import Roster
from dealtrack.reports.wording import deal_title, rounds_words, status_mark, status_words, valuation_title

_BY_SIGN = {category.sign: category for category in Category}


def with_charts(document: Document, book: Book, converter: Converter) -> Document:
    """*document* with a chart in each section that tells of a company."""
    slugs = [section.key for section in document.sections if section.key in book.companies]
    charts = charts_of(book, slugs, converter)
    sections = tuple(replace(section, chart=charts.get(section.key)) for section in document.sections)
    return replace(document, sections=sections)


def charts_of(book: Book, slugs: Iterable[str], converter: Converter) -> dict[str, Chart]:
    """A chart for each company, all on the same axes."""
    roster = Roster(book)
    marks = {slug: _marks(book.companies[slug], roster, converter) for slug in slugs}
    every = [mark for each in marks.values() for mark in each]
    span = Span.around(mark.when for mark in every)
    scale = Scale.of((mark.amount for mark in every if mark.amount), converter.to)
    return {slug: Chart(book.companies[slug].name, converter.to, each, span, scale) for slug, each in marks.items()}


def _marks(company: Company, roster: Roster, converter: Converter) -> tuple[Mark, ...]:
    """The deals of *company* as they now stand, and what is claimed of it with a sum."""
    deals = (_deal(deal, roster, converter) for deal in company.deals)
    claims: tuple[Valuation | StatedTotal, ...] = (*company.valuations, *company.totals)
    told = (_claim(claim, converter) for claim in claims if not claim.amount.is_undisclosed)
    return tuple(sorted((*deals, *told), key=lambda mark: mark.when))


def _deal(deal: Deal, roster: Roster, converter: Converter) -> Mark:
    sign, _ = status_mark(deal.current_status, deal.kind)
    who = roster.names(deal) if deal.is_done else status_words(deal.current_status)
    when = deal.done_on if deal.is_done else deal.date
    return Mark(when, _BY_SIGN[sign], deal_title(deal), who, _money(deal, converter))


def _claim(claim: Valuation | StatedTotal, converter: Converter) -> Mark:
    label = valuation_title(claim) if isinstance(claim, Valuation) else _total_title(claim)
    return Mark(claim.date, Category.CLAIM, label, claim.by or "", _money(claim, converter))


def _total_title(stated: StatedTotal) -> Cell:
    title = said("stated total")
    return Joined((title, rounds_words(stated.rounds))) if stated.rounds else title


def _money(fact: Deal | Valuation | StatedTotal, converter: Converter) -> Money | Missing | None:
    """The same cell that a table shows. What is withheld needs no rate."""
    if fact.amount is not None and fact.amount.is_undisclosed:
        return Money(fact.amount)
    return converter.money(fact.amount, fact.equivalent, fact.date)
