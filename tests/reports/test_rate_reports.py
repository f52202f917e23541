"""``dealtrack rates list``, ``coverage`` and ``show``: what is on record, how far it reaches, where a rate comes from."""

import csv
import io
import json
from collections.abc import Callable

import pytest
from typer.testing import Result

from tests.conftest import MadeBook

Run = Callable[..., Result]

ECB = """\
# Euro reference rates, daily.
# Source: European Central Bank.
Date,USD,CNY,
2020-06-02,1.1,8,
2020-06-01,1.1,7.9,
2020-05-15,1,7.5,
2020-05-14,1,7.2,
2020-05-13,1.0875,7.7102,
"""
PBOC = "Date,USD/CNY,100JPY/CNY\n2020-05-14,7.0948,6.6279\n2020-05-13,7.0875,\n"
DEALS = """\
name: A
deals:
  - {id: before, date: 2019, status: completed, amount: CNY 5m, sources: [a]}
  - {id: day, date: 2020-05-14, status: completed, amount: CNY 1m, sources: [a]}
  - {id: saturday, date: 2020-05-16, status: completed, amount: CNY 2m, sources: [a]}
  - {id: month, date: 2020-05, status: completed, amount: CNY 3m, sources: [a]}
  - {id: dollars, date: 2020-05, status: completed, amount: USD 3m, sources: [a]}
  - {id: withheld, date: 2020-05, status: completed, amount: undisclosed, sources: [a]}
  - {id: gap, date: 2020-05-25, status: completed, amount: CNY 4m, sources: [a]}
  - {id: plan, date: 2030, status: planned, amount: CNY 6m, sources: [a]}
"""


@pytest.fixture
def book(make_book: Callable[..., MadeBook]) -> MadeBook:
    return make_book({"deals/a.yaml": DEALS, "seeds/rates/ecb.csv": ECB})


def rows(result: Result, section: str) -> list[str]:
    """The rows of a section as CSV gives them, without the section's name and the tone."""
    lines = csv.reader(io.StringIO(result.stdout))
    return [" | ".join(cells[1:-1]) for cells in lines if cells[0] == section]


def test_what_is_recorded(book: MadeBook, run: Run) -> None:
    book.write("seeds/rates/pboc.csv", PBOC)
    result = run("rates", "list", "--format", "csv", book=book)
    assert result.exit_code == 0
    assert rows(result, "rates") == [
        "ECB | seeds/rates/ecb.csv | EUR/USD, EUR/CNY | 2020-05-13 | 2020-06-02 | 5",
        "PBoC | seeds/rates/pboc.csv | USD/CNY, JPY/CNY | 2020-05-13 | 2020-05-14 | 2",
    ]
    assert rows(result, "attribution") == [
        "seeds/rates/ecb.csv | Euro reference rates, daily. Source: European Central Bank.",
        "seeds/rates/pboc.csv | the file names no source",
    ]


def test_as_a_table(book: MadeBook, run: Run) -> None:
    book.write("dealtrack.toml", '[rates]\nprefer = ["ECB"]\n')
    assert run("rates", "list", book=book).stdout == (
        "preferred: ECB\n"
        "source  file                 pairs             first day   last day    days\n"
        "ECB     seeds/rates/ecb.csv  EUR/USD, EUR/CNY  2020-05-13  2020-06-02     5\n"
        "\n"
        "file                 what it says of itself\n"
        "seeds/rates/ecb.csv  Euro reference rates, daily. Source: European Central Bank.\n"
    )


@pytest.mark.parametrize("command", ["list", "coverage"])
@pytest.mark.parametrize("format_", ["table", "csv", "json", "md"])
def test_nothing_on_record(make_book: Callable[..., MadeBook], run: Run, command: str, format_: str) -> None:
    book = make_book({"deals/a.yaml": "name: A\n", "seeds/rates/ecb.csv": "Date,USD,\n"})
    result = run("rates", command, "--format", format_, book=book)
    assert (result.exit_code, result.stderr) == (0, "")
    assert format_ == "csv" or "no rates on record" in result.stdout


def test_a_file_with_mistakes_is_named(book: MadeBook, run: Run) -> None:
    book.write("seeds/rates/own.csv", "date,base,quote,rate\n2020-05-13,USD,CNY,-7\n")
    said = run("rates", "list", book=book)
    assert "seeds/rates/own.csv has mistakes" in said.stderr
    assert "own.csv" not in said.stdout


