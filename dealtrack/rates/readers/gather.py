"""From single quotations to series: one value a source, pair and day; where there are two, both are set aside."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from msgspec import structs

from dealtrack.diagnostics import Fault, Place, Related
from dealtrack.rates.readers.cells import Quotation
from dealtrack.rates.table import SET_ASIDE, Pair, Series


def gather(
    file: str, quotations: Iterable[Quotation], columns: Sequence[Pair] = ()
) -> tuple[tuple[Series, ...], tuple[Fault, ...]]:
    """A series for each source, and a fault for each quotation that contradicts an earlier one.

    *columns* are pairs that a series has even where no figure of them can be used.
    """
    known: dict[tuple[str, Pair, str], Quotation] = {}
    wrong: set[tuple[str, Pair, str]] = set()
    faults = []
    for quotation in quotations:
        key = (quotation.source, quotation.pair, quotation.day.isoformat())
        first = known.setdefault(key, quotation)
        if SET_ASIDE in (first.figure, quotation.figure):
            wrong.add(key)
        elif Decimal(first.figure) != Decimal(quotation.figure):
            wrong.add(key)
            faults.append(conflict(_told(quotation), quotation.place, first.place))
    settled = [structs.replace(each, figure=SET_ASIDE) if key in wrong else each for key, each in known.items()]
    return tuple(_series(file, settled, columns)), tuple(faults)


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
