"""What is refused where an amount is meant, with the whole message and what to write instead."""

import re

import pytest

from dealtrack.values.amount_text import BadAmount, BadCurrency, InvertedRange, parse_amount
from dealtrack.values.currencies import AMBIGUOUS_MONEY, CURRENCIES

EXAMPLE = "write a currency and a number, such as CNY 1.8bn, about USD 5.5bn, USD 1bn-1.5bn or undisclosed"
COMMA = "a comma in a number: 1,800 is a thousand and more in some countries, one and more in others"
GROUPED = "a number in groups of digits"
PROGRAM = "a number as programs write it"
NEGATIVE = "a negative amount"
MISSING = "an amount without a currency"
WIDE = "full-width characters in an amount"
SPACE = "a space that only looks like one"
WITHHELD = "write undisclosed if it is withheld, or leave it out"
AGAIN = "a range that is bounded once more"
VAGUE = "an end of the range is vague itself"
PLAIN = "write both ends plainly, such as USD 1bn-1.5bn"
WORDS = "words that do not belong to a sum"
BOTH = "a sum and its conversion"


def refusal(text: str) -> BadAmount:
    with pytest.raises(BadAmount) as caught:
        parse_amount(text)
    return caught.value


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("¥1亿", "¥ is the money of several countries", "write CNY 1亿 or JPY 1亿"),
        ("¥ 100m", "¥ is the money of several countries", "write CNY 100m or JPY 100m"),
        ("￥1亿", "￥ is the money of several countries", "write CNY 1亿 or JPY 1亿"),
        ("$30m", "$ is the money of several countries", "write USD 30m, HKD 30m or SGD 30m"),
        ("about $30m", "$ is the money of several countries", "write about USD 30m, about HKD 30m or about SGD 30m"),
        (
            "$1bn-$2bn",
            "$ is the money of several countries",
            "write USD 1bn-USD 2bn, HKD 1bn-HKD 2bn or SGD 1bn-SGD 2bn",
        ),
        (
            "$ undisclosed",
            "$ is the money of several countries",
            "write USD undisclosed, HKD undisclosed or SGD undisclosed",
        ),
        ("30m dollars", "dollars is the money of several countries", "write 30m USD, 30m HKD or 30m SGD"),
        (
            "millions of dollars",
            "dollars is the money of several countries",
            "write millions of USD, millions of HKD or millions of SGD",
        ),
        ("1.8bn", MISSING, "write CNY 1.8bn or USD 1.8bn"),
        ("18亿", MISSING, "write CNY 18亿 or USD 18亿"),
        ("500", MISSING, "write CNY 500 or USD 500"),
        ("1bn-1.5bn", MISSING, "write CNY 1bn-1.5bn or USD 1bn-1.5bn"),
        ("5-10亿", MISSING, "write CNY 5-10亿 or USD 5-10亿"),
        ("数千万", MISSING, "write CNY 数千万 or USD 数千万"),
        ("CNY 1亿美元", "an amount in two currencies", "write CNY 1亿 or 1亿美元"),
        ("USD 1bn CNY", "an amount in two currencies", "write USD 1bn or 1bn CNY"),
        ("€1亿元", "an amount in two currencies", "write €1亿 or 1亿元"),
        ("EUR $1bn", "$ beside EUR", "write EUR 1bn"),
        ("HKD ¥1亿", "¥ beside HKD", "write HKD 1亿"),
        ("30m $ USD", "$ beside USD", "write 30m USD"),
        ("USD $1bn-$2bn", "$ beside USD", "write USD $1bn-2bn"),
        ("千万级别", MISSING, "write CNY 千万级别 or USD 千万级别"),
        ("one billion", MISSING, "write CNY one billion or USD one billion"),
        ("18億", MISSING, "write CNY 18億 or USD 18億"),
        ("USD 1bn-CNY 2bn", "a range in two currencies", "write both ends in one currency, such as USD 500m-1bn"),
        ("Rs 10 lakh", "Rs is the money of several countries", "write INR 10 lakh, PKR 10 lakh or LKR 10 lakh"),
        (
            "Rs. 1.5 crore",
            "Rs. is the money of several countries",
            "write INR 1.5 crore, PKR 1.5 crore or LKR 1.5 crore",
        ),
        ("kr 50m", "kr is the money of several countries", "write SEK 50m, NOK 50m or DKK 50m"),
        ("2亿卢比", "卢比 is the money of several countries", "write 2亿 INR, 2亿 PKR or 2亿 LKR"),
        ("about CNY 1亿美元", "an amount in two currencies", "write about CNY 1亿 or about 1亿美元"),
        ("30m$", "$ is the money of several countries", "write 30m USD, 30m HKD or 30m SGD"),
        ("千万级", MISSING, "write CNY 千万级 or USD 千万级"),
        ("数千万至亿元级", WORDS, "write 数千万至亿元"),
        ("all 5m", "all is neither a scale nor a currency: scales are k, m, bn, tn, 万 and 亿", EXAMPLE),
    ],
)
def test_a_currency_that_is_missing_or_could_be_two(text: str, message: str, hint: str) -> None:
    error = refusal(text)
    assert (str(error), error.hint) == (message, hint)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("XYZ 1bn", "XYZ is not a currency of ISO 4217", "write the code of its currency, such as CNY 1bn or USD 1bn"),
        ("1bn XYZ", "XYZ is not a currency of ISO 4217", "write the code of its currency, such as 1bn CNY or 1bn USD"),
        ("BTC 1bn", "BTC is not a currency of ISO 4217", "write the code of its currency, such as CNY 1bn or USD 1bn"),
        (
            "XYZ undisclosed",
            "XYZ is not a currency of ISO 4217",
            "write the code of its currency, such as CNY undisclosed or USD undisclosed",
        ),
    ],
)
def test_a_code_that_is_no_currency(text: str, message: str, hint: str) -> None:
    error = refusal(text)
    assert (type(error), str(error), error.hint) == (BadCurrency, message, hint)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("CNY 1,8bn", COMMA, "write CNY 1.8bn"),
        ("CNY 1,80,000", COMMA, "write CNY 180000"),
        ("CNY 1,800", COMMA, "write CNY 1800"),
        ("CNY 1,800,000", COMMA, "write CNY 1800000"),
        ("CNY 1,800.5m", COMMA, "write CNY 1800.5m"),
        ("3,000万元", COMMA, "write 3000万元"),
        ("CNY 1e9", PROGRAM, "write CNY 1000000000"),
        ("CNY 1E+9", PROGRAM, "write CNY 1000000000"),
        ("CNY 1_000", PROGRAM, "write CNY 1000"),
        ("CNY NaN", "not a number", WITHHELD),
        ("nan", "not a number", WITHHELD),
        ("CNY inf", "not a number", WITHHELD),
        ("null", "not a number", WITHHELD),
        ("N/A", "not a number", WITHHELD),
        ("tbd", "not a number", WITHHELD),
        ("TBD", "not a number", WITHHELD),
        ("NAN", "not a number", WITHHELD),
        ("CNY -1bn", NEGATIVE, "write CNY 1bn"),
        ("-CNY 1bn", NEGATIVE, "write CNY 1bn"),
        ("−CNY 1bn", NEGATIVE, "write CNY 1bn"),
        ("CNY −1bn", NEGATIVE, "write CNY 1bn"),
        ("-1bn CNY", NEGATIVE, "write 1bn CNY"),
        ("(CNY 1bn)", NEGATIVE, "write CNY 1bn"),
        ("CNY .5bn", "a decimal point without a digit on both sides", "write CNY 0.5bn"),
        ("CNY 5.bn", "a decimal point without a digit on both sides", "write CNY 5bn"),
        ("CNY " + "9" * 31, "a number with more digits than any sum of money", EXAMPLE),
        ("CNY " + "9" * 5000, "far too long for an amount", EXAMPLE),
        ("9" * 5000 + "亿元", "far too long for an amount", EXAMPLE),
        ("CNY 1,67,80,000", COMMA, "write CNY 16780000"),
        ("₹1,67,80,000", COMMA, "write ₹16780000"),
        ("USD 15,000,0000", COMMA, EXAMPLE),
        ("EUR 1.000.000", GROUPED, "write EUR 1000000"),
        ("EUR 1.234,56", COMMA, "write EUR 1234.56"),
        ("USD 1 800 000", GROUPED, "write USD 1800000"),
        ("CHF 1'800'000", GROUPED, "write CHF 1800000"),
        ("CNY 1.5e6", PROGRAM, "write CNY 1500000"),
        ("unknown", "not a number", WITHHELD),
        ("NA", "not a number", WITHHELD),
        ("未知", "not a number", WITHHELD),
        ("待定", "not a number", WITHHELD),
        ("CNY 未知", "not a number", WITHHELD),
    ],
)
def test_a_number_that_is_none(text: str, message: str, hint: str) -> None:
    error = refusal(text)
    assert (str(error), error.hint) == (message, hint)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("１８亿元", WIDE, "write 18亿元"),
        ("CNY１.８bn", WIDE, "write CNY1.8bn"),
        ("5000万～1亿元", WIDE, "write 5000万~1亿元"),
        ("CNY\u00a01.8bn", SPACE, "write CNY 1.8bn"),
        ("CNY 1.8bn\u00a0", SPACE, "write CNY 1.8bn"),
        ("\u00a0CNY 1.8bn", SPACE, "write CNY 1.8bn"),
        ("CNY\u30001.8bn", SPACE, "write CNY 1.8bn"),
        ("CNY\u20091.8bn", SPACE, "write CNY 1.8bn"),
        ("CNY 1.8\u200bbn", SPACE, "write CNY 1.8bn"),
        ("\ufeffCNY 1.8bn", SPACE, "write CNY 1.8bn"),
        ("CNY \u202e1.8bn", SPACE, "write CNY 1.8bn"),
    ],
)
def test_characters_that_only_look_right(text: str, message: str, hint: str) -> None:
    error = refusal(text)
    assert (str(error), error.hint) == (message, hint)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("", "the amount is empty", EXAMPLE),
        ("   ", "the amount is empty", EXAMPLE),
        ("Series A", "not an amount", EXAMPLE),
        ("CNY bn", "not an amount", EXAMPLE),
        ("USD 1bn-", "not an amount", EXAMPLE),
        ("USD 1bn (approved)", WORDS, "write USD 1bn"),
        ("CNY 1.8 zillion", "zillion is neither a scale nor a currency: scales are k, m, bn, tn, 万 and 亿", EXAMPLE),
        ("CNY 1.8bnn", "bnn is neither a scale nor a currency: scales are k, m, bn, tn, 万 and 亿", EXAMPLE),
        ("US$30 zillion", "zillion is neither a scale nor a currency: scales are k, m, bn, tn, 万 and 亿", EXAMPLE),
        ("USDT 1bn", "USDT is neither a scale nor a currency: scales are k, m, bn, tn, 万 and 亿", EXAMPLE),
        ("at least USD 1bn or less", "says both at least and at most", "write a range, such as USD 1bn-1.5bn"),
        ("不超过1亿多元", "says both at least and at most", "write a range, such as USD 1bn-1.5bn"),
        ("CNY", "the number is missing", "write a number beside it, such as CNY 1.8bn, or undisclosed"),
        ("about 人民币", "the number is missing", "write a number beside it, such as CNY 1.8bn, or undisclosed"),
        ("级元", "the number is missing", "write a number beside it, such as CNY 1.8bn, or undisclosed"),
        ("~", "the number is missing", "write a number beside it, such as USD 1.8bn, or undisclosed"),
        ("over USD 1bn-1.5bn", AGAIN, "write USD 1bn-1.5bn, or at least USD 1bn"),
        ("up to USD 1bn-1.5bn", AGAIN, "write USD 1bn-1.5bn, or up to USD 1.5bn"),
        ("5-6亿元以上", AGAIN, "write CNY 500m-600m, or at least CNY 500m"),
        ("1亿多-2亿元", VAGUE, PLAIN),
        ("1亿-2亿多元", VAGUE, PLAIN),
        ("十几亿-二十亿元", VAGUE, PLAIN),
        ("高达10亿美元", "高达 can mean exactly as well as at most", "write 10亿美元 or 最高10亿美元"),
        ("總額10億元", WORDS, "write 10亿元"),
        ("累计融资53亿元", WORDS, "write 53亿元"),
        ("USD 500m-1000", "the upper end of the range has no scale", "write the scale of both, such as USD 1bn-1.5bn"),
        ("CNY 500m (USD 70m)", BOTH, "write amount: CNY 500m and equivalent: USD 70m"),
        ("CNY 100 million (US$14m)", BOTH, "write amount: CNY 100 million and equivalent: US$14m"),
        ("约5亿元人民币（7000万美元）", BOTH, "write amount: 约5亿元人民币 and equivalent: 7000万美元"),
        ("人民币1亿元（约合1400万美元）", BOTH, "write amount: 人民币1亿元 and equivalent: 约合1400万美元"),
        ("CNY 100m ($14m)", BOTH, "write amount: CNY 100m and equivalent: USD 14m"),
        ("CNY 500m, or USD 70m", BOTH, "write amount: CNY 500m and equivalent: USD 70m"),
        ("CNY 500m / USD 70m", BOTH, "write amount: CNY 500m and equivalent: USD 70m"),
        ("5亿元，约合7000万美元", BOTH, "write amount: 5亿元 and equivalent: 约合7000万美元"),
        ("USD 50m and CNY 200m", "two sums in two currencies", "write USD 50m, and CNY 200m in an entry of its own"),
        (
            "5000万美元及2亿元人民币",
            "two sums in two currencies",
            "write 5000万美元, and 2亿元人民币 in an entry of its own",
        ),
        ("RMB equivalent of USD 100m", "a sum of one currency that is paid in another", "write USD 100m"),
        ("等值1亿美元人民币", "a sum of one currency that is paid in another", "write 1亿美元"),
        ("1亿美元等值人民币", "a sum of one currency that is paid in another", "write 1亿美元"),
        ("a total of USD 100m", WORDS, "write USD 100m"),
        ("USD 100m in cash", WORDS, "write USD 100m"),
        ("raised USD 100m", WORDS, "write USD 100m"),
        ("5亿元的融资", WORDS, "write 5亿元"),
        ("累计融资5亿", WORDS, "write CNY 5亿"),
        ("5亿级人民币", "a level that is no power of ten", "write 约5亿人民币"),
        ("高达10亿", "高达 can mean exactly as well as at most", "write CNY 10亿 or CNY 最高10亿"),
    ],
)
def test_text_that_is_no_amount(text: str, message: str, hint: str) -> None:
    error = refusal(text)
    assert (str(error), error.hint) == (message, hint)


