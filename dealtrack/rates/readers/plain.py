"""dealtrack's own rates file: ``date,base,quote,rate[,source]``, one quotation a row, ``#`` lines above."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from dealtrack.diagnostics import Fault
from dealtrack.rates.readers.cells import Cell, Quotation, Sheet, day_of, is_rate, why_no_rate
from dealtrack.rates.readers.gather import gather
from dealtrack.rates.table import Series
from dealtrack.values.currencies import CURRENCIES

_HEADER = ("date", "base", "quote", "rate", "source")
_REQUIRED = 4


def recognises(header: tuple[str, ...]) -> bool:
    """Whether the header is dealtrack's own, with or without the source."""
    return header in (_HEADER, _HEADER[:_REQUIRED])


def read(sheet: Sheet) -> tuple[tuple[Series, ...], tuple[Fault, ...]]:
    """A series for each source that the file names; the file's own name where it names none."""
    faults: list[Fault] = []
    series, conflicts = gather(sheet.file, _quotations(sheet, faults))
    return series, tuple(faults) + conflicts


def _quotations(sheet: Sheet, faults: list[Fault]) -> Iterator[Quotation]:
    own_name = PurePosixPath(sheet.file).stem
    for row in sheet.rows():
        if not _REQUIRED <= len(row) <= len(sheet.header):
            named = ",".join(cell.text for cell in sheet.header)
            faults.append(sheet.row_fault(row, f"has {len(row)} cells: a rate is {named}"))
            continue
        found = list(_faults(sheet, row))
        faults += found
        day = day_of(row[0].text)
        if day and not found:
            source = row[_REQUIRED].text if len(row) > _REQUIRED else ""
            pair = (row[1].text, row[2].text)
            yield Quotation(source or own_name, pair, day, row[3].text, sheet.place(row[3]))


def _faults(sheet: Sheet, row: tuple[Cell, ...]) -> Iterator[Fault]:
    day, base, quote, rate = row[:_REQUIRED]
    if day_of(day.text) is None:
        yield sheet.fault(day, "is not a date", "write the year first: 2020-05-13")
    for currency in (base, quote):
        if currency.text not in CURRENCIES:
            yield sheet.fault(currency, "is not a currency of ISO 4217")
    if base.text == quote.text and base.text in CURRENCIES:
        yield sheet.fault(quote, "is quoted against itself")
    if not is_rate(rate.text):
        yield sheet.fault(rate, *why_no_rate(rate.text))
    for source in row[_REQUIRED:]:
        if source.text.isdecimal():
            yield sheet.fault(source, "is not a source", "write decimals with a point")
