"""Tables as lines of aligned text: columns that fit a width, figures that align, text that runs over empty neighbours.

Widths are in cells: a Chinese character takes two. A width of None means that nothing wraps (a pipe).
"""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len, chop_cells

from dealtrack.render.cells import cell_text, figure_of, names_text
from dealtrack.render.columns import only
from dealtrack.render.harmless import one_line
from dealtrack.reports.document import Align, Cell, Column, Money, Names, Row, Table

GAP = 2
_NARROWEST = 14  # cells that flexible text should have, and
_LEAST = 6  # that it gets in any case
Line = tuple[str, Row | None]


def lay_out(table: Table, width: int | None) -> Iterator[Line]:
    """The lines of a fitted table, each with the row that it belongs to (None for the head), no spaces at the end."""
    cells = [_texts(column, [row.cells[index] for row in table.rows]) for index, column in enumerate(table.columns)]
    widths = _widths(table, width)
    if table.headed:
        heads = [_wrapped(one_line(column.title), widths[index]) for index, column in enumerate(table.columns)]
        yield from ((line, None) for line in _joined(table.columns, heads, widths))
    for number, row in enumerate(table.rows):
        texts = [column[number] for column in cells]
        blocks = [
            _block(table.columns, texts, row, index, widths, shrink=width is not None)
            for index in range(len(table.columns))
        ]
        yield from ((line, row) for line in _joined(table.columns, blocks, widths))


def parts(table: Table, width: int | None) -> Iterator[Table]:
    """*table*, divided where its columns of text do not fit side by side; each part has the first column."""
    count = len(table.columns)
    if width is None or count < 3 or not all(column.wraps for column in table.columns):
        yield table
        return
    each = max(1, (width - _NARROWEST) // (_NARROWEST + GAP))
    for start in range(1, count, each):
        kept = (0, *range(start, min(start + each, count)))
        yield only(table, kept)


def fitted(table: Table, width: int | None) -> Table:
    """The table without the columns for which there is no room: those of the highest rank go first."""
    while width is not None:
        naturals = _naturals(table)
        least = sum(
            min(size, _NARROWEST) if column.flexible else size
            for size, column in zip(naturals, table.columns, strict=True)
        )
        highest = max(column.rank for column in table.columns)
        if least + _gaps(table.columns) <= width or highest <= 1:
            break
        table = only(table, [index for index, column in enumerate(table.columns) if column.rank < highest])
    return table


def _gaps(columns: Sequence[Column]) -> int:
    return sum(1 if column.tight else GAP for column in columns[:-1])


def _texts(column: Column, cells: list[Cell]) -> list[str]:
    """Every cell of a column in full; sums already aligned under each other."""
    return _money(cells) if column.align is Align.MONEY else [one_line(cell_text(cell)) for cell in cells]


def _runs_over(columns: Sequence[Column], texts: Sequence[str], index: int) -> int:
    """How many columns to the right a text may run over: those that are empty in its row."""
    if columns[index].align is not Align.LEFT or columns[index].tight:
        return 0
    count = 0
    while index + count + 1 < len(texts) and not texts[index + count + 1].strip():
        count += 1
    return count


def _naturals(table: Table) -> list[int]:
    """How wide each column would like to be; text that runs over its neighbours needs less of its own."""
    cells = [_texts(column, [row.cells[index] for row in table.rows]) for index, column in enumerate(table.columns)]
    by_row = list(zip(*cells, strict=True))
    last = len(table.columns) - 1
    sizes = [cell_len(one_line(column.title)) if table.headed else 0 for column in table.columns]
    for index in range(last, -1, -1):
        for texts in by_row:
            over = _runs_over(table.columns, texts, index)
            if over and index + over == last:
                continue  # it may use the rest of the line
            neighbours = sizes[index + 1 : index + over + 1]
            sizes[index] = max(sizes[index], cell_len(texts[index]) - sum(neighbours) - over * GAP)
    return sizes


def _widths(table: Table, width: int | None) -> list[int]:
    """The width of each column: fixed ones as they need, flexible ones sharing the rest, small ones first."""
    wanted = _naturals(table)
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
    columns: Sequence[Column], texts: Sequence[str], row: Row, index: int, widths: Sequence[int], *, shrink: bool
) -> list[str]:
    """The lines of one cell."""
    column, text, cell = columns[index], texts[index], row.cells[index]
    if not shrink or column.align is Align.MONEY:
        return [text]
    over = _runs_over(columns, texts, index)
    room = sum(widths[index : index + over + 1]) + sum(1 if c.tight else GAP for c in columns[index : index + over])
    if isinstance(cell, Names) and not column.wraps:
        return _wrapped(_names(cell, room), room)
    return _wrapped(text, room) if column.flexible or over else [text]


def _joined(columns: Sequence[Column], blocks: Sequence[list[str]], widths: Sequence[int]) -> Iterator[str]:
    for number in range(max(len(block) for block in blocks)):
        pieces: list[str] = []
        filled = target = 0
        for column, block, width in zip(columns, blocks, widths, strict=True):
            text = block[number] if number < len(block) else ""
            if text:
                shown = text.rjust(width) if column.align is Align.RIGHT else text
                pieces += [" " * max(0, target - filled), shown]
                filled = max(filled, target) + cell_len(shown)
            target += width + (1 if column.tight else GAP)
        yield "".join(pieces).rstrip()


def _wrapped(text: str, room: int) -> list[str]:
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


def _money(cells: Sequence[Cell]) -> list[str]:
    """Sums under each other: currencies to the left, numbers with units to the right, marks of footnotes outside."""
    shown = [(figure_of(cell), cell.note) if isinstance(cell, Money) else None for cell in cells]
    sums = [each for each in shown if each and each[0].currency]
    code = max((cell_len(figure.currency) for figure, _ in sums), default=0)
    wide = max((cell_len(f"{figure.mark}{figure.number}{figure.unit}") for figure, _ in sums), default=0)
    notes = max((cell_len(note) for _, note in sums), default=0)
    texts = []
    for cell, each in zip(cells, shown, strict=True):
        if each is None or not each[0].currency:
            text = each[0].number if each else one_line(cell_text(cell))
            texts.append(text.rjust(code + 1 + wide) if text else "")
        else:
            figure, note = each
            number = f"{figure.mark}{figure.number}{figure.unit}".rjust(wide)
            texts.append(f"{figure.currency.ljust(code)} {number}" + (f" {note}".ljust(notes + 1) if notes else ""))
    return texts


def _names(cell: Names, room: int) -> str:
    """As many of the names as there is room for; the rest is counted."""
    full = one_line(names_text(cell.names, cell.leads))
    if cell_len(full) <= room:
        return full
    short = cell.short or cell.names
    for kept in range(len(short), 1, -1):
        text = one_line(names_text(short[:kept], cell.leads, len(short) - kept))
        if cell_len(text) <= room:
            return text
    return one_line(names_text(short[:1], cell.leads, len(short) - 1))
