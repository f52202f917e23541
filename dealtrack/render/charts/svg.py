"""Charts as SVG: one to stand in a page, or all of a report in a file of its own.

A chart in a page is drawn in the page's own colour, and has classes for STYLE; the file brings STYLE with it, for light
and for dark. Lengths are in pixels, of a drawing WIDTH wide. All charts have their axis of time at the same place.
"""

from xml.sax.saxutils import escape

from rich.cells import cell_len

from dealtrack.render.cells import words
from dealtrack.render.charts.layout import clipped, date_text, fitting, label_text
from dealtrack.render.charts.shapes import ROW, bar_shapes, date_shapes, element, hollow, line, sign, text
from dealtrack.render.charts.words import CATEGORIES, NOTHING, chart_words, figure_words, mark_words, scale_words
from dealtrack.render.harmless import one_line
from dealtrack.render.headings import heading
from dealtrack.render.registry import Page, renders
from dealtrack.reports.cells import Cell
from dealtrack.reports.charts.axes import Tick, bar_of
from dealtrack.reports.charts.drawing import Category, Chart, Mark
from dealtrack.reports.document import Document, Section

WIDTH = 960
_CELL = 7.0  # of text at FONT pixels, on the safe side: a Chinese character has two
_FONT = 13
_LABELS, _TIME, _SIZES = 104, 306, 628
_TIME_WIDTH = 290
_FIGURES = 120  # at least, behind the longest bar: what most figures need, so that axes of sizes are as long
_HEAD = 46
_SECTION, _MARGIN = 34, 24

STYLE = """\
.dt-chart{font:13px/1 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans CJK SC",sans-serif;\
font-variant-numeric:tabular-nums;max-width:100%;height:auto;--dt-raised:#1f6fb2;--dt-other:#1d8a6a;--dt-plan:#a86a00;--dt-ended:#b83a3a;\
--dt-claim:#6b5aa8;--dt-event:#5b6675}
@media (prefers-color-scheme:dark){.dt-chart{--dt-raised:#6ab7ff;--dt-other:#5fd3ac;--dt-plan:#f0b44c;\
--dt-ended:#ff8a80;--dt-claim:#b9a7f5;--dt-event:#9aa5b4}}
.dt-raised{color:var(--dt-raised)}.dt-other{color:var(--dt-other)}.dt-plan{color:var(--dt-plan)}\
.dt-ended{color:var(--dt-ended)}.dt-claim{color:var(--dt-claim)}.dt-event{color:var(--dt-event)}
"""
_OWN = """\
.dt-file{color:#1c2430;background:#fff}.dt-paper{fill:#fff}
@media (prefers-color-scheme:dark){.dt-file{color:#e4e8ee;background:#12161c}.dt-paper{fill:#12161c}}
"""


@renders("svg")
def render(document: Document, page: Page) -> str:
    """Every chart of the document under its heading, as a file of its own."""
    sections = [section for section in document.sections if section.chart]
    body, top = [], _MARGIN
    for section in sections:
        body.append(_heading(section, top, page))
        chart = section.chart
        if chart:
            body.append(element("g", _drawing(chart, page), transform=f"translate({_MARGIN} {top + _SECTION})"))
            top += _SECTION + _height(chart) + _MARGIN
    body.append(_legend(sections, document.basis, top, page))
    width, height = WIDTH + 2 * _MARGIN, top + 2 * _MARGIN
    titles = ", ".join(section.chart.title for section in sections if section.chart)
    title = " · ".join((titles, *document.asked))
    paper = element("rect", width=width, height=height, **{"class": "dt-paper"})
    inside = f"{_described(title, words(document.basis, page))}<style>\n{STYLE}{_OWN}</style>{paper}{''.join(body)}"
    return element("svg", inside, **_frame(width, height, "dt-chart dt-file")) + "\n"


def svg(chart: Chart, page: Page) -> str:
    """One chart, to stand in an HTML page that has STYLE."""
    described = _described(chart.title, words(chart_words(chart), page))
    return element("svg", described + _drawing(chart, page), **_frame(WIDTH, _height(chart), "dt-chart"))


def _frame(width: int, height: int, name: str) -> dict[str, object]:
    return {
        "xmlns": "http://www.w3.org/2000/svg", "role": "img", "class": name, "viewBox": f"0 0 {width} {height}",
        "width": width, "height": height, "font-size": _FONT,
        "font-family": "system-ui, sans-serif", "fill": "currentColor",
    }  # fmt: skip


