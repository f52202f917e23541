"""The faults of rates files, each at its line and column, and that nothing is reckoned from a faulty cell.

In these tables a ``|`` is the end of a line.
"""

from collections.abc import Callable
from datetime import date

import pytest

from dealtrack.files.places import Located
from dealtrack.rates.lookup import NoRate, Rate, look_up
from dealtrack.rates.readers import read_rates
from dealtrack.rates.readers.formats import FORMATS
from dealtrack.rates.table import MISSING, RateTable
from dealtrack.values.dates import parse_date

FILE = "seeds/rates/mine.csv"


def kept(text: str) -> list[str]:
    """Every quotation that a file gives: ``SOURCE 2020-05-13 EUR/USD 1.0875``."""
    series, _ = read_rates(text, FILE)
    return [
        f"{each.source} {day} {base}/{quote} {value}"
        for each in series
        for (base, quote), column in each.columns.items()
        for day, value in zip(each.days, column, strict=True)
        if value not in MISSING
    ]


def told(text: str) -> list[str]:
    """Every fault of a file: ``line:column-end rule: text why``, and the lines that it speaks of besides."""
    _, faults = read_rates(text, FILE)
    located = Located(text)
    lines = []
    for fault in faults:
        assert fault.place.file == FILE
        at = located.locate(fault.place)
        end = f"{at.end_column}" if at.end_line == at.line else f"{at.end_line}:{at.end_column}"
        words = f"{at.line}:{at.column}-{end} {fault.rule}: {fault.text} {fault.why}".rstrip()
        related = "".join(
            f", {other.message}: {located.locate(other.place).line}:{located.locate(other.place).column}"
            for other in fault.related
        )
        lines.append(words + related)
    return lines


WIDE = "Date,USD,CNY,|2020-05-13,1.0875,7.7102,|2020-05-12,1.0858,7.6933,|"
LEFT = ["2020-05-12 EUR/USD 1.0858", "2020-05-13 EUR/USD 1.0875", "2020-05-12 EUR/CNY 7.6933"]


@pytest.mark.parametrize(
    ("instead", "width"),
    [
        (instead, len(instead))
        for instead in [
            "0", "0.0", "00", "0.", "00.0", "-7.71", "+7.71", "7.71.02", "7 71", "7.", ".7", "1e5", "1E-5", "NaN", "Infinity",
            "n/a", "na", "-", "7.71x", "７.71", "#N/A", "'7.71", "=7.71", "7_7", "٧",
        ]
    ],
)  # fmt: skip
def test_a_cell_that_is_no_positive_number_is_reported_and_left_out(instead: str, width: int) -> None:
    text = WIDE.replace("7.7102", instead).replace("|", "\n")
    assert told(text) == [f"2:19-{19 + width} bad-rate: {instead} is not a positive number"]
    assert kept(text) == [f"ECB {line}" for line in LEFT]


@pytest.mark.parametrize("instead", ["007.7102", "07", "00.71"])
def test_zeros_before_a_number_are_reported_and_the_cell_left_out(instead: str) -> None:
    text = WIDE.replace("7.7102", instead).replace("|", "\n")
    assert told(text) == [f"2:19-{19 + len(instead)} bad-rate: {instead} has zeros before it"]
    assert kept(text) == [f"ECB {line}" for line in LEFT]


