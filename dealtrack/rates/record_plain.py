"""A record in dealtrack's own layout, one figure a row: what is new is put below what is there."""

from decimal import Decimal

from dealtrack.rates.readers.cells import sheet_of
from dealtrack.rates.readers.plain import HEADER, read
from dealtrack.rates.recorded import Conflict, Recording, Wanted, refuse_lacking
from dealtrack.rates.table import MISSING, Pair

_Key = tuple[str, Pair]  # a day and a pair


def record(recorded: str, wanted: Wanted, attribution: str) -> Recording:
    """Add what is *wanted* to the text *recorded*; *attribution* opens a new one. Raises NotImportable."""
    refuse_lacking(wanted.currencies, (currency for pair in wanted.new.columns for currency in pair))
    old = _old(recorded, wanted)
    new = {key: figure for key, figure in _new(wanted).items() if key not in old}
    conflicts = tuple(
        Conflict(key[0], "/".join(key[1]), old[key], figure)
        for key, figure in _new(wanted).items()
        if key in old and Decimal(old[key]) != Decimal(figure)
    )
    text = recorded or f"{_attribution(wanted.new.source, attribution)}{','.join(HEADER)}\n"
    if text[-1:] != "\n":
        text += "\n"
    has_source = len(sheet_of(text, wanted.file).header) == len(HEADER)
    for (day, pair), figure in sorted(new.items()):
        text += ",".join([day, *pair, figure, *([wanted.new.source] if has_source else [])]) + "\n"
    days = {day for day, _ in (*old, *new)}
    return Recording(wanted.file, text if new else recorded, len(new), len(days), conflicts)


def _old(recorded: str, wanted: Wanted) -> dict[_Key, str]:
    """The figures that the record has of the source; of all of them where it does not say whose they are."""
    sheet = sheet_of(recorded, wanted.file)
    series, _ = read(sheet) if recorded else ((), ())
    own = [each for each in series if each.source == wanted.new.source or len(sheet.header) < len(HEADER)]
    return {
        (day.isoformat(), pair): figure
        for each in own
        for pair, column in each.columns.items()
        for day, figure in zip(each.days, column, strict=True)
        if figure not in MISSING
    }


def _new(wanted: Wanted) -> dict[_Key, str]:
    return {
        (day.isoformat(), pair): figure
        for pair, column in wanted.new.columns.items()
        if not wanted.currencies or set(pair) & set(wanted.currencies)
        for day, figure in zip(wanted.new.days, column, strict=True)
        if figure not in MISSING and day.isoformat() >= wanted.since
    }


def _attribution(source: str, given: str) -> str:
    """The lines *given*, below ones that name the source where they do not."""
    own = f"# Exchange rates: how many units of the quote one unit of the base buys.\n# Source: {source}.\n"
    return given if source in given else own + given
