"""Sums over currencies: what they come to, and how many amounts could not be counted in them."""

from collections.abc import Callable, Iterable

import msgspec

from dealtrack.rates.lookup import Conversion, NoRate
from dealtrack.values.amount import Amount, total

Converting = Callable[[Amount], Conversion | NoRate]


class Total(msgspec.Struct, frozen=True):
    """A sum of several amounts, rounded when shown if ``computed``, and how many could not be counted in it.

    ``parts`` are the conversions that it is the sum of.
    """

    amount: Amount
    counted: int
    computed: bool = False
    undisclosed: int = 0
    unrecorded: int = 0
    unconverted: int = 0
    parts: tuple[Conversion, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing was there to be summed."""
        return not (self.counted or self.without_sum)

    @property
    def is_converted(self) -> bool:
        """Whether a rate was needed for any of its parts."""
        return any(part.rate for part in self.parts)

    @property
    def without_sum(self) -> int:
        """How many amounts could not be counted, for whatever reason."""
        return self.undisclosed + self.unrecorded + self.unconverted


def add_up(items: Iterable[tuple[Amount | None, Converting]], currency: str) -> Total:
    """The sum in *currency* of amounts, each converted in its own way. What it lacks leaves it open above."""
    counted: list[Conversion] = []
    undisclosed = unrecorded = unconverted = 0
    for amount, convert in items:
        if amount is None:
            unrecorded += 1
        elif amount.is_undisclosed:
            undisclosed += 1
        elif isinstance(conversion := convert(amount), NoRate):
            unconverted += 1
        else:
            counted.append(conversion)
    alone = counted[0] if len(counted) == 1 else None
    summed = alone.converted if alone else total((part.converted for part in counted), currency)
    computed = len(counted) > 1 or any(part.rate for part in counted)
    if undisclosed or unrecorded or unconverted:
        summed = summed.at_least()
    return Total(summed, len(counted), computed, undisclosed, unrecorded, unconverted, tuple(counted))