@pytest.mark.parametrize("value", ["0.14104678899082568", "0.141046788990825681234567890123"])
def test_a_number_of_many_digits_is_a_positive_number(value: str) -> None:
    assert told(f"date,base,quote,rate\n2020-05-13,CNY,USD,{value}\n") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Date,USD,CNY,|2020-02-30,1,7,|2020-05-12,1.0858,7.6933,|", ["2:1-11 bad-rate: 2020-02-30 is not a date"],
            id="a day that there is not",
        ),
        pytest.param(
            "Date,USD,CNY,|13.05.2020,1,7,|2020-05-12,1.0858,7.6933,|", ["2:1-11 bad-rate: 13.05.2020 is not a date"],
            id="day first",
        ),
        pytest.param(
            "Date,USD,CNY,|2020-5-3,1,7,|2020-05-12,1.0858,7.6933,|", ["2:1-9 bad-rate: 2020-5-3 is not a date"],
            id="one digit",
        ),
        pytest.param(
            "Date,USD,CNY,|2020-W20-3,1,7,|2020-05-12,1.0858,7.6933,|", ["2:1-11 bad-rate: 2020-W20-3 is not a date"],
            id="a week",
        ),
        pytest.param(
            "Date,USD,CNY,|20200513,1,7,|2020-05-12,1.0858,7.6933,|", ["2:1-9 bad-rate: 20200513 is not a date"],
            id="no hyphens",
        ),
        pytest.param(
            "Date,USD,CNY,|0000-05-13,1,7,|2020-05-12,1.0858,7.6933,|", ["2:1-11 bad-rate: 0000-05-13 is not a date"],
            id="the year nought",
        ),
        pytest.param(
            "Date,USD,CNY,|# later|2020-05-12,1.0858,7.6933,|", ["2:1-8 bad-rate: # later is not a date"],
            id="a comment below the header",
        ),
        pytest.param(
            "Date,USD,CNY,|2020-05-13,1|2020-05-12,1.0858,7.6933,|",
            ["2:1-13 bad-rate:  has 2 cells where the header has 4"], id="too few cells",
        ),
        pytest.param(
            "Date,USD,CNY,|2020-05-13|2020-05-12,1.0858,7.6933,|",
            ["2:1-11 bad-rate:  has 1 cells where the header has 4"], id="a date alone",
        ),
        pytest.param(
            "Date,USD,CNY|2020-05-13,1,7,8|2020-05-12,1.0858,7.6933|",
            ["2:1-17 bad-rate:  has 4 cells where the header has 3"], id="too many cells",
        ),
        pytest.param(
            "# Source|Date,USD,CNY,|2020-05-13,x,-1,|2020-05-12,1.0858,7.6933,|2020-05-11,0,,|",
            [
                "3:12-13 bad-rate: x is not a positive number",
                "3:14-16 bad-rate: -1 is not a positive number",
                "5:12-13 bad-rate: 0 is not a positive number",
            ],
            id="each at its own cell",
        ),
        pytest.param(
            "Date,USD,CNY,\r|2020-05-13,x,-1,\r|2020-05-12,1.0858,7.6933,\r|",
            ["2:12-13 bad-rate: x is not a positive number", "2:14-16 bad-rate: -1 is not a positive number"],
            id="the same with CRLF",
        ),
        pytest.param(
            "Date,USD,XXX,CNY,|2020-05-13,,5,,|2020-05-12,1.0858,5,7.6933,|",
            ["1:10-13 bad-rate: XXX is not a currency of ISO 4217"], id="an unknown currency",
        ),
        pytest.param(
            "Date,USD,,CNY,|2020-05-13,,,,|2020-05-12,1.0858,,7.6933,|",
            ["1:10-11 bad-rate:  is not a currency of ISO 4217"], id="a column without a head",
        ),
        pytest.param(
            "Date,usd,USD,CNY,|2020-05-12,1,1.0858,7.6933,|",
            ["1:6-9 bad-rate: usd is not a currency of ISO 4217"], id="lower case",
        ),
    ],
)  # fmt: skip
def test_faults_of_the_ecb_history(text: str, expected: list[str]) -> None:
    text = text.replace("|", "\n")
    assert told(text) == expected
    assert kept(text) == ["ECB 2020-05-12 EUR/USD 1.0858", "ECB 2020-05-12 EUR/CNY 7.6933"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Date,USD,CNY,USD,|2020-05-13,1,2,3,|", ["1:14-17"]),
        ("DATE,DEXCHUS,DEXCHUS|2020-05-13,7,8|", ["1:14-21"]),
        ("Date,EUR,CNY,|2020-05-13,1,2,|", ["1:6-9"]),
    ],
)
def test_a_currency_that_cannot_have_its_column_is_reported(text: str, expected: list[str]) -> None:
    assert [line.split()[0] for line in told(text.replace("|", "\n"))] == expected


