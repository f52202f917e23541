"""The one rate that explains several conversions, and the conversions that it does not explain."""

from decimal import Decimal

import pytest

from dealtrack.rates.equivalent import implied_rates
from dealtrack.rates.lookup import Rate
from dealtrack.rates.one_rate import OneRate, one_rate
from dealtrack.values.amount_text import parse_amount


def found(*printed: str) -> OneRate | None:
    """The rate of conversions such as ``CNY 500m = USD 70m``."""
    implied = [implied_rates(*(parse_amount(text) for text in each.split(" = "))) for each in printed]
    assert None not in implied
    return one_rate([each for each in implied if each])


def told(one: OneRate | None) -> str:
    if one is None:
        return "none"
    odd = f", odd {', '.join(map(str, one.odd))}" if one.odd else ""
    return f"{one.rates.low:.4f} to {one.rates.high:.4f} {one.rates.quote} per {one.rates.base}{odd}"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        pytest.param(["CNY 500m = USD 70m"], "7.0922 to 7.1942 CNY per USD", id="one alone"),
        pytest.param(
            ["CNY 500m = USD 70m", "CNY 2bn = USD 282m", "about CNY 1bn = USD 141m"],
            "7.0922 to 7.1048 CNY per USD",
            id="the later is narrower",
        ),
        pytest.param(
            ["CNY 500m = USD 70m", "CNY 2bn = USD 302m", "CNY 1bn = USD 141m"],
            "7.0922 to 7.1174 CNY per USD, odd 1",
            id="one is odd",
        ),
        pytest.param(["CNY 500m = USD 70m", "CNY 500m = USD 75m"], "none", id="two that contradict each other"),
        pytest.param(
            ["CNY 500m = USD 70m", "CNY 1bn = USD 141m", "CNY 500m = USD 75m", "CNY 1bn = USD 150m"],
            "none",
            id="two against two",
        ),
        pytest.param(
            ["CNY 500m-1bn = USD 70m-151m", "CNY 1bn = USD 141m", "CNY 2bn = USD 282m"],
            "7.0796 to 7.1048 CNY per USD, odd 0",
            id="a range whose ends disagree is odd",
        ),
        pytest.param(["CNY 500m-1bn = USD 70m-151m"], "none", id="no rate explains a range's two ends"),
        pytest.param(["USD 70m = CNY 497m", "CNY 500m = USD 70m"], "7.0929 to 7.1071 CNY per USD", id="both ways"),
        pytest.param(["CNY 7.2m = USD 1.0m", "CNY 6.3m = USD 0.90m"], "6.9613 to 7.0391 CNY per USD", id="inside"),
        pytest.param(["over CNY 5bn = over USD 704m", "up to CNY 1bn = USD 141m"], "7.0972 to 7.1073 CNY per USD"),
        pytest.param([], "none", id="nothing"),
    ],
)
def test_what_conversions_have_in_common(printed: list[str], expected: str) -> None:
    assert told(found(*printed)) == expected


def test_intervals_that_touch_share_their_end() -> None:
    one = found("CNY 705 = USD 100", "CNY 1403 = USD 200")
    assert one is not None
    assert one.rates.low < one.rates.high
    assert told(found("USD 2 = CNY 14", "USD 10 = CNY 73")) == "7.2500 to 7.2500 CNY per USD"


def test_rates_of_two_pairs_are_not_compared() -> None:
    with pytest.raises(ValueError, match="different currencies"):
        found("CNY 500m = USD 70m", "CNY 500m = HKD 550m")


@pytest.mark.parametrize(
    ("rate", "expected"), [("7.1", "0"), ("7.0922", "0"), ("7.25", "0.0078"), ("7.0", "-0.0130"), ("7.1942", "0")]
)
def test_how_far_a_rate_lies_outside(rate: str, expected: str) -> None:
    one = found("CNY 500m = USD 70m")
    assert one is not None
    beyond = one.beyond(Rate("USD", "CNY", Decimal(rate), "2020-05-14", "direct", "ECB"))
    assert beyond.quantize(Decimal("0.0001")) == Decimal(expected)
