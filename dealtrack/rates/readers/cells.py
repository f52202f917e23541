"""What the readers share: a CSV of plain cells, checked as a whole first, and cell by cell only where that fails.

Rate files hold dates, codes and numbers: no cell is quoted, none holds a comma.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec

from dealtrack.diagnostics import Fault, Place, Related, Span
from dealtrack.rates.table import MISSING, Pair, Series
from dealtrack.values.currencies import CURRENCIES

_NUMBER = r"(?!0+(?:\.0*)?(?![0-9.]))[0-9]{1,12}(?:\.[0-9]{1,12})?"
_CELL = re.compile(_NUMBER)
_SOUND_ROWS = re.compile(rf"(?:[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?:,(?:{_NUMBER}|N/A|ND|\.|))*(?:\n|\Z))*")
Row = tuple[int, list[str]]


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
    width = len(pairs) + 1
    rows = _sound_rows(sheet, width)
    if rows is None:
        rows = [row for row in (_mended(sheet, row, width, found) for row in sheet.rows()) if row]
    dated = [(date.fromisoformat(row[0]), row) for row in rows]
    return _series(sheet, source, pairs, dated, found), tuple(found)


def _sound_rows(sheet: Sheet, width: int) -> list[list[str]] | None:
    """All rows, if every cell of them is in order; else None."""
    if not _SOUND_ROWS.fullmatch(sheet.body):
        return None
    rows = [line.split(",") for line in sheet.body.split("\n") if line]
    sound = all(len(row) == width for row in rows) and all(is_date(row[0]) for row in rows)
    return rows if sound else None


def _series(
    sheet: Sheet, source: str, pairs: Sequence[Pair | None], dated: list[tuple[date, list[str]]], found: list[Fault]
) -> tuple[Series, ...]:
    dated.sort(key=lambda item: item[0])
    days = [day for day, _ in dated]
    if len(set(days)) < len(days):
        dated = _without_conflicts(sheet, dated, found)
        days = [day for day, _ in dated]
    if not dated:
        return ()
    columns = list(zip(*(row for _, row in dated), strict=True))[1:]
    return (
        Series(source, sheet.file, days, {pair: column for pair, column in zip(pairs, columns, strict=True) if pair}),
    )


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