def _described(title: str, told: str) -> str:
    """What is read out to those who do not see the drawing."""
    return element("title", escape(one_line(title))) + element("desc", escape(one_line(told)))


def _height(chart: Chart) -> int:
    return _HEAD + ROW * len(chart.marks) + 8 if chart.marks else ROW


def _drawing(chart: Chart, page: Page) -> str:
    if not chart.marks or chart.span is None:
        return text(words(NOTHING, page), 0, ROW / 2, fill_opacity=0.7)
    longest = max(cell_len(figure_words(mark, page)) for mark in chart.marks)
    sizes = WIDTH - _SIZES - max(_FIGURES, _CELL * longest + 24)
    labels = max(_LABELS, 16 + _CELL * max(cell_len(date_text(mark, page)) for mark in chart.marks))
    rows = "".join(_row(mark, chart, index, labels, sizes, page) for index, mark in enumerate(chart.marks))
    return _axes(chart, sizes, page) + rows


def _axes(chart: Chart, sizes: float, page: Page) -> str:
    """Both axes with their ticks, the grid of time, and what the bars measure."""
    bottom = _height(chart) - 4
    shapes = text(words(scale_words(chart), page), _SIZES, 8, fill_opacity=0.7)
    if chart.span:
        shapes += _axis(fitting(chart.span, int(_TIME_WIDTH / _CELL)), _TIME, _TIME_WIDTH, bottom)
    if chart.scale:
        shapes += _axis(fitting(chart.scale, int(sizes / _CELL), int(_FIGURES / _CELL)), _SIZES, sizes, _HEAD - 6)
    return shapes


def _axis(ticks: tuple[Tick, ...], left: float, width: float, bottom: float) -> str:
    """A line with its ticks, which reach down to *bottom*."""
    shapes = line(left, _HEAD - 6, left + width, _HEAD - 6, stroke_opacity=0.5)
    for tick in ticks:
        x = left + width * float(tick.at)
        shapes += line(x, _HEAD - 11, x, _HEAD - 6, stroke_opacity=0.5)
        shapes += line(x, _HEAD - 6, x, bottom, stroke_opacity=0.16) if bottom > _HEAD else ""
        shapes += text(tick.label, x, _HEAD - 20, fill_opacity=0.7, font_size=12)
    return shapes


def _row(mark: Mark, chart: Chart, index: int, labels: float, sizes: float, page: Page) -> str:
    bar = bar_of(chart.scale, mark.amount) if mark.amount else None
    nothing = "" if mark.category is Category.EVENT else hollow(_SIZES)
    size = bar_shapes(bar, mark.category, _SIZES, sizes) if bar else nothing
    behind = _SIZES + (sizes * float(bar.possible) + (14 if bar.is_open else 8) if bar else 14)
    label = clipped(label_text(mark, page), int((_TIME - 12 - labels) / _CELL), "…").rstrip()
    texts = [
        text(date_text(mark, page), 0, ROW / 2, fill_opacity=0.75),
        text(label, labels, ROW / 2),
        text(figure_words(mark, page), behind, ROW / 2, fill_opacity=None if bar else 0.75),
    ]
    when = date_shapes(chart.span.extent(mark.when), mark.category, _TIME, _TIME_WIDTH) if chart.span else ""
    shapes = element("g", when + size, class_=f"dt-{mark.category.value}")
    told = element("title", escape(one_line(words(mark_words(mark), page))))
    return element("g", told + "".join(texts) + shapes, transform=f"translate(0 {_HEAD + ROW * index})")


def _heading(section: Section, top: int, page: Page) -> str:
    return text(heading(section.title, page), _MARGIN, top + 10, font_size=16, font_weight="600")


def _legend(sections: list[Section], basis: Cell, top: int, page: Page) -> str:
    """The signs that are used, and how figures were converted."""
    used = {mark.category for section in sections if section.chart for mark in section.chart.marks}
    x, shapes = float(_MARGIN), []
    for category in Category:
        if category in used:
            shapes.append(element("g", sign(category, x + 6, top + 8), class_=f"dt-{category.value}"))
            told = words(CATEGORIES[category], page)
            shapes.append(text(told, x + 17, top + 8, fill_opacity=0.75))
            x += 17 + 6.2 * cell_len(told) + 22
    right = text(words(basis, page), _MARGIN + WIDTH, top + 8, fill_opacity=0.75, text_anchor="end")
    return "".join(shapes) + right
