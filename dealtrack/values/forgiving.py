"""Dates as people type them on a command line or print them in articles, read as the date they must mean.

Used for arguments and for hints, never for what a book records: there a date is EDTF.
"""

import re
from datetime import datetime

from dealtrack.values.dates import BadDate, PartialDate, parse_date

_HAN = re.compile(r"([0-9]{4})年(?:([0-9]{1,2})月(?:([0-9]{1,2})[日号])?)?")
_NUMERIC = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?")
_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
# A month by its name, a year, and at most one number more: the day.
_WORDY = re.compile(rf"(?=.*(?:{_MONTH}))(?=.*[0-9]{{4}})[A-Za-z0-9 ,.]{{8,30}}", re.I | re.A)


def guess_date(text: str) -> PartialDate | None:
    """The date that *text* must mean (``13 May 2020``, ``2020/5/13``, ``2020年5月``), or None where that is not sure.

    All-numeric dates are read only year first: ``5/13/2020`` and ``3/4/2020`` are not guessed at.
    """
    text = text.strip()
    try:
        return parse_date(text)
    except BadDate:
        pass
    if match := _HAN.fullmatch(text) or _NUMERIC.fullmatch(text):
        parts = [part.zfill(2) for part in match.groups() if part]
        return _or_none("-".join(parts))
    return _from_words(text) if _WORDY.fullmatch(text) and len(re.findall("[0-9]+", text)) <= 2 else None


def _from_words(text: str) -> PartialDate | None:
    from dateutil import parser

    try:
        # What the text leaves out is taken from the default: parts that follow two different defaults were not said.
        first = parser.parse(text, default=datetime(2000, 1, 1))
        second = parser.parse(text, default=datetime(2001, 2, 17))
    except (ValueError, OverflowError):
        return None
    if first.year != second.year or first.month != second.month:
        return None
    return _or_none(first.strftime("%Y-%m-%d" if first.day == second.day else "%Y-%m"))


def _or_none(text: str) -> PartialDate | None:
    try:
        return parse_date(text)
    except BadDate:
        return None
