"""Dates at the precision they were given, and their order."""

import copy
import itertools
import random
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dealtrack.values.dates import BadDate, PartialDate, Precision, parse_date

some = settings(max_examples=200, deadline=None)
EXAMPLE = "write 2020, 2020-Q2, 2020-05, 2020-05-13, 2020-05~, 2019-08/2019-10, ../2020-12 or 2020-05/.."
MONTHS = "write 2020, or a month from 01 to 12 behind it"


@pytest.mark.parametrize(
    ("text", "precision", "first", "last"),
    [
        ("2020", "year", "2020-01-01", "2020-12-31"),
        ("2020-Q1", "quarter", "2020-01-01", "2020-03-31"),
        ("2020-Q2", "quarter", "2020-04-01", "2020-06-30"),
        ("2020-Q4", "quarter", "2020-10-01", "2020-12-31"),
        ("2020-05", "month", "2020-05-01", "2020-05-31"),
        ("2020-02", "month", "2020-02-01", "2020-02-29"),
        ("2019-02", "month", "2019-02-01", "2019-02-28"),
        ("2020-12", "month", "2020-12-01", "2020-12-31"),
        ("2020-05-13", "day", "2020-05-13", "2020-05-13"),
        ("2020-02-29", "day", "2020-02-29", "2020-02-29"),
        ("\t2020-05\r\n", "month", "2020-05-01", "2020-05-31"),
        (" 2020-05 ", "month", "2020-05-01", "2020-05-31"),
        ("2019-08/2019-10", "interval", "2019-08-01", "2019-10-31"),
        ("2019/2020-Q1", "interval", "2019-01-01", "2020-03-31"),
        ("2020/2020-05", "interval", "2020-01-01", "2020-05-31"),
        ("2020-05-13/2020-05-13", "interval", "2020-05-13", "2020-05-13"),
        ("../2020-12", "interval", "0001-01-01", "2020-12-31"),
        ("2020-05/..", "interval", "2020-05-01", "9999-12-31"),
        ("9999", "year", "9999-01-01", "9999-12-31"),
        ("0001", "year", "0001-01-01", "0001-12-31"),
    ],
)
def test_a_date_has_a_first_and_a_last_day(text: str, precision: str, first: str, last: str) -> None:
    parsed = parse_date(text)
    found = (parsed.precision.name.lower(), parsed.first.isoformat(), parsed.last.isoformat())
    assert found == (precision, first, last)
    assert str(parsed) == text.strip()


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2020-05", False, False),
        ("2020-05~", True, False),
        ("2020-05?", False, True),
        ("2020~", True, False),
        ("2020-Q2?", False, True),
        ("2020-05-13~", True, False),
        ("2019-08~/2019-10", True, False),
        ("2019-08~/2019-10?", True, True),
        ("../2020-12~", True, False),
    ],
)
def test_approximate_and_uncertain(text: str, approximate: bool, uncertain: bool) -> None:
    parsed = parse_date(text)
    assert (parsed.approximate, parsed.uncertain) == (approximate, uncertain)
    plain = parse_date(text.replace("~", "").replace("?", ""))
    assert (parsed.first, parsed.last, parsed.precision) == (plain.first, plain.last, plain.precision)


