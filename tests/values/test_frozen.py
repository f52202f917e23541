"""Values do not change, are equal by what they hold, and survive being stored."""

import copy
import pickle

import pytest

from dealtrack.values.amount import Qualifier
from dealtrack.values.amount_text import parse_amount
from dealtrack.values.count import Count, parse_count
from dealtrack.values.dates import parse_date
from dealtrack.values.frozen import Frozen

VALUES = [
    parse_amount("CNY 1.80bn"),
    parse_amount("about USD 1bn-1.5bn"),
    parse_amount("at least USD 1bn"),
    parse_amount("undisclosed"),
    parse_count("at least 9"),
    parse_date("2020-05~"),
    parse_date("../2020-12"),
]
each_value = pytest.mark.parametrize("value", VALUES, ids=str)


@each_value
def test_a_value_cannot_be_changed(value: Frozen) -> None:
    before = (str(value), hash(value))
    for name in (*value.__slots__, "unheard_of"):
        with pytest.raises(AttributeError) as caught:
            setattr(value, name, None)
        assert str(caught.value) == f"{type(value).__name__} is immutable"
        with pytest.raises(AttributeError) as caught:
            delattr(value, name)
        assert str(caught.value) == f"{type(value).__name__} is immutable"
    assert (str(value), hash(value)) == before
    assert not hasattr(value, "__dict__")


@each_value
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_value_survives_pickling(value: Frozen, protocol: int) -> None:
    again = pickle.loads(pickle.dumps(value, protocol))
    assert type(again) is type(value)
    assert (again, hash(again), str(again)) == (value, hash(value), str(value))


@each_value
def test_a_copy_is_equal(value: Frozen) -> None:
    assert copy.copy(value) == value
    assert copy.deepcopy(value) == value


def test_pickling_keeps_the_printed_digits() -> None:
    assert str(pickle.loads(pickle.dumps(parse_amount("CNY 1.80bn"))).low) == "1.80E+9"


@pytest.mark.parametrize(
    ("left", "right", "equal"),
    [
        ("CNY 1.8bn", "18亿元", True),
        ("CNY 1.8bn", "CNY 1.80bn", True),
        ("CNY 1bn-1bn", "CNY 1bn", True),
        ("CNY 1.8bn", "CNH 1.8bn", False),
        ("CNY 1.8bn", "about CNY 1.8bn", False),
        ("CNY 1.8bn", "at least CNY 1.8bn", False),
        ("undisclosed", "undisclosed CNY", False),
    ],
)
def test_amounts_are_equal_by_what_they_mean(left: str, right: str, equal: bool) -> None:
    first, second = parse_amount(left), parse_amount(right)
    assert (first == second) is equal
    assert len({first, second}) == (1 if equal else 2)


def test_values_of_different_kinds_are_never_equal() -> None:
    assert len(set(VALUES)) == len(VALUES)
    assert parse_count("9") != 9
    assert parse_count("9") != Count(9, Qualifier.ABOUT)
    assert parse_date("2020") != "2020"
    assert parse_amount("CNY 0") != 0


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (parse_amount("18亿元"), "Amount('CNY 1.8bn')"),
        (parse_date("2020-05"), "PartialDate('2020-05')"),
        (parse_count("over 9"), "Count('at least 10')"),
    ],
    ids=str,
)
def test_a_value_shows_itself(value: Frozen, shown: str) -> None:
    assert repr(value) == shown
