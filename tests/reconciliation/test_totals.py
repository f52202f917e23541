"""Stated totals against deals on record, and other ways of counting that come to them."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from dealtrack.files.book import open_book
from dealtrack.reconciliation.other_ways import other_ways
from dealtrack.reconciliation.reckoning import Reckoning
from dealtrack.reconciliation.totals import Reconciled, reconcile, rounds_missing
from dealtrack.values.count import parse_count
from dealtrack.values.figures import original
from tests.conftest import REPOSITORY, MadeBook

TODAY = date(2026, 11, 22)
Made = Callable[..., MadeBook]


def reckoned(root: object, slug: str) -> tuple[Reckoning, list[Reconciled]]:
    on_disk = open_book(str(root))
    assert not on_disk.faults
    reckoning = Reckoning(on_disk.book, on_disk.rates, TODAY, Decimal("0.01"))
    company = on_disk.book.companies[slug]
    return reckoning, [reconcile(reckoning, company, stated) for stated in company.totals]


def of(make_book: Made, deals: str, stated: str) -> tuple[Reckoning, Reconciled]:
    """Deals as ``AMOUNT``, ``AMOUNT on DATE`` or ``KIND AMOUNT``, with bars between them; a total of 2020-05-14."""
    lines = ""
    for number, text in enumerate(deals.split(" | ") if deals else ()):
        amount, _, when = text.partition(" on ")
        words = amount.split(" ", 1)
        kind = words[0] if words[0] in ("debt", "support", "grant", "ipo") else "equity"
        amount = words[1] if kind != "equity" else amount
        given = "" if amount == "none" else f", amount: {amount}"
        what = f"id: d{number}, kind: {kind}, date: {when or '2020-05-13'}, status: completed{given}, sources: [a]"
        lines += f"  - {{{what}}}\n"
    text = f"name: X\ndeals:\n{lines}totals:\n  - {{date: 2020-05-14, amount: {stated}, sources: [a]}}\n"
    reckoning, [found] = reckoned(
        make_book({"deals/x.yaml": text if lines else text.replace("deals:\n", "")}).root, "x"
    )
    return reckoning, found


def told(found: Reconciled) -> str:
    left = f" by {original(found.left).prose}" if found.left else ""
    withheld = f", {len(found.withheld)} withheld" if found.withheld else ""
    return f"{found.verdict}{left}{withheld}"


@pytest.mark.parametrize(
    ("deals", "stated", "expected"),
    [
        pytest.param("USD 1m | USD 2m", "USD 3m", "explained", id="equal"),
        pytest.param("USD 1m | USD 2m", "USD 3.0m", "explained", id="equal to its digits"),
        pytest.param("USD 1.04m | USD 2m", "USD 3.0m", "explained", id="equal when rounded"),
        pytest.param("USD 1m | USD 2m", "USD 7m", "unexplained by USD 4m", id="less"),
        pytest.param("USD 3m | USD 2m", "USD 3m", "exceeded by USD 2m", id="more"),
        pytest.param("USD 2m-4m | USD 2m", "USD 5m", "explained", id="a range that holds it"),
        pytest.param("USD 2m-4m | USD 2m", "USD 9m", "unexplained by USD 3–5m", id="a range below"),
        pytest.param("USD 2m-4m | USD 2m", "USD 2m", "exceeded by USD 2–4m", id="a range above"),
        pytest.param("over USD 2m | USD 2m", "USD 9m", "explained", id="open above"),
        pytest.param("over USD 8m | USD 2m", "USD 5m", "exceeded by ≥ USD 5m", id="open above, and more"),
        pytest.param("USD 2m", "over USD 9m", "unexplained by ≥ USD 7m", id="at least so much, and less"),
        pytest.param("USD 20m", "over USD 9m", "explained", id="at least so much, and more"),
        pytest.param("USD 2m", "up to USD 9m", "explained", id="at most so much"),
        pytest.param("about USD 2m", "USD 2.1m", "explained", id="about"),
        pytest.param("undisclosed | USD 2m | none", "USD 9m", "unexplained by USD 7m, 2 withheld", id="undisclosed"),
        pytest.param("undisclosed", "USD 9m", "unexplained by USD 9m, 1 withheld", id="nothing disclosed"),
        pytest.param("", "USD 9m", "unexplained by USD 9m", id="nothing on record"),
        pytest.param("CNY 7.0898m", "USD 1m", "explained", id="another currency"),
        pytest.param("CNY 7m on 1998", "USD 9m", "unknown", id="no rate"),
        pytest.param("JPY 7m | USD 20m", "USD 9m", "unknown", id="no rate for one of them"),
        pytest.param("USD 1m on 2020-05 | USD 2m", "USD 2m", "explained", id="a month that may be later"),
        pytest.param("USD 3m on 2020-05 | USD 3m", "USD 2m", "exceeded by USD 1m", id="only what is surely older"),
        pytest.param("USD 1m on 2020-06 | USD 2m", "USD 2m", "explained", id="a younger deal"),
        pytest.param("debt USD 7m | USD 2m", "USD 2m", "explained", id="money that is not raised"),
    ],
)  # fmt: skip
def test_what_the_deals_say_of_a_total(make_book: Made, deals: str, stated: str, expected: str) -> None:
    assert told(of(make_book, deals, stated)[1]) == expected


@pytest.mark.parametrize(
    ("deals", "stated", "expected"),
    [
        pytest.param("USD 1m | USD 2m", "USD 3m", [], id="explained as it is"),
        pytest.param("USD 1m | USD 2m | support USD 4m", "USD 7m", ["+d2"], id="with support"),
        pytest.param("USD 1m | USD 2m | debt USD 4m | grant USD 2m", "USD 9m", ["+d2+d3"], id="with two others"),
        pytest.param("USD 1m | USD 2m | USD 4m", "USD 5m", ["-d1"], id="without one"),
        pytest.param("USD 1m | USD 2m | USD 4m", "USD 1m", ["-d1-d2"], id="without two"),
        pytest.param("USD 5m | USD 3m | debt USD 4m", "USD 7.0m", ["-d0+d2"], id="one for another"),
        pytest.param("USD 5m | debt USD 4m | ipo USD 4m", "USD 9m", ["+d1", "+d2"], id="two ways"),
        pytest.param("USD 5m | debt over USD 4m", "USD 20m", [], id="nothing is known to be equal to what is open"),
        pytest.param("USD 5m | debt USD 1m-9m", "USD 9.0m", [], id="nor to a range that is wider than the rounding"),
        pytest.param("USD 5m | debt undisclosed", "USD 9m", [], id="what is not disclosed has no sum"),
        pytest.param("USD 5m | debt JPY 4m", "USD 9m", [], id="nor what has no rate"),
        pytest.param("USD 5m | debt CNY 28.4m", "USD 9m", ["+d1"], id="another currency"),
        pytest.param(" | ".join(f"USD {n}m" for n in range(30, 55)), "USD 54m", [], id="too many to try"),
        pytest.param("USD 1m | USD 1m | USD 1m | USD 1m | USD 1m", "USD 1m", [], id="more changes than are tried"),
    ],
)  # fmt: skip
def test_other_ways_of_counting(make_book: Made, deals: str, stated: str, expected: list[str]) -> None:
    ways = other_ways(*of(make_book, deals, stated))
    assert [
        "".join([f"-{deal.id}" for deal in way.left_out] + [f"+{deal.id}" for deal in way.added]) for way in ways
    ] == expected


@pytest.mark.parametrize(
    ("rounds", "raised", "expected"),
    [
        ("9", 9, ""), ("9", 10, ""), ("at least 9", 12, ""), ("up to 9", 2, ""), ("about 9", 8, ""),
        ("9", 2, "it counts 9 rounds, of which 2 are on record"),
        ("at least 9", 0, "it counts at least 9 rounds, of which none is on record"),
        ("over 9", 1, "it counts at least 10 rounds, of which one is on record"),
        ("about 9", 7, "it counts about 9 rounds, of which 7 are on record"),
        ("1", 0, "it counts 1 round, of which none is on record"),
    ],
)  # fmt: skip
def test_counts_of_rounds(make_book: Made, rounds: str, raised: int, expected: str) -> None:
    _, found = of(make_book, "USD 1m", "USD 3m")
    assert rounds_missing(replace(found.stated, rounds=parse_count(rounds)), raised) == expected


def test_cloudwalk_and_sensetime() -> None:
    assert [told(found) for found in reckoned(REPOSITORY, "cloudwalk")[1]] == ["unexplained by ~CNY 2bn"]
    assert [told(found) for found in reckoned(REPOSITORY, "sensetime")[1]] == ["unexplained by USD 2.6bn"]
    reckoning, [found] = reckoned(REPOSITORY, "cloudwalk")
    assert [[deal.id for deal in way.added] for way in other_ways(reckoning, found)] == [["2017-11-guangzhou"]]
