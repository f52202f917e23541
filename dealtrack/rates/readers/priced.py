"""What the price directives of plain-text accounting share: a day, a commodity, and what one of it costs, in a line."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import PurePosixPath

import msgspec

from dealtrack.diagnostics import Fault
from dealtrack.rates.readers.cells import Cell, Quotation, Sheet, is_rate, why_no_rate
from dealtrack.rates.table import SET_ASIDE
from dealtrack.values.currencies import AMBIGUOUS_MONEY, CURRENCIES, CURRENCY_WORDS

_SIGNS = {"€": "EUR", "£": "GBP", **{word: code for word, code in CURRENCY_WORDS.items() if "$" in word or "¥" in word}}


class Directive(msgspec.Struct, frozen=True):
    """A directive as it stands in a file: its cells, and the figure without marks between its digits."""

    day: Cell
    commodity: Cell
    amount: Cell
    figure: str
    currency: Cell


def quotations(
    sheet: Sheet, faults: list[Fault], directives: Iterator[Directive], day_of: Callable[[str], date | None]
) -> Iterator[Quotation]:
    """The prices of currencies; those of shares and other commodities are no exchange rates, and passed over."""
    source = PurePosixPath(sheet.file).stem
    for each in directives:
        pair = (code_of(each.commodity.text), code_of(each.currency.text))
        sign = next((cell for cell in (each.commodity, each.currency) if cell.text in AMBIGUOUS_MONEY), None)
        if sign and CURRENCIES.intersection(pair):
            faults.append(sheet.fault(sign, "is the sign of several currencies", f"write {AMBIGUOUS_MONEY[sign.text]}"))
        if pair[0] == pair[1] or not CURRENCIES.issuperset(pair):
            continue
        day = day_of(each.day.text)
        if day is None:
            faults.append(sheet.fault(each.day, "is not a date", "write the year first: 2020-05-13"))
            continue
        is_sound = is_rate(each.figure)
        if not is_sound:
            faults.append(sheet.fault(each.amount, *why_no_rate(each.figure)))
        yield Quotation(source, pair, day, each.figure if is_sound else SET_ASIDE, sheet.place(each.amount))


def code_of(commodity: str) -> str:
    """The code of a currency that is written as a code or as a sign of one currency only, else what is written."""
    plain = commodity.strip('"')
    return _SIGNS.get(plain.casefold(), plain)


def cell(match: re.Match[str], group: str) -> Cell:
    """What a group of a match has, as a cell."""
    return Cell(match[group], match.start(group))
