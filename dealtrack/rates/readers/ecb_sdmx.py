"""The European Central Bank's exchange rates as its data API serves them in CSV: a row an observation.

Headed ``KEY,FREQ,CURRENCY,CURRENCY_DENOM,EXR_TYPE,EXR_SUFFIX,TIME_PERIOD,OBS_VALUE,…``, or with DATAFLOW or STRUCTURE
before FREQ; the order of the columns and what stands behind them does not matter. ``USD``, ``EUR``, 1.0875 is 1.0875
US dollars for one euro. Only daily spot rates (``D``, ``SP00``, ``A``) are rates of a day; a missing one is empty or
NaN.
"""

from collections.abc import Iterator

from dealtrack.diagnostics import Fault
from dealtrack.rates.readers.cells import Cell, Quotation, Sheet, day_of, is_rate, why_no_rate
from dealtrack.rates.readers.ecb import SOURCE
from dealtrack.rates.readers.formats import register_list
from dealtrack.rates.table import NOT_PUBLISHED, SET_ASIDE
from dealtrack.values.currencies import CURRENCIES

_COLUMNS = ("CURRENCY", "CURRENCY_DENOM", "FREQ", "EXR_TYPE", "EXR_SUFFIX", "TIME_PERIOD", "OBS_VALUE")
_DAILY_SPOT = {"FREQ": "D", "EXR_TYPE": "SP00", "EXR_SUFFIX": "A"}
_MISSING = NOT_PUBLISHED | {"NaN"}


def recognises(sheet: Sheet) -> bool:
    """Whether the header has the columns of a series of exchange rates."""
    return set(_COLUMNS) <= set(sheet.heads)


def _quotations(sheet: Sheet, faults: list[Fault]) -> Iterator[Quotation]:
    places = {name: sheet.heads.index(name) for name in _COLUMNS}
    for row in sheet.rows():
        if len(row) != len(sheet.header):
            faults.append(sheet.row_fault(row, f"has {len(row)} cells where the header has {len(sheet.header)}"))
            continue
        cells = {name: row[at] for name, at in places.items()}
        wrong = list(_faults(sheet, cells))
        faults += wrong
        day, figure = day_of(cells["TIME_PERIOD"].text), cells["OBS_VALUE"]
        if wrong or day is None or figure.text in _MISSING:
            continue
        is_sound = is_rate(figure.text)
        if not is_sound:
            faults.append(sheet.fault(figure, *why_no_rate(figure.text)))
        pair = (cells["CURRENCY_DENOM"].text, cells["CURRENCY"].text)
        yield Quotation(SOURCE, pair, day, figure.text if is_sound else SET_ASIDE, sheet.place(figure))


def _faults(sheet: Sheet, cells: dict[str, Cell]) -> Iterator[Fault]:
    for name, wanted in _DAILY_SPOT.items():
        if cells[name].text != wanted:
            yield sheet.fault(
                cells[name], "is no daily spot rate", "fetch the series D.USD.EUR.SP00.A, D.CNY.EUR.SP00.A, …"
            )
            return
    for name in ("CURRENCY", "CURRENCY_DENOM"):
        if cells[name].text not in CURRENCIES:
            yield sheet.fault(cells[name], "is not a currency of ISO 4217")
    if day_of(cells["TIME_PERIOD"].text) is None:
        yield sheet.fault(cells["TIME_PERIOD"], "is not a date", "write the year first: 2020-05-13")


register_list("its data API's CSV", "KEY,FREQ,CURRENCY,CURRENCY_DENOM,…", recognises, _quotations)
