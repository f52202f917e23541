"""``list`` and ``investors`` on the command line: what is asked for, what is found, what is refused."""

import csv
import io
import json
import shlex
from collections.abc import Callable

import pytest
from typer.testing import Result

from tests.conftest import MadeBook
from tests.reports.awkward import AWKWARD

Run = Callable[..., Result]

BOOK = {
    "deals/alpha.yaml": """
        name: Alpha
        names: {zh: 阿尔法}
        country: cn
        founded: 2012
        sectors: [robots, chips]
        groups: [first]
        deals:
          - {id: seed, round: seed, date: 2020-05-12, status: completed, amount: USD 1m, leads: [Fund One], sources: [a]}
          - {id: a, round: a, date: 2020-05-13, status: completed, amount: CNY 700m, leads: [一号基金], investors: ["Bank, the", Third], sources: [a]}
          - {id: b, round: b, date: 2020-06, status: announced, amount: undisclosed, investors: [Third], sources: [a]}
          - {id: loan, kind: debt, date: 2020-05-14, status: completed, amount: USD 3m, from: "Bank, the", sources: [a]}
          - {id: help, kind: support, date: 2020, status: completed, amount: USD 2m, from: City, sources: [a]}
          - {id: ipo, kind: ipo, date: 2021, status: planned, investors: [Fund One], sources: [a]}
        """,
    "deals/beta.yaml": """
        name: Beta
        sectors: [chips]
        deals:
          - {id: x, date: 2020-05-15, status: completed, amount: over USD 5m, leads: [Third], investors: [Fund One], sources: [a]}
        backers:
          - {date: 2020-05-16, investors: [Bank, Fund One, Fund One], sources: [a]}
        """,
    "deals/gamma.yaml": "name: Gamma\ncountry: US\nsectors: [ships]\n",
    "seeds/investors.yaml": """
        Fund One: {aliases: [F1], names: {zh: 一号基金}, type: vc, state_owned: false, country: us, sources: [a]}
        "Bank, the": {aliases: [Bank], type: bank, state_owned: true, sources: [a]}
        City: {type: government, state_owned: true, sources: [a]}
        Idle: {type: vc, sources: [a]}
        """,
}


@pytest.fixture
def book(make_book: Callable[..., MadeBook]) -> MadeBook:
    return make_book(BOOK)


def rows(result: Result) -> list[dict[str, str]]:
    assert result.exit_code == 0, result.stderr
    return list(csv.DictReader(io.StringIO(result.stdout)))


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("", "seed a loan x b help ipo"),
        ("--status announced", "b"),
        ("--status announced,planned", "b ipo"),
        ("--status Announced --status PLANNED", "b ipo"),
        ("--kind debt，support", "loan help"),
        ("--kind equity --status completed", "seed a x"),
        ("--round A轮", "a"),
        ("--round 天使轮,种子轮", "seed"),
        ("--round unknown", "x"),
        ("--since 2020-05-14", "loan x b ipo"),
        ("--until 2020-05-13", "seed a"),
        ("--since 2020-05 --until 2020-05", "seed a loan x"),
        ("--since 2020年5月 --until 2020/5/13", "seed a"),
        ("--until 2020", "seed a loan x b help"),
        ("--investor F1", "seed a x ipo"),
        ("--investor 一号基金 --status completed", "seed a x"),
        ("--investor third", "a x b"),
        ("--investor City,F1 --kind support", "help"),
        ("--investor", None),
        ("--min 'USD 5m'", "a x"),
        ("--min 'CNY 700m'", "a"),
        ("--min 700m人民币 --to CNY", "a"),
        ("--max 'USD 2m'", "seed help"),
        ("--min 'USD 2m' --max 'USD 3m'", "loan help"),
        ("--company 阿尔法 --round a", "a"),
        ("--company beta,alpha --kind equity", "seed a x b"),
        ("--country CN --round a", "a"),
        ("--group first --round a", "a"),
        ("--sector chips --round seed,unknown", "seed x"),
        ("--sort amount", "seed help loan x a b ipo"),
        ("--sort -amount", "a x loan help seed b ipo"),
        ("--sort -date", "ipo help b x loan a seed"),
        ("--sort -company --until 2020-05", "x seed a loan"),
        ("--sort round", "seed a b loan x help ipo"),
        ("--sort kind --limit 5", "seed a x b loan"),
        ("--sort status --limit 1", "ipo"),
        ("--limit 2", "seed a"),
        ("--limit 99", "seed a loan x b help ipo"),
        ("--investor Third --maybe --min 'USD 1m'", "a x b"),
        ("--until 2019", ""),
    ],
)
def test_deals(run: Run, book: MadeBook, options: str, expected: str | None) -> None:
    result = run("list", *shlex.split(options), "--format", "csv", book=book)
    if expected is None:
        assert result.exit_code == 2
    else:
        assert [row["id"].partition("/")[2] for row in rows(result)] == expected.split()


