"""Documents as CSV and TSV: one table for the whole document, sums as numbers with their bounds, for spreadsheets.

A column of sums becomes four: currency, low, high (in units, empty where unbounded or unknown) and qualifier. The first
column names the section, since several sections stand in one table; the last tells what kind of thing the row is. No
cell holds a tab or a line break, so a line is a row.
"""

import csv
from collections.abc import Iterator
from io import StringIO

from dealtrack.render.cells import cell_text
from dealtrack.render.harmless import spreadsheet
from dealtrack.render.jsonable import amount_bounds
from dealtrack.render.registry import Page, renders
from dealtrack.reports.document import Align, Cell, Column, Document, Money, Section
from dealtrack.values.dates import PartialDate


@renders("csv")
def render(document: Document, page: Page) -> str:
    """Comma-separated values, RFC 4180 but for plain newlines; sections of other columns start a new head."""
    return _delimited(document, ",")


@renders("tsv")
def render_tabs(document: Document, page: Page) -> str:
    """The same, separated by tabs. A cell with a quotation mark is quoted, as spreadsheets and pandas expect."""
    return _delimited(document, "\t")


def _delimited(document: Document, delimiter: str) -> str:
    out = StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
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
    key = spreadsheet(column.key)  # a company's file may be called =cmd()
    if column.align is not Align.MONEY:
        return (key,)
    return tuple(f"{key}_{part}" for part in ("currency", "low", "high", "qualifier"))


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
    if not isinstance(cell, Money):
        return ["", "", "", spreadsheet(cell_text(cell))]
    bounds = amount_bounds(cell.amount)
    return [bounds["currency"] or "", bounds["low"] or "", bounds["high"] or "", bounds["qualifier"] or ""]
