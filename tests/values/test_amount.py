"""Amounts as values: what they may hold, and how they add up."""

from decimal import Decimal

import pytest

from dealtrack.values.amount import Amount, CurrencyMismatch, Qualifier, remainder, total
from dealtrack.values.amount_text import parse_amount


@pytest.mark.parametrize(
    ("text", "qualifier", "low", "high", "approximate"),
    [
        ("CNY 1.8bn", "exact", "1.8E+9", "1.8E+9", False),
        ("about CNY 1.8bn", "about", "1.8E+9", "1.8E+9", True),
        ("over CNY 1.8bn", "at-least", "1.8E+9", "None", False),
        ("about at least CNY 1.8bn", "at-least", "1.8E+9", "None", True),
        ("up to CNY 1.8bn", "at-most", "0", "1.8E+9", False),
        ("CNY 1bn-1.5bn", "range", "1E+9", "1.5E+9", False),
        ("about CNY 1bn-1.5bn", "range", "1E+9", "1.5E+9", True),
        ("数千万人民币", "range", "1E+7", "1E+8", False),
        ("undisclosed", "undisclosed", "None", "None", False),
        ("up to CNY 0", "exact", "0", "0", False),
    ],
)
def test_what_is_known_of_an_amount(text: str, qualifier: str, low: str, high: str, approximate: bool) -> None:
    amount = parse_amount(text)
    found = (amount.qualifier, str(amount.low), str(amount.high), amount.approximate)
    assert found == (qualifier, low, high, approximate)


@pytest.mark.parametrize(
    ("text", "is_point", "is_undisclosed"),
    [
        ("CNY 1bn", True, False),
        ("about CNY 1bn", True, False),
        ("CNY 1bn-2bn", False, False),
        ("at least CNY 1bn", False, False),
        ("undisclosed", False, True),
        ("undisclosed CNY", False, True),
    ],
)
def test_points_and_what_is_withheld(text: str, is_point: bool, is_undisclosed: bool) -> None:
    amount = parse_amount(text)
    assert (amount.is_point, amount.is_undisclosed) == (is_point, is_undisclosed)


@pytest.mark.parametrize(
    ("left", "right", "summed"),
    [
        ("CNY 1bn", "CNY 2bn", "CNY 3bn"),
        ("CNY 1.8bn", "CNY 0.05bn", "CNY 1.85bn"),
        ("USD 0.1", "USD 0.2", "USD 0.3"),
        ("about CNY 1bn", "CNY 2bn", "about CNY 3bn"),
        ("at least CNY 1bn", "CNY 2bn", "at least CNY 3bn"),
        ("up to CNY 1bn", "CNY 2bn", "CNY 2bn-3bn"),
        ("up to CNY 1bn", "at least CNY 2bn", "at least CNY 2bn"),
        ("CNY 1bn-2bn", "CNY 10bn-20bn", "CNY 11bn-22bn"),
        ("CNY 1bn", "undisclosed", "at least CNY 1bn"),
        ("undisclosed", "CNY 1bn-2bn", "at least CNY 1bn"),
        ("up to CNY 1bn", "undisclosed CNY", "at least CNY 0"),
        ("undisclosed", "undisclosed", "undisclosed"),
        ("undisclosed", "undisclosed CNY", "undisclosed CNY"),
    ],
)
def test_a_sum_of_two(left: str, right: str, summed: str) -> None:
    assert parse_amount(left) + parse_amount(right) == parse_amount(summed)


@pytest.mark.parametrize(
    ("parts", "summed"),
    [
        ("", "CNY 0"),
        ("CNY 500m; CNY 2bn", "CNY 2.5bn"),
        ("CNY 500m; undisclosed; about CNY 1bn", "about at least CNY 1.5bn"),
        ("undisclosed; undisclosed", "at least CNY 0"),
    ],
)
def test_a_total(parts: str, summed: str) -> None:
    amounts = [parse_amount(part) for part in parts.split(";") if part]
    assert total(amounts, "CNY") == parse_amount(summed)


@pytest.mark.parametrize(
    ("left", "right"),
    [("CNY 1bn", "USD 1bn"), ("CNY 1bn", "CNH 1bn"), ("undisclosed CNY", "USD 1bn"), ("USD 0", "undisclosed HKD")],
)
def test_two_currencies_do_not_add_up(left: str, right: str) -> None:
    first, second = parse_amount(left), parse_amount(right)
    with pytest.raises(CurrencyMismatch) as caught:
        first + second
    assert str(caught.value) == f"{first.currency} and {second.currency} do not add up: convert first"
    with pytest.raises(CurrencyMismatch):
        total([second], str(first.currency))


@pytest.mark.parametrize("other", [1, 1.5, Decimal(1), "CNY 1bn", None])
def test_money_adds_to_money_alone(other: object) -> None:
    with pytest.raises(TypeError, match="unsupported operand"):
        parse_amount("CNY 1bn") + other  # type: ignore[operator]


@pytest.mark.parametrize(
    ("low", "high", "name"),
    [(1.5, 1.5, "float"), (Decimal(1), 1.5, "float"), (1, 1, "int"), ("1", None, "str")],
)
def test_money_is_never_a_float(low: object, high: object, name: str) -> None:
    with pytest.raises(TypeError) as caught:
        Amount("CNY", low, high)  # type: ignore[arg-type]
    assert str(caught.value) == f"money is Decimal, never {name}"


