"""Documents as CSV and TSV: one table for the whole document, sums as numbers with their bounds, for spreadsheets.

A column of sums becomes four: currency, low, high (in units, empty where unbounded or unknown) and qualifier. The first
column names the section, since several sections stand in one table; the last tells what kind of thing the row is. No
cell holds a tab or a line break, so a line is a row.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import islice

from dealtrack.render.cells import is_sum, words
from dealtrack.render.harmless import first_cell, spreadsheet
from dealtrack.render.jsonable import amount_bounds
from dealtrack.render.registry import Page, renders
from dealtrack.reports.cells import Cell
from dealtrack.reports.document import Align, Column, Document, Row
from dealtrack.values.dates import PartialDate

_AT_ONCE = 200


@renders("csv")
def render(document: Document, page: Page) -> str:
    """Comma-separated values, RFC 4180 but for plain newlines; sections of other columns start a new head."""
    return _delimited(document, page, ",")


@renders("tsv")
def render_tabs(document: Document, page: Page) -> str:
    """The same, separated by tabs. A cell with a quotation mark is quoted, as spreadsheets and pandas expect."""
    return _delimited(document, page, "\t")


def _delimited(document: Document, page: Page, delimiter: str) -> str:
    parts: list[str] = []
    head: list[str] = []
    for section in document.sections:
        if section.table:
            columns = _head(section.table.columns)
            parts += _written([columns] if columns != head else [], delimiter)
            parts += _written(_rows(section.key, section.table.columns, section.table.rows, page), delimiter)
            head = columns
    return "".join(parts)


def stream(key: str, columns: Sequence[Column], rows: Iterable[Row], page: Page, delimiter: str) -> Iterator[str]:
    """What the renderers make of a document of one section, in parts, each as soon as its rows are there."""
    yield from _written([_head(columns)], delimiter)
    yield from _written(_rows(key, columns, rows, page), delimiter)


def _written(rows: Iterable[list[str]], delimiter: str) -> Iterator[str]:
    """Rows as text, :data:`_AT_ONCE` of them at a time."""
    rows = iter(rows)
    while part := list(islice(rows, _AT_ONCE)):
        out = StringIO()
        writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
        writer.writerows([first_cell(row[0]), *row[1:]] for row in part)
        yield out.getvalue()


def _head(columns: Sequence[Column]) -> list[str]:
    return ["section", *(name for column in columns for name in _names(column)), "tone"]


def _names(column: Column) -> tuple[str, ...]:
    key = spreadsheet(column.key)  # a company's file may be called =cmd()
    if column.align is not Align.MONEY:
        return (key,)
    return tuple(f"{key}_{part}" for part in ("currency", "low", "high", "qualifier"))


def _rows(key: str, columns: Sequence[Column], rows: Iterable[Row], page: Page) -> Iterator[list[str]]:
    for row in rows:
        cells: list[str] = [spreadsheet(key)]
        for column, cell in zip(columns, row.cells, strict=True):
            cells += _money(cell, page) if column.align is Align.MONEY else [_plain(cell, page)]
        cells.append(row.tone.value)
        yield cells


def _plain(cell: Cell, page: Page) -> str:
    return cell.text if isinstance(cell, PartialDate) else spreadsheet(words(cell, page))


def _money(cell: Cell, page: Page) -> list[str]:
    if not is_sum(cell):
        return ["", "", "", spreadsheet(words(cell, page))]
    bounds = amount_bounds(cell.amount)
    return [bounds["currency"] or "", bounds["low"] or "", bounds["high"] or "", bounds["qualifier"] or ""]
