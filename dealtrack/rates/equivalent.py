"""The check of a conversion that a source printed: which rate it implies, and which recorded rate explains it.

A source converts the figure that it prints, so the original is taken as exact, and only the equivalent as rounded, by
half a unit of its last digit: CNY 500m / USD 70m implies 7.09 to 7.19 CNY per USD. A lone 1 is rounded from below by
half a tenth: what is less than USD 1bn is printed in hundreds of millions.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum

import msgspec

from dealtrack.rates.lookup import NoRate, Rate, look_up
from dealtrack.rates.table import RateTable
from dealtrack.values.amount import EXACT, Amount, Qualifier
from dealtrack.values.currencies import quoted_pair
from dealtrack.values.dates import PartialDate
from dealtrack.values.leeway import unit, unit_below

TOLERANCE = Decimal("0.01")


class Verdict(StrEnum):
    """What explains a printed conversion."""

    DEAL_DATE = "deal-date"
    PUBLICATION = "publication"
    MISMATCH = "mismatch"


class Implied(msgspec.Struct, frozen=True):
    """The rates between ``low`` and ``high``, in units of ``quote`` per ``base``, that a printed pair allows.

    Where the two ends of a printed range imply rates that have nothing in common, it is not ``consistent``.
    """

    base: str
    quote: str
    low: Decimal
    high: Decimal
    consistent: bool = True

    def allows(self, rate: Rate, tolerance: Decimal) -> bool:
        """Whether *rate* lies in the interval, or outside it by no more than *tolerance* (0.01 is one per cent)."""
        return self.consistent and self.low * (1 - tolerance) <= rate.value <= self.high * (1 + tolerance)


class Equivalence(msgspec.Struct, frozen=True):
    """A printed conversion, explained: ``explaining`` is the rate of the day ``published`` where that is what fits."""

    verdict: Verdict
    implied: Implied
    at_deal: Rate | None
    explaining: Rate | None = None
    published: PartialDate | None = None


def implied_rates(amount: Amount, equivalent: Amount) -> Implied | None:
    """The rates that *amount* / *equivalent* allow; None where they are not two figures of two currencies.

    Nor are over CNY 500m and up to USD 70m: where one bounds from below and the other from above, neither is the
    other's conversion.
    """
    if {amount.qualifier, equivalent.qualifier} == {Qualifier.AT_LEAST, Qualifier.AT_MOST}:
        return None
    printed, converted = _figures(amount), _figures(equivalent)
    currencies = (amount.currency, equivalent.currency)
    if not printed or len(printed) != len(converted) or None in currencies or currencies[0] == currencies[1]:
        return None
    bounds = [_bounds(original, rounded) for original, rounded in zip(printed, converted, strict=True)]
    low, high = max(bound[0] for bound in bounds), min(bound[1] for bound in bounds)
    base, quote = quoted_pair(str(amount.currency), str(equivalent.currency))
    if base == amount.currency:  # the quotient is amount per equivalent: turn it over
        low, high = EXACT.divide(Decimal(1), high), EXACT.divide(Decimal(1), low)
    return Implied(base, quote, min(low, high), max(low, high), consistent=low <= high)


def check(
    amount: Amount, equivalent: Amount, when: PartialDate, published: Iterable[PartialDate], table: RateTable,
    *, today: date, tolerance: Decimal = TOLERANCE,
) -> Equivalence | None:  # fmt: skip
    """Explain what a source printed for a deal of *when* in a document *published* then.

    None where there is nothing to check: no two figures, or no rate on record for either day.
    """
    implied = implied_rates(amount, equivalent)
    if implied is None:
        return None
    at_deal = look_up(table, implied.base, implied.quote, when, today=today)
    if isinstance(at_deal, Rate) and implied.allows(at_deal, tolerance):
        return Equivalence(Verdict.DEAL_DATE, implied, at_deal, at_deal)
    found = at_deal if isinstance(at_deal, Rate) else None
    others = [(day, look_up(table, implied.base, implied.quote, day, today=today)) for day in published]
    rates = [(day, rate) for day, rate in others if not isinstance(rate, NoRate)]
    for day, rate in rates:
        if implied.allows(rate, tolerance):
            return Equivalence(Verdict.PUBLICATION, implied, found, rate, day)
    return Equivalence(Verdict.MISMATCH, implied, found) if found or rates else None


def _figures(amount: Amount) -> tuple[Decimal, ...]:
    """The figures that were printed: both ends of a range, the one end that a bound has."""
    match amount.qualifier:
        case Qualifier.UNDISCLOSED:
            ends: tuple[Decimal | None, ...] = ()
        case Qualifier.RANGE:
            ends = (amount.low, amount.high)
        case Qualifier.AT_MOST:
            ends = (amount.high,)
        case _:
            ends = (amount.low,)
    return tuple(end for end in ends if end)


def _bounds(original: Decimal, rounded: Decimal) -> tuple[Decimal, Decimal]:
    """The quotients that *original* / *rounded* can have had before the latter was rounded."""
    most, least = rounded + unit(rounded) / 2, rounded - unit_below(rounded) / 2
    return EXACT.divide(original, most), EXACT.divide(original, least)
