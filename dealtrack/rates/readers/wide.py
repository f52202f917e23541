"""Files with one row a day and one column a pair: matched as a whole, and read cell by cell where that fails."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise

import msgspec

from dealtrack.diagnostics import MOST_FAULTS, Fault
from dealtrack.rates.readers.cells import Cell, Key, Quotation, Sheet, day_of, is_rate, shifted, unquoted, why_no_rate
from dealtrack.rates.readers.gather import gather
from dealtrack.rates.table import NOT_PUBLISHED, SET_ASIDE, Pair, Series

# Possessive throughout: a large record is matched in one pass, without a step back.
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_FIGURE = r",(?:[0-9]{1,12}+(?:\.[0-9]{1,40}+)?+|N/A|ND|\.)?+"
_ZERO = re.compile(r",0(?:[0-9]|(?:\.0*+)?+(?=[,\n]|\Z))")


class Column(msgspec.Struct, frozen=True):
    """What a column holds: how many units of ``pair[1]`` buy 10 to the power of ``power`` units of ``pair[0]``."""

    pair: Pair
    power: int = 0


class Layout(msgspec.Struct, frozen=True):
    """A wide file: its sheet, its publisher's name, its columns behind that of the days (None for one to leave out).

    ``day`` reads the first cell of a row.
    """

    sheet: Sheet
    source: str
    columns: tuple[Column | None, ...]
    day: Callable[[str], date | None] = day_of

    @property
    def repeated(self) -> frozenset[Pair]:
        """The pairs that have several columns, of which none can be trusted."""
        counts = Counter(column.pair for column in self.columns if column)
        return frozenset(pair for pair, count in counts.items() if count > 1)


def read_wide(layout: Layout) -> tuple[tuple[Series, ...], tuple[Fault, ...]]:
    """The series of a file, and its faults."""
    twice = tuple(_repeated(layout))
    sound = _sound(layout)
    if sound is not None:
        return sound, twice
    faults: list[Fault] = []
    pairs = [column.pair for column in layout.columns if column]
    series, conflicts = gather(layout.sheet.file, _quotations(layout, faults), pairs)
    return series, (*twice, *faults, *conflicts)


def find_in_wide(layout: Layout, wanted: Collection[Key]) -> Mapping[Key, Cell]:
    """The cell of each of the *wanted* figures; of several that it has, the last."""
    days = {day for _, _, day in wanted}
    found: dict[Key, Cell] = {}
    for row in layout.sheet.rows():
        day = layout.day(row[0].text)
        if day is None or day not in days:
            continue
        for cell, column in zip(row[1:], layout.columns, strict=False):
            key = (layout.source, column.pair, day) if column else None
            if key and key in wanted and cell.text not in NOT_PUBLISHED:
                found[key] = cell
    return found


def _repeated(layout: Layout) -> Iterator[Fault]:
    """A fault at each column head whose pair has a column already: the figures of both are set aside."""
    seen: set[Pair] = set()
    for cell, column in zip(layout.sheet.header[1:], layout.columns, strict=True):
        if column and column.pair in seen:
            yield layout.sheet.fault(cell, "has a column already", "keep one of the two")
        elif column:
            seen.add(column.pair)


def _sound(layout: Layout) -> tuple[Series, ...] | None:
    """The series, if every cell is in order, each pair has one column and the days run one way; else None."""
    if layout.repeated:
        return None
    sheet, heads = layout.sheet, layout.sheet.heads[1:]
    row = _DAY + "".join(_FIGURE if head else "," for head in heads)
    body = unquoted(sheet.body)
    if not re.fullmatch(rf"(?:{row}(?:\n|\Z))*+", body) or _ZERO.search(body):
        return None
    width = len(heads) + 1
    cells = body.rstrip("\n").replace("\n", ",").split(",") if body else []
    try:
        days = list(map(date.fromisoformat, cells[::width]))
    except ValueError:
        return None
    step = -1 if len(days) > 1 and days[0] > days[-1] else 1
    days = days[::step]
    if any(earlier >= later for earlier, later in pairwise(days)):
        return None
    columns = {
        column.pair: _for_one(cells[index::width][::step], column)
        for index, column in enumerate(layout.columns, start=1)
        if column
    }
    return (Series(layout.source, sheet.file, days, columns),) if days and columns else ()


def _for_one(figures: list[str], column: Column) -> list[str]:
    return [shifted(figure, -column.power) for figure in figures] if column.power else figures


def _quotations(layout: Layout, faults: list[Fault]) -> Iterator[Quotation]:
    """Every figure of a day that can be read; what cannot be used goes to *faults*, and is set aside.

    Where these are more than are told of one file, the rest is not read: of such a file nothing is used.
    """
    sheet, repeated = layout.sheet, layout.repeated
    for row in sheet.rows():
        if len(faults) > MOST_FAULTS:
            return
        day = layout.day(row[0].text)
        if day is None:
            faults.append(sheet.fault(row[0], "is not a date", "write the year first: 2020-05-13"))
            continue
        ragged = list(_ragged(layout, row))
        has_its_cells = not ragged
        faults += ragged
        for number, column in enumerate(layout.columns, start=1):
            cell = row[number] if has_its_cells else row[0]
            if has_its_cells and cell.text in NOT_PUBLISHED:
                continue
            is_sound = has_its_cells and is_rate(cell.text)
            if has_its_cells and not is_sound:
                faults.append(sheet.fault(cell, *why_no_rate(cell.text)))
            if column:
                is_used = is_sound and column.pair not in repeated
                figure = shifted(cell.text, -column.power) if is_used else SET_ASIDE
                yield Quotation(layout.source, column.pair, day, figure, sheet.place(cell))


def _ragged(layout: Layout, row: tuple[Cell, ...]) -> Iterator[Fault]:
    """A fault of a row that has not the header's cells: there is no telling which figure is whose."""
    sheet = layout.sheet
    width = len(sheet.header)
    given = len(row) - 1 if len(row) == width + 1 and not row[-1].text else len(row)
    has_more = given == width and not sheet.header[-1].text and bool(row[width - 1].text)
    if given != width or has_more:
        yield sheet.row_fault(row, f"has {given} cells where the header has {width - has_more}")


def columns_of(pairs: Iterable[Pair | None]) -> tuple[Column | None, ...]:
    """Columns that hold what one unit of the base buys."""
    return tuple(Column(pair) if pair else None for pair in pairs)
