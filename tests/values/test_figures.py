"""Figures as people read them: rounded once, half to even, with a mark for what they are."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealtrack.values.amount import Amount
from dealtrack.values.amount_text import parse_amount
from dealtrack.values.figures import (
    CHINESE,
    ENGLISH,
    Figure,
    Scale,
    common_scales,
    original,
    rate_range,
    rate_text,
    rounded,
)

some = settings(max_examples=200, deadline=None)


@pytest.mark.parametrize(
    ("text", "table", "prose"),
    [
        ("CNY 1.8bn", "CNY 1.8bn", "CNY 1.8bn"),
        ("CNY 1.80bn", "CNY 1.8bn", "CNY 1.8bn"),
        ("18亿元", "CNY 1.8bn", "CNY 1.8bn"),
        ("CNY 1800m", "CNY 1,800m", "CNY 1,800m"),
        ("USD 0.1bn", "USD 0.1bn", "USD 0.1bn"),
        ("USD 1000bn", "USD 1,000bn", "USD 1,000bn"),
        ("5亿元", "CNY 500m", "CNY 500m"),
        ("USD 5000000", "USD 5m", "USD 5m"),
        ("USD 12345678.91", "USD 12,345,678.91", "USD 12,345,678.91"),
        ("USD 0.8bn-1bn", "USD 0.8–1bn", "USD 0.8–1bn"),
        ("USD 1-1.5 million", "USD 1–1.5m", "USD 1–1.5m"),
        ("CNY 100bn", "CNY 100bn", "CNY 100bn"),
        ("CNY 0", "CNY 0", "CNY 0"),
        ("USD 0.50", "USD 0.5", "USD 0.5"),
        ("USD 123456.789", "USD 123,456.789", "USD 123,456.789"),
        ("USD 1234tn", "USD 1,234tn", "USD 1,234tn"),
        ("about USD 144.5m", "USD ~144.5m", "~USD 144.5m"),
        ("over USD 253.9m", "USD ≥253.9m", "≥ USD 253.9m"),
        ("up to USD 750m", "USD ≤750m", "≤ USD 750m"),
        ("about at least USD 1bn", "USD ≥~1bn", "≥~ USD 1bn"),
        ("about up to USD 1bn", "USD ≤~1bn", "≤~ USD 1bn"),
        ("USD 1bn-1.5bn", "USD 1–1.5bn", "USD 1–1.5bn"),
        ("USD 500m-1bn", "USD 500m–1bn", "USD 500m–1bn"),
        ("about USD 1bn-2bn", "USD ~1–2bn", "~USD 1–2bn"),
        ("数千万人民币", "CNY 10–100m", "CNY 10–100m"),
        ("undisclosed", "undisclosed", "undisclosed"),
        ("undisclosed USD", "undisclosed", "undisclosed"),
    ],
)
def test_an_original_keeps_its_digits(text: str, table: str, prose: str) -> None:
    figure = original(parse_amount(text))
    assert (figure.text, figure.prose) == (table, prose)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("USD 75.51m", "USD 75.5m"),
        ("USD 302m", "USD 302m"),
        ("USD 75.45m", "USD 75.4m"),
        ("USD 75.55m", "USD 75.6m"),
        ("USD 75.4500001m", "USD 75.5m"),
        ("USD 1.005bn", "USD 1.00bn"),
        ("USD 1.015bn", "USD 1.02bn"),
        ("USD 5bn", "USD 5bn"),
        ("USD 5.00bn", "USD 5bn"),
        ("USD 1.2345tn", "USD 1.234tn"),
        ("USD 1.5k", "USD 2k"),
        ("USD 2.5k", "USD 2k"),
        ("USD 0.5", "USD 0"),
        ("USD 1.5", "USD 2"),
        ("USD 0", "USD 0"),
        ("USD 999.94m", "USD 999.9m"),
        ("USD 999.96m", "USD 1.00bn"),
        ("USD 999.95m", "USD 1.00bn"),
        ("USD 999.4", "USD 999"),
        ("USD 999.6", "USD 1k"),
        ("USD 999499", "USD 999k"),
        ("USD 999500", "USD 1.0m"),
        ("USD 999.94bn", "USD 999.9bn"),
        ("USD 123.456bn", "USD 123.5bn"),
        ("USD 12.345bn", "USD 12.34bn"),
        ("USD 12345.678tn", "USD 12,346tn"),
        ("USD 999.996bn", "USD 1.000tn"),
        ("USD 999.9996tn", "USD 1,000tn"),
        ("about USD 144.46m", "USD ~144.5m"),
        ("over USD 253.88446m", "USD ≥253.9m"),
        ("up to USD 749.96m", "USD ≤750.0m"),
        ("USD 141.26m-211.88m", "USD 141.3–211.9m"),
        ("USD 499.99m-999.99m", "USD 500.0m–1.00bn"),
        ("USD 999.96m-1.5bn", "USD 1.00–1.5bn"),
        ("USD 75.51m-75.52m", "USD 75.5m"),
        ("about USD 75.51m-75.52m", "USD ~75.5m"),
        ("undisclosed USD", "undisclosed"),
    ],
)
def test_a_computed_amount_is_rounded_half_to_even(text: str, shown: str) -> None:
    assert rounded(parse_amount(text)).text == shown


@pytest.mark.parametrize(
    ("text", "extra", "shown"),
    [
        ("USD 75.51234m", 1, "USD 75.51m"),
        ("USD 75.51234m", 2, "USD 75.512m"),
        ("USD 1.23456bn", 2, "USD 1.2346bn"),
        ("USD 0.128", 2, "USD 0.13"),
        ("USD 999.9996m", 2, "USD 1.0000bn"),
        ("USD 999.996m", 2, "USD 999.996m"),
    ],
)
def test_more_digits_where_they_are_asked_for(text: str, extra: int, shown: str) -> None:
    assert rounded(parse_amount(text), extra=extra).text == shown


def test_a_figure_comes_in_parts_that_a_table_can_align() -> None:
    assert rounded(parse_amount("about USD 144.46m")) == Figure("USD", "~", "144.5", "m")
    assert original(parse_amount("USD 500m-1bn")) == Figure("USD", "", "500m–1", "bn")
    assert original(parse_amount("undisclosed CNY")) == Figure("", "", "undisclosed", "")


def test_a_range_from_single_units_to_thousands_is_not_taken_for_one_of_thousands() -> None:
    assert original(parse_amount("USD 5-10000")).text != original(parse_amount("USD 5k-10k")).text


@pytest.mark.parametrize(
    ("rate", "shown"),
    [
        ("7.089839", "7.0898"),
        ("7.08985", "7.0898"),
        ("7.08995", "7.0900"),
        ("150.123456", "150.1235"),
        ("1315.5", "1315.5000"),
        ("0.141047", "0.1410"),
        ("0.1", "0.1000"),
        ("0.0066225", "0.0066225"),
        ("0.00662254", "0.0066225"),
        ("0.066666666", "0.066667"),
        ("0.000012345678", "0.000012346"),
    ],
)
def test_a_rate_keeps_what_can_be_told_apart(rate: str, shown: str) -> None:
    assert rate_text(Decimal(rate)) == shown


@pytest.mark.parametrize(
    ("rate", "decimals", "shown"), [("7.089839", 6, "7.089839"), ("7.089839", 2, "7.09"), ("0.006622512", 2, "0.00662")]
)
def test_a_rate_to_other_decimals(rate: str, decimals: int, shown: str) -> None:
    assert rate_text(Decimal(rate), decimals) == shown


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        ("7.0922", "7.1942", "7.09 to 7.19"),
        ("7.0922", "7.0942", "7.0922 to 7.0942"),
        ("7", "8", "7.00 to 8.00"),
        ("0.0066123", "0.0067456", "0.0066123 to 0.0067456"),
    ],
)
def test_a_range_of_rates(low: str, high: str, shown: str) -> None:
    assert rate_range(Decimal(low), Decimal(high)) == shown


POWERS = {"": 0, "k": 3, "m": 6, "bn": 9, "tn": 12}
VALUES = st.builds(lambda digits, power: Decimal(digits).scaleb(power), st.integers(0, 10**12 - 1), st.integers(-6, 3))


@some
@given(VALUES, st.integers(0, 2))
def test_a_figure_is_within_half_of_its_last_digit(value: Decimal, extra: int) -> None:
    figure = rounded(Amount.exactly("USD", value), extra=extra)
    number = Decimal(figure.number.replace(",", ""))
    unit = Fraction(10) ** POWERS[figure.unit]
    last_digit = unit * Fraction(10) ** int(number.as_tuple().exponent)
    assert abs(Fraction(number) * unit - Fraction(value)) <= last_digit / 2
    assert number < 1000 or figure.unit == "tn"


@some
@given(VALUES)
def test_an_original_says_exactly_what_was_stated(value: Decimal) -> None:
    figure = original(Amount.exactly("USD", value))
    assert Fraction(figure.number.replace(",", "")) * Fraction(10) ** POWERS[figure.unit] == Fraction(value)
    assert not ("." in figure.number and figure.number.endswith("0"))


@pytest.mark.parametrize(
    ("computed", "sign"),
    [
        ("USD 747.54m", "m"),
        ("USD 75.512m, USD 747.54m", "m"),
        ("USD 747.54m, USD 5.52bn", "m"),
        ("USD 14.0912bn, USD 254.1m", "m"),
        ("CNY 500m, CNY 2bn, CNY 1.8bn", "m"),
        ("CNY 512.34m, CNY 2.1234bn", "m"),
    ],
)
def test_the_unit_that_suits_the_computed_sums_of_a_column(computed: str, sign: str) -> None:
    assert [scale.sign for scale in common_scales([parse_amount(text) for text in computed.split(", ")])] == [sign]


@pytest.mark.parametrize("computed", ["USD 12, USD 90bn", "undisclosed", ""])
def test_where_no_one_unit_suits_each_has_its_own(computed: str) -> None:
    assert common_scales([parse_amount(text) for text in filter(None, computed.split(", "))]) == ENGLISH


@some
@given(st.lists(VALUES, max_size=6), st.sampled_from([ENGLISH, CHINESE]))
def test_no_column_loses_what_its_figures_say(values: list[Decimal], scales: tuple[Scale, ...]) -> None:
    amounts = [Amount.exactly("USD", value) for value in values]
    found = common_scales(amounts, scales)
    for amount in amounts:
        figure = rounded(amount, found)
        shown = Fraction(figure.number.replace(",", "")) * 10 ** next(
            scale.power for scale in scales if scale.sign == figure.unit
        )
        exact = Fraction(amount.low or 0)
        assert abs(shown - exact) <= max(exact / 200, Fraction(50_000)) or len(found) > 1


@some
@given(st.integers(1, 99_999), st.sampled_from([("k", 3), ("m", 6), ("bn", 9), ("tn", 12)]))
def test_a_stated_unit_is_never_changed(number: int, unit: tuple[str, int]) -> None:
    sign, _ = unit
    assert original(parse_amount(f"USD {number}{sign}")).text == f"USD {number:,}{sign}"


def test_the_unit_is_no_part_of_what_a_sum_is() -> None:
    assert parse_amount("USD 0.1bn") == parse_amount("USD 100m")
    assert hash(parse_amount("USD 0.1bn")) == hash(parse_amount("USD 100m"))
