"""A rate that cannot be, in each published format: told under its own code at its line, and used by no figure.

Nor is an older one taken in its stead: whoever would have used it has no rate, and is told which row.
"""

import json
from collections.abc import Callable

import pytest

# The same five days of each; the bad one is that of Wednesday 13 May 2020, CNY per USD 7.1, in line `LINES`.
FORMATS = {
    "ecb.csv": "Date,USD,CNY,\n2020-05-15,1,7.1,\n2020-05-14,1,7.1,\n2020-05-13,1,{bad},\n2020-05-12,1,7.1,\n2020-05-11,1,7.1,\n",
    "federal-reserve.csv": "DATE,DEXCHUS\n2020-05-11,7.1\n2020-05-12,7.1\n2020-05-13,{bad}\n2020-05-14,7.1\n2020-05-15,7.1\n",
    "h10.csv": '"Multiplier:","1"\n"Time Period","RXI_N.B.CH"\n2020-05-12,7.1\n2020-05-13,{bad}\n2020-05-14,7.1\n2020-05-15,7.1\n',
    "pboc.csv": "日期,美元/人民币\n2020-05-11,7.1\n2020-05-12,7.1\n2020-05-13,{bad}\n2020-05-14,7.1\n2020-05-15,7.1\n",
    "own.csv": (
        "date,base,quote,rate,source\n2020-05-11,USD,CNY,7.1,A\n2020-05-12,USD,CNY,7.1,A\n2020-05-13,USD,CNY,{bad},A\n"
        "2020-05-14,USD,CNY,7.1,A\n2020-05-15,USD,CNY,7.1,A\n"
    ),
}
LINE = 4
SET_ASIDE = {
    file: (
        f"dealtrack: CNY 71m cannot be converted to USD at 2020-05-13: CNY per {'EUR' if file == 'ecb.csv' else 'USD'} of"
        f" 2020-05-13 in seeds/rates/{file} is set aside as wrong: dealtrack validate says why"
    )
    for file in FORMATS
}


@pytest.fixture
def looked_at(make_book: Callable, run: Callable) -> Callable[[str, str], tuple[list[str], str]]:
    """What validate says of a file of rates, as ``CODE line``, and what CNY 71m on 13 May 2020 is converted with."""

    def look_at(file: str, text: str) -> tuple[list[str], str]:
        files = {"deals/a.yaml": "name: A\n", "seeds/rates/ecb.csv": "Date,USD,\n", f"seeds/rates/{file}": text}
        book = make_book(files)
        found = json.loads(run("validate", "--format", "json", book=book).stdout)["diagnostics"]
        converted = run("convert", "CNY 71m", "--on", "2020-05-13", book=book)
        said = converted.stdout or converted.stderr
        return [f"{each['code']} {each['line']}" for each in found], said.rpartition(" · ")[2].strip().splitlines()[-1]

    return look_at


@pytest.mark.parametrize("file", FORMATS)
def test_a_sound_file_is_used(looked_at: Callable, file: str) -> None:
    assert looked_at(file, FORMATS[file].format(bad="7.1")) == ([], "Wednesday 2020-05-13")


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        pytest.param("0", "DT601", id="nought"),
        pytest.param("-7.1", "DT601", id="negative"),
        pytest.param("710", "DT603", id="a hundredfold"),
        pytest.param("0.071", "DT603", id="a hundredth"),
        pytest.param("0.1408", "DT603", id="the wrong way round"),
    ],
)
@pytest.mark.parametrize("file", FORMATS)
def test_a_rate_that_cannot_be(looked_at: Callable, file: str, bad: str, code: str) -> None:
    assert looked_at(file, FORMATS[file].format(bad=bad)) == (
        [f"{code} {LINE}"], SET_ASIDE[file],
    )  # fmt: skip


@pytest.mark.parametrize("file", FORMATS)
def test_a_day_twice_with_two_values(looked_at: Callable, file: str) -> None:
    text = FORMATS[file].format(bad="7.1")
    row = next(line for line in text.splitlines() if line.startswith("2020-05-13"))
    twice = text.replace(row, f"{row}\n{row.replace('7.1', '7.2')}")
    assert looked_at(file, twice) == (
        [f"DT602 {LINE + 1}"], SET_ASIDE[file],
    )  # fmt: skip


@pytest.mark.parametrize("file", FORMATS)
def test_a_rate_of_a_day_to_come(looked_at: Callable, file: str) -> None:
    text = FORMATS[file].format(bad="7.2").replace("2020-05-13", "2220-05-13")
    assert looked_at(file, text) == ([f"DT604 {LINE}"], "Tuesday 2020-05-12, the last before, 1 day earlier")


def test_a_hundredfold_of_what_is_quoted_for_a_hundred(make_book: Callable, run: Callable) -> None:
    rates = "Date,100JPY/CNY\n2020-05-12,6.6\n2020-05-13,0.066\n2020-05-14,6.6\n"
    book = make_book({"deals/a.yaml": "name: A\n", "seeds/rates/ecb.csv": "Date,USD,\n", "seeds/rates/pboc.csv": rates})
    said = run("validate", book=book).stdout
    assert said.startswith(
        "seeds/rates/pboc.csv:3:12: warning DT603 implausible-rate: 0.066 cannot be what CNY per JPY was"
    )


@pytest.mark.parametrize("on", ["2220-05-13", "2220-05", "2220", "2020-05-15/..", "2021"])
@pytest.mark.parametrize("at", ["deal", "latest"])
def test_no_look_up_uses_a_rate_of_a_day_to_come(make_book: Callable, run: Callable, on: str, at: str) -> None:
    rates = "date,base,quote,rate,source\n2020-05-15,USD,CNY,7,A\n2220-05-13,USD,CNY,8,A\n"
    deal = f"name: A\ndeals:\n  - {{id: x, date: {on}, status: planned, amount: CNY 70m, sources: [a]}}\n"
    book = make_book({"deals/a.yaml": deal, "seeds/rates/ecb.csv": "Date,USD,\n", "seeds/rates/own.csv": rates})
    said = run("timeline", "--at", at, "--format", "json", book=book).stdout
    assert '"2220-05-13"' not in said.replace(f'"{on}"', "")
    assert '"value": "8.000000"' not in said


def test_a_day_has_come_where_today_is_later(make_book: Callable, run: Callable) -> None:
    rates = "date,base,quote,rate,source\n2220-05-13,USD,CNY,8,A\n"
    book = make_book({"deals/a.yaml": "name: A\n", "seeds/rates/own.csv": rates})
    codes = {
        today: "DT604" in run("validate", "--today", today, book=book).stdout
        for today in ("2020-05-13", "2220-05-12", "2220-05-13")
    }
    assert codes == {"2020-05-13": True, "2220-05-12": True, "2220-05-13": False}


def test_a_record_that_goes_on_behind_an_earlier_today_is_in_order(make_book: Callable, run: Callable) -> None:
    book = make_book({"deals/a.yaml": "name: A\n"})
    assert run("validate", "--today", "2020-05-14", book=book).exit_code == 0
    assert "DT604" not in run("validate", "--today", "2020-05-14", book=book).stdout
