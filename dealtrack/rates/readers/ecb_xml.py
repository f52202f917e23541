"""The European Central Bank's euro reference rates as XML: of one day, of 90 days, of all of them.

``<Cube time="2020-05-13"><Cube currency="USD" rate="1.0875"/>…</Cube>``: units of each currency per euro. The parser is
told to stop at a document type, so that no entity of a file is ever expanded or fetched.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date

from dealtrack.diagnostics import Fault
from dealtrack.rates.readers.cells import Cell, Quotation, Sheet, day_of, is_rate, why_no_rate
from dealtrack.rates.readers.ecb import SOURCE
from dealtrack.rates.readers.formats import register_list
from dealtrack.rates.table import SET_ASIDE
from dealtrack.values.currencies import CURRENCIES

_ENVELOPE = re.compile(r"<(?:\w+:)?Envelope\b")
_AS_DECODED = re.compile(r"(?<=<\?xml)([^>]*?)(\s+encoding\s*=\s*(?:\"[^\"]*\"|'[^']*'))")


def recognises(sheet: Sheet) -> bool:
    """Whether it is XML with an envelope of the ECB's."""
    return bool(sheet.header) and sheet.heads[0].startswith("<") and _ENVELOPE.search(sheet.text[:4096]) is not None


class _Stopped(Exception):
    """That the file declares what no file of rates does."""


def _quotations(sheet: Sheet, faults: list[Fault]) -> Iterator[Quotation]:
    found: list[Quotation] = []
    _parse(sheet, faults, found.append)
    return iter(found)


def _parse(sheet: Sheet, faults: list[Fault], add: Callable[[Quotation], None]) -> None:
    from xml.parsers import expat

    # As its text has been decoded already, what it says of its encoding no longer holds.
    text = _AS_DECODED.sub(lambda match: match[1] + " " * len(match[2]), sheet.text[sheet.offset :], count=1)
    parser = expat.ParserCreate("utf-8")
    days: list[date | None] = []

    def here(text: str) -> Cell:
        return Cell(text, min(sheet.offset + parser.CurrentByteIndex, len(sheet.text)))

    def start(name: str, attributes: dict[str, str]) -> None:
        if "time" in attributes:
            days.append(day_of(attributes["time"]))
            if days[-1] is None:
                faults.append(sheet.fault(here(attributes["time"]), "is not a date"))
        elif days and days[-1] and "currency" in attributes:
            _add(sheet, faults, add, days[-1], here(attributes["currency"]), here(attributes.get("rate", "")))

    def stop(*_: object) -> None:
        raise _Stopped

    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = stop
    try:
        parser.Parse(text.encode("utf-8"), True)
    except _Stopped:
        faults.append(sheet.fault(here("<!DOCTYPE"), "is in no file of the ECB's", "fetch it again"))
    except expat.ExpatError as error:
        faults.append(
            sheet.fault(here("the file"), f"is damaged XML: {expat.ErrorString(error.code)}", "fetch it again")
        )


def _add(
    sheet: Sheet, faults: list[Fault], add: Callable[[Quotation], None], day: date, currency: Cell, rate: Cell
) -> None:
    if currency.text not in CURRENCIES or currency.text == "EUR":
        faults.append(sheet.fault(currency, "is not a currency of ISO 4217 that is quoted per euro"))
        return
    is_sound = is_rate(rate.text)
    if not is_sound:
        faults.append(sheet.fault(rate, *why_no_rate(rate.text)))
    add(Quotation(SOURCE, ("EUR", currency.text), day, rate.text if is_sound else SET_ASIDE, sheet.place(rate)))


register_list("its XML", "<gesmes:Envelope", recognises, _quotations)
