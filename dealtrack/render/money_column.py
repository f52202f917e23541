"""A column of sums: currencies to the left, numbers under each other at their decimal points, marks outside."""

from collections.abc import Sequence

from rich.cells import cell_len

from dealtrack.render.cells import column_scales, figure_of, is_sum, words
from dealtrack.render.harmless import one_line
from dealtrack.render.registry import Page
from dealtrack.reports.cells import Cell, Money
from dealtrack.reports.document import Column
from dealtrack.values.figures import Figure


def money_texts(column: Column, cells: Sequence[Cell], page: Page) -> list[str]:
    """Every cell of the column, as wide as the widest but for spaces at its end; in one unit where one suits all."""
    scales = column_scales(column, cells, page)
    figures = [figure_of(cell, page, scales) if is_sum(cell) else None for cell in cells]
    sums = [figure for figure in figures if figure and figure.currency]
    code = max((cell_len(figure.currency) for figure in sums), default=0)
    before = max((cell_len(_before(figure)) for figure in sums), default=0)
    wide = before + max((cell_len(_behind(figure)) for figure in sums), default=0)
    notes = max((cell_len(cell.marks) for cell in cells if isinstance(cell, Money)), default=0)
    texts = []
    for cell, figure in zip(cells, figures, strict=True):
        if figure is None or not figure.currency:
            text = figure.number if figure else one_line(words(cell, page))
            texts.append(" " * (code + 1 + wide - cell_len(text)) + text if text else "")
        else:
            number = " " * (before - cell_len(_before(figure))) + _before(figure) + _behind(figure)
            note = cell.marks if isinstance(cell, Money) else ""
            padded = number + " " * (wide - cell_len(number)) if note else number
            texts.append(f"{figure.currency.ljust(code)} {padded}" + (f" {note}".ljust(notes + 1) if notes else ""))
    return texts


def _before(figure: Figure) -> str:
    """What stands before the decimal point: of a range, the lower end and the whole part of the upper one."""
    return f"{figure.mark}{figure.number.removesuffix(figure.decimals)}"


def _behind(figure: Figure) -> str:
    """The decimals and the unit."""
    return f"{figure.decimals}{figure.unit}"
