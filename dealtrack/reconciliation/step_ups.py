"""Valuations in their order, and how many times the one before each is.

A step is between two claims, each with its claimant; nothing is averaged. It goes from the latest valuations that were
over before this one began, and never from pre-money to post-money, which would count the money of a round as growth.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

import msgspec

from dealtrack.model import Valuation
from dealtrack.values.amount import EXACT, Amount
from dealtrack.values.vocabulary import Basis


class Multiple(msgspec.Struct, frozen=True):
    """How many times one sum is another: between ``low`` and ``high``, which is None where nothing bounds it."""

    low: Decimal
    high: Decimal | None
    approximate: bool = False


class StepUp(msgspec.Struct, frozen=True):
    """From one valuation to a later one."""

    earlier: Valuation
    later: Valuation
    multiple: Multiple

    @property
    def is_like_for_like(self) -> bool:
        """Whether both bases are known: then both count the new money, or neither, or it is pre- on post-money."""
        return None not in (self.earlier.basis, self.later.basis)


def step_ups(valuations: Sequence[Valuation], convert: Callable[[Valuation], Amount | None]) -> Iterator[StepUp]:
    """The steps to each valuation of a known sum, oldest first.

    Sums of different currencies are compared as *convert* gives them in a common one, or not at all.
    """
    known = [each for each in valuations if each.amount.low and not each.date.is_open]
    for later in sorted(known, key=lambda each: each.date):
        before = [each for each in known if each.date.last < later.date.first and _is_comparable(each, later)]
        for earlier in before:
            if any(earlier.date.last < other.date.first for other in before):
                continue  # there is one between them
            multiple = _multiple(earlier, later, convert)
            if multiple:
                yield StepUp(earlier, later, multiple)


def _is_comparable(earlier: Valuation, later: Valuation) -> bool:
    return (earlier.basis, later.basis) != (Basis.PRE_MONEY, Basis.POST_MONEY)


def _multiple(earlier: Valuation, later: Valuation, convert: Callable[[Valuation], Amount | None]) -> Multiple | None:
    before, after = earlier.amount, later.amount
    if before.currency != after.currency:
        found = convert(earlier), convert(later)
        if found[0] is None or found[1] is None:
            return None
        before, after = found[0], found[1]
    if not before.low or after.low is None:
        return None
    low = Decimal(0) if before.high is None else EXACT.divide(after.low, before.high)
    high = None if after.high is None else EXACT.divide(after.high, before.low)
    return Multiple(low, high, before.approximate or after.approximate)
