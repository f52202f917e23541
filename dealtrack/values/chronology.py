"""The order of dated things, oldest first, judged by what is certain of their dates.

Two dates are out of order only where the lower one ended for certain before the upper one began. A thing is misplaced
if it is not in the longest run (with gaps) that is in order: one that was moved to a wrong place is one, not many.
"""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from dealtrack.values.dates import PartialDate

_PART = 128  # positions of an order that are searched together


class Misplaced(NamedTuple):
    """That the thing at ``position`` must stand above, or else below, the one at ``other``."""

    position: int
    other: int
    above: bool


def misplaced(dates: Sequence[PartialDate]) -> tuple[Misplaced, ...]:
    """The fewest things that have to move so that all stand oldest first; of two that could, the lower one moves."""
    return arranged(dates)[1]


def oldest_first(dates: Sequence[PartialDate]) -> list[int]:
    """The positions in the order in which the things should stand: only those that are misplaced move, and not far."""
    return arranged(dates)[0]


def arranged(dates: Sequence[PartialDate]) -> tuple[list[int], tuple[Misplaced, ...]]:
    """The order in which the things should stand, and what has to move for it: ``oldest_first`` and ``misplaced``."""
    if is_in_order(dates):
        return list(range(len(dates))), ()
    run = _longest_run(dates)
    order = _Order([when.certain for when in dates], run)
    moves, falling = [], []
    for position in sorted(set(range(len(dates))) - set(run)):
        newer = order.first_after(position)
        if newer is None or newer.position > position:
            falling.append(position)
            continue
        moves.append(Misplaced(position, newer.position, above=True))
        order.insert(newer.part, newer.at, position)
    for position in reversed(falling):
        older = order.last_before(position)
        moves.append(Misplaced(position, older.position, above=False))
        order.insert(older.part, older.at + 1, position)
    return order.positions, tuple(sorted(moves))


class _Found(NamedTuple):
    """Which thing was found: the one at ``position``, which is the ``at``-th of a ``part`` of an order."""

    part: int
    at: int
    position: int


class _Order:
    """Positions in their order, in parts of some hundreds, so that no search and no insertion goes through all of them.

    Of each part are known the newest first day, and the oldest last day.
    """

    def __init__(self, days: Sequence[tuple[date, date]], positions: Sequence[int]) -> None:
        self._days = days
        self._parts = [list(positions[at : at + _PART]) for at in range(0, len(positions), _PART)]
        self._newest = [max(days[each][0] for each in part) for part in self._parts]
        self._oldest = [min(days[each][1] for each in part) for part in self._parts]

    @property
    def positions(self) -> list[int]:
        """All of them."""
        return [position for part in self._parts for position in part]

    def first_after(self, position: int) -> _Found | None:
        """The uppermost that certainly is of a later time than the one at *position*."""
        last = self._days[position][1]
        part = next((number for number, newest in enumerate(self._newest) if last < newest), None)
        if part is None:
            return None
        at = next(at for at, other in enumerate(self._parts[part]) if last < self._days[other][0])
        return _Found(part, at, self._parts[part][at])

    def last_before(self, position: int) -> _Found:
        """The lowest that certainly is of an earlier time; there is one."""
        first = self._days[position][0]
        part = max(number for number, oldest in enumerate(self._oldest) if oldest < first)
        at = max(at for at, other in enumerate(self._parts[part]) if self._days[other][1] < first)
        return _Found(part, at, self._parts[part][at])

    def insert(self, part: int, at: int, position: int) -> None:
        """Put *position* into a part before its *at*-th; one that has grown to twice its size is divided."""
        whole = self._parts[part]
        whole.insert(at, position)
        if len(whole) < 2 * _PART:
            first, last = self._days[position]
            self._newest[part], self._oldest[part] = max(self._newest[part], first), min(self._oldest[part], last)
            return
        halves = [whole[:_PART], whole[_PART:]]
        self._parts[part : part + 1] = halves
        self._newest[part : part + 1] = [max(self._days[each][0] for each in half) for half in halves]
        self._oldest[part : part + 1] = [min(self._days[each][1] for each in half) for half in halves]


def is_in_order(dates: Sequence[PartialDate]) -> bool:
    """Whether nothing is misplaced."""
    newest = date.min
    for when in dates:
        first, last = when.certain
        if last < newest:
            return False
        newest = max(newest, first)
    return True


def _longest_run(dates: Sequence[PartialDate]) -> list[int]:
    """The indices of the longest run in order.

    Patience sorting from the bottom up: ``ages`` holds for each length, of the run that leaves most room above, how old
    its oldest member is at its end, newest first. What fits on a run may not be older than its end, so it makes the
    runs of all lengths from ``shorter`` to ``fitting`` longer by one; which they were is all that has to be kept.
    """
    ages: list[int] = []
    steps: list[tuple[int, int, int]] = []
    for index in reversed(range(len(dates))):
        first, last = (-day.toordinal() for day in dates[index].certain)
        shorter, fitting = bisect_right(ages, last), bisect_right(ages, first)
        del ages[fitting : fitting + 1]
        ages.insert(shorter, last)
        steps.append((index, shorter, fitting))
    kept, length = [], len(ages) - 1
    for index, shorter, fitting in reversed(steps):
        if shorter <= length <= fitting:
            kept.append(index)
            length -= 1
    return kept
