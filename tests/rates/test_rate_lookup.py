"""The one look-up, clause by clause: which rate a date gets, and in which words it gets none."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from dealtrack.rates.lookup import Basis, NoRate, Rate, latest, look_up
from dealtrack.rates.readers import read_rates
from dealtrack.rates.table import RateTable
from dealtrack.values.dates import PartialDate, parse_date

LATER = date(2026, 11, 22)

# Friday 8 May to Wednesday 20 May 2020, without the 19th: units per euro, then two publishers of their own.
ECB = """\
Date,USD,CNY,HKD,
2020-05-20,2,14.4,15.5,
2020-05-18,2,14.2,15.5,
2020-05-15,2,14,15.5,
2020-05-14,2,13.8,15.5,
2020-05-13,2,13.6,15.5,
2020-05-08,2,13.4,15.5,
"""


def table_of(*texts: str, max_age: int = 7) -> RateTable:
    """A table of files; the first is the preferred one."""
    series = []
    for number, text in enumerate(texts):
        found, faults = read_rates(text, f"seeds/rates/{number}.csv")
        assert not faults
        series += found
    return RateTable(tuple(series), max_age)


def own(rows: str) -> str:
    """A file of our own: one row a line, its cells with spaces between."""
    return "date,base,quote,rate,source\n" + "\n".join(",".join(row.split()) for row in rows.strip().splitlines())


def told(found: Rate | NoRate) -> str:
    """A rate as a short text; its basis where it is no day's own, its age where it has one."""
    if isinstance(found, NoRate):
        return found.reason
    basis = "" if found.basis is Basis.DAY else f", {found.basis} of {found.days}"
    age = f", {found.age} old" if found.age else ""
    return f"{found.value:f} on {found.date}{basis}{age}, {found.method}, {found.source}"


def answer(table: RateTable, when: str, pair: str = "USD CNY", today: date = LATER) -> str:
    """What the look-up says."""
    return told(look_up(table, *pair.split(), parse_date(when), today=today))


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        pytest.param("2020-05-13", "6.8 on 2020-05-13, cross via EUR, ECB", id="the exact day"),
        pytest.param("2020-05-13~", "6.8 on 2020-05-13, cross via EUR, ECB", id="an approximate day is a day"),
        pytest.param("2020-05-13?", "6.8 on 2020-05-13, cross via EUR, ECB", id="an uncertain day is a day"),
        pytest.param("2020-05-16", "7 on 2020-05-15, 1 old, cross via EUR, ECB", id="Saturday takes Friday's"),
        pytest.param("2020-05-17", "7 on 2020-05-15, 2 old, cross via EUR, ECB", id="Sunday takes Friday's"),
        pytest.param("2020-05-19", "7.1 on 2020-05-18, 1 old, cross via EUR, ECB", id="never the day after"),
        pytest.param("2020-05-12", "6.7 on 2020-05-08, 4 old, cross via EUR, ECB", id="a long holiday"),
        pytest.param("2020-05-08", "6.7 on 2020-05-08, cross via EUR, ECB", id="the first on record"),
        pytest.param(
            "2020-05-07", "the first CNY per USD on record is of 2020-05-08 (ECB)", id="the day before the first"
        ),
        pytest.param("2020-05-27", "7.2 on 2020-05-20, 7 old, cross via EUR, ECB", id="seven days old"),
        pytest.param("2020-05-28", "the last CNY per USD on record is of 2020-05-20 (ECB)", id="eight days old"),
    ],
)
def test_a_day_takes_the_last_rate_published_by_then(when: str, expected: str) -> None:
    assert answer(table_of(ECB), when) == expected


