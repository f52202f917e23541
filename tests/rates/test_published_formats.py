"""What publishers publish, read: which way a pair is quoted, for how many units, and what is missing."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from dealtrack.files.places import Located
from dealtrack.rates.lookup import Rate, look_up
from dealtrack.rates.readers import find_figures, read_rates
from dealtrack.rates.table import MISSING, RateTable
from dealtrack.values.dates import parse_date
from tests.rates import samples

FILE = "seeds/rates/mine.csv"
RECORD = Path(__file__).parents[2] / "seeds/rates/ecb.csv"


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


def told(text: str) -> list[str]:
    """Every fault of a file, with its line and column."""
    located = Located(text)
    places = [(located.locate(fault.place), fault) for fault in read_rates(text, FILE)[1]]
    return [f"{at.line}:{at.column} {fault.text} {fault.why}" for at, fault in places]


PARITY = [
    "USD/CNY 6.8629", "EUR/CNY 7.8286", "JPY/CNY 0.062070", "HKD/CNY 0.87428", "GBP/CNY 8.7697", "SGD/CNY 5.0009",
    "CNY/MYR 0.59482", "CNY/KRW 164.49",
]  # fmt: skip


def test_the_ecb_s_file_of_one_day() -> None:
    found = kept(samples.ECB_DAY)
    assert found[0] == "ECB 2020-05-13 EUR/USD 1.0875"
    assert len(found) == 8


@pytest.mark.parametrize("day", ["3 May 2020", "03 May 2020"])
def test_a_written_out_day_has_one_digit_or_two(day: str) -> None:
    assert kept(f"Date, USD, \n{day}, 1.0843, \n") == ["ECB 2020-05-03 EUR/USD 1.0843"]


@pytest.mark.parametrize("day", ["31 June 2020", "13 Mai 2020", "0 May 2020", "13 May 0000"])
def test_a_written_out_day_that_there_is_not(day: str) -> None:
    assert told(f"Date, USD, \n{day}, 1.0843, \n") == [f"2:1 {day} is not a date"]


def test_the_federal_reserve_s_package() -> None:
    assert kept(samples.H10_PACKAGE) == [
        "Federal Reserve 2021-02-19 EUR/USD 1.2136", "Federal Reserve 2021-02-22 EUR/USD 1.2155",
        "Federal Reserve 2021-02-19 GBP/USD 1.4025", "Federal Reserve 2021-02-22 GBP/USD 1.4077",
        "Federal Reserve 2021-02-19 USD/CNY 6.4555", "Federal Reserve 2021-02-22 USD/CNY 6.4625",
    ]  # fmt: skip


@pytest.mark.parametrize("left_out", [0, 1])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_package_without_most_of_its_labels(left_out: int, newline: str) -> None:
    text = newline.join(samples.H10_SHORT.splitlines()[left_out:])
    assert [line.rpartition(" ")[2] for line in kept(text)] == ["8.2798", "8.2797", "8.2793"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("6.4555", "-6.4555", "8:26 -6.4555 is not a positive number"),
        ("6.4555", "0", "8:26 0 is not a positive number"),
        ("2021-02-19", "2021-02-32", "8:1 2021-02-32 is not a date"),
        ('"1","1","1","1"', '"1","1","100","1"', '3:24 100 is a multiplier that dealtrack does not know'),
        (',"RXI_N.B.CH",', ',"RXI$US_N.B.EU",', '6:48 RXI$US_N.B.EU has a column already'),
        ('"Time Period"', '"Time"', '1:2 Series Description stands above no row of Time Period'),
    ],
)  # fmt: skip
def test_faults_of_the_package_stand_at_their_cells(old: str, new: str, expected: str) -> None:
    assert told(samples.H10_PACKAGE.replace(old, new)) == [expected]


def test_a_package_that_ends_above_its_rates() -> None:
    assert told('"Series Description","Chinese Yuan"') == ["1:2 Series Description stands above no row of Time Period"]


@pytest.mark.parametrize("text", [samples.CFETS_CHINESE, samples.CFETS_ENGLISH])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_central_parity_as_cfets_has_it(text: str, newline: str) -> None:
    assert kept(text.replace("\n", newline)) == [f"PBoC 2018-08-13 {each}" for each in PARITY]


def test_the_central_parity_as_safe_has_it() -> None:
    found = dict(line.split()[2:] for line in kept(samples.SAFE))
    expected = dict(each.split() for each in PARITY)
    assert {pair: Decimal(value) for pair, value in found.items()} == {
        pair: Decimal(value) for pair, value in expected.items()
    }


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("1美元/人民币", "USD/CNY 6"), ("10美元/人民币", "USD/CNY 0.6"), ("人民币/泰铢", "CNY/THB 6"),
        ("100CNY/MYR", "CNY/MYR 0.06"), ("瑞郎/人民币", "CHF/CNY 6"), ("泰铢", "CNY/THB 0.06"),
        ("加元", "CAD/CNY 0.06"),
    ],
)  # fmt: skip
def test_a_head_says_which_way_and_for_how_many(head: str, expected: str) -> None:
    assert kept(f"日期,{head}\n2018-08-13,6\n") == [f"PBoC 2018-08-13 {expected}"]


@pytest.mark.parametrize("head", ["USD/EUR", "CNY/CNY", "美元/日元", "5USD/CNY", "比特币/人民币", "USD"])
def test_a_head_that_is_no_pair_of_the_yuan(head: str) -> None:
    assert told(f"日期,美元/人民币,{head}\n2018-08-13,6.8629,1\n") == [f"1:11 {head} is no pair that dealtrack knows"]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("6.2070", "-6.2070", "2:26 -6.2070 is not a positive number"),
        ("7.8286", "0", "2:19 0 is not a positive number"),
        ("2018-08-13", "2018/8/13", "2:1 2018/8/13 is not a date"),
        ("100JPY", "USD", "1:22 USD/CNY has a column already"),
    ],
)
def test_faults_of_the_central_parity_stand_at_their_cells(old: str, new: str, expected: str) -> None:
    assert told(samples.CFETS_ENGLISH.replace(old, new)) == [expected]


@pytest.mark.parametrize(
    ("text", "source", "pair", "day", "expected"),
    [
        (samples.ECB_DAY, "ECB", ("EUR", "CNY"), "2020-05-13", "2:47 7.7102"),
        (samples.FRED_OLD, "Federal Reserve", ("USD", "CNY"), "2017-11-30", "23:12 6.6090"),
        (samples.H10_PACKAGE, "Federal Reserve", ("GBP", "USD"), "2021-02-19", "8:19 1.4025"),
        (samples.CFETS_CHINESE, "PBoC", ("JPY", "CNY"), "2018-08-13", "2:26 6.2070"),
        (samples.SAFE, "PBoC", ("CNY", "KRW"), "2018-08-13", "2:61 16449"),
        ("date,base,quote,rate,source\n2020-05-13,USD,CNY,7,A\n2020-05-13,USD,CNY,8,B\n", "A", ("USD", "CNY"),
         "2020-05-13", "2:20 7"),
        ("date,base,quote,rate\n2020-05-13,USD,CNY,7\n", "mine", ("USD", "CNY"), "2020-05-13", "2:20 7"),
    ],
)  # fmt: skip
def test_a_figure_is_found_where_it_was_published(
    text: str, source: str, pair: tuple[str, str], day: str, expected: str
) -> None:
    key = (source, pair, date.fromisoformat(day))
    found, place = find_figures(text, FILE, {key})[key]
    at = Located(text).locate(place)
    assert f"{at.line}:{at.column} {found}" == expected


def test_what_is_missing_is_found_nowhere() -> None:
    assert find_figures(samples.FRED_OLD, FILE, {("Federal Reserve", ("USD", "CNY"), date(2017, 11, 23))}) == {}
    assert find_figures("hello\n", FILE, {("ECB", ("EUR", "USD"), date(2017, 11, 23))}) == {}


def rate_of(text: str, pair: str, when: str) -> Decimal:
    """The rate of a pair that a file gives."""
    found = look_up(RateTable(read_rates(text, FILE)[0]), *pair.split("/"), parse_date(when), today=date(2026, 11, 22))
    assert isinstance(found, Rate)
    return found.value


@pytest.mark.parametrize("pair", ["USD/CNY", "EUR/CNY", "JPY/CNY", "HKD/CNY", "GBP/CNY", "SGD/CNY", "USD/JPY"])
@pytest.mark.parametrize("text", [samples.CFETS_CHINESE, samples.SAFE], ids=["CFETS", "SAFE"])
def test_the_central_parity_agrees_with_the_ecb(text: str, pair: str) -> None:
    ours, theirs = rate_of(text, pair, "2018-08-13"), rate_of(RECORD.read_text("utf-8"), pair, "2018-08-13")
    assert abs(ours / theirs - 1) < Decimal("0.01")


@pytest.mark.parametrize("text", [samples.FRED_OLD, samples.FRED_NEW], ids=["2017", "2020"])
def test_the_ecb_s_cross_agrees_with_the_federal_reserve(text: str) -> None:
    ecb = RateTable(read_rates(RECORD.read_text("utf-8"), "seeds/rates/ecb.csv")[0])
    [series] = read_rates(text, FILE)[0]
    common = 0
    for day, figure in zip(series.days, series.columns["USD", "CNY"], strict=True):
        cross = look_up(ecb, "USD", "CNY", parse_date(str(day)), today=date(2026, 11, 22))
        assert isinstance(cross, Rate)
        if figure not in MISSING and cross.age == 0:
            common += 1
            assert abs(cross.value / Decimal(figure) - 1) < Decimal("0.02"), day
    assert common >= 7
