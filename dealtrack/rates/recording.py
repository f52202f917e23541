"""Recording a published history of rates: what is new is added, what is recorded never changes.

The record keeps the layout of the European Central Bank's own file, for the currencies and years that a book needs.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

import msgspec

from dealtrack.diagnostics import Fault
from dealtrack.rates.readers import ecb, read_rates
from dealtrack.rates.readers.cells import sheet_of
from dealtrack.rates.table import MISSING

ECB_RECORD = "seeds/rates/ecb.csv"
ATTRIBUTION = (
    "# Euro foreign exchange reference rates, daily: units of each currency per euro, newest first.\n"
    "# Source: European Central Bank (eurofxref-hist). Free to reuse with the source named; figures unchanged.\n"
)
USUAL_CURRENCIES = ("USD", "JPY", "GBP", "CNY", "HKD", "SGD")
USUAL_SINCE = "2005-01-01"

_Days = dict[str, dict[str, str]]


class NotImportable(ValueError):
    """Text that is no history of rates; ``in_record`` tells whether it is the record that is broken."""

    def __init__(self, message: str, *, in_record: bool = False) -> None:
        super().__init__(message)
        self.in_record = in_record


class Conflict(msgspec.Struct, frozen=True):
    """A day on which the published figure is not the recorded one."""

    day: str
    currency: str
    recorded: str
    published: str


class Recording(msgspec.Struct, frozen=True):
    """The record after an import, as the text of its file, and what came of it."""

    text: str
    added: int
    days: int
    conflicts: tuple[Conflict, ...] = ()


def record(recorded: str, published: str, currencies: Iterable[str] = (), since: str = "") -> Recording:
    """Add the ECB history *published* to the text *recorded* (empty for a new record).

    Without *currencies* and *since* the record keeps those that it has, or starts with the usual ones. Raises
    NotImportable.
    """
    old, new = _days(recorded, in_record=True) if recorded else {}, _days(published)
    known = list(dict.fromkeys(currency for row in old.values() for currency in row))
    wanted = list(dict.fromkeys([*known, *currencies])) if (known or currencies) else list(USUAL_CURRENCIES)
    start = since or min(old, default=USUAL_SINCE)
    offered = {currency for row in new.values() for currency in row}
    if lacking := [currency for currency in wanted if currency not in offered and currency not in known]:
        raise NotImportable(f"the file has no rates of {', '.join(lacking)}")
    conflicts: list[Conflict] = []
    merged: _Days = {}
    added = 0
    for day in sorted({*old, *(day for day in new if day >= start)}, reverse=True):
        was, now = old.get(day, {}), new.get(day, {})
        row = {currency: _cell(day, currency, was, now, conflicts) for currency in wanted}
        added += sum(value not in MISSING and was.get(currency, "") in MISSING for currency, value in row.items())
        if day in old or any(value not in MISSING for value in row.values()):
            merged[day] = row
    head = recorded[: sheet_of(recorded, "").offset] if recorded else ATTRIBUTION
    text = head + _text(merged, wanted) if added else recorded
    return Recording(text, added, len(merged), tuple(conflicts))


def _cell(day: str, currency: str, was: Mapping[str, str], now: Mapping[str, str], conflicts: list[Conflict]) -> str:
    recorded, published = was.get(currency, ""), now.get(currency, "")
    if recorded in MISSING:
        return published or recorded
    if published not in MISSING and Decimal(published) != Decimal(recorded):
        conflicts.append(Conflict(day, currency, recorded, published))
    return recorded


def _days(text: str, *, in_record: bool = False) -> _Days:
    """The cells of an ECB history, by day and currency. Raises NotImportable."""
    sheet = sheet_of(text, "")
    codes = [cell.text for cell in sheet.header[1:]]
    if not ecb.recognises(tuple(cell.text for cell in sheet.header)):
        raise NotImportable("not the ECB's history: its header starts with Date,USD,…", in_record=in_record)
    _, faults = read_rates(text, "")
    if faults:
        raise NotImportable(_first_fault(faults, text), in_record=in_record)
    days: _Days = {}
    for row in sheet.rows():
        known = days.setdefault(row[0].text, {})
        for code, cell in zip(codes, row[1:], strict=False):
            if code and (cell.text not in MISSING or code not in known):
                known[code] = cell.text
    return days


def _first_fault(faults: tuple[Fault, ...], text: str) -> str:
    fault = faults[0]
    line = text.count("\n", 0, fault.place.span.start) + 1 if fault.place.span else 1
    more = f", and {len(faults) - 1} more" if len(faults) > 1 else ""
    return f"line {line}: {fault.text} {fault.why}{more}"


def _text(days: _Days, currencies: list[str]) -> str:
    lines = [",".join(["Date", *currencies, ""])]
    lines += [",".join([day, *(row.get(code) or "N/A" for code in currencies), ""]) for day, row in days.items()]
    return "\n".join(lines) + "\n"