@pytest.mark.parametrize(
    ("max_age", "when", "expected"),
    [
        (0, "2020-05-13", "6.8 on 2020-05-13, cross via EUR, ECB"),
        (0, "2020-05-16", "no CNY per USD was published on 2020-05-16 (ECB)"),
        (1, "2020-05-16", "7 on 2020-05-15, 1 old, cross via EUR, ECB"),
        (1, "2020-05-17", "no CNY per USD was published in the 1 day up to 2020-05-17 (ECB)"),
        (3, "2020-05-11", "6.7 on 2020-05-08, 3 old, cross via EUR, ECB"),
        (3, "2020-05-12", "no CNY per USD was published in the 3 days up to 2020-05-12 (ECB)"),
        (366, "2021-05-21", "7.2 on 2020-05-20, 366 old, cross via EUR, ECB"),
        (366, "2021-05-22", "the last CNY per USD on record is of 2020-05-20 (ECB)"),
    ],
)
def test_the_age_limit_counts_to_the_day(max_age: int, when: str, expected: str) -> None:
    assert answer(table_of(ECB, max_age=max_age), when) == expected


@pytest.mark.parametrize("when", ["0001-01-01", "0001-01-07", "../0001-01-02", "0001", "0001/0002"])
def test_the_oldest_days_there_are_have_no_rate(when: str) -> None:
    assert answer(table_of(ECB), when) == "the first CNY per USD on record is of 2020-05-08 (ECB)"


@pytest.mark.parametrize(
    ("when", "today", "expected"),
    [
        pytest.param("2020-05-15", "2020-05-15", "7 on 2020-05-15, cross via EUR, ECB", id="today is published"),
        pytest.param("2020-05-16", "2020-05-16", "7 on 2020-05-15, 1 old, cross via EUR, ECB", id="today is Saturday"),
        pytest.param(
            "2020-05-16", "2020-05-15", "7 on 2020-05-15, latest of 1, cross via EUR, ECB", id="tomorrow: the latest"
        ),
        pytest.param(
            "2020-05-20", "2020-05-17", "7 on 2020-05-15, latest of 1, 2 old, cross via EUR, ECB",
            id="a rate on record, but of the future, is not used",
        ),
        pytest.param(
            "2020-06", "2020-05-31", "7.2 on 2020-05-20, latest of 1, 11 old, cross via EUR, ECB",
            id="a period wholly in the future: the latest, however old",
        ),
        pytest.param(
            "../2020-12", "2020-05-14", "6.9 on 2020-05-14, latest of 1, cross via EUR, ECB", id="by a day to come"
        ),
        pytest.param(
            "2021/..", "2020-05-18", "7.1 on 2020-05-18, latest of 1, cross via EUR, ECB", id="since a day to come"
        ),
        pytest.param(
            "2020-06", "2020-05-07", "the first CNY per USD on record is of 2020-05-08 (ECB)",
            id="nothing was published by today",
        ),
    ],
)  # fmt: skip
def test_today_bounds_everything(when: str, today: str, expected: str) -> None:
    assert answer(table_of(ECB), when, today=date.fromisoformat(today)) == expected


