"""Tables as HTML: heads that sort, sums that align, names, marks and dates as what they are."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dealtrack.render.cells import cell_text, figure_of, names_text
from dealtrack.render.columns import without_blanks
from dealtrack.render.html.markup import element, escaped, linked
from dealtrack.render.html.sorting import kind_of, ranks
from dealtrack.reports.document import Align, Cell, Column, Missing, Money, Names, Table

_WIDE, _WIDEST = 8, 10  # columns: more of them scroll by themselves on most screens, and on any
_MOST_COMPARED = 8
_LONGEST = 24  # the last of the classes for the width of numbers in the style sheet


class _Shown(NamedTuple):
    """A cell as it is shown: its content as markup, its column's classes, and its rank in it."""

    content: str
    look: str | None
    rank: str


def table_markup(given: Table, caption: str, marks: Mapping[str, str]) -> str:
    """*given* as a table in a box that scrolls where there is no room. *marks* says what each mark means."""
    table = without_blanks(given)
    columns = [[row.cells[index] for row in table.rows] for index in range(len(table.columns))]
    heads = "".join(_head(column, cells) for column, cells in zip(table.columns, columns, strict=True))
    shown = [_shown(column, cells, marks) for column, cells in zip(table.columns, columns, strict=True)]
    rows = "".join(
        f"{element('tr', _row(table.columns, [cells[number] for cells in shown]), data_tone=row.tone.value)}\n"
        for number, row in enumerate(table.rows)
    )
    parts = (
        element("caption", escaped(caption)),
        element("thead", element("tr", heads)),
        element("tbody", f"\n{rows}"),
    )
    inner = element("table", "\n".join(parts))
    return element("div", inner, class_=_box(table.columns), role="region", aria_label=caption, tabindex="0")


def _box(columns: Sequence[Column]) -> str:
    most = _MOST_COMPARED if columns[-1].wraps else _WIDEST
    return f"box{' wide' * (len(columns) > _WIDE)}{' widest' * (len(columns) > most)}"


def _row(columns: Sequence[Column], cells: Sequence[_Shown]) -> str:
    """The first cell heads its row; text behind which all others are empty runs over them."""
    said = max((index for index, cell in enumerate(cells) if cell.content), default=0)
    over = len(cells) - said
    if over == 1 or not columns[said].flexible or columns[said].wraps:
        return "".join(_cell(index, cell) for index, cell in enumerate(cells))
    last = cells[said]._replace(content=element("span", cells[said].content, class_="over"))
    return "".join(_cell(index, cell) for index, cell in enumerate(cells[:said])) + _cell(said, last, str(over))


def _cell(index: int, cell: _Shown, over: str | None = None) -> str:
    name, scope = ("td", None) if index else ("th", "row")
    return element(name, cell.content, scope=scope, class_=cell.look, data_sort=cell.rank or None, colspan=over)


def _head(column: Column, cells: Sequence[Cell]) -> str:
    # A column of marks needs no title to the eye, but one to the ear.
    title = escaped(column.title) if column.title else element("span", escaped(column.key), class_="unseen")
    kind = kind_of(column, cells)
    return element(
        "th", title, scope="col", class_=_look(column), data_column=column.key, data_kind=kind and kind.value,
        aria_sort=kind and "none",
    )  # fmt: skip


def _look(column: Column) -> str | None:
    """The classes of a column's cells."""
    looks = [
        column.align.value if column.align is not Align.LEFT else "",
        "text" if column.flexible else "",
        "wraps" if column.wraps else "",
        "tight" if column.tight else "",
    ]
    return " ".join(filter(None, looks)) or None


def _shown(column: Column, cells: Sequence[Cell], marks: Mapping[str, str]) -> list[_Shown]:
    """Each cell of a column."""
    is_money = column.align is Align.MONEY
    contents = _sums(cells) if is_money else (_content(cell, marks) for cell in cells)
    return [_Shown(content, _look(column), rank) for content, rank in zip(contents, ranks(column, cells), strict=True)]


def _content(cell: Cell, marks: Mapping[str, str]) -> str:
    match cell:
        case Names():
            return _names(cell)
        case Missing():
            return element("span", escaped(cell_text(cell)), class_="missing", title=cell.reason)
        case str() if cell in marks:
            return element("span", escaped(cell), class_="mark", role="img", aria_label=marks[cell], title=marks[cell])
        case _:
            return linked(cell_text(cell))


def _names(cell: Names) -> str:
    """The names, leads in bold."""
    shown = [escaped(names_text((name,), int(index < cell.leads))) for index, name in enumerate(cell.names)]
    return ", ".join(element("b", name) if index < cell.leads else name for index, name in enumerate(shown))


def _sums(cells: Sequence[Cell]) -> Iterator[str]:
    """Sums under each other: currencies to the left, numbers to the right, units and footnotes in their own room."""
    figures = [figure_of(cell) for cell in cells if isinstance(cell, Money)]
    wide = max((len(f"{figure.mark}{figure.number}") for figure in figures if figure.currency), default=0)
    with_unit = any(figure.unit for figure in figures)
    with_note = any(cell.note for cell in cells if isinstance(cell, Money))
    for cell in cells:
        if not isinstance(cell, Money):
            yield _content(cell, {})
        elif figure_of(cell).currency:
            yield _sum(cell, wide, with_unit, with_note)
        else:
            yield element("span", escaped(cell_text(cell)), class_="missing")


def _sum(cell: Money, wide: int, with_unit: bool, with_note: bool) -> str:
    figure = figure_of(cell)
    number = element("span", escaped(f"{figure.mark}{figure.number}"), class_=f"number n{min(wide, _LONGEST)}")
    unit = element("span", escaped(figure.unit), class_="unit") if with_unit else escaped(figure.unit)
    note = element("span", f" {escaped(cell.note)}" if cell.note else "", class_="note") if with_note else ""
    return f"{element('span', escaped(figure.currency), class_='code')} {number}{unit}{note}"
