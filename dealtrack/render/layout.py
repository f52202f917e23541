"""Tables as lines of aligned text: columns that fit a width, figures that align, text that runs over empty neighbours.

Widths are in cells: a Chinese character takes two. A width of None means that nothing wraps (a pipe).
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len, chop_cells

from dealtrack.render.cells import names_text, words
from dealtrack.render.columns import only
from dealtrack.render.harmless import one_line
from dealtrack.render.headings import heading
from dealtrack.render.money_column import money_texts
from dealtrack.render.registry import Page
from dealtrack.reports.cells import Names
from dealtrack.reports.document import Align, Column, Row, Table

GAP = 2
_NARROWEST = 14  # cells of text in a table that may be divided, and
_LEAST = 6  # that text gets in any case
Line = tuple[str, Row | None]
_TIE = "\u00a0"
_SUM = re.compile(r"\b([A-Z]{3}) (?=\d)")


class Written(NamedTuple):
    """A table, and every cell of it in full, column by column; sums already aligned under each other."""

    table: Table
    columns: Sequence[Sequence[str]]


def written(table: Table, page: Page) -> Written:
    """The table with its cells as text, which is made once, however the columns are fitted then."""
    columns: list[list[str]] = []
    for index, column in enumerate(table.columns):
        cells = [row.cells[index] for row in table.rows]
        is_money = column.align is Align.MONEY
        columns.append(
            money_texts(column, cells, page) if is_money else [one_line(words(cell, page)) for cell in cells]
        )
    return Written(table, columns)


def lay_out(written: Written, page: Page) -> Iterator[Line]:
    """The lines of a written table, each with the row that it belongs to (None for the head), no spaces at the end."""
    table, cells = written
    widths = _widths(written, page)
    if table.headed:
        heads = [wrapped(_head(column, page), widths[index]) for index, column in enumerate(table.columns)]
        yield from ((line, None) for line in _joined(table.columns, heads, widths))
    for number, row in enumerate(table.rows):
        texts = [column[number] for column in cells]
        blocks = [_block(table.columns, texts, row, index, widths, page) for index in range(len(table.columns))]
        yield from ((line, row) for line in _joined(table.columns, blocks, widths))


def parts(table: Table, page: Page) -> Iterator[Table]:
    """*table*, divided where its columns of text do not fit side by side; each part has the first column."""
    count, width = len(table.columns), page.width
    if width is None or count < 3 or not all(column.wraps for column in table.columns):
        yield table
        return
    each = max(1, (width - _NARROWEST) // (_NARROWEST + GAP))
    for start in range(1, count, each):
        kept = (0, *range(start, min(start + each, count)))
        yield only(table, kept)


def fitted(given: Written, page: Page) -> Written:
    """The table without the columns for which there is no room: those of the highest rank go first."""
    table, columns = given
    while page.width is not None:
        naturals = _naturals(Written(table, columns), page)
        least = sum(
            min(size, column.narrowest) if column.flexible else size
            for size, column in zip(naturals, table.columns, strict=True)
        )
        highest = max(column.rank for column in table.columns)
        if least + _gaps(table.columns) <= page.width or highest <= 1:
            break
        kept = [index for index, column in enumerate(table.columns) if column.rank < highest]
        table, columns = only(table, kept), [columns[index] for index in kept]
    return Written(table, columns)


def _gaps(columns: Sequence[Column]) -> int:
    return sum(1 if column.tight else GAP for column in columns[:-1])


def _head(column: Column, page: Page) -> str:
    return one_line(heading(column.title, page, " "))


def _runs_over(columns: Sequence[Column], texts: Sequence[str], index: int) -> int:
    """How many columns to the right a text may run over: those that are empty in its row."""
    if columns[index].align is not Align.LEFT or columns[index].tight:
        return 0
    count = 0
    while index + count + 1 < len(texts) and not texts[index + count + 1].strip():
        count += 1
    return count


def _naturals(written: Written, page: Page) -> list[int]:
    """How wide each column would like to be; text that runs over its neighbours needs less of its own."""
    table = written.table
    by_row = list(zip(*written.columns, strict=True))
    last = len(table.columns) - 1
    sizes = [cell_len(_head(column, page)) if table.headed else 0 for column in table.columns]
    for index in range(last, -1, -1):
        for texts in by_row:
            over = _runs_over(table.columns, texts, index)
            if over and index + over == last:
                continue  # it may use the rest of the line
            neighbours = sizes[index + 1 : index + over + 1]
            sizes[index] = max(sizes[index], cell_len(texts[index]) - sum(neighbours) - over * GAP)
    return sizes


def _widths(written: Written, page: Page) -> list[int]:
    """The width of each column: fixed ones as they need, flexible ones sharing the rest, small ones first."""
    table = written.table
    wanted, width = _naturals(written, page), page.width
    if width is None:
        return wanted
    flexible = [index for index, column in enumerate(table.columns) if column.flexible]
    room = width - _gaps(table.columns) - sum(size for index, size in enumerate(wanted) if index not in flexible)
    for served, index in enumerate(sorted(flexible, key=lambda index: wanted[index])):
        wanted[index] = min(wanted[index], max(_LEAST, room // (len(flexible) - served)))
        room -= wanted[index]
    if flexible and flexible[-1] == len(table.columns) - 1:  # text that runs over may use the whole line
        wanted[-1] += max(0, room)
    return wanted


def _block(
    columns: Sequence[Column], texts: Sequence[str], row: Row, index: int, widths: Sequence[int], page: Page
) -> list[str]:
    """The lines of one cell."""
    column, text, cell = columns[index], texts[index], row.cells[index]
    if page.width is None or column.align is Align.MONEY:
        return [text]
    over = _runs_over(columns, texts, index)
    room = sum(widths[index : index + over + 1]) + sum(1 if c.tight else GAP for c in columns[index : index + over])
    if isinstance(cell, Names) and not column.wraps:
        return wrapped(_names(cell, room, page), room)
    return wrapped(text, room) if column.flexible or over else [text]


def prose(text: str, width: int | None) -> list[str]:
    """A sentence in lines of at most *width* cells, none of which ends between a currency and its number."""
    if width is None:
        return [text]
    return [line.rstrip().replace(_TIE, " ") for line in wrapped(_SUM.sub(rf"\1{_TIE}", text), width)]


def _joined(columns: Sequence[Column], blocks: Sequence[list[str]], widths: Sequence[int]) -> Iterator[str]:
    for number in range(max(len(block) for block in blocks)):
        pieces: list[str] = []
        filled = target = 0
        for column, block, width in zip(columns, blocks, widths, strict=True):
            text = block[number] if number < len(block) else ""
            if text:
                shown = " " * (width - cell_len(text)) + text if column.align is Align.RIGHT else text
                pieces += [" " * max(0, target - filled), shown]
                filled = max(filled, target) + cell_len(shown)
            target += width + (1 if column.tight else GAP)
        yield "".join(pieces).rstrip()


def wrapped(text: str, room: int) -> list[str]:
    """*text* in lines of at most *room* cells, broken between words, and within them only where one is longer."""
    lines = [""]
    for word in text.split(" "):
        for part in chop_cells(word, room) if cell_len(word) > room else [word]:
            if not lines[-1]:
                lines[-1] = part
            elif cell_len(lines[-1]) + 1 + cell_len(part) <= room:
                lines[-1] += f" {part}"
            else:
                lines.append(part)
    return lines


def _names(cell: Names, room: int, page: Page) -> str:
    """As many of the names as there is room for; the rest is counted."""
    full = one_line(words(cell, page))
    if cell_len(full) <= room:
        return full
    local = cell.names_in(page.language)
    short = local if local != cell.names else cell.short or cell.names
    for kept in range(len(short), 1, -1):
        text = one_line(names_text(short[:kept], cell.leads, len(short) - kept))
        if cell_len(text) <= room:
            return text
    return one_line(names_text(short[:1], cell.leads, len(short) - 1))
