"""One rate with everything about it: its value, its day, how it came about, and the published figures that it is of."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from dealtrack.files.book import BookOnDisk
from dealtrack.files.places import Located
from dealtrack.rates.lookup import Rate
from dealtrack.rates.readers import find_figures
from dealtrack.rates.trace import Quoted, trace
from dealtrack.reports.converted import when_words
from dealtrack.reports.document import Align, Column, Document, Row, Section, Table
from dealtrack.values.dates import PartialDate

_RATE = (
    Column("pair", "pair"), Column("rate", "rate", Align.RIGHT), Column("date", "day"), Column("method", "method"),
    Column("source", "source"), Column("days", "days", Align.RIGHT, rank=2), Column("age", "days old", Align.RIGHT),
    Column("file", "file", rank=3),
)  # fmt: skip
_FIGURES = (
    Column("date", "day"), Column("pair", "pair"), Column("published", "published", Align.RIGHT),
    Column("units", "for", Align.RIGHT, rank=2), Column("taken", "taken", flexible=True),
    Column("source", "source", rank=3), Column("file", "file"), Column("line", "line", Align.RIGHT),
)  # fmt: skip


def rate_origin(on_disk: BookOnDisk, rate: Rate, when: PartialDate, today: date) -> Document:
    """*rate*, which the book's record gave for *when*; its value to four decimals, the figures as published."""
    pair = f"{rate.quote} per {rate.base}"
    age = None if rate.is_mean else rate.age  # a mean is of its period's own days
    row = Row((pair, rate, rate.date, rate.how, rate.source, rate.days, age, rate.file))
    lines = (f"for {when}: {when_words(rate)}",)
    behind = trace(on_disk.rates, rate, when, today)
    figures = Table(_FIGURES, tuple(_rows(on_disk, behind)))
    return Document(
        "rate",
        (
            Section("rate", table=Table(_RATE, (row,)), lines=lines),
            Section("figures", "Published figures", table=figures),
        ),
    )


def _rows(on_disk: BookOnDisk, behind: tuple[Quoted, ...]) -> Iterator[Row]:
    located = {file: on_disk.text_of(file) for file in dict.fromkeys(quoted.file for quoted in behind)}
    found = {file: _found(text, file, behind) for file, text in located.items()}
    for quoted in behind:
        published, line = found[quoted.file][quoted]
        units = int(Decimal(published) / Decimal(quoted.figure))
        pair = f"{quoted.pair[1]} per {quoted.pair[0]}"
        day = PartialDate.of(quoted.day)
        yield Row((day, pair, published, units, _taken(quoted), quoted.source, quoted.file, line))


def _found(text: Located, file: str, behind: tuple[Quoted, ...]) -> Mapping[Quoted, tuple[str, int]]:
    """What stands in a file for each quotation, and in which line."""
    keys = {(quoted.source, quoted.pair, quoted.day): quoted for quoted in behind}
    figures = find_figures(text.lines.text, file, keys)
    return {keys[key]: (published, text.locate(place).line) for key, (published, place) in figures.items()}


def _taken(quoted: Quoted) -> str:
    words = ("divides the one above", quoted.is_divisor), ("the other way up", quoted.is_inverse)
    return ", ".join(word for word, holds in words if holds) or "as it is"