def test_of_two_columns_of_one_currency_neither_is_used() -> None:
    assert kept("Date,USD,CNY,USD,\n2020-05-13,1,2,3,\n") == ["ECB 2020-05-13 EUR/CNY 2"]


@pytest.mark.parametrize(
    ("text", "expected", "left"),
    [
        ("DATE,DEXCHUS|2020-05-13,0|2020-05-12,7|", ["2:12-13 bad-rate: 0 is not a positive number"], ["CNY 7"]),
        ("DATE,DEXCHUS|2020-05-13,#N/A|2020-05-12,7|", ["2:12-16 bad-rate: #N/A is not a positive number"], ["CNY 7"]),
        (
            "DATE,DEXCHUS|2020-05-13,7,0938|2020-05-12,7|",
            ["2:1-18 bad-rate:  has 3 cells where the header has 2"], ["CNY 7"],
        ),
        (
            "DATE,EXCHUS,DEXCHUS|2020-05-13,6,7|",
            ["1:6-12 bad-rate: EXCHUS is not a series that dealtrack knows"], ["CNY 7"],
        ),
        ("DATE,DEXCHUS|2020-13-01,7|2020-05-12,7|", ["2:1-11 bad-rate: 2020-13-01 is not a date"], ["CNY 7"]),
        (
            "DATE,DEXCHUS|2020-05-13,6|2020-05-13,8|2020-05-12,7|",
            ["3:12-13 conflicting-rate: CNY per USD on 2020-05-13, the first is here: 2:12"], ["CNY 7"],
        ),
    ],
)  # fmt: skip
def test_faults_of_the_federal_reserve_s_series(text: str, expected: list[str], left: list[str]) -> None:
    text = text.replace("|", "\n")
    assert told(text) == expected
    assert [line.rpartition("/")[2] for line in kept(text)] == left


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("2020-05-13,USD,CNY,0", ["2:20-21 bad-rate: 0 is not a positive number"]),
        ("2020-05-13,USD,CNY,-7", ["2:20-22 bad-rate: -7 is not a positive number"]),
        ("2020-05-13,USD,CNY,seven", ["2:20-25 bad-rate: seven is not a positive number"]),
        ("2020-05-13,USD,CNY,N/A", ["2:20-23 bad-rate: N/A is not a positive number"]),
        ("2020-05-13,USD,CNY,,PBC", ["2:20-21 bad-rate:  is not a positive number"]),
        ("2020-02-30,USD,CNY,7", ["2:1-11 bad-rate: 2020-02-30 is not a date"]),
        ("2020-05,USD,CNY,7", ["2:1-8 bad-rate: 2020-05 is not a date"]),
        ("2020-05-13,XXX,CNY,7", ["2:12-15 bad-rate: XXX is not a currency of ISO 4217"]),
        ("2020-05-13,USD,RMB,7", ["2:16-19 bad-rate: RMB is not a currency of ISO 4217"]),
        ("2020-05-13,USD,cny,7", ["2:16-19 bad-rate: cny is not a currency of ISO 4217"]),
        ("2020-05-13,USD,USD,1", ["2:16-19 bad-rate: USD is quoted against itself"]),
        (
            "2020-05-13,XX,XX,1",
            ["2:12-14 bad-rate: XX is not a currency of ISO 4217", "2:15-17 bad-rate: XX is not a currency of ISO 4217"],
        ),
        ("2020-05-13,USD,CNY", ["2:1-19 bad-rate:  has 3 cells: a rate is date,base,quote,rate,source"]),
        ("2020-05-13", ["2:1-11 bad-rate:  has 1 cells: a rate is date,base,quote,rate,source"]),
        (
            "2020-05-13,USD,CNY,7,0875,PBC",
            ["2:1-30 bad-rate:  has 6 cells: a rate is date,base,quote,rate,source"],
        ),
        ("# later", ["2:1-8 bad-rate:  has 1 cells: a rate is date,base,quote,rate,source"]),
        (
            "2020-5-13,US,CNY,0,PBC",
            [
                "2:1-10 bad-rate: 2020-5-13 is not a date",
                "2:11-13 bad-rate: US is not a currency of ISO 4217",
                "2:18-19 bad-rate: 0 is not a positive number",
            ],
        ),
        (
            "2020-05-13,USD,CNY,7|2020-05-14,USD,CNY,7|2020-05-13,USD,CNY,8",
            ["4:20-21 conflicting-rate: CNY per USD on 2020-05-13, the first is here: 2:20"],
        ),
        ("2020-05-13,USD,CNY,7,PBC|2020-05-13,USD,CNY,8,ECB|2020-05-13,EUR,CNY,8,PBC", []),
    ],
)  # fmt: skip
def test_faults_of_our_own_file(rows: str, expected: list[str]) -> None:
    assert told(("date,base,quote,rate,source|" + rows + "|").replace("|", "\n")) == expected


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("date,base,quote,rate|2020-05-13,USD,CNY,-7|", "2:20-22 bad-rate: -7 is not a positive number"),
        ("date,base,quote,rate|2020-05-13,USD,CNY, -7|", "2:21-23 bad-rate: -7 is not a positive number"),
        ("DATE,DEXCHUS|2020-05-13,x|", "2:12-13 bad-rate: x is not a positive number"),
        ("DATE,EXCHUS|2020-05-13,7|", "1:6-12 bad-rate: EXCHUS is not a series that dealtrack knows"),
        ("Date,USD,XXX|2020-05-13,1,7|", "1:10-13 bad-rate: XXX is not a currency of ISO 4217"),
        ("Date,USD,CNY|2020-05-13,1|", "2:1-13 bad-rate:  has 2 cells where the header has 3"),
        ("rates|", "1:1-6 bad-rate: rates is not the header of a rates file"),
    ],
)
def test_a_fault_is_the_cell_and_not_the_space_around_it(text: str, expected: str, newline: str) -> None:
    assert told(text.replace("|", newline)) == [expected]


