"""Dates at the precision they were given: a subset of EDTF (ISO 8601-2).

A date is never padded to the first of its month: it has a first and a last day, both of which belong to it.
"""

import re
from calendar import monthrange
from datetime import date
from enum import IntEnum
from functools import lru_cache, total_ordering

from dealtrack.values.frozen import Frozen


class BadDate(ValueError):
    """Text that is no date of the subset. ``hint`` says what to write instead."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class Precision(IntEnum):
    """How much of a date is known; an interval is as coarse as can be."""

    DAY = 1
    MONTH = 2
    QUARTER = 3
    YEAR = 4
    INTERVAL = 5


EXAMPLE = "write 2020, 2020-Q2, 2020-05, 2020-05-13, 2020-05~, 2019-08/2019-10, ../2020-12 or 2020-05/.."
_PART = re.compile(r"(?P<year>[0-9]{4})(?:-(?:Q(?P<quarter>[0-9])|(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?))?")


@total_ordering
class PartialDate(Frozen):
    """A day, month, quarter, year or interval, as the EDTF ``text`` says.

    ``start`` and ``end`` are its first and last day, None where an interval is open. ``approximate`` is EDTF's ``~``,
    ``uncertain`` its ``?``. Dates are ordered by their last day, the narrower first: a month stands after its days,
    and what happened "by 2020-12" stands at the end of that month. An interval without an end stands at its start.
    """

    __slots__ = ("text", "start", "end", "precision", "approximate", "uncertain")
    text: str
    start: date | None
    end: date | None
    precision: Precision
    approximate: bool
    uncertain: bool

    def __init__(self, text: str, start: date | None, end: date | None, precision: Precision) -> None:
        self._set(
            text=text, start=start, end=end, precision=precision,
            approximate="~" in text, uncertain="?" in text,
        )  # fmt: skip

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        """One full day."""
        return cls(day.isoformat(), day, day, Precision.DAY)

    @property
    def first(self) -> date:
        """The earliest day that it can be; the earliest of all for an interval without a start."""
        return self.start or date.min

    @property
    def last(self) -> date:
        """The latest day that it can be; the latest of all for an interval without an end."""
        return self.end or date.max

    @property
    def day(self) -> date | None:
        """The day, if it is one (approximate or not)."""
        return self.start if self.precision is Precision.DAY else None

    @property
    def certain(self) -> tuple[date, date]:
        """The days between which it lies for certain, whatever its source meant by about.

        An approximate date may be off by as much as it is long; of an uncertain one nothing is certain.
        """
        if not (self.approximate or self.uncertain):
            return self.first, self.last
        if self.uncertain or self.start is None or self.end is None:
            return date.min, date.max
        first, last = self.start.toordinal(), self.end.toordinal()
        length = last - first + 1
        earliest, latest = max(first - length, date.min.toordinal()), min(last + length, date.max.toordinal())
        return date.fromordinal(earliest), date.fromordinal(latest)

    def surely_before(self, other: "PartialDate") -> bool:
        """Whether it ended for certain before *other* began."""
        return self.certain[1] < other.certain[0]

    @property
    def is_open(self) -> bool:
        """Whether it is an interval of which one end is not known."""
        return self.start is None or self.end is None

    def days_apart(self, other: "PartialDate") -> int:
        """How many days the two are apart at least, 0 where they share one; an open interval is the end that it has."""
        gap = max(self._known[0], other._known[0]) - min(self._known[1], other._known[1])
        return max(0, gap.days)

    @property
    def _known(self) -> tuple[date, date]:
        return self.start or self.last, self.end or self.first

    def _order(self) -> tuple[date, int, str]:
        if self.end is None:
            opening = parse_date(self.text.partition("/")[0])
            return opening.last, -opening.first.toordinal(), self.text
        return self.end, -self.first.toordinal(), self.text

    def __lt__(self, other: "PartialDate") -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self._order() < other._order()

    def __str__(self) -> str:
        return self.text


def weekdays_between(first: date, last: date) -> int:
    """How many days from *first* to *last*, both included, are Mondays to Fridays; 0 where *last* is before *first*."""
    weeks, rest = divmod(max(0, (last - first).days + 1), 7)
    return 5 * weeks + sum((first.weekday() + day) % 7 < 5 for day in range(rest))


@lru_cache(maxsize=4096)
def parse_date(text: str) -> PartialDate:
    """Read *text* as a date of the subset. Raises BadDate."""
    written = text.strip(" \t\r\n")
    head, slash, tail = written.partition("/")
    if not slash:
        start, end, precision = _part(head, written)
        return PartialDate(written, start, end, precision)
    if head == tail == "..":
        raise BadDate("an interval that is open at both ends", EXAMPLE)
    first = None if head == ".." else _part(head, written)[0]
    last = None if tail == ".." else _part(tail, written)[1]
    if first and last and last < first:
        raise BadDate("the interval ends before it starts", f"write {tail}/{head}")
    return PartialDate(written, first, last, Precision.INTERVAL)


def _part(text: str, whole: str) -> tuple[date, date, Precision]:
    match = _PART.fullmatch(text[:-1] if text[-1:] in ("~", "?") else text)
    if match is None or not text.isascii():
        shown = whole if len(whole) <= 40 else whole[:39] + "…"
        raise BadDate(f"{shown} is not a date" if shown else "the date is empty", EXAMPLE)
    year = int(match["year"])
    if not year:
        raise BadDate("there is no year 0000", EXAMPLE)
    if quarter := match["quarter"]:
        if quarter not in "1234":
            hint = f"write {_put(text, str(year), whole)}, or a quarter from Q1 to Q4 behind it"
            raise BadDate(f"there is no quarter {quarter}", hint)
        last_month = 3 * int(quarter)
        return date(year, last_month - 2, 1), _month_end(year, last_month), Precision.QUARTER
    if not match["month"]:
        return date(year, 1, 1), date(year, 12, 31), Precision.YEAR
    month = int(match["month"])
    if not 1 <= month <= 12:
        hint = f"write {_put(text, match['year'], whole)}, or a month from 01 to 12 behind it"
        raise BadDate(f"there is no month {match['month']}", hint)
    if not match["day"]:
        return date(year, month, 1), _month_end(year, month), Precision.MONTH
    if not 1 <= int(match["day"]) <= monthrange(year, month)[1]:
        last = _put(text, str(_month_end(year, month)), whole)
        hint = f"write {last}, its last, or {_put(text, f'{year:04}-{month:02}', whole)}"
        raise BadDate(f"{year:04}-{month:02} has no day {match['day']}", hint)
    day = date(year, month, int(match["day"]))
    return day, day, Precision.DAY


def _put(part: str, instead: str, whole: str) -> str:
    """*whole* with another text for one of its parts; that alone where the whole would still be none."""
    head, slash, tail = whole.partition("/")
    other = tail if part == head else head
    is_sound = not slash or other == ".." or _PART.fullmatch(other.rstrip("~?")) is not None
    return whole.replace(part, instead, 1) if is_sound else instead


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
