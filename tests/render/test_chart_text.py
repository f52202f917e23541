"""Charts as text: whole ones, and the geometry of any.

``DEALTRACK_UPDATE_SNAPSHOTS=1 pytest tests/render`` records new ones.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from dealtrack.files.book import open_book
from dealtrack.render.cells import words
from dealtrack.render.charts.layout import GAP, NARROWEST, Layout, clipped, column_of, columns_of, fitting, layout_of
from dealtrack.render.charts.text import drawn, legend_of, text_of
from dealtrack.render.registry import Page
from dealtrack.reports.cells import Missing, Money
from dealtrack.reports.charts.axes import Scale, Span
from dealtrack.reports.charts.drawing import Category, Chart, Mark
from dealtrack.reports.conversion import Converter
from dealtrack.values.amount import Amount
from dealtrack.values.dates import parse_date
from tests.conftest import REPOSITORY, MadeBook
from tests.reports.drawn import DRAWN, charts_of
from tests.reports.test_snapshots import check

TODAY = date(2026, 11, 22)
SIGNS = {False: "●◆○×◦·", True: "*+ox|."}


def whole(charts: dict[str, Chart], width: int | None, ascii: bool) -> str:
    """Every chart under its slug, and the legend."""
    shown = list(charts.values())
    blocks = [
        "\n".join([f"[{slug}]", *map(text_of, lines)])
        for slug, lines in zip(charts, drawn(shown, Page(width, ascii=ascii)), strict=True)
    ]
    legend = "   ".join(f"{mark} {words(told, Page())}" for mark, told in legend_of(shown, Page(ascii=ascii)))
    return "\n\n".join([*blocks, legend]) + "\n"


@pytest.mark.parametrize("ascii", [False, True], ids=["unicode", "ascii"])
@pytest.mark.parametrize("width", [80, 120, 200, None], ids=["80", "120", "200", "piped"])
def test_the_real_book(width: int | None, ascii: bool) -> None:
    on_disk = open_book(REPOSITORY)
    charts = charts_of(on_disk.book, on_disk.book.companies, Converter(on_disk.rates, "USD", TODAY))
    check(f"chart-real-{width or 'piped'}{'-ascii' if ascii else ''}.txt", whole(charts, width, ascii))


@pytest.mark.parametrize("ascii", [False, True], ids=["unicode", "ascii"])
@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_awkward_books(make_book: Callable[..., MadeBook], width: int, ascii: bool) -> None:
    """Each company by itself, on axes of its own."""
    on_disk = open_book(make_book(DRAWN).root)
    converter = Converter(on_disk.rates, "USD", TODAY)
    each = [whole(charts_of(on_disk.book, [slug], converter), width, ascii) for slug in on_disk.book.companies]
    check(f"chart-awkward-{width}{'-ascii' if ascii else ''}.txt", "\n".join(each))


def chart(*marks: Mark) -> Chart:
    ordered = tuple(sorted(marks, key=lambda mark: mark.when))
    amounts = [mark.amount for mark in ordered if mark.amount]
    return Chart("A", "USD", ordered, Span.around(mark.when for mark in ordered), Scale.of(amounts, "USD"))


DAYS = st.dates(date(1995, 1, 1), date(2035, 12, 31))
DATES = st.one_of(
    DAYS.map(str),
    DAYS.map(lambda day: f"{day.year}"),
    DAYS.map(lambda day: f"{day:%Y-%m}~"),
    DAYS.map(lambda day: f"{day.year}-Q{(day.month + 2) // 3}"),
    DAYS.map(lambda day: f"../{day:%Y-%m}"),
    DAYS.map(lambda day: f"{day}/.."),
    st.tuples(DAYS, DAYS).map(lambda days: f"{min(days)}/{max(days)}"),
).map(parse_date)
VALUES = st.integers(1, 10**11).map(Decimal)
AMOUNTS = st.one_of(
    st.just(Amount.undisclosed()),
    VALUES.map(lambda value: Amount("USD", value, value)),
    VALUES.map(lambda value: Amount("USD", value, value, approximate=True)),
    VALUES.map(lambda value: Amount("USD", value, None)),
    VALUES.map(lambda value: Amount("USD", Decimal(0), value)),
    st.tuples(VALUES, VALUES).map(lambda values: Amount("USD", min(values), max(values))),
)
MONEY = st.one_of(
    st.none(), st.just(Missing("no rate on record")), AMOUNTS.map(lambda amount: Money(amount, computed=True))
)
COMMON = ["B+", "战略融资（由多家产业投资方参与）", "IPO, SSE STAR Market"]
# Of what joins its neighbour's cell, a test that counts cells can make nothing.
LABELS = st.one_of(st.text(st.characters(exclude_categories=["M", "C"]), max_size=40), st.sampled_from(COMMON))


def lists_of_marks(labels: st.SearchStrategy[str]) -> st.SearchStrategy[list[Mark]]:
    mark = st.builds(Mark, DATES, st.sampled_from(Category), labels, st.just(""), MONEY)
    return st.lists(mark, min_size=1, max_size=8)


MARKS = lists_of_marks(LABELS)
WIDTHS = st.integers(60, 220)


def tracks(chart: Chart, width: int, ascii: bool) -> tuple[Layout, list[tuple[str, str, str]]]:
    """The layout, and each row as what stands before the track of time, in it, and behind it."""
    [lines] = drawn([chart], Page(width, ascii=ascii))
    figures = str.maketrans({"≥": ">=", "≤": "<=", "–": "-"}) if ascii else {}
    layout = layout_of([chart], Page(width), figures)
    rows = []
    for line in lines[-len(chart.marks) :]:
        shown = [char for char in text_of(line) if cell_len(char)]  # what has no width takes no cell
        cells = [cell for char in "".join(shown).ljust(width) for cell in (char, *[""] * (cell_len(char) - 1))]
        start, end = layout.before_time, layout.before_time + layout.time
        rows.append(("".join(cells[:start]), "".join(cells[start:end]), "".join(cells[end:])))
    return layout, rows


@settings(deadline=None)
@given(lists_of_marks(st.text(max_size=40)), st.integers(1, 220), st.booleans())
def test_lines_fit_into_the_width(marks: list[Mark], width: int, ascii: bool) -> None:
    [lines] = drawn([chart(*marks)], Page(width, ascii=ascii))
    assert max(cell_len(text_of(line)) for line in lines) <= max(width, NARROWEST)


@settings(deadline=None)
@given(MARKS, WIDTHS, st.booleans())
def test_every_mark_stands_in_the_track_of_time(marks: list[Mark], width: int, ascii: bool) -> None:
    drawing = chart(*marks)
    layout, rows = tracks(drawing, width, ascii)
    for mark, (before, time, behind) in zip(drawing.marks, rows, strict=True):
        assert time.count(SIGNS[ascii][list(Category).index(mark.category)]) == 1
        assert len(time) == layout.time
        assert before[-GAP:].strip() == ""
        assert behind.startswith(" " * GAP)


@settings(deadline=None)
@given(MARKS, WIDTHS)
def test_the_order_in_time_is_kept(marks: list[Mark], width: int) -> None:
    drawing = chart(*marks)
    _, rows = tracks(drawing, width, ascii=False)
    at = [(mark.when, time.index(mark.category.sign)) for mark, (_, time, _) in zip(drawing.marks, rows, strict=True)]
    days = [(when.first, column) for when, column in at if when.day]
    assert [column for _, column in sorted(days)] == sorted(column for _, column in days)


@settings(deadline=None)
@given(MARKS, WIDTHS)
def test_periods_are_as_wide_as_they_are_long(marks: list[Mark], width: int) -> None:
    drawing = chart(*marks)
    assert drawing.span
    layout, rows = tracks(drawing, width, ascii=False)
    for mark, (_, time, _) in zip(drawing.marks, rows, strict=True):
        first, last = columns_of(drawing.span.extent(mark.when), layout.time)
        assert 0 <= first <= last < layout.time
        if last - first > 1 and not mark.when.day:
            assert (time[first], time[last]) == ("├", "┤")
            assert set(time[first + 1 : last]) == (
                {"─", mark.category.sign} if last - first > 2 else {mark.category.sign}
            )


def bar_length(row: tuple[str, str, str]) -> float:
    """In cells; the last of a solid bar may be a part of one."""
    bar = row[2].strip().split(" ")[0]
    return sum(" ▏▎▍▌▋▊▉█".index(char) / 8 for char in bar)


@settings(deadline=None)
@given(st.lists(VALUES, min_size=2, max_size=8), WIDTHS)
def test_a_larger_sum_never_has_a_shorter_bar(values: list[Decimal], width: int) -> None:
    when = parse_date("2020-05-13")
    marks = [
        Mark(when, Category.RAISED, "A", "", Money(Amount.exactly("USD", value), computed=True)) for value in values
    ]
    _, rows = tracks(chart(*marks), width, ascii=False)
    lengths = [length for _, length in sorted(zip(values, map(bar_length, rows), strict=True))]
    assert lengths == sorted(lengths)
    assert lengths[0] > 0


@settings(deadline=None)
@given(st.lists(VALUES, min_size=2, max_size=8), WIDTHS)
def test_a_range_reaches_as_far_as_its_ends_would(values: list[Decimal], width: int) -> None:
    low, high = min(values), max(values)
    amounts = [Amount("USD", low, high), *(Amount.exactly("USD", value) for value in (low, high))]
    marks = [Mark(parse_date("2020"), Category.RAISED, "A", "", Money(amount, computed=True)) for amount in amounts]
    _, [both, first, last] = [*tracks(chart(*marks), width, ascii=True)]
    bars = [row[2].strip().split(" ")[0] for row in (both, first, last)]
    assert bars[0].count("#") == len(bars[1])
    assert len(bars[0]) == len(bars[2])


@settings(deadline=None)
@given(MARKS, WIDTHS)
def test_labels_of_ticks_never_overlap(marks: list[Mark], width: int) -> None:
    drawing = chart(*marks)
    layout, _ = tracks(drawing, width, ascii=False)
    assert drawing.span
    for axis, room, beyond in ((drawing.span, layout.time, 0), (drawing.scale, layout.sizes, layout.figures)):
        ticks = fitting(axis, room, beyond) if axis else ()
        ends = [(column_of(tick, room), len(tick.label)) for tick in ticks]
        assert all(start + length < other for (start, length), (other, _) in pairwise(ends))
        assert all(start + length <= room + beyond for start, length in ends)


@settings(deadline=None)
@given(MARKS, st.integers(1, 220))
def test_ascii_is_ascii(marks: list[Mark], width: int) -> None:
    named = [Mark(mark.when, mark.category, "a label, not a short one", "", mark.money) for mark in marks]
    drawing = chart(*named)
    assert whole({"a": drawing}, width, ascii=True).isascii()


@settings(deadline=None)
@given(st.text(max_size=30), st.integers(3, 40), st.sampled_from(["…", ".."]))
def test_clipped_text_takes_the_room_that_it_has(text: str, room: int, ellipsis: str) -> None:
    from dealtrack.render.harmless import one_line

    assert cell_len(clipped(one_line(text), room, ellipsis)) == room


def test_charts_of_a_document_have_their_axes_under_each_other(make_book: Callable[..., MadeBook]) -> None:
    on_disk = open_book(make_book(DRAWN).root)
    charts = charts_of(on_disk.book, ["one", "decades", "chinese"], Converter(on_disk.rates, "USD", TODAY))
    axes = {text_of(lines[2]) for lines in drawn(list(charts.values()), Page(100))}
    assert len(axes) == 1


def test_an_empty_document() -> None:
    assert drawn([], Page(80)) == []
    assert legend_of([], Page()) == ()
