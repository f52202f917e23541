"""One imported day never shadows a month; and a mean over few days says so in cells, footers and data alike."""

import json
from collections.abc import Callable

import pytest

from dealtrack.reports.cells import FEW_DAYS

DEALS = """\
name: Blue Lamp
deals:
  - {id: m, date: 2024-03, status: completed, amount: CNY 500m, sources: [a]}
  - {id: d, date: 2024-03-12, status: completed, amount: CNY 410m, sources: [a]}
sources:
  a: {publisher: A Paper, published: 2024-04-02}
"""
ECB = """\
Date,USD,CNY,
2024-03-15,1.0892,7.838,
2024-03-14,1.0925,7.8564,
2024-03-13,1.0939,7.8678,
2024-03-12,1.0916,7.835,
2024-03-11,1.0926,7.8471,
2024-03-08,1.0932,7.8594,
2024-03-07,1.0895,7.8412,
2024-03-06,1.0874,7.8281,
2024-03-05,1.0849,7.8104,
2024-03-04,1.0846,7.8084,
2024-03-01,1.0813,7.7837,
"""
FEW = "observation_date,DEXCHUS\n2024-03-05,7.1982\n"
MARK = f"{FEW_DAYS} at a mean over fewer than half of the weekdays"


@pytest.fixture
def listed(make_book: Callable, run: Callable) -> Callable[..., str]:
    """What ``list`` says of the two deals with these records."""

    def say(ecb: str, *options: str, fed: str = FEW) -> str:
        files = {"deals/blue.yaml": DEALS, "seeds/rates/ecb.csv": ecb, "seeds/rates/federal-reserve.csv": fed}
        return run("list", *options, book=make_book(files)).stdout

    return say


def test_one_day_shadows_neither_the_month_nor_another_day(listed: Callable) -> None:
    said = listed(ECB, "--rates")
    assert "USD 57.1m  7.1775  2024-03-12  cross via EUR" in said
    assert "USD 69.5m  7.1929  2024-03     mean of 11 of 21 weekdays, cross via EUR" in said
    assert "2024-03 (mean of 11 of 21 weekdays), published by ECB" in said
    assert FEW_DAYS not in said
    assert "Federal Reserve" not in said


@pytest.mark.parametrize("format", ["table", "md", "html"])
def test_a_mean_over_few_days_is_marked_and_explained(listed: Callable, format: str) -> None:
    said = listed("Date,USD,\n", "--format", format)
    assert said.count(FEW_DAYS) == 2  # of the one sum that was converted at it, and of the legend
    assert "at a mean over fewer than half of the weekdays" in said
    assert "2024-03 (mean of 1 of 21 weekdays)" in said


def test_data_have_both_counts(listed: Callable) -> None:
    said = listed("Date,USD,\n", "--format", "json")
    rates = [row["converted"]["rate"] for row in json.loads(said)["sections"][0]["rows"]]
    assert [(rate["days"], rate.get("weekdays")) for rate in rates] == [(1, None), (1, 21)]


@pytest.mark.parametrize(("count", "is_marked"), [(10, True), (11, False)])
def test_half_of_the_weekdays_are_not_few(listed: Callable, count: int, is_marked: bool) -> None:
    days = [day for day in range(1, 32) if day % 7 not in (2, 3)]  # March 2024 begins with a Friday
    rows = "".join(f"2024-03-{day:02},7.2\n" for day in days[:count])
    said = listed("Date,USD,\n", fed=f"observation_date,DEXCHUS\n{rows}")
    assert (MARK in said) is is_marked


def test_of_many_days_those_with_few_are_named(make_book: Callable, run: Callable) -> None:
    deals = "".join(
        f"  - {{id: d{month}, date: 2024-0{month}, status: completed, amount: CNY 1m, sources: [a]}}\n"
        for month in range(1, 8)
    )
    rates = "".join(
        f"2024-0{month}-{day:02},7.2\n" for month in range(1, 8) for day in range(1, 29) if month != 4 or day < 4
    )
    files = {
        "deals/a.yaml": f"name: A\ndeals:\n{deals}sources:\n  a: {{publisher: P, published: 2024-09-01}}\n",
        "seeds/rates/ecb.csv": "Date,USD,\n", "seeds/rates/federal-reserve.csv": f"observation_date,DEXCHUS\n{rates}",
    }  # fmt: skip
    said = run("list", book=make_book(files)).stdout
    assert (
        "rates: 7, of 2024-01 to 2024-07, published by Federal Reserve; few days: 2024-04 (mean of 3 of 22 weekdays)"
        in said
    )


def test_a_rate_set_aside_is_a_visible_failure_that_names_its_row(make_book: Callable, run: Callable) -> None:
    ecb = ECB.replace("2024-03-12,1.0916,7.835,", "2024-03-12,1.0916,78.35,")
    book = make_book({"deals/blue.yaml": DEALS, "seeds/rates/ecb.csv": ecb})
    row = "CNY per EUR of 2024-03-12 in seeds/rates/ecb.csv is set aside as wrong: dealtrack validate says why"
    rows = json.loads(run("list", "--format", "json", book=book).stdout)["sections"][0]["rows"]
    assert [each["converted"]["reason"] for each in rows] == [row, row]
    assert run("list", "--strict", book=book).exit_code == 1
    told = run("validate", book=book).stdout
    assert "DT603" in told
    assert f"CNY 410m cannot be converted to USD at 2024-03-12: {row}" in told
    assert "help: take that rate from its publisher again" in told