def test_an_empty_cell_at_the_end_of_a_line_is_a_place_in_that_line() -> None:
    text = "date,base,quote,rate\n2020-05-13,USD,CNY,\n2020-05-14,USD,CNY,7\n"
    [fault] = read_rates(text, FILE)[1]
    at = Located(text).locate(fault.place)
    assert (at.line, at.column, at.end_line) == (2, 20, 2)


@pytest.mark.parametrize(
    "text",
    [
        "Date,USD,CNY,|2020-05-13,1.0875,7,7102,|",
        "Date,USD,CNY,|2020-05-13,1,0875,7.7102,|",
        "Date,USD,CNY,|2020-05-13,1.0875,7,7102|",
        "Date,USD,CNY|2020-05-13,1.0875,7,7102|",
        "Date,USD,CNY|2020-05-13,1.0875,7,7102,|",
        "DATE,DEXCHUS|2020-05-13,7,0938|",
        "date,base,quote,rate|2020-05-13,USD,CNY,7,0938|",
        "date,base,quote,rate,source|2020-05-13,USD,CNY,7,0938,PBC|",
        "date,base,quote,rate,source|2020-05-13,USD,CNY,7,0938|",
    ],
)
def test_a_decimal_comma_never_makes_two_cells_of_one_figure(text: str) -> None:
    text = text.replace("|", "\n")
    assert [line.partition(":")[0] for line in told(text)] == ["2"]
    assert kept(text) == []


def test_a_source_without_its_column_is_reported() -> None:
    assert len(told("date,base,quote,rate\n2020-05-13,USD,CNY,7.0898,PBC\n")) == 1


