"""The European Central Bank's euro reference rates, as its history file has them (eurofxref-hist.csv).

``Date,USD,JPY,…``: units of each currency per euro, one row a working day, newest first, ``N/A`` where a currency is
not quoted, and an empty column at the end.
"""

import re
from collections.abc import Collection, Mapping

from dealtrack.diagnostics import Fault
from dealtrack.rates.readers.cells import Cell, Key, Sheet
from dealtrack.rates.readers.formats import Format, register
from dealtrack.rates.readers.publisher import Publisher
from dealtrack.rates.readers.wide import Column, Layout, columns_of, find_in_wide, read_wide
from dealtrack.rates.table import Pair, Series
from dealtrack.values.currencies import CURRENCIES

SOURCE = "ECB"
HISTORY = "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist.zip"
DAY_IN_WORDS = re.compile(r'[\s"]*([0-9]{1,2}) ([A-Z][a-z]+) ([0-9]{4})[\s"]*,')


def is_headed(sheet: Sheet) -> bool:
    """Whether the header is ``Date`` and a list of codes, not of pairs."""
    return sheet.heads[:1] == ("Date",) and len(sheet.header) > 1 and "/" not in sheet.heads[1]


def recognises(sheet: Sheet) -> bool:
    """Whether the header is that, and the day of the first row is in digits."""
    return is_headed(sheet) and not DAY_IN_WORDS.match(sheet.body)


def read(sheet: Sheet) -> tuple[tuple[Series, ...], tuple[Fault, ...]]:
    """The one series of the file; every pair has EUR as its base."""
    return read_layout(layout(sheet))


def read_layout(laid_out: Layout) -> tuple[tuple[Series, ...], tuple[Fault, ...]]:
    """The same of any file whose header is a list of codes."""
    sheet = laid_out.sheet
    heads = sheet.header[1:]
    named = heads[:-1] if not heads[-1].text else heads
    unknown = tuple(sheet.fault(cell, "is not a currency of ISO 4217") for cell in named if cell.text not in CURRENCIES)
    itself = tuple(sheet.fault(cell, "is quoted against itself") for cell in named if cell.text == "EUR")
    series, faults = read_wide(laid_out)
    return series, (*unknown, *itself, *faults)


def find(sheet: Sheet, wanted: Collection[Key]) -> Mapping[Key, Cell]:
    """The cells of the *wanted* figures."""
    return find_in_wide(layout(sheet), wanted)


def layout(sheet: Sheet) -> Layout:
    """Which pair each column holds."""
    pairs = [("EUR", head) if head in CURRENCIES and head != "EUR" else None for head in sheet.heads[1:]]
    return Layout(sheet, SOURCE, columns_of(pairs))


def _head(pair: Pair) -> tuple[str, Column] | None:
    return (pair[1], Column(pair)) if pair[0] == "EUR" else None


PUBLISHER = Publisher(
    SOURCE,
    "seeds/rates/ecb.csv",
    "# Euro foreign exchange reference rates, daily: units of each currency per euro, newest first.\n"
    "# Source: European Central Bank (eurofxref-hist). Free to reuse with the source named; figures unchanged.\n",
    home="EUR",
    day="Date",
    recognises=recognises,
    layout=layout,
    head_of=_head,
    missing="N/A",
    end=",",
    usual=("USD", "JPY", "GBP", "CNY", "HKD", "SGD"),
)
register(Format("the ECB's eurofxref-hist", "Date,USD,JPY,…", recognises, read, find, PUBLISHER))
