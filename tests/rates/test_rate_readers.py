"""The readers of published rate files: what they keep of a sound one, quotation by quotation.

In these tables a ``|`` is the end of a line.
"""

import pytest

from dealtrack.files.text import decode
from dealtrack.rates.readers import read_rates
from dealtrack.rates.readers.fred import H10_SERIES
from dealtrack.rates.table import MISSING

FILE = "seeds/rates/mine.csv"


def kept(text: str) -> list[str]:
    """Every quotation that a file without faults gives: ``SOURCE 2020-05-13 EUR/USD 1.0875``."""
    series, faults = read_rates(text, FILE)
    assert faults == ()
    return [
        f"{each.source} {day} {base}/{quote} {value}"
        for each in series
        for (base, quote), column in each.columns.items()
        for day, value in zip(each.days, column, strict=True)
        if value not in MISSING
    ]


# The first and last lines of the ECB's own history, as it is published.
ECB = """\
Date,USD,JPY,BGN,CYP,CNY,
2020-05-13,1.0875,116.28,1.9558,N/A,7.7102,
2005-01-03,1.3507,138.84,1.9559,0.5789,N/A,
"""
READ = [
    "ECB 2005-01-03 EUR/USD 1.3507", "ECB 2020-05-13 EUR/USD 1.0875", "ECB 2005-01-03 EUR/JPY 138.84",
    "ECB 2020-05-13 EUR/JPY 116.28", "ECB 2005-01-03 EUR/BGN 1.9559", "ECB 2020-05-13 EUR/BGN 1.9558",
    "ECB 2005-01-03 EUR/CYP 0.5789", "ECB 2020-05-13 EUR/CNY 7.7102",
]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(ECB, id="as published"),
        pytest.param(ECB.rstrip("\n"), id="no newline at the end"),
        pytest.param(ECB.replace("\n", "\r\n"), id="CRLF"),
        pytest.param(ECB.replace(",\n", "\n"), id="no empty column at the end"),
        pytest.param(ECB.replace(",\n", "\n", 1), id="an empty cell at the end of the rows only"),
        pytest.param("# Source: ECB, free to reuse\n#\n\n  # figures unchanged\n" + ECB, id="lines of attribution"),
        pytest.param("\n\n" + ECB, id="empty lines above"),
        pytest.param(ECB.replace("\n", "\n\n"), id="empty lines between"),
        pytest.param(ECB + "\n \n", id="empty lines below"),
        pytest.param(ECB.replace(",", ", "), id="spaces"),
        pytest.param(ECB.replace("N/A", ""), id="empty for missing"),
        pytest.param(ECB.replace("N/A", "."), id="dots for missing"),
        pytest.param(ECB + ECB.splitlines()[1] + "\n", id="a day twice over, the same"),
    ],
)
def test_the_ecb_history(text: str) -> None:
    assert kept(text) == READ


def test_the_order_of_the_days_does_not_matter() -> None:
    header, *rows = ECB.splitlines()
    assert kept("\n".join([header, *reversed(rows)])) == READ


def test_a_byte_order_mark_is_no_part_of_the_header() -> None:
    text, faults = decode(b"\xef\xbb\xbf" + ECB.encode(), FILE)
    assert (kept(text), faults) == (READ, ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DATE,DEXCHUS|2020-05-12,7|2020-05-13,7.09", ["2020-05-12 USD/CNY 7", "2020-05-13 USD/CNY 7.09"]),
        ("observation_date,DEXCHUS|2020-05-13,7.0938|", ["2020-05-13 USD/CNY 7.0938"]),
        ("DATE,DEXCHUS|2020-05-25,.|2020-05-26,7.1345|", ["2020-05-26 USD/CNY 7.1345"]),
        ("observation_date,DEXCHUS|2020-05-25,|2020-05-26,7.1345|", ["2020-05-26 USD/CNY 7.1345"]),
        ("observation_date,DEXCHUS\r|2020-05-25,\r|2020-05-26,7.1345\r|", ["2020-05-26 USD/CNY 7.1345"]),
        ("# H.10|DATE,DEXUSEU|2020-05-13,1.0867|", ["2020-05-13 EUR/USD 1.0867"]),
        ("DATE,DEXUSUK,DEXJPUS|2020-05-13,1.2283,.|", ["2020-05-13 GBP/USD 1.2283"]),
        ("DATE,DEXCHUS|2020-05-25,ND|", []),
        ("DATE,DEXCHUS|", []),
    ],
)  # fmt: skip
def test_the_series_of_the_federal_reserve(text: str, expected: list[str]) -> None:
    text = text.replace("|", "\n")
    assert kept(text) == [f"Federal Reserve {line}" for line in expected]


@pytest.mark.parametrize(
    ("name", "pair"),
    [("DEXCHUS", "USD CNY"), ("DEXUSEU", "EUR USD"), ("DEXUSAL", "AUD USD"), ("DEXUSUK", "GBP USD")],
)
def test_the_name_of_a_series_says_which_way_it_is_quoted(name: str, pair: str) -> None:
    assert " ".join(H10_SERIES[name]) == pair


def test_every_known_series_is_quoted_in_or_against_the_dollar() -> None:
    for name, pair in H10_SERIES.items():
        assert "USD" in pair
        assert (pair[1] == "USD") is name.startswith("DEXUS")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("date,base,quote,rate|2020-05-13,USD,CNY,7.0875|", ["mine 2020-05-13 USD/CNY 7.0875"]),
        ("date,base,quote,rate,source|2020-05-13,USD,CNY,7.0875,PBC", ["PBC 2020-05-13 USD/CNY 7.0875"]),
        ("date,base,quote,rate,source|2020-05-13,USD,CNY,7.0875,|", ["mine 2020-05-13 USD/CNY 7.0875"]),
        ("date,base,quote,rate,source|2020-05-13,USD,CNY,7.0875|", ["mine 2020-05-13 USD/CNY 7.0875"]),
        ("# Notes|date, base, quote, rate\r|2020-05-13 , USD,CNY, 7.0875\r|", ["mine 2020-05-13 USD/CNY 7.0875"]),
        ("date,base,quote,rate|2020-05-13,CNH,HKD,1.09|", ["mine 2020-05-13 CNH/HKD 1.09"]),
        (
            "date,base,quote,rate,source|2020-05-14,USD,CNY,7,B|2020-05-13,USD,CNY,8,A|2020-05-13,USD,CNY,9,B|",
            ["B 2020-05-13 USD/CNY 9", "B 2020-05-14 USD/CNY 7", "A 2020-05-13 USD/CNY 8"],
        ),
        (
            "date,base,quote,rate|2020-05-13,USD,CNY,7||2020-05-14,EUR,USD,2|2020-05-13,USD,CNY,7|",
            ["mine 2020-05-13 USD/CNY 7", "mine 2020-05-14 EUR/USD 2"],
        ),
        ("date,base,quote,rate|2020-05-13,USD,CNY,7|2020-05-13,CNY,USD,0.1|", [
            "mine 2020-05-13 USD/CNY 7", "mine 2020-05-13 CNY/USD 0.1",
        ]),
        ("date,base,quote,rate|", []),
    ],
)  # fmt: skip
def test_our_own_file(text: str, expected: list[str]) -> None:
    text = text.replace("|", "\n")
    assert kept(text) == expected


@pytest.mark.parametrize("value", ["1", "0.00001", "7.7102", "7.70", "10", "20082.05", "123456789012.123456789012"])
def test_a_positive_number_is_kept_as_published(value: str) -> None:
    assert f"ECB 2020-05-13 EUR/CNY {value}" in kept(ECB.replace("7.7102", value))
