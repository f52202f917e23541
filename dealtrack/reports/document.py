"""The neutral document between reports and formats: sections of tables, lines and footnotes.

A cell is a typed value, so that each format can write it in its own way, and none can write another figure.
"""

from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from dealtrack.rates.lookup import Conversion, Rate
from dealtrack.rates.sums import Total
from dealtrack.values.amount import Amount
from dealtrack.values.dates import PartialDate

if TYPE_CHECKING:
    from dealtrack.reports.chart import Chart  # whose marks hold the cells below


class Money(msgspec.Struct, frozen=True):
    """A sum: as stated, or ``computed`` (then it is rounded when shown). ``note`` is the mark of a footnote."""

    amount: Amount
    computed: bool = False
    note: str = ""
    conversion: Conversion | None = None


class Names(msgspec.Struct, frozen=True):
    """Names in their order, the first ``leads`` of them leads; ``short`` are what a narrow table may print instead."""

    names: tuple[str, ...]
    leads: int = 0
    short: tuple[str, ...] = ()


class Missing(msgspec.Struct, frozen=True):
    """A figure that cannot be given, and the reason."""

    reason: str
    label: str = "no rate"


Cell = str | int | PartialDate | Money | Total | Names | Rate | Missing | None


class Align(StrEnum):
    """How the cells of a column stand."""

    LEFT = "left"
    RIGHT = "right"
    MONEY = "money"


class Column(msgspec.Struct, frozen=True):
    """A column: the ``key`` is for machines, the ``title`` for people.

    Where the terminal is too narrow, columns go in the order of their ``rank``, the highest first; ranks 0 and 1 never
    go. ``flexible`` text is wrapped, and names in it are counted where they do not fit, unless it ``wraps`` them, too.
    A ``tight`` column has its right neighbour close by.
    """

    key: str
    title: str
    align: Align = Align.LEFT
    rank: int = 0
    flexible: bool = False
    wraps: bool = False
    tight: bool = False


class Tone(StrEnum):
    """What kind of thing a row tells, which a format may show by colour."""

    DONE = "done"
    PLAN = "plan"
    ENDED = "ended"
    CLAIM = "claim"
    EVENT = "event"
    PLAIN = "plain"


class Row(msgspec.Struct, frozen=True):
    """One cell a column."""

    cells: tuple[Cell, ...]
    tone: Tone = Tone.PLAIN


class Table(msgspec.Struct, frozen=True):
    """Columns and rows. ``headed`` tells whether people need the titles to read it."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    headed: bool = True


class Section(msgspec.Struct, frozen=True):
    """A title (with the name in other scripts), a table, and lines below it; ``key`` is for machines.

    ``spaced`` sets an empty line between title and table. A ``chart`` stands above the table.
    """

    key: str
    title: str = ""
    subtitle: str = ""
    table: Table | None = None
    lines: tuple[str, ...] = ()
    spaced: bool = False
    chart: "Chart | None" = None


class Document(msgspec.Struct, frozen=True):
    """A report. ``basis`` says how figures were converted; footnotes and legend explain marks, as ``(mark, text)``."""

    name: str
    sections: tuple[Section, ...]
    basis: str = ""
    footnotes: tuple[tuple[str, str], ...] = ()
    legend: tuple[tuple[str, str], ...] = ()

    def lacks_rates(self) -> bool:
        """Whether a figure is missing for want of a rate."""
        tables = [section.table for section in self.sections if section.table]
        cells = (cell for table in tables for row in table.rows for cell in row.cells)
        return any(isinstance(cell, Missing) or (isinstance(cell, Total) and cell.unconverted > 0) for cell in cells)
