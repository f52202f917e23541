"""The real book through 2020, day by day, as it could be known: nothing is told before it was published."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from msgspec.structs import replace
from typer.testing import Result

from dealtrack.files.book import BookOnDisk, open_book
from dealtrack.known_by import known_by
from dealtrack.model import Book, Deal, facts_of
from dealtrack.rates.table import RateTable, Series
from dealtrack.render import delimited, jsonable, markdown, terminal  # noqa: F401 - they register their formats
from dealtrack.render.registry import FORMATS, Page
from dealtrack.reports.compare import compare
from dealtrack.reports.conversion import Converter
from dealtrack.reports.document import Document
from dealtrack.reports.metrics import METRICS
from dealtrack.reports.reconcile import reconcile
from dealtrack.reports.show import show
from dealtrack.reports.timeline import timeline
from dealtrack.values.amount import Amount
from tests.conftest import REPOSITORY, MadeBook

FIRST, LAST = date(2020, 5, 1), date(2020, 7, 31)
DAYS = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
PUBLISHED = [date(2020, 5, 13), date(2020, 5, 14), date(2020, 7, 13)]
REAL = open_book(REPOSITORY)


def test_the_book_has_the_sources_of_these_days() -> None:
    assert sorted(source.published.last for source in REAL.book.sources.values()) == PUBLISHED
    assert not any(company.sources for company in REAL.book.companies.values())


# What a reader sees on a day: every report, as its options print it.


def documents(on_disk: BookOnDisk, rates: RateTable, day: date) -> Iterator[Document]:
    book, converter = known_by(on_disk.book, day), Converter(rates, "USD", day)
    slugs = list(book.companies)
    if slugs:
        yield timeline(book, slugs, converter, with_rates=True)
        yield compare(book, slugs, converter, (key for key in METRICS if key != "since-last"))  # that grows by itself
        yield reconcile(book, slugs, converter, with_rates=True)
        yield from (show(book, slug, converter, with_rates=True) for slug in slugs)


@cache
def told(day: date) -> str:
    """All reports of that day, as they are printed."""
    return "\n".join(FORMATS["table"](each, Page()) for each in documents(REAL, REAL.rates, day))


@cache
def sums_told(day: date) -> frozenset[tuple[str, str, str]]:
    """Every sum in the reports of that day: its currency and its ends."""
    found = (json.loads(FORMATS["json"](each, Page())) for each in documents(REAL, REAL.rates, day))
    return frozenset(each for tree in found for each in _sums(tree))


def _sums(tree: Any) -> Iterator[tuple[str, str, str]]:
    if isinstance(tree, dict) and {"currency", "low"} <= tree.keys():
        yield tree["currency"], tree["low"], tree["high"]
    elif isinstance(tree, dict | list):
        for part in tree.values() if isinstance(tree, dict) else tree:
            yield from _sums(part)


# Day by day.


@pytest.mark.parametrize("day", DAYS[1:], ids=str)
def test_reports_change_only_on_days_of_publication(day: date) -> None:
    assert (told(day) != told(day - timedelta(days=1))) == (day in PUBLISHED)


@pytest.mark.parametrize("day", DAYS[1:], ids=str)
def test_what_is_known_only_grows(day: date) -> None:
    before, now = (_known(known_by(REAL.book, each)) for each in (day - timedelta(days=1), day))
    assert before <= now
    assert (before != now) == (day in PUBLISHED)


def _known(book: Book) -> frozenset[str]:
    """Every fact, step, claim and source in the book, by what does not change of it."""
    found = {f"source {key}" for key in book.sources}
    found |= {f"{name} {key}" for name, investor in book.investors.items() for key in investor.sources}
    for slug, company in book.companies.items():
        found |= {f"{slug} {fact}" for fact in (company.founded, company.notes, *company.founders) if fact}
        for path, fact in facts_of(company):
            if isinstance(fact, Deal):
                found |= {
                    f"{slug} {fact.id} {part}" for part in ("", *map(_step, fact.steps), *map(_claim, fact.claims))
                }
            else:
                found.add(f"{slug} {path[0]} {replace(fact, sources=(), notes=None)}")
    return frozenset(found)


def _step(step: Any) -> str:
    return f"{step.on} {step.is_}"


def _claim(claim: Any) -> str:
    return f"{claim.by} {claim.amount}"


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_no_source_is_named_before_it_was_published(day: date) -> None:
    for key, source in REAL.book.sources.items():
        if source.published.last > day:
            for words in (key, source.publisher, source.title, source.author):
                assert words is None or words not in told(day)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_no_day_to_come_is_named(day: date) -> None:
    assert [named for named in re.findall(r"\d{4}-\d\d-\d\d", told(day)) if named > day.isoformat()] == []


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_no_sum_is_told_that_was_only_published_later(day: date) -> None:
    known, later = _sums_of_the_book(day)
    assert not sums_told(day) & (later - known)


def _sums_of_the_book(day: date) -> tuple[set[tuple[str, str, str]], set[tuple[str, str, str]]]:
    """The sums that facts known by the day name, and those that others name."""
    known: set[tuple[str, str, str]] = set()
    later: set[tuple[str, str, str]] = set()
    for company in REAL.book.companies.values():
        for _, fact in facts_of(company):
            for part in (fact, *(fact.claims if isinstance(fact, Deal) else ())):
                is_own = not (
                    isinstance(fact, Deal) and part is fact and fact.claims
                )  # else the claims say whose it is
                named = [sum_ for key in ("amount", "equivalent") if (sum_ := getattr(part, key, None))]
                published = REAL.book.published(company, part)
                if is_own and published:
                    (known if published[0] <= day else later).update(map(_ends, named))
    return known, later


def _ends(amount: Amount) -> tuple[str, str, str]:
    return str(amount.currency), *(f"{end:f}" if end is not None else "" for end in (amount.low, amount.high))


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_no_words_are_told_of_facts_that_were_only_published_later(day: date) -> None:
    known = known_by(REAL.book, day)
    words_known = {words for company in known.companies.values() for words in (*_words(company), *company.known_as)}
    for company in REAL.book.companies.values():
        for words in set(_words(company)) - words_known:
            assert words not in told(day)


def _words(company: Any) -> Iterator[str]:
    """The prose of a company's facts that cannot stand there by chance."""
    yield company.notes or company.name
    for _, fact in facts_of(company):
        named = (getattr(fact, key, None) for key in ("what", "label", "notes", "by"))
        yield from (words for words in named if words)
        yield from (claim.by for claim in getattr(fact, "claims", ()))


