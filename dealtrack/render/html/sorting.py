"""In which order the rows of a column go: by what its cells are, and not by what they say.

Dates and figures get a rank in their column, computed here from their typed values; text is left to the reader's
locale. A cell without a rank stands last, whichever way a column is sorted.
"""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from dealtrack.rates.lookup import Rate
from dealtrack.rates.sums import Total
from dealtrack.reconciliation.step_ups import Multiple
from dealtrack.reports.cells import Bar, Cell, Missing, Money, Months
from dealtrack.reports.document import Align, Column
from dealtrack.values.dates import PartialDate


class Kind(StrEnum):
    """How a column is sorted."""

    RANK = "rank"
    TEXT = "text"


def kind_of(column: Column, cells: Sequence[Cell]) -> Kind | None:
    """By rank where all that a column has to say are figures or are dates; None where it mixes these with words.

    A column that wraps holds what cannot be compared: a company's figures of all kinds under each other.
    """
    if column.wraps:
        return None
    said = [cell for cell in cells if cell not in (None, "") and not isinstance(cell, Missing)]
    keys = [key for key in (_key(column, cell) for cell in said) if key is not None]
    if not keys:
        return Kind.TEXT
    is_pure = len(keys) == len(said) or column.align is not Align.LEFT
    return Kind.RANK if is_pure and len({type(key) for key in keys}) == 1 else None


def ranks(column: Column, cells: Sequence[Cell]) -> list[str]:
    """The rank of each cell in a column that has one, equal where the values are; empty for a cell without a value."""
    if kind_of(column, cells) is not Kind.RANK:
        return [""] * len(cells)
    keys = [_key(column, cell) for cell in cells]
    order = {key: rank for rank, key in enumerate(sorted({key for key in keys if key is not None}))}
    return ["" if key is None else str(order[key]) for key in keys]


def _key(column: Column, cell: Cell) -> Any:
    """What a value is sorted by: a sum by its lower end, within its currency; None where there is none."""
    match cell:
        case Money(amount=amount) | Total(amount=amount):
            return None if amount.low is None else (str(amount.currency), amount.low)
        case Rate(value=value) | Multiple(low=value) | Bar(share=value):
            return ("", value)
        case Months(low=months):
            return ("", Decimal(months))
        case int():
            return ("", Decimal(cell))
        case str() if column.align is Align.RIGHT:
            return _number(cell)
        case PartialDate():
            return cell
        case _:
            return None


def _number(text: str) -> tuple[str, Decimal] | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return ("", value) if value.is_finite() else None
