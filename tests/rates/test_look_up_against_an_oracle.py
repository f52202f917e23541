"""The look-up against a second one, written as plainly as the rules are told, over random records."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import reduce

from hypothesis import given, settings
from hypothesis import strategies as st

from dealtrack.rates.lookup import Basis, NoRate, Rate, look_up
from dealtrack.rates.table import SET_ASIDE, RateTable, Series
from dealtrack.values.amount import EXACT
from dealtrack.values.dates import parse_date

MONDAY = date(2020, 6, 1)
DAYS = [MONDAY + timedelta(days=number) for number in range(42)]  # six weeks, in which June and July meet
SOURCES = ("A", "B", "C")
PAIRS = [("USD", "CNY"), ("CNY", "USD"), ("EUR", "USD"), ("EUR", "CNY"), ("CNY", "HKD"), ("USD", "HKD")]

Figures = dict[tuple[str, str], dict[date, str]]
Key = tuple[int, int, int, str]  # of a way: its source's place in the preference, its form, its series, its pivot
Way = tuple[Key, Decimal | None]  # and its rate of a day, None where a figure of it is set aside


def ways(record: list[tuple[str, Figures]], prefer: tuple[str, ...], day: date) -> list[Way]:
    """Every rate of CNY per USD that was published for a day, the best first."""
    return sorted(_ways(record, prefer, day), key=lambda way: way[0])


def _ways(record: list[tuple[str, Figures]], prefer: tuple[str, ...], day: date) -> Iterator[Way]:
    for number, (source, figures) in enumerate(record):
        rank = prefer.index(source) if source in prefer else len(prefer)
        quoted = {pair: column[day] for pair, column in figures.items() if day in column}
        both = quoted | {
            (quote, base): f"1/{text}" for (base, quote), text in quoted.items() if (quote, base) not in quoted
        }
        for form, pair in enumerate([("USD", "CNY"), ("CNY", "USD")]):
            if pair in quoted:
                yield (rank, form, number, ""), value(both["USD", "CNY"] if form == 0 else f"1/{quoted[pair]}")
        for pivot in ("EUR", "HKD"):
            if (pivot, "CNY") in both and (pivot, "USD") in both:
                legs = value(both[pivot, "CNY"]), value(both[pivot, "USD"])
                yield (rank, 2, number, pivot), None if None in legs else EXACT.divide(*legs)


def value(text: str) -> Decimal | None:
    inverse, figure = text.startswith("1/"), text.removeprefix("1/")
    if figure == SET_ASIDE:
        return None
    return EXACT.divide(Decimal(1), Decimal(figure)) if inverse else Decimal(figure)


def oracle(record: list[tuple[str, Figures]], prefer: tuple[str, ...], age: int, when: str, today: date) -> object:
    """What the rules say: a rate and how many days it is the mean of, None for none, False for one set aside."""
    asked = parse_date(when)
    first, last = asked.start or asked.end, min(asked.end or today, today)
    by_day = {day: found for day in DAYS if day <= today and (found := ways(record, prefer, day))}
    if first > today:  # nothing of it has come: the latest
        last, age = today, 999
    elif asked.day is None and asked.start:  # a period: the best of the ways that have nine tenths of the most
        within = {day: dict(found) for day, found in by_day.items() if first <= day <= last}
        counts = {
            key: sum(key in within[day] for day in within if day.weekday() < 5)
            for found in within.values()
            for key in found
        }
        if counts:
            best = min(key for key, count in counts.items() if count * 10 >= max(counts.values()) * 9)
            rates = [found[best] for _, found in sorted(within.items()) if best in found]
            return False if None in rates else (EXACT.divide(reduce(EXACT.add, rates), Decimal(len(rates))), len(rates))
    newest = max((day for day in by_day if (last - timedelta(days=age)) <= day <= last), default=None)
    return newest and (False if by_day[newest][0][1] is None else (by_day[newest][0][1], 1))


figures = st.one_of(
    st.decimals("0.5", "9", places=1).map(str), st.just(SET_ASIDE), *[st.decimals("2", "8", places=0).map(str)] * 4
)
columns = st.dictionaries(st.sampled_from(DAYS), figures, max_size=40)
series = st.tuples(st.sampled_from(SOURCES), st.dictionaries(st.sampled_from(PAIRS), columns, max_size=4))
periods = st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS)).map(lambda days: f"{min(days)}/{max(days)}")
days = st.sampled_from(DAYS).map(str)
dates = st.one_of(
    days, periods, days.map("../{}".format), days.map("{}/..".format), days.map("{}~".format),
    st.sampled_from(["2020-05", "2020-06", "2020-07", "2020-Q2", "2020-Q3", "2020", "2021", "2020-06/2020-07", "../2020-06"]),
)  # fmt: skip
records = st.lists(series, max_size=4)


@settings(max_examples=600, deadline=None)
@given(
    records, st.permutations(SOURCES), st.integers(0, 3), st.sampled_from([0, 1, 3, 7]), dates, st.sampled_from(DAYS)
)
def test_the_look_up_finds_what_the_rules_say(
    record: list[tuple[str, Figures]], order: list[str], preferred: int, age: int, when: str, today: date
) -> None:
    prefer = tuple(order[:preferred])
    found = look_up(RateTable(tuple(map(recorded, record)), age, prefer), "CNY", "USD", parse_date(when), today=today)
    expected = oracle(record, prefer, age, when, today)
    if isinstance(found, NoRate):
        assert expected is (False if found.is_set_aside else None)
    else:
        assert (found.value, found.days) == expected
        assert_told_truly(found, when, today)


def recorded(each: tuple[str, Figures]) -> Series:
    source, by_pair = each
    days = sorted({day for column in by_pair.values() for day in column})
    columns = {pair: [column.get(day, "") for day in days] for pair, column in by_pair.items()}
    return Series(source, f"seeds/rates/{source}.csv", days, columns)


def assert_told_truly(found: Rate, when: str, today: date) -> None:
    """A rate never is of the future, and a mean tells how many of the weekdays that are past it covers."""
    asked = parse_date(when)
    if not found.is_mean:
        assert found.date <= str(today)
        assert (found.basis is Basis.LATEST) == ((asked.start or asked.end or today) > today)
        return
    end = min(asked.end or today, today)
    past = [day for day in DAYS_OF_YEARS if (asked.start or end) <= day <= end and day.weekday() < 5]
    assert found.weekdays == len(past)
    assert found.on_weekdays <= min(found.days, found.weekdays)
    assert found.is_sparse == (2 * found.on_weekdays < len(past))
    assert found.is_partial or not found.is_sparse
    assert (found.basis is Basis.MEAN_SO_FAR) == (asked.end is None or asked.end > today)


DAYS_OF_YEARS = [date(2020, 1, 1) + timedelta(days=number) for number in range(731)]
