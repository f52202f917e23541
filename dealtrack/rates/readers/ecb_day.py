"""The European Central Bank's file of one day (eurofxref.csv): the history's header, and a single row below it.

It is written for people, ``Date, USD, JPY, …`` and ``13 May 2020, 1.0875, 116.28, …``: blanks behind the commas, and
the day in words.
"""

import re
from collections.abc import Collection, Mapping
from datetime import date

from msgspec import structs

from dealtrack.diagnostics import Fault
from dealtrack.rates.readers import ecb
from dealtrack.rates.readers.cells import Cell, Key, Sheet
from dealtrack.rates.readers.formats import Format, register
from dealtrack.rates.readers.wide import Layout, find_in_wide
from dealtrack.rates.table import Series

_WRITTEN_OUT = re.compile(r"([0-9]{1,2}) ([A-Z][a-z]+) ([0-9]{4})")
# Spelt here, since strptime would read them in the language of whoever runs it.
_MONTHS = "January February March April May June July August September October November December".split()


def recognises(sheet: Sheet) -> bool:
    """Whether the header is the history's, and the day of the first row is written out."""
    return ecb.is_headed(sheet) and ecb.DAY_IN_WORDS.match(sheet.body) is not None


def read(sheet: Sheet) -> tuple[tuple[Series, ...], tuple[Fault, ...]]:
    """The one series of the file; every pair has EUR as its base."""
    return ecb.read_layout(_layout(sheet))


def find(sheet: Sheet, wanted: Collection[Key]) -> Mapping[Key, Cell]:
    """The cells of the *wanted* figures."""
    return find_in_wide(_layout(sheet), wanted)


def _layout(sheet: Sheet) -> Layout:
    return structs.replace(ecb.layout(sheet), day=_day)


def _day(text: str) -> date | None:
    """``13 May 2020``; months are written in English."""
    match = _WRITTEN_OUT.fullmatch(text)
    if not match or match[2] not in _MONTHS:
        return None
    try:
        return date(int(match[3]), _MONTHS.index(match[2]) + 1, int(match[1]))
    except ValueError:
        return None


register(Format("its eurofxref of one day", "Date, USD, JPY, …", recognises, read, find))
