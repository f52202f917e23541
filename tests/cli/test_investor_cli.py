"""``dealtrack investor add``: one, or all whom the deals name."""

import pytest

DEALS = """\
name: X
deals:
  - id: a
    date: 2018
    status: completed
    amount: USD 1m
    leads: [Foo Capital, 'Bar: Baz']
    investors: ['甲；乙', 丙资本等, undisclosed investors, Foo Capital, Shunwei]
    sources: [a]
"""
INVESTORS = "# Who invests.\nShunwei Capital: {aliases: [Shunwei]}\n"


@pytest.fixture
def book(make_book):
    """A book whose deals name investors that are not on record."""
    return make_book({"deals/x.yaml": DEALS, "seeds/investors.yaml": INVESTORS})


@pytest.fixture
def text(book):
    """The record of investors."""
    return lambda: (book.root / "seeds/investors.yaml").read_text(encoding="utf-8")


def test_one_by_options(book, run, text) -> None:
    options = ("--alias", "顺", "--names", "zh=三", "--type", "VC", "--state-owned", "--country", "cn", "--parent", "P")
    result = run("investor", "add", "Third: One", *options, book=book)
    assert (result.exit_code, result.stdout) == (0, "added investor Third: One to seeds/investors.yaml\n")
    new = "{names: {zh: 三}, aliases: [顺], type: vc, state_owned: true, country: CN, parents: [P]}"
    assert text() == f"{INVESTORS}'Third: One': {new}\n"


def test_all_that_are_not_on_record(book, run, text) -> None:
    shown = run("investor", "add", "--unknown", "--dry-run", book=book)
    assert (shown.exit_code, text()) == (0, INVESTORS)
    assert "+Foo Capital: {}\n+'Bar: Baz': {}\n" in shown.stdout
    result = run("investor", "add", "--unknown", book=book)
    assert (result.exit_code, result.stdout) == (0, "added 2 investors to seeds/investors.yaml\n")
    assert "3 names left out, which look like several or none: 甲；乙, 丙资本等, undisclosed investors" in result.stderr
    assert text() == f"{INVESTORS}Foo Capital: {{}}\n'Bar: Baz': {{}}\n"
    again = run("investor", "add", "--unknown", book=book)
    assert (again.exit_code, again.stdout) == (0, "")


def test_the_first_of_a_book(make_book, run) -> None:
    book = make_book({"deals/x.yaml": DEALS})
    assert run("investor", "add", "--unknown", book=book).stdout == "added 3 investors to seeds/investors.yaml\n"


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ((), "name one investor, or write --unknown alone"),
        (("Y", "--unknown"), "name one investor, or write --unknown alone"),
        (("shunwei",), "seeds/investors.yaml has Shunwei Capital already, which answers to Shunwei"),
        (("Y", "--type", "zzzz"), "zzzz is no investortype"),
        (("Y", "--country", "China"), "China is no country"),
    ],
)
def test_what_is_refused(arguments, complaint, book, run, text) -> None:
    result = run("investor", "add", *arguments, book=book)
    assert (result.exit_code, text()) == (2, INVESTORS)
    assert complaint in result.stderr
