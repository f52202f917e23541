"""Sound rates files with a cell changed at random: the readers against a second reckoning, cell by cell."""

import re
from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dealtrack.diagnostics import Fault
from dealtrack.files.places import Located
from dealtrack.rates.readers import read_rates
from dealtrack.rates.table import MISSING
from dealtrack.values.currencies import CURRENCIES

FILE = "seeds/rates/mine.csv"
Cells = list[list[str]]

_NUMBERS = st.decimals("0.0001", "99999", places=4).map(lambda value: f"{value:f}")
_VALUES = st.one_of(_NUMBERS, st.sampled_from(["", "N/A", ".", "ND", "1", "7.7102", "1000000"]))
_DAYS = st.dates().map(str)
_CHANGED = st.one_of(
    st.text(alphabet="0123456789.-+eE/NAD \t", max_size=12),
    st.sampled_from(
        ["0", "0.0", "0.000", "-1", "+1", "1e5", "NaN", "n/a", "2020-02-30", "2020-2-3", "x", "CNY", "cny"]
    ),
    _VALUES,
    _DAYS,
)


@st.composite
def sheets(draw: st.DrawFn, columns: int) -> Cells:
    """Rows of a day and *columns* cells, the days all different: newest first, oldest first or in any order."""
    days = draw(st.lists(_DAYS, min_size=1, max_size=6, unique=True))
    days = draw(st.sampled_from([sorted(days), sorted(days, reverse=True), days]))
    return [[day, *draw(st.lists(_VALUES, min_size=columns, max_size=columns))] for day in days]


def changed(rows: Cells, row: int, column: int, cell: str) -> Cells:
    """*rows* with one cell changed; never a day that another row has."""
    assume(not re.match(r"\s*0[0-9]", cell) and cell.strip() not in [each[0] for each in rows])
    line = [cell if index == column % len(rows[0]) else old for index, old in enumerate(rows[row % len(rows)])]
    return [line if index == row % len(rows) else old for index, old in enumerate(rows)]


