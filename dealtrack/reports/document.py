"""The neutral document between reports and formats: sections of tables, lines and footnotes.

Nothing here knows of a terminal, a page or a file: a format is told what there is to say, and says it.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from dealtrack.rates.sums import Total
from dealtrack.reports.cells import Cell, Missing, Tone, within

if TYPE_CHECKING:
    from dealtrack.reports.charts.drawing import Chart  # most documents have none


class Align(StrEnum):
    """How the cells of a column stand."""

    LEFT = "left"
    RIGHT = "right"
    MONEY = "money"


class Column(msgspec.Struct, frozen=True):
    """A column: the ``key`` is for machines, the ``title`` for people.

    Where the terminal is too narrow, columns go in the order of their ``rank``, the highest first; ranks 0 and 1 never
    go. ``flexible`` text is wrapped, and names in it are counted where they do not fit, unless it ``wraps`` them, too;
    other columns go before it gets fewer than ``narrowest`` cells.
    A ``tight`` column has its right neighbour close by. A ``dispensable`` one is not shown where it is empty.
    """

    key: str
    title: Cell
    align: Align = Align.LEFT
    rank: int = 0
    flexible: bool = False
    wraps: bool = False
    tight: bool = False
    narrowest: int = 14
    dispensable: bool = False


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
    """A title (a name with all its forms), a table, and lines below it; ``key`` is for machines.

    ``spaced`` sets an empty line between title and table. A ``chart`` stands above the table.
    """

    key: str
    title: Cell = ""
    table: Table | None = None
    lines: tuple[Cell, ...] = ()
    spaced: bool = False
    chart: "Chart | None" = None


Legend = tuple[tuple[str, Cell], ...]


class Document(msgspec.Struct, frozen=True):
    """A report. ``basis`` says how figures were converted; footnotes and legend explain marks, as ``(mark, text)``.

    ``asked`` names the book, companies and filters that it was asked of, for formats with a title of their own.
    ``unrated`` counts the figures that stand in no cell, and could not be reckoned with for want of a rate.
    """

    name: str
    sections: tuple[Section, ...]
    basis: Cell = ""
    footnotes: tuple[tuple[str, Cell], ...] = ()
    legend: tuple[tuple[str, Cell], ...] = ()
    unrated: int = 0
    asked: tuple[str, ...] = ()

    def cells(self) -> Iterator[Cell]:
        """Every cell, those within phrases, too."""
        for section in self.sections:
            rows = section.table.rows if section.table else ()
            yield from within(cell for row in rows for cell in row.cells)
            yield from within((section.title, *section.lines))
        yield from within(text for _, text in self.footnotes)

    def lacks_rates(self) -> bool:
        """Whether a figure is missing for want of a rate."""
        return self.unrated > 0 or any(
            isinstance(cell, Missing) or (isinstance(cell, Total) and cell.unconverted > 0) for cell in self.cells()
        )
