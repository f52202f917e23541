"""From single quotations to series: one value a source, pair and day; where there are two, neither."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from dealtrack.diagnostics import Fault, Place, Related
from dealtrack.rates.readers.cells import Quotation
from dealtrack.rates.table import MISSING, Pair, Series


def gather(
    file: str, quotations: Iterable[Quotation], columns: Sequence[Pair] = ()
) -> tuple[tuple[Series, ...], tuple[Fault, ...]]:
    """A series for each source, and a fault for each quotation that contradicts an earlier one.

    *columns* are pairs that a series has even where no figure of them can be used.
    """
    known: dict[tuple[str, Pair, str], Quotation] = {}
    disputed: set[tuple[str, Pair, str]] = set()
    faults = []
    for quotation in quotations:
        key = (quotation.source, quotation.pair, quotation.day.isoformat())
        first = known.setdefault(key, quotation)
        if Decimal(first.figure) != Decimal(quotation.figure):
            disputed.add(key)
            faults.append(conflict(_told(quotation), quotation.place, first.place))
    agreed = [quotation for key, quotation in known.items() if key not in disputed]
    return tuple(_series(file, agreed, columns)), tuple(faults)


def _series(file: str, quotations: Sequence[Quotation], columns: Sequence[Pair]) -> Iterator[Series]:
    for source in dict.fromkeys(quotation.source for quotation in quotations):
        own = [quotation for quotation in quotations if quotation.source == source]
        days = sorted({quotation.day for quotation in own})
        figures = {(quotation.pair, quotation.day): quotation.figure for quotation in own}
        pairs = dict.fromkeys((*columns, *(quotation.pair for quotation in own)))
        yield Series(source, file, days, {pair: [figures.get((pair, day), "") for day in days] for pair in pairs})


def _told(quotation: Quotation) -> str:
    base, quote = quotation.pair
    return f"{quote} per {base} on {quotation.day}"


def conflict(what: str, place: Place, first: Place) -> Fault:
    """A fault for the second value of what can have only one."""
    return Fault("conflicting-rate", place, text=what, related=(Related(first, "the first is here"),))


def conflicts_between(series: Sequence[Series]) -> Iterator[Fault]:
    """Faults where two files of one source have two values for one pair and day."""
    for index, later in enumerate(series):
        for earlier in series[:index]:
            if earlier.source == later.source and earlier.file != later.file:
                yield from _contradictions(earlier, later)


def _contradictions(earlier: Series, later: Series) -> Iterator[Fault]:
    positions = {day: index for index, day in enumerate(earlier.days)}
    for pair in later.columns:
        if pair not in earlier.columns:
            continue
        for index, day in enumerate(later.days):
            first = earlier.columns[pair][positions[day]] if day in positions else ""
            second = later.columns[pair][index]
            if first not in MISSING and second not in MISSING and Decimal(first) != Decimal(second):
                told = f"{pair[1]} per {pair[0]} on {day}"
                yield conflict(told, Place(later.file), Place(earlier.file))
