"""What is out of order, and the order in which it should stand."""

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealtrack.values.chronology import arranged, misplaced, oldest_first
from dealtrack.values.dates import parse_date


def dates(text):
    return [parse_date(each) for each in text.split()]


@pytest.mark.parametrize(
    ("text", "moves", "order"),
    [
        ("", [], []),
        ("2020", [], [0]),
        ("2019 2020 2021", [], [0, 1, 2]),
        ("2020 2020 2020", [], [0, 1, 2]),
        ("2020-05-13 2020-05 2020", [], [0, 1, 2]),
        ("2020 2020-05 2020-05-13", [], [0, 1, 2]),
        ("2020-12 2020 2020-11", [(2, 0, True)], [2, 0, 1]),
        # Of two, the lower one moves.
        ("2021 2020", [(1, 0, True)], [1, 0]),
        ("2019 2021 2020 2022", [(2, 1, True)], [0, 2, 1, 3]),
        # One that was put far away is one.
        ("2022 2019 2020 2021", [(0, 3, False)], [1, 2, 3, 0]),
        ("2020 2021 2022 2019", [(3, 0, True)], [3, 0, 1, 2]),
        ("2022 2023 2019 2020 2021", [(0, 4, False), (1, 4, False)], [2, 3, 4, 0, 1]),
        ("2018 2020 2021 2019 2019", [(3, 1, True), (4, 1, True)], [0, 3, 4, 1, 2]),
        ("2021 2022 2023 2019 2018", [(3, 0, True), (4, 3, True)], [4, 3, 0, 1, 2]),
        ("2022 2021 2020", [(1, 0, True), (2, 1, True)], [2, 1, 0]),
        # What is open is judged by the end that it has.
        ("2020-05-13 ../2020-12 2020-06/.. 2020", [], [0, 1, 2, 3]),
        ("2021/.. 2020", [(1, 0, True)], [1, 0]),
        ("2021 ../2020", [(1, 0, True)], [1, 0]),
        ("../2020 2019 2015/.. 2018/2019", [], [0, 1, 2, 3]),
        # About may be off by as much as it says; what is uncertain may be anything.
        ("2020-05-14~ 2020-05-13", [], [0, 1]),
        ("2020-05-16~ 2020-05-13", [(1, 0, True)], [1, 0]),
        ("2021 2020~", [], [0, 1]),
        ("2021 2019~", [(1, 0, True)], [1, 0]),
        ("2021 1999?", [], [0, 1]),
    ],
)
def test_what_moves_and_where_it_goes(text, moves, order):
    assert [tuple(move) for move in misplaced(dates(text))] == moves
    assert oldest_first(dates(text)) == order


WRITTEN = st.sampled_from("2018 2019 2020 2021 2019-06 2020-01 2020-05 2020-12 ../2020 2020/.. 2019/2020".split())


def in_order(chosen):
    return not any(lower.surely_before(upper) for upper, lower in combinations(chosen, 2))


@given(st.lists(WRITTEN.map(parse_date), max_size=7))
def test_as_few_move_as_can_and_the_rest_stays_as_it_was(given_dates):
    moved = {move.position for move in misplaced(given_dates)}
    order = oldest_first(given_dates)
    rest = [index for index in range(len(given_dates)) if index not in moved]
    assert sorted(order) == list(range(len(given_dates)))
    assert in_order([given_dates[index] for index in order])
    assert [index for index in order if index not in moved] == rest
    longest = max(size for size in range(len(given_dates) + 1) if any(map(in_order, combinations(given_dates, size))))
    assert len(rest) == longest


@given(st.lists(WRITTEN.map(parse_date), max_size=7))
def test_what_is_told_of_a_misplaced_thing_is_true(given_dates):
    for index, other, above in misplaced(given_dates):
        upper, lower = sorted((index, other))
        assert given_dates[lower].surely_before(given_dates[upper])
        assert above == (index == lower)


@pytest.mark.parametrize("seed", range(3))
def test_a_thousand_things_are_put_in_order(seed):
    years = random.Random(seed).choices(range(1900, 2000), k=1000)
    given_dates = [parse_date(str(year)) for year in years]
    order, moves = arranged(given_dates)
    assert sorted(order) == list(range(len(years)))
    assert [years[index] for index in order] == sorted(years)
    assert all((years[move.position] < years[move.other]) == move.above for move in moves)