@pytest.mark.parametrize(
    "text",
    [
        "一百五亿元",  # 150 to some, 105 to others
        "一千五万元",
        "一亿五",
        "1亿5000元",  # 万 is meant, but not written
        "1亿2亿元",
        "二五亿元",
        "一百几亿元",
        "一点亿元",
        "点五亿元",
        "一点十亿元",
        "零亿元",
        "百几亿元",
        "hundreds of million yuan",
        "onebillion yuan",
        "a billion yuan",
        "千万级公司",
        "数几千万元",
    ],
)
def test_numbers_in_words_that_are_not_sure(text: str) -> None:
    assert (str(refusal(text)), refusal(text).hint) == ("not an amount", EXAMPLE)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("USD 1.5bn-1bn", "write USD 1bn-1.5bn"),
        ("USD 2bn to USD 1bn", "write USD 1bn-2bn"),
        ("about 2-1亿元", "write about CNY 100m-200m"),
        ("between USD 2bn and USD 1bn", "write USD 1bn-2bn"),
        ("1亿-5千万元", "write CNY 50m-100m"),
    ],
)
def test_an_inverted_range_is_offered_the_right_way_round(text: str, hint: str) -> None:
    error = refusal(text)
    assert (type(error), str(error), error.hint) == (InvertedRange, "the range runs from more to less", hint)


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("about 1.8bn", "about"),
        ("近18亿", "about"),
        ("超18亿", "at-least"),
        ("18亿以上", "at-least"),
        ("up to 1.8bn", "at-most"),
    ],
)
def test_a_hint_keeps_the_qualifier(text: str, qualifier: str) -> None:
    error = refusal(text)
    assert str(error) == "an amount without a currency"
    suggested = re.fullmatch("write (.+) or (.+)", error.hint)
    assert suggested
    assert [parse_amount(suggestion).qualifier for suggestion in suggested.groups()] == [qualifier, qualifier]


