"""The Federal Reserve's H.10 rates, as FRED serves each series: ``observation_date,DEXCHUS`` (``DATE`` in older files).

A missing observation is ``.`` or empty. The name of a series says which way its pair is quoted: DEXCHUS is yuan per US
dollar, DEXUSEU is US dollars per euro.
"""

from collections.abc import Collection, Mapping

from dealtrack.diagnostics import Fault
from dealtrack.rates.readers.cells import Cell, Key, Sheet
from dealtrack.rates.readers.formats import Format, register
from dealtrack.rates.readers.publisher import Publisher
from dealtrack.rates.readers.wide import Column, Layout, columns_of, find_in_wide, read_wide
from dealtrack.rates.table import Pair, Series

SOURCE = "Federal Reserve"

# The currencies of the release, by the letters that its series have for their countries.
COUNTRIES = {
    "AL": "AUD", "BZ": "BRL", "CA": "CAD", "CH": "CNY", "DN": "DKK", "EU": "EUR", "HK": "HKD", "IN": "INR",
    "JA": "JPY", "KO": "KRW", "MA": "MYR", "MX": "MXN", "NO": "NOK", "NZ": "NZD", "SD": "SEK", "SF": "ZAR",
    "SI": "SGD", "SL": "LKR", "SZ": "CHF", "TA": "TWD", "TH": "THB", "UK": "GBP",
}  # fmt: skip
_FRED_LETTERS = {"JA": "JP"}  # where FRED's differ
_IN_DOLLARS = frozenset(("AL", "EU", "NZ", "UK"))  # quoted as US dollars for one of theirs


def pair_of(country: str) -> Pair:
    """How the release quotes a currency, given its country's letters: (base, quote)."""
    currency = COUNTRIES[country]
    return (currency, "USD") if country in _IN_DOLLARS else ("USD", currency)


def _name(country: str) -> str:
    letters = _FRED_LETTERS.get(country, country)
    return f"DEXUS{letters}" if country in _IN_DOLLARS else f"DEX{letters}US"


# The daily series of the release, by FRED's names.
H10_SERIES: dict[str, Pair] = {_name(country): pair_of(country) for country in COUNTRIES}
_NAMES = {pair: name for name, pair in H10_SERIES.items()}


def recognises(sheet: Sheet) -> bool:
    """Whether the header is FRED's, old or new."""
    return sheet.heads[:1] in (("DATE",), ("observation_date",)) and len(sheet.header) > 1


def read(sheet: Sheet) -> tuple[tuple[Series, ...], tuple[Fault, ...]]:
    """The one series of the file, with a column for each of FRED's that is known."""
    unknown = tuple(
        sheet.fault(cell, "is not a series that dealtrack knows", f"known are {', '.join(sorted(H10_SERIES))}")
        for cell in sheet.header[1:]
        if cell.text not in H10_SERIES
    )
    series, faults = read_wide(layout(sheet))
    return series, (*unknown, *faults)


def find(sheet: Sheet, wanted: Collection[Key]) -> Mapping[Key, Cell]:
    """The cells of the *wanted* figures."""
    return find_in_wide(layout(sheet), wanted)


def layout(sheet: Sheet) -> Layout:
    """Which pair each column holds."""
    return Layout(sheet, SOURCE, columns_of(H10_SERIES.get(head) for head in sheet.heads[1:]))


def _head(pair: Pair) -> tuple[str, Column] | None:
    return (_NAMES[pair], Column(pair)) if pair in _NAMES else None


PUBLISHER = Publisher(
    SOURCE,
    "seeds/rates/federal-reserve.csv",
    "# Exchange rates at noon in New York, daily: DEXCHUS is yuan per US dollar, DEXUSEU US dollars per euro.\n"
    "# Source: Board of Governors of the Federal Reserve System (H.10), under FRED's names. Public domain; figures\n"
    "# unchanged.\n",
    home="USD",
    day="observation_date",
    recognises=recognises,
    layout=layout,
    head_of=_head,
    newest_first=False,
)
register(Format("FRED's series", "observation_date,DEXCHUS", recognises, read, find, PUBLISHER))
