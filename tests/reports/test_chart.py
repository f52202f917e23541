"""What a chart shows of a book: which marks, on which axes."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealtrack.files.book import open_book
from dealtrack.render.cells import words
from dealtrack.render.charts.words import figure_words
from dealtrack.render.registry import Page
from dealtrack.reports.cells import Money
from dealtrack.reports.charts.axes import Scale, Span, bar_of
from dealtrack.reports.charts.chart import with_charts
from dealtrack.reports.charts.drawing import Category, Chart
from dealtrack.reports.conversion import Converter
from dealtrack.reports.lists.filters import of_kind, since
from dealtrack.reports.lists.sifting import UNFILTERED, Filters
from dealtrack.reports.timeline import timeline
from dealtrack.values.amount import Amount
from dealtrack.values.amount_text import parse_amount
from dealtrack.values.dates import PartialDate, parse_date
from dealtrack.values.vocabulary import Kind
from tests.conftest import MadeBook
from tests.reports.drawn import DRAWN, charts_of

PAGE = Page()
TODAY = date(2026, 11, 22)
DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))


@pytest.fixture
def charts(make_book: Callable[..., MadeBook]) -> Callable[..., dict[str, Chart]]:
    on_disk = open_book(make_book(DRAWN).root)
    assert not on_disk.faults
    return lambda *slugs: charts_of(on_disk.book, slugs, Converter(on_disk.rates, "USD", TODAY))


def test_marks(charts: Callable[..., dict[str, Chart]]) -> None:
    marks = charts("decades")["decades"].marks
    assert [
        f"{mark.when} {mark.category.value}: {words(mark.label, PAGE)}, {figure_words(mark, PAGE)}"
        f", {words(mark.who, PAGE) or '-'}"
        for mark in marks
        if mark.category not in (Category.RAISED, Category.OTHER)
    ] == [
        "2018-09 ended: IPO, SSE, 1–2bn, postponed",
        "2018 ended: acquisition, ≤5bn, terminated",
        "2019-06 claim: valued, estimate, 3–10bn, A Fund",
        "2019-07 claim: valued, ≥9bn, A Bank",
        "2019-08 claim: valued, ≤9bn, A Blog",
        "2019-09 claim: valued, declined, no amount, Decades declined to say",
        "2019-10 claim: stated total, 6 rounds, 400m, A Paper",
        "2020-03/.. plan: IPO, HKEX, ≥8bn, planned",
        "../2021-06 plan: pre-ipo, 500–900m, in talks",
    ]
    assert [f"{mark.category.value} {figure_words(mark, PAGE)}" for mark in marks if mark.category in (Category.RAISED, Category.OTHER)] == [
        "raised 1m", "raised ~8m", "raised 20–60m", "raised ≥300m", "raised undisclosed", "raised no rate",
        "raised no amount", "other 900m",
    ]  # fmt: skip


def test_each_turn_of_a_deal_is_a_mark_of_its_own(make_book: Callable[..., MadeBook]) -> None:
    turns = "[{on: 2019-01, is: planned, sources: [a]}, {on: 2020-05-13, is: completed, sources: [a]}]"
    deal = f"{{id: a, date: 2019-06, status: {turns}, round: a, amount: USD 1m, sources: [a]}}"
    on_disk = open_book(make_book({"deals/x.yaml": f"name: X\ndeals:\n  - {deal}\n"}).root)
    marks = charts_of(on_disk.book, ["x"], Converter(on_disk.rates, "USD", TODAY))["x"].marks
    assert [(mark.when.text, mark.category.value) for mark in marks] == [("2019-01", "plan"), ("2020-05-13", "raised")]


def test_a_chart_has_the_rows_of_its_table_and_no_others(make_book: Callable[..., MadeBook]) -> None:
    on_disk = open_book(make_book(DRAWN).root)
    converter = Converter(on_disk.rates, "USD", TODAY)
    for filters in (
        UNFILTERED,
        Filters(deals=(of_kind(frozenset({Kind.EQUITY})),)),
        Filters(dates=(since(parse_date("2020")),)),
    ):
        document = with_charts(timeline(on_disk.book, list(on_disk.book.companies), converter, filters), converter.to)
        for section in document.sections:
            assert section.chart
            assert section.table
            shown = [(mark.when, mark.category.sign, mark.label) for mark in section.chart.marks]
            assert shown == [row.cells[:3] for row in section.table.rows]


def test_figures_are_those_of_the_table(make_book: Callable[..., MadeBook]) -> None:
    on_disk = open_book(make_book(DRAWN).root)
    converter = Converter(on_disk.rates, "USD", TODAY)
    document = with_charts(timeline(on_disk.book, list(on_disk.book.companies), converter), converter.to)
    for section in document.sections:
        assert section.chart
        assert section.table
        cells = {
            (cell.amount, cell.computed) for row in section.table.rows for cell in row.cells if isinstance(cell, Money)
        }
        shown = [mark.money for mark in section.chart.marks if isinstance(mark.money, Money)]
        assert {(money.amount, money.computed) for money in shown} <= cells


def test_companies_share_their_axes(charts: Callable[..., dict[str, Chart]]) -> None:
    both = charts("week", "decades")
    assert both["week"].span == both["decades"].span == Span(date(2000, 1, 1), date(2021, 12, 31))
    assert both["week"].scale == both["decades"].scale
    assert charts("week")["week"].span == Span(date(2020, 5, 1), date(2020, 5, 31))


@pytest.mark.parametrize(
    ("dates", "span"),
    [
        ("2020-05-13", "2020-05-01 2020-05-31"),
        ("2020-05-13 2020-06-02", "2020-05-01 2020-06-30"),
        ("2019-05 2020-05", "2019-05-01 2020-05-31"),
        ("2019-05 2020-06", "2019-04-01 2020-06-30"),
        ("2017-11 2020-12", "2017-10-01 2020-12-31"),
        ("2010-11 2020-12", "2010-01-01 2020-12-31"),
        ("2000 2020", "2000-01-01 2020-12-31"),
        ("../2020-05-01", "2020-04-01 2020-05-31"),  # room for an arrow
        ("2020-05-31/..", "2020-05-01 2020-06-30"),
        ("../0001 9999/..", "0001-01-01 9999-12-31"),
    ],
)
def test_spans(dates: str, span: str) -> None:
    found = Span.around(parse_date(text) for text in dates.split())
    assert found
    assert f"{found.first} {found.last}" == span


@pytest.mark.parametrize(
    ("amounts", "scale"),
    [
        ("USD 30m", "linear 0 30000000"),
        ("USD 75.5m; USD 302m", "linear 0 400000000"),
        ("USD 10m; USD 300m", "linear 0 300000000"),
        ("USD 10m; USD 301m", "logarithmic 1000000 400000000"),
        ("USD 20m; USD 10bn", "logarithmic 10000000 10000000000"),
        ("USD 1m; USD 1.1bn-6.5bn", "logarithmic 100000 8000000000"),
        ("over USD 5m", "linear 0 5000000"),
        ("up to USD 5m; undisclosed", "linear 0 5000000"),
        ("USD 0", "None"),
        ("undisclosed", "None"),
    ],
)
def test_scales(amounts: str, scale: str) -> None:
    found = Scale.of((parse_amount(text) for text in amounts.split("; ")), "USD")
    kind = "logarithmic" if found and found.is_logarithmic else "linear"
    assert (f"{kind} {found.low:f} {found.high:f}" if found else "None") == scale


@pytest.mark.parametrize(
    ("dates", "ticks"),
    [
        ("2020-05-13", "2020-05 02 03"),
        ("2019-11 2020-02", "2019-11 06 11"),
        ("2017-11 2020-12", "2017-10 11 12"),
        ("1990 2020", "1990 1991 1992"),
        ("1000 2020", "1000 1050 1100"),
    ],
)
def test_the_finest_ticks(dates: str, ticks: str) -> None:
    span = Span.around(parse_date(text) for text in dates.split())
    assert span
    assert [tick.label for tick in next(span.tickings())][:3] == ticks.split()


@pytest.mark.parametrize(
    ("amounts", "ticks"),
    [
        ("USD 30m", "0 5m 10m 15m 20m 25m 30m"),
        ("USD 0.8", "0 0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8"),
        ("USD 1m; USD 50m", "100k 200k 500k 1m 2m 5m 10m 20m 50m"),
    ],
)
def test_the_finest_sizes(amounts: str, ticks: str) -> None:
    scale = Scale.of((parse_amount(text) for text in amounts.split("; ")), "USD")
    assert scale
    assert " ".join(tick.label for tick in next(scale.tickings())) == ticks


SUMS = st.decimals(Decimal("0.01"), Decimal("1e14"), places=2).map(lambda value: Amount.exactly("USD", value))


@settings(deadline=None)
@given(st.lists(SUMS, min_size=1, max_size=6))
def test_larger_sums_lie_further_out(amounts: list[Amount]) -> None:
    scale = Scale.of(amounts, "USD")
    bars = [(amount.low, bar_of(scale, amount)) for amount in amounts]
    placed = [(value or 0, bar.certain) for value, bar in bars if bar]
    assert all(0 < at <= 1 for _, at in placed)
    assert [at for _, at in sorted(placed)] == sorted(at for _, at in placed)


@settings(deadline=None)
@given(st.lists(SUMS, min_size=1, max_size=6))
def test_ticks_of_sizes_stand_in_order_on_the_axis(amounts: list[Amount]) -> None:
    scale = Scale.of(amounts, "USD")
    assert scale
    for ticks in scale.tickings():
        at = [tick.at for tick in ticks]
        assert at == sorted(set(at))
        assert at[0] == 0
        assert at[-1] <= 1


@settings(deadline=None)
@given(st.lists(DAYS, min_size=1, max_size=6))
def test_days_lie_on_the_axis_in_their_order(days: list[date]) -> None:
    dates = [PartialDate.of(day) for day in days]
    span = Span.around(dates)
    assert span
    extents = [span.extent(when) for when in sorted(dates)]
    assert all(0 <= extent.start < extent.end <= 1 for extent in extents)
    assert [extent.start for extent in extents] == sorted(extent.start for extent in extents)
    assert len({extent.end - extent.start for extent in extents}) == 1


@settings(deadline=None)
@given(st.lists(DAYS, min_size=1, max_size=6))
def test_ticks_of_time_stand_in_order_on_the_axis(days: list[date]) -> None:
    span = Span.around(PartialDate.of(day) for day in days)
    assert span
    tickings = list(span.tickings())
    assert tickings
    for ticks in tickings:
        at = [tick.at for tick in ticks]
        assert at == sorted(set(at))
        assert all(0 <= each < 1 for each in at)


def test_a_period_covers_its_days() -> None:
    span = Span(date(2020, 1, 1), date(2020, 12, 31))
    month = span.extent(parse_date("2020-02"))
    assert (month.start * 366, month.end * 366) == (31, 60)
    year = span.extent(parse_date("2020"))
    assert (year.start, year.end, year.open_start, year.open_end) == (Fraction(0), Fraction(1), False, False)
    by = span.extent(parse_date("../2020-06"))
    assert (by.start * 366, by.end * 366, by.open_start, by.open_end) == (181, 182, True, False)
    since = span.extent(parse_date("2020-06/.."))
    assert (since.start * 366, since.end * 366, since.open_start, since.open_end) == (152, 153, False, True)