@pytest.mark.parametrize(("text", "another_sum"), [("CNY 5²bn", "52"), ("CNY 1①bn", "11"), ("CNY ٣bn", "٣")])
def test_a_hint_never_makes_another_sum_of_odd_digits(text: str, another_sum: str) -> None:
    assert another_sum not in refusal(text).hint


@pytest.mark.parametrize("text", ["CNY 1bn500m", "CNY 1.2.3bn", "near USD 1bn", "CNY 1bn, USD 141m", "USD: 1bn"])
def test_no_refusal_denies_that_a_scale_is_one(text: str) -> None:
    assert not re.match(r"(?:k|m|bn|tn|万|亿) is neither a scale", str(refusal(text)))


@pytest.mark.parametrize("text", ["CNY 5 thouſand", "CNY 5 mıllion", "thouſands of yuan", "tenſ of millions of yuan"])
def test_letters_that_only_fold_to_ascii_make_no_words(text: str) -> None:
    refusal(text)


@pytest.mark.parametrize(("word", "currencies"), AMBIGUOUS_MONEY.items())
def test_money_of_several_countries_names_several(word: str, currencies: str) -> None:
    codes = re.findall("[A-Z]{3}", currencies)
    assert len(codes) > 1, word
    assert set(codes) <= CURRENCIES