def is_day(text: str) -> bool:
    """Whether it is a day of the calendar, year first."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return False
    try:
        return bool(datetime.strptime(text, "%Y-%m-%d"))
    except ValueError:
        return False


def is_positive(text: str) -> bool:
    """Whether it is a number above nought, in digits alone."""
    return bool(re.fullmatch(r"[0-9]+(\.[0-9]+)?", text)) and Fraction(text) > 0


def kept(text: str) -> set[tuple[str, str, str]]:
    """Every quotation of a file: day, pair, value."""
    series, _ = read_rates(text, FILE)
    return {
        (str(day), "/".join(pair), value)
        for each in series
        for pair, column in each.columns.items()
        for day, value in zip(each.days, column, strict=True)
        if value not in MISSING
    }


def reported(text: str) -> list[tuple[int, int, str]]:
    """The line of each fault, the number of its cell, and what stands there."""
    located = Located(text)
    _, faults = read_rates(text, FILE)
    return sorted((*_cell(text, located, fault), fault.text.strip()) for fault in faults)


def _cell(text: str, located: Located, fault: Fault) -> tuple[int, int]:
    at = located.locate(fault.place)
    assert fault.rule == "bad-rate"
    return at.line, text.splitlines()[at.line - 1][: at.column - 1].count(",")


WIDE = st.sampled_from([
    ("Date,USD,CNY,HKD,", ["EUR/USD", "EUR/CNY", "EUR/HKD"], ","),
    ("Date,USD,CNY,HKD", ["EUR/USD", "EUR/CNY", "EUR/HKD"], ""),
    ("observation_date,DEXCHUS,DEXHKUS,DEXUSEU", ["USD/CNY", "USD/HKD", "EUR/USD"], ""),
])  # fmt: skip


@settings(deadline=None)
@given(sheets(3), WIDE, st.integers(0, 5), st.integers(0, 3), _CHANGED, st.booleans())
def test_wide_files(
    rows: Cells, format_: tuple[str, Sequence[str], str], row: int, column: int, cell: str, crlf: bool
) -> None:
    header, pairs, tail = format_
    rows = changed(rows, row, column, cell)
    newline = "\r\n" if crlf else "\n"
    text = newline.join([header, *(",".join(line) + tail for line in rows)]) + newline
    faults, quotations = [], set()
    for number, line in enumerate(rows, start=2):
        day, *values = (each.strip() for each in line)
        if not is_day(day):
            faults.append((number, 0, day))
            continue
        for index, (pair, value) in enumerate(zip(pairs, values, strict=True), start=1):
            if is_positive(value):
                quotations.add((day, pair, value))
            elif value not in ("", "N/A", ".", "ND"):
                faults.append((number, index, value))
    assert reported(text) == sorted(faults)
    assert kept(text) == quotations


@settings(deadline=None)
@given(sheets(4), st.integers(0, 5), st.integers(0, 4), _CHANGED, st.booleans())
def test_our_own_files(rows: Cells, row: int, column: int, cell: str, crlf: bool) -> None:
    quoted = [[each[0], "USD", "CNY", "7.7102", "PBC"] for each in rows]
    quoted = changed(quoted, row, column, cell)
    newline = "\r\n" if crlf else "\n"
    text = newline.join(["date,base,quote,rate,source", *map(",".join, quoted)]) + newline
    faults, quotations = [], set()
    for number, line in enumerate(quoted, start=2):
        day, base, quote, value, source = (each.strip() for each in line)
        bad = [(0, day)] if not is_day(day) else []
        bad += [(index, code) for index, code in ((1, base), (2, quote)) if code not in CURRENCIES]
        bad += [(2, quote)] if base == quote and not bad else []
        bad += [(3, value)] if not is_positive(value) else []
        bad += [(4, source)] if source.isdecimal() else []
        faults += [(number, *each) for each in bad]
        if not bad:
            quotations.add((day, f"{base}/{quote}", value))
    assert reported(text) == sorted(faults)
    assert kept(text) == quotations


@settings(deadline=None)
@given(sheets(3), WIDE, st.integers(0, 5), st.integers(0, 3), _CHANGED)
def test_a_file_reads_the_same_at_once_and_cell_by_cell(
    rows: Cells, format_: tuple[str, Sequence[str], str], row: int, column: int, cell: str
) -> None:
    header, _, tail = format_
    text = "\n".join([header, *(",".join(line) + tail for line in changed(rows, row, column, cell))]) + "\n"
    slowly = text + " \n"  # a line of blanks is nothing, but no row either
    assert read_rates(text, FILE)[1] == read_rates(slowly, FILE)[1]
    assert kept(text) == kept(slowly)


@settings(deadline=None)
@given(sheets(3), WIDE, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(
    rows: Cells, format_: tuple[str, Sequence[str], str], random: Random
) -> None:
    header, _, tail = format_
    lines = [",".join(line) + tail for line in rows]
    text = "\n".join([header, *lines])
    random.shuffle(lines)
    assert kept("\n".join([header, *lines])) == kept(text)


@pytest.mark.parametrize(
    "sound",
    [
        "# ECB\nDate,USD,CNY,\n2020-05-13,1.0875,7.7102,\n2020-05-12,1.0858,N/A,\n",
        "DATE,DEXCHUS\n2020-05-12,7.0885\n2020-05-13,.\n",
        "date,base,quote,rate,source\n2020-05-13,USD,CNY,7.0875,PBC\n2020-05-12,EUR,USD,1.0858,ECB\n",
    ],
)
@settings(deadline=None)
@given(st.data())
def test_whatever_is_damaged_is_read_or_reported(sound: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(sound)))
    end = data.draw(st.integers(start, min(len(sound), start + 3)))
    inserted = data.draw(st.text(alphabet="0123456789.,-\n\r\t #NAUSDdate万", max_size=4))
    text = sound[:start] + inserted + sound[end:]
    series, faults = read_rates(text, FILE)
    for fault in faults:
        assert fault.place.span is not None
        assert 0 <= fault.place.span.start <= len(text)
    for each in series:
        assert list(each.days) == sorted(set(each.days))
    for day, _, value in kept(text):
        assert is_positive(value)
        assert f"{day}" in text
        assert f"{value}" in text
