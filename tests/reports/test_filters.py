"""Filters: what surely matches, what does not, and why it cannot be told of the rest; and that they compose."""

import itertools
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealtrack.files.book import BookOnDisk, open_book
from dealtrack.model import Backing, Book, Company, Deal, Investor
from dealtrack.rates.table import RateTable, Series
from dealtrack.render.cells import words
from dealtrack.render.registry import Page
from dealtrack.reports.conversion import At, AtMode, Converter
from dealtrack.reports.investors import Roster
from dealtrack.reports.lists.companies import list_companies
from dealtrack.reports.lists.deals import list_deals
from dealtrack.reports.lists.filters import (
    at_least,
    at_most,
    backed_by,
    has_status,
    in_country,
    in_group,
    in_sector,
    of_kind,
    of_round,
    of_type,
    since,
    state_owned,
    until,
)
from dealtrack.reports.lists.left_out import count_line, reason
from dealtrack.reports.lists.sifting import DealFilter, Filters, Verdict, all_of, any_of, sift
from dealtrack.values.amount import Amount
from dealtrack.values.amount_text import parse_amount
from dealtrack.values.dates import PartialDate, parse_date
from dealtrack.values.rounds import Round
from dealtrack.values.vocabulary import InvestorType, Kind, Status
from tests.conftest import MadeBook

TODAY = date(2026, 11, 22)
DAY = date(2020, 5, 13)
CONVERTER = Converter(RateTable((Series("a", "a.csv", [DAY], {("USD", "CNY"): ["7"]}),)), "USD", TODAY)
ON = PartialDate.of(DAY)


@pytest.mark.parametrize(
    ("when", "since_2020_05", "until_2020_05"),
    [
        ("2020-05-01", "YES", "YES"),
        ("2020-05-31", "YES", "YES"),
        ("2020-05", "YES", "YES"),
        ("2020-04-30", "NO", "YES"),
        ("2020-06-01", "YES", "NO"),
        ("2020-Q2", "DATE", "DATE"),
        ("2020", "DATE", "DATE"),
        ("2019", "NO", "YES"),
        ("2021", "YES", "NO"),
        ("../2020-05", "DATE", "YES"),
        ("../2020-04", "NO", "YES"),
        ("../2020-06", "DATE", "DATE"),
        ("2020-05/..", "YES", "DATE"),
        ("2020-06/..", "YES", "NO"),
        ("2020-04/2020-05", "DATE", "YES"),
        ("2020-05-01~", "DATE", "YES"),
        ("2020-05-02~", "YES", "YES"),
        ("2020-05-31~", "YES", "DATE"),
        ("2020-05-13?", "DATE", "DATE"),
    ],
)
def test_dates(when: str, since_2020_05: str, until_2020_05: str) -> None:
    month = parse_date("2020-05")
    assert since(month)(parse_date(when)).name == since_2020_05
    assert until(month)(parse_date(when)).name == until_2020_05


