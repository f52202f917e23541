"""What the marks of a report mean: those of rows, of figures, of names."""

from collections.abc import Iterable

from dealtrack.rates.sums import Total
from dealtrack.reports.cells import FEW_DAYS, Cell, Joined, Money, Names, said
from dealtrack.values.amount import Qualifier

_LEGEND = (
    ("●", said("raised")),
    ("◆", said("other money")),
    ("○", said("planned")),
    ("×", said("put off or called off")),
    ("◦", said("claimed")),
    ("Σ", said("sum")),
    ("Δ", said("difference")),
    ("·", said("event")),
    ("+", said("added")),
    ("−", said("removed")),
    ("→", said("changed")),
)


def legend_of(shown: Iterable[Cell]) -> tuple[tuple[str, Cell], ...]:
    """What the marks mean that *shown* cells use: those of rows, of figures, of names."""
    cells = list(shown)
    amounts = [cell.amount for cell in cells if isinstance(cell, Money) or (isinstance(cell, Total) and cell.counted)]
    used = {mark for cell in cells if (mark := _mark_of(cell))}
    marks: list[tuple[str, Cell]] = [(mark, words) for mark, words in _LEGEND if mark in used]
    if any(isinstance(cell, Names) and cell.leads for cell in cells):
        marks.append(("*", said("lead")))
    if any(amount.approximate for amount in amounts):
        marks.append(("~", said("about")))
    if any(isinstance(cell, Money) and FEW_DAYS in cell.marks for cell in cells):
        marks.append((FEW_DAYS, said("at a mean over fewer than half of the weekdays")))
    qualifiers = {amount.qualifier for amount in amounts}
    marks += [(mark, words) for kind, mark, words in _BOUNDS if kind in qualifiers]
    return tuple(marks)


def _mark_of(cell: Cell) -> str:
    """The mark that a cell is, or begins with."""
    if isinstance(cell, Joined):
        return _mark_of(cell.parts[0]) if cell.between == " " else ""
    return cell if isinstance(cell, str) and len(cell) == 1 else ""


_BOUNDS = ((Qualifier.AT_LEAST, "≥", said("at least")), (Qualifier.AT_MOST, "≤", said("at most")))
