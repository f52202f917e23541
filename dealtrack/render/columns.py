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
    """The table without the columns of which no cell says anything: where no title does either, or they can go."""
    kept = [
        index
        for index, column in enumerate(table.columns)
        if (table.headed and not column.dispensable) or any(words(row.cells[index], page) for row in table.rows)
    ]
    return table if len(kept) == len(table.columns) else only(table, kept)
