"""Documents on a terminal: aligned figures, columns that fit, every mark explained below.

Widths are in cells: a Chinese character takes two. Where nothing may wrap (a pipe), lines are as long as they are.
"""

from io import StringIO

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from dealtrack.render.cells import cell_text, figure_of, names_text
from dealtrack.render.harmless import one_line
from dealtrack.render.registry import Page, renders
from dealtrack.reports.document import Align, Cell, Column, Document, Money, Names, Row, Section, Table, Tone

_GAP = 2
_LEAST_FLEXIBLE = 14
_STYLES = {
    Tone.DONE: "", Tone.PLAN: "yellow", Tone.ENDED: "red", Tone.CLAIM: "cyan", Tone.EVENT: "dim", Tone.PLAIN: "",
}  # fmt: skip


@renders("table")
def render(document: Document, page: Page) -> str:
    """The document as text, with ANSI colours where the page has them."""
    out = StringIO()
    console = Console(
        file=out, width=page.width or 100_000, force_terminal=page.color, color_system="standard" if page.color else None,
        no_color=not page.color, highlight=False, markup=False, emoji=False, legacy_windows=False,
    )  # fmt: skip
    for index, section in enumerate(document.sections):
        if index:
            console.print()
        _section(console, section, page, document.basis if index == 0 else "")
    if document.footnotes:
        console.print()
    for mark, text in document.footnotes:
        console.print(Text(one_line(f"{mark} {text}"), style="dim"))
    if any(_has_leads(section) for section in document.sections):
        console.print(Text("* led the round", style="dim"))
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _has_leads(section: Section) -> bool:
    return bool(section.table) and any(
        isinstance(cell, Names) and cell.leads for row in (section.table.rows if section.table else ()) for cell in row.cells
    )


def _section(console: Console, section: Section, page: Page, basis: str) -> None:
    _heading(console, section, page, basis)
    if section.table and section.table.rows:
        if section.title:
            console.print()
        console.print(_grid(_fitted(section.table, page), page), no_wrap=page.width is None)
        if section.lines:
            console.print()
    for line in section.lines:
        indent = 4 if section.key == "sources" else 0
        text = Text(one_line(line), style="" if section.key == "sources" else "bold" if section.table else "")
        console.print(Padding(text, (0, 0, 0, 0)) if not indent else text, no_wrap=page.width is None)


def _heading(console: Console, section: Section, page: Page, basis: str) -> None:
    title = Text(one_line(section.title), style="bold")
    if section.subtitle:
        title.append(f"  {one_line(section.subtitle)}", style="bold")
    right = Text(one_line(basis), style="dim")
    if title.cell_len and right.cell_len:
        room = (page.width or 0) - title.cell_len - right.cell_len
        if page.width is None or room >= _GAP:
            title = Text.assemble(title, " " * max(_GAP, room), right)
            right = Text("")
    for text in (title, right):
        if text.cell_len:
            console.print(text, no_wrap=page.width is None)


def _fitted(table: Table, page: Page) -> Table:
    """The table without the columns that do not fit: those of the highest rank go first."""
    if page.width is None:
        return table
    columns, rows = table.columns, table.rows
    while True:
        needed = sum(_least_width(column, rows, index) + _GAP for index, column in enumerate(columns)) - _GAP
        highest = max(column.rank for column in columns)
        if needed <= page.width or highest <= 1:
            return Table(columns, rows, table.headed)
        kept = [index for index, column in enumerate(columns) if column.rank < highest]
        columns = tuple(columns[index] for index in kept)
        rows = tuple(Row(tuple(row.cells[index] for index in kept), row.tone) for row in rows)


def _least_width(column: Column, rows: tuple[Row, ...], index: int) -> int:
    natural = _natural_width(column, rows, index)
    return min(natural, _LEAST_FLEXIBLE) if column.flexible else natural


def _natural_width(column: Column, rows: tuple[Row, ...], index: int) -> int:
    if column.align is Align.MONEY:
        return max((cell_len(text) for text in _money_column([row.cells[index] for row in rows])), default=0)
    return max((cell_len(one_line(cell_text(row.cells[index]))) for row in rows), default=0)


