"""Dates as people type them on a command line or print them in articles, read as the date they must mean.

Used for arguments and for hints, never for what a book records: there a date is EDTF. :func:`guess_date` is for what
can mean one thing only; :func:`date_readings` is for hints, and also has the dates that a vague or doubtful text may
mean.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

from dealtrack.values.dates import BadDate, PartialDate, Precision, parse_date

_LONGEST = 60

_HAN = re.compile(r"([0-9]{4}) ?年(?: ?([0-9]{1,2}) ?月份?(?: ?([0-9]{1,2}) ?[日号])?)?")
_NUMERIC = re.compile(r"([0-9]{4}) ?[-/.] ?([0-9]{1,2})(?: ?[-/.] ?([0-9]{1,2}))?")
_COMPACT = re.compile(r"((?:19|20)[0-9]{2})(0[1-9]|1[0-2])([0-3][0-9])")
_TIMED = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}:[0-9]{2}.*")
_UNKNOWN_DIGITS = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-[xXuU]{2}){1,2}")
_DECADE = re.compile(r"([0-9]{3})(?:0s|0年代|[xXuU])")
_QUARTER = (
    re.compile(r"(?P<year>[0-9]{4}) ?[-/年]? ?(?:[qQ] ?(?P<n>[1-4])|(?P<m>[1-4])[qQ])"),
    re.compile(r"(?:[qQ] ?(?P<n>[1-4])|(?P<m>[1-4]) ?[qQ])[ /,-]{0,2}(?:of )?(?P<year>[0-9]{4})"),
    re.compile(r"(?P<year>[0-9]{4}) ?年? ?第?(?P<n>[一二三四1-4])季度?"),
    re.compile(r"(?P<n>first|second|third|fourth|[1-4](?:st|nd|rd|th)) quarter (?:of )?(?P<year>[0-9]{4})", re.I),
)
_HALF = (
    re.compile(r"(?P<year>[0-9]{4}) ?[-/年]? ?(?:[hH](?P<n>[12])|(?P<m>[12])[hH])"),
    re.compile(r"(?:[hH](?P<n>[12])|(?P<m>[12])[hH])[ /,-]{0,2}(?:of )?(?P<year>[0-9]{4})"),
    re.compile(r"(?P<year>[0-9]{4}) ?年? ?(?P<n>[上下])半年"),
    re.compile(r"(?P<n>first|second|1st|2nd) half (?:of )?(?P<year>[0-9]{4})", re.I),
)
_NTH = {
    "一": 1, "二": 2, "三": 3, "四": 4, "上": 1, "下": 2,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
}  # fmt: skip
_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
# A month by its name, a year, and at most one number more: the day.
_WORDY = re.compile(rf"(?=.*(?:{_MONTH}))(?=.*[0-9]{{4}})[A-Za-z0-9 ,.'-]{{8,30}}", re.I | re.A)

# Words around a date that EDTF has a sign for.
_ABOUT = re.compile(
    r"(?:~|≈|circa |c\. ?|ca\. ?|about |around |approximately |approx\.? |大?约)\s*(.+)|(.+?)\s*(?:左右|前后|circa)",
    re.I,
)
_BY_END = re.compile(
    r"(?:by|before|until) (?:the )?(?:end of|year[- ]end) ([0-9]{4})|([0-9]{4})年?年?[底末](?:以?前|之前)", re.I
)
_BY = re.compile(r"(?:by|until|no later than|not later than) (.+)", re.I)
_BEFORE = re.compile(r"(?:before|prior to) (.+)|(.+?)(?:以?前|之前)", re.I)
_SINCE = re.compile(r"since (.+)|from (.+) (?:on|onwards)|(.+?)(?:以来|起|至今)", re.I)
_AFTER = re.compile(r"after (.+)|(.+?)(?:以后|之后)", re.I)
_TO = re.compile(
    r"(?:from |between )?(.+?)\s*(?:\.\.|\s(?:to|and|until|through|-|–)\s|[–—~至到]"
    r"|(?<=[a-z月日年])-(?=[0-9a-z]))\s*(.+)",
    re.I,
)

# Parts of a year and of a month, as what they can be said to last.
_PARTS_OF_YEAR = {
    "{0}-01/{0}-03": r"early (?:in )?{y}|(?:at )?(?:the )?(?:start|beginning) of {y}|{y}年?初|初{y}",
    "{0}-03/{0}-05": r"spring (?:of )?{y}|{y}年?春季?天?",
    "{0}-05/{0}-08": r"mid[- ]?{y}|(?:the )?middle of {y}|{y}年?年?中期?",
    "{0}-06/{0}-08": r"summer (?:of )?{y}|{y}年?夏季?天?",
    "{0}-09/{0}-11": r"(?:autumn|fall) (?:of )?{y}|{y}年?秋季?天?",
    "{0}-10/{0}-12": r"late (?:in )?{y}|(?:the |at the )?end of {y}|year[- ]end {y}|{y}年?年?[底末]",
}
_YEAR_PARTS = {
    text: re.compile(pattern.replace("{y}", "(?:[0-9]{4})"), re.I) for text, pattern in _PARTS_OF_YEAR.items()
}
_MONTH_PARTS = (
    (
        "{0}-01/{0}-10",
        re.compile(r"early (?:in )?(?P<m>.+)|(?:the )?(?:start|beginning) of (?P<n>.+)|(?P<h>.+月)[上初]旬?", re.I),
    ),
    ("{0}-11/{0}-20", re.compile(r"mid[- ](?P<m>.+)|(?:the )?middle of (?P<n>.+)|(?P<h>.+月)中旬?", re.I)),
    ("{0}-21/{0}-{1}", re.compile(r"late (?:in )?(?P<m>.+)|(?:the )?end of (?P<n>.+)|(?P<h>.+月)(?:下旬|底|末)", re.I)),
)
# A day and a month before a year: which is which, the text may tell, or not.
_YEAR_LAST = re.compile(r"([0-9]{1,2}) ?[-/. ]? ?([0-9]{1,2}) ?[-/. ]? ?([0-9]{4})")
_MONTH_FIRST = re.compile(r"([0-9]{1,2}) ?[/.] ?([0-9]{4})")
_TWO_YEARS = re.compile(r"([0-9]{4}) ?(?:[-–—] ?([0-9]{4})|/ ?([0-9]{2}))")


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


def date_readings(text: str) -> tuple[PartialDate, ...]:
    """The dates that *text* may mean, for somebody to choose from: none, one, or two of which the source decides."""
    text = " ".join(text.split())
    if len(text) > _LONGEST:
        return ()
    if guessed := guess_date(text):
        return (guessed,)
    for read in _READERS:
        if found := tuple(date for date in map(_or_none, read(text)) if date):
            return tuple(dict.fromkeys(found))
    return ()


def date_advice(text: str, refusal: BadDate) -> str:
    """What to write for *text*, which is no date: what it may mean, or else what its refusal says."""
    readings = date_readings(text)
    return f"write {' or '.join(map(str, readings))}" if readings else refusal.hint


def _periods(text: str) -> list[str]:
    """Quarters, halves, and digits that are not known."""
    for patterns, written in ((_QUARTER, "{0}-Q{1}"), (_HALF, "{0}-{1:02}/{0}-{2:02}")):
        for pattern in patterns:
            if match := pattern.fullmatch(text):
                said = (match.groupdict().get("m") or match["n"]).lower()
                number = _NTH.get(said) or int(said)
                return [written.format(match["year"], number if "Q" in written else 6 * number - 5, 6 * number)]
    if match := _UNKNOWN_DIGITS.fullmatch(text):
        return ["-".join(filter(None, match.groups()))]
    if match := _DECADE.fullmatch(text):
        return [f"{match[1]}0/{match[1]}9"]
    return []


def _compact(text: str) -> list[str]:
    if match := _COMPACT.fullmatch(text):
        return ["-".join(match.groups())]
    return [match[1]] if (match := _TIMED.fullmatch(text)) else []


def _year_last(text: str) -> list[str]:
    if match := _MONTH_FIRST.fullmatch(text):
        return [f"{match[2]}-{match[1].zfill(2)}"]
    match = _YEAR_LAST.fullmatch(text)
    if match is None:
        return []
    one, other, year = match[1].zfill(2), match[2].zfill(2), match[3]
    return [f"{year}-{other}-{one}", f"{year}-{one}-{other}"]


def _parts(text: str) -> list[str]:
    for written, pattern in _YEAR_PARTS.items():
        if pattern.fullmatch(text):
            return [written.format(*re.findall("[0-9]{4}", text))]
    for written, pattern in _MONTH_PARTS:
        match = pattern.fullmatch(text)
        month = _one(next(filter(None, match.groups()))) if match else None
        if month and month.end and month.precision is Precision.MONTH and not month.approximate:
            return [written.format(month.text, month.end.day)]
    return []


def _marked(text: str) -> list[str]:
    """About, by, before, since and after a date."""
    if match := _BY_END.fullmatch(text):
        return [f"../{match[1] or match[2]}-12"]
    for pattern, written in _SIGNED:
        if (match := pattern.fullmatch(text)) and (date := _one(next(filter(None, match.groups())))):
            return [written(date)] if date.start and date.end and "/" not in date.text else []
    return []


def _day_before(date: PartialDate) -> str:
    return _as_precise(date.first - timedelta(days=1), date) if date.first.toordinal() > 1 else ""


def _day_after(date: PartialDate) -> str:
    return _as_precise(date.last + timedelta(days=1), date) if date.last.year < 9999 else ""


def _as_precise(day: date, like: PartialDate) -> str:
    return day.isoformat()[: {Precision.YEAR: 4, Precision.MONTH: 7}.get(like.precision, 10)]


_SIGNED: tuple[tuple[re.Pattern[str], Callable[[PartialDate], str]], ...] = (
    (_ABOUT, lambda date: f"{date.text.rstrip('~?')}~"),
    (_BY, lambda date: f"../{date}"),
    (_BEFORE, lambda date: f"../{_day_before(date)}"),
    (_SINCE, lambda date: f"{date}/.."),
    (_AFTER, lambda date: f"{_day_after(date)}/.."),
)


def _intervals(text: str) -> list[str]:
    if match := _TWO_YEARS.fullmatch(text):
        last = match[2] or match[1][:2] + match[3]
        return [f"{match[1]}/{last}"] if last > match[1] else []
    match = _TO.fullmatch(text.strip("[]"))
    if match is None:
        return []
    last = _one(match[2]) or _one(_with_year(match[2], match[1]))
    first = _one(match[1]) or _one(_with_year(match[1], match[2]))
    return [f"{first}/{last}"] if first and last and "/" not in f"{first}{last}" else []


def _with_year(part: str, other: str) -> str:
    """*part* with the year that only the *other* end of an interval says."""
    year = re.search("[0-9]{4}", other)
    if year is None:
        return part
    return f"{year[0]}年{part}" if "月" in part else f"{part} {year[0]}"


def _one(text: str) -> PartialDate | None:
    """The one date that *text* means, on its own or as its readings say."""
    return guess_date(text) or next(iter(map(_or_none, _periods(text) or _compact(text))), None)


_READERS: tuple[Callable[[str], list[str]], ...] = (_periods, _compact, _year_last, _parts, _intervals, _marked)


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
