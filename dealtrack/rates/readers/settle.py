"""Where two files of one source have two values for one pair and day: both are told, and both are set aside."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from msgspec import structs

from dealtrack.diagnostics import Fault, Place
from dealtrack.rates.plausible import Doubt
from dealtrack.rates.readers import find_figures
from dealtrack.rates.readers.gather import conflict
from dealtrack.rates.table import MISSING, SET_ASIDE, Pair, Series

_Disputed = tuple[int, Pair, date]


def settle(series: Sequence[Series], text_of: Callable[[str], str]) -> tuple[tuple[Series, ...], tuple[Fault, ...]]:
    """*series* with the figures that another file of the same source contradicts set aside, and a fault for each.

    *text_of* gives the text of a file, for the places; it is called only where there is a contradiction.
    """
    disputed: set[_Disputed] = set()
    faults = []
    for later in range(len(series)):
        for earlier in range(later):
            for pair, day in _contradictions(series[earlier], series[later]):
                disputed |= {(earlier, pair, day), (later, pair, day)}
                both = (series[later], series[earlier])
                places = [_figure(text_of(each.file), each, pair, day)[1] for each in both]
                faults.append(conflict(f"{pair[1]} per {pair[0]} on {day}", *places))
    if not disputed:
        return tuple(series), ()
    return tuple(_without(each, index, disputed) for index, each in enumerate(series)), tuple(faults)


def doubt(series: Series, pair: Pair, found: Doubt, text_of: Callable[[str], str]) -> Fault:
    """A fault at the first of a run of rates that cannot be."""
    day, base, quote = series.days[found.indices.start], *pair
    figures = [each for each in series.columns[pair][found.indices.start : found.indices.stop] if each not in MISSING]
    run = f", and the {len(figures) - 1} behind it" if len(figures) > 1 else ""
    why = f"cannot be what {quote} per {base} was on {day}{run}: it was {found.neighbour:.6g} {found.held_to}"
    published, place = _figure(text_of(series.file), series, pair, day)
    units = float(published or found.value) / found.value  # that the file quotes at a time: 1, or 100
    inverse = f"this is {base} per {quote}: turn the two round, or write {units / found.value:.6g}"
    hint = inverse if found.is_inverse else "take the figure from the publisher again; no figure is computed from it"
    return Fault("implausible-rate", place, text=published or figures[0], why=why, hint=hint)


def _contradictions(earlier: Series, later: Series) -> Iterator[tuple[Pair, date]]:
    if earlier.source != later.source or earlier.file == later.file:
        return
    positions = {day: index for index, day in enumerate(earlier.days)}
    for pair in later.columns:
        for index, day in enumerate(later.days):
            first = earlier.columns[pair][positions[day]] if pair in earlier.columns and day in positions else ""
            second = later.columns[pair][index]
            if first not in MISSING and second not in MISSING and Decimal(first) != Decimal(second):
                yield pair, day


def _without(series: Series, number: int, disputed: set[_Disputed]) -> Series:
    columns = {
        pair: [
            SET_ASIDE if (number, pair, day) in disputed else text
            for day, text in zip(series.days, column, strict=True)
        ]
        for pair, column in series.columns.items()
    }
    return structs.replace(series, columns=columns)


def _figure(text: str, series: Series, pair: Pair, day: date) -> tuple[str, Place]:
    """What a file has for *pair* on *day*, and where; the file itself where it cannot be told."""
    key = (series.source, pair, day)
    return find_figures(text, series.file, {key}).get(key, ("", Place(series.file)))
