"""The Federal Reserve's H.10 rates, as FRED serves each series: ``observation_date,DEXCHUS`` (``DATE`` in older files).

A missing observation is ``.`` or empty. The name of a series says which way its pair is quoted.
"""

from dealtrack.diagnostics import Fault
from dealtrack.rates.readers.cells import Sheet, read_wide
from dealtrack.rates.table import Pair, Series

SOURCE = "Federal Reserve H.10"

# The daily bilateral series of the H.10 release, by FRED's names: (base, quote).
H10_SERIES: dict[str, Pair] = {
    "DEXCHUS": ("USD", "CNY"), "DEXHKUS": ("USD", "HKD"), "DEXJPUS": ("USD", "JPY"), "DEXSIUS": ("USD", "SGD"),
    "DEXKOUS": ("USD", "KRW"), "DEXINUS": ("USD", "INR"), "DEXTAUS": ("USD", "TWD"), "DEXSZUS": ("USD", "CHF"),
    "DEXCAUS": ("USD", "CAD"), "DEXUSEU": ("EUR", "USD"), "DEXUSUK": ("GBP", "USD"), "DEXUSAL": ("AUD", "USD"),
}  # fmt: skip


def recognises(header: str) -> bool:
    """Whether the header is FRED's, old or new."""
    return header.startswith(("DATE,", "observation_date,"))


def read(sheet: Sheet) -> tuple[tuple[Series, ...], tuple[Fault, ...]]:
    """The one series of the file, with a column for each of FRED's that is known."""
    names = [name.strip() for name in sheet.header.split(",")[1:]]
    row = (sheet.offset, sheet.header.split(","))
    faults = [
        sheet.fault(row, index, "is not a series that dealtrack knows", f"known are {', '.join(H10_SERIES)}")
        for index, name in enumerate(names, start=1)
        if name not in H10_SERIES
    ]
    return read_wide(sheet, SOURCE, [H10_SERIES.get(name) for name in names], faults)
