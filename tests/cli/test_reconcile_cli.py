"""``dealtrack reconcile`` at the command line: what it is asked, how it ends, what it says of what it could not read."""

import json
from collections.abc import Callable

import pytest
from typer.testing import Result

from tests.conftest import MadeBook

Run = Callable[..., Result]
Make = Callable[..., MadeBook]

TOTAL = "totals:\n  - {date: 2020-05-14, amount: USD 9m, sources: [a]}\n"
DEAL = "  - {id: a, date: 2020-05-13, status: completed, amount: CNY 7m, sources: [a]}\n"


def test_all_companies_of_the_real_book(run: Run) -> None:
    result = run("reconcile", "--strict")
    assert result.exit_code == 0
    for words in (
        "~CNY 2bn is unexplained",
        "The state support on record, CNY 2bn, would fill it: with it the deals come to ~CNY 5.3bn.",
        "nothing on record speaks against it.",
        "One rate explains all 5, 7.0947–7.0998 CNY per USD; the ECB's at publication, ~2020-05-14, was 7.1029",
        "Megvii and Yitu Technology",
    ):
        assert words in result.stdout


def test_nothing_to_reconcile(run: Run) -> None:
    result = run("reconcile", "megvii")
    assert (result.exit_code, result.stdout.splitlines()[1]) == (
        0,
        "nothing to reconcile: no stated total, no claims that differ, no two valuations, no printed conversion",
    )


def test_an_empty_book_exits_2(run: Run, make_book: Make) -> None:
    result = run("reconcile", book=make_book())
    assert result.exit_code == 2
    assert "the book holds no company" in result.stderr


@pytest.mark.parametrize(
    ("deals", "is_told"),
    [
        pytest.param(DEAL, False, id="sound"),
        pytest.param(DEAL + "  - {id: b, date: 2020-02-30, status: completed, sources: [a]}\n", True, id="a bad deal"),
        pytest.param(DEAL.replace("CNY 7m", "7m"), True, id="a bad amount"),
    ],
)
def test_deals_that_could_not_be_read_are_told_of(run: Run, make_book: Make, deals: str, is_told: bool) -> None:
    book = make_book({"deals/x.yaml": f"name: X\ndeals:\n{deals}{TOTAL}", "deals/y.yaml": f"name: Y\n{TOTAL}"})
    words = "Some deals in the company's file could not be read"
    assert (words in run("reconcile", "x", book=book).stdout) is is_told
    assert words not in run("reconcile", "y", book=book).stdout


@pytest.mark.parametrize(("options", "code"), [((), 0), (("--strict",), 1)])
def test_missing_rates_fail_where_asked(run: Run, make_book: Make, options: tuple[str, ...], code: int) -> None:
    text = f"name: X\ndeals:\n{DEAL.replace('CNY', 'JPY')}{TOTAL}"
    result = run("reconcile", *options, book=make_book({"deals/x.yaml": text}))
    assert result.exit_code == code
    assert "Whether the deals on record explain it is not known: one deal has no rate on record." in result.stdout


def test_the_book_as_it_was_known(run: Run) -> None:
    result = run("reconcile", "cloudwalk", "--known-by", "2020-05-13")
    assert "CNY 3.5bn is unexplained" in result.stdout
    assert "DealStreetAsia" not in result.stdout


@pytest.mark.parametrize(
    ("options", "converted"),
    [
        ((), "473880166.47"), (("--at", "latest"), None), (("--at", "stated"), "465000000"),
        (("--at", "2020-05-13"), "465454852.01"), (("--to", "CNY"), None),
    ],
)  # fmt: skip
def test_what_the_deals_come_to(run: Run, options: tuple[str, ...], converted: str | None) -> None:
    tree = json.loads(run("reconcile", "cloudwalk", "--format", "json", *options).stdout)
    section = next(section for section in tree["sections"] if section["key"] == "cloudwalk.totals[0]")
    [total] = [row for row in section["rows"] if row["mark"] == "Σ"]
    assert total["amount"]["low"] == "3300000000"
    if converted:
        assert total["converted"]["low"] == converted


def test_many_companies_without_anything_are_counted(run: Run, make_book: Make) -> None:
    book = make_book({f"deals/c{number}.yaml": f"name: C{number}" for number in range(10, 25)})
    first = run("reconcile", book=book).stdout.splitlines()[0]
    assert first.startswith("C10, C11, C12, C13, C14, C15, C16, C17, C18, C19 and 5 more")
