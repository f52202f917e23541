"""A file of rates as segments: a row is found by its day, and in dealtrack's own layout also by its pair and source."""

import csv
import re
from typing import Any, NamedTuple

from dealtrack.files.merging.segments import Lines, Segment, Unmergeable, lines

_DAY = re.compile(r"\"?\d{4}-\d{2}-\d{2}\"?(?:,|$)")
_OWN = ["date", "base", "quote", "rate"]
_RATE = 3  # where the rate stands in dealtrack's own layout


class Table(NamedTuple):
    """The lines above the rows, of which the last names the columns, and the rows."""

    head: Lines
    rows: tuple[Segment, ...]

    @property
    def columns(self) -> str:
        """The line that names the columns."""
        return self.head[-1].strip() if self.head else ""

    @property
    def is_newest_first(self) -> bool:
        """Whether the days fall from the first row to the last."""
        return len(self.rows) > 1 and self.rows[0].tree[0] > self.rows[-1].tree[0]


def cut_rates(text: str) -> Table:
    """The text of a file of rates. Raises Unmergeable where something other than a row stands below the first row."""
    found = lines(text)
    first = next((number for number, line in enumerate(found) if _DAY.match(line)), len(found))
    head, rows = found[:first], found[first:]
    while rows and not rows[-1].strip():
        rows = rows[:-1]
    if not all(_DAY.match(row) for row in rows):
        raise Unmergeable("there is something else between the rows")
    is_own = bool(head) and [name.strip() for name in head[-1].split(",")][: len(_OWN)] == _OWN
    return Table(head, tuple(_row(row, is_own=is_own) for row in rows))


def _row(line: str, *, is_own: bool) -> Segment:
    fields = next(csv.reader([line]))
    named = (*fields[:_RATE], *fields[_RATE + 1 :]) if is_own else (fields[0],)
    return Segment(("key", tuple(named)), (), (), (line,), fields)


def rank_of_row(*, newest_first: bool) -> Any:
    """What rows are ordered by: the day, then what else the row says."""

    def rank(fields: list[str]) -> tuple[int, list[str]]:
        day = int(fields[0].replace("-", ""))
        return -day if newest_first else day, fields

    return rank
