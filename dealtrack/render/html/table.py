"""Tables as HTML: heads that sort, sums that align, names, marks and dates as what they are."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dealtrack.render.cells import column_scales, figure_of, is_sum, names_text, words
from dealtrack.render.columns import without_blanks
from dealtrack.render.headings import heading
from dealtrack.render.html.markup import element, escaped, linked
from dealtrack.render.html.sorting import kind_of, ranks
from dealtrack.render.registry import Page
from dealtrack.reports.cells import Cell, Missing, Money, Names
from dealtrack.reports.document import Align, Column, Table
from dealtrack.values.figures import Figure

_WIDE, _WIDEST = 8, 10  # columns: more of them scroll by themselves on most screens, and on any
_MOST_COMPARED = 8
_LONGEST = 24  # the last of the classes for the width of numbers in the style sheet


class _Shown(NamedTuple):
    """A cell as it is shown: its content as markup, its column's classes, and its rank in it."""

    content: str
    look: str | None
    rank: str


def table_markup(given: Table, caption: str, marks: Mapping[str, str], page: Page) -> str:
    """*given* as a table in a box that scrolls where there is no room. *marks* says what each mark means."""
    table = without_blanks(given, page)
    columns = [[row.cells[index] for row in table.rows] for index in range(len(table.columns))]
    heads = "".join(_head(column, cells, page) for column, cells in zip(table.columns, columns, strict=True))
    shown = [_shown(column, cells, marks, page) for column, cells in zip(table.columns, columns, strict=True)]
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
    wraps = [column.wraps for column in columns]
    most = _MOST_COMPARED if wraps[-1] else _WIDEST
    is_widest = len(columns) > most or (any(wraps) and not wraps[-1])  # long texts side by side, and figures behind
    return f"box{' wide' * (len(columns) > _WIDE)}{' widest' * is_widest}"


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


def _head(column: Column, cells: Sequence[Cell], page: Page) -> str:
    # A column of marks needs no title to the eye, but one to the ear.
    title = (
        escaped(heading(column.title, page, " "))
        if column.title
        else element("span", escaped(column.key), class_="unseen")
    )
    kind = kind_of(column, cells)
    return element(
        "th", title, scope="col", class_=_look(column), data_column=column.key, data_kind=kind and kind.value,
        aria_sort=kind and "none",
    )  # fmt: skip


def _look(column: Column) -> str | None:
    """The classes of a column's cells."""
    looks = [
        "money" if column.align is Align.MONEY else "right" if column.align is Align.RIGHT else "",
        "text" if column.flexible else "",
        "wraps" if column.wraps else "",
        "tight" if column.tight else "",
    ]
    return " ".join(filter(None, looks)) or None


def _shown(column: Column, cells: Sequence[Cell], marks: Mapping[str, str], page: Page) -> list[_Shown]:
    """Each cell of a column."""
    sums = _sums(column, cells, page) if column.align is Align.MONEY else None
    contents = sums or (_content(cell, marks, page) for cell in cells)
    return [_Shown(content, _look(column), rank) for content, rank in zip(contents, ranks(column, cells), strict=True)]


def _content(cell: Cell, marks: Mapping[str, str], page: Page) -> str:
    match cell:
        case Names():
            return _names(cell, page)
        case Missing():
            return element("span", escaped(words(cell, page)), class_="missing", title=cell.reason)
        case str() if cell in marks:
            return element("span", escaped(cell), class_="mark", role="img", aria_label=marks[cell], title=marks[cell])
        case _:
            return linked(words(cell, page))


def _names(cell: Names, page: Page) -> str:
    """The names, leads in bold."""
    shown = [
        escaped(names_text((name,), int(index < cell.leads))) for index, name in enumerate(cell.names_in(page.language))
    ]
    return ", ".join(element("b", name) if index < cell.leads else name for index, name in enumerate(shown))


def _sums(column: Column, cells: Sequence[Cell], page: Page) -> Iterator[str]:
    """Sums under each other: currencies to the left, numbers at their decimal points, units and footnotes apart."""
    scales = column_scales(column, cells, page)
    figures = [figure_of(cell, page, scales) if is_sum(cell) else None for cell in cells]
    sums = [figure for figure in figures if figure and figure.currency]
    decimals = max((len(figure.decimals) for figure in sums), default=0)
    wide = max((len(f"{figure.mark}{figure.number}{_fill(figure, decimals)}") for figure in sums), default=0)
    room = _Room(decimals, wide, any(figure.unit for figure in sums), any(_note(cell) for cell in cells))
    for cell, figure in zip(cells, figures, strict=True):
        if figure and figure.currency:
            yield _sum(figure, _note(cell), room)
        elif figure:
            yield element("span", escaped(figure.number), class_="missing")
        else:
            yield _content(cell, {}, page)


class _Room(NamedTuple):
    """What the sums of a column leave room for: decimals, whole numbers in characters, units, marks of footnotes."""

    decimals: int
    wide: int
    with_unit: bool
    with_note: bool


def _note(cell: Cell) -> str:
    return cell.marks if isinstance(cell, Money) else ""


def _fill(figure: Figure, decimals: int) -> str:
    """What a number lacks to have as many decimals: unseen, and no part of the text."""
    return f".{'0' * (decimals - 1)}"[len(figure.decimals) :] if decimals else ""


def _sum(figure: Figure, note: str, room: _Room) -> str:
    number = element(
        "span", escaped(f"{figure.mark}{figure.number}"), class_=f"number n{min(room.wide, _LONGEST)}",
        data_fill=_fill(figure, room.decimals) or None,
    )  # fmt: skip
    unit = element("span", escaped(figure.unit), class_="unit") if room.with_unit else escaped(figure.unit)
    mark = element("span", f" {escaped(note)}" if note else "", class_="note") if room.with_note else ""
    return f"{element('span', escaped(figure.currency), class_='code')} {number}{unit}{mark}"
