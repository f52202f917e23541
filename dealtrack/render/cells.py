"""Cells as text: the one place where a typed value becomes words, for every format that prints words."""

from dealtrack.rates.lookup import Rate
from dealtrack.rates.sums import Total
from dealtrack.reports.document import Cell, Missing, Money, Names
from dealtrack.reports.wording import date_words, total_words
from dealtrack.values.dates import PartialDate
from dealtrack.values.figures import Figure, original, rate_text, rounded


def figure_of(money: Money | Total) -> Figure:
    """The parts of a sum as it is shown."""
    return rounded(money.amount) if money.computed else original(money.amount)


def cell_text(cell: Cell) -> str:
    """What a cell says, in full."""
    match cell:
        case None:
            return ""
        case Money():
            return f"{figure_of(cell).text}{cell.note and ' ' + cell.note}"
        case Total():
            return total_words(cell)
        case Names():
            return names_text(cell.names, cell.leads)
        case Rate():
            return rate_text(cell.value)
        case Missing():
            return cell.label
        case PartialDate():
            return date_words(cell)
        case _:
            return str(cell)


def names_text(names: tuple[str, ...], leads: int, left_out: int = 0) -> str:
    """Names with a star behind each lead: ``Shunwei Capital*, SF International +2``."""
    starred = ", ".join(f"{name}*" if index < leads else name for index, name in enumerate(names))
    return f"{starred} +{left_out}" if left_out else starred
