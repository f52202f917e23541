"""The columns of ``--rates``: for every converted figure its rate, the rate's day, the method and the source."""

from dealtrack.reports.document import Align, Cell, Column, Money


def rate_columns() -> tuple[Column, ...]:
    """Columns to stand behind a converted one."""
    return (
        Column("rate", "rate", Align.RIGHT),
        Column("rate_date", "rate day"),
        Column("rate_method", "method", rank=2),
        Column("rate_source", "source", rank=4),
    )


def rate_cells(converted: Cell) -> tuple[Cell, ...]:
    """The cells for one converted figure; empty where no rate was needed."""
    conversion = converted.conversion if isinstance(converted, Money) else None
    if conversion is None:
        return ("", "", "", "")
    if conversion.rate is None:
        return ("", "", "stated by the source" if conversion.is_stated else "", "")
    rate = conversion.rate
    days = f" of {rate.counted}" if rate.days > 1 or rate.weekdays else ""
    how = rate.how.replace(", ", f"{days}, ", 1) if days else rate.how
    return (rate, rate.date, how, rate.source)
