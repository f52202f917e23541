"""Readers of published rate files, one module a format; which one a file is in, its text tells.

Each reader takes the text of a file and gives series and faults: what cannot be trusted is reported at its place and
set aside, so that no figure is computed from it. A new format is one module, which adds itself to the registry.
"""

from collections.abc import Collection, Mapping

from dealtrack.diagnostics import Fault, Place, Span
from dealtrack.rates.readers import (  # noqa: F401  (each adds its format to the registry)
    beancount,
    ecb,
    ecb_day,
    ecb_sdmx,
    ecb_xml,
    frankfurter,
    fred,
    h10,
    ledger,
    pboc,
    plain,
    pricehist,
)
from dealtrack.rates.readers.cells import Key, Sheet, sheet_of
from dealtrack.rates.readers.formats import FORMATS, Format
from dealtrack.rates.readers.publisher import Publisher
from dealtrack.rates.table import Series
from dealtrack.values.conflict_markers import CONFLICT, RESOLVE, conflict_spans

PUBLISHERS: Mapping[str, Publisher] = {each.publisher.source: each.publisher for each in FORMATS if each.publisher}
_BY_HEADER_FIRST = sorted(FORMATS, key=lambda each: not each.by_header)


def reader_of(sheet: Sheet) -> Format | None:
    """The format of a file; None where it is in none that is known."""
    return next((each for each in _BY_HEADER_FIRST if each.recognises(sheet)), None)


def read_rates(text: str, file: str) -> tuple[tuple[Series, ...], tuple[Fault, ...]]:
    """The series in *text*, the content of *file* (a path relative to the book, with ``/``), and its faults.

    Of a file with conflicts of a merge nothing is read: which of its rates count is not decided.
    """
    places = (Place(file, span=Span(*span)) for span in conflict_spans(text, between=True))
    if conflicts := tuple(Fault("merge-conflict", place, why=CONFLICT, hint=RESOLVE) for place in places):
        return (), conflicts
    sheet = sheet_of(text, file)
    reader = reader_of(sheet)
    return reader.read(sheet) if reader else ((), (_unrecognised(sheet),))


def find_figures(text: str, file: str, wanted: Collection[Key]) -> Mapping[Key, tuple[str, Place]]:
    """What stands in *file* for each of the *wanted* pairs and days, as published, and where."""
    sheet = sheet_of(text, file)
    reader = reader_of(sheet)
    found = reader.find(sheet, wanted) if reader else {}
    return {key: (cell.text, sheet.place(cell)) for key, cell in found.items()}


def _unrecognised(sheet: Sheet) -> Fault:
    header = ",".join(sheet.heads)
    why = "is not the header of a rates file" if header else "has no header and no rates"
    start = sheet.header[0].start if sheet.header else 0
    end = sheet.header[-1].start + len(sheet.header[-1].text) if sheet.header else 0
    starts = [f"{each.name} ({each.starts})" for each in FORMATS]
    hint = f"start as one of these does: {', '.join(starts[:-1])} or {starts[-1]}"
    return Fault("bad-rate", Place(sheet.file, span=Span(start, end)), text=header, why=why, hint=hint)
