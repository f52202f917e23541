"""Recording published rates: what is new is added, what is recorded never changes.

Each source has a file of its own. What the ECB, the Federal Reserve and the PBoC publish is kept in their own layouts,
for the currencies and years that a book needs; what others do, in dealtrack's.
"""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from msgspec import structs

from dealtrack.diagnostics import Fault
from dealtrack.rates import record_plain, record_wide
from dealtrack.rates.readers import PUBLISHERS, plain, read_rates, reader_of
from dealtrack.rates.readers.cells import sheet_of
from dealtrack.rates.recorded import Conflict, NotImportable, Recording, Wanted
from dealtrack.rates.table import MISSING, Series

_FOLDER = "seeds/rates"


def published_series(text: str, file: str) -> tuple[Series, ...]:
    """The series of a published file, one a source; one without goes by the file's name. Raises NotImportable."""
    series, faults = read_rates(text, file)
    if faults and reader_of(sheet_of(text, file)) is None:
        raise NotImportable(f"no file of rates that dealtrack knows: {faults[0].hint}")
    if faults:
        raise NotImportable(_first_fault(faults, text))
    if not series:
        raise NotImportable("the file has no rates")
    return series


def attribution_of(text: str) -> str:
    """The ``#`` lines above the header of a file."""
    above = text.replace("\r\n", "\n")[: sheet_of(text.replace("\r\n", "\n"), "").offset]
    return "".join(f"{line}\n" for line in above.split("\n") if line.strip())


def file_of(source: str) -> str:
    """The file of a book in which the rates of a source are recorded."""
    slug = re.sub(r"\W+", "-", source.lower()).strip("-")
    return PUBLISHERS[source].file if source in PUBLISHERS else f"{_FOLDER}/{slug or 'rates'}.csv"


def record(
    recorded: str, published: Series, currencies: Iterable[str] = (), since: str = "",
    *, elsewhere: Sequence[Series] = (), attribution: str = "",
) -> Recording:  # fmt: skip
    """Add what is *published* to the text *recorded* of its source's file (empty for a new record).

    Without *currencies* and *since* the record keeps those that it has, or starts with the usual ones. What other files
    of the book, *elsewhere*, have of the source is recorded there. *attribution* opens a new record of a publisher that
    dealtrack does not know. Raises NotImportable.
    """
    file, publisher = file_of(published.source), PUBLISHERS.get(published.source)
    if recorded:
        _, faults = read_rates(recorded, file)
        if faults:
            raise NotImportable(_first_fault(faults, recorded), file)
    new, conflicts = _not_elsewhere(published, elsewhere)
    wanted = Wanted(file, new, tuple(currencies), since)
    sheet = sheet_of(recorded, file)
    if plain.recognises(sheet) or not (recorded or publisher):
        found = record_plain.record(recorded, wanted, attribution)
    elif publisher and (not recorded or publisher.recognises(sheet)):
        found = record_wide.record(recorded, wanted, publisher)
    else:
        raise NotImportable(f"is not laid out as the record of {published.source} is: move it to another name", file)
    return structs.replace(found, conflicts=(*conflicts, *found.conflicts))


def _not_elsewhere(published: Series, elsewhere: Sequence[Series]) -> tuple[Series, tuple[Conflict, ...]]:
    """*published* without the figures that other files have, and those that differ from theirs."""
    known = {
        (pair, day): figure
        for each in elsewhere
        if each.source == published.source
        for pair, column in each.columns.items()
        for day, figure in zip(each.days, column, strict=True)
        if figure not in MISSING
    }
    conflicts = []
    columns = {pair: list(column) for pair, column in published.columns.items()}
    for pair, column in columns.items():
        for index, day in enumerate(published.days):
            figure = known.get((pair, day))
            if figure and column[index] not in MISSING:
                if Decimal(figure) != Decimal(column[index]):
                    conflicts.append(Conflict(day.isoformat(), "/".join(pair), figure, column[index]))
                column[index] = ""
    return structs.replace(published, columns=columns), tuple(conflicts)


def _first_fault(faults: tuple[Fault, ...], text: str) -> str:
    fault = faults[0]
    line = text.count("\n", 0, fault.place.span.start) + 1 if fault.place.span else 1
    more = f", and {len(faults) - 1} more" if len(faults) > 1 else ""
    return f"line {line}: {fault.text} {fault.why}{more}"
