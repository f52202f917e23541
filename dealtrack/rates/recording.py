"""Recording published rates: what is new is added, what is recorded never changes.

Each source has a file of its own. What the ECB, the Federal Reserve and the PBoC publish is kept in their own layouts,
what others do in dealtrack's. Of a publisher with many currencies those are taken that a book has a use for; all else
is counted as left out.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal

from msgspec import structs

from dealtrack.diagnostics import Fault
from dealtrack.model import Book, priced_facts
from dealtrack.rates import record_plain, record_wide
from dealtrack.rates.readers import PUBLISHERS, plain, read_rates, reader_of
from dealtrack.rates.readers.cells import sheet_of
from dealtrack.rates.readers.publisher import Publisher
from dealtrack.rates.recorded import EVERY, Conflict, LeftOut, NotImportable, Recording, Wanted
from dealtrack.rates.table import MISSING, Pair, Series

_FOLDER = "seeds/rates"


def published_series(text: str, file: str) -> tuple[Series, ...]:
    """The series of a published file, one a source; one without goes by the file's name. Raises NotImportable."""
    series, faults = read_rates(text, file)
    if faults and faults[0].rule != "merge-conflict" and reader_of(sheet_of(text, file)) is None:
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


def needs_of(book: Book, to: str) -> frozenset[str]:
    """The currencies that *book* has a use for: those of its amounts, and *to*, that of its reports."""
    priced = (each.fact for company in book.companies.values() for each in priced_facts(company))
    sums = [amount for fact in priced for amount in (fact.amount, fact.equivalent)]
    sums += [amount for investor in book.investors.values() for amount in (investor.size, investor.equivalent)]
    return frozenset({to, *(amount.currency for amount in sums if amount and amount.currency)})


def record(
    recorded: str, published: Series, wanted: Wanted, *, elsewhere: Sequence[Series] = (), attribution: str = ""
) -> Recording:
    """Add what is *wanted* of what is *published* to the text *recorded* of its source's file (empty for a new record).

    What other files of the book, *elsewhere*, have of the source is recorded there. *attribution* opens a new record of
    a publisher that dealtrack does not know. Raises NotImportable.
    """
    file, publisher = file_of(published.source), PUBLISHERS.get(published.source)
    own: tuple[Series, ...] = ()
    if recorded:
        own, faults = read_rates(recorded, file)
        if faults:
            raise NotImportable(_first_fault(faults, recorded), file)
    kept = {pair for each in own for pair in each.columns}
    taken = _taken(published, kept, wanted, publisher)
    new, conflicts = _not_elsewhere(_since(_of(published, taken), wanted.since), elsewhere)
    sheet = sheet_of(recorded, file)
    if plain.recognises(sheet) or not (recorded or publisher):
        found = record_plain.record(recorded, file, new, attribution)
    elif publisher and (not recorded or publisher.recognises(sheet)):
        found = record_wide.record(recorded, file, new, publisher)
    else:
        raise NotImportable(f"is not laid out as the record of {published.source} is: move it to another name", file)
    left_out = _left_out(published, taken, wanted, publisher)
    return structs.replace(found, conflicts=(*conflicts, *found.conflicts), left_out=left_out)


def _taken(published: Series, kept: Collection[Pair], wanted: Wanted, publisher: Publisher | None) -> tuple[Pair, ...]:
    """The pairs to record: those on record, those asked for or of use; the usual ones first. Raises NotImportable."""
    usual = publisher.usual if publisher else ()
    asked = wanted.currencies if wanted.currencies != EVERY else ()
    if asked:
        _refuse_lacking(asked, published)
    chosen = set(asked or (*usual, *wanted.needs))
    is_choosy = bool(asked or (usual and wanted.currencies != EVERY))
    order = {currency: rank for rank, currency in enumerate(usual)}
    taken = [
        pair for pair in published.columns if pair in kept or not is_choosy or chosen & _quoted_for(pair, publisher)
    ]
    return tuple(sorted(taken, key=lambda pair: min(order.get(each, len(order)) for each in pair)))


def _quoted_for(pair: Pair, publisher: Publisher | None) -> set[str]:
    """The currency that a publisher quotes the pair for; both, where no publisher is known."""
    return {publisher.currency(pair)} if publisher else set(pair)


def _refuse_lacking(asked: Iterable[str], published: Series) -> None:
    known = {currency for pair in published.columns for currency in pair}
    lacking = [currency for currency in asked if currency not in known]
    if lacking:
        raise NotImportable(f"the file has no rates of {', '.join(lacking)}")


def _of(published: Series, pairs: Iterable[Pair]) -> Series:
    return structs.replace(published, columns={pair: published.columns[pair] for pair in pairs})


def _since(published: Series, since: str) -> Series:
    first = next((at for at, day in enumerate(published.days) if day.isoformat() >= since), len(published.days))
    columns = {pair: column[first:] for pair, column in published.columns.items()}
    return structs.replace(published, days=published.days[first:], columns=columns)


def _left_out(published: Series, taken: Collection[Pair], wanted: Wanted, publisher: Publisher | None) -> LeftOut:
    """How many figures were not taken, and of which currencies; how many of those taken are too early."""
    counts = {pair: _figures(column) for pair, column in published.columns.items() if pair not in taken}
    counts = {pair: count for pair, count in counts.items() if count}
    names = dict.fromkeys(name for pair in counts for name in sorted(_quoted_for(pair, publisher)))
    later = _since(published, wanted.since)
    before = sum(_figures(published.columns[pair]) - _figures(later.columns[pair]) for pair in taken)
    return LeftOut(tuple(names), sum(counts.values()), before)


def _figures(column: Sequence[str]) -> int:
    return sum(text not in MISSING for text in column)


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
    what = f"{fault.text} {fault.why}".strip()
    return f"line {line}: {what}{more}"