@pytest.mark.parametrize(
    ("options", "expected", "line"),
    [
        ([], "alpha beta gamma", "3 companies"),
        (["--sort", "-raised"], "alpha beta gamma", "3 companies"),
        (["--sort", "-founded"], "alpha beta gamma", "3 companies"),
        (["--sort", "deals"], "gamma beta alpha", "3 companies"),
        (["--sort", "-last"], "alpha beta gamma", "3 companies"),
        (["--sort", "-country"], "gamma alpha beta", "3 companies"),
        (["--sort", "-company", "--limit", "2"], "gamma beta", "first 2 of 3 companies"),
        (["--country", "cn"], "alpha", "1 of 3 companies matches · 1 more may: country not on record"),
        (["--sector", "chips"], "alpha beta", "2 of 3 companies match"),
        (["--investor", "Bank"], "alpha beta", "2 of 3 companies match"),
        (["--investor", "Bank", "--kind", "debt"], "alpha", "1 of 3 companies matches · 1 more may: round not stated"),
        (["--kind", "equity", "--round", "b"], "alpha", "1 of 3 companies matches · 1 more may: round not stated"),
        (["--kind", "equity", "--round", "b", "--maybe"], "alpha beta", "1 of 3 companies matches · 1 more may"),
        (["--min", "USD 900m"], "", "0 of 3 companies match · 2 more may: amount undisclosed (1), amount not"),
    ],
)
def test_companies(run: Run, book: MadeBook, options: list[str], expected: str, line: str) -> None:
    tree = json.loads(run("list", "companies", *options, "--format", "json", book=book).stdout)
    [section] = tree["sections"]
    assert [row["slug"] for row in section["rows"]] == expected.split()
    assert section["lines"][0].startswith(line)


def test_figures_of_companies_are_those_of_the_deals_that_match(run: Run, book: MadeBook) -> None:
    result = run("list", "companies", "--since", "2020-05-13", "--until", "2020-06", book=book)
    [alpha] = [line for line in result.stdout.splitlines() if line.startswith("Alpha")]
    assert alpha.split() == [
        "Alpha",
        "阿尔法",
        "CN",
        "2012",
        "3",
        "0",
        "USD",
        "≥98.7m",
        "1",
        "2020-06",
        "robots,",
        "chips",
        "alpha",
    ]
    assert "deals and sums are those that match" in result.stdout


def test_every_deal_is_counted(run: Run, book: MadeBook) -> None:
    result = run("list", "--since", "2020-05-13", "--min", "USD 3m", "--limit", "1", book=book)
    reasons = "no amount on record (1), amount undisclosed (1)"
    assert f"\nfirst 1 of 3 · 3 of 7 deals match · 2 more may: {reasons}\n" in result.stdout
    assert "\nraised ≥ USD 103.7m in 2 deals\n" in result.stdout


def investors_in(result: Result, key: str = "investors") -> dict[str, dict[str, object]]:
    assert result.exit_code == 0, result.stderr
    sections = {section["key"]: section for section in json.loads(result.stdout)["sections"]}
    return {row["investor"]: row for row in sections.get(key, {}).get("rows", [])}


