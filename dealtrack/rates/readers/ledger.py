"""``P`` directives of hledger and ledger: ``P 2020-05-13 00:00:00 USD 7.0898 CNY``, ``P 2020/5/13 EUR $1.0875``.

A commodity is a code, a code in quotation marks, or a sign of one currency only. The amount has its commodity on either
side. The decimal mark is a point, a mark between digits a comma; of a single comma there is no telling which it is.
"""

import re
from collections.abc import Iterator
from datetime import date

from dealtrack.diagnostics import Fault
from dealtrack.rates.readers import priced
from dealtrack.rates.readers.cells import Cell, Quotation, Sheet
from dealtrack.rates.readers.formats import register_list

_COMMODITY = r'"[^"\n]+"|[^\s\d"\'.,;+@*^&()={}-]+'
_NUMBER = r"[+-]?[0-9][0-9.,]*"
_DIRECTIVE = re.compile(
    rf"^P[ \t]+(?P<day>[0-9]{{4}}[-/.][0-9]{{1,2}}[-/.][0-9]{{1,2}})(?:[ \t]+[0-9]{{1,2}}:[0-9:]+[+-]?[0-9]*)?"
    rf"[ \t]+(?P<commodity>{_COMMODITY})[ \t]+"
    rf"(?:(?P<before>{_COMMODITY})[ \t]*(?P<right>{_NUMBER})|(?P<left>{_NUMBER})[ \t]*(?P<behind>{_COMMODITY}))",
    re.MULTILINE,
)
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[0-9]{1,3}(?:,[0-9]{3}){2,}")
_DAY = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")


def recognises(sheet: Sheet) -> bool:
    """Whether it has a price."""
    return _DIRECTIVE.search(sheet.text) is not None


def _quotations(sheet: Sheet, faults: list[Fault]) -> Iterator[Quotation]:
    return priced.quotations(sheet, faults, _directives(sheet), _day)


def _directives(sheet: Sheet) -> Iterator[priced.Directive]:
    for match in _DIRECTIVE.finditer(sheet.text):
        amount, currency = (
            priced.cell(match, name) for name in (("right", "before") if match["before"] else ("left", "behind"))
        )
        figure = amount.text.replace(",", "") if _GROUPED.fullmatch(amount.text) else amount.text
        yield priced.Directive(priced.cell(match, "day"), _commodity(match), amount, figure, currency)


def _commodity(match: re.Match[str]) -> Cell:
    return priced.cell(match, "commodity")


def _day(text: str) -> date | None:
    match = _DAY.fullmatch(text)
    try:
        return date(*(int(part) for part in match.groups())) if match else None
    except ValueError:
        return None


register_list("hledger's and ledger's", "P 2020-05-13 USD 7.0898 CNY", recognises, _quotations, by_header=False)
