"""Amounts of money as honest intervals: what is known of a sum, no more.

Both ends of an interval belong to it. ``low`` and ``high`` are exact decimals that keep the digits as they were
printed (``1.80bn`` is 1.80E+9): the rounding of a printed figure is evidence of the rate that it was converted at.
Nothing here touches a float.
"""

from collections.abc import Callable, Iterable
from decimal import Context, Decimal
from enum import StrEnum
from typing import Any

from dealtrack.values.currencies import minor_digits
from dealtrack.values.frozen import Frozen

# Exact for every sum and product that a book can hold; a quotient keeps fifty digits, and is rounded when shown.
EXACT = Context(prec=50)

_CENT = Decimal("0.00")  # added to a product, keeps its roundness from being taken for that of a printed figure

SCALES = (("tn", 12), ("bn", 9), ("m", 6), ("k", 3))


class CurrencyMismatch(TypeError):
    """Two currencies met in one sum: convert first."""


class Qualifier(StrEnum):
    """How an amount's interval is bounded."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    RANGE = "range"
    UNDISCLOSED = "undisclosed"


class Amount(Frozen):
    """A sum of money between ``low`` and ``high``, in units of ``currency`` (an ISO 4217 code).

    ``low`` is None when the amount is undisclosed (then ``currency`` may be None too); ``high`` is None when nothing
    bounds it from above. ``approximate`` marks a value that its source calls about, nearly or roughly.
    ``stated_in`` are the powers of ten of the units that both ends were written in (9 for bn, 8 for 亿, 0 for none);
    it is None for what was computed, and has no part in equality: 0.1bn is 100m.

    Raises TypeError for floats, ValueError for a negative or inverted interval.
    """

    __slots__ = ("currency", "low", "high", "approximate", "stated_in")
    currency: str | None
    low: Decimal | None
    high: Decimal | None
    approximate: bool
    stated_in: tuple[int, int] | None

    def __init__(
        self,
        currency: str | None,
        low: Decimal | None,
        high: Decimal | None,
        *,
        approximate: bool = False,
        stated_in: tuple[int, int] | None = None,
    ) -> None:
        for bound in (low, high):
            if bound is not None and not isinstance(bound, Decimal):
                raise TypeError(f"money is Decimal, never {type(bound).__name__}")
        if low is None and (high is not None or approximate):
            raise ValueError("an undisclosed amount has no bounds")
        if low is not None and (currency is None or not low.is_finite() or low < 0):
            raise ValueError("a disclosed amount has a currency and is finite and not negative")
        if high is not None and not high.is_finite():
            raise ValueError("the upper end of a range is a number; None where nothing bounds it")
        if low is not None and high is not None and high < low:
            raise ValueError("the upper end of a range lies below its lower end")
        self._set(currency=currency, low=low, high=high, approximate=approximate, stated_in=stated_in)

    def _identity(self) -> tuple[Any, ...]:
        return self.currency, self.low, self.high, self.approximate

    @classmethod
    def exactly(cls, currency: str, value: Decimal | int) -> "Amount":
        """One value, known."""
        value = Decimal(value) if isinstance(value, int) else value
        return cls(currency, value, value)

    @classmethod
    def undisclosed(cls, currency: str | None = None) -> "Amount":
        """Not known, and known to be withheld."""
        return cls(currency, None, None)

    @property
    def is_undisclosed(self) -> bool:
        """Not known, and known to be withheld."""
        return self.low is None

    @property
    def is_nothing(self) -> bool:
        """Zero, or at least zero: a sum that says nothing."""
        return self.low == 0 and (self.high is None or self.high == 0)

    @property
    def is_point(self) -> bool:
        """One value, exact or approximate."""
        return self.low is not None and self.low == self.high

    @property
    def qualifier(self) -> Qualifier:
        """How the interval is bounded; for one value, whether it is exact or about."""
        if self.low is None:
            return Qualifier.UNDISCLOSED
        if self.high is None:
            return Qualifier.AT_LEAST
        if self.low == self.high:
            return Qualifier.ABOUT if self.approximate else Qualifier.EXACT
        return Qualifier.AT_MOST if self.low == 0 else Qualifier.RANGE

    def about(self) -> "Amount":
        """The same, marked as approximate."""
        return Amount(self.currency, self.low, self.high, approximate=True, stated_in=self.stated_in)

    def at_least(self) -> "Amount":
        """The same without its upper end; undisclosed stays so."""
        return Amount(self.currency, self.low, None, approximate=self.approximate, stated_in=self.stated_in)

    def at_most(self) -> "Amount":
        """The same from nothing up. Raises ValueError for an undisclosed amount."""
        return Amount(self.currency, Decimal(0), self.high, approximate=self.approximate, stated_in=self.stated_in)

    def __add__(self, other: "Amount") -> "Amount":
        """The sum of two intervals; an undisclosed part leaves the sum open above.

        Raises CurrencyMismatch.
        """
        if not isinstance(other, Amount):
            return NotImplemented
        if self.currency is not None and other.currency is not None and self.currency != other.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency} do not add up: convert first")
        if self.low is None and other.low is None:
            return Amount.undisclosed(self.currency or other.currency)
        low = EXACT.add(self.low or Decimal(0), other.low or Decimal(0))
        high = None if self.high is None or other.high is None else EXACT.add(self.high, other.high)
        return Amount(self.currency or other.currency, low, high, approximate=self.approximate or other.approximate)

    def times(self, rate: Decimal, currency: str) -> "Amount":
        """The amount at *rate* units of *currency* for one of its own, to fifty digits. Raises ValueError."""
        return self._scaled(EXACT.multiply, rate, currency)

    def divided(self, rate: Decimal, currency: str) -> "Amount":
        """The amount at *rate* units of its own for one of *currency*, to fifty digits. Raises ValueError."""
        return self._scaled(EXACT.divide, rate, currency)

    def _scaled(self, by: Callable[[Decimal, Decimal], Decimal], rate: Decimal, currency: str) -> "Amount":
        if not isinstance(rate, Decimal) or not rate.is_finite() or rate <= 0:
            raise ValueError("a conversion factor is a positive Decimal")
        low, high = (None if end is None else EXACT.add(by(end, rate), _CENT) for end in (self.low, self.high))
        return Amount(currency, low, high, approximate=self.approximate)

    def rounded(self) -> "Amount":
        """To the currency's smallest unit, half to even: for showing, never for reckoning on."""
        unit = Decimal(1).scaleb(-minor_digits(self.currency or ""))
        low = None if self.low is None else self.low.quantize(unit, context=EXACT)
        high = None if self.high is None else self.high.quantize(unit, context=EXACT)
        return Amount(self.currency, low, high, approximate=self.approximate)

    def __str__(self) -> str:
        """The canonical text, which :func:`~dealtrack.values.amount_text.parse_amount` reads back as this value."""
        if self.low is None:
            return f"undisclosed {self.currency}" if self.currency else "undisclosed"
        about = "about " if self.approximate else ""
        if self.high is None:
            return f"{about}at least {self.currency} {_figure(self.low)}"
        if self.low == self.high:
            return f"{about}{self.currency} {_figure(self.low)}"
        if self.low == 0:
            return f"{about}up to {self.currency} {_figure(self.high)}"
        if self.low < 1000 <= self.high:  # a scale behind the upper end would be read as that of both
            return f"{about}{self.currency} {self.low:f}-{self.high:f}"
        return f"{about}{self.currency} {_figure(self.low)}-{_figure(self.high)}"


