"""What a report can be asked for, as pure predicates over companies, deals, dates and investors, in whatever order."""

from collections.abc import Callable
from decimal import Decimal

from dealtrack.model import Deal, Investor
from dealtrack.rates.lookup import NoRate
from dealtrack.reports.conversion import Converter
from dealtrack.reports.investors import Roster
from dealtrack.reports.lists.sifting import CompanyFilter, DateFilter, DealFilter, InvestorFilter, Verdict
from dealtrack.values.amount import Amount
from dealtrack.values.dates import PartialDate
from dealtrack.values.leeway import as_meant
from dealtrack.values.names import normal
from dealtrack.values.rounds import UNKNOWN, Round
from dealtrack.values.vocabulary import InvestorType, Kind, Status


def since(start: PartialDate) -> DateFilter:
    """On the first day of *start* or later."""
    return lambda when: _decided(when.certain[0] >= start.first, when.certain[1] < start.first, Verdict.DATE)


def until(end: PartialDate) -> DateFilter:
    """On the last day of *end* or earlier."""
    return lambda when: _decided(when.certain[1] <= end.last, when.certain[0] > end.last, Verdict.DATE)


def has_status(wanted: frozenset[Status]) -> DealFilter:
    """At the end of its turns so far, it is in one of these states."""
    return lambda deal: _sure(deal.current_status in wanted)


def of_kind(wanted: frozenset[Kind]) -> DealFilter:
    """It is of one of these kinds."""
    return lambda deal: _sure(deal.kind in wanted)


def of_round(wanted: frozenset[Round]) -> DealFilter:
    """It is one of these rounds, or a numbered part or an extension of one: C2 of C, but not C+.

    Money for shares of which no round is stated may be any; it is the unknown one.
    """

    def judge(deal: Deal) -> Verdict:
        stated = UNKNOWN if deal.round is None and deal.is_round else deal.round
        if stated is not None and not wanted.isdisjoint((stated, stated.whole)):
            return Verdict.YES
        return Verdict.ROUND if stated == UNKNOWN else Verdict.NO

    return judge


def backed_by(wanted: frozenset[str], roster: Roster) -> DealFilter:
    """One of these investors, by canonical names, is on record as taking part."""
    spelt = frozenset(map(roster.canonical, wanted))
    return lambda deal: _sure(any(roster.canonical(name) in spelt for name in deal.backers))


def at_least(limit: Amount, converter: Converter) -> DealFilter:
    """It is *limit*, one sum, or more."""
    return _compared(limit, converter, lambda low, high, sum_: (low >= sum_, high is not None and high < sum_))


def at_most(limit: Amount, converter: Converter) -> DealFilter:
    """It is *limit*, one sum, or less."""
    return _compared(limit, converter, lambda low, high, sum_: (high is not None and high <= sum_, low > sum_))


def _compared(
    limit: Amount, converter: Converter, compare: Callable[[Decimal, Decimal | None, Decimal], tuple[bool, bool]]
) -> DealFilter:
    """A sum in the limit's own currency is compared as stated; of another, both in the report's, at the deal's rate."""

    def judge(deal: Deal) -> Verdict:
        if deal.amount is None:
            return Verdict.UNRECORDED
        amount, bound = deal.amount, limit
        if amount.currency not in (None, limit.currency):
            given = converter.convert(amount, deal.equivalent, deal.date)
            asked = converter.convert(limit, None, deal.date)
            if isinstance(given, NoRate) or isinstance(asked, NoRate):
                return Verdict.NO_RATE
            amount, bound = given.converted, asked.converted
        if amount.low is None or bound.low is None:
            return Verdict.UNDISCLOSED
        meant = as_meant(amount)
        return _decided(*compare(meant.low or Decimal(0), meant.high, bound.low), Verdict.AMOUNT)

    return judge


def one_of(slugs: frozenset[str]) -> CompanyFilter:
    """It is one of these companies."""
    return lambda slug, company: _sure(slug in slugs)


def in_country(wanted: frozenset[str]) -> CompanyFilter:
    """It is of one of these countries, by their codes in capitals."""
    return lambda slug, company: _sure(company.country.upper() in wanted) if company.country else Verdict.COUNTRY


def in_group(wanted: frozenset[str]) -> CompanyFilter:
    """It is in one of these groups, which are the book's own: it knows who is in them."""
    return lambda slug, company: _sure(not wanted.isdisjoint(company.groups))


def in_sector(wanted: frozenset[str]) -> CompanyFilter:
    """It is in one of these sectors."""
    return lambda slug, company: _sure(not wanted.isdisjoint(company.sectors)) if company.sectors else Verdict.SECTOR


def named(names: frozenset[str]) -> InvestorFilter:
    """It is one of these, by canonical name, or by another spelling of a name that is not on record."""
    forms = frozenset(map(normal, names))
    return lambda name, investor: _sure(normal(name) in forms)


def of_type(wanted: frozenset[InvestorType]) -> InvestorFilter:
    """It is of one of these types."""
    return lambda name, investor: _sure(investor.type in wanted) if investor and investor.type else Verdict.TYPE


def state_owned(wanted: bool) -> InvestorFilter:
    """The state owns it, or does not."""

    def judge(name: str, investor: Investor | None) -> Verdict:
        if investor is None or investor.state_owned is None:
            return Verdict.OWNERSHIP
        return _sure(investor.state_owned is wanted)

    return judge


def _sure(matches: bool) -> Verdict:
    return Verdict.YES if matches else Verdict.NO


def _decided(matches: bool, fails: bool, otherwise: Verdict) -> Verdict:
    return Verdict.YES if matches else Verdict.NO if fails else otherwise
