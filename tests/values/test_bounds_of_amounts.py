"""Amounts at the bounds of what is read: two scales in one, levels, scales with a full stop, every word for a currency."""

from itertools import combinations

import pytest

from dealtrack.values.amount_text import BadAmount, parse_amount
from dealtrack.values.currencies import CURRENCY_WORDS, quoted_pair


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Of two scales, the second number is less than one of the first's.
        ("1亿9999万元", "CNY 199.99m"),
        ("1亿9999.99万元", "CNY 199.9999m"),
        ("1亿10000万元", None),  # which is 2亿, or one 0 too many
        ("1亿10001万元", None),
        ("1亿1亿元", None),
        ("1万亿9999亿元", "CNY 1.9999tn"),
        ("1万亿10000亿元", None),
        ("一亿五千多万元", "at least CNY 150m"),
        ("几亿5000万元", None),  # the first is no point
        ("10多亿5000万元", None),
        # A level is a power of ten, of one at least.
        ("1亿级人民币", "CNY 100m-1.0bn"),
        ("一亿级人民币", "CNY 100m-1.0bn"),
        ("10亿级人民币", "CNY 1.0bn-10.0bn"),
        ("100亿级人民币", "CNY 10.0bn-100.0bn"),
        ("0.1亿级人民币", None),
        ("2亿级人民币", None),
        # A full stop after a scale in letters.
        ("CNY 1.8 bn.", "CNY 1.8bn"),
        ("CNY 5 mn.", "CNY 5m"),
        ("CNY 5 m.", "CNY 5m"),
        ("CNY 1.8亿.", None),
        # What follows a sum.
        ("USD 5m or so", "about USD 5m"),
        ("USD 5m or more", "at least USD 5m"),
        ("USD 5m or less", "up to USD 5m"),
    ],
)
def test_what_is_read_and_what_is_not(text: str, expected: str | None) -> None:
    if expected is None:
        with pytest.raises(BadAmount):
            parse_amount(text)
    else:
        assert str(parse_amount(text)) == expected


WORDS = {
    "AUD": "a$|au$|australian dollars|澳元|澳币",
    "BRL": "r$|brazilian reais",
    "CAD": "c$|ca$|canadian dollars|加元|加币",
    "CHF": "swiss francs|瑞士法郎",
    "CNH": "离岸人民币",
    "CNY": "rmb|yuan|renminbi|cn¥|rmb¥|人民币元|元人民币|人民币|元",
    "EUR": "€|euro|euros|欧元",
    "GBP": "£|pounds sterling|英镑",
    "HKD": "hk$|hk $|hong kong dollars|港元|港币|港纸",
    "IDR": "rupiah|印尼盾",
    "ILS": "₪",
    "INR": "₹|indian rupees|印度卢比",
    "JPY": "jp¥|japanese yen|yen|日元|日圆",
    "KRW": "₩|korean won|韩元",
    "MOP": "澳门元|澳门币",
    "MXN": "mx$",
    "MYR": "ringgit|林吉特",
    "NZD": "nz$|新西兰元",
    "RUB": "₽|rubles|roubles|卢布",
    "SGD": "s$|sg$|singapore dollars|新加坡元|新加坡币|新币",
    "THB": "฿|baht|泰铢",
    "TWD": "nt$|ntd|new taiwan dollars|新台币|台币",
    "USD": "us$|us $|u.s.$|u.s. $|us dollar|us dollars|u.s. dollars|american dollars|美元|美金",
    "VND": "₫|越南盾",
}


@pytest.mark.parametrize(("code", "word"), [(code, word) for code, words in WORDS.items() for word in words.split("|")])
def test_a_word_for_one_currency_alone(code: str, word: str) -> None:
    text = f"{word}5m" if word.endswith(("$", "¥")) or word in "€£₩₹₪₫₽฿" else f"5m {word}"
    assert str(parse_amount(text)) == f"{code} 5m"


def test_no_other_word_is_one() -> None:
    assert set(CURRENCY_WORDS) == {word for words in WORDS.values() for word in words.split("|")}


def test_of_two_currencies_the_first_of_the_markets_order_is_the_base() -> None:
    order = "EUR GBP AUD NZD USD CAD CHF SGD HKD CNY CNH JPY".split()
    for base, quote in combinations(order, 2):
        assert quoted_pair(quote, base) == quoted_pair(base, quote) == (base, quote)
