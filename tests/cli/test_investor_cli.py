"""``dealtrack investor add``: one, or all whom the deals name."""

import pytest

from dealtrack.cli import investor

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
        (("shunwei",), "seeds/investors.yaml has Shunwei Capital already, which answers to shunwei"),
        (("Y", "--type", "zzzz"), "zzzz is no type of investor: "),
        (
            ("Ｓｈｕｎｗｅｉ  capital",),
            "seeds/investors.yaml has Shunwei Capital already, which answers to Ｓｈｕｎｗｅｉ",
        ),
        (("Shunwei Capital",), "seeds/investors.yaml has Shunwei Capital already: change it there"),
        (("Y", "--country", "China"), "China is no country"),
    ],
)
def test_what_is_refused(arguments, complaint, book, run, text) -> None:
    result = run("investor", "add", *arguments, book=book)
    assert (result.exit_code, text()) == (2, INVESTORS)
    assert complaint in result.stderr


def deal_of(*names: str) -> str:
    """The deals of a company whose investors are *names*."""
    return f"name: X\ndeals:\n  - {{id: a, date: 2018, status: completed, investors: [{', '.join(names)}], sources: [a]}}\n"


@pytest.mark.parametrize(
    ("names", "added", "told"),
    [
        (["Shunwei Captial"], [], "1 name left out, which may be misspelt: Shunwei Captial (did you mean Shunwei Capital?)"),
        (["Ｓｈｕｎｗｅｉ", "SHUNWEI  CAPITAL"], [], "there is no investor to add"),
        (["Foo Capital", "foo  capital", "ＦＯＯ Capital"], ["Foo Capital"], ""),
        (["红杉等机构", "existing shareholders", "GGV / IDG"], [], "3 names left out, which look like several or none: "),
        (["高等教育基金", "A/S Fonden"], ["高等教育基金", "A/S Fonden"], ""),
        (["'no'", "'2018'", "'#1 Fund'"], ["no", "2018", "'#1 Fund'"], ""),
    ],
)  # fmt: skip
def test_whom_unknown_adds(names, added, told, book, run, text) -> None:
    book.write("deals/x.yaml", deal_of(*names))
    result = run("investor", "add", "--unknown", book=book)
    assert result.exit_code == 0
    assert text() == INVESTORS + "".join(f"{name}: {{}}\n" for name in added)
    assert told in result.stderr
    assert bool(told) == bool(result.stderr)


def test_a_misspelling_can_be_added_by_its_name(book, run, text) -> None:
    assert run("investor", "add", "Shunwei Captial", book=book).exit_code == 0
    assert text() == f"{INVESTORS}Shunwei Captial: {{}}\n"


def test_only_what_the_change_causes_is_told(book, run) -> None:
    book.write("deals/x.yaml", deal_of("Shunwei Captial", *(f"Fund of letter {each}" for each in "ABCDEF")))
    result = run("investor", "add", "--unknown", book=book)
    assert (result.exit_code, result.stdout) == (0, "added 6 investors to seeds/investors.yaml\n")
    assert "DT202" not in result.stderr
    (book.root / "seeds/investors.yaml").unlink()
    assert run("investor", "add", "Foo", book=book).stderr == ""
    assert "warning DT208 several-in-one" in run("investor", "add", "甲、乙", book=book).stderr


def test_very_many_are_added_in_one_pass(book, run, text) -> None:
    book.write("deals/x.yaml", deal_of(*(f"Investor {number * 7919:x} {number}" for number in range(3000))))
    result = run("investor", "add", "--unknown", book=book)
    assert result.exit_code == 0
    assert text().startswith(INVESTORS)
    added = int(result.stdout.split()[1])
    assert added > 2900
    assert text().count("\n") == INVESTORS.count("\n") + added


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# None yet.\n{}\n", "# None yet.\nFoo: {}\n\nBar: {}\n"),
        ("A:\n\nB:\n", "A:\n\nB:\n\nFoo: {}\n\nBar: {}\n"),
        ("A: {type: vc}\nB: {}", "A: {type: vc}\nB: {}\nFoo: {}\nBar: {}"),
        ("{A: {type: vc}}\n", "{A: {type: vc}, Foo: {}, Bar: {}}\n"),
        ("{\n  A: {}\n}\n", "{\n  A: {},\n  Foo: {}, Bar: {}\n}\n"),
    ],
)
def test_several_follow_the_layout_of_the_file(before, after, book, run, text) -> None:
    book.write("deals/x.yaml", deal_of("Foo", "Bar"))
    book.write("seeds/investors.yaml", before)
    result = run("investor", "add", "--unknown", book=book)
    assert (result.exit_code, text()) == (0, after), result.stderr


def test_the_first_of_a_book_are_a_blank_line_apart(book, run, text) -> None:
    book.write("deals/x.yaml", deal_of("Foo", "Bar"))
    (book.root / "seeds/investors.yaml").unlink()
    assert run("investor", "add", "--unknown", book=book).exit_code == 0
    assert text() == "# yaml-language-server: $schema=investors.schema.json\n\nFoo: {}\n\nBar: {}\n"


@pytest.mark.parametrize("broken", ["", "A: [\n", "- a\n"])
def test_a_record_that_cannot_be_read_is_left_alone(broken, book, run, text) -> None:
    book.write("seeds/investors.yaml", broken)
    result = run("investor", "add", "--unknown", book=book)
    assert (result.exit_code, text()) == (2, broken)
    assert "seeds/investors.yaml cannot be read as it stands: dealtrack validate seeds/investors.yaml" in result.stderr


def test_nobody_is_added_who_was_not_compared_with_those_on_record(book, run, text, monkeypatch) -> None:
    monkeypatch.setattr(investor, "_COMPARED", 9)  # by 2 names on record and 1: 3 names
    names = ["Puhua", "Oriza Holdings", "Yuexiu", "Shunwei Captial"]
    book.write("deals/x.yaml", deal_of(*names))
    result = run("investor", "add", "--unknown", book=book)
    assert result.stderr == "dealtrack: 1 name left out: too many to compare at once\n  run it again\n"
    assert text() == INVESTORS + "".join(f"{name}: {{}}\n" for name in names[:3])
    again = run("investor", "add", "--unknown", book=book)
    assert "1 name left out, which may be misspelt: Shunwei Captial" in again.stderr
