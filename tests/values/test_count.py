"""Counts, as sources state them."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dealtrack.values.amount import Qualifier
from dealtrack.values.count import BadCount, Count, parse_count

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
    "text", ["", "nine", "-1", "1.5", "1e3", "9,000", "９", "at least", "atleast 9", "9 9", "9\u00a0", "1" * 10]
)
def test_what_is_no_count(text: str) -> None:
    with pytest.raises(BadCount) as caught:
        parse_count(text)
    assert str(caught.value) == "not a count"
    assert caught.value.hint == "write a whole number, such as 9, at least 9, about 9 or up to 9"


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
