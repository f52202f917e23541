"""The European Central Bank's euro reference rates, as its history file has them.

``Date,USD,JPY,…``: units of each currency per euro, one row a working day, newest first, ``N/A`` where a currency is
not quoted, and an empty column at the end.
"""

from dealtrack.diagnostics import Fault
from dealtrack.rates.readers.cells import Sheet
from dealtrack.rates.readers.wide import read_wide, repeated
from dealtrack.rates.table import Pair, Series
from dealtrack.values.currencies import CURRENCIES

SOURCE = "ECB"


def recognises(header: tuple[str, ...]) -> bool:
    """Whether the header is ``Date`` and a list of codes."""
    return header[:1] == ("Date",) and len(header) > 1


def read(sheet: Sheet) -> tuple[tuple[Series, ...], tuple[Fault, ...]]:
    """The one series of the file; every pair has EUR as its base."""
    heads = sheet.header[1:]
    named = heads[:-1] if not heads[-1].text else heads
    unknown = tuple(sheet.fault(cell, "is not a currency of ISO 4217") for cell in named if cell.text not in CURRENCIES)
    itself = tuple(sheet.fault(cell, "is quoted against itself") for cell in named if cell.text == "EUR")
    pairs: list[Pair | None] = [
        ("EUR", cell.text) if cell.text in CURRENCIES and cell.text != "EUR" else None for cell in heads
    ]
    series, faults = read_wide(sheet, SOURCE, pairs)
    return series, (*unknown, *itself, *repeated(sheet, pairs), *faults)
