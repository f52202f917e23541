"""What the readers share: a CSV of plain cells, checked as a whole first, and cell by cell only where that fails.

Rate files hold dates, codes and numbers: no cell is quoted, none holds a comma.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import msgspec

from dealtrack.diagnostics import Fault, Place, Related, Span
from dealtrack.rates.table import MISSING, Pair, Series
from dealtrack.values.currencies import CURRENCIES

_CELL = re.compile(r"(?!0+(?:\.0*)?$)[0-9]{1,12}(?:\.[0-9]{1,12})?")
# Possessive throughout: a large record is matched in one pass, without a step back.
_SOUND_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_SOUND_CELL = r",(?:[0-9]{1,12}+(?:\.[0-9]{1,12}+)?+|N/A|ND|\.)?+"
_ZERO = re.compile(r",0++(?:\.0*+)?+(?=[,\n]|\Z)")
Row = tuple[int, list[str]]
_Columns = tuple[Any, ...]  # the days, then the cells of each further column


class Sheet(msgspec.Struct, frozen=True):
    """A file after its leading ``#`` lines: header and body; ``offset`` is where in the text the header starts."""

    file: str
    header: str
    offset: int
    body: str

    def rows(self) -> Iterable[Row]:
        """Each row that is not empty, with its offset in the text."""
        offset = self.offset + len(self.header) + 1
        for line in self.body.split("\n"):
            if line.strip():
                yield offset, line.split(",")
            offset += len(line) + 1

    def fault(self, row: Row, column: int, why: str, hint: str = "", rule: str = "bad-rate") -> Fault:
        """A fault at a cell; at the whole row where it has no such cell."""
        return Fault(
            rule, self.place(row, column), text=row[1][column] if column < len(row[1]) else "", why=why, hint=hint
        )

    def place(self, row: Row, column: int) -> Place:
        """The place of a cell."""
        offset, cells = row
        if column >= len(cells):
            return Place(self.file, span=Span(offset, offset + len(",".join(cells))))
        start = offset + sum(len(cell) + 1 for cell in cells[:column])
        return Place(self.file, span=Span(start, start + max(1, len(cells[column]))))


def sheet_of(text: str, file: str) -> Sheet:
    """*text* without the ``#`` and empty lines above its header. Line ends count as they stand in *text*."""
    offset = 0
    while offset < len(text):
        line, _, rest = text[offset:].partition("\n")
        if line.strip() and not line.lstrip().startswith("#"):
            return Sheet(file, line, offset, rest)
        offset += len(line) + 1
    return Sheet(file, "", 0, "")


def read_wide(
    sheet: Sheet, source: str, pairs: Sequence[Pair | None], faults: Iterable[Fault]
) -> tuple[tuple[Series, ...], tuple[Fault, ...]]:
    """One row a day, one column a pair (None for a column to leave out); *faults* are those of the header."""
    found = list(faults)
    columns = _sound_columns(sheet, len(pairs) + 1) or _mended_columns(sheet, len(pairs) + 1, found)
    days, quoted = columns[0], columns[1:]
    if not days:
        return (), tuple(found)
    series = Series(source, sheet.file, days, dict(_named(pairs, quoted)))
    return (series,), tuple(found)


def _named(pairs: Sequence[Pair | None], columns: Sequence[Sequence[str]]) -> Iterator[tuple[Pair, Sequence[str]]]:
    return ((pair, column) for pair, column in zip(pairs, columns, strict=True) if pair)


def _sound_columns(sheet: Sheet, width: int) -> _Columns | None:
    """All columns, oldest day first, if every cell is in order and the days run one way; else None."""
    rows = rf"(?:{_SOUND_DAY}(?:{_SOUND_CELL}){{{width - 1}}}+(?:\n|\Z))*+"
    if not re.fullmatch(rows, sheet.body) or _ZERO.search(sheet.body):
        return None
    cells = sheet.body.rstrip("\n").replace("\n", ",").split(",")
    try:
        days = list(map(date.fromisoformat, cells[::width])) if sheet.body else []
    except ValueError:
        return None
    step = -1 if len(days) > 1 and days[0] > days[-1] else 1
    days = days[::step]
    if any(earlier >= later for earlier, later in pairwise(days)):
        return None
    return (days, *(cells[index::width][::step] for index in range(1, width)))


def _mended_columns(sheet: Sheet, width: int, found: list[Fault]) -> _Columns:
    """All columns without what is wrong, cell by cell."""
    rows = [row for row in (_mended(sheet, row, width, found) for row in sheet.rows()) if row]
    dated = sorted(((date.fromisoformat(row[0]), row) for row in rows), key=lambda item: item[0])
    dated = _without_conflicts(sheet, dated, found)
    return ([day for day, _ in dated], *([row[index] for _, row in dated] for index in range(1, width)))


def _mended(sheet: Sheet, row: Row, width: int, found: list[Fault]) -> list[str] | None:
    """The row with its bad cells emptied and reported; None where its date is bad."""
    cells = [cell.strip() for cell in row[1]]
    cells = cells[:width] if len(cells) == width + 1 and not cells[-1] else cells
    if not is_date(cells[0]):
        found.append(sheet.fault(row, 0, "is not a date", "write the year first: 2020-05-13"))
        return None
    if len(cells) != width:
        found.append(sheet.fault(row, len(cells), f"has {len(cells)} cells where the header has {width}"))
        return None
    for index, cell in enumerate(cells[1:], start=1):
        if cell not in MISSING and not is_rate(cell):
            found.append(sheet.fault(row, index, "is not a positive number"))
            cells[index] = ""
    return cells


def _without_conflicts(
    sheet: Sheet, dated: list[tuple[date, list[str]]], found: list[Fault]
) -> list[tuple[date, list[str]]]:
    """One row a day; where two rows of a day differ, neither is kept."""
    if len({day for day, _ in dated}) == len(dated):
        return dated
    by_day: dict[date, list[list[str]]] = {}
    for day, row in dated:
        by_day.setdefault(day, []).append(row)
    where = _places_by_day(sheet)
    kept = []
    for day, rows in by_day.items():
        if all(row == rows[0] for row in rows):
            kept.append((day, rows[0]))
        else:
            found.append(conflict(where[day.isoformat()], day.isoformat()))
    return kept


def _places_by_day(sheet: Sheet) -> Mapping[str, list[Place]]:
    places: dict[str, list[Place]] = {}
    for row in sheet.rows():
        places.setdefault(row[1][0].strip(), []).append(sheet.place(row, 0))
    return places


def conflict(places: Sequence[Place], what: str) -> Fault:
    """A fault for two values where one is meant: the second place, with the first as related."""
    related = (Related(places[0], "the first is here"),)
    return Fault("conflicting-rate", places[-1], text=what, related=related)


def is_rate(text: str) -> bool:
    """Whether a cell holds a positive number in plain digits."""
    return _CELL.fullmatch(text) is not None


def is_date(text: str) -> bool:
    """Whether a cell holds a day as ISO 8601 writes it, with hyphens."""
    try:
        return len(text) == 10 and text[4] == text[7] == "-" and bool(date.fromisoformat(text))
    except ValueError:
        return False


def header_faults(sheet: Sheet, codes: Sequence[str]) -> list[Fault]:
    """Faults for the column heads, after the first, that are no currency."""
    row = (sheet.offset, sheet.header.split(","))
    return [
        sheet.fault(row, index, "is not a currency of ISO 4217")
        for index, code in enumerate(codes, start=1)
        if code not in CURRENCIES
    ]