@pytest.mark.parametrize("other", ["7.090", "7.0900"])
@pytest.mark.parametrize(
    "text",
    [
        "date,base,quote,rate|2020-05-13,USD,CNY,7.09|2020-05-13,USD,CNY,-|",
        "DATE,DEXCHUS|2020-05-13,7.09|2020-05-13,-|",
    ],
)
def test_one_value_in_two_spellings_is_no_conflict(text: str, other: str) -> None:
    text = text.replace("-|", f"{other}|").replace("|", "\n")
    assert told(text) == []
    assert len(kept(text)) == 1


@pytest.mark.parametrize(
    ("rows", "faults", "expected"),
    [
        pytest.param("1,7|1,7", [], ["USD 1", "CNY 7"], id="the same"),
        pytest.param("1,N/A|N/A,7", [], ["USD 1", "CNY 7"], id="what one lacks the other has"),
        pytest.param("1,7|1,", [], ["USD 1", "CNY 7"], id="one lacks a value"),
        pytest.param("1,7|1,x", ["3:14-15 bad-rate: x is not a positive number"], ["USD 1"], id="one is bad"),
        pytest.param(
            "1,7|1,8", ["3:14-15 conflicting-rate: CNY per EUR on 2020-05-13, the first is here: 2:14"], ["USD 1"],
            id="one value of two is disputed",
        ),
        pytest.param(
            "1,7|2,8",
            [
                "3:12-13 conflicting-rate: USD per EUR on 2020-05-13, the first is here: 2:12",
                "3:14-15 conflicting-rate: CNY per EUR on 2020-05-13, the first is here: 2:14",
            ],
            [], id="both are",
        ),
    ],
)  # fmt: skip
def test_two_rows_of_one_day_conflict_at_the_cells_that_differ(
    rows: str, faults: list[str], expected: list[str]
) -> None:
    text = "Date,USD,CNY\n" + "".join(f"2020-05-13,{row}\n" for row in rows.split("|"))
    assert told(text) == faults
    assert [line.rpartition("/")[2] for line in kept(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Date,USD,|2020-05-13,1.0875,|2020-05-12,1.0858,|2020-05-13,1.8075,|", "ECB 2020-05-12 EUR/USD 1.0858"),
        ("date,base,quote,rate|2020-05-13,EUR,USD,1|2020-05-12,EUR,USD,2|2020-05-13,EUR,USD,3|",
         "mine 2020-05-12 EUR/USD 2"),
    ],
)  # fmt: skip
def test_of_two_rows_that_conflict_neither_is_used(text: str, expected: str) -> None:
    text = text.replace("|", "\n")
    assert [fault.rule for fault in read_rates(text, FILE)[1]] == ["conflicting-rate"]
    assert kept(text) == [expected]


@pytest.mark.parametrize("text", ["", "|", "# only attribution||", "#"])
def test_a_file_without_a_header(text: str) -> None:
    text = text.replace("|", "\n")
    [line] = told(text)
    assert line.startswith("1:1-")
    assert line.endswith(" bad-rate:  has no header and no rates")
    assert kept(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-05-13,USD,CNY,7|", "1:1-21 bad-rate: 2020-05-13,USD,CNY,7 is not the header of a rates file"),
        ("date;base;quote;rate|", "1:1-21 bad-rate: date;base;quote;rate is not the header of a rates file"),
        ("date,base,quote|", "1:1-16 bad-rate: date,base,quote is not the header of a rates file"),
        ("# A|Datum,USD|", "2:1-10 bad-rate: Datum,USD is not the header of a rates file"),
        ("Date|2020-05-13|", "1:1-5 bad-rate: Date is not the header of a rates file"),
    ],
)
def test_a_file_of_no_known_format(text: str, expected: str) -> None:
    text = text.replace("|", "\n")
    assert told(text) == [expected]
    assert kept(text) == []


def test_a_file_of_no_known_format_says_which_are_known() -> None:
    [fault] = read_rates("Day;USD\n", FILE)[1]
    assert fault.hint.startswith("start as one of these does: ")
    assert all(f"{each.name} ({each.starts})" in fault.hint for each in FORMATS)


