"""Where a rate comes from: the published quotations that it was computed from, day by day, as they were quoted."""

from collections.abc import Iterator
from datetime import date

import msgspec

from dealtrack.rates.lookup import Rate, span_of
from dealtrack.rates.table import Leg, Pair, RateTable, Route
from dealtrack.values.dates import PartialDate


class Quoted(msgspec.Struct, frozen=True):
    """One published quotation: its day, its pair as published, its figure for one unit of the base.

    ``is_inverse`` tells that the rate takes it the other way up. A cross divides the first leg of a day by the second,
    its divisor.
    """

    day: date
    pair: Pair
    figure: str
    source: str
    file: str
    is_inverse: bool = False
    is_divisor: bool = False


def trace(table: RateTable, rate: Rate, when: PartialDate, today: date) -> tuple[Quoted, ...]:
    """The quotations behind *rate*, which *table* gave for *when*, oldest first."""
    ways = (route for route in table.routes(rate.base, rate.quote) if _is_of(route, rate))
    route = next(ways)
    first, last = span_of(when, today) if rate.is_mean else (date.fromisoformat(rate.date),) * 2
    indices = (index for index in route.series.between(first, last) if route.value(index) is not None)
    return tuple(quoted for index in indices for quoted in _legs(route, index))


def _is_of(route: Route, rate: Rate) -> bool:
    return (route.series.source, route.series.file, route.method) == (rate.source, rate.file, rate.method)


def _legs(route: Route, index: int) -> Iterator[Quoted]:
    legs: tuple[tuple[Leg | None, bool], ...] = ((route.leg, False), (route.divisor, True))
    for leg, is_divisor in legs:
        if leg:
            series = route.series
            figure = series.columns[leg.pair][index]
            yield Quoted(series.days[index], leg.pair, figure, series.source, series.file, leg.inverse, is_divisor)