@pytest.mark.parametrize("day", [FIRST, *PUBLISHED, *(day + timedelta(days=1) for day in PUBLISHED), LAST], ids=str)
def test_rates_of_later_days_change_nothing(day: date) -> None:
    cut = replace(REAL.rates, series=tuple(_until(series, day) for series in REAL.rates.series))
    assert "\n".join(FORMATS["table"](each, Page()) for each in documents(REAL, cut, day)) == told(day)


def _until(series: Series, day: date) -> Series:
    last = series.between(date.min, day).stop
    columns = {pair: column[:last] for pair, column in series.columns.items()}
    return replace(series, days=series.days[:last], columns=columns)


# Days that tell.


@pytest.mark.parametrize("command", ["timeline", "compare", "reconcile", "show sensetime", "timeline cloudwalk"])
@pytest.mark.parametrize("day", ["2020-05-01", "2020-05-12"])
def test_before_the_first_source_nothing_is_known(run: Callable[..., Result], command: str, day: str) -> None:
    result = run(*command.split(), "--known-by", day)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"dealtrack: the book of that day holds no company: {REPOSITORY}\n"


CLOUDWALK = "2020-05-13 ● round not stated CNY 1.8bn USD 253.9m"
PLAN = "2020-05 ○ round not stated USD ≤1bn planned"
TALKS = "2020-07 ○ round not stated USD 1–1.5bn in talks"
TARGET = "2020-07 ◦ valued, target USD 10bn PingWest"
TOTAL = "2020-07-13 ◦ stated total, at least 9 rounds USD 2.6bn PingWest"
LISTING = "by 2020-05 × IPO, HKEX USD ≤750m postponed, meant for 2020"