@pytest.mark.parametrize(
    ("text", "start", "end", "day"),
    [
        ("2020-05-13", date(2020, 5, 13), date(2020, 5, 13), date(2020, 5, 13)),
        ("2020-05-13~", date(2020, 5, 13), date(2020, 5, 13), date(2020, 5, 13)),
        ("2020-05", date(2020, 5, 1), date(2020, 5, 31), None),
        ("2020-05-13/2020-05-13", date(2020, 5, 13), date(2020, 5, 13), None),
        ("../2020-12", None, date(2020, 12, 31), None),
        ("2020-05/..", date(2020, 5, 1), None, None),
    ],
)
def test_only_a_day_is_one_and_an_open_end_is_none(
    text: str, start: date | None, end: date | None, day: date | None
) -> None:
    parsed = parse_date(text)
    assert (parsed.start, parsed.end, parsed.day) == (start, end, day)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("2020-02-30", "2020-02 has no day 30", "write 2020-02-29, its last, or 2020-02"),
        ("2019-02-29", "2019-02 has no day 29", "write 2019-02-28, its last, or 2019-02"),
        ("2020-04-31", "2020-04 has no day 31", "write 2020-04-30, its last, or 2020-04"),
        ("2020-05-00", "2020-05 has no day 00", "write 2020-05-31, its last, or 2020-05"),
        ("2020-13", "there is no month 13", MONTHS),
        ("2020-13-05", "there is no month 13", MONTHS),
        ("2020-00", "there is no month 00", MONTHS),
        ("2020-Q5", "there is no quarter 5", "write 2020, or a quarter from Q1 to Q4 behind it"),
        ("2020-Q0", "there is no quarter 0", "write 2020, or a quarter from Q1 to Q4 behind it"),
        ("0000", "there is no year 0000", EXAMPLE),
        ("../..", "an interval that is open at both ends", EXAMPLE),
        ("2019-10/2019-08", "the interval ends before it starts", "write 2019-08/2019-10"),
        ("2020-06/2020-05-31", "the interval ends before it starts", "write 2020-05-31/2020-06"),
        (
            "2020-05-13/2020-02-30",
            "2020-02 has no day 30",
            "write 2020-05-13/2020-02-29, its last, or 2020-05-13/2020-02",
        ),
        ("", "the date is empty", EXAMPLE),
        ("  ", "the date is empty", EXAMPLE),
        ("/", "/ is not a date", EXAMPLE),
        ("2020/", "2020/ is not a date", EXAMPLE),
        ("2020-5", "2020-5 is not a date", EXAMPLE),
        ("2020-q2", "2020-q2 is not a date", EXAMPLE),
        ("2020-05~?", "2020-05~? is not a date", EXAMPLE),
        ("2020-05%", "2020-05% is not a date", EXAMPLE),
        ("20200513", "20200513 is not a date", EXAMPLE),
        ("2020/05/13", "2020/05/13 is not a date", EXAMPLE),
        ("05/13/2020", "05/13/2020 is not a date", EXAMPLE),
        ("13 May 2020", "13 May 2020 is not a date", EXAMPLE),
        ("2020年5月", "2020年5月 is not a date", EXAMPLE),
        ("２０２０", "２０２０ is not a date", EXAMPLE),
        ("2020-05-13T10:00", "2020-05-13T10:00 is not a date", EXAMPLE),
        ("2020-05 / 2020-06", "2020-05 / 2020-06 is not a date", EXAMPLE),
        ("2020-05\u00a0", "2020-05\u00a0 is not a date", EXAMPLE),
        ("\u00a02020-05-13", "\u00a02020-05-13 is not a date", EXAMPLE),
        ("2020-05\u3000", "2020-05\u3000 is not a date", EXAMPLE),
        ("\u00a0", "\u00a0 is not a date", EXAMPLE),
        ("x" * 40, "x" * 40 + " is not a date", EXAMPLE),
        ("x" * 41, "x" * 39 + "… is not a date", EXAMPLE),
    ],
)
def test_what_is_no_date(text: str, message: str, hint: str) -> None:
    with pytest.raises(BadDate) as caught:
        parse_date(text)
    assert (str(caught.value), caught.value.hint) == (message, hint)


@pytest.mark.parametrize(
    "in_order",
    [
        "2015 2017-11 2018-10 2019 2020-05-13 2020-05 ../2020-12",
        "2020-05-13 2020-05 2020-Q2 2020",
        "2020-05-31 2020-05 2020-06-01",
        "2020-06-30 2020-06 2020-Q2",
        "2019-10 2019-08/2019-10 2019-11",
        "2020-12 2020 ../2020-12",
        "2020-05-30 2020-05/.. 2020-06-01",
        "2020-05 2020-05/.. 2020-05? 2020-05~",
        "2020 2020/.. 2021-01-01",
    ],
)
def test_dates_stand_by_their_last_day_the_narrower_first(in_order: str) -> None:
    dates = [parse_date(text) for text in in_order.split()]
    random.Random(1).shuffle(dates)
    assert " ".join(map(str, sorted(dates))) == in_order


@pytest.mark.parametrize("other", ["2020", date(2020, 1, 1), None])
def test_dates_compare_with_dates_alone(other: object) -> None:
    with pytest.raises(TypeError, match="not supported between"):
        sorted([parse_date("2020"), other])  # type: ignore[list-item]
    assert parse_date("2020") != other


def test_precisions_run_from_fine_to_coarse() -> None:
    assert sorted(Precision) == [
        Precision.DAY,
        Precision.MONTH,
        Precision.QUARTER,
        Precision.YEAR,
        Precision.INTERVAL,
    ]


