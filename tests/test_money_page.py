"""docs/money.md is true: its arithmetic is right, and every number on it is the book's, a rate's, or computed."""

import ast
import operator
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from dealtrack.files.book import open_book
from dealtrack.model import PricedFact, priced_facts
from dealtrack.rates.equivalent import TOLERANCE
from dealtrack.rates.lookup import Rate, look_up
from dealtrack.rates.table import DEFAULT_MAX_AGE_DAYS
from dealtrack.reconciliation.other_ways import MOST_CHANGES, MOST_DEALS
from dealtrack.values.amount import Amount
from dealtrack.values.dates import parse_date
from tests.readme_console import REPOSITORY, examples

PAGE = (REPOSITORY / "docs" / "money.md").read_text(encoding="utf-8")
STEPS = [
    tuple(part.strip() for part in re.split(r"\s{2,}", line)[0].split(" = "))
    for block in re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
    for line in block.splitlines()
]
NUMBER = re.compile(r"\d+(?:\.\d+)?")
OPERATIONS: dict[type, Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
}  # fmt: skip


def computed(node: ast.AST) -> Fraction:
    """The value of a sum such as ``5.5 / 3 - 1``, exactly."""
    match node:
        case ast.Expression(body=body):
            return computed(body)
        case ast.BinOp(left=left, op=op, right=right):
            return OPERATIONS[type(op)](computed(left), computed(right))
        case ast.Constant(value=value):
            return Fraction(str(value))
    raise AssertionError(ast.dump(node))


def decimals(text: str) -> int:
    return len(text.partition(".")[2])


@pytest.mark.parametrize(("sum_", "result"), STEPS, ids=[" = ".join(step) for step in STEPS])
def test_each_step_of_the_arithmetic(sum_: str, result: str) -> None:
    assert round(computed(ast.parse(sum_, mode="eval")), decimals(result)) == Fraction(result)


def test_there_is_arithmetic() -> None:
    assert len(STEPS) >= 30


@pytest.fixture(scope="module")
def givens() -> set[str]:
    """The numbers that the page starts from: what the book and the rates hold, and the bounds in the code."""
    on_disk = open_book(REPOSITORY)
    given = {str(DEFAULT_MAX_AGE_DAYS), f"{TOLERANCE * 100:f}".rstrip("0").rstrip("."), str(MOST_CHANGES)}
    given |= {
        str(MOST_DEALS),
        "1000",
        "0.5",
        "0.05",
        "100",
        "5",
    }  # halves of a digit; per cent; how many one rate explains
    for company in on_disk.book.companies.values():
        for priced in priced_facts(company):
            given |= printed(priced)
    for investor in on_disk.book.investors.values():
        given |= figures(investor.size) | figures(investor.equivalent)
    for when in ("2017-11", "2018-10", "2020-05-13", "2020-05-14"):
        rate = look_up(on_disk.rates, "USD", "CNY", parse_date(when), today=date(2026, 11, 22))
        assert isinstance(rate, Rate)
        given |= {f"{rate.value:.6f}", f"{rate.value:.4f}", str(rate.days), f"{rate.value * rate.days:.6f}"}
    begun = look_up(on_disk.rates, "USD", "CNY", parse_date("2005"), today=date(2026, 11, 22))
    assert isinstance(begun, Rate)
    given |= {begun.date, *NUMBER.findall(begun.counted)}
    [series] = on_disk.rates.series
    for day in (date(2014, 1, 15), date(2020, 5, 13), date(2020, 5, 14), date(2024, 6, 3)):
        given |= {series.columns["EUR", currency][series.days.index(day)] for currency in ("CNY", "USD")}
    return given


def printed(priced: PricedFact) -> set[str]:
    return figures(priced.fact.amount) | figures(priced.fact.equivalent)


def figures(amount: Amount | None) -> set[str]:
    """The ends of an amount in millions and in billions."""
    ends = {end for end in (amount.low, amount.high) if end} if amount else set()
    return {f"{(end / scale).normalize():f}" for end in ends for scale in (Decimal(10**6), Decimal(10**9))}


def test_the_arithmetic_starts_from_what_is_on_record(givens: set[str]) -> None:
    known = set(givens)
    for sum_, result in STEPS:
        missing = set(NUMBER.findall(sum_)) - known - {"1"}
        assert not {number for number in missing if not is_half_of(number, givens)}, sum_
        known |= {result}


def is_half_of(number: str, givens: set[str]) -> bool:
    """Whether a given figure may be rounded from it: 282 from 282.5, USD 14.09bn from 14095m."""
    near = (Fraction(number) + half for half in (Fraction(1, 2), Fraction(-1, 2), Fraction(5), Fraction(-5)))
    return any(each == Fraction(given) for each in near for given in givens)


def test_every_number_in_the_text_is_one_of_these(givens: set[str]) -> None:
    shown = {number for _, output in examples(PAGE) for number in NUMBER.findall(output)}
    known = givens | shown | {number for step in STEPS for part in step for number in NUMBER.findall(part)}
    text = re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL)
    text = re.sub(
        r"^\d\. |\d{4}(-\d\d)+|DT\d+|(?:October|November) \d{4}|`--strict` exits 1", "", text, flags=re.MULTILINE
    )
    assert not set(NUMBER.findall(text)) - known