def test_exactly_takes_whole_numbers_and_no_floats() -> None:
    assert Amount.exactly("CNY", 1_800_000_000) == parse_amount("CNY 1.8bn")
    assert Amount.exactly("CNY", Decimal("1.8e9")) == parse_amount("CNY 1.8bn")
    with pytest.raises(TypeError, match="money is Decimal, never float"):
        Amount.exactly("CNY", 1.5)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("currency", "low", "high", "approximate", "message"),
    [
        (None, None, "1", False, "an undisclosed amount has no bounds"),
        ("CNY", None, None, True, "an undisclosed amount has no bounds"),
        (None, "1", "1", False, "a disclosed amount has a currency and is finite and not negative"),
        ("CNY", "-1", "1", False, "a disclosed amount has a currency and is finite and not negative"),
        ("CNY", "NaN", None, False, "a disclosed amount has a currency and is finite and not negative"),
        ("CNY", "Infinity", None, False, "a disclosed amount has a currency and is finite and not negative"),
        ("CNY", "2", "1", False, "the upper end of a range lies below its lower end"),
    ],
)
def test_intervals_that_cannot_be(
    currency: str | None, low: str | None, high: str | None, approximate: bool, message: str
) -> None:
    ends = [None if end is None else Decimal(end) for end in (low, high)]
    with pytest.raises(ValueError) as caught:  # noqa: PT011
        Amount(currency, *ends, approximate=approximate)
    assert str(caught.value) == message


@pytest.mark.parametrize("high", ["NaN", "sNaN", "Infinity"])
def test_an_upper_end_is_a_number(high: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Amount("CNY", Decimal(1), Decimal(high))


@pytest.mark.parametrize(
    ("text", "factor", "converted"),
    [
        ("CNY 500m", "0.151", "USD 75.5m"),
        ("about CNY 1bn", "0.1445", "about USD 144.5m"),
        ("CNY 1bn-2bn", "0.5", "USD 500m-1bn"),
        ("over CNY 1bn", "0.5", "at least USD 500m"),
        ("undisclosed CNY", "0.5", "undisclosed USD"),
    ],
)
def test_times(text: str, factor: str, converted: str) -> None:
    assert parse_amount(text).times(Decimal(factor), "USD") == parse_amount(converted)


@pytest.mark.parametrize(
    ("text", "rate", "converted"),
    [
        ("CNY 700m", "7", "USD 100m"),
        ("about CNY 1bn-2bn", "8", "about USD 125m-250m"),
        ("at least CNY 1bn", "8", "at least USD 125m"),
        ("undisclosed CNY", "8", "undisclosed USD"),
    ],
)
def test_divided(text: str, rate: str, converted: str) -> None:
    assert parse_amount(text).divided(Decimal(rate), "USD") == parse_amount(converted)


@pytest.mark.parametrize("factor", [Decimal(0), Decimal(-1), Decimal("NaN"), Decimal("Infinity"), 0.5, 2])
def test_a_factor_is_a_positive_decimal(factor: object) -> None:
    with pytest.raises(ValueError, match="a conversion factor is a positive Decimal"):
        parse_amount("CNY 1bn").times(factor, "USD")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="a conversion factor is a positive Decimal"):
        parse_amount("CNY 1bn").divided(factor, "USD")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("USD 253884464.7349", "USD 253.88446473m"),
        ("USD 0.125", "USD 0.12"),
        ("USD 0.135", "USD 0.14"),
        ("USD 2.675", "USD 2.68"),
        ("JPY 0.5", "JPY 0"),
        ("JPY 1.5", "JPY 2"),
        ("KWD 1.0005", "KWD 1"),
        ("KWD 1.0015", "KWD 1.002"),
        ("USD 0.005-0.015", "up to USD 0.02"),
        ("about at least USD 1.239", "about at least USD 1.24"),
        ("undisclosed JPY", "undisclosed JPY"),
        ("undisclosed", "undisclosed"),
    ],
)
def test_rounded_to_the_smallest_unit_half_to_even(text: str, shown: str) -> None:
    assert parse_amount(text).rounded() == parse_amount(shown)


@pytest.mark.parametrize(
    ("text", "cents"), [("USD 1bn", "1000000000.00"), ("JPY 1bn", "1000000000"), ("KWD 1bn", "1000000000.000")]
)
def test_rounded_counts_in_the_smallest_unit(text: str, cents: str) -> None:
    assert str(parse_amount(text).rounded().low) == cents


def test_qualifiers_are_the_words_of_the_json() -> None:
    assert " ".join(Qualifier) == "exact about at-least at-most range undisclosed"


@pytest.mark.parametrize(
    ("whole", "part", "left"),
    [
        ("CNY 5.3bn", "about CNY 3.3bn", "about CNY 2bn"),
        ("CNY 5.3bn", "CNY 3bn-4bn", "CNY 1.3bn-2.3bn"),
        ("over CNY 5.3bn", "CNY 3bn", "over CNY 2.3bn"),
        ("CNY 5.3bn", "over CNY 3bn", "up to CNY 2.3bn"),
        ("CNY 1bn", "CNY 3bn", "CNY 0"),
    ],
)
def test_what_is_left_of_a_sum(whole: str, part: str, left: str) -> None:
    assert remainder(parse_amount(whole), parse_amount(part)) == parse_amount(left)


@pytest.mark.parametrize(
    ("whole", "part"), [("CNY 1bn", "USD 1m"), ("undisclosed CNY", "CNY 1m"), ("CNY 1m", "undisclosed CNY")]
)
def test_nothing_is_left_of_what_cannot_be_compared(whole: str, part: str) -> None:
    with pytest.raises(CurrencyMismatch):
        remainder(parse_amount(whole), parse_amount(part))
