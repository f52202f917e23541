"""dealtrack's own rates file: ``date,base,quote,rate[,source]``, one quotation a row, ``#`` lines above."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath

from dealtrack.diagnostics import Fault
from dealtrack.rates.readers.cells import Cell, Key, Quotation, Sheet, day_of, is_rate, why_no_rate
from dealtrack.rates.readers.gather import gather
from dealtrack.rates.table import Series
from dealtrack.values.currencies import CURRENCIES

HEADER = ("date", "base", "quote", "rate", "source")
_REQUIRED = 4


def recognises(sheet: Sheet) -> bool:
    """Whether the header is dealtrack's own, with or without the source."""
    return sheet.heads in (HEADER, HEADER[:_REQUIRED])


def read(sheet: Sheet) -> tuple[tuple[Series, ...], tuple[Fault, ...]]:
    """A series for each source that the file names; the file's own name where it names none."""
    faults: list[Fault] = []
    series, conflicts = gather(sheet.file, _quotations(sheet, faults))
    return series, tuple(faults) + conflicts


def find(sheet: Sheet, wanted: Collection[Key]) -> Mapping[Key, Cell]:
    """The cells of the *wanted* figures; of several that it has, the last."""
    found = {}
    for row in sheet.rows():
        day = day_of(row[0].text)
        if day and len(row) >= _REQUIRED:
            key = (_source(sheet, row), (row[1].text, row[2].text), day)
            if key in wanted:
                found[key] = row[3]
    return found


def _quotations(sheet: Sheet, faults: list[Fault]) -> Iterator[Quotation]:
    for row in sheet.rows():
        if not _REQUIRED <= len(row) <= len(sheet.header):
            named = ",".join(cell.text for cell in sheet.header)
            faults.append(sheet.row_fault(row, f"has {len(row)} cells: a rate is {named}"))
            continue
        found = list(_faults(sheet, row))
        faults += found
        day = day_of(row[0].text)
        if day and not found:
            pair = (row[1].text, row[2].text)
            yield Quotation(_source(sheet, row), pair, day, row[3].text, sheet.place(row[3]))


def _source(sheet: Sheet, row: tuple[Cell, ...]) -> str:
    """Whose figure it is: the file's name says so where the row does not."""
    named = row[_REQUIRED].text if len(row) > _REQUIRED else ""
    return named or PurePosixPath(sheet.file).stem


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
