"""What is said of the conversions that one source printed: for each which rate fits, and of all together."""

from collections.abc import Callable
from datetime import date

import pytest

from dealtrack.files.book import open_book
from dealtrack.render.cells import words
from dealtrack.render.registry import Page
from dealtrack.reports.conversion import Converter
from dealtrack.reports.document import Section
from dealtrack.reports.reconcile import reconcile
from tests.conftest import MadeBook

TODAY = date(2026, 11, 22)
# Of 2020-05-13 the ECB has 7.0898 CNY per USD, of the 14th, when source a was published, 7.1029.
OTHER = "b: {publisher: B Paper, published: 2020-05-20}\n"


def conversions(make_book: Callable[..., MadeBook], facts: str) -> Section:
    files = {
        "deals/x.yaml": f"name: X\n{facts}",
        "seeds/sources.yaml": f"a: {{publisher: A Paper, published: 2020-05-14}}\n{OTHER}",
        "seeds/rates/own.csv": "date,base,quote,rate\n2020-05-13,USD,ISK,140\n2020-05-14,USD,ISK,150\n",
    }
    on_disk = open_book(make_book(files).root)
    assert not on_disk.faults
    report = reconcile(on_disk.book, ["x"], Converter(on_disk.rates, "USD", TODAY))
    [section] = [each for each in report.sections if each.key == "sources.a"]
    return section


def deals(*pairs: str, source: str = "[a]", day: str = "2020-05-13") -> str:
    lines = [
        f"  - {{id: d{number}, date: {day}, status: completed, amount: {pair.split(' / ')[0]},"
        f" equivalent: {pair.split(' / ')[1]}, sources: {source}}}\n"
        for number, pair in enumerate(pairs)
    ]
    return "deals:\n" + "".join(lines)


@pytest.mark.parametrize(
    ("facts", "fits"),
    [
        (deals("CNY 1.8bn / USD 254m"), ["either"]),
        (deals("ISK 1.40bn / USD 10.0m"), ["its date"]),
        (deals("ISK 1.50bn / USD 10.0m"), ["publication"]),
        (deals("CNY 1.8bn / USD 25.4m"), ["neither"]),
        (deals("EEK 1.8bn / USD 25.4m"), ["no rate on record"]),
    ],
)
def test_which_rate_fits(make_book: Callable[..., MadeBook], facts: str, fits: list[str]) -> None:
    section = conversions(make_book, facts)
    assert section.table
    assert [words(row.cells[-1], Page()) for row in section.table.rows] == fits


@pytest.mark.parametrize(
    ("facts", "lines"),
    [
        (deals("CNY 1.8bn / USD 254m"), []),
        (
            deals("CNY 1.8bn / USD 253.42m", "CNY 500m / USD 70.39m"),
            [
                "One rate explains all 2, 7.1028–7.1030 CNY per USD; the ECB's at publication, 2020-05-14, was 7.1029,"
                " within."
            ],
        ),
        (
            deals("CNY 1.8bn / USD 253.42m", "CNY 500m / USD 70.39m", "CNY 100m / USD 12.0m"),
            [
                "One rate explains 2 of the 3, 7.1028–7.1030 CNY per USD; the ECB's at publication, 2020-05-14, was"
                " 7.1029, within.",
                "CNY 100m / USD 12m (round not stated, 2020-05-13) does not fit it.",
                "CNY 100m / USD 12m (round not stated, 2020-05-13) fits no recorded rate in question: a figure may be"
                " mistyped.",
            ],
        ),
        (
            deals("EEK 1.8bn / USD 180m", "EEK 900m / USD 90m"),
            ["One rate explains all 2, 9.9723–10.0279 EEK per USD."],
        ),
        (
            deals("CNY 1.8bn / USD 254m", "CNY 1.8bn / USD 154m"),
            [
                "No one rate explains most of the 2.",
                "CNY 1.8bn / USD 154m (round not stated, 2020-05-13) fits no recorded rate in question: a figure may be"
                " mistyped.",
            ],
        ),
        (
            deals("CNY 1.8bn / USD 254m", "CNY 900m / USD 127m", source="[a, b]"),
            [
                "One rate explains all 2, 7.0727–7.1006 CNY per USD; the ECB's at publication, 2020-05-14, was 7.1029,"
                " 0.03% above.",
                "2 of them cite another source, too: either may have printed it.",
            ],
        ),
    ],
)
def test_what_is_said_of_all(make_book: Callable[..., MadeBook], facts: str, lines: list[str]) -> None:
    assert [words(line, Page()) for line in conversions(make_book, facts).lines] == lines


def test_what_was_converted(make_book: Callable[..., MadeBook]) -> None:
    section = conversions(
        make_book,
        "deals:\n  - id: d\n    round: b\n    date: 2020-05-13\n    status: completed\n    amount: CNY 1.8bn\n"
        "    claims: [{by: P, amount: CNY 1.8bn, equivalent: USD 254m, sources: [a]}]\n    sources: [a]\n"
        "valuations: [{date: 2020-05-13, amount: CNY 9bn, equivalent: USD 1.27bn, sources: [a]}]\n"
        "totals: [{date: 2020-05-13, amount: CNY 5.3bn, equivalent: USD 747m, sources: [a]}]\n"
        "metrics: [{label: revenue, date: 2020-05-13, amount: CNY 90m, equivalent: USD 12.7m, sources: [a]}]\n",
    )
    assert section.table
    assert [words(row.cells[0], Page()) for row in section.table.rows] == [
        "B, by P, 2020-05-13", "valuation, 2020-05-13", "stated total, 2020-05-13", "revenue, 2020-05-13",
    ]  # fmt: skip