@pytest.mark.parametrize(
    ("when", "today", "expected"),
    [
        ("2020-05", "2026-11-22", "6.95 on 2020-05, mean of 6, cross via EUR, ECB"),
        ("2020-05~", "2026-11-22", "6.95 on 2020-05~, mean of 6, cross via EUR, ECB"),
        ("2020-Q2", "2026-11-22", "6.95 on 2020-Q2, mean of 6, cross via EUR, ECB"),
        ("2020", "2026-11-22", "6.95 on 2020, mean of 6, cross via EUR, ECB"),
        ("2020-05-13/2020-05-15", "2026-11-22", "6.9 on 2020-05-13/2020-05-15, mean of 3, cross via EUR, ECB"),
        ("2020-05-09/2020-05-13", "2026-11-22", "6.8 on 2020-05-09/2020-05-13, mean of 1, cross via EUR, ECB"),
        ("2020-05-20/2020-06", "2026-11-22", "7.2 on 2020-05-20/2020-06, mean of 1, cross via EUR, ECB"),
        ("2019/2020-05-08", "2026-11-22", "6.7 on 2019/2020-05-08, mean of 1, cross via EUR, ECB"),
        ("2020-05", "2020-05-31", "6.95 on 2020-05, mean of 6, cross via EUR, ECB"),
        ("2020-05", "2020-05-30", "6.95 on 2020-05, mean so far of 6, cross via EUR, ECB"),
        ("2020-05", "2020-05-13", "6.75 on 2020-05, mean so far of 2, cross via EUR, ECB"),
        ("2020", "2020-05-08", "6.7 on 2020, mean so far of 1, cross via EUR, ECB"),
        ("2020-05-15/..", "2026-11-22", "7.1 on 2020-05-15/.., mean so far of 3, cross via EUR, ECB"),
        ("2020-05-15/..", "2020-05-18", "7.05 on 2020-05-15/.., mean so far of 2, cross via EUR, ECB"),
        ("../2020-05-16", "2026-11-22", "7 on 2020-05-15, 1 old, cross via EUR, ECB"),
        ("../2020-05", "2026-11-22", "the last CNY per USD on record is of 2020-05-20 (ECB)"),
    ],
)
def test_a_period_takes_the_mean_of_its_days(when: str, today: str, expected: str) -> None:
    assert answer(table_of(ECB), when, today=date.fromisoformat(today)) == expected


@pytest.mark.parametrize(
    ("when", "today", "expected"),
    [
        ("2020-04", "2026-11-22", "the first CNY per USD on record is of 2020-05-08 (ECB)"),
        ("../2020-05-07", "2026-11-22", "the first CNY per USD on record is of 2020-05-08 (ECB)"),
        ("2020-06", "2026-11-22", "the last CNY per USD on record is of 2020-05-20 (ECB)"),
        ("2026-Q4", "2026-11-22", "the last CNY per USD on record is of 2020-05-20 (ECB)"),
        ("2020-06/..", "2026-11-22", "the last CNY per USD on record is of 2020-05-20 (ECB)"),
        ("2020-05", "2020-05-07", "the first CNY per USD on record is of 2020-05-08 (ECB)"),
        ("2019/..", "2020-05-07", "the first CNY per USD on record is of 2020-05-08 (ECB)"),
        ("2020-05-09/2020-05-11", "2020-05-07", "the first CNY per USD on record is of 2020-05-08 (ECB)"),
    ],
)
def test_a_period_without_a_rate_says_so(when: str, today: str, expected: str) -> None:
    assert answer(table_of(ECB), when, today=date.fromisoformat(today)) == expected


# Two years of weekdays at the year before the day's own, so that a mean shows at once which days are in it.
def _weekdays(first: str, last: str, value: Callable[[date], object]) -> str:
    days = (date.fromordinal(day) for day in range(*(date.fromisoformat(each).toordinal() for each in (first, last))))
    return own("\n".join(f"{day} USD CNY {value(day)} A" for day in days if day.weekday() < 5))


@pytest.mark.parametrize(
    ("when", "days"),
    [
        ("2019-03", 21), ("2019-Q1", 64), ("2019", 261), ("2019-02", 20), ("2019-03-01/2019-03-31", 21),
        ("2019-03-29/2019-04-01", 2), ("2018-12-31/2019-01-01", 2),
    ],
)  # fmt: skip
def test_a_period_has_its_first_and_its_last_day_and_no_other(when: str, days: int) -> None:
    period = parse_date(when)
    text = _weekdays("2018-01-01", "2020-12-31", lambda day: 8 if period.first <= day <= period.last else 4)
    assert answer(table_of(text), when) == f"8 on {when}, mean of {days}, direct, A"


