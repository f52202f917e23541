"""Which run of a column of rates is doubted, at the bounds of what is believed and where two runs are of one length.

A column is a text: its rates, of one day after the other; ``+30`` is a leap over so many days.
"""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from dealtrack.rates.plausible import Doubt, doubts
from dealtrack.rates.table import RateTable, Series

PAIR = ("USD", "CNY")


def series_of(text: str, source: str = "A") -> Series:
    day, days, column = date(2020, 1, 1), [], []
    for word in text.split():
        if word.startswith("+"):
            day += timedelta(days=int(word[1:]))
        else:
            days.append(day)
            column.append(word)
            day += timedelta(days=1)
    return Series(source, f"{source}.csv", days, {PAIR: column})


def told(found: tuple[Doubt, ...]) -> Iterator[str]:
    """``1-2 of 9 by 7 on 2020-01-04``: from the first to the last index, the first rate, and what it is held to."""
    for doubt in found:
        first, last = doubt.indices[0], doubt.indices[-1]
        yield f"{first}-{last} of {doubt.value:g} by {doubt.neighbour:g} {doubt.held_to}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Of two that are alike in length, the later is doubted; between two others, the one in the middle.
        ("7 700", "1-1 of 700 by 7 on 2020-01-01"),
        ("7 7 700 700", "2-3 of 700 by 7 on 2020-01-02"),
        ("7 700 700 7", "1-2 of 700 by 7 on 2020-01-01"),
        ("7 700 7 7", "1-1 of 700 by 7 on 2020-01-01"),
        ("7 700 700 700 7", "0-0 of 7 by 700 on 2020-01-02, 4-4 of 7 by 700 on 2020-01-04"),
        ("700 7 7", "0-0 of 700 by 7 on 2020-01-02"),
        ("7 9 7 9 7", "1-1 of 9 by 7 on 2020-01-01, 3-3 of 9 by 7 on 2020-01-03"),
        # The shortest goes first, and with it what only looked wrong beside it.
        ("7 7 7 9 9 7 700 7 7", "6-6 of 700 by 7 on 2020-01-06, 3-4 of 9 by 7 on 2020-01-03"),
        # A fifth up or down is believed, any more is not.
        ("5 6 5", ""),
        ("5 6.001 5", "1-1 of 6.001 by 5 on 2020-01-01"),
        ("6 5 6", ""),
        ("6 4.999 6", "1-1 of 4.999 by 6 on 2020-01-01"),
        # Two days at a new level are one; at three times the old, they never are.
        ("5 5 5 6.5", "3-3 of 6.5 by 5 on 2020-01-03"),
        ("5 5 5 6.5 6.5", ""),
        ("6.5 5 5 5", "0-0 of 6.5 by 5 on 2020-01-02"),
        ("6.5 6.5 5 5 5", ""),
        ("5 5 5 15 15", "3-4 of 15 by 5 on 2020-01-03"),
        ("5 5 5 14.9 14.9", ""),
        ("15 15 5 5 5", "0-1 of 15 by 5 on 2020-01-03"),
        ("15 15 15 5 5 5", "3-5 of 5 by 15 on 2020-01-03"),
        # A spike lasts five days at most.
        ("5 5 5 7 7 7 7 7 5 5 5", "3-7 of 7 by 5 on 2020-01-03"),
        ("5 5 5 7 7 7 7 7 7 5 5 5", ""),
        # Thirty-one days apart, two days are neighbours still.
        ("5 5 5 +30 500", "3-3 of 500 by 5 on 2020-01-03"),
        ("5 5 5 +31 500", ""),
        ("500 +30 5 5 5", "0-0 of 500 by 5 on 2020-02-01"),
        ("500 +31 5 5 5", ""),
        # What is not published is in no run, and in no one's way.
        ("5 . 5 . 500 . 5", "4-4 of 500 by 5 on 2020-01-03"),
        (". 5 500 5 .", "2-2 of 500 by 5 on 2020-01-02"),
        ("5", ""),
        (".", ""),
    ],
)  # fmt: skip
def test_runs_beside_each_other(text: str, expected: str) -> None:
    assert ", ".join(told(doubts(series_of(text), PAIR, RateTable()))) == expected


@pytest.mark.parametrize(
    ("text", "other", "expected"),
    [
        # Of one day, a fifth is believed; the first day that both have decides.
        ("6 6", "5 5", ""),
        ("6.1 6.1", "5 5", "0-1 of 6.1 by 5 of B on 2020-01-01"),
        (". 6.1 6.1", "5 . 5", "1-2 of 6.1 by 5 of B on 2020-01-03"),
        # Of another day within a week, what is not three times as much, or a third.
        ("6.1", "+7 5", ""),
        ("15", "+7 5", "0-0 of 15 by 5 of B on 2020-01-08"),
        ("14.9", "+7 5", ""),
        ("15", "+8 5", ""),
        ("+7 15", "5", "0-0 of 15 by 5 of B on 2020-01-01"),
        ("+8 15", "5", ""),
        ("+3 15", "5 +4 4.9", "0-0 of 15 by 4.9 of B on 2020-01-06"),  # the nearer of two days
        ("5 5", "+5 600", "0-1 of 5 by 600 of B on 2020-01-06"),
        ("5 5", "+8 600", "0-1 of 5 by 600 of B on 2020-01-09"),  # within a week of the last day
        ("5 5", "+9 600", ""),
    ],
)
def test_runs_beside_another_source(text: str, other: str, expected: str) -> None:
    others = RateTable((series_of(other, "B"),))
    assert ", ".join(told(doubts(series_of(text), PAIR, others))) == expected


@pytest.mark.parametrize(("value", "expected"), [("0.2", True), ("0.24", True), ("0.25", False), ("0.1", False)])
def test_a_rate_that_would_fit_the_other_way_round(value: str, expected: bool) -> None:
    (doubt,) = doubts(series_of(f"5 {value} 5"), PAIR, RateTable())
    assert doubt.is_inverse is expected
