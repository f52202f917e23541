"""A record in dealtrack's own layout, one figure a row: what is new is put below what is there."""

import csv
from decimal import Decimal
from io import StringIO

from dealtrack.rates.readers.cells import sheet_of
from dealtrack.rates.readers.plain import FORMAT, HEADER
from dealtrack.rates.recorded import Conflict, Recording
from dealtrack.rates.table import MISSING, Pair, Series

_Key = tuple[str, Pair]  # a day and a pair


def record(recorded: str, file: str, new: Series, attribution: str) -> Recording:
    """Add what is *new* to the text *recorded* of a *file*; *attribution* opens a new one."""
    old, published = _old(recorded, file, new.source), _figures(new)
    added = {key: figure for key, figure in published.items() if key not in old}
    conflicts = tuple(
        Conflict(key[0], "/".join(key[1]), old[key], figure)
        for key, figure in published.items()
        if key in old and Decimal(old[key]) != Decimal(figure)
    )
    text = recorded or f"{_attribution(new.source, attribution)}{','.join(HEADER)}\n"
    if text[-1:] != "\n":
        text += "\n"
    source = [new.source] if len(sheet_of(text, file).header) == len(HEADER) else []
    text += "".join(_row(day, *pair, figure, *source) for (day, pair), figure in sorted(added.items()))
    days = {day for day, _ in (*old, *added)}
    return Recording(file, text if added else recorded, len(added), len(days), conflicts)


def _row(*cells: str) -> str:
    """A row; a name with a comma is quoted."""
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


def _old(recorded: str, file: str, source: str) -> dict[_Key, str]:
    """The figures that the record has of the source; of all of them where it does not say whose they are."""
    sheet = sheet_of(recorded, file)
    series, _ = FORMAT.read(sheet) if recorded else ((), ())
    own = [each for each in series if each.source == source or len(sheet.header) < len(HEADER)]
    return {key: figure for each in own for key, figure in _figures(each).items()}


def _figures(series: Series) -> dict[_Key, str]:
    return {
        (day.isoformat(), pair): figure
        for pair, column in series.columns.items()
        for day, figure in zip(series.days, column, strict=True)
        if figure not in MISSING
    }


def _attribution(source: str, given: str) -> str:
    """The lines *given*, below ones that name the source where they do not."""
    own = f"# Exchange rates: how many units of the quote one unit of the base buys.\n# Source: {source}.\n"
    return given if source in given else own + given
