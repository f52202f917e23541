"""Converting an amount at a rate: both ends of it, exactly, and back again."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealtrack.rates.lookup import Rate, convert, look_up
from dealtrack.rates.readers import read_rates
from dealtrack.rates.table import RateTable
from dealtrack.values.amount import Amount
from dealtrack.values.amount_text import parse_amount
from dealtrack.values.dates import parse_date


def at(value: str) -> Rate:
    return Rate("USD", "CNY", Decimal(value), "2020-05-13", "direct", "PBC")


def cny(low: int | None, high: int | None, *, approximate: bool = False) -> Amount:
    ends = (None if end is None else Decimal(end) for end in (low, high))
    return Amount("CNY", *ends, approximate=approximate)


@pytest.mark.parametrize(
    ("given_amount", "to", "expected"),
    [
        (cny(32, 32), "USD", "USD 4"),
        (Amount.exactly("USD", 4), "CNY", "CNY 32"),
        (cny(32, 64), "USD", "USD 4-8"),
        (cny(0, 64), "USD", "up to USD 8"),
        (cny(32, None), "USD", "at least USD 4"),
        (cny(32, 32, approximate=True), "USD", "about USD 4"),
        (cny(None, None), "USD", "undisclosed USD"),
    ],
)
def test_an_amount_converts_at_both_its_ends(given_amount: Amount, to: str, expected: str) -> None:
    conversion = convert(given_amount, to, at("8"))
    assert (conversion.amount, conversion.rate, conversion.is_stated) == (given_amount, at("8"), False)
    assert conversion.converted == parse_amount(expected)


@pytest.mark.parametrize(
    ("amount", "rate", "expected"), [("CNY 29", "7.25", "USD 4"), ("CNY 7.35m", "7", "USD 1050000")]
)
def test_what_divides_evenly_converts_exactly(amount: str, rate: str, expected: str) -> None:
    assert convert(parse_amount(amount), "USD", at(rate)).converted.low == parse_amount(expected).low


@pytest.mark.parametrize(
    ("amount", "to", "message"),
    [
        ("CNY", "EUR", "a rate of CNY per USD does not convert CNY to EUR"),
        ("EUR", "USD", "a rate of CNY per USD does not convert EUR to USD"),
        ("CNY", "CNY", "a rate of CNY per USD does not convert CNY to CNY"),
    ],
)
def test_a_rate_of_another_pair_does_not_convert(amount: str, to: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        convert(Amount.exactly(amount, 1), to, at("7"))


@settings(deadline=None)
@given(
    st.decimals("0.01", "999999999999", places=2),
    st.decimals("0.0001", "99999", places=4),
    st.sampled_from([("CNY", "USD"), ("USD", "CNY")]),
)
def test_there_in_coins_and_back_again_is_off_by_half_a_coin_at_most(
    value: Decimal, rate: Decimal, pair: tuple[str, str]
) -> None:
    there = convert(Amount.exactly(pair[0], value), pair[1], at(f"{rate:f}")).converted
    coins = there.rounded()
    back = convert(coins, pair[0], at(f"{rate:f}")).converted
    half_a_coin = Decimal("0.005") * rate if pair[1] == "USD" else Decimal("0.005") / rate
    assert there.low is not None
    assert coins.low is not None
    assert back.low is not None
    assert abs(coins.low - there.low) <= Decimal("0.005")
    assert abs(back.low - value) <= half_a_coin * (1 + Decimal("1e-20"))


_POSITIVE = st.decimals("0.000001", "999999999", places=6)


@settings(deadline=None)
@given(
    st.decimals("0.01", "999999999999999", places=2),
    _POSITIVE,
    _POSITIVE,
    st.sampled_from([("CNY", "USD"), ("USD", "CNY")]),
)
def test_there_and_back_again(value: Decimal, dividend: Decimal, divisor: Decimal, pair: tuple[str, str]) -> None:
    text = f"Date,USD,CNY,\n2020-05-13,{divisor:f},{dividend:f},\n"
    table = RateTable(read_rates(text, "seeds/rates/ecb.csv")[0])
    rate = look_up(table, *pair, parse_date("2020-05-13"), today=date(2020, 5, 13))
    assert isinstance(rate, Rate)
    there = convert(Amount.exactly(pair[0], value), pair[1], rate).converted
    back = convert(there, pair[0], rate).converted
    assert back.low is not None
    assert back.low == back.high
    assert abs(back.low - value) < value * Decimal("1e-30")
