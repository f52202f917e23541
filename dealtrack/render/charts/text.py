"""Charts as text: Unicode with bars to an eighth of a cell, or plain ASCII. What a book holds is printed as it is."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from rich.cells import cell_len

from dealtrack.render.cells import words
from dealtrack.render.charts.layout import (
    GAP,
    Layout,
    clipped,
    column_of,
    columns_of,
    date_text,
    figure_text,
    fitting,
    label_text,
    layout_of,
    whole,
)
from dealtrack.render.charts.words import CATEGORIES, IN_BETWEEN, NOTHING, PERHAPS, scale_words
from dealtrack.render.registry import Page
from dealtrack.reports.cells import Cell, Tone
from dealtrack.reports.charts.axes import Bar, Scale, Span, bar_of
from dealtrack.reports.charts.drawing import Category, Chart, Mark
from dealtrack.reports.document import Legend

_EIGHTHS = " ▏▎▍▌▋▊▉"


class Piece(NamedTuple):
    """Part of a line, and the tone of what it tells; axes and grids have that of an event."""

    text: str
    tone: Tone


Line = tuple[Piece, ...]


class _Glyphs(NamedTuple):
    """The characters of a chart, each one cell wide; ``bars`` are what is certain and what is possible."""

    signs: dict[Category, str]
    bars: dict[Category, tuple[str, str]]
    stem: str
    hollow: str
    more: str
    less: str
    later: str
    earlier: str
    period: tuple[str, str, str]
    rule: str
    tick: str
    grid: str
    ellipsis: str
    figures: dict[int, str]


_UNICODE = _Glyphs(
    signs={category: category.sign for category in Category},
    bars={
        Category.RAISED: ("█", "░"),
        Category.OTHER: ("█", "░"),
        Category.PLAN: ("▒", "░"),
        Category.ENDED: ("─", "┄"),
        Category.CLAIM: ("◦", "·"),
        Category.EVENT: ("", ""),
    },
    stem="·", hollow="▯", more="▸", less="┄", later="╌▸", earlier="◂╌", period=("├", "─", "┤"),
    rule="─", tick="┬", grid="┊", ellipsis="…", figures={},
)  # fmt: skip
_ASCII = _Glyphs(
    signs=dict(zip(Category, "*+ox|.", strict=True)),
    bars={
        Category.RAISED: ("#", ":"),
        Category.OTHER: ("#", ":"),
        Category.PLAN: ("=", ":"),
        Category.ENDED: ("-", "."),
        Category.CLAIM: ("|", "."),
        Category.EVENT: ("", ""),
    },
    stem=".", hollow="?", more=">", less=".", later="->", earlier="<-", period=("[", "-", "]"),
    rule="-", tick="+", grid=":", ellipsis="..",
    figures=str.maketrans({"≥": ">=", "≤": "<=", "–": "-"}),
)  # fmt: skip


def drawn(charts: Sequence[Chart], page: Page) -> list[list[Line]]:
    """The lines of each chart, in pieces of one tone; all charts on one layout for the page."""
    glyphs = _ASCII if page.ascii else _UNICODE
    layout = layout_of(charts, page, glyphs.figures)
    return [list(_Drawing(chart, layout, glyphs, page).lines()) for chart in charts]


def legend_of(charts: Sequence[Chart], page: Page) -> Legend:
    """What the characters mean that these charts use, as ``(character, words)``; of signs only those in ASCII."""
    glyphs = _ASCII if page.ascii else _UNICODE
    marks = [mark for chart in charts for mark in chart.marks]
    used = [category for category in Category if any(mark.category is category for mark in marks)]
    entries: list[tuple[str, Cell]] = []
    if page.ascii:
        entries = [(glyphs.signs[category], CATEGORIES[category]) for category in used]
    ranges = {mark.category for mark in marks if mark.amount and mark.amount.high not in (None, mark.amount.low)}
    filled = [category for category in used if category in ranges and category is not Category.CLAIM]
    if perhaps := " ".join(dict.fromkeys(glyphs.bars[category][1] for category in filled)):
        entries.append((perhaps, PERHAPS))
    if any(not mark.when.day for mark in marks):
        entries.append(("".join(glyphs.period), IN_BETWEEN))
    return tuple(entries)


def text_of(line: Line) -> str:
    """A line without its tones."""
    return "".join(text for text, _ in line).rstrip()


class _Drawing:
    """One chart, while it is drawn."""

    def __init__(self, chart: Chart, layout: Layout, glyphs: _Glyphs, page: Page) -> None:
        self.chart, self.layout, self.glyphs, self.page = chart, layout, glyphs, page
        self.times = _placed(chart.span, layout.time)

    def lines(self) -> Iterator[Line]:
        if not self.chart.marks:
            yield (Piece(words(NOTHING, self.page), Tone.EVENT),)
            return
        yield from ((Piece(line, Tone.EVENT),) for line in self._head())
        for mark in self.chart.marks:
            yield tuple(self._row(mark))

    def _head(self) -> Iterator[str]:
        """What the bars measure, the labels of the ticks, and the axes."""
        layout, scale = self.layout, self.chart.scale
        before, between = " " * layout.before_time, " " * GAP
        sizes = _placed(scale, layout.sizes, layout.figures)
        if told := words(scale_words(self.chart), self.page):
            start = min(layout.before_sizes, max(0, layout.width - cell_len(told)))
            yield " " * start + told
        yield f"{before}{_labels(self.times, layout.time)}{between}{_labels(sizes, layout.sizes)}"
        axes = f"{before}{self._axis(self.times, layout.time)}{between}"
        yield axes + (self._axis(sizes, layout.sizes) if scale else "")

    def _axis(self, ticks: Iterable[tuple[int, str]], width: int) -> str:
        columns = {column for column, _ in ticks}
        return "".join(self.glyphs.tick if column in columns else self.glyphs.rule for column in range(width))

    def _row(self, mark: Mark) -> Iterator[Piece]:
        layout, tone = self.layout, mark.category.tone
        for text, width in (
            (date_text(mark, self.page), layout.dates),
            (label_text(mark, self.page), layout.labels),
        ):
            if width:
                yield Piece(clipped(text, width, self.glyphs.ellipsis) + " " * GAP, tone)
        yield from self._when(mark)
        yield Piece(f"{' ' * GAP}{self._size(mark)} {figure_text(mark, self.page, self.glyphs.figures)}", tone)

    def _when(self, mark: Mark) -> Iterator[Piece]:
        """The track of time: the sign, and how far around it the date may lie, over the grid of the axis."""
        cells = [" "] * self.layout.time
        for column, _ in self.times:
            cells[column] = self.glyphs.grid
        empty = list(cells)
        for column, char in self._date_cells(mark):
            cells[column] = char
        same = [before == after for before, after in zip(empty, cells, strict=True)]
        for is_grid, group in groupby(zip(cells, same, strict=True), key=lambda pair: pair[1]):
            yield Piece("".join(char for char, _ in group), Tone.EVENT if is_grid else mark.category.tone)

    def _date_cells(self, mark: Mark) -> Iterator[tuple[int, str]]:
        if self.chart.span is None:
            return
        width, extent = self.layout.time, self.chart.span.extent(mark.when)
        first, last = columns_of(extent, width)
        opening, inside, closing = self.glyphs.period
        if mark.when.day:
            first = last = (first + last) // 2
        if last > first:
            yield from ((column, inside) for column in range(first, last + 1))
        if last - first > 1:
            yield from ((first, opening), (last, closing))
        if extent.open_start and first > 1:
            yield from zip((first - 2, first - 1), self.glyphs.earlier, strict=True)
        if extent.open_end and last < width - 2:
            yield from zip((last + 1, last + 2), self.glyphs.later, strict=True)
        yield (first + last) // 2, self.glyphs.signs[mark.category]

    def _size(self, mark: Mark) -> str:
        """The bar, as long as the sum; a deal or a claim without one has a hollow mark."""
        if mark.category is Category.EVENT:
            return ""
        bar = bar_of(self.chart.scale, mark.amount) if mark.amount else None
        if bar is None:
            return self.glyphs.hollow
        return self._bar(bar, mark.category) + (self.glyphs.more if bar.is_open else "")

    def _bar(self, bar: Bar, category: Category) -> str:
        width, (certain, possible) = self.layout.sizes, self.glyphs.bars[category]
        length = max(whole(bar.certain, width), whole(bar.possible, width))
        if category is Category.CLAIM:
            return self._stem(whole(bar.certain, width), length, certain)
        if not bar.certain:
            return (self.glyphs.less * 2 + possible * length)[:length]
        solid = _solid(bar, width, certain)
        return solid + possible * (length - len(solid))

    def _stem(self, certain: int, length: int, head: str) -> str:
        """A claim is no money that came: dots up to a point, or on to the far end of a range."""
        cells = [self.glyphs.stem] * length
        for end in (certain, length):
            if end:
                cells[end - 1] = head
        return "".join(cells)


def _placed(axis: Span | Scale | None, width: int, beyond: int = 0) -> list[tuple[int, str]]:
    """The ticks of an axis, as ``(column, label)``."""
    ticks = fitting(axis, width, beyond) if axis else ()
    return [(column_of(tick, width), tick.label) for tick in ticks]


def _labels(ticks: Iterable[tuple[int, str]], width: int) -> str:
    cells = [" "] * width
    for column, label in ticks:
        cells[column : column + len(label)] = label  # the last may reach beyond the axis
    return "".join(cells)


def _solid(bar: Bar, width: int, char: str) -> str:
    """What is certain; to an eighth of a cell where the characters allow it."""
    if char != "█":
        return char * whole(bar.certain, width)
    cells, eighths = divmod(whole(bar.certain, width * 8), 8)
    return char * cells + _EIGHTHS[eighths].strip()
