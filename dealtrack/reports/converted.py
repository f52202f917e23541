"""One conversion as a report: what it came to, at which rate, of which day, by whom."""

from collections.abc import Iterator
from datetime import date

from dealtrack.rates.lookup import Basis, Conversion, Rate
from dealtrack.reports.cells import Cell, Money
from dealtrack.reports.document import Align, Column, Document, Row, Section, Table
from dealtrack.reports.rate_columns import rate_cells, rate_columns
from dealtrack.values.dates import parse_date
from dealtrack.values.figures import original, rate_text, rounded


def converted_lines(conversion: Conversion) -> Iterator[str]:
    """The conversion in two lines: the sums, and the rate with its reasons."""
    given, rate = original(conversion.amount).prose, conversion.rate
    if rate is None:
        yield f"{given} is in {conversion.amount.currency} already"
        return
    yield f"{given} = {rounded(conversion.converted, extra=1).prose}"
    quoted = f"{rate_text(rate.value)} {rate.quote} per {rate.base}"
    yield f"at {quoted} · {rate.source} · {rate.method} · {when_words(rate)}"


def when_words(rate: Rate) -> str:
    """Which day or days a rate is of: ``Friday 2020-05-15, the last before, 1 day earlier``."""
    if rate.basis is Basis.LATEST:
        return f"the latest on record, of {_weekday(rate.date)}"
    if rate.basis is Basis.NONE_YET:
        return f"none is published in that period yet: the latest, of {_weekday(rate.date)}"
    if rate.is_mean:
        return f"{rate.basis.value} of {rate.counted} in {rate.date}"
    if rate.age:
        return f"{_weekday(rate.date)}, the last before, {rate.age} day{'s' if rate.age > 1 else ''} earlier"
    return _weekday(rate.date)


def _weekday(text: str) -> str:
    day: date | None = parse_date(text).day
    return f"{day:%A} {text}" if day else text


def converted_document(conversion: Conversion) -> Document:
    """The conversion as a table of one row."""
    columns = (Column("amount", "amount", Align.MONEY), Column("converted", "converted", Align.MONEY), *rate_columns())
    converted = Money(conversion.converted, computed=conversion.rate is not None, conversion=conversion)
    cells: tuple[Cell, ...] = (Money(conversion.amount), converted, *rate_cells(converted))
    return Document("convert", (Section("convert", table=Table(columns, (Row(cells),))),))
