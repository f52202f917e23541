"""dealtrack's own rates file: ``date,base,quote,rate[,source]``, one quotation a row, ``#`` lines above."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from dealtrack.diagnostics import Fault
from dealtrack.rates.readers.cells import Cell, Quotation, Sheet, day_of, is_rate, why_no_rate
from dealtrack.rates.readers.formats import register_list
from dealtrack.rates.table import SET_ASIDE
from dealtrack.values.currencies import CURRENCIES

HEADER = ("date", "base", "quote", "rate", "source")
_REQUIRED = 4


def recognises(sheet: Sheet) -> bool:
    """Whether the header is dealtrack's own, with or without the source."""
    return sheet.heads in (HEADER, HEADER[:_REQUIRED])


def quotations(sheet: Sheet, faults: list[Fault]) -> Iterator[Quotation]:
    """Every figure of a day and a pair that can be read; one that cannot be used is set aside.

    Where a faulty row does not say whose its figure is, it is taken for that of the row before.
    """
    source = PurePosixPath(sheet.file).stem
    for row in sheet.rows():
        found = list(_faults(sheet, row))
        faults += found
        source = source if found and not _is_named(sheet, row) else _source(sheet, row)
        day, pair = day_of(row[0].text), tuple(cell.text for cell in row[1:3])
        if day and len(set(pair)) == 2 and CURRENCIES.issuperset(pair):
            figure, cell = (SET_ASIDE, row[-1]) if found else (row[3].text, row[3])
            yield Quotation(source, (pair[0], pair[1]), day, figure, sheet.place(cell))


def _source(sheet: Sheet, row: tuple[Cell, ...]) -> str:
    """Whose figure it is: the file's name says so where the row does not."""
    return row[_REQUIRED].text if _is_named(sheet, row) else PurePosixPath(sheet.file).stem


def _is_named(sheet: Sheet, row: tuple[Cell, ...]) -> bool:
    """Whether a row says whose figure it has."""
    is_whole = _REQUIRED < len(row) <= len(sheet.header)
    return is_whole and bool(row[_REQUIRED].text) and not row[_REQUIRED].text.isdecimal()


def _faults(sheet: Sheet, row: tuple[Cell, ...]) -> Iterator[Fault]:
    if not _REQUIRED <= len(row) <= len(sheet.header):
        named = ",".join(cell.text for cell in sheet.header)
        yield sheet.row_fault(row, f"has {len(row)} cells: a rate is {named}")
        return
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


FORMAT = register_list("dealtrack's own", ",".join(HEADER), recognises, quotations)
