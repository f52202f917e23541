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
    """That the thing at ``position`` must stand above, or else below, the one at ``other``, which is in place."""

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
    if _is_in_order(dates):
        return ()
    kept = _longest_run(dates)
    in_place = set(kept)
    return tuple(_move(dates, index, kept) for index in range(len(dates)) if index not in in_place)


def oldest_first(dates: Sequence[PartialDate]) -> list[int]:
    """The indices in the order in which the things should stand: only those that are misplaced move, and not far."""
    moves = misplaced(dates)
    moved = {move.position for move in moves}
    order = [index for index in range(len(dates)) if index not in moved]
    for index in (move.position for move in moves if move.above):
        newer = next(at for at, other in enumerate(order) if dates[index].surely_before(dates[other]))
        order.insert(newer, index)
    for index in (move.position for move in reversed(moves) if not move.above):
        older = max(at for at, other in enumerate(order) if dates[other].surely_before(dates[index]))
        order.insert(older + 1, index)
    return order


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


def _move(dates: Sequence[PartialDate], index: int, kept: Sequence[int]) -> Misplaced:
    """Where the misplaced thing of *index* has to go: up, if one that is *kept* above it is newer; else down."""
    when = dates[index]
    newer = next((other for other in kept if other < index and when.surely_before(dates[other])), None)
    if newer is not None:
        return Misplaced(index, newer, above=True)
    return Misplaced(index, max(other for other in kept if dates[other].surely_before(when)), above=False)