def test_the_league_table(run: Run, book: MadeBook) -> None:
    found = investors_in(run("investors", "--format", "json", book=book))
    told = {
        name: [
            row[key]
            for key in ("deals", "leads", "companies", "unsummed", "state_owned", "type", "country", "first", "last")
        ]
        for name, row in found.items()
    }
    assert told == {
        "Fund One": [3, 2, 2, 0, "no", "vc", "US", "2020-05-12", "2020-05-15"],
        "Third": [3, 1, 2, 1, "not known", None, None, "2020-05-13", "2020-06"],
        "Bank, the": [1, 0, 1, 0, "yes", "bank", None, "2020-05-13", "2020-05-13"],
    }
    assert list(found) == ["Fund One", "Third", "Bank, the"]
    third = found["Third"]["rounds"]
    assert isinstance(third, dict)
    assert (third["low"], third["high"], third["counted"], third["undisclosed"]) == ("103732847.40", None, 2, 1)


def test_a_sum_is_an_investors_own_only_where_no_other_is_on_record(run: Run, book: MadeBook) -> None:
    found = investors_in(run("investors", "--format", "json", book=book))
    alone = {
        name: row["alone"] and (row["alone"]["counted"], row["alone"]["undisclosed"]) for name, row in found.items()
    }  # type: ignore[index]
    assert alone == {"Fund One": (1, 0), "Third": (0, 1), "Bank, the": None}


def test_what_is_no_round_is_counted_apart(run: Run, book: MadeBook) -> None:
    result = run("investors", "--format", "json", book=book)
    others = investors_in(result, "other-money")
    assert {name: (row["kinds"], row["deals"]) for name, row in others.items()} == {  # type: ignore[index]
        "Bank, the": ("debt", 1),
        "City": ("support", 1),
    }
    named = investors_in(result, "without-round")
    assert {name: row["companies"]["names"] for name, row in named.items()} == {  # type: ignore[index]
        "Bank, the": ["Beta"],
        "Fund One": ["Beta"],
    }


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--company", "Beta"], "Third,Fund One"),
        (["--co-investors", "一号基金"], "Third,Bank, the"),
        (["--co-investors", "Third", "--company", "beta"], "Fund One"),
        (["--co-investors", "City"], ""),
        (["--state-owned"], "Bank, the"),
        (["--not-state-owned"], "Fund One"),
        (["--not-state-owned", "--maybe"], "Fund One,Third"),
        (["--type", "VC,bank"], "Fund One,Bank, the"),
        (["F1", "Bank, the"], "Fund One,Bank, the"),
        (["City"], ""),
        (["--sort", "investor"], "Bank, the,Fund One,Third"),
        (["--sort", "-companies", "--limit", "1"], "Fund One"),
        (["--sort", "rounds"], "Bank, the,Third,Fund One"),
        (["--sort", "-last"], "Third,Fund One,Bank, the"),
        (["--sort", "first"], "Fund One,Bank, the,Third"),
        (["--sort", "country"], "Fund One,Bank, the,Third"),
        (["--sort", "-alone"], "Fund One,Bank, the,Third"),
        (["--sort", "type"], "Bank, the,Fund One,Third"),
        (["--sort", "-state-owned"], "Bank, the,Fund One,Third"),
        (["--sort", "leads"], "Bank, the,Third,Fund One"),
    ],
)
def test_investors(run: Run, book: MadeBook, options: list[str], expected: str) -> None:
    found = investors_in(run("investors", *options, "--format", "json", book=book))
    assert ",".join(found) == expected


