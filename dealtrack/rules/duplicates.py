"""DT5xx: one deal that is on record twice."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from decimal import Decimal
from functools import cache

from dealtrack.diagnostics import Related, Severity
from dealtrack.model import Deal
from dealtrack.rules.registry import Finding, Subject, rule_of_facts
from dealtrack.values.amount import Amount, Qualifier
from dealtrack.values.dates import PartialDate
from dealtrack.values.figures import original
from dealtrack.values.names import normal
from dealtrack.values.rounds import UNKNOWN
from dealtrack.values.vocabulary import Status

_MOST_COMPARED = 10  # deals of one sum above a deal that it may repeat
_NEAR = 31  # days; also the longest date that is near to anything but what lies in it


@rule_of_facts("DT503", "duplicate-deal", Severity.WARNING)
def duplicate_deal(subject: Subject) -> Iterator[Finding]:
    """What it checks: that no two deals of one kind, at most 31 days apart, are of the same sum, as stated or as the
    source converted it, be it called about, over or up to so much. Deals of different rounds, of different investors
    throughout, and of plans that were given up are not compared. Where there are many of one
    sum, each is compared with the ten above it.

    Why it matters: two sources told of one deal, and every total counts it twice.

    Bad:

        name: CloudWalk Technology
        deals:
          - {id: 2020-05, date: 2020-05-13, status: completed, amount: CNY 1.8bn, equivalent: USD 254m, sources: [a]}
          - {id: 2020-05-b, date: 2020-05, status: completed, amount: USD 254m, sources: [a]}

    Good:

        name: CloudWalk Technology
        deals:
          - {id: 2020-05, date: 2020-05-13, status: completed, amount: CNY 1.8bn, equivalent: USD 254m, sources: [a]}

    How to mend it: keep one, with the sources of both. A plan and what became of it are one deal with steps: `status:
    [{on: 2020-04, is: rumored, sources: [a]}, {on: 2020-05-13, is: completed, sources: [b]}]`.
    """
    as_stated: dict[Hashable, list[int]] = defaultdict(list)
    as_converted: dict[Hashable, list[int]] = defaultdict(list)
    deals, names = subject.company.deals, cache(subject.on_disk.book.investor_names)
    for index, deal in enumerate(deals):
        amount, equivalent = _sum(deal, deal.amount), _sum(deal, deal.equivalent)
        same: list[int] = []
        if amount:
            for before in (as_stated[amount], as_converted[amount], as_stated[equivalent]):
                same += before[-_MOST_COMPARED:]
        twin = next((other for other in sorted(same, reverse=True) if _may_be_one(names, deals[other], deal)), None)
        if twin is not None:
            yield _twice(subject, twin, index)
        if amount:
            as_stated[amount].append(index)
        if equivalent:
            as_converted[equivalent].append(index)


def _sum(deal: Deal, amount: Amount | None) -> Hashable:
    """The deal's kind and sum, to find others by; None where it is no sum that tells deals apart."""
    if amount is None or amount.low is None:
        return None
    if amount.qualifier is Qualifier.RANGE and amount.high is not None and amount.high > 2 * amount.low:
        return None  # tens of millions of yuan: so are many
    return deal.kind, amount.currency, *_printed(amount)


def _printed(amount: Amount) -> tuple[Decimal | None, Decimal | None]:
    """The figures that stand in the amount: one source says 500m, and another over 500m, of one deal."""
    if amount.qualifier is Qualifier.AT_LEAST:
        return amount.low, amount.low
    return (amount.high, amount.high) if amount.qualifier is Qualifier.AT_MOST else (amount.low, amount.high)


def _may_be_one(names: Callable[[], Mapping[str, str]], one: Deal, other: Deal) -> bool:
    """Whether nothing but the sums is needed to take two deals for one. (The same id is another rule's.)"""
    if one.id == other.id or {one.current_status, other.current_status} & {Status.WITHDRAWN, Status.TERMINATED}:
        return False
    rounds = {each.round for each in (one, other)} - {None, UNKNOWN}
    return len(rounds) <= 1 and _are_near(one.date, other.date) and not _are_of_others(names(), one, other)


def _are_near(one: PartialDate, other: PartialDate) -> bool:
    apart = one.days_apart(other)
    return apart == 0 or (apart <= _NEAR and _is_short(one) and _is_short(other))


def _is_short(when: PartialDate) -> bool:
    return when.is_open or (when.last - when.first).days < _NEAR


def _are_of_others(names: Mapping[str, str], one: Deal, other: Deal) -> bool:
    """Whether both name who gave the money, and have nobody in common."""
    if not one.backers or not other.backers:
        return False
    givers, other_givers = ({normal(names.get(name, name)) for name in deal.backers} for deal in (one, other))
    return givers.isdisjoint(other_givers)


def _twice(subject: Subject, twin: int, index: int) -> Finding:
    one, other = subject.company.deals[twin], subject.company.deals[index]
    message = f"deal {other.id} ({_told(other)}) looks like deal {one.id} ({_told(one)}) again"
    hint = _as_steps(one, other) if one.is_done != other.is_done else "keep one, with the sources of both"
    related = (Related(subject.place("deals", twin, "amount"), f"deal {one.id}"),)
    return Finding(subject.place("deals", index, "amount"), message, hint, related)


def _as_steps(one: Deal, other: Deal) -> str:
    """How to write a plan and what became of it as one deal."""
    hint = "make them one deal, of which the plan is a step"
    if one.steps or other.steps:
        return hint
    steps = (
        f"{{on: {deal.date}, is: {deal.current_status}}}"
        for deal in sorted((one, other), key=lambda deal: deal.is_done)
    )
    return f"{hint}: status: [{', '.join(steps)}]"


def _told(deal: Deal) -> str:
    amounts = " / ".join(original(amount).prose for amount in (deal.amount, deal.equivalent) if amount)
    return f"{amounts}, {deal.current_status} {deal.date}"
