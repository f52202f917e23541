"""The Federal Reserve's H.10 rates, as FRED serves each series: ``observation_date,DEXCHUS`` (``DATE`` in older files).

A missing observation is ``.`` or empty. The name of a series says which way its pair is quoted.
"""

from dealtrack.diagnostics import Fault
from dealtrack.rates.readers.cells import Sheet
from dealtrack.rates.readers.wide import read_wide, repeated
from dealtrack.rates.table import Pair, Series

SOURCE = "Federal Reserve H.10"

# The daily bilateral series of the H.10 release, by FRED's names: (base, quote).
H10_SERIES: dict[str, Pair] = {
    "DEXCHUS": ("USD", "CNY"), "DEXHKUS": ("USD", "HKD"), "DEXJPUS": ("USD", "JPY"), "DEXSIUS": ("USD", "SGD"),
    "DEXKOUS": ("USD", "KRW"), "DEXINUS": ("USD", "INR"), "DEXTAUS": ("USD", "TWD"), "DEXSZUS": ("USD", "CHF"),
    "DEXCAUS": ("USD", "CAD"), "DEXUSEU": ("EUR", "USD"), "DEXUSUK": ("GBP", "USD"), "DEXUSAL": ("AUD", "USD"),
}  # fmt: skip


def recognises(header: tuple[str, ...]) -> bool:
    """Whether the header is FRED's, old or new."""
    return header[:1] in (("DATE",), ("observation_date",)) and len(header) > 1


def read(sheet: Sheet) -> tuple[tuple[Series, ...], tuple[Fault, ...]]:
    """The one series of the file, with a column for each of FRED's that is known."""
    heads = sheet.header[1:]
    unknown = tuple(
        sheet.fault(cell, "is not a series that dealtrack knows", f"known are {', '.join(H10_SERIES)}")
        for cell in heads
        if cell.text not in H10_SERIES
    )
    pairs = [H10_SERIES.get(cell.text) for cell in heads]
    series, faults = read_wide(sheet, SOURCE, pairs)
    return series, (*unknown, *repeated(sheet, pairs), *faults)
