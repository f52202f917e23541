"""``dealtrack timeline --chart``: where the chart stands in each format, and what is said where there is none."""

import io
import json
import re
import sys
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from typer.testing import Result

from dealtrack.cli.options import ColorMode, PageOptions
from dealtrack.cli.output import page
from tests.conftest import MadeBook
from tests.reports.drawn import DRAWN

Run = Callable[..., Result]


def test_the_chart_stands_between_heading_and_table(run: Run) -> None:
    lines = run("timeline", "cloudwalk", "--chart").stdout.splitlines()
    at = [
        next(number for number, line in enumerate(lines) if part in line)
        for part in ("CloudWalk Technology", "logarithmic scale", "██", "Shunwei Capital*", "raised ~USD", "● raised")
    ]
    assert at == sorted(at)
    assert lines[-1] == "├─┤ some day in between"


def test_all_else_is_as_without_a_chart(run: Run) -> None:
    without = run("timeline", "cloudwalk").stdout.splitlines()
    lines = run("timeline", "cloudwalk", "--chart").stdout.splitlines()
    chart_ends = lines.index("", 2)
    assert lines[:1] + lines[chart_ends:-1] == without


def test_rows_alone_have_no_chart(run: Run) -> None:
    assert run("timeline", "--chart", "--format", "csv").stdout == run("timeline", "--format", "csv").stdout


def test_json_carries_what_is_drawn(run: Run) -> None:
    sections = json.loads(run("timeline", "megvii", "yitu", "--chart", "--format", "json").stdout)["sections"]
    assert [section["chart"]["time"] for section in sections] == [{"first": "2020-03-01", "last": "2020-07-31"}] * 2
    assert sections[0]["chart"]["scale"] == {"kind": "logarithmic", "low": "10000000", "high": "1000000000"}
    marks = sections[0]["chart"]["marks"]
    assert [mark["category"] for mark in marks] == ["plan", "ended", "event", "event"]
    assert marks[1] == {
        "date": "../2020-05-13", "first": None, "last": "2020-05-13", "category": "ended", "label": "IPO, HKEX",
        "who": "postponed", "money": {"currency": "USD", "low": "500000000", "high": "1000000000", "qualifier": "range"},
    }  # fmt: skip
    [section] = json.loads(run("timeline", "yitu", "--format", "json").stdout)["sections"]
    assert "chart" not in section


def test_markdown_has_it_as_code_that_nothing_ends(run: Run, make_book: Callable[..., MadeBook]) -> None:
    text = run("timeline", "hostile", "--chart", "--format", "md", book=make_book(DRAWN)).stdout
    [(fence, inside)] = re.findall(r"^(`{3,})text\n(.*?)\n\1$", text, re.DOTALL | re.MULTILINE)
    assert len(fence) == 4
    assert "```" in inside


def test_svg_is_a_file_of_charts(run: Run) -> None:
    root = ElementTree.fromstring(run("timeline", "--chart", "--format", "svg").stdout)
    headings = [text.text for text in root.iter("{http://www.w3.org/2000/svg}text") if text.get("font-weight")]
    assert headings == [
        "CloudWalk Technology  云从科技",
        "Megvii  旷视科技",
        "SenseTime  商汤科技",
        "Yitu Technology  依图科技",
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("timeline", "--format", "svg"),
            "there is no chart to draw as SVG here: write dealtrack timeline --chart --format svg",
        ),
        (
            ("compare", "--format", "svg"),
            "there is no chart to draw as SVG here: write dealtrack timeline --chart --format svg",
        ),
        (("convert", "CNY 5m", "--on", "2020", "-f", "svg"), "there is no chart to draw as SVG here: write dealtrack"),
        (("rates", "list", "--format", "svg"), "there is no chart to draw as SVG here: write dealtrack timeline"),
        (("timeline", "--ascii"), "--ascii is about the chart: write --chart --ascii"),
    ],
)
def test_where_there_is_no_chart(run: Run, arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_plain_ascii_on_request(run: Run) -> None:
    lines = run("timeline", "cloudwalk", "--chart", "--ascii").stdout.splitlines()
    chart = lines[2 : lines.index("", 2)]
    assert all(line.isascii() for line in chart)
    assert any("####" in line for line in chart)
    assert "* raised   + other money   o planned   | claimed" in lines[-1]


class Terminal(io.TextIOWrapper):
    """A terminal of that encoding."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("term", "encoding", "expected"),
    [("xterm", "utf-8", False), ("dumb", "utf-8", True), ("xterm", "ascii", True), ("xterm", "cp1252", True),
     ("xterm", "gb18030", False)],
)  # fmt: skip
def test_plain_ascii_where_nothing_else_is_shown(
    monkeypatch: pytest.MonkeyPatch, term: str, encoding: str, expected: bool
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setattr(sys, "stdout", Terminal(io.BytesIO(), encoding=encoding))
    assert page(ColorMode.NEVER).ascii is expected
    assert page(ColorMode.NEVER, PageOptions(ascii=True)).ascii


def test_a_missing_rate_is_said_and_counts(run: Run, make_book: Callable[..., MadeBook]) -> None:
    result = run("timeline", "decades", "--chart", "--strict", book=make_book(DRAWN))
    assert result.exit_code == 1
    assert "▯ no rate" in result.stdout


def test_a_chart_without_rows_says_so(run: Run, make_book: Callable[..., MadeBook]) -> None:
    result = run("timeline", "none", "--chart", "--until", "1990", book=make_book(DRAWN))
    assert result.exit_code == 0
    assert "\nnothing to draw\n" in result.stdout