def deal(amount: str | None = None, **more: object) -> Deal:
    return Deal("a", ON, Status.COMPLETED, amount=parse_amount(amount) if amount else None, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("amount", "limit", "reaches", "stays_below"),
    [
        ("USD 100m", "USD 100m", "YES", "YES"),
        ("USD 99.9m", "USD 100m", "NO", "YES"),
        ("USD 100.1m", "USD 100m", "YES", "NO"),
        ("CNY 700m", "USD 100m", "YES", "YES"),
        ("CNY 699m", "USD 100m", "NO", "YES"),
        ("USD 100m", "CNY 700m", "YES", "YES"),
        ("CNY 700m", "CNY 700m", "YES", "YES"),
        ("about USD 100m", "USD 100m", "AMOUNT", "AMOUNT"),
        ("about USD 110m", "USD 100m", "AMOUNT", "AMOUNT"),
        ("about USD 112m", "USD 100m", "YES", "NO"),
        ("about USD 90m", "USD 100m", "NO", "YES"),
        ("over USD 100m", "USD 100m", "YES", "AMOUNT"),
        ("over USD 1m", "USD 100m", "AMOUNT", "AMOUNT"),
        ("over USD 101m", "USD 100m", "YES", "NO"),
        ("up to USD 100m", "USD 100m", "AMOUNT", "YES"),
        ("up to USD 99m", "USD 100m", "NO", "YES"),
        ("USD 50m-150m", "USD 100m", "AMOUNT", "AMOUNT"),
        ("USD 100m-150m", "USD 100m", "YES", "AMOUNT"),
        ("数千万美元", "USD 101m", "NO", "YES"),
        ("undisclosed", "USD 100m", "UNDISCLOSED", "UNDISCLOSED"),
        ("未透露人民币", "USD 100m", "UNDISCLOSED", "UNDISCLOSED"),
        (None, "USD 100m", "UNRECORDED", "UNRECORDED"),
        ("JPY 9bn", "USD 100m", "NO_RATE", "NO_RATE"),
        ("JPY 9bn", "JPY 9bn", "YES", "YES"),
        ("USD 1m", "JPY 9bn", "NO_RATE", "NO_RATE"),
    ],
)
def test_amounts(amount: str | None, limit: str, reaches: str, stays_below: str) -> None:
    assert at_least(parse_amount(limit), CONVERTER)(deal(amount)).name == reaches
    assert at_most(parse_amount(limit), CONVERTER)(deal(amount)).name == stays_below


def test_a_sum_in_the_limits_own_currency_is_compared_as_stated_whatever_the_source_made_of_it() -> None:
    stated = Converter(CONVERTER.rates, "USD", TODAY, At(AtMode.STATED))
    printed = deal("CNY 700m", equivalent=parse_amount("USD 90m"))
    assert at_least(parse_amount("CNY 700m"), stated)(printed) is Verdict.YES
    assert at_least(parse_amount("USD 91m"), stated)(printed) is Verdict.NO
    assert at_least(parse_amount("USD 91m"), CONVERTER)(printed) is Verdict.YES


@pytest.mark.parametrize(
    ("kind", "round_", "asked", "expected"),
    [
        (Kind.EQUITY, Round("b"), {Round("b")}, "YES"),
        (Kind.EQUITY, Round("b"), {Round("a"), Round("b")}, "YES"),
        (Kind.EQUITY, Round("b+"), {Round("b")}, "NO"),
        (Kind.EQUITY, Round("b2"), {Round("b")}, "YES"),
        (Kind.EQUITY, Round("b-ext"), {Round("b")}, "YES"),
        (Kind.EQUITY, Round("b"), {Round("b2")}, "NO"),
        (Kind.EQUITY, Round("pre-b"), {Round("b")}, "NO"),
        (Kind.EQUITY, None, {Round("b")}, "ROUND"),
        (Kind.EQUITY, Round("unknown"), {Round("b")}, "ROUND"),
        (Kind.CONVERTIBLE, None, {Round("b")}, "ROUND"),
        (Kind.EQUITY, None, {Round("unknown")}, "YES"),
        (Kind.EQUITY, Round("unknown"), {Round("unknown")}, "YES"),
        (Kind.SUPPORT, None, {Round("b")}, "NO"),
        (Kind.IPO, None, {Round("unknown")}, "NO"),
    ],
)
def test_rounds(kind: Kind, round_: Round | None, asked: set[Round], expected: str) -> None:
    assert of_round(frozenset(asked))(deal(kind=kind, round=round_)).name == expected


def test_a_status_is_the_last_of_its_turns(make_book: Callable[..., MadeBook]) -> None:
    turns = "[{on: 2019, is: planned}, {on: 2020, is: postponed}]"
    book = book_of(make_book, f"{{id: a, date: 2020, status: {turns}, sources: [a]}}").book
    [turned] = book.companies["x"].deals
    assert has_status(frozenset([Status.POSTPONED]))(turned) is Verdict.YES
    assert has_status(frozenset([Status.PLANNED]))(turned) is Verdict.NO


