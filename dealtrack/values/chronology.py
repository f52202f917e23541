"""The order of dated things, oldest first, judged by what is certain of their dates.

Two dates are out of order only where the lower one ended for certain before the upper one began. A thing is misplaced
if it is not in the longest run (with gaps) that is in order: one that was moved to a wrong place is one, not many.
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from dealtrack.values.dates import PartialDate


class Misplaced(NamedTuple):
    """That the thing at ``position`` must stand above, or else below, the one at ``other``."""

    position: int
    other: int
    above: bool


class _Run(NamedTuple):
    """Things that are in order, from the uppermost down; ``oldest`` is the earliest last day of them."""

    position: int
    below: "_Run | None"
    oldest: date


def misplaced(dates: Sequence[PartialDate]) -> tuple[Misplaced, ...]:
    """The fewest things that have to move so that all stand oldest first; of two that could, the lower one moves."""
    return _arranged(dates)[1]


def oldest_first(dates: Sequence[PartialDate]) -> list[int]:
    """The positions in the order in which the things should stand: only those that are misplaced move, and not far."""
    return _arranged(dates)[0]


def _arranged(dates: Sequence[PartialDate]) -> tuple[list[int], tuple[Misplaced, ...]]:
    """The order in which the things should stand, and what has to move for it."""
    if _is_in_order(dates):
        return list(range(len(dates))), ()
    order = _longest_run(dates)
    firsts, lasts = zip(*(when.certain for when in dates), strict=True)  # asked of each pair below
    moves, falling = [], []
    for position in sorted(set(range(len(dates))) - set(order)):
        newer = next((at for at, other in enumerate(order) if lasts[position] < firsts[other]), None)
        if newer is None or order[newer] > position:
            falling.append(position)
            continue
        moves.append(Misplaced(position, order[newer], above=True))
        order.insert(newer, position)
    for position in reversed(falling):
        older = max(at for at, other in enumerate(order) if lasts[other] < firsts[position])
        moves.append(Misplaced(position, order[older], above=False))
        order.insert(older + 1, position)
    return order, tuple(sorted(moves))


def _is_in_order(dates: Sequence[PartialDate]) -> bool:
    newest = date.min
    for when in dates:
        first, last = when.certain
        if last < newest:
            return False
        newest = max(newest, first)
    return True


def _longest_run(dates: Sequence[PartialDate]) -> list[int]:
    """The indices of the longest run in order.

    Patience sorting from the bottom up: ``runs`` holds for each length the run that leaves most room above, which is
    the one whose oldest member is the newest.
    """
    runs: list[_Run] = []
    for index in reversed(range(len(dates))):
        first, last = dates[index].certain
        shorter, fitting = (bisect_right(runs, -day.toordinal(), key=_age) for day in (last, first))
        longer = [_Run(index, run, run.oldest) for run in runs[shorter:fitting]]
        runs[shorter : fitting + 1] = [_Run(index, runs[shorter - 1] if shorter else None, last), *longer]
    kept = []
    run: _Run | None = runs[-1]
    while run:
        kept.append(run.position)
        run = run.below
    return kept


def _age(run: _Run) -> int:
    return -run.oldest.toordinal()