def _grid(table: Table, page: Page) -> Grid:
    """The table as a grid: fixed columns as wide as they need, flexible ones sharing what is left."""
    grid = Grid.grid(padding=(0, _GAP, 0, 0))
    naturals = [_natural_width(column, table.rows, index) for index, column in enumerate(table.columns)]
    heads = [cell_len(one_line(column.title)) if table.headed else 0 for column in table.columns]
    widths = _widths(table, naturals, heads, page)
    texts = [_column(column, table.rows, index, widths[index], page) for index, column in enumerate(table.columns)]
    for column, width in zip(table.columns, widths, strict=True):
        right = column.align is Align.RIGHT
        grid.add_column(
            width=width or None, justify="right" if right else "left", no_wrap=not column.flexible or page.width is None,
            overflow="fold",
        )  # fmt: skip
    if table.headed:
        grid.add_row(*(Text(one_line(column.title), style="bold") for column in table.columns))
    for number, row in enumerate(table.rows):
        style = _STYLES[row.tone]
        grid.add_row(*(Text(column[number], style=style) for column in texts))
    return grid


def _widths(table: Table, naturals: list[int], heads: list[int], page: Page) -> list[int]:
    wanted = [max(pair) for pair in zip(naturals, heads, strict=True)]
    if page.width is None:
        return wanted
    flexible = [index for index, column in enumerate(table.columns) if column.flexible]
    fixed = sum(width + _GAP for index, width in enumerate(wanted) if index not in flexible)
    room = page.width - fixed - _GAP * max(0, len(flexible) - 1)
    for left, index in enumerate(sorted(flexible, key=lambda index: wanted[index])):
        share = max(_LEAST_FLEXIBLE, room // (len(flexible) - left))
        wanted[index] = min(wanted[index], share)
        room -= wanted[index]
    return wanted


def _column(column: Column, rows: tuple[Row, ...], index: int, width: int, page: Page) -> list[str]:
    cells = [row.cells[index] for row in rows]
    if column.align is Align.MONEY:
        return _money_column(cells)
    room = width if column.flexible and page.width is not None else None
    return [_names(cell, room) if isinstance(cell, Names) else one_line(cell_text(cell)) for cell in cells]


def _money_column(cells: list[Cell]) -> list[str]:
    """Sums under each other: currencies to the left, numbers with their units to the right, marks of footnotes outside."""
    figures = [(figure_of(cell), cell.note) if isinstance(cell, Money) else None for cell in cells]
    numbers = [f"{figure.mark}{figure.number}{figure.unit}" if figure else "" for figure in (f and f[0] for f in figures)]
    code = max((cell_len(f[0].currency) for f in figures if f), default=0)
    wide = max((cell_len(number) for f, number in zip(figures, numbers, strict=True) if f and f[0].currency), default=0)
    notes = max((cell_len(f[1]) for f in figures if f), default=0)
    whole = code + (1 if code else 0) + wide
    texts = []
    for cell, found, number in zip(cells, figures, numbers, strict=True):
        if found is None:
            text = one_line(cell_text(cell)).rjust(whole) if cell is not None else ""
        elif not found[0].currency:
            text = number.rjust(whole)
        else:
            text = f"{found[0].currency.ljust(code)} {number.rjust(wide)}"
        texts.append(text + (f" {found[1] if found else ''}".ljust(notes + 1) if notes else ""))
    return texts


def _names(cell: Names, room: int | None) -> str:
    """As many of the names as there is room for; the rest is counted."""
    full = one_line(names_text(cell.names, cell.leads))
    if room is None or cell_len(full) <= room:
        return full
    short = cell.short or cell.names
    for kept in range(len(short), 1, -1):
        text = one_line(names_text(short[:kept], cell.leads, len(short) - kept))
        if cell_len(text) <= room:
            return text
    return one_line(names_text(short[:1], cell.leads, len(short) - 1))
