"""All that is said of one deal is converted at the deal's date; what has a date of its own, at that."""

import json
from collections.abc import Callable

import pytest

RATES = """\
date,base,quote,rate,source
2014-01-15,USD,CNY,6,A
2018-03-01,USD,CNY,6.4,A
2024-06-03,USD,CNY,7.5,A
"""
DEAL = """\
name: Claimed
sources:
  s1: {publisher: Paper, published: 2014-06-02}
  s2: {publisher: Journal, published: 2024-06-03}
deals:
  - id: a
    round: a
    date: 2014-01-15
    status:
      - {on: 2012-03-01, is: planned, sources: [s1]}
      - {on: 2014-01-15, is: completed, sources: [s2]}
    amount: CNY 1.2bn
    claims:
      - {by: Claimed, date: 2012-03-01, amount: CNY 1.5bn, sources: [s1]}
      - {by: Journal, date: 2024-06-03, amount: CNY 1.2bn, sources: [s2]}
      - {by: Rival, amount: USD 200m, sources: [s2]}
    sources: [s1, s2]
valuations:
  - {date: 2024-06-03, amount: CNY 15bn, sources: [s2]}
totals:
  - {date: 2018-03-01, amount: CNY 1.28bn, sources: [s2]}
"""


@pytest.fixture
def converted(make_book: Callable, run: Callable) -> Callable[..., list[tuple[str, str, str]]]:
    """The sums of a report: date, amount, and what it comes to, in millions."""

    def convert(*arguments: str) -> list[tuple[str, str, str]]:
        book = make_book({"deals/claimed.yaml": DEAL, "seeds/rates/ecb.csv": "Date,USD,\n", "seeds/rates/a.csv": RATES})
        tree = json.loads(run(*arguments, "--format", "json", book=book).stdout)
        rows = [row for section in tree["sections"] for row in section.get("rows", ()) if row.get("converted")]
        return [(row["date"], millions(row.get("amount")), millions(row["converted"])) for row in rows]

    return convert


def millions(amount: dict | None) -> str:
    return f"{float(amount['low']) / 1e6:g}" if amount and amount.get("low") else ""


@pytest.mark.parametrize("command", ["reconcile", "show", "timeline"])
def test_each_sum_of_a_deal_is_converted_at_its_date(converted: Callable, command: str) -> None:
    sums = converted(command, "claimed")
    of_the_deal = {amount: into for _, amount, into in sums if amount in ("1200", "1500")}
    assert of_the_deal == {"1200": "200", "1500": "250"}


def test_a_claim_says_when_it_was_made(converted: Callable) -> None:
    claims = [row for row in converted("reconcile", "claimed") if row[1] in ("1500", "1200")]
    assert ("2024-06-03", "1200", "200") in claims
    assert ("2012-03-01", "1500", "250") in claims


def test_what_has_a_date_of_its_own_is_converted_at_that(converted: Callable) -> None:
    sums = converted("show", "claimed")
    assert ("2024-06-03", "15000", "2000") in sums
    assert ("2018-03-01", "1280", "200") in sums
