"""Dates as people type and print them, guessed at only where they can mean one thing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealtrack.values.dates import parse_date
from dealtrack.values.forgiving import guess_date


@pytest.mark.parametrize(
    ("text", "guess"),
    [
        ("2020-05-13", "2020-05-13"),
        (" 2020-05 ", "2020-05"),
        ("2019-08/2019-10", "2019-08/2019-10"),
        ("2019/2020", "2019/2020"),
        ("2020-Q2", "2020-Q2"),
        ("2020-5-3", "2020-05-03"),
        ("2020/5/13", "2020-05-13"),
        ("2020.5.13", "2020-05-13"),
        ("2020/5", "2020-05"),
        ("2020年", "2020"),
        ("2020年5月", "2020-05"),
        ("2020年5月3日", "2020-05-03"),
        ("2020年05月13号", "2020-05-13"),
        ("13 May 2020", "2020-05-13"),
        ("May 13, 2020", "2020-05-13"),
        ("13th May 2020", "2020-05-13"),
        ("2020 May 13", "2020-05-13"),
        ("Wed 13 May 2020", "2020-05-13"),
        ("May 2020", "2020-05"),
        ("Sept. 2020", "2020-09"),
        ("Feb 2020", "2020-02"),
        ("Feb 29 2020", "2020-02-29"),
    ],
)
def test_a_date_that_can_mean_one_thing(text: str, guess: str) -> None:
    assert str(guess_date(text)) == guess


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "5/13/2020",
        "3/4/2020",
        "03.04.2020",
        "Wed 3 4 2020",
        "Wed 1.2.2020",
        "20200513",
        "2020-02-30",
        "2020-13",
        "2020年13月",
        "2020年5月32日",
        "2020年5日",
        "31 Feb 2020",
        "Feb 29 2019",
        "13 May",
        "May 99999",
        "early 2020",
        "Mon 2020",
        "May 13 2020 2019",
        "May 1230 am",
        "Mar 0010 h",
        "Q2 of 2020",
        "spring 2020",
        "12 11 May 2020",
        "13 May 2020 10:30",
        "x" * 1000,
    ],
)
def test_a_date_that_is_none_or_could_be_two(text: str) -> None:
    assert guess_date(text) is None


@pytest.mark.parametrize("weekday", ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"])
def test_a_weekday_makes_no_day_of_a_month(weekday: str) -> None:
    assert str(guess_date(f"{weekday} May 2020")) in ("2020-05", "None")


PIECES = st.sampled_from(
    "13 May 2020 2020, Wed 0 5 99 1999 31 Feb th . , / - am UTC 年 月 日 Q2 of 2020-05 ~ ..".split()
)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=16), st.builds(" ".join, st.lists(PIECES, max_size=5))))
def test_a_guess_is_a_date_or_nothing(text: str) -> None:
    guess = guess_date(text)
    assert guess is None or parse_date(str(guess)) == guess