@pytest.mark.parametrize(
    ("when", "today", "expected"),
    [
        pytest.param(
            "2020-06", "2020-06-01", "7.2 on 2020-05-20, latest, none yet of 1, 12 old, cross via EUR, ECB", id="a month"
        ),
        pytest.param(
            "2020-Q3", "2020-07-02", "7.2 on 2020-05-20, latest, none yet of 1, 43 old, cross via EUR, ECB", id="a quarter"
        ),
        pytest.param(
            "2020-05-16/..", "2020-05-17", "7 on 2020-05-15, latest, none yet of 1, 2 old, cross via EUR, ECB", id="since"
        ),
        pytest.param(
            "2020-05-16/2020-05-31", "2020-05-17", "7 on 2020-05-15, latest, none yet of 1, 2 old, cross via EUR, ECB",
            id="an interval",
        ),
        pytest.param(
            "2020-05-09/2020-05-12", "2020-05-12", "6.7 on 2020-05-08, 4 old, cross via EUR, ECB",
            id="one that ends today has ended",
        ),
        pytest.param("2020-05", "2020-05-07", "the first CNY per USD on record is of 2020-05-08 (ECB)", id="nothing yet"),
    ],
)  # fmt: skip
def test_a_running_period_without_a_rate_of_its_own_takes_the_latest(when: str, today: str, expected: str) -> None:
    assert answer(table_of(ECB, max_age=60), when, today=date.fromisoformat(today)) == expected


@pytest.mark.parametrize(("today", "has_rate"), [("2020-06-03", True), ("2020-06-04", False)])
def test_and_only_while_that_is_no_older_than_a_rate_may_be(today: str, has_rate: bool) -> None:
    found = look_up(table_of(ECB, max_age=14), "USD", "CNY", parse_date("2020-06"), today=date.fromisoformat(today))
    assert isinstance(found, Rate) is has_rate


@pytest.mark.parametrize(
    ("when", "today", "expected"),
    [
        pytest.param("2019-05", "2026-11-22", "23 days", id="covered"),
        pytest.param("2019-08", "2026-11-22", "22 days", id="the last day is a Saturday"),
        pytest.param("2019-06", "2026-11-22", "20 days", id="the last days are a weekend"),
        pytest.param("2019-03", "2026-11-22", "14 of 21 weekdays", id="the series begins inside"),
        pytest.param("2019-11", "2026-11-22", "9 of 21 weekdays", id="the series ends inside"),
        pytest.param("2019", "2026-11-22", "177 of 261 weekdays", id="both"),
        pytest.param("2019-11-13/2019-11-14", "2026-11-22", "1 of 2 weekdays", id="one of two"),
        pytest.param("2019-11", "2019-11-20", "9 days", id="running, and a week behind"),
        pytest.param("2019-11", "2019-11-21", "9 of 15 weekdays", id="running, and more than a week behind"),
        pytest.param("2019-03-12/..", "2019-03-29", "14 days", id="running, and up to date"),
    ],
)
def test_a_mean_says_how_much_of_its_period_the_series_covers(when: str, today: str, expected: str) -> None:
    table = table_of(_weekdays("2019-03-12", "2019-11-14", lambda day: 7))
    found = look_up(table, "USD", "CNY", parse_date(when), today=date.fromisoformat(today))
    assert isinstance(found, Rate)
    assert found.counted == expected


def test_a_series_of_the_first_day_there_is_covers_it() -> None:
    found = look_up(
        table_of(own("0001-01-01 USD CNY 7 A")), "USD", "CNY", parse_date("0001-01-01/0001-01-02"), today=LATER
    )
    assert isinstance(found, Rate)
    assert found.counted == "1 of 2 weekdays"


def test_each_question_to_one_table_has_its_own_answer() -> None:
    table, other = table_of(ECB), table_of(ECB, max_age=0)
    periods = ["2020-05", "2020-05~", "2020-05?", "2020-05-01/2020-05-31", "2020-05"]
    assert [answer(table, when).split()[2].rstrip(",") for when in periods] == periods
    days = [answer(table, "2020-05-16", today=date(2020, 5, day)).partition(" on ")[0] for day in (16, 14, 13, 16)]
    assert days == ["7", "6.9", "6.8", "7"]
    assert answer(other, "2020-05-16") != answer(table, "2020-05-16")
    assert answer(table, "2020-05-13", "EUR USD") != answer(table, "2020-05-13", "EUR CNY")


