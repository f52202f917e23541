"""The European Central Bank's euro reference rates, as its history file has them.

``Date,USD,JPY,…``: units of each currency per euro, one row a working day, newest first, ``N/A`` where a currency is
not quoted, and an empty column at the end.
"""

from dealtrack.diagnostics import Fault
from dealtrack.rates.readers.cells import Sheet, header_faults, read_wide
from dealtrack.rates.table import Pair, Series
from dealtrack.values.currencies import CURRENCIES

SOURCE = "ECB"


def recognises(header: str) -> bool:
    """Whether the header is ``Date`` and a list of codes."""
    return header.startswith("Date,")


def read(sheet: Sheet) -> tuple[tuple[Series, ...], tuple[Fault, ...]]:
    """The one series of the file; every pair has EUR as its base."""
    codes = [code.strip() for code in sheet.header.split(",")[1:]]
    named = codes[:-1] if codes and not codes[-1] else codes
    pairs: list[Pair | None] = [("EUR", code) if code in CURRENCIES else None for code in codes]
    return read_wide(sheet, SOURCE, pairs, header_faults(sheet, named))
