"""Rates that cannot be: quoted the wrong way round, of a wrong scale, or far off the days around them.

No exchange rate that anyone would cite moves by a fifth in a day and is back the day after. What does is a slip, and no
figure is computed from it. A rate that stays at its new level was devalued, and is believed.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from operator import truediv

import msgspec
from msgspec import structs

from dealtrack.rates.table import MISSING, SET_ASIDE, Pair, RateTable, Route, Series
from dealtrack.values.currencies import quoted_pair

_JUMP = 1.2  # how many times another rate its neighbour may be
_SLIP = 3.0  # a step as large as this is a slip even where the rate stays at its new level
_SETTLED = 2  # so many days at a new level show that it is one
_LONGEST_SPIKE = 5  # a real crisis, such as Iceland's of 2008, takes weeks to pass
_APART = timedelta(days=31)  # further apart, two days are no neighbours
_WEEK = timedelta(days=7)


class Doubt(msgspec.Struct, frozen=True):
    """A run of rates that cannot be: their indices, the first of them, and what it is held to."""

    indices: range
    value: float
    neighbour: float
    held_to: str

    @property
    def is_inverse(self) -> bool:
        """Whether it would fit if it were quoted the other way round."""
        return not _jumps(1 / self.value, self.neighbour)


class _Run(msgspec.Struct, frozen=True):
    """``length`` quotations without a jump between them, from the index ``start`` to ``end`` (not included)."""

    start: int
    end: int
    length: int
    first: float
    last: float


def without_doubts(series: Sequence[Series]) -> tuple[tuple[Series, ...], tuple[tuple[Series, Pair, Doubt], ...]]:
    """*series* with the rates that cannot be set aside, and these.

    A series is held to those of other files, too, and a pair to what its own series has of it the other way round.
    """
    found: list[tuple[Series, Pair, Doubt]] = []
    kept: list[Series] = []
    for each in sorted(series, key=lambda one: -len(one.days)):  # the longest is the measure of the others
        own = [
            (each, pair, doubt)
            for pair in each.columns
            for doubt in doubts(each, pair, RateTable((*_turned_round(each, pair), *kept)))
        ]
        kept.append(_without(each, own) if own else each)
        found += own
    order = {(each.source, each.file): number for number, each in enumerate(series)}
    return tuple(sorted(kept, key=lambda one: order[one.source, one.file])), tuple(found)


def _turned_round(series: Series, pair: Pair) -> Iterator[Series]:
    """What the series has of *pair* the other way round, if that is more: the exception is held to the rule."""
    base, quote = pair
    other = series.columns.get((quote, base))
    if other is None:
        return
    count, own = (sum(text not in MISSING for text in column) for column in (other, series.columns[pair]))
    if (count, quoted_pair(base, quote) == (quote, base)) > (own, quoted_pair(base, quote) == pair):
        yield structs.replace(series, columns={(quote, base): other})


def _without(series: Series, found: Sequence[tuple[Series, Pair, Doubt]]) -> Series:
    columns = {pair: list(column) for pair, column in series.columns.items()}
    for _, pair, doubt in found:
        for index in doubt.indices:
            if columns[pair][index] not in MISSING:
                columns[pair][index] = SET_ASIDE
    return structs.replace(series, columns=columns)


def doubts(series: Series, pair: Pair, others: RateTable) -> tuple[Doubt, ...]:
    """The runs of a pair's rates that are more than a fifth off the days around them, or off *others* of the day.

    Where *others* have none of its days, they show a slip by one within a week.
    """
    column = series.columns[pair]
    found: list[Doubt] = []
    runs = _runs(series.days, column)
    while len(runs) > 1 and (worst := _worst(series.days, runs)):
        found.append(worst)
        gone = {index for doubt in found for index in doubt.indices}
        column = ["" if index in gone else text for index, text in enumerate(column)]
        runs = _runs(series.days, column)
    routes = tuple(others.routes(*pair))
    for run in runs if routes else ():
        other = _contradicted(series.days, column, run, routes)
        if other:
            found.append(Doubt(range(run.start, run.end), run.first, *other))
    return tuple(found)


def _runs(days: Sequence[date], column: Sequence[str]) -> list[_Run]:
    """The column as runs, broken where it jumps."""
    indices: Sequence[int] = range(len(column))
    try:
        values = list(map(float, column))
    except ValueError:
        indices = [index for index, text in enumerate(column) if text not in MISSING]
        values = [float(column[index]) for index in indices]
    ratios = list(map(truediv, values[1:], values))
    breaks = [0]
    if ratios and (max(ratios) > _JUMP or min(ratios) * _JUMP < 1):
        breaks += [at for at, ratio in enumerate(ratios, start=1) if ratio > _JUMP or ratio * _JUMP < 1]
    return [
        _Run(indices[start], indices[end - 1] + 1, end - start, values[start], values[end - 1])
        for start, end in zip(breaks, [*breaks[1:], len(values)], strict=True)
        if end > start
    ]


def _worst(days: Sequence[date], runs: list[_Run]) -> Doubt | None:
    """The shortest of the runs that those around them show to be wrong; one between two others before one at an end."""
    found = []
    for number, run in enumerate(runs):
        before = runs[number - 1] if number and _are_near(days, runs[number - 1], run) else None
        behind = runs[number + 1] if number + 1 < len(runs) and _are_near(days, run, runs[number + 1]) else None
        near = _contradicting(run, before, behind)
        if near:
            day = days[near.end - 1 if near is before else near.start]
            value = near.last if near is before else near.first
            doubt = Doubt(range(run.start, run.end), run.first, value, f"on {day}")
            found.append(((not (before and behind), run.length), doubt))
    return min(found, key=lambda each: each[0])[1] if found else None


def _are_near(days: Sequence[date], earlier: _Run, later: _Run) -> bool:
    return days[later.start] - days[earlier.end - 1] <= _APART


def _contradicting(run: _Run, before: _Run | None, behind: _Run | None) -> _Run | None:
    """The run that shows that *run* cannot be: of those on both sides, which agree, or of the one that there is."""
    if before and behind:
        is_off = _is_slip(run.first, before.last) and _is_slip(run.last, behind.first)
        is_spike = run.length <= _LONGEST_SPIKE and not _jumps(before.last, behind.first)
        return before if (is_off or is_spike) and run.length <= before.length + behind.length else None
    if before and (run.length < _SETTLED or _is_slip(run.first, before.last)):
        return before if run.length <= before.length else None
    if behind and (run.length < _SETTLED or _is_slip(run.last, behind.first)):
        return behind if run.length < behind.length else None
    return None


def _contradicted(
    days: Sequence[date], column: Sequence[str], run: _Run, routes: Sequence[Route]
) -> tuple[float, str] | None:
    """What *routes* have that shows that a run cannot be: on the first day that both have, else within a week of it."""
    for index in range(run.start, run.end):
        if column[index] not in MISSING and (other := _nearest(days[index], routes, timedelta(0))):
            return other if _jumps(float(column[index]), other[0]) else None
    for day, value in ((days[run.start], run.first), (days[run.end - 1], run.last)):
        if (other := _nearest(day, routes, _WEEK)) and _is_slip(value, other[0]):
            return other
    return None


def _nearest(day: date, routes: Sequence[Route], within: timedelta) -> tuple[float, str] | None:
    """The rate of the nearest day that one of *routes* has, and whose it is."""
    for route in routes:
        days = route.series.days
        near = route.series.between(max(day, date.min + within) - within, min(day, date.max - within) + within)
        for index in sorted(near, key=lambda at: abs(days[at] - day)):
            value = route.value(index)
            if value is not None:
                return float(value), f"of {route.series.source} on {days[index]}"
    return None


def _is_slip(one: float, other: float) -> bool:
    return not 1 / _SLIP < one / other < _SLIP


def _jumps(one: float, other: float) -> bool:
    return not 1 / _JUMP <= one / other <= _JUMP