def test_a_mean_is_of_the_rates_and_not_the_inverse_of_the_means() -> None:
    table = table_of(own("2020-05-12 CNY USD 0.25 PBC\n2020-05-13 CNY USD 0.125 PBC"))
    assert answer(table, "2020-05") == "6 on 2020-05, mean of 2, inverse, PBC"


def test_a_mean_is_of_the_crosses_and_not_the_cross_of_the_means() -> None:
    table = table_of("Date,USD,CNY,\n2020-05-13,2,10,\n2020-05-12,4,12,\n")
    assert answer(table, "2020-05") == "4 on 2020-05, mean of 2, cross via EUR, ECB"


@pytest.mark.parametrize("missing", ["", "N/A", ".", "ND"])
@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2020-05-13", "3 on 2020-05-12, 1 old, cross via EUR, ECB"),
        ("2020-05-11", "2 on 2020-05-08, 3 old, cross via EUR, ECB"),
        ("2020-05", "2.5 on 2020-05, mean of 2, cross via EUR, ECB"),
    ],
)
def test_a_day_that_lacks_either_leg_is_passed_over(missing: str, when: str, expected: str) -> None:
    text = "Date,USD,CNY,\n2020-05-13,1,-,\n2020-05-12,1,3,\n2020-05-11,-,7,\n2020-05-08,1,2,\n"
    assert answer(table_of(text.replace(",-", f",{missing}")), when) == expected


DIRECT, INVERSE = "2020-05-13 USD CNY 7 Direct", "2020-05-13 CNY USD 0.125 Inverse"
CROSS = "2020-05-13 HKD USD 0.5 Cross\n2020-05-13 HKD CNY 3 Cross"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param([CROSS, INVERSE, DIRECT], "7 on 2020-05-13, direct, Direct", id="direct before all"),
        pytest.param([CROSS, INVERSE], "8 on 2020-05-13, inverse, Inverse", id="inverse before cross"),
        pytest.param([CROSS], "6 on 2020-05-13, cross via HKD, Cross", id="cross at last"),
        pytest.param(
            ["2020-05-12 USD CNY 7 Direct", INVERSE], "8 on 2020-05-13, inverse, Inverse",
            id="a newer inverse before a direct quotation",
        ),
        pytest.param(
            ["2020-05-12 USD CNY 7 Direct\n2020-05-12 CNY USD 0.125 Direct", CROSS],
            "6 on 2020-05-13, cross via HKD, Cross", id="a newer cross before both",
        ),
        pytest.param(
            ["2020-05-05 USD CNY 7 Direct", INVERSE], "8 on 2020-05-13, inverse, Inverse",
            id="not what is too old",
        ),
        pytest.param(
            ["2020-05-13 USD CNY 7 First", "2020-05-13 USD CNY 7.5 Second"], "7 on 2020-05-13, direct, First",
            id="the first of two series",
        ),
        pytest.param(
            ["2020-05-14 USD CNY 7 First", "2020-05-13 USD CNY 7.5 Second"], "7.5 on 2020-05-13, direct, Second",
            id="the second where the first has none yet",
        ),
        pytest.param(
            ["2020-05-13 EUR USD 2 Cross\n2020-05-13 EUR CNY 14 Cross\n" + CROSS],
            "7 on 2020-05-13, cross via EUR, Cross", id="one pivot, by its name",
        ),
        pytest.param(
            ["2020-05-13 USD EUR 0.5 Cross\n2020-05-13 CNY EUR 0.125 Cross"],
            "4 on 2020-05-13, cross via EUR, Cross", id="a cross of two inverses",
        ),
        pytest.param(
            ["2020-05-13 USD EUR 0.5 Cross\n2020-05-13 EUR CNY 14 Cross"],
            "7 on 2020-05-13, cross via EUR, Cross", id="a cross of an inverse",
        ),
        pytest.param(
            ["2020-05-13 EUR USD 2 Left", "2020-05-13 EUR CNY 14 Right"],
            "USD and CNY are not quoted in one series", id="no legs of two series",
        ),
        pytest.param(
            ["2020-05-12 EUR USD 2 Cross\n2020-05-13 EUR CNY 14 Cross"],
            "USD and CNY are not quoted in one series", id="no legs of two days",
        ),
        pytest.param(
            ["2020-05-13 USD HKD 8 Cross\n2020-05-13 HKD EUR 0.1 Cross\n2020-05-13 EUR CNY 8 Cross"],
            "USD and CNY are not quoted in one series", id="no chain of three",
        ),
    ],
)  # fmt: skip
@pytest.mark.parametrize("when", ["2020-05-13", "2020-05-13/2020-05-13"], ids=["day", "interval"])
def test_of_one_day_direct_then_inverse_then_a_cross(files: list[str], expected: str, when: str) -> None:
    if when != "2020-05-13":
        expected = expected.replace("on 2020-05-13", f"on {when}, mean of 1")
    assert answer(table_of(*map(own, files)), when) == expected