@pytest.mark.parametrize(
    ("day", "there", "missing"),
    [
        # EqualOcean is out, and names no sum of SenseTime's plan
        ("2020-05-13", [CLOUDWALK, "2020-05 ○ round not stated planned"], [PLAN, LISTING, TALKS, TARGET, TOTAL]),
        # DealStreetAsia is out
        ("2020-05-14", [CLOUDWALK, PLAN, LISTING], [TALKS, TARGET, TOTAL]),
        ("2020-07-12", [CLOUDWALK, PLAN, LISTING], [TALKS, TARGET, TOTAL]),
        # PingWest is out
        ("2020-07-13", [CLOUDWALK, PLAN, LISTING, TALKS, TARGET, TOTAL], []),
    ],
)
def test_the_timeline_of_a_day(run: Callable[..., Result], day: str, there: list[str], missing: list[str]) -> None:
    result = run("timeline", "--known-by", day)
    shown = [re.sub(r"\s+", " ", line).strip() for line in result.stdout.splitlines()]
    assert [row for row in there if not any(line.startswith(row) for line in shown)] == []
    assert [row for row in missing if any(line.startswith(row) for line in shown)] == []


def test_of_july_nothing_is_known_the_day_before(run: Callable[..., Result]) -> None:
    for command in ("timeline", "compare", "reconcile", "show sensetime", "show megvii"):
        before = run(*command.split(), "--known-by", "2020-07-12").stdout
        assert not re.search(r"PingWest|LatePost|Xu Bing|Entity|2020-07|2\.6bn|10bn|1\.5bn|Tiger", before)
    on_the_day = run("show", "sensetime", "--known-by", "2020-07-13").stdout
    assert all(words in on_the_day for words in ("PingWest", "Xu Bing", "Entity List", "Tiger Global", "LatePost"))


def test_what_no_source_tells_is_known_with_the_last_one() -> None:
    by_day = {day: known_by(REAL.book, day).companies for day in PUBLISHED}
    founded = [str(by_day[day]["cloudwalk"].founded or "–") for day in PUBLISHED]
    assert founded == ["–", "2015", "2015"]  # an event tells of it
    assert [by_day[day]["sensetime"].founders for day in PUBLISHED] == [(), (), ("Xu Bing",)]
    assert [bool(by_day[day]["cloudwalk"].notes) for day in PUBLISHED] == [False, True, True]
    deals = [by_day[day]["sensetime"].deals[0] for day in PUBLISHED]
    assert [(bool(deal.notes), len(deal.sources)) for deal in deals] == [(False, 1), (False, 2), (True, 3)]


def test_who_an_investor_is_is_known_with_the_first_source() -> None:
    then = [known_by(REAL.book, day).investors for day in PUBLISHED]
    assert [each["Guosheng Group"].state_owned for each in then] == [None, True, True]
    assert [str(each["China Internet Investment Fund"].size) for each in then] == ["CNY 100bn"] * 3
    assert [len(each["China Internet Investment Fund"].sources) for each in then] == [1, 2, 2]
    assert known_by(REAL.book, FIRST).investors["China Internet Investment Fund"].size is None


AHEAD = """
    name: X
    founded: 2015
    deals:
      - {id: early, date: 2020-05-13, closed: 2020-09, status: completed, amount: USD 1m, sources: [a, late]}
      - id: claimed
        date: 2020-05
        status: completed
        amount: USD 2m
        claims: [{by: P, amount: USD 3m, date: 2020-05}, {by: P, amount: USD 2m, date: 2020-08}]
        sources: [a]
      - {id: done, date: 2020-08, status: completed, amount: USD 4m, sources: [a, late]}
      - {id: meant, date: 2020-08, status: planned, amount: USD 5m, sources: [a, late]}
    valuations:
      - {date: 2020-05, amount: USD 9m, notes: as the later report says, sources: [a, late]}
    sources: {late: {publisher: B, published: 2020-09-01}}
    """


def test_what_a_deal_came_to_later_is_not_known(make_book: Callable[..., MadeBook]) -> None:
    on_disk = open_book(make_book({"deals/x.yaml": AHEAD}).root)
    assert not on_disk.faults
    then = known_by(on_disk.book, date(2020, 5, 14)).companies["x"]
    assert [(deal.id, str(deal.amount), deal.closed, deal.sources) for deal in then.deals] == [
        ("early", "USD 1m", None, ("a",)),
        ("claimed", "USD 3m", None, ("a",)),
        ("meant", "USD 5m", None, ("a",)),
    ]
    assert then.founded is None
    assert (then.valuations[0].sources, then.valuations[0].notes) == (("a",), None)
    assert known_by(on_disk.book, date(2020, 9, 30)).companies["x"] == on_disk.book.companies["x"]
