"""Documents as CSV and TSV: one table for the whole document, sums as numbers with their bounds, for spreadsheets.

A column of sums becomes four: currency, low, high (in units, empty where unbounded or unknown) and qualifier. The first
column names the section, since several sections stand in one table; the last tells what kind of thing the row is. No
cell holds a tab or a line break, so a line is a row.
"""

import csv
from collections.abc import Iterator
from io import StringIO

from dealtrack.render.cells import is_sum, words
from dealtrack.render.harmless import spreadsheet
from dealtrack.render.jsonable import amount_bounds
from dealtrack.render.registry import Page, renders
from dealtrack.reports.cells import Cell
from dealtrack.reports.document import Column, Document, Section
from dealtrack.values.dates import PartialDate


@renders("csv")
def render(document: Document, page: Page) -> str:
    """Comma-separated values, RFC 4180 but for plain newlines; sections of other columns start a new head."""
    return _delimited(document, page, ",")


@renders("tsv")
def render_tabs(document: Document, page: Page) -> str:
    """The same, separated by tabs. A cell with a quotation mark is quoted, as spreadsheets and pandas expect."""
    return _delimited(document, page, "\t")


def _delimited(document: Document, page: Page, delimiter: str) -> str:
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
        for row in _rows(section, page):
            writer.writerow(row)
    return out.getvalue()


def _names(column: Column) -> tuple[str, ...]:
    key = spreadsheet(column.key)  # a company's file may be called =cmd()
    if not column.align.is_money:
        return (key,)
    return tuple(f"{key}_{part}" for part in ("currency", "low", "high", "qualifier"))


def _rows(section: Section, page: Page) -> Iterator[list[str]]:
    table = section.table
    for row in table.rows if table else ():
        cells: list[str] = [spreadsheet(section.key)]
        for column, cell in zip(table.columns if table else (), row.cells, strict=True):
            cells += _money(cell, page) if column.align.is_money else [_plain(cell, page)]
        cells.append(row.tone.value)
        yield cells


def _plain(cell: Cell, page: Page) -> str:
    return cell.text if isinstance(cell, PartialDate) else spreadsheet(words(cell, page))


def _money(cell: Cell, page: Page) -> list[str]:
    if not is_sum(cell):
        return ["", "", "", spreadsheet(words(cell, page))]
    bounds = amount_bounds(cell.amount)
    return [bounds["currency"] or "", bounds["low"] or "", bounds["high"] or "", bounds["qualifier"] or ""]