def _month(form: str, days: int) -> str:
    return own("\n".join(f"2019-04-{day:02} {form}" for day in range(1, days + 1)))


@pytest.mark.parametrize(
    ("direct", "inverse", "expected"),
    [
        pytest.param(1, 30, "8 on 2019-04, mean of 30, inverse, I", id="one day never shadows a month"),
        pytest.param(30, 30, "7 on 2019-04, mean of 30, direct, D", id="form decides between equals"),
        pytest.param(28, 30, "7 on 2019-04, mean of 28, direct, D", id="20 of 22 weekdays are as many"),
        pytest.param(25, 30, "8 on 2019-04, mean of 30, inverse, I", id="19 of 22 are fewer than nine tenths"),
        pytest.param(30, 1, "7 on 2019-04, mean of 30, direct, D", id="the form that is first, and has most"),
    ],
)
def test_a_period_takes_the_series_with_most_of_its_weekdays(direct: int, inverse: int, expected: str) -> None:
    for order in (1, -1):
        files = (_month("USD CNY 7 D", direct), _month("CNY USD 0.125 I", inverse))[::order]
        assert answer(table_of(*files), "2019-04") == expected


@pytest.mark.parametrize(
    ("when", "max_age", "expected"),
    [
        pytest.param("2020-05-16/2020-05-17", 7, "7 on 2020-05-15, 2 old, cross via EUR, ECB", id="a weekend"),
        pytest.param("2020-05-09/2020-05-12", 7, "6.7 on 2020-05-08, 4 old, cross via EUR, ECB", id="a holiday"),
        pytest.param("2020-05-19/2020-05-19", 7, "7.1 on 2020-05-18, 1 old, cross via EUR, ECB", id="one day"),
        pytest.param(
            "2020-05-09/2020-05-12", 3, "no CNY per USD was published in 2020-05-09/2020-05-12 (ECB)",
            id="a holiday whose last day has no rate either",
        ),
    ],
)  # fmt: skip
def test_an_interval_without_a_quotation_takes_the_last_before_as_its_days_would(
    when: str, max_age: int, expected: str
) -> None:
    table = table_of(ECB, max_age=max_age)
    assert answer(table, when) == expected
    of_its_last_day = answer(table, when.rpartition("/")[2])
    assert of_its_last_day.startswith("no ") or of_its_last_day == expected


@pytest.mark.parametrize(
    ("pair", "expected"),
    [
        ("USD CNY", "6.8 on 2020-05-13, cross via EUR, ECB"),
        ("CNY USD", "6.8 on 2020-05-13, cross via EUR, ECB"),
        ("USD EUR", "2 on 2020-05-13, direct, ECB"),
        ("HKD EUR", "15.5 on 2020-05-13, direct, ECB"),
        ("KRW USD", "no rate of KRW is on record"),
        ("KRW INR", "no rate of INR or KRW is on record"),
    ],
)
def test_a_pair_is_quoted_as_its_market_quotes_it(pair: str, expected: str) -> None:
    assert answer(table_of(ECB), "2020-05-13", pair) == expected