@pytest.mark.parametrize("when", ["2020-05-13", "2020-05-14", "2020-05", "2020-05-13/2020-05-14", "2030"])
@pytest.mark.parametrize(
    ("text", "pair"),
    [
        pytest.param("Date,USD,CNY,|2020-05-13,1,x,|2020-05-12,1,7,|", "CNY per EUR", id="no number"),
        pytest.param("Date,USD,CNY,|2020-05-13,0,8,|2020-05-12,1,7,|", "USD per EUR", id="nought"),
        pytest.param("Date,USD,CNY,|2020-05-13,1,7,1,|2020-05-12,1,7,|", "CNY per EUR", id="too many cells"),
        pytest.param("Date,USD,CNY,|2020-05-13,1|2020-05-12,1,7,|", "CNY per EUR", id="too few cells"),
        pytest.param("Date,USD,CNY,CNY|2020-05-13,1,7,7|2020-05-12,1,,|", "CNY per EUR", id="two columns"),
        pytest.param("date,base,quote,rate|2020-05-12,USD,CNY,7|2020-05-13,USD,CNY,7,1|", "CNY per USD", id="a comma"),
        pytest.param("date,base,quote,rate|2020-05-12,USD,CNY,7|2020-05-13,USD,CNY|", "CNY per USD", id="no rate"),
        pytest.param("date,base,quote,rate,source|2020-05-12,USD,CNY,7,A|2020-05-13,USD,CNY,7,09|", "CNY per USD",
                     id="a decimal comma"),
    ],
)  # fmt: skip
def test_a_figure_that_is_set_aside_is_never_replaced_by_an_older_one(text: str, pair: str, when: str) -> None:
    table = RateTable(read_rates(text.replace("|", "\n"), FILE)[0])
    found = look_up(table, "USD", "CNY", parse_date(when), today=parse_date("2020-06-01").last)
    told_which = f"{pair} of 2020-05-13 in {FILE} is set aside as wrong: dealtrack validate says why"
    assert found == NoRate("USD", "CNY", told_which, is_set_aside=True)


@pytest.mark.parametrize(
    ("when", "expected"),
    [("2020-05-12", 7), ("2020-05-11/2020-05-12", 7), ("2020-05-14", 7), ("2020-05-14/2020-05-15", 7)],
)
def test_and_stands_in_the_way_of_nobody_else(when: str, expected: int) -> None:
    text = "Date,USD,CNY,\n2020-05-14,1,7,\n2020-05-13,1,x,\n2020-05-12,1,7,\n"
    found = look_up(RateTable(read_rates(text, FILE)[0]), "USD", "CNY", parse_date(when), today=date(2020, 6, 1))
    assert isinstance(found, Rate)
    assert found.value == expected


def test_a_bad_cell_as_it_is_shown(make_book: Callable, run: Callable) -> None:
    book = make_book(
        {"deals/a.yaml": "name: A\n", "seeds/rates/pbc.csv": "date,base,quote,rate\n2020-05-13,USD,CNY,-7\n"}
    )
    result = run("validate", "seeds/rates/pbc.csv", book=book)
    assert result.exit_code == 1
    assert result.stdout == (
        "seeds/rates/pbc.csv:2:20: error DT601 bad-rate: -7 is not a positive number\n"
        "  |\n"
        "2 | 2020-05-13,USD,CNY,-7\n"
        "  |                    ^^\n"
        "\n"
        "checked 1 file, 1 company, 0 deals: 1 error\n"
    )


def test_a_conflict_as_it_is_shown(make_book: Callable, run: Callable) -> None:
    rates = "date,base,quote,rate\n2020-05-13,USD,CNY,7.09\n2020-05-13,USD,CNY,7.90\n"
    result = run("validate", book=make_book({"deals/a.yaml": "name: A\n", "seeds/rates/pbc.csv": rates}))
    assert result.exit_code == 1
    assert result.stdout.startswith(
        "seeds/rates/pbc.csv:3:20: error DT602 conflicting-rate: CNY per USD on 2020-05-13 has two different values\n"
        "  |\n"
        "3 | 2020-05-13,USD,CNY,7.90\n"
        "  |                    ^^^^\n"
        "  ...\n"
        "2 | 2020-05-13,USD,CNY,7.09\n"
        "  |                    ---- the first is here\n"
        "  = help: keep the right one\n"
    )


