"""dealtrack's own rates file: ``date,base,quote,rate[,source]``, one quotation a row, ``#`` lines above."""

from collections.abc import Mapping
from datetime import date
from pathlib import PurePosixPath

from dealtrack.diagnostics import Fault, Place
from dealtrack.rates.readers.cells import Row, Sheet, conflict, is_date, is_rate
from dealtrack.rates.table import Pair, Series
from dealtrack.values.currencies import CURRENCIES

_HEADERS = (["date", "base", "quote", "rate"], ["date", "base", "quote", "rate", "source"])
_Quotations = dict[tuple[str, Pair, str], tuple[str, Place]]


def recognises(header: str) -> bool:
    """Whether the header is dealtrack's own."""
    return [cell.strip() for cell in header.split(",")] in _HEADERS


def read(sheet: Sheet) -> tuple[tuple[Series, ...], tuple[Fault, ...]]:
    """A series for each source that the file names; the file's own name where it names none."""
    found: list[Fault] = []
    quotations: _Quotations = {}
    for row in sheet.rows():
        cells = [cell.strip() for cell in row[1]]
        faults = _faults(sheet, row, cells)
        found += faults
        if not faults:
            source = cells[4] if len(cells) > 4 and cells[4] else PurePosixPath(sheet.file).stem
            key = (source, (cells[1], cells[2]), cells[0])
            _record(quotations, key, cells[3], sheet.place(row, 3), found)
    return tuple(_series(sheet.file, quotations)), tuple(found)


def _faults(sheet: Sheet, row: Row, cells: list[str]) -> list[Fault]:
    if len(cells) not in (4, 5):
        return [sheet.fault(row, len(cells), f"has {len(cells)} cells: a rate is date,base,quote,rate,source")]
    faults = []
    if not is_date(cells[0]):
        faults.append(sheet.fault(row, 0, "is not a date", "write the year first: 2020-05-13"))
    for column in (1, 2):
        if cells[column] not in CURRENCIES:
            faults.append(sheet.fault(row, column, "is not a currency of ISO 4217"))
    if cells[1] == cells[2] and not faults:
        faults.append(sheet.fault(row, 2, "is quoted against itself"))
    if not is_rate(cells[3]):
        faults.append(sheet.fault(row, 3, "is not a positive number"))
    return faults


def _record(quotations: _Quotations, key: tuple[str, Pair, str], rate: str, place: Place, found: list[Fault]) -> None:
    known = quotations.setdefault(key, (rate, place))
    if known[0] != rate:
        found.append(conflict([known[1], place], f"{key[1][1]} per {key[1][0]} on {key[2]}"))
        quotations[key] = ("", known[1])


def _series(file: str, quotations: Mapping[tuple[str, Pair, str], tuple[str, Place]]) -> list[Series]:
    series = []
    for source in dict.fromkeys(source for source, _, _ in quotations):
        mine = {(pair, day): rate for (owner, pair, day), (rate, _) in quotations.items() if owner == source}
        days = sorted({day for _, day in mine})
        columns = {
            pair: [mine.get((pair, day), "") for day in days] for pair in dict.fromkeys(pair for pair, _ in mine)
        }
        series.append(Series(source, file, [date.fromisoformat(day) for day in days], columns))
    return series
