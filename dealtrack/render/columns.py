"""Fewer columns: tables without those that nobody needs."""

from collections.abc import Sequence

from dealtrack.render.cells import words
from dealtrack.render.registry import Page
from dealtrack.reports.document import Row, Table


def only(table: Table, kept: Sequence[int]) -> Table:
    """The columns of those numbers, in that order."""
    rows = tuple(Row(tuple(row.cells[index] for index in kept), row.tone) for row in table.rows)
    return Table(tuple(table.columns[index] for index in kept), rows, table.headed)


def without_blanks(table: Table, page: Page) -> Table:
    """The table without the columns of which no cell says anything, where no title does either."""
    if table.headed:
        return table
    said = [any(words(row.cells[index], page) for row in table.rows) for index in range(len(table.columns))]
    return only(table, [index for index, is_said in enumerate(said) if is_said])