def test_what_a_company_does_not_say() -> None:
    silent, told = Company("A"), Company("B", country="cn", sectors=("robots",), groups=("g",))
    cases = [(in_country, "CN", "COUNTRY"), (in_sector, "robots", "SECTOR"), (in_group, "g", "NO")]
    for make, word, expected in cases:
        judge = make(frozenset([word]))
        assert (judge("a", silent).name, judge("b", told).name) == (expected, "YES")
        assert make(frozenset(["Z"]))("b", told) is Verdict.NO


def test_what_an_investor_does_not_say() -> None:
    state, private, silent = Investor(type=InvestorType.BANK, state_owned=True), Investor(state_owned=False), Investor()
    bank = of_type(frozenset([InvestorType.BANK]))
    assert [bank("x", each).name for each in (state, private, None)] == ["YES", "TYPE", "TYPE"]
    assert [state_owned(True)("x", each).name for each in (state, private, silent, None)] == [
        "YES", "NO", "OWNERSHIP", "OWNERSHIP",
    ]  # fmt: skip
    assert [state_owned(False)("x", each).name for each in (state, private)] == ["NO", "YES"]


def book_of(make_book: Callable[..., MadeBook], *deals: str, more: str = "") -> BookOnDisk:
    lines = "".join(f"  - {each}\n" for each in deals)
    on_disk = open_book(make_book({"deals/x.yaml": f"name: X\ndeals:\n{lines}{more}"}).root)
    assert not on_disk.faults
    return on_disk


@pytest.mark.parametrize("verdict", [each for each in Verdict if each.is_open])
def test_each_doubt_has_its_words(verdict: Verdict) -> None:
    assert reason(verdict)


@pytest.mark.parametrize(
    ("verdicts", "shown", "expected"),
    [
        ([], 0, "0 deals"),
        (["YES"], 1, "1 deal"),
        (["YES"] * 9, 9, "9 deals"),
        (["YES"] * 9, 3, "first 3 of 9 deals"),
        (["YES", "NO"], 1, "1 of 2 deals matches"),
        (["NO"], 0, "0 of 1 deal match"),
        (["YES", "YES", "YES", "NO"], 2, "first 2 of 3 · 3 of 4 deals match"),
        (["NO", "DATE", "DATE"], 0, "0 of 3 deals match · 2 more may: date not precise enough"),
        (
            ["DATE", "ROUND", "DATE"],
            0,
            "0 of 3 deals match · 3 more may: round not stated (1), date not precise enough (2)",
        ),
    ],
)
def test_what_is_left_out_is_told(verdicts: list[str], shown: int, expected: str) -> None:
    sifted = sift((index, Verdict[name]) for index, name in enumerate(verdicts))
    assert words(count_line(sifted, shown, ("deal", "deals")), Page()) == expected


def test_of_all_and_of_any() -> None:
    yes, no, doubt, other = Verdict.YES, Verdict.NO, Verdict.DATE, Verdict.ROUND
    assert [all_of(each) for each in ([], [yes, doubt], [no, doubt], [doubt, other])] == [yes, doubt, no, other]
    assert [any_of(each) for each in ([], [yes, doubt], [no, doubt], [doubt, other])] == [no, yes, doubt, doubt]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (["investor"], Verdict.YES),
        (["investor", "round"], Verdict.ROUND),
        (["round"], Verdict.NO),
    ],
)
def test_a_company_whose_backer_is_named_without_a_round(filters: list[str], expected: Verdict) -> None:
    company = Company("A", backers=(Backing(ON, ("Fund",)),))
    roster = Roster(Book({"a": company}))
    made: dict[str, DealFilter] = {
        "investor": backed_by(frozenset(["Fund"]), roster),
        "round": of_round(frozenset([Round("a")])),
    }
    names = frozenset(["Fund"]) if "investor" in filters else frozenset[str]()
    asked = Filters(deals=tuple(made[each] for each in filters), investors=names)
    assert asked.of_company_with_deals("a", company, roster) is expected


