"""How far apart things are, in whole months; a date counts as its last day, since that is the latest it can be."""

from datetime import date
from itertools import pairwise

from dateutil.relativedelta import relativedelta

from dealtrack.model import Company
from dealtrack.reports.cells import Cell, Joined, said

_FEW = 4  # gaps that are named one by one


def months_between(first: date, second: date) -> int:
    """Whole months from one day to another."""
    apart = relativedelta(second, first)
    return apart.years * 12 + apart.months


def gaps(company: Company) -> tuple[int, ...]:
    """The months from each round that was done to the next; rounds without an end to their dates are left out."""
    days = sorted(deal.done_on.last for deal in company.deals if deal.is_raised and not deal.done_on.is_open)
    return tuple(months_between(first, second) for first, second in pairwise(days))


def gaps_words(company: Company) -> Cell:
    """``rounds 11 and 18 months apart``; of many, the shortest and the longest; None where there are not two rounds."""
    apart = gaps(company)
    if not apart:
        return None
    if len(apart) > _FEW:
        return said("rounds {least} to {most} months apart", least=min(apart), most=max(apart))
    months: Cell = Joined(tuple(apart), ", ", " and ")  # each, also where two are equal
    return said("rounds {months} months apart", months=months)