def read_or_refuse(text: str) -> PartialDate | BadDate:
    try:
        return parse_date(text)
    except BadDate as error:
        return error


DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31)) | st.dates()
MARKS = st.sampled_from(["", "", "~", "?"])


@st.composite
def parts(draw: st.DrawFn) -> str:
    day = draw(DAYS)
    quarter = f"{day.year:04}-Q{(day.month + 2) // 3}"
    return draw(st.sampled_from([f"{day.year:04}", quarter, f"{day:%Y-%m}".zfill(7), day.isoformat()])) + draw(MARKS)


@st.composite
def intervals(draw: st.DrawFn) -> str:
    left, right = sorted([draw(parts()), draw(parts())], key=lambda text: parse_date(text).first)
    return draw(st.sampled_from([f"{left}/{right}", f"../{right}", f"{left}/.."]))


DATES = st.builds(parse_date, parts() | intervals())


@some
@given(DATES)
def test_the_text_of_a_date_is_read_as_the_same_date(each: PartialDate) -> None:
    again = parse_date.__wrapped__(str(each))
    assert again == each
    assert hash(again) == hash(each)
    assert copy.deepcopy(each) == each


@some
@given(DATES)
def test_the_first_day_is_not_after_the_last(each: PartialDate) -> None:
    assert each.first <= each.last


@some
@given(st.dates())
def test_a_day_is_what_its_text_says(day: date) -> None:
    assert PartialDate.of(day) == parse_date(day.isoformat())
    assert PartialDate.of(day).day == day


@some
@given(DATES, DATES)
def test_of_two_dates_one_is_earlier_or_they_are_equal(a: PartialDate, b: PartialDate) -> None:
    assert [a < b, a == b, b < a].count(True) == 1
    assert (a <= b, a >= b) == (not b < a, not a < b)


@some
@given(st.lists(DATES, min_size=3, max_size=3))
@example([parse_date("2020-05"), parse_date("2020-05/.."), parse_date("2020-05~")])
@example([parse_date("2020-12"), parse_date("../2020-12"), parse_date("2020")])
def test_the_order_does_not_depend_on_where_one_starts(three: list[PartialDate]) -> None:
    orders = [sorted(permutation) for permutation in itertools.permutations(three)]
    assert all(order == orders[0] for order in orders)
    first, second, third = orders[0]
    assert first <= second <= third
    assert first <= third


@some
@given(parts(), st.data())
def test_a_day_stands_before_the_month_that_holds_it(text: str, data: st.DataObject) -> None:
    whole = parse_date(text)
    day = PartialDate.of(data.draw(st.dates(whole.first, whole.last)))
    assert day < whole or day.day == whole.day


@some
@given(st.one_of(st.text(max_size=16), st.text("0129-/.~?Q ", max_size=16)))
@example("/..")
@example("../0000")
@example("9999-12-32")
def test_text_is_a_date_or_a_bad_date(text: str) -> None:
    found = read_or_refuse(text)
    if isinstance(found, PartialDate):
        assert parse_date(str(found)) == found
    else:
        assert str(found)
        assert found.hint


@pytest.mark.parametrize(
    ("one", "other", "before", "apart"),
    [
        ("2020-05-13", "2020-05-14", True, 1),
        ("2020-05-13", "2020-05-13", False, 0),
        ("2020-05", "2020", False, 0),
        ("2019", "2020-02", True, 32),
        ("2020-02", "2019", False, 32),
        ("../2020-05", "2020-06", True, 1),
        ("../2020-05", "2020-04", False, 31),
        ("2020-05/..", "2020-06-01", False, 31),
        ("2020-05", "2020-07/..", True, 31),
        ("2020-05-13~", "2020-05-14", False, 1),
        ("2020-05-13~", "2020-05-15", True, 2),
        ("2020-05-13", "2020-05-15~", True, 2),
        ("2020-05-13~", "2020-05-15~", False, 2),
        ("2020-05-13?", "2030", False, 3520),
        ("2020-05~/..", "2030", False, 3532),
        ("0001~", "2020", True, 737060),
        ("9999~", "2020", False, 2913905),
    ],
)
def test_what_is_certain_of_two_dates(one, other, before, apart):
    assert parse_date(one).surely_before(parse_date(other)) is before
    assert parse_date(one).days_apart(parse_date(other)) == apart
