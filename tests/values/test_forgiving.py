"""Dates as people type and print them, guessed at only where they can mean one thing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealtrack.values.dates import BadDate, parse_date
from dealtrack.values.forgiving import date_advice, date_readings, guess_date


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


@pytest.mark.parametrize(
    "row",
    [
        # certain, but not EDTF as it stands
        *("2018-XX → 2018;2018-05-XX → 2018-05;201X → 2010/2019;1990s → 1990/1999;20180405 → 2018-04-05".split(";")),
        *("2018-04-05T00:00:00 → 2018-04-05;2018-04-05 10:30 → 2018-04-05;05/2020 → 2020-05;5.2020 → 2020-05".split(";")),
        *("Q2 2018 → 2018-Q2;2018Q2 → 2018-Q2;2Q 2018 → 2018-Q2;2018年第二季度 → 2018-Q2;2018年三季度 → 2018-Q3".split(";")),
        *("third quarter of 2018 → 2018-Q3;2018-H1 → 2018-01/2018-06;H2 2020 → 2020-07/2020-12".split(";")),
        *("2018上半年 → 2018-01/2018-06;second half of 2018 → 2018-07/2018-12".split(";")),
        # parts of a year and of a month
        *("2018年底 → 2018-10/2018-12;late 2018 → 2018-10/2018-12;early 2018 → 2018-01/2018-03".split(";")),
        *("mid-2018 → 2018-05/2018-08;2018年中 → 2018-05/2018-08;spring 2018 → 2018-03/2018-05".split(";")),
        *("early May 2018 → 2018-05-01/2018-05-10;2018年2月下旬 → 2018-02-21/2018-02-28".split(";")),
        # which is the day and which the month
        *("16/07/2020 → 2020-07-16;05/06/2018 → 2018-06-05 2018-05-06;05/072018 → 2018-07-05 2018-05-07".split(";")),
        *("13.5.2020 → 2020-05-13;5/13/2020 → 2020-05-13;05/05/2018 → 2018-05-05".split(";")),
        # intervals
        *("2018-05 to 2018-07 → 2018-05/2018-07;2018-05..2018-06 → 2018-05/2018-06;2018/19 → 2018/2019".split(";")),
        *("[2018-05-01..2018-06-24] → 2018-05-01/2018-06-24;May-July 2018 → 2018-05/2018-07".split(";")),
        *("May to July 2018 → 2018-05/2018-07;2018年5月至7月 → 2018-05/2018-07;2018-2019 → 2018/2019".split(";")),
        # what EDTF has a sign for
        *("~2018 → 2018~;circa May 2018 → 2018-05~;2018年左右 → 2018~;约2018年5月 → 2018-05~".split(";")),
        *("by end of 2018 → ../2018-12;by May 2018 → ../2018-05;2018年底前 → ../2018-12;before 2018 → ../2017".split(";")),
        *("2018年5月前 → ../2018-04;since 2018 → 2018/..;2018年以来 → 2018/..;after May 2018 → 2018-06/..".split(";")),
        # nothing that can be told
        *("2018-24 → ;soon → ;2020-02-30 → ;31/31/2020 → ;FY2018 → ;13 May → ".split(";")),
    ],
)  # fmt: skip
def test_what_a_text_may_mean(row: str) -> None:
    text, said = row.split(" → ")
    assert [str(date) for date in date_readings(text)] == said.split()


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=20), st.builds(" ".join, st.lists(PIECES, max_size=5))))
def test_what_is_advised_is_a_date(text: str) -> None:
    try:
        parse_date(text)
    except BadDate as refusal:
        advice = date_advice(text, refusal)
        assert advice.startswith("write ")
        for each in date_readings(text):
            assert parse_date(str(each)) == each
            assert str(each) in advice
