"""The patterns of the schema against the parsers that they stand for.

All that a parser reads, its pattern takes. What a pattern takes and the parser does not, is told by the docstring of
``amount_pattern``. The examples that hypothesis makes are the same in every run: a text that shows a quirk of the
parser is a finding about the parser, not about whoever runs the tests.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealtrack.files.schema.amount_pattern import amount_pattern
from dealtrack.files.schema.plain_patterns import count_pattern, date_pattern, label_pattern, round_pattern
from dealtrack.files.schema.regex import one_word_of
from dealtrack.values.amount_text import BadAmount, parse_amount
from dealtrack.values.amount_words import (
    HAN_DIGITS,
    HAN_PAIRS,
    MAGNITUDES,
    NUMBERS,
    PREFIXES,
    SCALES,
    SUFFIXES,
    TRADITIONAL,
    UNDISCLOSED,
    UNITS,
)
from dealtrack.values.count import MOST, BadCount, parse_count
from dealtrack.values.currencies import CURRENCIES, CURRENCY_WORDS
from dealtrack.values.dates import BadDate, parse_date
from dealtrack.values.labels import LOOSE_ROUNDS, ROUNDS, meaning_of

AMOUNT, DATE, COUNT = (re.compile(pattern()) for pattern in (amount_pattern, date_pattern, count_pattern))
WORDS = [
    *PREFIXES, *SUFFIXES, *UNDISCLOSED, *SCALES, *UNITS, *NUMBERS, *MAGNITUDES, *CURRENCY_WORDS, *HAN_DIGITS, *HAN_PAIRS,
    *TRADITIONAL, *"十百千点几数多余级", "级别", "USD", "CNY", "CNH", "MMK", "ABC", "usd", *"-–~至到$¥￥,.５", " to ", "between ",
    " and ", " of", "1", "2", "1.5", "500", "5000万",
]  # fmt: skip
SAID = """
CNY 1.8bn|about USD 5.5bn|USD 1bn-1.5bn|18亿元|between USD 1bn and USD 2bn|USD 500m to USD 1bn|十几亿元|两三千万人民币
|1亿5000万元|千万元级人民币|数千万人民币|tens of millions of yuan|undisclosed|未透露人民币|USD $1bn|over CNY 100m|近亿元
|一百五十万元|约10-12亿元人民币|1-2亿美元左右|一点五亿元|1.8 billion yuan|USD ~1bn|10多亿元|several hundred million US dollars
""".replace("\n", "").split("|")
same_in_every_run = settings(max_examples=400, derandomize=True, deadline=None)


def refusal(parse: Callable[[str], object], text: str) -> str:
    """Why *parse* does not read *text*; empty where it does."""
    try:
        parse(text)
    except (BadAmount, BadDate, BadCount) as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    "text",
    [
        *SAID,
        "¥1亿人民币",
        "RMB1.8bn",
        "HK$5m",
        "18億元",
        "1000万元以上人民币",
        "between  USD 1bn and USD 2bn",
        "USD 1-2bn",
        "十万us dollars級",
        "CNY RMB 1bn",
    ],
)
def test_amounts_that_are_said(text: str) -> None:
    assert not refusal(parse_amount, text)
    assert AMOUNT.search(text)


@pytest.mark.parametrize(
    "text",
    "|5bn|$5bn|¥5亿|CNY|bn|CNY 1,800|CNY 1,8bn|CNY 1e9|CNY 1_000|NaN|CNY NaN|CNY -5|-CNY 5|(CNY 5)|１８亿元|CNY１bn"
    "|CNY\u00a05bn|YUA 5bn|yua 5bn|all 5bn|5bn dollars|CNY 5.|CNY .5bn|over USD 1bn-1.5bn|USD 1bn-1.5|CNY 5 bnn|一百五亿元|$undisclosed"
    "|ABC undisclosed|about undisclosed|USD 5 千万级别的|USD 1bn and USD 2bn|between USD 1bn-2bn|依图 USD 30m"
    "|two~HKD|one近亿元|元以上six|TEN近亿元|tens of millions of y级uan|£££undisclosed".split("|"),
)
def test_amounts_that_nobody_can_read(text: str) -> None:
    assert refusal(parse_amount, text)
    assert not AMOUNT.search(text)


@pytest.mark.parametrize("code", sorted(CURRENCIES))
def test_every_currency(code: str) -> None:
    assert AMOUNT.search(f"{code} 5bn")
    assert AMOUNT.search(f"5亿 {code}")


@pytest.mark.parametrize("text", ["USD 1bn yuan", "over USD 1bn or less", "USD 2bn-1bn", "1亿20000万元", "fivem yuan"])
def test_what_an_amount_s_pattern_cannot_see(text: str) -> None:
    assert refusal(parse_amount, text)
    assert AMOUNT.search(text)


@st.composite
def edited(draw: st.DrawFn) -> str:
    """An amount that people say, with one to three words put in, taken out or turned around in it."""
    text = draw(st.sampled_from(SAID))
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 3)))
        middle = draw(st.sampled_from(["", text[start:end].swapcase(), *WORDS]))
        text = text[:start] + middle + text[end:]
    return text


@same_in_every_run
@given(st.one_of(edited(), st.lists(st.sampled_from([*WORDS, " "]), max_size=6).map("".join)))
def test_whatever_is_read_as_an_amount_fits(text: str) -> None:
    assert refusal(parse_amount, text) or AMOUNT.search(text)


UNSEEN = re.compile(
    "two currencies|beside|several countries|says both|from more to less|vague itself"
    # a second number that is too large for its place, or a currency or a qualifier once more
    "|is neither a scale nor a currency|not an amount"
)


@same_in_every_run
@given(edited())
def test_whatever_fits_an_amount_is_read_but_for_what_cannot_be_seen(text: str) -> None:
    why = refusal(parse_amount, text)
    assert not (why and AMOUNT.search(text)) or UNSEEN.search(why)


def test_few_edits_deceive_the_pattern() -> None:
    """One word put into an amount at any place: of what the parser then refuses, the pattern refuses nearly all."""
    edits = {text[:at] + word + text[at:] for text in SAID for at in range(len(text) + 1) for word in WORDS[::7]}
    refused = [text for text in sorted(edits) if refusal(parse_amount, text)]
    deceived = [text for text in refused if AMOUNT.search(text)]
    assert len(refused) > 10_000
    assert len(deceived) < len(refused) / 20


def test_every_day_of_four_centuries_and_none_besides() -> None:
    day = date(1799, 12, 31)
    while day.year < 2201:
        day += timedelta(1)
        assert DATE.search(day.isoformat())
    for year in (1, 4, 100, 400, 1900, 2000, 2019, 2020, 2023, 2024, 2100, 9999):
        for month in range(14):
            last = monthrange(year, month)[1] if 1 <= month <= 12 else 0
            for number in range(33):
                assert bool(DATE.search(f"{year:04}-{month:02}-{number:02}")) == (1 <= number <= last)


def test_leap_years_are_those_of_the_calendar() -> None:
    leap = [year for year in range(1, 10000) if monthrange(year, 2)[1] == 29]
    assert [year for year in range(10000) if DATE.search(f"{year:04}-02-29")] == leap


@same_in_every_run
@given(
    st.one_of(
        st.lists(st.sampled_from(["2020", "2019", "0000", "-05", "-13", "-30", "-Q2", "-Q5", "/", "..", "~", "?", " ", "５"]), max_size=6).map("".join),
        st.text("0123456789-/.~?Q ", max_size=12),
    )
)  # fmt: skip
def test_dates_are_those_that_are_read(text: str) -> None:
    why = refusal(parse_date, text)
    assert bool(DATE.search(text)) == (why in ("", "the interval ends before it starts"))


@same_in_every_run
@given(
    st.sampled_from(["", "about ", "over ", "More Than ", "at least ", "up to", "at  most ", "some "]),
    st.sampled_from(["", "0", "9", "09", str(MOST), str(MOST + 1), "9.5", "-1", "９", "nine", "9 "]),
)
def test_counts_are_those_that_are_read(word: str, number: str) -> None:
    assert bool(COUNT.search(word + number)) == (not refusal(parse_count, word + number))


def test_labels_fit_whole_and_alone() -> None:
    printed = [
        label for table in (ROUNDS, LOOSE_ROUNDS) for labels in table.values() for label in labels.split("|") if label
    ]
    labels = re.compile(label_pattern(printed))
    assert all(labels.search(label) for label in printed)
    assert not any(labels.search(text) for label in printed for text in (f"{label}x", f"x{label}", f"{label}$"))


ROUND = re.compile(round_pattern())
PIECES = st.sampled_from(
    "pre series round a b Z h + ++ plus 1 12 0 ext extension 轮 轮次 融资 投资 延展 追加 天使 seed Seed 战略 venture funding 及以后 上市前"
    " 并购 debt ＋ safe ipo".split()
)
GAPS = st.sampled_from(["", "", " ", "-", "_", "  ", "–"])


@settings(max_examples=3000, derandomize=True, deadline=None)
@given(st.lists(st.tuples(PIECES, GAPS), max_size=5))
def test_rounds_are_those_that_mean_something(parts: list[tuple[str, str]]) -> None:
    text = "".join(piece + gap for piece, gap in parts)
    assert bool(ROUND.search(text)) == (meaning_of(text) is not None), text


@pytest.mark.parametrize(
    ("words", "written"),
    [
        (["约", "约为", "约合"], "[约約][为合]?"),
        (["a", "ab", "ac.d"], r"[Aa](?:[Bb]|[Cc]\.[Dd])?"),
        (["+", "]", "-", "^"], r"[+\-\]\^]"),
        (["$"], r"\$"),
    ],
)  # fmt: skip
def test_words_are_written_by_their_common_beginnings(words: list[str], written: str) -> None:
    assert one_word_of(words) == written
