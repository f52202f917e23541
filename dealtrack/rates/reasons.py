"""How far a route reaches, and why a look-up found no rate on it, in words that name the nearest there is."""

from datetime import date, timedelta

from dealtrack.rates.table import RateTable, Route
from dealtrack.values.dates import PartialDate, weekdays_between


def reaches(route: Route, span: tuple[date, date], slack: int) -> bool:
    """Whether the route begins and ends outside *span*, but for weekends and *slack* weekdays more at its end."""
    (first, last), day = _ends(route), timedelta(days=1)
    before = weekdays_between(span[0], first - day) if first > span[0] else 0
    behind = weekdays_between(last + day, span[1]) if last < span[1] else 0
    return not before and behind <= slack


def why_none(table: RateTable, base: str, quote: str, when: PartialDate, today: date) -> str:
    """Why *table* has no rate of *quote* per *base* for *when*, as known on *today*."""
    unknown = sorted({base, quote} - table.currencies())
    if unknown:
        return f"no rate of {' or '.join(unknown)} is on record"
    days = [(day, route.series.source) for route in table.routes(base, quote) for day in _ends(route)]
    if not days:
        return f"{base} and {quote} are not quoted in one series"
    pair = f"{quote} per {base}"
    (first, first_source), (last, last_source) = min(days), max(days)
    if min(when.last, today) < first:
        return f"the first {pair} on record is of {first} ({first_source})"
    if (when.first if when.start else when.last) > last:
        return f"the last {pair} on record is of {last} ({last_source})"
    sources = ", ".join(dict.fromkeys(source for _, source in days))
    return f"no {pair} was published {_searched(table, when)} ({sources})"


def _searched(table: RateTable, when: PartialDate) -> str:
    """Where a rate was looked for: ``in 2015``, ``in the 7 days up to 2015-07-01``."""
    if when.day is None and when.start is not None:
        return f"in {when}"
    count = table.max_age_days
    return f"in the {count} day{'s' if count > 1 else ''} up to {when.end}" if count else f"on {when.end}"


def _ends(route: Route) -> tuple[date, ...]:
    """The first and the last day on which the route is quoted."""
    first, last = next(route.quoted(date.min, date.max), None), route.newest(date.min, date.max)
    return tuple(route.series.days[index] for index in (first, last) if index is not None)
