"""The one rate at which a source converted several sums: what their implied intervals have in common.

A source converts all the sums of an article at one rate, as a rule. Each rounded figure allows an interval of rates,
all together a narrower one; a figure that does not fit it was mistyped, or converted elsewhere.
"""

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from dealtrack.rates.equivalent import Implied
from dealtrack.rates.lookup import Rate
from dealtrack.values.amount import EXACT


class OneRate(msgspec.Struct, frozen=True):
    """The rates that explain the conversions of the indices ``fitting``, and those of the indices ``odd`` not."""

    rates: Implied
    fitting: tuple[int, ...]
    odd: tuple[int, ...] = ()

    def beyond(self, rate: Rate) -> Decimal:
        """How far *rate* lies outside, as a fraction: 0.01 is one per cent above, -0.01 below, 0 inside."""
        end = min(max(rate.value, self.rates.low), self.rates.high)
        return EXACT.divide(rate.value - end, end)


def one_rate(implied: Sequence[Implied]) -> OneRate | None:
    """What most of *implied*, all of one pair of currencies, have in common.

    None where no rate explains more than half of them, or two do as well: of two that contradict each other, neither is
    the odd one. Raises ValueError for different pairs.
    """
    if len({(each.base, each.quote) for each in implied}) > 1:
        raise ValueError("rates of different currencies have nothing in common")
    # The most intervals that share a rate share the lower end of one of them.
    sets = {
        tuple(index for index, each in enumerate(implied) if each.consistent and each.low <= rate <= each.high)
        for rate in {each.low for each in implied if each.consistent}
    }
    most = max((len(each) for each in sets), default=0)
    largest = [each for each in sets if len(each) == most]
    if len(largest) != 1 or 2 * most <= len(implied):
        return None
    [fitting] = largest
    low, high = max(implied[index].low for index in fitting), min(implied[index].high for index in fitting)
    common = Implied(implied[0].base, implied[0].quote, low, high)
    return OneRate(common, fitting, tuple(index for index in range(len(implied)) if index not in fitting))
