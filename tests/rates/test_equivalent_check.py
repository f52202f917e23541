"""What explains a conversion that a source printed: the deal date's rate, the publication day's, or nothing."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from dealtrack.rates.equivalent import TOLERANCE, Equivalence, Implied, check, implied_rates
from dealtrack.rates.lookup import Rate
from dealtrack.rates.readers import read_rates
from dealtrack.rates.table import RateTable
from dealtrack.values.amount_text import parse_amount
from dealtrack.values.dates import parse_date

RECORD = Path(__file__).parents[2] / "seeds/rates/ecb.csv"
TABLE = RateTable(read_rates(RECORD.read_text(encoding="utf-8"), "seeds/rates/ecb.csv")[0])
TODAY = date(2026, 11, 22)


def checked(printed: str, when: str, published: str, tolerance: Decimal = TOLERANCE) -> Equivalence | None:
    """The check of ``AMOUNT = EQUIVALENT``, published on days with a space between them."""
    amount, equivalent = (parse_amount(text) for text in printed.split(" = "))
    days = [parse_date(day) for day in published.split()]
    return check(amount, equivalent, parse_date(when), days, TABLE, today=TODAY, tolerance=tolerance)


def told(found: Equivalence | None) -> str:
    """The verdict, the rate that explains it, and the rate of the deal."""
    if found is None:
        return "nothing to check"
    explaining, at_deal = (f"{rate.value:.4f}" if rate else "none" for rate in (found.explaining, found.at_deal))
    return f"{found.verdict}: {explaining}, at the deal {at_deal}"


@pytest.mark.parametrize(
    ("printed", "when", "published", "expected"),
    [
        ("CNY 500m = USD 70m", "2017-11", "2020-05-14~", "publication: 7.1029, at the deal 6.6216"),
        ("CNY 2bn = USD 282m", "2017-11", "2020-05-14~", "publication: 7.1029, at the deal 6.6216"),
        ("about CNY 1bn = USD 141m", "2018-10", "2020-05-14~", "publication: 7.1029, at the deal 6.9211"),
        ("CNY 1.8bn = USD 254m", "2020-05-13", "2020-05-14~", "deal-date: 7.0898, at the deal 7.0898"),
        ("CNY 5.3bn = USD 747m", "2020-05-13", "2020-05-13", "deal-date: 7.0898, at the deal 7.0898"),
        ("CNY 500m = USD 75.5m", "2017-11", "2020-05-14~", "deal-date: 6.6216, at the deal 6.6216"),
        ("CNY 500m = USD 700m", "2017-11", "2020-05-14~", "mismatch: none, at the deal 6.6216"),
        ("CNY 1.8bn = USD 245m", "2020-05-13", "2020-05-14~", "mismatch: none, at the deal 7.0898"),
        ("CNY 500m = USD 3.3bn", "2017-11", "2020-05-14~", "mismatch: none, at the deal 6.6216"),
    ],
)
def test_the_sums_that_sources_printed(printed: str, when: str, published: str, expected: str) -> None:
    assert told(checked(printed, when, published)) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        pytest.param("USD 70m = CNY 463.5m", "deal-date: 6.6216, at the deal 6.6216", id="dollars to yuan"),
        pytest.param("USD 70m = CNY 497m", "publication: 7.1029, at the deal 6.6216", id="dollars to yuan, later"),
        pytest.param("USD 70m = CNY 4.97bn", "mismatch: none, at the deal 6.6216", id="dollars to yuan, mistyped"),
        pytest.param("CNY 500m-1bn = USD 75.5m-151m", "deal-date: 6.6216, at the deal 6.6216", id="ranges"),
        pytest.param("CNY 500m-1bn = USD 70m-141m", "publication: 7.1029, at the deal 6.6216", id="ranges, later"),
        pytest.param("CNY 500m-1bn = USD 75.5m-511m", "mismatch: none, at the deal 6.6216", id="one end mistyped"),
        pytest.param("up to CNY 5bn = up to USD 755m", "deal-date: 6.6216, at the deal 6.6216", id="at most"),
        pytest.param("up to CNY 5bn = USD 704m", "publication: 7.1029, at the deal 6.6216", id="at most, later"),
        pytest.param("over CNY 5bn = over USD 755m", "deal-date: 6.6216, at the deal 6.6216", id="at least"),
        pytest.param("约5亿元 = 约7000万美元", "publication: 7.1029, at the deal 6.6216", id="in Chinese"),
        pytest.param("CNY 4bn = USD 1bn", "mismatch: none, at the deal 6.6216", id="a lone one, mistyped"),
        pytest.param("CNY 500m = undisclosed", "nothing to check", id="no equivalent"),
        pytest.param("undisclosed = USD 70m", "nothing to check", id="no amount"),
        pytest.param("undisclosed CNY = undisclosed USD", "nothing to check", id="neither"),
        pytest.param("CNY 500m = CNY 500m", "nothing to check", id="one currency"),
        pytest.param("CNY 500m-1bn = USD 70m", "nothing to check", id="two figures against one"),
        pytest.param("CNY 0 = USD 0", "nothing to check", id="nothing"),
        pytest.param("KRW 500m = USD 70m", "nothing to check", id="a currency without rates"),
    ],
)
def test_either_direction_and_every_kind_of_amount(printed: str, expected: str) -> None:
    assert told(checked(printed, "2017-11", "2020-05-14")) == expected


@pytest.mark.parametrize(
    ("when", "published", "expected"),
    [
        pytest.param("2017-11", "2018-10-31 2020-05-14", "publication: 7.1029, at the deal 6.6216", id="two sources"),
        pytest.param("2017-11", "2020-05", "publication: 7.1071, at the deal 6.6216", id="published in a month"),
        pytest.param("2017-11", "2017-12-01", "mismatch: none, at the deal 6.6216", id="published soon after"),
        pytest.param("2017-11", "", "mismatch: none, at the deal 6.6216", id="no day of publication"),
        pytest.param("2004", "2020-05-14", "publication: 7.1029, at the deal none", id="no rate at the deal"),
        pytest.param("2004", "2017-12-01", "mismatch: none, at the deal none", id="none at the deal, and no fit"),
        pytest.param("2004", "2003-01-01", "nothing to check", id="no rate on either day"),
        pytest.param("2017-11", "2003-01-01", "mismatch: none, at the deal 6.6216", id="no rate at publication"),
        pytest.param("2020-05-14", "2020-05-14", "deal-date: 7.1029, at the deal 7.1029", id="on one day"),
    ],
)  # fmt: skip
def test_any_source_may_explain_it(when: str, published: str, expected: str) -> None:
    assert told(checked("CNY 500m = USD 70m", when, published)) == expected


def test_what_explains_a_conversion_is_a_rate_with_its_day() -> None:
    found = checked("CNY 500m = USD 70m", "2017-11", "2020-05-14~")
    assert found is not None
    assert found.at_deal is not None
    assert found.explaining is not None
    assert (found.at_deal.date, found.at_deal.days, found.explaining.date) == ("2017-11", 22, "2020-05-14")


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [
        ("CNY 500m = USD 70m", "500/70.5", "500/69.5"),
        ("CNY 500m = USD 70.0m", "500/70.05", "500/69.95"),
        ("CNY 500m = USD 70000000", "500000000/70000000.5", "500000000/69999999.5"),
        ("CNY 2bn = USD 282m", "2000/282.5", "2000/281.5"),
        ("CNY 1.8bn = USD 0.25bn", "1.8/0.255", "1.8/0.245"),
        ("CNY 5亿 = USD 7000万", "50000/7000.5", "50000/6999.5"),
        ("CNY 7bn = USD 1bn", "7/1.5", "7/0.95"),
        ("CNY 70bn = USD 10bn", "70/10.5", "70/9.5"),
        ("USD 70m = CNY 500m", "499.5/70", "500.5/70"),
        ("USD 1bn = CNY 7bn", "6.5/1", "7.5/1"),
        ("CNY 500m-1bn = USD 70m-141m", "500/70.5", "1000/140.5"),
        ("USD 70m-141m = CNY 500m-1bn", "499.5/70", "500.5/70"),
        ("up to CNY 500m = up to USD 70m", "500/70.5", "500/69.5"),
        ("over CNY 500m = USD 70m", "500/70.5", "500/69.5"),
    ],
)
def test_the_rates_that_a_printed_pair_implies(printed: str, low: str, high: str) -> None:
    found = implied_rates(*(parse_amount(text) for text in printed.split(" = ")))
    assert found is not None
    assert (found.base, found.quote) == ("USD", "CNY")
    assert abs(Fraction(found.low) - _fraction(low)) < Fraction(1, 10**45)
    assert abs(Fraction(found.high) - _fraction(high)) < Fraction(1, 10**45)


@pytest.mark.parametrize(
    "printed",
    [
        "over CNY 500m = up to USD 70m",
        "up to CNY 500m = over USD 70m",
        "undisclosed = USD 70m",
        "CNY 500m-1bn = USD 70m",
        "CNY 500m = CNY 70m",
    ],
)
def test_what_is_no_conversion_of_the_other_implies_no_rate(printed: str) -> None:
    assert implied_rates(*(parse_amount(text) for text in printed.split(" = "))) is None


def _fraction(quotient: str) -> Fraction:
    dividend, divisor = quotient.split("/")
    return Fraction(dividend) / Fraction(divisor)


def test_five_hundred_million_for_seventy() -> None:
    found = implied_rates(parse_amount("CNY 500m"), parse_amount("USD 70m"))
    assert found is not None
    assert f"{found.low:.2f} to {found.high:.2f}" == "7.09 to 7.19"


def test_the_ends_of_a_range_that_contradict_each_other_imply_no_rate() -> None:
    found = checked("CNY 500m-1bn = USD 70m-100m", "2017-11", "2020-05-14")
    assert told(found) == "mismatch: none, at the deal 6.6216"
    assert found is not None
    assert found.implied.low <= found.implied.high


@pytest.mark.parametrize(
    ("rate", "tolerance", "expected"),
    [
        ("7", "0", True),
        ("8", "0", True),
        ("6.9999", "0", False),
        ("8.0001", "0", False),
        ("6.93", "0.01", True),
        ("8.08", "0.01", True),
        ("6.9299", "0.01", False),
        ("8.0801", "0.01", False),
        ("3.5", "0.5", True),
        ("12.0001", "0.5", False),
    ],
)
def test_the_tolerance_counts_from_the_interval(rate: str, tolerance: str, expected: bool) -> None:
    implied = Implied("USD", "CNY", Decimal(7), Decimal(8))
    found = Rate("USD", "CNY", Decimal(rate), "2020-05-13", "direct", "PBC")
    assert implied.allows(found, Decimal(tolerance)) is expected


@pytest.mark.parametrize(
    ("tolerance", "expected"),
    [
        ("0", "mismatch: none, at the deal 7.0898"),
        ("0.001", "deal-date: 7.0898, at the deal 7.0898"),
    ],
)
def test_the_tolerance_decides(tolerance: str, expected: str) -> None:
    assert told(checked("CNY 1.8bn = USD 253.8m", "2020-05-13", "", Decimal(tolerance))) == expected


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2020-05-14", "publication: 7.1029, at the deal 6.6216"),
        ("2017-12-15", "mismatch: none, at the deal 6.6216"),
    ],
)
def test_no_rate_after_today_explains_anything(today: str, expected: str) -> None:
    amount, equivalent = parse_amount("CNY 500m"), parse_amount("USD 70m")
    published = [parse_date("2020-05-14")]
    found = check(amount, equivalent, parse_date("2017-11"), published, TABLE, today=date.fromisoformat(today))
    assert told(found) == expected


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2020-05-13", "(ECB, 2020-05-13)"),
        ("2020-05-13/2020-05-13", "(ECB, mean of 1 day)"),
        ("2020-05-13/2020-05-14", "(ECB, mean of 2 days)"),
    ],
)
def test_a_finding_tells_the_rate_of_the_deal(make_book: Callable, run: Callable, when: str, expected: str) -> None:
    deal = f"{{id: b, date: {when}, status: completed, amount: CNY 500m, equivalent: USD 700m, sources: [a]}}"
    result = run("validate", book=make_book({"deals/a.yaml": f"name: A\ndeals:\n  - {deal}\n"}))
    assert "DT403" in result.stdout
    assert expected in result.stdout