def test_how_far_the_record_reaches(book: MadeBook, run: Run) -> None:
    result = run("rates", "coverage", "--format", "csv", book=book)
    assert rows(result, "pairs") == [
        "EUR/USD | ECB | 2020-05-13 | 2020-06-02 | 5 | 15 | 33.3 | 1",
        "EUR/CNY | ECB | 2020-05-13 | 2020-06-02 | 5 | 15 | 33.3 | 1",
    ]
    assert rows(result, "gaps") == [
        "EUR/USD | ECB | 2020-05-15 | 2020-06-01 | 16",
        "EUR/CNY | ECB | 2020-05-15 | 2020-06-01 | 16",
    ]


@pytest.mark.parametrize(("behind", "gaps"), [("2020-05-22", 0), ("2020-05-23", 1)])
def test_a_gap_is_longer_than_a_week(make_book: Callable[..., MadeBook], run: Run, behind: str, gaps: int) -> None:
    book = make_book(
        {"seeds/rates/ecb.csv": f"Date,CNY,\n{behind},7.5,\n2020-05-15,7.5,\n", "deals/a.yaml": "name: A\n"}
    )
    assert len(rows(run("rates", "coverage", "--format", "csv", book=book), "gaps")) == gaps


def test_today_ends_the_record(book: MadeBook, run: Run) -> None:
    result = run("rates", "coverage", "--today", "2020-05-14", "--format", "csv", book=book)
    assert rows(result, "pairs")[0] == "EUR/USD | ECB | 2020-05-13 | 2020-05-14 | 2 | 2 | 100.0 | 0"
    assert rows(result, "gaps") == []


def test_deals_without_a_rate_of_their_day(book: MadeBook, run: Run) -> None:
    result = run("rates", "coverage", book=book)
    start = result.stdout.index("Deals without")
    assert result.stdout[start:] == (
        "Deals without a rate of their own day\n"
        "company  deal      date        amount     rate  what there is                                      source\n"
        "a        before    2019        CNY 5m  no rate  the first CNY per USD on record is of 2020-05-13 (ECB)\n"
        "a        saturday  2020-05-16  CNY 2m   7.5000  Friday 2020-05-15, the last before, 1 day earlier  ECB\n"
        "a        month     2020-05     CNY 3m   7.2633  mean of 3 of 21 weekdays in 2020-05                ECB\n"
        "a        gap       2020-05-25  CNY 4m  no rate  no CNY per USD was published in the 7 days up to 2020-05-25 (ECB)\n"
        "a        plan      2030        CNY 6m   7.2727  the latest on record, of Tuesday 2020-06-02        ECB\n"
        "\n"
        "of 6 deals that need a rate: 1 at the rate of their day, 1 at an older one, 1 at a mean, 1 at the latest,"
        " 2 without a rate\n"
    )


@pytest.mark.parametrize(
    ("options", "code", "complaint"),
    [((), 0, ""), (("--strict",), 1, "dealtrack: some deals have no rate\n"), (("--strict", "--to", "CNY"), 0, "")],
)
def test_strict_exits_1(book: MadeBook, run: Run, options: tuple[str, ...], code: int, complaint: str) -> None:
    book.write("seeds/rates/own.csv", "date,base,quote,rate\n2020-05-04,USD,CNY,7.1\n2020-05-29,USD,CNY,7.1\n")
    result = run("rates", "coverage", *options, book=book)
    assert (result.exit_code, result.stderr) == (code, complaint)


def test_no_deal_needs_a_rate(make_book: Callable[..., MadeBook], run: Run) -> None:
    assert run("rates", "coverage", book=make_book({"deals/a.yaml": "name: A\n"})).stdout.endswith(
        "\nno deal needs a rate\n"
    )


def test_where_a_rate_comes_from(book: MadeBook, run: Run) -> None:
    assert run("rates", "show", "USD/CNY", "--on", "2020-05-16", book=book).stdout == (
        "pair           rate  day         method         source  days  days old  file\n"
        "CNY per USD  7.5000  2020-05-15  cross via EUR  ECB        1         1  seeds/rates/ecb.csv\n"
        "\n"
        "for 2020-05-16: Friday 2020-05-15, the last before, 1 day earlier\n"
        "\n"
        "Published figures\n"
        "day         pair         published  for  taken                  source  file                 line\n"
        "2020-05-15  CNY per EUR        7.5    1  as it is               ECB     seeds/rates/ecb.csv     6\n"
        "2020-05-15  USD per EUR          1    1  divides the one above  ECB     seeds/rates/ecb.csv     6\n"
    )


@pytest.mark.parametrize("pair", ["USD/CNY", "cny/usd", "usdcny", "USD CNY", "CNY-USD"])
def test_a_pair_in_any_way(book: MadeBook, run: Run, pair: str) -> None:
    assert rows(run("rates", "show", pair, "--on", "2020-05-14", "--format", "csv", book=book), "rate") == [
        "CNY per USD | 7.2000 | 2020-05-14 | cross via EUR | ECB | 1 | 0 | seeds/rates/ecb.csv"
    ]


