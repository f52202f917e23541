"""The totals that somebody stated, against the deals on record.

Sums are in the currency of the stated total, each deal at its own date's rate. Before a total is said to be exceeded or
not reached, it is tried in every way in which whoever stated it may have added up.
"""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum

import msgspec
from msgspec.structs import replace

from dealtrack.model import Company, Deal, StatedTotal
from dealtrack.rates.sums import Total, add_up
from dealtrack.reconciliation.reckoning import Reckoning
from dealtrack.values.amount import Amount, remainder
from dealtrack.values.dates import PartialDate
from dealtrack.values.leeway import as_meant, as_printed
from dealtrack.values.vocabulary import Standing


class Verdict(StrEnum):
    """What the deals on record say of a stated total."""

    EXPLAINED = "explained"
    EXCEEDED = "exceeded"
    UNEXPLAINED = "unexplained"
    UNKNOWN = "unknown"  # for want of a rate


class Reconciled(msgspec.Struct, frozen=True):
    """A stated total and the deals that it is held against.

    ``counted`` were raised, disclosed or not, by its date; the disclosed ones ``come`` to so much; what is ``left`` is
    the unexplained part of the total, or what goes beyond it. ``uncounted`` were done by then, too: money that is not
    raised, and deals of which it is not certain that they were, where the total is exceeded without them.
    """

    stated: StatedTotal
    verdict: Verdict
    counted: tuple[Deal, ...]
    uncounted: tuple[Deal, ...]
    come: Total
    left: Amount | None = None

    @property
    def withheld(self) -> tuple[Deal, ...]:
        """The counted deals whose sum is not known."""
        known = disclosed(self.counted)
        return tuple(deal for deal in self.counted if deal not in known)


def reconcile(reckoning: Reckoning, company: Company, stated: StatedTotal) -> Reconciled:
    """*stated*, which is claimed, held against the company's deals."""
    done = [deal for deal in company.deals if deal.is_done and perhaps_by(deal, stated)]
    surely = [deal for deal in done if deal.is_raised and surely_by(deal, stated)]
    more = exceeding(reckoning, stated, disclosed(surely))
    counted = surely if more else [deal for deal in done if deal.is_raised]
    uncounted = [deal for deal in done if deal not in counted]
    less = falling_short(reckoning, stated, disclosed(counted))
    come = more or less or come_to(reckoning, disclosed(counted), str(stated.amount.currency))
    verdict, left = Verdict.UNKNOWN if come.unconverted else Verdict.EXPLAINED, None
    if more:
        verdict, left = Verdict.EXCEEDED, remainder(come.amount, stated.amount)
    elif less:
        verdict, left = Verdict.UNEXPLAINED, remainder(stated.amount, come.amount)
    return Reconciled(stated, verdict, tuple(counted), tuple(uncounted), come, left)


def rounds_missing(stated: StatedTotal, raised: int) -> str:
    """That fewer deals were *raised* on record than the total counts rounds, in words; empty where they were not."""
    if stated.rounds is None or stated.rounds.bounds[0] <= raised:
        return ""
    known = f"{raised} are" if raised > 1 else "one is" if raised else "none is"
    return f"it counts {stated.rounds} round{'s' if stated.rounds.number > 1 else ''}, of which {known} on record"


def is_claimed(stated: StatedTotal) -> bool:
    """Whether it can be held against the deals: it names a sum, and one that is not only aimed at."""
    return not stated.amount.is_undisclosed and stated.standing is not Standing.TARGET


def surely_by(deal: Deal, stated: StatedTotal) -> bool:
    """Whether the deal is certainly not younger than the total."""
    return deal.done_on.certain[1] <= stated.date.certain[0]


def perhaps_by(deal: Deal, stated: StatedTotal) -> bool:
    """Whether the deal may be as old as the total."""
    return deal.done_on.certain[0] <= stated.date.certain[1]


def disclosed(deals: Sequence[Deal]) -> list[Deal]:
    """Those of *deals* that were raised and name a sum."""
    return [deal for deal in deals if deal.is_raised and deal.amount and not deal.amount.is_undisclosed]


def come_to(reckoning: Reckoning, deals: Sequence[Deal], currency: str, when: PartialDate | None = None) -> Total:
    """What *deals* come to, each at its own date's rate, or all at that of *when*."""
    return add_up(((deal.amount, reckoning.at(when or deal.date, currency)) for deal in deals), currency)


def exceeding(reckoning: Reckoning, stated: StatedTotal, deals: Sequence[Deal]) -> Total | None:
    """What *deals* come to at their own dates' rates, if it is certainly more in whichever way it is reckoned."""
    return _if_all(reckoning, stated, deals, _is_below)


def falling_short(reckoning: Reckoning, stated: StatedTotal, deals: Sequence[Deal]) -> Total | None:
    """The same, if it is certainly less."""
    return _if_all(reckoning, stated, deals, lambda printed, come: _is_below(come, printed))


def with_support(reckoning: Reckoning, company: Company, stated: StatedTotal) -> tuple[Total, Total] | None:
    """The money from the state, and what it comes to with the deals, where the two together explain the total."""
    support = [deal for deal in company.deals if deal.is_state_support and perhaps_by(deal, stated)]
    counted = [deal for deal in disclosed(company.deals) if perhaps_by(deal, stated)]
    currency = str(stated.amount.currency)
    given, together = come_to(reckoning, support, currency), come_to(reckoning, [*counted, *support], currency)
    meant, printed = as_meant(together.amount), as_printed(stated.amount, reckoning.tolerance)
    if not given.counted or together.unconverted or _is_below(meant, printed) or _is_below(printed, meant):
        return None
    return given, together


def _sums(reckoning: Reckoning, stated: StatedTotal, deals: Sequence[Deal]) -> Iterator[tuple[Amount, Total]]:
    """Each currency in which the total was printed, with what the deals come to in it in each way of adding them up.

    Whoever stated it may have done so in either currency, at one day's rate, or from sums that were converted before.
    """
    for amount in (stated.amount, stated.equivalent):
        if amount is None or amount.is_undisclosed:
            continue
        currency = str(amount.currency)
        come = come_to(reckoning, deals, currency)
        yield amount, come
        if come.is_converted:
            yield amount, come_to(reckoning, deals, currency, stated.date)
            yield amount, come_to(reckoning, [_as_converted(deal, currency) for deal in deals], currency)


def _as_converted(deal: Deal, currency: str) -> Deal:
    """The deal with the sum that its source printed in *currency*, where it did."""
    printed = deal.equivalent
    fits = printed and printed.currency == currency and not printed.is_undisclosed
    return replace(deal, amount=printed) if fits else deal


def _if_all(
    reckoning: Reckoning, stated: StatedTotal, deals: Sequence[Deal], holds: Callable[[Amount, Amount], bool]
) -> Total | None:
    first: Total | None = None
    for printed, come in _sums(reckoning, stated, deals):
        if come.unconverted or not holds(as_printed(printed, reckoning.tolerance), as_meant(come.amount)):
            return None
        first = first or come
    return first


def _is_below(one: Amount, other: Amount) -> bool:
    return one.high is not None and other.low is not None and one.high < other.low
