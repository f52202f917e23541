"""Which recorded rates were added, altered or taken away between two states of the record."""

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from dealtrack.rates.table import MISSING, Pair, RateTable


class Altered(msgspec.Struct, frozen=True):
    """The rate of one day, as text: what it was and is."""

    day: date
    before: str
    after: str


class RatesChange(msgspec.Struct, frozen=True):
    """What differs in the quotations of a *pair* by one source: days that came, went, and have another rate."""

    source: str
    pair: Pair
    added: tuple[date, ...]
    removed: tuple[date, ...]
    altered: tuple[Altered, ...]


Quotations = dict[tuple[str, Pair], dict[date, str]]


def rate_changes(before: RateTable, after: RateTable) -> tuple[RatesChange, ...]:
    """What differs between two records, by source and pair."""
    was, is_now = _quotations(before), _quotations(after)
    return tuple(_changes(was, is_now))


def _changes(was: Quotations, is_now: Quotations) -> Iterator[RatesChange]:
    for key in dict.fromkeys((*is_now, *was)):
        then, now = was.get(key, {}), is_now.get(key, {})
        if then == now:
            continue
        both = sorted(then.keys() & now.keys())
        altered = tuple(Altered(day, then[day], now[day]) for day in both if then[day] != now[day])
        added, removed = sorted(now.keys() - then.keys()), sorted(then.keys() - now.keys())
        yield RatesChange(*key, tuple(added), tuple(removed), altered)


def _quotations(table: RateTable) -> Quotations:
    found: Quotations = {}
    for series in table.series:
        for pair, texts in series.columns.items():
            found.setdefault((series.source, pair), {}).update(_published(series.days, texts))
    return found


def _published(days: Sequence[date], texts: Sequence[str]) -> Iterator[tuple[date, str]]:
    return ((day, text) for day, text in zip(days, texts, strict=True) if text not in MISSING)
