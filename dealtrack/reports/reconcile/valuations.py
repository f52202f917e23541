"""The valuations in their order, each with its claimant and its basis, and the steps between them."""

from collections.abc import Iterator

from dealtrack.model import Company, PricedFact, Valuation
from dealtrack.reconciliation.step_ups import StepUp, step_ups
from dealtrack.reports.cells import Cell, Joined, Money, Said, Tone, said
from dealtrack.reports.conversion import Converter
from dealtrack.reports.document import Align, Column, Row, Section, Table
from dealtrack.reports.multiples import change_text
from dealtrack.reports.story import money_cells
from dealtrack.values.amount import Amount
from dealtrack.values.vocabulary import Basis

_LEAST = 2


def valuations_section(company: Company, slug: str, converter: Converter) -> Section | None:
    """The chain of valuations; None where there are not two known sums."""
    if sum(not valuation.amount.is_undisclosed for valuation in company.valuations) < _LEAST:
        return None

    def convert(valuation: Valuation) -> Amount | None:
        cell = converter.money(valuation.amount, valuation.equivalent, valuation.date)
        return cell.amount if isinstance(cell, Money) else None

    steps = list(step_ups(company.valuations, convert))
    ordered = sorted(company.valuations, key=lambda valuation: valuation.date)
    rows = tuple(row for valuation in ordered for row in _rows(valuation, steps, converter))
    columns = (
        Column("date", said("date")), Column("what", said("what"), flexible=True),
        Column("amount", said("amount"), Align.MONEY), Column("converted", converter.to, Align.MONEY),
        Column("by", said("by"), flexible=True), Column("multiple", said("multiple"), Align.RIGHT),
        Column("change", said("change"), Align.RIGHT, rank=3), Column("on", said("on"), rank=2),
    )  # fmt: skip
    lines = tuple(_line(step) for step in steps)
    return Section(f"{slug}.valuations", said("Valuations"), table=Table(columns, rows, headed=False), lines=lines)


def _rows(valuation: Valuation, steps: list[StepUp], converter: Converter) -> Iterator[Row]:
    own = [step for step in steps if step.later is valuation]
    amount, converted = money_cells(converter, PricedFact((), valuation, valuation.date, valuation.sources))
    shown: tuple[Cell, ...] = (valuation.date, _what(valuation), amount, converted, valuation.by or "")
    for number, step in enumerate(own or [None]):
        cells = shown if not number else ("", "", None, None, "")
        change: tuple[Cell, ...] = ("", "", "")
        if step:
            on = said("on {date}", date=step.earlier.date)
            change = (step.multiple, change_text(step.multiple), on)
        yield Row((*cells, *change), Tone.CLAIM)


def _what(valuation: Valuation) -> Joined:
    return Joined((_basis(valuation), Said(valuation.standing.value) if valuation.standing else None))


def _basis(valuation: Valuation) -> Said:
    return Said(valuation.basis.value) if valuation.basis else said("basis not stated")


def _line(step: StepUp) -> Said:
    told = "{multiple} is from {earlier} to {later}"
    if not step.is_like_for_like:
        told += ": part of it may be new money"
    elif step.later.basis is Basis.POST_MONEY:
        told += ", the money raised since included"
    values: dict[str, Cell] = {"multiple": step.multiple, "earlier": _claim(step.earlier), "later": _claim(step.later)}
    return Said(f"{told}.", values)


def _claim(valuation: Valuation) -> Said:
    by = valuation.by or said("unattributed")
    return said("{amount} ({by}, {basis})", amount=Money(valuation.amount), by=by, basis=_basis(valuation))