@pytest.mark.parametrize(
    ("pair", "on", "figures"),
    [
        pytest.param(
            "USD/CNY", "2020-05-14", ["2020-05-14 | CNY per USD | 7.0948 | 1 | as it is | PBoC | seeds/rates/pboc.csv | 2"],
            id="quoted directly",
        ),
        pytest.param(
            "JPY/CNY", "2020-05-14",
            ["2020-05-14 | CNY per JPY | 6.6279 | 100 | the other way up | PBoC | seeds/rates/pboc.csv | 2"],
            id="the other way up, and for a hundred",
        ),
        pytest.param(
            "USD/JPY", "2020-05-14",
            [
                "2020-05-14 | CNY per JPY | 6.6279 | 100 | the other way up | PBoC | seeds/rates/pboc.csv | 2",
                "2020-05-14 | CNY per USD | 7.0948 | 1 | divides the one above, the other way up | PBoC | seeds/rates/pboc.csv | 2",
            ],
            id="a cross of two inverses",
        ),
        pytest.param(
            "USD/CNY", "2020-05-13/2020-05-14",
            [
                "2020-05-13 | CNY per USD | 7.0875 | 1 | as it is | PBoC | seeds/rates/pboc.csv | 3",
                "2020-05-14 | CNY per USD | 7.0948 | 1 | as it is | PBoC | seeds/rates/pboc.csv | 2",
            ],
            id="every day of a mean",
        ),
        pytest.param(
            "USD/CNY", "2030", ["2020-06-02 | CNY per EUR | 8 | 1 | as it is | ECB | seeds/rates/ecb.csv | 4",
                                "2020-06-02 | USD per EUR | 1.1 | 1 | divides the one above | ECB | seeds/rates/ecb.csv | 4"],
            id="the latest",
        ),
    ],
)  # fmt: skip
def test_the_published_figures_behind_a_rate(book: MadeBook, run: Run, pair: str, on: str, figures: list[str]) -> None:
    book.write("seeds/rates/pboc.csv", PBOC)
    assert rows(run("rates", "show", pair, "--on", on, "--format", "csv", book=book), "figures") == figures


def test_of_two_files_of_a_source_the_one_that_was_used(book: MadeBook, run: Run) -> None:
    book.write("seeds/rates/ecb-2.csv", "Date,USD,CNY,\n2020-05-20,1,7.3,\n")
    found = run("rates", "show", "USD/CNY", "--on", "2020-05-20", "--format", "json", book=book)
    [rate], figures = (section["rows"] for section in json.loads(found.stdout)["sections"])
    assert (rate["file"], rate["rate"]["value"]) == ("seeds/rates/ecb-2.csv", "7.300000")
    assert [(each["file"], each["line"]) for each in figures] == [("seeds/rates/ecb-2.csv", 2)] * 2


@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [
        (
            ("USD/CNY", "--on", "2019"),
            1,
            "there is no rate of CNY per USD at 2019: the first CNY per USD on record is of",
        ),
        (("USD/KRW", "--on", "2020"), 1, "there is no rate of KRW per USD at 2020: no rate of KRW is on record"),
        (("dollars", "--on", "2020"), 2, "dollars is no pair of currencies: write USD/CNY"),
        (("USD/USD", "--on", "2020"), 2, "USD needs no rate to itself"),
        (("USD/XBT", "--on", "2020"), 2, "XBT is not a currency of ISO 4217"),
        (("USD/CNY", "--on", "soon"), 2, "--on: soon is not a date"),
    ],
)
def test_what_has_no_answer(book: MadeBook, run: Run, arguments: tuple[str, ...], code: int, complaint: str) -> None:
    result = run("rates", "show", *arguments, book=book)
    assert (result.exit_code, result.stdout) == (code, "")
    assert result.stderr.startswith(f"dealtrack: {complaint}")


@pytest.mark.parametrize("command", [("list",), ("coverage",), ("show", "USD/CNY", "--on", "2020-05-14")])
def test_what_a_file_says_is_shown_harmlessly(book: MadeBook, run: Run, command: tuple[str, ...]) -> None:
    book.write(
        "seeds/rates/own.csv", "# <b>=SUM(A1)|*x*\ndate,base,quote,rate,source\n2020-05-14,USD,CNY,7.1,=1+[a](b)\n"
    )
    for format_ in ("csv", "md"):
        said = run("rates", *command, "--format", format_, book=book).stdout
        assert "<b>" not in said or format_ == "csv"
        assert ",=" not in said
        assert "[a](b)" not in said or format_ == "csv"
