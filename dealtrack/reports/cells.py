"""Cells: the typed values that reports are made of. Each format writes them in its own way, and none another figure.

Text of a book is ``str`` and stays as it is; what dealtrack itself says is :class:`Said`, so that it can be said in
Chinese, too.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum

import msgspec

from dealtrack.rates.lookup import Conversion, Rate
from dealtrack.rates.sums import Total
from dealtrack.reconciliation.step_ups import Multiple
from dealtrack.values.amount import Amount
from dealtrack.values.count import Count
from dealtrack.values.dates import PartialDate


class Tone(StrEnum):
    """What kind of thing a row tells, which a format may show by colour."""

    DONE = "done"
    PLAN = "plan"
    ENDED = "ended"
    CLAIM = "claim"
    EVENT = "event"
    PLAIN = "plain"


FEW_DAYS = "°"  # stands behind a sum converted at a mean over fewer than half of the weekdays of its period


class Money(msgspec.Struct, frozen=True):
    """A sum: as stated, or ``computed`` (then it is rounded when shown). ``note`` is the mark of a footnote.

    ``conversion`` is where it comes from, or ``parts`` where it is the sum of several.
    """

    amount: Amount
    computed: bool = False
    note: str = ""
    conversion: Conversion | None = None
    parts: tuple[Conversion, ...] = ()

    @property
    def marks(self) -> str:
        """The mark of its footnote, and FEW_DAYS where a rate behind it is the mean of too few."""
        rates = (each.rate for each in (self.conversion, *self.parts) if each)
        return self.note + (FEW_DAYS if any(rate and rate.is_sparse for rate in rates) else "")


class Name(msgspec.Struct, frozen=True):
    """The name of a company or an investor, and the forms that it has in other languages, by their codes."""

    text: str
    forms: Mapping[str, str] = {}

    def forms_in(self, language: str) -> tuple[str, ...]:
        """All its forms, that of the *language* first."""
        return tuple(dict.fromkeys((self.forms.get(language, self.text), self.text, *self.forms.values())))


class Names(msgspec.Struct, frozen=True):
    """Names in their order, the first ``leads`` of them leads; ``short`` are what a narrow table may print instead.

    ``forms`` has those of the names that have other forms.
    """

    names: tuple[str, ...]
    leads: int = 0
    short: tuple[str, ...] = ()
    forms: Mapping[str, Name] = {}

    def names_in(self, language: str) -> tuple[str, ...]:
        """The names in a *language*, where they have a form in it."""
        return tuple(self.forms[name].forms_in(language)[0] if name in self.forms else name for name in self.names)


class Bar(msgspec.Struct, frozen=True):
    """A bar beside others: how much it is of the longest, from 0 to 1."""

    share: Decimal


class Months(msgspec.Struct, frozen=True):
    """A number of months between ``low`` and ``high``, both included; medians of whole months may be halves."""

    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.low:g}" if self.low == self.high else f"{self.low:g}–{self.high:g}"


class Missing(msgspec.Struct, frozen=True):
    """A figure that cannot be given, and the reason."""

    reason: str
    label: str = "no rate"


class Said(msgspec.Struct, frozen=True):
    """Words of dealtrack's own: a template in English, translated as a whole, and what its braces stand for.

    ``capital`` has them begin as a sentence does.
    """

    template: str
    values: Mapping[str, "Cell"] = {}
    capital: bool = False


class Joined(msgspec.Struct, frozen=True):
    """Several cells as one; what stands between them, and before the ``last`` one, is translated as a template is."""

    parts: tuple["Cell", ...]
    between: str = ", "
    last: str = ""


Cell = (
    str
    | int
    | Count
    | PartialDate
    | Money
    | Total
    | Multiple
    | Name
    | Names
    | Rate
    | Bar
    | Months
    | Missing
    | Said
    | Joined
    | None
)


def said(template: str, /, **values: Cell) -> Said:
    """``said("raised {total}", total=total)``."""
    return Said(template, values)


def listed(parts: Iterable[Cell]) -> Joined:
    """``A``, ``A and B``, ``A, B and C``; each once."""
    unique: list[Cell] = []
    for part in parts:
        if part not in unique:
            unique.append(part)
    return Joined(tuple(unique), ", ", " and ")


def within(cells: Iterable[Cell]) -> Iterator[Cell]:
    """*cells*, and after each those that it is made of."""
    for cell in cells:
        yield cell
        if isinstance(cell, Said):
            yield from within(cell.values.values())
        elif isinstance(cell, Joined):
            yield from within(cell.parts)


def conversions(cells: Iterable[Cell]) -> Iterator[Conversion]:
    """Every conversion behind the figures of *cells*, those that sums are made of, too."""
    for cell in within(cells):
        if isinstance(cell, (Money, Total)):
            yield from cell.parts
        if isinstance(cell, Money) and cell.conversion:
            yield cell.conversion
