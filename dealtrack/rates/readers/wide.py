"""Files with one row a day and one column a pair: matched as a whole, and read cell by cell where that fails."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from dealtrack.diagnostics import Fault
from dealtrack.rates.readers.cells import Cell, Quotation, Sheet, day_of, is_rate, why_no_rate
from dealtrack.rates.readers.gather import gather
from dealtrack.rates.table import MISSING, Pair, Series

# Possessive throughout: a large record is matched in one pass, without a step back.
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_FIGURE = r",(?:[0-9]{1,12}+(?:\.[0-9]{1,40}+)?+|N/A|ND|\.)?+"
_ZERO = re.compile(r",0(?:[0-9]|(?:\.0*+)?+(?=[,\n]|\Z))")


def read_wide(sheet: Sheet, source: str, pairs: Sequence[Pair | None]) -> tuple[tuple[Series, ...], tuple[Fault, ...]]:
    """The series of a file whose columns, after that of the days, hold *pairs* (None for one to leave out)."""
    counts = Counter(pairs)
    used = [pair if counts[pair] == 1 else None for pair in pairs]
    sound = _sound(sheet, source, used)
    if sound is not None:
        return sound, ()
    faults: list[Fault] = []
    series, conflicts = gather(sheet.file, _quotations(sheet, source, used, faults), [pair for pair in used if pair])
    return series, tuple(faults) + conflicts


def repeated(sheet: Sheet, pairs: Sequence[Pair | None]) -> Iterator[Fault]:
    """A fault at each column head whose pair has a column already: neither is used."""
    seen: set[Pair] = set()
    for cell, pair in zip(sheet.header[1:], pairs, strict=True):
        if pair in seen:
            yield sheet.fault(cell, "has a column already", "keep one of the two")
        elif pair:
            seen.add(pair)


def _sound(sheet: Sheet, source: str, pairs: Sequence[Pair | None]) -> tuple[Series, ...] | None:
    """The series, if every cell is in order and the days run one way; else None."""
    heads = [cell.text for cell in sheet.header[1:]]
    row = _DAY + "".join(_FIGURE if head else "," for head in heads)
    if not re.fullmatch(rf"(?:{row}(?:\n|\Z))*+", sheet.body) or _ZERO.search(sheet.body):
        return None
    width = len(heads) + 1
    cells = sheet.body.rstrip("\n").replace("\n", ",").split(",") if sheet.body else []
    try:
        days = list(map(date.fromisoformat, cells[::width]))
    except ValueError:
        return None
    step = -1 if len(days) > 1 and days[0] > days[-1] else 1
    days = days[::step]
    if any(earlier >= later for earlier, later in pairwise(days)):
        return None
    columns = {pair: cells[index::width][::step] for index, pair in enumerate(pairs, start=1) if pair}
    return (Series(source, sheet.file, days, columns),) if days and columns else ()


def _quotations(sheet: Sheet, source: str, pairs: Sequence[Pair | None], faults: list[Fault]) -> Iterator[Quotation]:
    """Every figure that can be read; what cannot goes to *faults*."""
    for row in sheet.rows():
        day = _day(sheet, row, faults)
        if day is None:
            continue
        for cell, pair in zip(row[1:], pairs, strict=False):
            if cell.text in MISSING:
                continue
            if not is_rate(cell.text):
                faults.append(sheet.fault(cell, *why_no_rate(cell.text)))
            elif pair:
                yield Quotation(source, pair, day, cell.text, sheet.place(cell))


def _day(sheet: Sheet, row: tuple[Cell, ...], faults: list[Fault]) -> date | None:
    """The day of a row that has the header's cells; None, with a fault, for any other row."""
    day, width = day_of(row[0].text), len(sheet.header)
    if day is None:
        faults.append(sheet.fault(row[0], "is not a date", "write the year first: 2020-05-13"))
        return None
    given = len(row) - 1 if len(row) == width + 1 and not row[-1].text else len(row)
    has_more = given == width and not sheet.header[-1].text and bool(row[width - 1].text)
    if given != width or has_more:
        faults.append(sheet.row_fault(row, f"has {given} cells where the header has {width - has_more}"))
        return None
    return day
