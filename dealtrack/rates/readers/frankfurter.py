"""The JSON of frankfurter.dev, of one day, of several, or a list of single rates.

``{"amount": 1.0, "base": "EUR", "date": "2020-05-13", "rates": {"USD": 1.0875}}``, the same without the date and with
``"rates": {"2020-05-13": {"USD": 1.0875}, …}``, or ``[{"date", "base", "quote", "rate"}, …]``.
How many units of each currency one unit of the base buys. The figures keep the digits that they are written with.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from dealtrack.diagnostics import Fault
from dealtrack.rates.readers.cells import Cell, Quotation, Sheet, day_of, is_rate, why_no_rate
from dealtrack.rates.readers.formats import register_list
from dealtrack.rates.table import SET_ASIDE
from dealtrack.values.currencies import CURRENCIES

SOURCE = "Frankfurter"
_KEYS = re.compile(r'"(?:rates?|base)"\s*:')
_ONE = re.compile(r"1(?:\.0*)?")


class _Item(NamedTuple):
    day: str
    base: str
    quote: str
    rate: str


class _NoRates(ValueError):
    """That a document is laid out in another way."""


def recognises(sheet: Sheet) -> bool:
    """Whether it is JSON with rates of a base."""
    return sheet.text[sheet.offset :].lstrip()[:1] in ("{", "[") and _KEYS.search(sheet.text) is not None


def _quotations(sheet: Sheet, faults: list[Fault]) -> Iterator[Quotation]:
    for item in _items(sheet, faults):
        day, pair = day_of(item.day), (item.base, item.quote)
        if day is None:
            faults.append(sheet.fault(_found(sheet, item.day), "is not a date"))
        elif pair[0] == pair[1] or not CURRENCIES.issuperset(pair):
            faults.append(
                sheet.fault(_found(sheet, item.quote), "is not a currency of ISO 4217, or quoted against itself")
            )
        else:
            is_sound = is_rate(item.rate)
            if not is_sound:
                faults.append(sheet.fault(_found(sheet, item.rate), *why_no_rate(item.rate)))
            yield Quotation(SOURCE, pair, day, item.rate if is_sound else SET_ASIDE, sheet.place(Cell("", 0)))


def _items(sheet: Sheet, faults: list[Fault]) -> list[_Item]:
    try:
        tree = json.loads(sheet.text[sheet.offset :], parse_float=str, parse_int=str, parse_constant=str)
        return list(_listed(tree) if isinstance(tree, list) else _by_day(tree))
    except (ValueError, RecursionError) as error:
        why = str(error) if isinstance(error, _NoRates) else "is damaged JSON"
        faults.append(sheet.fault(Cell("the file", sheet.offset), why, "fetch it again from api.frankfurter.dev"))
        return []


def _by_day(tree: dict[str, Any]) -> Iterator[_Item]:
    rates, base = tree.get("rates"), tree.get("base")
    if not isinstance(rates, dict) or not isinstance(base, str):
        raise _NoRates("has no rates of a base")
    if not _ONE.fullmatch(str(tree.get("amount", "1"))):
        raise _NoRates(f"has the rates of {tree['amount']} units, not of one")
    days = rates if all(isinstance(each, dict) for each in rates.values()) else {tree.get("date", ""): rates}
    for day, by_quote in days.items():
        for quote, rate in by_quote.items():
            yield _Item(str(day), base, quote, str(rate))


def _listed(tree: list[Any]) -> Iterator[_Item]:
    for each in tree:
        if not isinstance(each, dict) or not {"date", "base", "quote", "rate"} <= each.keys():
            raise _NoRates("is no list of date, base, quote and rate")
        yield _Item(*(str(each[key]) for key in ("date", "base", "quote", "rate")))


def _found(sheet: Sheet, text: str) -> Cell:
    """Where a text first stands in the file."""
    return Cell(text, max(0, sheet.text.find(text)))


register_list("Frankfurter's JSON", '{"amount":1.0,"base":"EUR",…', recognises, _quotations)
