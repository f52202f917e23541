"""Readers of published rate files, one module a format; which one a file is in, its header tells.

Each reader takes the lines of a file and gives series and faults: what cannot be trusted is reported at its cell and
left out, so that no figure is computed from it.
"""

from collections.abc import Collection, Mapping
from typing import Protocol

from dealtrack.diagnostics import Fault, Place, Span
from dealtrack.rates.readers import ecb, ecb_day, fred, h10, pboc, plain
from dealtrack.rates.readers.cells import Cell, Key, Sheet, sheet_of
from dealtrack.rates.readers.publisher import Publisher
from dealtrack.rates.table import Series


class Reader(Protocol):
    """What a module for a format offers."""

    def recognises(self, sheet: Sheet) -> bool:
        """Whether the file is in this format."""

    def read(self, sheet: Sheet) -> tuple[tuple[Series, ...], tuple[Fault, ...]]:
        """The series of a file, and its faults."""

    def find(self, sheet: Sheet, wanted: Collection[Key]) -> Mapping[Key, Cell]:
        """The cell of each of the *wanted* figures that the file has."""


READERS: tuple[Reader, ...] = (pboc, ecb_day, ecb, fred, h10, plain)  # the first that recognises a file reads it
PUBLISHERS: Mapping[str, Publisher] = {each.source: each for each in (ecb.PUBLISHER, fred.PUBLISHER, pboc.PUBLISHER)}


def reader_of(sheet: Sheet) -> Reader | None:
    """The reader of a file's format; None where there is none."""
    return next((reader for reader in READERS if reader.recognises(sheet)), None)


def read_rates(text: str, file: str) -> tuple[tuple[Series, ...], tuple[Fault, ...]]:
    """The series in *text*, the content of *file* (a path relative to the book, with ``/``), and its faults."""
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
    hint = (
        "start with the ECB's Date,USD,…, FRED's observation_date,DEXCHUS, the Federal Reserve's Time Period,RXI_N.B.…,"
        " the PBoC's 日期,美元/人民币 or date,base,quote,rate,source"
    )
    return Fault("bad-rate", Place(sheet.file, span=Span(start, end)), text=header, why=why, hint=hint)
