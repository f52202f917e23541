"""Counts, as sources state them."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dealtrack.values.amount import Qualifier
from dealtrack.values.count import EXAMPLE, BadCount, Count, parse_count

some = settings(max_examples=200, deadline=None)
QUALIFIERS = (Qualifier.EXACT, Qualifier.ABOUT, Qualifier.AT_LEAST, Qualifier.AT_MOST)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("9", "9"),
        (" 9 ", "9"),
        ("0", "0"),
        ("at least 9", "at least 9"),
        ("At Least 9", "at least 9"),
        ("over 9", "at least 10"),
        ("more than 9", "at least 10"),
        ("about 30", "about 30"),
        ("up to 9", "up to 9"),
        ("at most 9", "up to 9"),
        ("999999999", "999999999"),
    ],
)
def test_a_count(text: str, canonical: str) -> None:
    count = parse_count(text)
    assert str(count) == canonical
    assert parse_count(canonical) == count


@pytest.mark.parametrize(
    ("text", "number", "qualifier"),
    [("9", 9, "exact"), ("over 9", 10, "at-least"), ("about 30", 30, "about"), ("at most 9", 9, "at-most")],
)
def test_what_a_count_knows(text: str, number: int, qualifier: str) -> None:
    count = parse_count(text)
    assert (count.number, count.qualifier) == (number, qualifier)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("", EXAMPLE), ("-1", EXAMPLE), ("1.5", EXAMPLE), ("1e3", EXAMPLE), ("９", EXAMPLE), ("at least", EXAMPLE),
        ("atleast 9", EXAMPLE), ("9 9", EXAMPLE), ("1" * 10, EXAMPLE), ("several", EXAMPLE), ("9 or more or so", EXAMPLE),
        ("nine", "write 9"), ("9\u00a0", "write 9"), ("9,000", "write 9000"), ("9 rounds", "write 9"), ("九轮", "write 9"),
        ("9+", "write at least 9"), ("more than nine rounds", "write at least 9"), ("超9轮", "write at least 9"),
        ("9余轮", "write at least 9"), ("9轮以上", "write at least 9"), ("some 30", "write about 30"), ("约30笔", "write about 30"),
    ],
)  # fmt: skip
def test_what_is_no_count(text: str, hint: str) -> None:
    with pytest.raises(BadCount) as caught:
        parse_count(text)
    assert (str(caught.value), caught.value.hint) == ("not a count", hint)
    if hint != EXAMPLE:
        parse_count(hint.removeprefix("write "))


@some
@given(st.builds(Count, st.integers(0, 999_999_999), st.sampled_from(QUALIFIERS)))
def test_a_count_is_read_back(count: Count) -> None:
    assert parse_count(str(count)) == count


COUNTED = st.builds("".join, st.lists(st.sampled_from([*"0129 ,.-９", "at least ", "over ", "about "]), max_size=6))


@some
@given(st.one_of(st.text(max_size=16), COUNTED))
@example("at leaſt 9")
@example("over 999999999")
def test_text_is_a_count_or_a_bad_count(text: str) -> None:
    try:
        count = parse_count(text)
    except BadCount:
        return
    assert parse_count(str(count)) == count
