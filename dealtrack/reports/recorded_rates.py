"""What rates are on record: whose, in which file, of which pairs, from when to when, and what the file says of itself.

A pair is written base/quote: EUR/CNY is how many yuan one euro buys.
"""

from collections.abc import Iterator

from dealtrack.files.book import BookOnDisk
from dealtrack.rates.table import MISSING, Series
from dealtrack.reports.cells import Names
from dealtrack.reports.document import Align, Column, Document, Row, Section, Table
from dealtrack.values.dates import PartialDate

_COLUMNS = (
    Column("source", "source"),
    Column("file", "file"),
    Column("pairs", "pairs", flexible=True),
    Column("first", "first day"),
    Column("last", "last day"),
    Column("days", "days", Align.RIGHT),
)


def recorded_rates(on_disk: BookOnDisk) -> Document:
    """Every series of the book; below them, what stands at the top of each file."""
    series = tuple(each for each in on_disk.rates.series if any(_is_filled(each, at) for at in range(len(each.days))))
    rows = tuple(_row(each) for each in series)
    lines = () if rows else ("no rates on record: dealtrack rates import FILE",)
    recorded = Section("rates", table=Table(_COLUMNS, rows), lines=lines)
    files = dict.fromkeys(each.file for each in series)
    said = tuple(Row((file, " ".join(_above(on_disk, file)) or "the file names no source")) for file in files)
    columns = (Column("file", "file"), Column("attribution", "what it says of itself", flexible=True))
    attribution = Section("attribution", table=Table(columns, said))
    return Document("rates", (recorded, attribution) if rows else (recorded,), _basis(on_disk))


def _row(series: Series) -> Row:
    filled = [index for index in range(len(series.days)) if _is_filled(series, index)]
    first, last = (PartialDate.of(series.days[filled[at]]) if filled else None for at in (0, -1))
    pairs = Names(tuple("/".join(pair) for pair in series.columns))
    return Row((series.source, series.file, pairs, first, last, len(filled)))


def _is_filled(series: Series, index: int) -> bool:
    return any(column[index] not in MISSING for column in series.columns.values())


def _above(on_disk: BookOnDisk, file: str) -> Iterator[str]:
    """The lines above a file's header, without their ``#``."""
    for line in on_disk.text_of(file).lines.text.split("\n"):
        if line.strip() and not line.lstrip().startswith("#"):
            return
        if words := line.strip().lstrip("#").strip():
            yield words


def _basis(on_disk: BookOnDisk) -> str:
    preferred = on_disk.settings.rates.prefer
    return f"preferred: {', '.join(preferred)}" if preferred else ""
