"""What is refused where an amount is meant, with the whole message and what to write instead."""

import re

import pytest

from dealtrack.values.amount_text import BadAmount, BadCurrency, InvertedRange, parse_amount
from dealtrack.values.currencies import AMBIGUOUS_MONEY, CURRENCIES

EXAMPLE = "write a currency and a number, such as CNY 1.8bn, about USD 5.5bn, USD 1bn-1.5bn or undisclosed"
COMMA = "a comma in a number: 1,800 is a thousand and more in some countries, one and more in others"
POINT = "write a decimal point, and no separators: 1.8bn"
PROGRAM = "a number as programs write it"
NEGATIVE = "a negative amount"
UNSIGNED = "a deal's amount is never negative: drop the sign"
WIDE = "full-width characters in an amount"
SPACE = "a space that only looks like one"
SCALES = "scales are k, m, bn, tn, 万 and 亿"
WITHHELD = "write undisclosed if it is withheld, or leave the key out if it is not known"
UNKNOWN_CODE = "write its three-letter code, such as CNY or USD"
SCALED = "write digits and a scale: 1bn for 1e9 or 1_000_000_000"
AGAIN = "a range that is bounded once more"
VAGUE = "an end of the range is vague itself"
SEVERAL = "is the money of several countries"


def refusal(text: str) -> BadAmount:
    with pytest.raises(BadAmount) as caught:
        parse_amount(text)
    return caught.value


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("¥1亿", f"¥ {SEVERAL}", "name the currency: CNY or JPY"),
        ("¥ 100m", f"¥ {SEVERAL}", "name the currency: CNY or JPY"),
        ("￥1亿", f"￥ {SEVERAL}", "name the currency: CNY or JPY"),
        ("$30m", f"$ {SEVERAL}", "name the currency: USD, HKD or SGD"),
        ("about $30m", f"$ {SEVERAL}", "name the currency: USD, HKD or SGD"),
        ("$1bn-$2bn", f"$ {SEVERAL}", "name the currency: USD, HKD or SGD"),
        ("$ undisclosed", f"$ {SEVERAL}", "name the currency: USD, HKD or SGD"),
        ("30m dollars", f"dollars {SEVERAL}", "name the currency: USD, HKD or SGD"),
        ("millions of dollars", f"dollars {SEVERAL}", "name the currency: USD, HKD or SGD"),
        ("1.8bn", "an amount without a currency", "write CNY 1.8bn or USD 1.8bn"),
        ("18亿", "an amount without a currency", "write CNY 18亿 or USD 18亿"),
        ("500", "an amount without a currency", "write CNY 500 or USD 500"),
        ("1bn-1.5bn", "an amount without a currency", "write CNY 1bn-1.5bn or USD 1bn-1.5bn"),
        ("5-10亿", "an amount without a currency", "write CNY 5-10亿 or USD 5-10亿"),
        ("数千万", "an amount without a currency", "write CNY 数千万 or USD 数千万"),
        ("CNY 1亿美元", "an amount in two currencies", "write one: CNY or USD"),
        ("USD 1bn CNY", "an amount in two currencies", "write one: USD or CNY"),
        ("€1亿元", "an amount in two currencies", "write one: EUR or CNY"),
        ("EUR $1bn", "$ beside EUR", "name the currency once, by its code"),
        ("HKD ¥1亿", "¥ beside HKD", "name the currency once, by its code"),
        ("30m $ USD", "$ beside USD", "name the currency once, by its code"),
        ("USD $1bn-$2bn", "$ beside USD", "name the currency once, by its code"),
        ("千万级别", "an amount without a currency", "write CNY 千万级别 or USD 千万级别"),
        ("one billion", "an amount without a currency", "write CNY one billion or USD one billion"),
        ("18億", "an amount without a currency", "write CNY 18億 or USD 18億"),
        ("USD 1bn-CNY 2bn", "a range in two currencies", "write both ends in one: USD 500m-1bn"),
    ],
)
def test_a_currency_that_is_missing_or_could_be_two(text: str, message: str, hint: str) -> None:
    error = refusal(text)
    assert (str(error), error.hint) == (message, hint)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("XYZ 1bn", "XYZ is not a currency of ISO 4217", UNKNOWN_CODE),
        ("1bn XYZ", "XYZ is not a currency of ISO 4217", UNKNOWN_CODE),
        ("BTC 1bn", "BTC is not a currency of ISO 4217", UNKNOWN_CODE),
        ("XYZ undisclosed", "XYZ is not a currency of ISO 4217", UNKNOWN_CODE),
        ("cny 1bn", "cny is not how a currency is written", "write CNY"),
        ("Usd 1bn", "Usd is not how a currency is written", "write USD"),
        ("1bn usd", "usd is not how a currency is written", "write USD"),
    ],
)
def test_a_code_that_is_no_currency(text: str, message: str, hint: str) -> None:
    error = refusal(text)
    assert (type(error), str(error), error.hint) == (BadCurrency, message, hint)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("CNY 1,8bn", COMMA, POINT),
        ("CNY 1,80,000", COMMA, POINT),
        ("CNY 1,800", COMMA, "write CNY 1800"),
        ("CNY 1,800,000", COMMA, "write CNY 1800000"),
        ("CNY 1,800.5m", COMMA, "write CNY 1800.5m"),
        ("3,000万元", COMMA, "write 3000万元"),
        ("CNY 1e9", PROGRAM, SCALED),
        ("CNY 1E+9", PROGRAM, SCALED),
        ("CNY 1_000", PROGRAM, SCALED),
        ("CNY NaN", "not a number", WITHHELD),
        ("nan", "not a number", WITHHELD),
        ("CNY inf", "not a number", WITHHELD),
        ("null", "not a number", WITHHELD),
        ("N/A", "not a number", WITHHELD),
        ("tbd", "not a number", WITHHELD),
        ("TBD", "not a number", WITHHELD),
        ("NAN", "not a number", WITHHELD),
        ("CNY -1bn", NEGATIVE, UNSIGNED),
        ("-CNY 1bn", NEGATIVE, UNSIGNED),
        ("−CNY 1bn", NEGATIVE, UNSIGNED),
        ("CNY −1bn", NEGATIVE, UNSIGNED),
        ("-1bn CNY", NEGATIVE, UNSIGNED),
        ("(CNY 1bn)", NEGATIVE, UNSIGNED),
        ("CNY .5bn", "a decimal point without a digit on both sides", "write 0.5bn, or 5bn"),
        ("CNY 5.bn", "a decimal point without a digit on both sides", "write 0.5bn, or 5bn"),
        ("CNY " + "9" * 31, "a number with more digits than any sum of money", EXAMPLE),
        ("CNY " + "9" * 5000, "far too long for an amount", EXAMPLE),
        ("9" * 5000 + "亿元", "far too long for an amount", EXAMPLE),
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
        ("USD 1bn (approved)", "not an amount", EXAMPLE),
        ("CNY 1.8 zillion", "zillion is neither a scale nor a currency", SCALES),
        ("CNY 1.8bnn", "bnn is neither a scale nor a currency", SCALES),
        ("US$30 zillion", "zillion is neither a scale nor a currency", SCALES),
        ("USDT 1bn", "USDT is neither a scale nor a currency", SCALES),
        ("5 crore INR", "crore is neither a scale nor a currency", SCALES),
        ("at least USD 1bn or less", "says both at least and at most", "write a range, such as USD 1bn-1.5bn"),
        ("不超过1亿多元", "says both at least and at most", "write a range, such as USD 1bn-1.5bn"),
        ("CNY", "the number is missing", "write CNY 1.8bn, say, or undisclosed"),
        ("about 人民币", "the number is missing", "write CNY 1.8bn, say, or undisclosed"),
        ("级元", "the number is missing", "write CNY 1.8bn, say, or undisclosed"),
        ("~", "the number is missing", "write USD 1.8bn, say, or undisclosed"),
        ("over USD 1bn-1.5bn", AGAIN, "write USD 1bn-1.5bn, or at least USD 1bn"),
        ("up to USD 1bn-1.5bn", AGAIN, "write USD 1bn-1.5bn, or up to USD 1.5bn"),
        ("5-6亿元以上", AGAIN, "write CNY 500m-600m, or at least CNY 500m"),
        ("1亿多-2亿元", VAGUE, "write both ends plainly: USD 1bn-1.5bn"),
        ("1亿-2亿多元", VAGUE, "write both ends plainly: USD 1bn-1.5bn"),
        ("十几亿-二十亿元", VAGUE, "write both ends plainly: USD 1bn-1.5bn"),
        ("高达10亿美元", "高达 can mean exactly as well as at most", "write the sum alone, or 最高 for 高达"),
        ("總額10億元", "总额 does not belong to a sum", "write the sum alone"),
        ("累计融资53亿元", "累计 adds up several sums", "write the sum alone if their total is meant"),
        ("USD 500m-1000", "the upper end of the range has no scale", "write both: USD 1bn-1.5bn"),
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
        "5千万元级",
        "千万-亿元",
    ],
)
def test_numbers_in_words_that_are_not_sure(text: str) -> None:
    assert (str(refusal(text)), refusal(text).hint) == ("not an amount", EXAMPLE)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("USD 1.5bn-1bn", "write USD 1bn-1.5bn"),
        ("USD 2bn to USD 1bn", "write USD 1bn-2bn"),
        ("about 2-1亿元", "write CNY 100m-200m"),
        ("between USD 2bn and USD 1bn", "write USD 1bn-2bn"),
        ("1亿-5千万元", "write CNY 50m-100m"),
    ],
)
def test_an_inverted_range_is_offered_the_right_way_round(text: str, hint: str) -> None:
    error = refusal(text)
    assert (type(error), str(error), error.hint) == (InvertedRange, "the range runs from more to less", hint)


@pytest.mark.parametrize(
    "text",
    [
        "１８亿元",
        "１，８００万元",
        "CNY\u00a01.8bn",
        "CNY 1.8\u200bbn",
        "CNY 1,800",
        "3,000万元",
        "18亿",
        "约18亿",
        "USD 1.5bn-1bn",
        "cny 1bn",
    ],
)
def test_what_a_hint_says_to_write_can_be_written(text: str) -> None:
    hint = refusal(text).hint
    suggested = re.fullmatch("write (.+?)(?: or (.+))?", hint)
    assert suggested, hint
    for suggestion in filter(None, suggested.groups()):
        parse_amount(suggestion if any(map(str.isdigit, suggestion)) else text.replace(text[:3], suggestion, 1))


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
