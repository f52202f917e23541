"""Documents as CSV: one table for the whole document, sums as numbers with their bounds, ready for a spreadsheet.

A column of sums becomes four: currency, low, high (in units, empty where unbounded or unknown) and qualifier. The first
column names the section, since several sections stand in one table; the last tells what kind of thing the row is.
"""

import csv
from collections.abc import Iterator
from io import StringIO

from dealtrack.rates.sums import Total
from dealtrack.render.cells import cell_text
from dealtrack.render.harmless import spreadsheet
from dealtrack.render.jsonable import amount_bounds
from dealtrack.render.registry import Page, renders
from dealtrack.reports.document import Align, Cell, Column, Document, Money, Section
from dealtrack.values.dates import PartialDate


@renders("csv")
def render(document: Document, page: Page) -> str:
    """Comma-separated values, RFC 4180 but for plain newlines; sections of other columns start a new head."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    head: list[str] = []
    for section in document.sections:
        if not section.table:
            continue
        columns = ["section", *(name for column in section.table.columns for name in _names(column)), "tone"]
        if columns != head:
            head = columns
            writer.writerow(head)
        for row in _rows(section):
            writer.writerow(row)
    return out.getvalue()


def _names(column: Column) -> tuple[str, ...]:
    if column.align is not Align.MONEY:
        return (column.key,)
    return tuple(f"{column.key}_{part}" for part in ("currency", "low", "high", "qualifier"))


def _rows(section: Section) -> Iterator[list[str]]:
    table = section.table
    for row in table.rows if table else ():
        cells: list[str] = [spreadsheet(section.key)]
        for column, cell in zip(table.columns if table else (), row.cells, strict=True):
            cells += _money(cell) if column.align is Align.MONEY else [_plain(cell)]
        cells.append(row.tone.value)
        yield cells


def _plain(cell: Cell) -> str:
    return cell.text if isinstance(cell, PartialDate) else spreadsheet(cell_text(cell))


def _money(cell: Cell) -> list[str]:
    if not isinstance(cell, Money) and not (isinstance(cell, Total) and cell.counted):
        return ["", "", "", spreadsheet(cell_text(cell))]
    bounds = amount_bounds(cell.amount)
    return [bounds["currency"] or "", bounds["low"] or "", bounds["high"] or "", bounds["qualifier"] or ""]
