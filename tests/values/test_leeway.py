"""Which two figures contradict one another, and which may be one sum, printed twice."""

from decimal import Decimal

import pytest

from dealtrack.values.amount_text import parse_amount
from dealtrack.values.leeway import as_meant, as_printed, contradict


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("USD 1bn", "USD 1bn", False),
        ("USD 1bn", "USD 2bn", True),
        ("USD 1bn", "USD 1.4bn", False),
        ("USD 1bn", "USD 950m", False),
        ("USD 1bn", "USD 500m", True),
        ("USD 2bn", "USD 1.8bn", False),
        ("USD 1.0bn", "USD 1.4bn", True),
        ("USD 5.3bn", "USD 5.34bn", False),
        ("USD 5.3bn", "USD 5.4bn", True),
        ("USD 500m", "USD 501m", True),
        ("USD 500m", "about USD 540m", False),
        ("USD 500m", "about USD 600m", True),
        ("USD 1bn-1.5bn", "up to USD 1bn", False),
        ("USD 1bn-1.5bn", "USD 1.7bn", True),
        ("over USD 2.6bn", "USD 3bn", False),
        ("over USD 2.6bn", "USD 2bn", True),
        ("over USD 2.6bn", "over USD 1bn", False),
        ("USD 0", "USD 5m", True),
        ("undisclosed", "USD 1bn", False),
        ("undisclosed", "undisclosed", False),
    ],
)
def test_a_contradiction(one, other, expected):
    assert contradict(parse_amount(one), parse_amount(other)) is expected
    assert contradict(parse_amount(other), parse_amount(one)) is expected


def test_a_tolerance_is_added_at_both_ends():
    assert contradict(parse_amount("USD 500m"), parse_amount("USD 504m"))
    assert not contradict(parse_amount("USD 500m"), parse_amount("USD 504m"), Decimal("0.01"))


@pytest.mark.parametrize(
    ("text", "tolerance", "meant", "printed"),
    [
        ("CNY 5.3bn", "0", "CNY 5.3bn", "CNY 5.25bn-5.35bn"),
        ("CNY 5.3bn", "0.01", "CNY 5.247bn-5.353bn", "CNY 5.1975bn-5.4035bn"),
        ("CNY 1bn", "0", "CNY 1bn", "CNY 950m-1.5bn"),
        ("about CNY 5.3bn", "0", "about CNY 4.77bn-5.83bn", "about CNY 4.725bn-5.885bn"),
        ("over CNY 5.3bn", "0", "at least CNY 5.3bn", "at least CNY 5.25bn"),
        ("up to CNY 5.3bn", "0", "up to CNY 5.3bn", "up to CNY 5.35bn"),
        ("undisclosed CNY", "0.01", "undisclosed CNY", "undisclosed CNY"),
    ],
)
def test_what_a_figure_may_stand_for(text, tolerance, meant, printed):
    amount, share = parse_amount(text), Decimal(tolerance)
    assert same(as_meant(amount, share), meant)
    assert same(as_printed(amount, share), printed)


def same(amount, text):
    expected = parse_amount(text)
    return (amount.currency, amount.low, amount.high) == (expected.currency, expected.low, expected.high)
