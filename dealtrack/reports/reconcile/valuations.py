"""The valuations in their order, each with its claimant and its basis, and the steps between them."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from dealtrack.model import Company, PricedFact, Valuation
from dealtrack.reconciliation.step_ups import Multiple, StepUp, step_ups
from dealtrack.reports.conversion import Converter
from dealtrack.reports.document import Align, Cell, Column, Money, Row, Section, Table, Tone
from dealtrack.reports.timeline import money_cells
from dealtrack.reports.wording import date_words
from dealtrack.values.amount import Amount
from dealtrack.values.figures import original
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
        Column("date", "date"), Column("what", "what", flexible=True), Column("amount", "amount", Align.MONEY),
        Column("converted", converter.to, Align.MONEY), Column("by", "by", flexible=True),
        Column("multiple", "multiple", Align.RIGHT), Column("change", "change", Align.RIGHT, rank=3),
        Column("on", "on", rank=2),
    )  # fmt: skip
    lines = tuple(_line(step) for step in steps)
    return Section(f"{slug}.valuations", "Valuations", table=Table(columns, rows, headed=False), lines=lines)


def _rows(valuation: Valuation, steps: list[StepUp], converter: Converter) -> Iterator[Row]:
    own = [step for step in steps if step.later is valuation]
    amount, converted = money_cells(converter, PricedFact((), valuation, valuation.date, valuation.sources))
    shown: tuple[Cell, ...] = (valuation.date, _what(valuation), amount, converted, valuation.by or "")
    for number, step in enumerate(own or [None]):
        cells = shown if not number else ("", "", None, None, "")
        change = (_times(step.multiple), _per_cent(step.multiple), _on(step)) if step else ("", "", "")
        yield Row((*cells, *change), Tone.CLAIM)


def _what(valuation: Valuation) -> str:
    basis = valuation.basis.value if valuation.basis else "basis not stated"
    return f"{basis}, {valuation.standing.value}" if valuation.standing else basis


def _on(step: StepUp) -> str:
    return f"on {date_words(step.earlier.date)}"


def _line(step: StepUp) -> str:
    told = f"{_times(step.multiple)} is from {_claim(step.earlier)} to {_claim(step.later)}"
    if not step.is_like_for_like:
        return f"{told}: part of it may be new money."
    counts_money = step.later.basis is Basis.POST_MONEY
    return f"{told}{', the money raised since included' if counts_money else ''}."


def _claim(valuation: Valuation) -> str:
    basis = valuation.basis.value if valuation.basis else "basis not stated"
    return f"{original(valuation.amount).prose} ({valuation.by or 'unattributed'}, {basis})"


def _times(multiple: Multiple) -> str:
    """``×1.83``, ``≥ ×1.83``, ``×1.50–2.20``."""
    return _between(multiple, lambda value: f"{value:.2f}", "×")


def _per_cent(multiple: Multiple) -> str:
    """``+83%``, ``-20%``."""
    return _between(multiple, lambda value: f"{(value - 1) * 100:+.0f}%", "")


def _between(multiple: Multiple, text: Callable[[Decimal], str], sign: str) -> str:
    low, high = text(multiple.low), None if multiple.high is None else text(multiple.high)
    about = "~" if multiple.approximate else ""
    if high is None:
        return f"≥ {about}{sign}{low}" if multiple.low else ""
    if low == high:
        return f"{about}{sign}{low}"
    return f"{about}{sign}{low} to {high}" if multiple.low else f"≤ {about}{sign}{high}"
