"""Other ways of counting that come to a stated total: with other money, or without some of the deals.

The search is bounded: changes of up to three deals, the fewest first, among up to 24. More would find sums by chance.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

import msgspec

from dealtrack.model import Deal
from dealtrack.rates.sums import Total
from dealtrack.reconciliation.reckoning import Reckoning
from dealtrack.reconciliation.totals import Reconciled, Verdict, come_to, disclosed
from dealtrack.values.amount import Amount, total
from dealtrack.values.leeway import as_printed

MOST_CHANGES = 3
MOST_DEALS = 24


class OtherWay(msgspec.Struct, frozen=True):
    """Counting with the deals ``added``, and without those ``left_out``, ``come`` is the sum."""

    added: tuple[Deal, ...]
    left_out: tuple[Deal, ...]
    come: Total


def other_ways(reckoning: Reckoning, found: Reconciled) -> tuple[OtherWay, ...]:
    """All ways of the fewest changes that come to the stated total within its rounding; none if it is explained."""
    if found.verdict not in (Verdict.EXCEEDED, Verdict.UNEXPLAINED):
        return ()
    counted = disclosed(found.counted)
    others = [deal for deal in found.uncounted if deal.amount and not deal.amount.is_undisclosed]
    if len(counted) + len(others) > MOST_DEALS:
        return ()
    currency = str(found.stated.amount.currency)
    worth = {deal.id: come_to(reckoning, [deal], currency) for deal in (*counted, *others)}
    for changes in range(1, MOST_CHANGES + 1):
        ways = tuple(_fitting(reckoning, found, (counted, others), worth, changes))
        if ways:
            return ways
    return ()


def _fitting(
    reckoning: Reckoning, found: Reconciled, deals: tuple[Sequence[Deal], Sequence[Deal]],
    worth: Mapping[str, Total], changes: int,
) -> Iterator[OtherWay]:  # fmt: skip
    counted, others = deals
    counting = {deal.id for deal in counted}
    known = [deal for deal in (*counted, *others) if not worth[deal.id].unconverted]
    for changed in combinations(known, changes):
        ids = {deal.id for deal in changed}
        kept = [worth[deal.id] for deal in (*counted, *others) if (deal.id in counting) != (deal.id in ids)]
        if any(each.amount.high is None for each in kept):
            continue
        amount = total((each.amount for each in kept), str(found.stated.amount.currency))
        parts = tuple(part for each in kept for part in each.parts)
        come = Total(amount, len(kept), len(kept) > 1 or any(each.computed for each in kept), parts=parts)
        if kept and _is_within(come, found.stated.amount, reckoning):
            added = tuple(deal for deal in others if deal.id in ids)
            yield OtherWay(added, tuple(deal for deal in counted if deal.id in ids), come)


def _is_within(come: Total, stated: Amount, reckoning: Reckoning) -> bool:
    """Whether the sum lies in what the total may have been before it was rounded, give or take for a rate."""
    meant = as_printed(stated, reckoning.tolerance if come.is_converted else Decimal(0))
    low, high = come.amount.low, come.amount.high
    if low is None or meant.low is None or low < meant.low:
        return False
    return meant.high is None or (high is not None and high <= meant.high)
