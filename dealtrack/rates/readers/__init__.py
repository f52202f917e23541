"""Readers of published rate files, one module a format; which one a file is in, its header tells.

Each reader takes the lines of a file and gives series and faults: what cannot be trusted is reported at its cell and
left out, so that no figure is computed from it.
"""

from typing import Protocol

from dealtrack.diagnostics import Fault, Place, Span
from dealtrack.rates.readers import ecb, fred, plain
from dealtrack.rates.readers.cells import Sheet, sheet_of
from dealtrack.rates.table import Series


class Reader(Protocol):
    """What a module for a format offers."""

    def recognises(self, header: tuple[str, ...]) -> bool:
        """Whether the header is one of this format."""

    def read(self, sheet: Sheet) -> tuple[tuple[Series, ...], tuple[Fault, ...]]:
        """The series of a file, and its faults."""


READERS: tuple[Reader, ...] = (ecb, fred, plain)


def read_rates(text: str, file: str) -> tuple[tuple[Series, ...], tuple[Fault, ...]]:
    """The series in *text*, the content of *file* (a path relative to the book, with ``/``), and its faults."""
    sheet = sheet_of(text, file)
    for reader in READERS:
        if reader.recognises(tuple(cell.text for cell in sheet.header)):
            return reader.read(sheet)
    return (), (_unrecognised(sheet),)


def _unrecognised(sheet: Sheet) -> Fault:
    header = ",".join(cell.text for cell in sheet.header)
    why = "is not the header of a rates file" if header else "has no header and no rates"
    start = sheet.header[0].start if sheet.header else 0
    end = sheet.header[-1].start + len(sheet.header[-1].text) if sheet.header else 0
    hint = "start with the ECB's Date,USD,…, FRED's observation_date,DEXCHUS or date,base,quote,rate,source"
    return Fault("bad-rate", Place(sheet.file, span=Span(start, end)), text=header, why=why, hint=hint)
