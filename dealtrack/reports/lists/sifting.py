"""Sifting: a verdict on each thing that a report may show, and the count of what it leaves out.

A book knows less than a question asks: a sum is withheld, a year stands where a day is asked for. So a verdict is yes,
no, or why it cannot be told. What surely matches is shown; what may match is counted, and shown on request.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from enum import IntEnum
from typing import Generic, TypeVar

import msgspec

from dealtrack.model import Company, Deal, Investor
from dealtrack.reports.investors import Roster
from dealtrack.values.dates import PartialDate


class Verdict(IntEnum):
    """Whether something matches, or why that cannot be told.

    The order is that of certainty: the least of several verdicts is that of all of them together, the greatest that of
    any of them.
    """

    NO = 0
    COUNTRY = 1
    SECTOR = 2
    TYPE = 3
    OWNERSHIP = 4
    ROUND = 5
    DATE = 6
    UNRECORDED = 7
    UNDISCLOSED = 8
    NO_RATE = 9
    AMOUNT = 10
    YES = 11

    @property
    def is_open(self) -> bool:
        """Whether it cannot be told."""
        return self not in (Verdict.NO, Verdict.YES)


CompanyFilter = Callable[[str, Company], Verdict]
DealFilter = Callable[[Deal], Verdict]
DateFilter = Callable[[PartialDate], Verdict]
InvestorFilter = Callable[[str, Investor | None], Verdict]
Item = TypeVar("Item")


class Filters(msgspec.Struct, frozen=True):
    """Everything that was asked for; empty, it lets everything pass.

    ``investors`` are the canonical names that ``deals`` ask for, since a company's file may also name investors without
    a deal. ``maybe`` keeps what may match, too.
    """

    companies: tuple[CompanyFilter, ...] = ()
    deals: tuple[DealFilter, ...] = ()
    dates: tuple[DateFilter, ...] = ()
    investors: frozenset[str] = frozenset()
    maybe: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked for."""
        return not (self.companies or self.asks_for_deals)

    @property
    def asks_for_deals(self) -> bool:
        """Whether something was asked for that only deals have."""
        return bool(self.deals or self.dates)

    def of_company(self, slug: str, company: Company) -> Verdict:
        """The verdict on a company, whatever its deals are."""
        return all_of(judge(slug, company) for judge in self.companies)

    def of_deal(self, deal: Deal, when: PartialDate | None = None) -> Verdict:
        """The verdict on a deal, at its own date unless it is asked for at another."""
        return min(all_of(judge(deal) for judge in self.deals), self.of_date(when or deal.date))

    def of_date(self, when: PartialDate) -> Verdict:
        """The verdict on anything that has no more than a date."""
        return all_of(judge(when) for judge in self.dates)

    def of_company_with_deals(self, slug: str, company: Company, roster: Roster) -> Verdict:
        """The verdict on a company of which one deal at least should match, if deals were asked for."""
        own = self.of_company(slug, company)
        if own is Verdict.NO or not self.asks_for_deals:
            return own
        dealt = any_of(self.of_deal(deal) for deal in company.deals)
        return min(own, max(dealt, self._of_backers(company, roster)))

    def _of_backers(self, company: Company, roster: Roster) -> Verdict:
        """Investors that are named without a round have invested, but nobody knows in which deal."""
        named = {roster.canonical(name) for backing in company.backers for name in backing.investors}
        if named.isdisjoint(map(roster.canonical, self.investors)):
            return Verdict.NO
        return Verdict.YES if len(self.deals) == 1 and not self.dates else Verdict.ROUND


UNFILTERED = Filters()


class Sifted(msgspec.Struct, Generic[Item], frozen=True):
    """What is ``kept`` of so many things in ``total``, in their order, and why the rest is not."""

    kept: tuple[tuple[Item, Verdict], ...]
    total: int
    matching: int
    may: tuple[tuple[Verdict, int], ...] = ()

    @property
    def may_match(self) -> int:
        """Of how many things it cannot be told."""
        return sum(count for _, count in self.may)

    @property
    def unrated(self) -> int:
        """Of how many of them for want of a rate."""
        return dict(self.may).get(Verdict.NO_RATE, 0)


def sift(judged: Iterable[tuple[Item, Verdict]], *, maybe: bool = False) -> Sifted[Item]:
    """Keep what matches, and with *maybe* also what may."""
    everything = tuple(judged)
    counts = Counter(verdict for _, verdict in everything)
    kept = tuple(each for each in everything if each[1] is Verdict.YES or (maybe and each[1].is_open))
    may = tuple((verdict, counts[verdict]) for verdict in Verdict if verdict.is_open and counts[verdict])
    return Sifted(kept, len(everything), counts[Verdict.YES], may)


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """The verdict where all have to match."""
    return min(verdicts, default=Verdict.YES)


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    """The verdict where one has to match."""
    return max(verdicts, default=Verdict.NO)
