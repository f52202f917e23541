"""Cells as text: the one place where a typed value becomes words, for every format that prints words."""

from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_CEILING
from typing import Any, TypeGuard

from dealtrack.rates.lookup import Rate
from dealtrack.rates.sums import Total
from dealtrack.reconciliation.step_ups import Multiple
from dealtrack.render.languages import scales, translated
from dealtrack.render.registry import Page
from dealtrack.reports.cells import Bar, Cell, Joined, Missing, Money, Name, Names, Said, said
from dealtrack.reports.document import Align, Column
from dealtrack.reports.multiples import multiple_text
from dealtrack.reports.wording import total_words
from dealtrack.values.count import WRITTEN, Count
from dealtrack.values.dates import PartialDate
from dealtrack.values.figures import Figure, Scale, common_scales, original, rate_text, rounded, scales_of


def words(cell: Cell, page: Page) -> str:
    """What a cell says in a sentence."""
    said_by = _WORDS.get(type(cell))
    return said_by(cell, page) if said_by else str(cell)


def cell_text(cell: Cell, page: Page, column: Sequence[Scale] = ()) -> str:
    """What a cell says in a table; a sum in the scales of its *column*."""
    if not isinstance(cell, Money) and not (column and is_sum(cell)):
        return words(cell, page)
    note = f" {cell.marks}" if isinstance(cell, Money) and cell.marks else ""
    return f"{figure_of(cell, page, column).text}{note}"


def figure_of(money: Money | Total, page: Page, column: Sequence[Scale] = ()) -> Figure:
    """The parts of a sum as it is shown; a computed one in the scales of its *column*, if it stands in one."""
    known = scales_of(page.units, scales(page.language))
    figure = rounded(money.amount, column or known) if money.computed else original(money.amount, known)
    return figure if figure.currency else figure._replace(number=translated(figure.number, page.language))


def is_sum(cell: Cell) -> TypeGuard[Money | Total]:
    """Whether a cell of a column of sums has one to show: a total of nothing that is known has words instead."""
    return isinstance(cell, Money) or (isinstance(cell, Total) and cell.counted > 0)


def column_scales(column: Column, cells: Sequence[Cell], page: Page) -> Sequence[Scale]:
    """The scales for the computed sums of a column: one for all, where one suits all. What was stated stays so."""
    if column.align is not Align.MONEY:
        return ()
    amounts = [cell.amount for cell in cells if is_sum(cell) and cell.computed]
    return common_scales(amounts, scales_of(page.units, scales(page.language)))


def names_text(names: Sequence[str], leads: int, left_out: int = 0) -> str:
    """Names with a star behind each lead: ``Shunwei Capital*, SF International +2``."""
    starred = ", ".join(f"{name}*" if index < leads else name for index, name in enumerate(names))
    return f"{starred} +{left_out}" if left_out else starred


_BAR_CELLS = 10
_EIGHTHS = " ▏▎▍▌▋▊▉"


def bar_text(bar: Bar) -> str:
    """A bar of up to ten cells, to an eighth of a cell; what is not nothing is seen."""
    eighths = int((bar.share * _BAR_CELLS * 8).to_integral_value(ROUND_CEILING))
    return ("█" * (eighths // 8) + _EIGHTHS[eighths % 8]).rstrip()


def _said(cell: Said, page: Page) -> str:
    text = translated(cell.template, page.language).format_map(
        {key: words(value, page) for key, value in cell.values.items()}
    )
    return text[:1].upper() + text[1:] if cell.capital else text


def _joined(cell: Joined, page: Page) -> str:
    *parts, end = [text for part in cell.parts if (text := words(part, page))] or [""]
    between, last = (translated(text, page.language) for text in (cell.between, cell.last or cell.between))
    return f"{between.join(parts)}{last}{end}" if parts else end


def _date(when: PartialDate, page: Page) -> str:
    """A date as people say it: ``by 2020-12``, ``since 2020-05``, ``~2020-05``."""
    head, slash, tail = when.text.partition("/")
    if not slash:
        return f"~{when.text[:-1]}" if when.approximate else when.text
    if head == "..":
        return words(said("by {date}", date=tail), page)
    if tail == "..":
        return words(said("since {date}", date=head), page)
    return words(said("{first} to {last}", first=head, last=tail), page)


_WORDS: Mapping[type, Callable[[Any, Page], str]] = {
    type(None): lambda cell, page: "",
    Money: lambda cell, page: figure_of(cell, page).prose,
    Total: lambda cell, page: words(total_words(cell), page),
    Name: lambda cell, page: cell.forms_in(page.language)[0],
    Names: lambda cell, page: names_text(cell.names_in(page.language), cell.leads),
    Rate: lambda cell, page: rate_text(cell.value),
    Multiple: lambda cell, page: multiple_text(cell),
    Bar: lambda cell, page: bar_text(cell),
    Missing: lambda cell, page: translated(cell.label, page.language),
    PartialDate: _date,
    Count: lambda cell, page: words(Said(f"{WRITTEN[cell.qualifier]}{{number}}", {"number": cell.number}), page),
    Said: _said,
    Joined: _joined,
}
