"""pricehist's CSV, ``date,base,quote,amount,source,type``: a price a row, from the source of that name.

``2020-05-13,EUR,USD,1.0875,ecb,reference``: how much of the quote one of the base costs.
"""

from collections.abc import Iterator

from dealtrack.diagnostics import Fault
from dealtrack.rates.readers.cells import Quotation, Sheet, day_of, is_rate, why_no_rate
from dealtrack.rates.readers.formats import register_list
from dealtrack.rates.table import SET_ASIDE
from dealtrack.values.currencies import CURRENCIES

HEADER = ("date", "base", "quote", "amount", "source", "type")


def recognises(sheet: Sheet) -> bool:
    """Whether the header is pricehist's."""
    return sheet.heads == HEADER


def _quotations(sheet: Sheet, faults: list[Fault]) -> Iterator[Quotation]:
    for row in sheet.rows():
        if len(row) != len(HEADER):
            faults.append(sheet.row_fault(row, f"has {len(row)} cells where the header has {len(HEADER)}"))
            continue
        day, base, quote, amount, source, _ = row
        pair = (base.text, quote.text)
        if pair[0] == pair[1] or not CURRENCIES.issuperset(pair):
            continue  # the price of a share, of gold, of a coin
        when = day_of(day.text.replace("/", "-"))
        if when is None:
            faults.append(sheet.fault(day, "is not a date", "write the year first: 2020-05-13"))
            continue
        is_sound = is_rate(amount.text)
        if not is_sound:
            faults.append(sheet.fault(amount, *why_no_rate(amount.text)))
        name = f"{source.text or 'unnamed'} by pricehist"
        yield Quotation(name, pair, when, amount.text if is_sound else SET_ASIDE, sheet.place(amount))


register_list("pricehist's", ",".join(HEADER), recognises, _quotations)
