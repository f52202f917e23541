"""The table of recorded rates: what a series holds, and every way from one currency to another."""

from datetime import date
from decimal import Decimal

import pytest

from dealtrack.rates.table import DEFAULT_MAX_AGE_DAYS, RateTable, Series

DAYS = [date(2020, 5, day) for day in (8, 11, 13)]
H10 = Series("H.10", "h10.csv", DAYS, {("USD", "CNY"): ("7", ".", "8"), ("EUR", "USD"): ("0.5", "1", "2")})
PBC = Series("PBC", "pbc.csv", DAYS, {("CNY", "USD"): ("0.125", "N/A", "ND")})
ECB = Series("ECB", "ecb.csv", DAYS, {("EUR", "USD"): ("2", "", "2"), ("EUR", "CNY"): ("14", "15", "")})


@pytest.mark.parametrize(
    ("series", "pair", "expected"),
    [
        (H10, "USD CNY", [Decimal(7), None, Decimal(8)]),
        (PBC, "CNY USD", [Decimal("0.125"), None, None]),
        (ECB, "EUR USD", [Decimal(2), None, Decimal(2)]),
    ],
)
def test_a_missing_value_is_none(series: Series, pair: str, expected: list[Decimal | None]) -> None:
    assert [series.value(tuple(pair.split()), index) for index in range(3)] == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (8, 13, [8, 11, 13]),
        (8, 8, [8]),
        (13, 13, [13]),
        (9, 12, [11]),
        (12, 12, []),
        (1, 7, []),
        (14, 31, []),
        (13, 8, []),
    ],
)
def test_days_between_include_both_ends(first: int, last: int, expected: list[int]) -> None:
    found = ECB.between(date(2020, 5, first), date(2020, 5, last))
    assert [ECB.days[index].day for index in found] == expected


@pytest.mark.parametrize(
    ("series", "pair", "expected"),
    [
        pytest.param(
            (ECB, PBC, H10), "USD CNY",
            ["H.10 direct", "PBC inverse", "ECB cross via EUR"],
            id="direct, inverse, cross: whatever the order of the series",
        ),
        pytest.param((ECB, H10), "EUR USD", ["ECB direct", "H.10 direct"], id="in order of preference"),
        pytest.param((H10, ECB), "EUR USD", ["H.10 direct", "ECB direct"], id="no detour"),
        pytest.param((H10,), "EUR CNY", ["H.10 cross via USD"], id="an inverse leg"),
        pytest.param((ECB, PBC), "USD EUR", ["ECB inverse"], id="the way that was asked for"),
        pytest.param((PBC,), "EUR USD", [], id="no way"),
    ],
)  # fmt: skip
def test_routes(series: tuple[Series, ...], pair: str, expected: list[str]) -> None:
    routes = [f"{route.series.source} {route.method}" for route in RateTable(series).routes(*pair.split())]
    assert routes == expected


@pytest.mark.parametrize(
    ("series", "pair", "expected"),
    [
        (H10, "USD CNY", ["7", None, "8"]),
        (H10, "CNY USD", ["0.14285714285714285714285714285714285714285714285714", None, "0.125"]),
        (ECB, "USD CNY", ["7", None, None]),
        (H10, "EUR CNY", ["3.5", None, "16"]),
    ],
)
def test_a_route_has_a_value_where_all_its_legs_have_one(series: Series, pair: str, expected: list[str | None]) -> None:
    route = next(RateTable((series,)).routes(*pair.split()))
    assert [route.value(index) for index in range(3)] == [each and Decimal(each) for each in expected]


@pytest.mark.parametrize(
    ("series", "expected"), [((), ""), ((PBC,), "CNY USD"), ((PBC, ECB), "CNY EUR USD"), ((H10,), "CNY EUR USD")]
)
def test_the_currencies_of_a_table(series: tuple[Series, ...], expected: str) -> None:
    assert " ".join(sorted(RateTable(series).currencies())) == expected


def test_a_rate_may_be_a_week_old() -> None:
    assert RateTable().max_age_days == DEFAULT_MAX_AGE_DAYS == 7


def test_a_table_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        RateTable().max_age_days = 8