def total(amounts: Iterable[Amount], currency: str) -> Amount:
    """The sum of *amounts*, all in *currency*; zero where there are none. Raises CurrencyMismatch."""
    low, high, approximate = Decimal(0), Decimal(0), False
    is_open = False
    for amount in amounts:
        if amount.currency not in (None, currency):
            raise CurrencyMismatch(f"{amount.currency} and {currency} do not add up: convert first")
        low = _plus(low, amount.low)
        is_open = is_open or amount.high is None
        high = _plus(high, amount.high)
        approximate = approximate or amount.approximate
    return Amount(currency, low, None if is_open else high, approximate=approximate)


def _plus(sum_: Decimal, end: Decimal | None) -> Decimal:
    """Both together, as precise as the finer of the two is printed; nothing makes what it is added to no finer."""
    return EXACT.add(sum_, end) if sum_ and end else end or sum_


def remainder(whole: Amount, part: Amount) -> Amount:
    """What is left of *whole* without *part*, nothing at least. Both are disclosed, in one currency."""
    if whole.currency is None or whole.currency != part.currency or whole.low is None or part.low is None:
        raise CurrencyMismatch("only a disclosed sum can be taken from another of its currency")
    nothing = Decimal(0)
    low = nothing if part.high is None else max(nothing, _plus(whole.low, -part.high))
    high = None if whole.high is None else max(nothing, _plus(whole.high, -part.low))
    return Amount(whole.currency, low, high, approximate=whole.approximate or part.approximate)


def scale_of(value: Decimal) -> tuple[str, int]:
    """The scale in which *value* is written, as its sign and power of ten: ``("m", 6)`` for 75,510,000."""
    return next(((sign, power) for sign, power in SCALES if value >= Decimal(1).scaleb(power)), ("", 0))


def _figure(value: Decimal) -> str:
    sign, power = scale_of(value)
    return f"{value.scaleb(-power, context=EXACT):f}{sign}"