# Books and questions at random: nothing of this may depend on the order in which the filters stand.
AMOUNTS = [None, *map(parse_amount, ("undisclosed", "USD 5m", "about CNY 35m", "over USD 2m", "USD 1m-9m", "JPY 5m"))]
DATES = [parse_date(text) for text in ("2020", "2020-05", "2020-05-13", "../2020-06", "2020-05/..", "2019~")]
deals = st.builds(
    Deal, st.just("a"), st.sampled_from(DATES), st.sampled_from(Status), st.sampled_from(Kind),
    st.sampled_from([None, Round("a"), Round("b"), Round("unknown")]), amount=st.sampled_from(AMOUNTS),
    leads=st.sampled_from([(), ("Fund",), ("Bank", "Fund")]),
)  # fmt: skip
companies = st.builds(
    Company, st.just("X"), country=st.sampled_from([None, "CN", "US"]), deals=st.lists(deals, max_size=6).map(tuple)
)
books = st.lists(companies, max_size=4).map(
    lambda each: Book({str(slug): company for slug, company in enumerate(each)})
)
ROSTER = Roster(Book())
deal_filters = st.one_of(
    st.sampled_from([Amount.exactly("USD", Decimal(n)) for n in (2_000_000, 5_000_000)]).map(
        lambda limit: at_least(limit, CONVERTER)
    ),
    st.just(at_most(Amount.exactly("CNY", 40_000_000), CONVERTER)),
    st.frozensets(st.sampled_from(Status), min_size=1).map(has_status),
    st.frozensets(st.sampled_from(Kind), min_size=1).map(of_kind),
    st.frozensets(st.sampled_from([Round("a"), Round("unknown")]), min_size=1).map(of_round),
    st.just(backed_by(frozenset(["Fund"]), ROSTER)),
)
date_filters = st.one_of(st.sampled_from(DATES).map(since), st.sampled_from(DATES).map(until))
company_filters = st.sampled_from([in_country(frozenset(["CN"])), in_country(frozenset(["US", "CN"]))])
questions = st.builds(
    Filters, st.lists(company_filters, max_size=2).map(tuple), st.lists(deal_filters, max_size=3).map(tuple),
    st.lists(date_filters, max_size=2).map(tuple), maybe=st.booleans(),
)  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(books, questions)
def test_filters_compose(book: Book, asked: Filters) -> None:
    listed = list_deals(book, CONVERTER, asked).sections[0]
    for companies_, deals_, dates in itertools.islice(
        itertools.product(*(itertools.permutations(each) for each in (asked.companies, asked.deals, asked.dates))), 6
    ):
        turned = Filters(companies_, deals_, dates, maybe=asked.maybe)
        assert list_deals(book, CONVERTER, turned).sections[0] == listed
        assert list_companies(book, CONVERTER, turned) == list_companies(book, CONVERTER, asked)


@settings(deadline=None, max_examples=150)
@given(books, questions)
def test_each_row_satisfies_all_and_each_deal_is_counted_once(book: Book, asked: Filters) -> None:
    one_by_one = {}
    for slug, company in book.companies.items():
        for number, each in enumerate(company.deals):
            verdicts = [
                *(judge(slug, company) for judge in asked.companies),
                *(judge(each) for judge in asked.deals),
                *(judge(each.date) for judge in asked.dates),
            ]
            one_by_one[slug, number] = verdicts
    sure = sum(all(verdict is Verdict.YES for verdict in verdicts) for verdicts in one_by_one.values())
    fails = sum(Verdict.NO in verdicts for verdicts in one_by_one.values())
    section = list_deals(book, CONVERTER, asked).sections[0]
    assert section.table
    doubtful = len(one_by_one) - sure - fails
    assert len(section.table.rows) == sure + (doubtful if asked.maybe else 0)
    line = words(section.lines[0], Page())
    assert line.startswith(f"{sure} ")
    assert (f"{doubtful} more may: " in line) is (doubtful > 0)
