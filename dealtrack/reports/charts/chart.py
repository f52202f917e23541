"""A chart of a timeline: each row of its table along an axis of time, with a bar by its size.

A chart is made of the table's own rows, so that both tell the same. The charts of one report share both axes, so that
companies can be held against each other.
"""

from collections.abc import Mapping
from typing import cast

from msgspec.structs import replace

from dealtrack.reports.cells import Cell, Missing, Money, Name
from dealtrack.reports.charts.axes import Scale, Span
from dealtrack.reports.charts.drawing import Category, Chart, Mark
from dealtrack.reports.document import Document, Section, Table
from dealtrack.values.dates import PartialDate

_BY_SIGN = {category.sign: category for category in Category}


def with_charts(timeline: Document, currency: str) -> Document:
    """The *timeline*, whose converted sums are in *currency*, with a chart in each section that has a table."""
    marks = {index: _marks(section.table) for index, section in enumerate(timeline.sections) if section.table}
    every = [mark for each in marks.values() for mark in each]
    span = Span.around(mark.when for mark in every)
    scale = Scale.of((mark.amount for mark in every if mark.amount), currency)

    def charted(index: int, section: Section) -> Section:
        title = section.title.text if isinstance(section.title, Name) else str(section.title)
        return replace(section, chart=Chart(title, currency, marks[index], span, scale)) if index in marks else section

    sections = tuple(charted(index, section) for index, section in enumerate(timeline.sections))
    return replace(timeline, sections=sections)


def _marks(table: Table) -> tuple[Mark, ...]:
    keys = [column.key for column in table.columns]
    return tuple(_mark(dict(zip(keys, row.cells, strict=True))) for row in table.rows)


def _mark(cells: Mapping[str, Cell]) -> Mark:
    """A row as a mark. What was withheld stands in its own column, and has no converted sum."""
    money = cells["converted"] or cells["amount"]
    return Mark(
        cast(PartialDate, cells["date"]), _BY_SIGN[str(cells["mark"])], cells["what"], cells["who"],
        money if isinstance(money, (Money, Missing)) else None,
    )  # fmt: skip
