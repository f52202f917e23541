"""The columns of ``--rates``: for every converted figure its rate, the rate's day, the method and the source."""

from collections.abc import Iterable

from dealtrack.rates.lookup import Basis, Conversion, Rate
from dealtrack.reports.cells import Cell, Joined, Money, Said, said
from dealtrack.reports.document import Align, Column, Row, Section, Table


def rate_columns() -> tuple[Column, ...]:
    """Columns to stand behind a converted one."""
    return (
        Column("rate", said("rate"), Align.RIGHT),
        Column("rate_date", said("rate day")),
        Column("rate_method", said("method"), rank=2),
        Column("rate_source", said("source"), rank=4),
    )


def rate_cells(converted: Cell) -> tuple[Cell, ...]:
    """The cells for one converted figure; empty where no rate was needed."""
    conversion = converted.conversion if isinstance(converted, Money) else None
    if conversion is None:
        return ("", "", "", "")
    if conversion.rate is None:
        return ("", "", said("stated by the source") if conversion.is_stated else "", "")
    rate = conversion.rate
    return (rate, rate.date, method_words(rate), rate.source)


def method_words(rate: Rate) -> Cell:
    """How a rate came about: ``cross via EUR``, ``mean of 22 days, cross via EUR``."""
    name, _, common = rate.method.partition(" via ")
    method = Said(f"{name} via {{currency}}" if common else name, {"currency": common})
    if rate.basis is Basis.DAY:
        return method
    basis = Said(rate.basis.value)
    if rate.is_partial:
        counts = {"days": rate.on_weekdays, "weekdays": rate.weekdays}
        basis = Said(f"{rate.basis.value} of {{days}} of {{weekdays}} weekdays", counts)
    elif rate.days > 1:
        basis = Said(f"{rate.basis.value} of {{days}} days", {"days": rate.days})
    return Joined((basis, method))


def rate_table(conversions: Iterable[Conversion]) -> Section | None:
    """Every rate behind figures that have no columns for them; None where they took none."""
    columns = (Column("amount", said("amount"), Align.MONEY), Column("converted", said("converted"), Align.MONEY))
    taken = (each for each in conversions if each.rate or each.is_stated)
    rows: dict[Conversion, None] = dict.fromkeys(taken)
    if not rows:
        return None
    money = (Money(each.converted, each.rate is not None, conversion=each) for each in rows)
    table = Table((*columns, *rate_columns()), tuple(
        Row((Money(cell.conversion.amount), cell, *rate_cells(cell))) for cell in money if cell.conversion
    ))  # fmt: skip
    return Section("rates", said("Rates"), table=table)
