"""The record of this repository, against fractions reckoned from its raw text; and the figures of its companies."""

import csv
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealtrack.rates.lookup import Basis, NoRate, Rate, convert, look_up
from dealtrack.rates.readers import read_rates
from dealtrack.rates.table import RateTable
from dealtrack.values.amount_text import parse_amount
from dealtrack.values.dates import PartialDate, parse_date

TODAY = date(2026, 11, 22)
TEXT = (Path(__file__).parents[2] / "seeds/rates/ecb.csv").read_text(encoding="utf-8")
SERIES, FAULTS = read_rates(TEXT, "seeds/rates/ecb.csv")
TABLE = RateTable(SERIES)
FINE = Fraction(1, 10**40)


def _raw() -> Iterator[tuple[date, Mapping[str, Fraction]]]:
    lines = [line for line in TEXT.splitlines() if not line.startswith("#")]
    for row in csv.DictReader(lines):
        day = date.fromisoformat(row.pop("Date"))
        yield (
            day,
            {"EUR": Fraction(1)}
            | {code: Fraction(value) for code, value in row.items() if code and value not in ("N/A", "")},
        )


RAW = dict(_raw())


def fraction(base: str, quote: str, day: date) -> Fraction | None:
    """Units of quote for one base on a day of the record, from its raw text."""
    row = RAW.get(day, {})
    return row[quote] / row[base] if base in row and quote in row else None


def asked(base: str, quote: str, when: str) -> Rate:
    found = look_up(TABLE, base, quote, parse_date(when), today=TODAY)
    assert isinstance(found, Rate)
    assert (found.base, found.quote) == (base, quote)
    return found


def test_the_record_has_no_faults() -> None:
    assert FAULTS == ()
    assert len(RAW) == len(SERIES[0].days) > 5000


@pytest.mark.parametrize("pair", ["USD CNY", "USD HKD", "USD JPY", "GBP USD", "EUR CNY", "EUR USD", "SGD CNY"])
@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        ("2017-11", "2017-11-01", "2017-11-30"),
        ("2018-10", "2018-10-01", "2018-10-31"),
        ("2020-02~", "2020-02-01", "2020-02-29"),
        ("2005-04", "2005-04-01", "2005-04-30"),
        ("2019-Q3", "2019-07-01", "2019-09-30"),
        ("2016", "2016-01-01", "2016-12-31"),
        ("2019-08/2019-10", "2019-08-01", "2019-10-31"),
        ("2020-05-09/2020-05-18", "2020-05-09", "2020-05-18"),
        ("2026-03/..", "2026-03-01", "2026-11-22"),
        ("2026", "2026-01-01", "2026-11-22"),
    ],
)
def test_a_mean_is_the_mean_of_the_raw_text(pair: str, when: str, first: str, last: str) -> None:
    base, quote = pair.split()
    values = [rate for day in RAW if first <= str(day) <= last and (rate := fraction(base, quote, day)) is not None]
    found = asked(base, quote, when)
    assert found.days == len(values) > 0
    assert abs(Fraction(found.value) - sum(values) / len(values)) < FINE
    assert found.basis is (Basis.MEAN_SO_FAR if last == str(TODAY) else Basis.MEAN)