PBC = "date,base,quote,rate,source\n2020-05-12,USD,CNY,7.08,PBC\n2020-05-13,USD,CNY,7.09,PBC\n"


def two_files(second: str) -> dict[str, str]:
    """A book without other rates, where two files name a source."""
    return {"deals/a.yaml": "name: A\n", "seeds/rates/ecb.csv": "Date,USD,\n", "seeds/rates/a.csv": PBC,
            "seeds/rates/b.csv": second}  # fmt: skip


def test_two_files_of_one_source_conflict_too(make_book: Callable, run: Callable) -> None:
    result = run("validate", book=make_book(two_files(PBC.replace("7.09", "7.90"))))
    assert result.exit_code == 1
    assert result.stdout.startswith(
        "seeds/rates/b.csv:3:20: error DT602 conflicting-rate: CNY per USD on 2020-05-13 has two different values\n"
        "  |\n"
        "3 | 2020-05-13,USD,CNY,7.90,PBC\n"
        "  |                    ^^^^\n"
        "  --> seeds/rates/a.csv:3\n"
        "  |\n"
        "3 | 2020-05-13,USD,CNY,7.09,PBC\n"
        "  |                    ---- the first is here\n"
        "  = help: keep the right one\n"
    )


def test_of_two_files_that_conflict_neither_value_is_used(make_book: Callable, run: Callable) -> None:
    book = make_book(two_files(PBC.replace("7.09", "7.90")))
    result = run("convert", "CNY 7.08m", "--on", "2020-05-13", book=book)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "CNY per USD of 2020-05-13 in seeds/rates/a.csv is set aside as wrong" in result.stderr


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(PBC, id="the same"),
        pytest.param(PBC.replace("7.09", "7.0900"), id="the same in another spelling"),
        pytest.param(PBC.replace("7.09", "7.90").replace("PBC", "CFETS"), id="of another source"),
        pytest.param(PBC.replace("7.09", "7.90").replace("-13", "-14"), id="of another day"),
        pytest.param(PBC.replace("7.09", "7.90").replace("USD", "EUR"), id="of another pair"),
    ],
)
def test_two_files_that_do_not_conflict(make_book: Callable, run: Callable, second: str) -> None:
    assert run("validate", book=make_book(two_files(second))).exit_code == 0


@pytest.mark.parametrize(
    "text",
    [
        "Date,USD,CNY,|2020-05-13,1|",
        "Date,USD,,CNY,|2020-05-13,1,,7,|",
        "date,base,quote,rate|2020-05-13,USD,CNY|",
        "date,base,quote,rate|2020-05-13,USD,CNY,|",
        "date,base,quote,rate|,USD,CNY,7|",
        "date,base,quote,rate|2020-05-13,,CNY,7|",
        "",
    ],
)
def test_a_message_names_what_it_is_about_even_where_nothing_stands(
    make_book: Callable, run: Callable, text: str
) -> None:
    book = make_book({"deals/a.yaml": "name: A\n", "seeds/rates/x.csv": text.replace("|", "\n")})
    message = run("validate", book=book).stdout.partition(" bad-rate: ")[2]
    assert message
    assert not message.startswith(("has ", "is "))


def test_no_row_of_a_long_file_is_lost_without_a_word(
    make_book: Callable, run: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dealtrack.files.disk.MAX_BYTES", 1024)
    rows = "".join(f"{1500 + year}-01-01,USD,CNY,7.{year:03}\n" for year in range(500))
    book = make_book({"deals/a.yaml": "name: A\n", "seeds/rates/pbc.csv": "date,base,quote,rate\n" + rows})
    complained = run("validate", book=book).exit_code == 1
    assert complained or run("convert", "CNY 1bn", "--on", "1999-01-01", book=book).exit_code == 0
