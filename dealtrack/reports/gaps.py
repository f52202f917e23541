"""How far apart rounds are, in whole months: from the least to the most that their dates allow.

A round that is done happened by the day of reckoning, however much later its date could still be.
"""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from statistics import median

from dateutil.relativedelta import relativedelta

from dealtrack.model import Company
from dealtrack.reports.cells import Cell, Joined, Months, said
from dealtrack.values.dates import PartialDate

_FEW = 4  # gaps that are named one by one


def months_apart(one: PartialDate, other: PartialDate, today: date) -> Months:
    """The whole months between two dates, neither later than *today*; none at least where they share a day."""
    (first, last), (other_first, other_last) = _days(one, today), _days(other, today)
    least = max(_months(last, other_first), _months(other_last, first), 0)
    return Months(least, max(_months(first, other_last), _months(other_first, last)))


def gaps(company: Company, today: date) -> tuple[Months, ...]:
    """The months from each round that was done to the next; rounds without an end to their dates are left out."""
    dates = sorted(deal.done_on for deal in company.deals if deal.is_raised and not deal.done_on.is_open)
    return tuple(months_apart(first, second, today) for first, second in pairwise(dates))


def median_gap(apart: Iterable[Months]) -> Months:
    """The median of several gaps, between that of their least and that of their most."""
    ends = [(gap.low, gap.high) for gap in apart]
    return Months(*(median(end) for end in zip(*ends, strict=True)))


def gaps_words(company: Company, today: date) -> Cell:
    """``rounds 11 and 18–19 months apart``; of many, the shortest and the longest; None of less than two rounds."""
    apart = gaps(company, today)
    if not apart:
        return None
    if len(apart) > _FEW:
        least, most = min(gap.low for gap in apart), max(gap.high for gap in apart)
        return said("rounds {least} to {most} months apart", least=f"{least:g}", most=f"{most:g}")
    months: Cell = Joined(apart, ", ", " and ")  # each, also where two are equal
    return said("rounds {months} months apart", months=months)


def _days(when: PartialDate, today: date) -> tuple[date, date]:
    """The first and the last day that *when* can be, if it is past by *today*; a day still to come is itself."""
    return when.first, max(when.first, min(when.last, today))


def _months(first: date, second: date) -> int:
    """Whole months from one day to another; negative where the other is the earlier."""
    apart = relativedelta(second, first)
    return apart.years * 12 + apart.months