@settings(deadline=None)
@given(
    st.dates(date(2004, 12, 20), date(2026, 5, 1)),
    st.sampled_from(["USD CNY", "USD HKD", "GBP USD", "EUR CNY", "SGD HKD"]),
)
def test_a_day_takes_the_last_of_the_raw_text(day: date, pair: str) -> None:
    base, quote = pair.split()
    candidates = [day - timedelta(days=age) for age in range(8)]
    published = next((each for each in candidates if fraction(base, quote, each) is not None), None)
    found = look_up(TABLE, base, quote, parse_date(str(day)), today=TODAY)
    if published is None:
        assert isinstance(found, NoRate)
        return
    assert isinstance(found, Rate)
    assert (found.date, found.age) == (str(published), (day - published).days)
    assert abs(Fraction(found.value) - (fraction(base, quote, published) or 0)) < FINE


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2020-04-09", "2020-04-09, 0 old"),
        ("2020-04-10", "2020-04-09, 1 old"),
        ("2020-04-13", "2020-04-09, 4 old"),
        ("2020-04-14", "2020-04-14, 0 old"),
        ("2019-12-26", "2019-12-24, 2 old"),
        ("2020-01-01", "2019-12-31, 1 old"),
    ],
)
def test_easter_and_other_holidays(when: str, expected: str) -> None:
    found = asked("USD", "CNY", when)
    assert f"{found.date}, {found.age} old" == expected


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("2005-03-31", "the first CNY per USD on record is of 2005-04-01 (ECB)"),
        ("2004", "the first CNY per USD on record is of 2005-04-01 (ECB)"),
    ],
)
def test_where_the_record_starts(when: str, expected: str) -> None:
    assert look_up(TABLE, "CNY", "USD", parse_date(when), today=TODAY) == NoRate("USD", "CNY", expected)


def test_where_the_record_ends() -> None:
    last = max(RAW)
    week, more = (look_up(TABLE, "CNY", "USD", PartialDate.of(last + timedelta(age)), today=date.max) for age in (7, 8))
    assert isinstance(week, Rate)
    assert (week.date, week.age) == (str(last), 7)
    assert more == NoRate("USD", "CNY", f"the last CNY per USD on record is of {last} (ECB)")


@pytest.mark.parametrize(
    ("amount", "to", "when", "converted", "rate", "days"),
    [
        ("CNY 1.8bn", "USD", "2020-05-13", "253884464.7350263", "7.0898390804", 1),
        ("CNY 5.3bn", "USD", "2020-05-13", "747548701.7197997", "7.0898390804", 1),
        ("CNY 500m", "USD", "2017-11", "75510455.6902894", "6.621599557692", 22),
        ("CNY 2bn", "USD", "2017-11", "302041822.7611578", "6.621599557692", 22),
        ("CNY 1bn", "USD", "2018-10", "144485246.0442762", "6.921121895681", 23),
        ("USD 254m", "CNY", "2020-05-13", "1800819126.43", "7.0898390804", 1),
        ("USD 75.51m", "CNY", "2017-11", "499996982.6013808", "6.621599557692", 22),
    ],
)
def test_the_figures_of_the_book(amount: str, to: str, when: str, converted: str, rate: str, days: int) -> None:
    found = asked("USD", "CNY", when)
    exact = convert(parse_amount(amount), to, found).converted.low
    assert (str(found.value)[: len(rate)], found.days, found.method) == (rate, days, "cross via EUR")
    assert f"{exact:f}"[: len(converted)] == converted


def test_the_figures_as_people_read_them(run: Callable) -> None:
    sums = {
        when: run("convert", amount, "--on", when).stdout.splitlines()[0]
        for amount, when in [("CNY 1.8bn", "2020-05-13"), ("CNY 500m", "2017-11"), ("about CNY 1bn", "2018-10")]
    }
    assert sums == {
        "2020-05-13": "CNY 1.8bn = USD 253.88m",
        "2017-11": "CNY 500m = USD 75.51m",
        "2018-10": "~CNY 1bn = ~USD 144.49m",
    }


@settings(deadline=None)
@given(st.sampled_from(sorted(RAW)), st.decimals("0.01", "99999999999", places=2))
def test_there_and_back_at_every_rate_of_the_record(day: date, value: Decimal) -> None:
    rate = look_up(TABLE, "HKD", "USD", parse_date(str(day)), today=TODAY)
    assert isinstance(rate, Rate)
    there = convert(parse_amount(f"HKD {value:f}"), "USD", rate).converted
    back = convert(there, "HKD", rate).converted
    assert back.low is not None
    assert abs(back.low - value) < value * Decimal("1e-30")
