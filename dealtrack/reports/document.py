"""The neutral document between reports and formats: sections of tables, lines and footnotes.

A cell is a typed value, so that each format can write it in its own way, and none can write another figure. Text of a
book is ``str`` and stays as it is; what dealtrack itself says is :class:`Said`, so that it can be said in Chinese, too.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from dealtrack.rates.lookup import Conversion, Rate
from dealtrack.rates.sums import Total
from dealtrack.reconciliation.step_ups import Multiple
from dealtrack.values.amount import Amount
from dealtrack.values.count import Count
from dealtrack.values.dates import PartialDate

if TYPE_CHECKING:
    from dealtrack.reports.chart import Chart  # whose marks hold the cells below


class Money(msgspec.Struct, frozen=True):
    """A sum: as stated, or ``computed`` (then it is rounded when shown). ``note`` is the mark of a footnote.

    ``conversion`` is where it comes from, or ``parts`` where it is the sum of several.
    """

    amount: Amount
    computed: bool = False
    note: str = ""
    conversion: Conversion | None = None
    parts: tuple[Conversion, ...] = ()


class Name(msgspec.Struct, frozen=True):
    """The name of a company or an investor, and the forms that it has in other languages, by their codes."""

    text: str
    forms: Mapping[str, str] = {}

    def forms_in(self, language: str) -> tuple[str, ...]:
        """All its forms, that of the *language* first."""
        return tuple(dict.fromkeys((self.forms.get(language, self.text), self.text, *self.forms.values())))


class Names(msgspec.Struct, frozen=True):
    """Names in their order, the first ``leads`` of them leads; ``short`` are what a narrow table may print instead.

    ``forms`` has those of the names that have other forms.
    """

    names: tuple[str, ...]
    leads: int = 0
    short: tuple[str, ...] = ()
    forms: Mapping[str, Name] = {}

    def names_in(self, language: str) -> tuple[str, ...]:
        """The names in a *language*, where they have a form in it."""
        return tuple(self.forms[name].forms_in(language)[0] if name in self.forms else name for name in self.names)


class Bar(msgspec.Struct, frozen=True):
    """A bar beside others: how much it is of the longest, from 0 to 1."""

    share: Decimal


class Missing(msgspec.Struct, frozen=True):
    """A figure that cannot be given, and the reason."""

    reason: str
    label: str = "no rate"


class Said(msgspec.Struct, frozen=True):
    """Words of dealtrack's own: a template in English, translated as a whole, and what its braces stand for.

    ``capital`` has them begin as a sentence does.
    """

    template: str
    values: Mapping[str, "Cell"] = {}
    capital: bool = False


class Joined(msgspec.Struct, frozen=True):
    """Several cells as one; what stands between them, and before the ``last`` one, is translated as a template is."""

    parts: tuple["Cell", ...]
    between: str = ", "
    last: str = ""


Cell = (
    str
    | int
    | Count
    | PartialDate
    | Money
    | Total
    | Multiple
    | Name
    | Names
    | Rate
    | Bar
    | Missing
    | Said
    | Joined
    | None
)


def said(template: str, /, **values: Cell) -> Said:
    """``said("raised {total}", total=total)``."""
    return Said(template, values)


def listed(parts: Iterable[Cell]) -> Joined:
    """``A``, ``A and B``, ``A, B and C``; each once."""
    unique: list[Cell] = []
    for part in parts:
        if part not in unique:
            unique.append(part)
    return Joined(tuple(unique), ", ", " and ")


class Align(StrEnum):
    """How the cells of a column stand; sums as ``printed`` keep each its own unit, since their rounding is evidence."""

    LEFT = "left"
    RIGHT = "right"
    MONEY = "money"
    PRINTED = "printed"

    @property
    def is_money(self) -> bool:
        """Whether the column holds sums."""
        return self in (Align.MONEY, Align.PRINTED)


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

    ``unrated`` counts the figures that stand in no cell, and could not be reckoned with for want of a rate.
    """

    name: str
    sections: tuple[Section, ...]
    basis: Cell = ""
    footnotes: tuple[tuple[str, Cell], ...] = ()
    legend: tuple[tuple[str, Cell], ...] = ()
    unrated: int = 0

    def cells(self) -> Iterator[Cell]:
        """Every cell, those within phrases, too."""
        for section in self.sections:
            rows = section.table.rows if section.table else ()
            yield from within(cell for row in rows for cell in row.cells)
            yield from within((section.title, *section.lines))
        yield from within(text for _, text in self.footnotes)

    def conversions(self) -> Iterator[Conversion]:
        """Every conversion behind a figure of the report, those that sums are made of, too."""
        for cell in self.cells():
            if isinstance(cell, (Money, Total)):
                yield from cell.parts
            if isinstance(cell, Money) and cell.conversion:
                yield cell.conversion

    def lacks_rates(self) -> bool:
        """Whether a figure is missing for want of a rate."""
        return self.unrated > 0 or any(
            isinstance(cell, Missing) or (isinstance(cell, Total) and cell.unconverted > 0) for cell in self.cells()
        )


def within(cells: Iterable[Cell]) -> Iterator[Cell]:
    """*cells*, and after each those that it is made of."""
    for cell in cells:
        yield cell
        if isinstance(cell, Said):
            yield from within(cell.values.values())
        elif isinstance(cell, Joined):
            yield from within(cell.parts)
