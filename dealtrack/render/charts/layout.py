"""How a chart of text is laid out: one row a mark, with its date, its label, a track of time and a track of sizes.

All widths are in cells. The charts of one document have the same layout, so that their axes stand under each other.
"""

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len, chop_cells

from dealtrack.render.cells import words
from dealtrack.render.charts.words import figure_words
from dealtrack.render.harmless import one_line
from dealtrack.render.registry import Page
from dealtrack.reports.charts.axes import Extent, Scale, Span, Tick
from dealtrack.reports.charts.drawing import Category, Chart, Mark

GAP = 2
PIPED = 100  # cells, where nothing says how many there are
NARROWEST = 40
_ROOMY = 24  # cells that both tracks should have together, and
_LEAST = 16  # without which dates go, since they stand on the axis, too
_SHORTEST_LABEL = 6
_LONGEST_TIME, _LONGEST_SIZE = 96, 64


class Layout(NamedTuple):
    """The widths of a row's parts. ``figures`` stand behind the bars; a width of 0 leaves a part out."""

    dates: int
    labels: int
    time: int
    sizes: int
    figures: int

    @property
    def before_time(self) -> int:
        """How many cells stand to the left of the track of time."""
        return sum(width + GAP for width in (self.dates, self.labels) if width)

    @property
    def before_sizes(self) -> int:
        """How many cells stand to the left of the track of sizes."""
        return self.before_time + self.time + GAP

    @property
    def width(self) -> int:
        """All of a row."""
        return self.before_sizes + self.sizes + self.figures


def layout_of(charts: Sequence[Chart], page: Page, figures_as: dict[int, str]) -> Layout:
    """What fits all *charts* into the page, or into NARROWEST where that is more; *figures_as* is figure_text's."""
    width = max(page.width or PIPED, NARROWEST)
    marks = [mark for chart in charts for mark in chart.marks]
    figures = max((cell_len(figure_text(mark, page, figures_as)) for mark in marks), default=0) + GAP
    dates = max((cell_len(date_text(mark, page)) for mark in marks), default=0)
    wanted = _wanted(marks, page, width)
    labels = _shrunk(wanted, _room(width, dates, wanted, figures))
    if _room(width, dates, labels, figures) < _LEAST:
        dates, labels = 0, _shrunk(wanted, _room(width, 0, wanted, figures))
    room = max(8, _room(width, dates, labels, figures))
    time = min(room * 45 // 100 if any(chart.scale for chart in charts) else room, _LONGEST_TIME)
    return Layout(dates, labels, time, min(room - time, _LONGEST_SIZE), figures)


def _wanted(marks: Sequence[Mark], page: Page, width: int) -> int:
    """The room for labels: those of deals and claims may take a third of the *width*, those of events a fifth."""
    events = [cell_len(label_text(mark, page)) for mark in marks if mark.category is Category.EVENT]
    others = [cell_len(label_text(mark, page)) for mark in marks if mark.category is not Category.EVENT]
    most = max(16, width // 5)
    return max(min(max(events, default=0), most), min(max(others, default=0), max(most, width // 3)))


def _shrunk(labels: int, room: int) -> int:
    """Labels that leave enough *room* to the tracks, but keep a few cells in any case."""
    return max(min(labels, _SHORTEST_LABEL), labels - max(0, _ROOMY - room))


def _room(width: int, dates: int, labels: int, figures: int) -> int:
    """What is left for both tracks."""
    return width - sum(size + GAP for size in (dates, labels) if size) - GAP - figures


def date_text(mark: Mark, page: Page) -> str:
    """When it was, in words."""
    return one_line(words(mark.when, page))


def label_text(mark: Mark, page: Page) -> str:
    """What it was."""
    return one_line(words(mark.label, page))


def figure_text(mark: Mark, page: Page, replaced: dict[int, str]) -> str:
    """The sum in words, with characters *replaced* as :meth:`str.translate` does."""
    return one_line(figure_words(mark, page)).translate(replaced)


def clipped(text: str, room: int, ellipsis: str) -> str:
    """*text* in exactly *room* cells, with an ellipsis where it is cut short."""
    if cell_len(text) > room:
        text = chop_cells(text, max(1, room - len(ellipsis)))[0].rstrip() + ellipsis
    return text + " " * (room - cell_len(text))


def columns_of(extent: Extent, width: int) -> tuple[int, int]:
    """The first and the last of *width* columns that *extent* is drawn in: one, if it is not much wider than that."""
    if (extent.end - extent.start) * width < Fraction(3, 2):
        column = int((extent.start + extent.end) / 2 * width)
        return column, column
    return _nearest(extent.start * width), _nearest(extent.end * width) - 1


@lru_cache(maxsize=64)
def fitting(axis: Span | Scale, width: int, beyond: int = 0) -> tuple[Tick, ...]:
    """The finest set of ticks whose labels, right of them, have room in *width* columns and as many as are *beyond*.

    A last tick may go for that. Companies share their axes, and so the answer.
    """
    found: tuple[Tick, ...] = ()
    for ticks in axis.tickings():
        starts = [column_of(tick, width) for tick in ticks]
        ends = [start + len(tick.label) for start, tick in zip(starts, ticks, strict=True)]
        if all(end < start for end, start in zip(ends, starts[1:], strict=False)):
            fits = tuple(tick for end, tick in zip(ends, ticks, strict=True) if end <= width + beyond)
            found = max(found, fits, key=len)
            if len(found) > 1:
                break
    return found


def column_of(tick: Tick, width: int) -> int:
    """The one of *width* columns in which *tick* stands."""
    return min(_nearest(tick.at * width), width - 1)


def _nearest(position: Fraction) -> int:
    return int(position + Fraction(1, 2))


def whole(fraction: Fraction, cells: int) -> int:
    """*fraction* of *cells*, rounded to the nearest; one at least where it is anything."""
    return max(1, _nearest(fraction * cells)) if fraction else 0
