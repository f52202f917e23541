"""Steps from one valuation to the next."""

import pytest

from dealtrack.model import Valuation
from dealtrack.reconciliation.step_ups import step_ups
from dealtrack.values.amount_text import parse_amount
from dealtrack.values.dates import parse_date
from dealtrack.values.vocabulary import Basis

BASES = {"pre": Basis.PRE_MONEY, "post": Basis.POST_MONEY, "": None}


def steps(*claims: str) -> list[str]:
    """Of claims such as ``2019 USD 3bn post``."""
    valuations = []
    for number, text in enumerate(claims):
        when, rest = text.split(" ", 1)
        basis = next(word for word in BASES if not word or rest.endswith(f" {word}"))
        amount = parse_amount(rest.removesuffix(f" {basis}"))
        valuations.append(Valuation(parse_date(when), amount, basis=BASES[basis], by=str(number)))
    found = step_ups(valuations, lambda valuation: None)
    return [
        f"{step.earlier.by}>{step.later.by} {step.multiple.low:.2f}"
        + ("" if step.multiple.high == step.multiple.low else f"–{step.multiple.high and f'{step.multiple.high:.2f}'}")
        + ("~" if step.multiple.approximate else "")
        + ("" if step.is_like_for_like else "?")
        for step in found
    ]


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        pytest.param(["2019 USD 3bn", "2020-05 USD 5.5bn post"], ["0>1 1.83?"], id="as of CloudWalk"),
        pytest.param(["2019 USD 2bn post", "2020 USD 3bn post"], ["0>1 1.50"], id="post on post"),
        pytest.param(["2019 USD 2bn post", "2020 USD 3bn pre"], ["0>1 1.50"], id="pre on post"),
        pytest.param(["2019 USD 2bn pre", "2020 USD 3bn post"], [], id="never post on pre"),
        pytest.param(["2020 USD 3bn post", "2019 USD 2bn post"], ["1>0 1.50"], id="in their order of time"),
        pytest.param(["2018 USD 1bn", "2019 USD 2bn", "2020 USD 3bn"], ["0>1 2.00?", "1>2 1.50?"], id="a chain"),
        pytest.param(["2019 USD 2bn", "2019 USD 4bn", "2020 USD 4bn"], ["0>2 2.00?", "1>2 1.00?"], id="no average"),
        pytest.param(["2020 USD 2bn", "2020-05 USD 4bn"], [], id="a year and a month of it"),
        pytest.param(["2019 USD 2bn", "2020 USD 3bn-4bn"], ["0>1 1.50–2.00?"], id="a range"),
        pytest.param(["2019 USD 2bn-3bn", "2020 USD 6bn"], ["0>1 2.00–3.00?"], id="on a range"),
        pytest.param(["2019 about USD 2bn", "2020 USD 3bn"], ["0>1 1.50~?"], id="about"),
        pytest.param(["2019 USD 2bn", "2020 over USD 3bn"], ["0>1 1.50–None?"], id="at least"),
        pytest.param(["2019 over USD 2bn", "2020 USD 3bn"], ["0>1 0.00–1.50?"], id="on at least"),
        pytest.param(["2019 USD 2bn", "2020 undisclosed", "2021 USD 1bn"], ["0>2 0.50?"], id="undisclosed"),
        pytest.param(["2019 USD 2bn", "2020/.. USD 3bn"], [], id="an open date"),
        pytest.param(["2019 USD 2bn", "2020 CNY 3bn"], [], id="currencies without a rate"),
        pytest.param(["2019 CNY 2bn", "2020 CNY 3bn"], ["0>1 1.50?"], id="one currency, without a rate"),
    ],
)
def test_steps(claims: list[str], expected: list[str]) -> None:
    assert steps(*claims) == expected
