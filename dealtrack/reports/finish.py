"""What every report ends with: which rates it took, of which days, published by whom; and what its marks mean."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from dealtrack.rates.lookup import Rate
from dealtrack.reports.cells import Cell, Said, conversions, listed, said
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
    document = Document(name, tuple(sections), converter.basis, tuple(footnotes), unrated=unrated)
    taken = rates_taken(document)
    closing: tuple[tuple[str, Cell], ...] = (("", taken),) if taken else ()
    return replace(document, footnotes=document.footnotes + closing, legend=legend_of(document.cells()))


def rates_taken(document: Document) -> Said | None:
    """The days and the publishers of all rates behind the figures of *document*; None where no rate was needed."""
    rates = {(rate.date, rate.source): rate for each in conversions(document.cells()) if (rate := each.rate)}
    if not rates:
        return None
    ordered = sorted(rates.values(), key=lambda rate: parse_date(rate.date))
    sources = listed(dict.fromkeys(rate.source for rate in ordered))
    days: Cell = listed(_period(rate) for rate in ordered)
    if len({rate.date for rate in ordered}) > _MOST_DAYS:
        days = said("{first} to {last}", first=ordered[0].date, last=ordered[-1].date)
        return said("rates: {count}, of {days}, published by {sources}", count=len(ordered), days=days, sources=sources)
    return said("rates: of {days}, published by {sources}", days=days, sources=sources)


def _period(rate: Rate) -> Cell:
    return said("{period} (mean of {days} days)", period=rate.date, days=rate.days) if rate.is_mean else rate.date
