"""``price`` directives of a beancount file: ``2020-05-13 price USD  7.0898 CNY ; a note``.

What else the file holds is passed over, as are the prices of what is no currency.
"""

import re
from collections.abc import Iterator

from dealtrack.diagnostics import Fault
from dealtrack.rates.readers import priced
from dealtrack.rates.readers.cells import Quotation, Sheet, day_of
from dealtrack.rates.readers.formats import register_list

_PRICE = re.compile(
    r"^(?P<day>[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2})[ \t]+price[ \t]+(?P<commodity>[A-Z][A-Z0-9'._-]*)[ \t]+"
    r"(?P<amount>[^\s;]+)[ \t]+(?P<currency>[A-Z][A-Z0-9'._-]*)[ \t]*(?:;.*)?\r?$",
    re.MULTILINE,
)
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")


def recognises(sheet: Sheet) -> bool:
    """Whether it has a price."""
    return _PRICE.search(sheet.text) is not None


def _quotations(sheet: Sheet, faults: list[Fault]) -> Iterator[Quotation]:
    return priced.quotations(sheet, faults, _directives(sheet), lambda text: day_of(text.replace("/", "-")))


def _directives(sheet: Sheet) -> Iterator[priced.Directive]:
    for match in _PRICE.finditer(sheet.text):
        day, commodity, amount, currency = (
            priced.cell(match, name) for name in ("day", "commodity", "amount", "currency")
        )
        figure = amount.text.replace(",", "") if _GROUPED.fullmatch(amount.text) else amount.text
        yield priced.Directive(day, commodity, amount, figure, currency)


register_list("beancount's prices", "2020-05-13 price USD 7.0898 CNY", recognises, _quotations, by_header=False)
