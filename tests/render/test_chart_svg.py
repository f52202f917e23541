"""Charts as SVG: well-formed, inside their frame, and harmless whatever a book holds."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from dealtrack.files.book import BookOnDisk, open_book
from dealtrack.render.charts.shapes import ROW, element
from dealtrack.render.charts.svg import STYLE, WIDTH, render, svg
from dealtrack.render.registry import Page
from dealtrack.reports.charts.chart import with_charts
from dealtrack.reports.charts.drawing import Chart, Mark
from dealtrack.reports.conversion import Converter
from dealtrack.reports.timeline import timeline
from tests.conftest import REPOSITORY, MadeBook
from tests.render.test_chart_text import MARKS, chart
from tests.reports.drawn import DRAWN, charts_of
from tests.reports.test_snapshots import check

SVG = "{http://www.w3.org/2000/svg}"
TODAY = date(2026, 11, 22)
CELL = 7.0


def file_of(on_disk: BookOnDisk) -> str:
    converter = Converter(on_disk.rates, "USD", TODAY)
    document = timeline(on_disk.book, list(on_disk.book.companies), converter)
    return render(with_charts(document, converter.to), Page())


@pytest.fixture
def drawn(make_book: Callable[..., MadeBook]) -> BookOnDisk:
    return open_book(make_book(DRAWN).root)


def charts(on_disk: BookOnDisk) -> dict[str, Chart]:
    return charts_of(on_disk.book, on_disk.book.companies, Converter(on_disk.rates, "USD", TODAY))


def placed(root: Element, x: float = 0, y: float = 0) -> Iterator[tuple[Element, float, float]]:
    """Every element, with how far it is moved to the right and down."""
    for child in root:
        moved = re.fullmatch(r"translate\((\S+) (\S+)\)", child.get("transform", "translate(0 0)"))
        assert moved
        right, down = x + float(moved[1]), y + float(moved[2])
        yield child, right, down
        yield from placed(child, right, down)


def corners(shape: Element) -> list[tuple[float, float]]:
    """The outermost points of a shape (of a path, where it starts), before it is moved."""
    number = lambda key: float(shape.get(key, 0))  # noqa: E731 - a reader of one attribute
    match shape.tag.removeprefix(SVG):
        case "rect":
            return [(number("x"), number("y")), (number("x") + number("width"), number("y") + number("height"))]
        case "circle":
            return [(number("cx") + r, number("cy") + r) for r in (-number("r"), number("r"))]
        case "line":
            return [(number("x1"), number("y1")), (number("x2"), number("y2"))]
        case "text":
            size = float(shape.get("font-size", 13)) / 13 * CELL * cell_len(shape.text or "")
            start = number("x") - (size if shape.get("text-anchor") == "end" else 0)
            return [(start, number("y")), (start + size, number("y"))]
        case "path":
            return [tuple(map(float, re.match(r"M(\S+) ([\d.-]+)", shape.get("d", "")).groups()))]  # type: ignore[union-attr,list-item]
    return []


def assert_inside(root: Element) -> None:
    _, _, width, height = map(float, root.get("viewBox", "").split())
    for shape, right, down in placed(root):
        for x, y in corners(shape):
            assert -0.01 <= x + right <= width + 0.01, ElementTree.tostring(shape)
            assert -0.01 <= y + down <= height + 0.01, ElementTree.tostring(shape)


def test_the_real_book() -> None:
    text = file_of(open_book(REPOSITORY))
    check("chart-real.svg", text)
    assert_inside(ElementTree.fromstring(text))


def test_awkward_books(drawn: BookOnDisk) -> None:
    text = file_of(drawn)
    check("chart-awkward.svg", text)
    root = ElementTree.fromstring(text)
    headings = [shape for shape in root.iter(f"{SVG}text") if shape.get("font-weight")]
    for heading in headings:
        heading.text = ""  # a company's name is as long as it is
    assert_inside(root)


def test_it_says_what_it_shows(drawn: BookOnDisk) -> None:
    root = ElementTree.fromstring(svg(charts(drawn)["decades"], Page()))
    assert root.get("role") == "img"
    assert [child.tag for child in root[:2]] == [f"{SVG}title", f"{SVG}desc"]
    assert root[0].text == "Decades"
    assert root[1].text == "2000-01-01 – 2021-12-31 · USD, logarithmic scale"
    told = [title.text for title in root.iter(f"{SVG}title")]
    assert "2012-03-04 · C · ≥ USD 300m" in told
    assert "2019-06 · valued, estimate · USD 3–10bn · A Fund" in told


def test_nothing_to_draw() -> None:
    root = ElementTree.fromstring(svg(Chart("X", "USD", ()), Page()))
    assert [text.text for text in root.iter(f"{SVG}text")] == ["nothing to draw"]


def test_nothing_that_a_book_holds_acts(drawn: BookOnDisk) -> None:
    for text in (svg(charts(drawn)["hostile"], Page()), file_of(drawn)):
        root = ElementTree.fromstring(text)
        tags = {shape.tag.removeprefix(SVG) for shape in root.iter()}
        assert tags <= {"svg", "title", "desc", "style", "g", "rect", "circle", "line", "path", "text"}
        assert "<script" not in text
        assert "]]>" not in text
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)
        assert "``` ]]> & \"'<script> \ufffd[31mred\ufffd[0m \ufffdevil" in "".join(root.itertext())


def test_nothing_is_fetched() -> None:
    text = file_of(open_book(REPOSITORY)).replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert not re.search(r"href|url\(|@import|@font-face|https?:|<image|<use|<foreignObject|\son\w+=", text)


def test_colours_are_the_pages_own() -> None:
    """In a page everything takes the colour around it; only STYLE, which it may leave out, names any."""
    on_disk = open_book(REPOSITORY)
    for each in charts(on_disk).values():
        text = svg(each, Page())
        assert set(re.findall(r'\b(?:fill|stroke)="([^"]*)"', text)) <= {"currentColor", "none"}
        assert "<style" not in text
        assert set(re.findall(r'class="dt-(\w+)"', text)) <= set(re.findall(r"dt-(\w+)", STYLE))


@settings(deadline=None)
@given(MARKS)
def test_any_chart_stays_in_its_frame(marks: list[Mark]) -> None:
    root = ElementTree.fromstring(svg(chart(*marks), Page()))
    assert_inside(root)
    assert float(root.get("width", 0)) == WIDTH


@settings(deadline=None)
@given(MARKS)
def test_labels_never_overlap(marks: list[Mark]) -> None:
    root = ElementTree.fromstring(svg(chart(*marks), Page()))
    lines: dict[float, list[tuple[float, float]]] = {}
    for shape, right, down in placed(root):
        if shape.tag == f"{SVG}text" and shape.text:
            (start, y), (end, _) = corners(shape)
            lines.setdefault(y + down, []).append((start + right, end + right))
    for spans in lines.values():
        spans.sort()
        assert all(end <= start for (_, end), (start, _) in pairwise(spans))


@settings(deadline=None)
@given(MARKS)
def test_rows_follow_each_other(marks: list[Mark]) -> None:
    drawing = chart(*marks)
    root = ElementTree.fromstring(svg(drawing, Page()))
    tops = [down for shape, _, down in placed(root) if shape.get("transform")]
    assert len(tops) == len(drawing.marks)
    assert [later - earlier for earlier, later in pairwise(tops)] == [ROW] * (len(tops) - 1)


def test_longer_bars_for_larger_sums(drawn: BookOnDisk) -> None:
    root = ElementTree.fromstring(svg(charts(drawn)["forty"], Page()))
    widths = [float(rect.get("width", 0)) for rect in root.iter(f"{SVG}rect")]
    assert len(widths) == 40
    assert widths == sorted(widths)


@settings(deadline=None)
@given(st.text())
def test_attributes_are_escaped(value: str) -> None:
    parsed = ElementTree.fromstring(element("a", b=value))
    assert list(parsed.attrib) == ["b"]
    assert not list(parsed)