def test_an_investor_that_is_named_is_told_of_with_its_deals(run: Run, book: MadeBook) -> None:
    tree = json.loads(run("investors", "bank", "--format", "json", book=book).stdout)
    told = {section["key"]: [row.get("id") for row in section["rows"]] for section in tree["sections"]}
    assert told == {
        "investors": [None],
        "Bank, the": ["alpha/a", "alpha/loan"],
        "other-money": [None],
        "without-round": [None],
    }


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("list", "companys"), "list shows deals or companies, not companys: did you mean companies?"),
        (("list", "zzz"), "list shows deals or companies, not zzz: for the deals of one company, write --company zzz"),
        (("list", "--status", "complete"), "there is no status complete: did you mean completed?"),
        (("list", "--status", "done"), "there is no status done: known are rumored, planned, in-talks, filed, "),
        (("list", "--kind", "grants"), "there is no kind grants: did you mean grant?"),
        (("list", "--round", "Sede"), "there is no round Sede: did you mean seed?"),
        (("list", "--round", "zz"), "there is no round zz: known are angel, pre-seed, seed, bridge, pre-a, a, "),
        (("list", "--investor", "Shunwei"), "there is no investor Shunwei: did you mean Shunwei Capital?"),
        (("list", "--investor", "ICBC,zzz"), "there is no investor zzz: known are China Internet Investment Fund, "),
        (("list", "--investor", ""), "no investor is named: write one, or several with commas between them"),
        (("list", "--investor", "ICBC,"), "no investor is named"),
        (("list", "--company", "cloudwlk"), "there is no company cloudwlk: did you mean cloudwalk?"),
        (("list", "--country", "US"), "there is no country US: known are CN"),
        (("list", "--group", "cv-four-dragon"), "there is no group cv-four-dragon: did you mean cv-four-dragons?"),
        (("list", "--sector", "zzz"), "there is no sector zzz: known are computer vision, facial recognition"),
        (("list", "--sort", "amont"), "there is no key to sort by amont: did you mean amount?"),
        (("list", "companies", "--sort", "amount"), "there is no key to sort by amount: "),
        (("list", "--min", "100m"), "--min: 100m: an amount without a currency: write CNY 100m or USD 100m"),
        (
            ("list", "--max", "over USD 1m"),
            "--max over USD 1m is not one sum: write one to compare with, such as USD 100m",
        ),
        (("list", "--max", "about USD 1m"), "--max about USD 1m is not one sum"),
        (("list", "--min", "undisclosed"), "--min undisclosed is not one sum"),
        (("list", "--since", "soon"), "--since: soon is not a date"),
        (("list", "--since", "2021", "--until", "2020"), "--until 2020 ends before --since 2021 begins"),
        (("list", "--known-by", "2019-01-01"), "the book of that day holds no company"),
        (("investors", "Softbank"), "there is no investor Softbank: did you mean SoftBank Group?"),
        (("investors", "--co-investors", "zzz"), "there is no investor zzz"),
        (("investors", "--type", "banks"), "there is no type banks: did you mean bank?"),
        (("investors", "--sort", "deal"), "there is no key to sort by deal: did you mean deals?"),
        (("timeline", "--kind", "ipos"), "there is no kind ipos: did you mean ipo?"),
        (("timeline", "--status", "zzz"), "there is no status zzz"),
    ],
)
def test_what_cannot_be_answered_exits_2(run: Run, arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_a_limit_is_one_at_least(run: Run) -> None:
    assert run("list", "--limit", "0").exit_code == 2


def test_strict_fails_where_a_rate_is_missing(run: Run, make_book: Callable[..., MadeBook]) -> None:
    book = make_book(AWKWARD)
    for arguments in (["list"], ["list", "companies"], ["investors"]):
        assert run(*arguments, "--company", "wide", book=book).exit_code == 0
    assert run("list", "--strict", book=book).exit_code == 1
    assert run("list", "companies", "--strict", book=book).exit_code == 1
    assert run("list", "companies", "--strict", "--company", "hostile", book=book).exit_code == 0


@pytest.mark.parametrize("what", ["deals", "companies"])
def test_strict_fails_where_a_filter_lacks_a_rate(run: Run, make_book: Callable[..., MadeBook], what: str) -> None:
    book = make_book(AWKWARD)
    asked = ("list", what, "--company", "mistyped", "--until", "1998", "--strict")
    assert run(*asked, "--max", "CNY 4m", book=book).exit_code == 0
    assert run(*asked, "--max", "USD 4m", book=book).exit_code == 1


def test_a_rate_that_a_hidden_row_lacks_fails_too(run: Run, make_book: Callable[..., MadeBook]) -> None:
    book = make_book(AWKWARD)
    result = run("list", "--sort", "-date", "--limit", "1", "--strict", book=book)
    assert "no rate" not in result.stdout
    assert result.exit_code == 1


def test_why_a_name_may_match_is_shown(run: Run, book: MadeBook) -> None:
    result = run("investors", "--not-state-owned", "--maybe", book=book)
    assert [line for line in result.stdout.splitlines() if line.endswith("ownership not known")] == [
        "Third         3    1          2  USD ≥103.7m          1  1 undisclosed  not known                   2020-05-13  2020-06  ownership not known",
        "1 of 3 investors matches · 1 more may: ownership not known",
    ]


def test_an_empty_book_is_told_of(run: Run, make_book: Callable[..., MadeBook]) -> None:
    book = make_book({})
    for command in ("list", "investors"):
        result = run(command, book=book)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "holds no company" in result.stderr


def test_rates_beside_each_deal(run: Run) -> None:
    assert "6.6216  2017-11     mean of 22 days, cross via EUR  ECB" in run("list", "--rates").stdout


@pytest.mark.parametrize(
    ("options", "dates", "line"),
    [
        (
            ["--since", "2020-05-13"],
            ["2020-05-13", "2020-05-13", "2020-05", "2020-05"][:2],
            "2 of 11 rows match · 4 more",
        ),
        (["--until", "2018-12"], ["2015", "2017-11", "2017-11", "2018-10"], "4 of 11 rows match"),
        (
            ["--kind", "support"],
            ["2015", "2017-11", "2019", "2020-05-13", "by 2020-05-13", "2020-05", "2020-05"],
            "7 of 11",
        ),
        (["--status", "rumored", "--since", "2020-06"], [], "0 of 11 rows match · 1 more may: date not precise enough"),
        (["--status", "rumored", "--since", "2020-06", "--maybe"], ["by 2020-12"], "0 of 11 rows match · 1 more may"),
    ],
)
def test_a_timeline_is_filtered(run: Run, options: list[str], dates: list[str], line: str) -> None:
    section = json.loads(run("timeline", "cloudwalk", *options, "--format", "json").stdout)["sections"][0]
    shown = [row["date"].replace("../", "by ") for row in section["rows"]]
    assert (shown, section["lines"][0][: len(line)]) == (dates, line)
    assert section["lines"][1].startswith("on record in all: raised ~USD 473.9m in 3 deals")


def test_a_plan_is_kept_with_its_turns(run: Run) -> None:
    section = json.loads(
        run("timeline", "sensetime", "--status", "postponed", "--kind", "ipo", "--format", "json").stdout
    )
    told = [row["who"] for row in section["sections"][0]["rows"] if row["what"] == "IPO, HKEX"]
    assert told == ["planned, meant for 2020", "postponed, meant for 2020"]


def test_no_footnote_of_a_row_that_is_not_shown(run: Run) -> None:
    assert "¹" in run("timeline", "cloudwalk").stdout
    assert "¹" not in run("timeline", "cloudwalk", "--since", "2020").stdout


@pytest.mark.parametrize("arguments", [("list",), ("list", "companies"), ("investors",)])
def test_hostile_names_are_harmless_in_each_format(
    run: Run, make_book: Callable[..., MadeBook], arguments: tuple[str, ...]
) -> None:
    book = make_book(AWKWARD)
    printed = {form: run(*arguments, "--format", form, book=book).stdout for form in ("table", "csv", "json", "md")}
    assert not any("\x1b" in text for text in printed.values())
    cells = [cell for row in csv.reader(io.StringIO(printed["csv"])) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "@", "+", "-"))]
    assert "[link](x)" not in printed["md"]
    assert json.loads(printed["json"])["sections"][0]["rows"]
