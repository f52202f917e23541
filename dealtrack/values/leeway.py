"""How far the sum that is meant may lie from the figure that was printed: by its rounding, and by "about".

What two figures contradict, they contradict beyond this leeway.
"""

from decimal import Decimal

from dealtrack.values.amount import EXACT, Amount

ABOUT = Decimal("0.1")
_ONE = Decimal(1)


def as_meant(amount: Amount, tolerance: Decimal = Decimal(0)) -> Amount:
    """*amount* with *tolerance* (0.01 is one per cent) at both ends, and a tenth more where it is about that sum."""
    return _widened(amount, Decimal(0), tolerance)


def as_printed(amount: Amount, tolerance: Decimal = Decimal(0)) -> Amount:
    """The same, and with half a unit of the last digit that was printed: CNY 5.3bn may be 5.25bn or 5.35bn."""
    return _widened(amount, Decimal("0.5"), tolerance)


def contradict(one: Amount, other: Amount, tolerance: Decimal = Decimal(0)) -> bool:
    """Whether two sums in one currency cannot both be true, however they were rounded. Undisclosed denies nothing."""
    if not _is_below(one, other) and not _is_below(other, one):
        return False
    one, other = as_printed(one, tolerance), as_printed(other, tolerance)
    # The ends that rounding gives do not belong to both: what is 1bn is not 2bn.
    return _is_below(one, other, touching=True) or _is_below(other, one, touching=True)


def _is_below(one: Amount, other: Amount, *, touching: bool = False) -> bool:
    if one.high is None or other.low is None:
        return False
    return one.high < other.low or (touching and one.high == other.low)


def _widened(amount: Amount, units: Decimal, tolerance: Decimal) -> Amount:
    if amount.low is None:
        return amount
    share = tolerance + (ABOUT if amount.approximate else 0)
    low = EXACT.multiply(amount.low - EXACT.multiply(units, unit_below(amount.low)), _ONE - share)
    high = None
    if amount.high is not None:
        high = EXACT.multiply(amount.high + EXACT.multiply(units, unit(amount.high)), _ONE + share)
    return Amount(amount.currency, max(low, Decimal(0)), high, approximate=amount.approximate)


def unit(figure: Decimal) -> Decimal:
    """A one in the figure's last digit; nothing is not rounded."""
    return _ONE.scaleb(int(figure.as_tuple().exponent)) if figure else figure


def unit_below(figure: Decimal) -> Decimal:
    """The same for what is less: below 1bn come 900m and 950m, and not 0bn."""
    return unit(figure) / 10 if figure.as_tuple().digits == (1,) else unit(figure)