@pytest.mark.parametrize("pair", [("CNY", "USD"), ("USD", "CNY"), ("KRW", "USD"), ("USD", "KRW")])
def test_an_answer_names_the_base_before_the_quote(pair: tuple[str, str]) -> None:
    found = look_up(table_of(ECB), *pair, parse_date("2020-05-13"), today=LATER)
    assert (found.base, found.quote) == ("USD", next(code for code in pair if code != "USD"))


def test_nothing_on_record() -> None:
    assert answer(RateTable(), "2020-05-13") == "no rate of CNY or USD is on record"


OLD = own("2010-01-04 USD CNY 6 Old\n2010-01-05 USD CNY 6.5 Old")


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        pytest.param("2009", "the first CNY per USD on record is of 2010-01-04 (Old)", id="before all"),
        pytest.param("2026", "the last CNY per USD on record is of 2020-05-20 (ECB)", id="after all"),
        pytest.param("2015-07-01", "no CNY per USD was published in the 7 days up to 2015-07-01", id="a day between"),
        pytest.param("2015", "no CNY per USD was published in 2015", id="a period between"),
    ],
)
@pytest.mark.parametrize("files", [(OLD, ECB), (ECB, OLD)], ids=["old first", "old last"])
def test_a_reason_speaks_of_all_series(files: tuple[str, ...], when: str, expected: str) -> None:
    assert answer(table_of(*files), when).startswith(expected)


@pytest.mark.parametrize("files", [(OLD, ECB), (ECB, OLD)], ids=["old first", "old last"])
@pytest.mark.parametrize(
    ("today", "expected"),
    [
        ("2026-11-22", "7.2 on 2020-05-20, latest of 1, 2377 old, cross via EUR, ECB"),
        ("2020-05-17", "7 on 2020-05-15, latest of 1, 2 old, cross via EUR, ECB"),
        ("2019-12-31", "6.5 on 2010-01-05, latest of 1, 3647 old, direct, Old"),
        ("2010-01-04", "6 on 2010-01-04, latest of 1, direct, Old"),
        ("2010-01-03", "the first CNY per USD on record is of 2010-01-04 (Old)"),
    ],
)
def test_the_latest_is_the_latest_of_all_series(files: tuple[str, ...], today: str, expected: str) -> None:
    table, day = table_of(*files), date.fromisoformat(today)
    assert told(latest(table, "CNY", "USD", today=day)) == expected
    assert answer(table, "2030", today=day) == expected


def test_the_latest_of_one_day_is_the_preferred_series() -> None:
    first, second = "2020-05-13 USD CNY 7 First", "2020-05-13 USD CNY 8 Second"
    assert told(latest(table_of(own(first), own(second)), "USD", "CNY", today=date(2020, 5, 13))).startswith("7 on ")


def test_what_is_not_quoted_has_no_latest() -> None:
    assert told(latest(table_of(ECB), "KRW", "USD", today=LATER)) == "no rate of KRW is on record"


def test_an_interval_open_at_both_ends_is_refused() -> None:
    forever = PartialDate("../..", None, None, parse_date("2020/2021").precision)
    with pytest.raises(ValueError, match="open at both ends"):
        look_up(table_of(ECB), "USD", "CNY", forever, today=LATER)


@pytest.mark.parametrize(
    ("basis", "expected"),
    [
        (Basis.DAY, "direct"),
        (Basis.MEAN, "mean, direct"),
        (Basis.MEAN_SO_FAR, "mean so far, direct"),
        (Basis.LATEST, "latest, direct"),
        (Basis.NONE_YET, "latest, none yet, direct"),
    ],
)
def test_how_a_rate_came_about(basis: Basis, expected: str) -> None:
    assert Rate("USD", "CNY", Decimal(7), "2020-05-13", "direct", "PBC", basis).how == expected
