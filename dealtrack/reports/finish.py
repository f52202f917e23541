"""What every report ends with: which rates it took, of which days, published by whom; and what its marks mean."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from dealtrack.rates.lookup import Rate
from dealtrack.reports.cells import Cell, Joined, conversions, listed, said
from dealtrack.reports.conversion import Converter
from dealtrack.reports.document import Document, Section
from dealtrack.reports.legend import legend_of
from dealtrack.values.dates import parse_date

_MOST_DAYS = 4  # that are named one by one


def report(
    name: str, sections: Sequence[Section], converter: Converter, footnotes: Iterable[tuple[str, Cell]] = (),
    *, unrated: int = 0,
) -> Document:  # fmt: skip
    """The document *name* of *sections*, with all that keeps its figures traceable."""
    document = Document(name, tuple(sections), footnotes=tuple(footnotes), unrated=unrated)
    rates = tuple(dict.fromkeys(rate for each in conversions(document.cells()) if (rate := each.rate)))
    document = replace(document, basis=converter.basis(rates))
    taken = rates_taken(rates)
    closing: tuple[tuple[str, Cell], ...] = (("", taken),) if taken else ()
    return replace(document, footnotes=document.footnotes + closing, legend=legend_of(document.cells()))


def rates_taken(taken: Iterable[Rate]) -> Cell:
    """The days and the publishers of the rates *taken*, and how much of their periods means cover; None of none."""
    rates = {(rate.date, rate.source, rate.on_weekdays): rate for rate in taken}
    if not rates:
        return None
    ordered = sorted(rates.values(), key=lambda rate: parse_date(rate.date))
    sources = listed(dict.fromkeys(rate.source for rate in ordered))
    if len({rate.date for rate in ordered}) <= _MOST_DAYS:
        days: Cell = listed(
            _period(rate) for rate in {(rate.date, rate.on_weekdays): rate for rate in ordered}.values()
        )
        return said("rates: of {days}, published by {sources}", days=days, sources=sources)
    days = said("{first} to {last}", first=ordered[0].date, last=ordered[-1].date)
    told = said("rates: {count}, of {days}, published by {sources}", count=len(ordered), days=days, sources=sources)
    sparse = [_period(rate) for rate in ordered if rate.is_sparse]
    return Joined((told, said("few days: {means}", means=listed(sparse))), "; ") if sparse else told


def _period(rate: Rate) -> Cell:
    if not rate.is_mean:
        return rate.date
    return said(
        "{period} (mean of {days} of {weekdays} weekdays)",
        period=rate.date, days=rate.on_weekdays, weekdays=rate.weekdays,
    )  # fmt: skip
