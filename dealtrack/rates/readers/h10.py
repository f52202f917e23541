"""The Federal Reserve's H.10 rates, as a package of its Data Download Program with the series in columns: FRB_H10.csv.

Rows of labels stand above the rates, each for all series: ``"Series Description"``, ``"Unit:"``, ``"Multiplier:"``,
``"Currency:"``, ``"Unique Identifier: "``, and last ``"Time Period","RXI_N.B.CH"``; whoever downloads may leave out all
but the last. Missing is ``ND``. RXI_N.B.CH is yuan per US dollar, RXI$US_N.B.EU is US dollars per euro; indexes and
monthly series, which packages hold too, are left out.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from dealtrack.diagnostics import Fault
from dealtrack.rates.readers.cells import Cell, Key, Sheet, cells_of
from dealtrack.rates.readers.formats import Format, register
from dealtrack.rates.readers.fred import COUNTRIES, SOURCE, pair_of
from dealtrack.rates.readers.wide import Layout, columns_of, find_in_wide, read_wide
from dealtrack.rates.table import Pair, Series

_DAYS = "Time Period"
_MULTIPLIER = "Multiplier"
_LABELS = frozenset(("Series Description", "Unit", _MULTIPLIER, "Currency", "Unique Identifier", _DAYS))
_DAILY = re.compile(r"RXI(?:\$US)?_N\.B\.([A-Z]{2})")


def recognises(sheet: Sheet) -> bool:
    """Whether the first cell is one of the package's labels."""
    return bool(sheet.header) and _label(sheet.header) in _LABELS


def read(sheet: Sheet) -> tuple[tuple[Series, ...], tuple[Fault, ...]]:
    """The one series of the file, with a column for each daily rate of a known currency."""
    labels, table = _parted(sheet)
    if table is None:
        why = f"stands above no row of {_DAYS}"
        return (), (sheet.fault(sheet.header[0], why, "download the package with its series in columns"),)
    multiplied = _multiplied(labels.get(_MULTIPLIER, ()), table)
    series, faults = read_wide(_layout(table))
    return series, (*multiplied, *faults)


def find(sheet: Sheet, wanted: Collection[Key]) -> Mapping[Key, Cell]:
    """The cells of the *wanted* figures."""
    table = _parted(sheet)[1]
    return find_in_wide(_layout(table), wanted) if table else {}


def _layout(table: Sheet) -> Layout:
    return Layout(table, SOURCE, columns_of(_pair(head) for head in table.heads[1:]))


def _pair(name: str) -> Pair | None:
    match = _DAILY.fullmatch(name)
    return pair_of(match[1]) if match and match[1] in COUNTRIES else None


def _multiplied(cells: Sequence[Cell], table: Sheet) -> Iterator[Fault]:
    """A fault for each rate that is not published in single units."""
    for cell, column in zip(cells[1:], _layout(table).columns, strict=False):
        if column and cell.text != "1":
            yield table.fault(cell, "is a multiplier that dealtrack does not know", "it knows 1")


def _parted(sheet: Sheet) -> tuple[Mapping[str, tuple[Cell, ...]], Sheet | None]:
    """The rows of labels, and the table that starts with the row of the series' names, if there is such a row."""
    labels: dict[str, tuple[Cell, ...]] = {}
    cells, start, behind = sheet.header, sheet.offset, sheet.body_offset
    text_end = sheet.body_offset + len(sheet.body)
    while (label := _label(cells)) in _LABELS:
        if label == _DAYS:
            rest = sheet.body[behind - sheet.body_offset :]
            return labels, Sheet(sheet.file, cells, start, rest, behind)
        labels[label] = cells
        line = sheet.body[behind - sheet.body_offset :].partition("\n")[0]
        cells, start, behind = cells_of(line, behind), behind, min(text_end, behind + len(line) + 1)
    return labels, None


def _label(cells: Sequence[Cell]) -> str:
    return cells[0].text.rstrip(": ")


register(Format("the Federal Reserve's FRB_H10", "Time Period,RXI_N.B.CH", recognises, read, find))
