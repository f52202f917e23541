"""What people write for a sum of money, and how it is read."""

import pytest

from dealtrack.values.amount_refusals import EXAMPLE
from dealtrack.values.amount_text import BadAmount, parse_amount, read_amount


def assert_reads(text: str, canonical: str) -> None:
    """*text* means *canonical*, which in turn means itself."""
    amount = parse_amount(text)
    assert str(amount) == canonical
    assert parse_amount(canonical) == amount


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("CNY 1.8bn", "CNY 1.8bn"),
        ("CNY 1.8 billion", "CNY 1.8bn"),
        ("CNY1.8bn", "CNY 1.8bn"),
        ("USD1.5 billion", "USD 1.5bn"),
        ("1.8 billion yuan", "CNY 1.8bn"),
        ("1.8bn yuan", "CNY 1.8bn"),
        ("1.8 BN CNY", "CNY 1.8bn"),
        ("RMB 1.8bn", "CNY 1.8bn"),
        ("RMB1bn", "CNY 1bn"),
        ("rmb 1bn", "CNY 1bn"),
        ("1 billion renminbi", "CNY 1bn"),
        ("Yuan 1bn", "CNY 1bn"),
        ("CNH 1bn", "CNH 1bn"),
        ("US$ 30 million", "USD 30m"),
        ("US$30M", "USD 30m"),
        ("30 million US dollars", "USD 30m"),
        ("30 million U.S. dollars", "USD 30m"),
        ("30M USD", "USD 30m"),
        ("HK$1bn", "HKD 1bn"),
        ("NT$100m", "TWD 100m"),
        ("S$10m", "SGD 10m"),
        ("CN¥1bn", "CNY 1bn"),
        ("RMB¥1bn", "CNY 1bn"),
        ("JP¥1bn", "JPY 1bn"),
        ("1bn yen", "JPY 1bn"),
        ("€ 1bn", "EUR 1bn"),
        ("£1bn", "GBP 1bn"),
        ("₩1bn", "KRW 1bn"),
        ("USD 500k", "USD 500k"),
        ("USD 500K", "USD 500k"),
        ("USD 500 thousand", "USD 500k"),
        ("USD 500mn", "USD 500m"),
        ("USD 2 trillion", "USD 2tn"),
        ("USD 2tn", "USD 2tn"),
        ("CNY 500", "CNY 500"),
        ("CNY 0", "CNY 0"),
        ("CNY   1.8   bn ", "CNY 1.8bn"),
        ("CNY 007bn", "CNY 7bn"),
        ("USD 1bn USD", "USD 1bn"),
        ("CNY 1bn RMB", "CNY 1bn"),
        ("USD 1B", "USD 1bn"),
        ("RMB 1.5b", "CNY 1.5bn"),
        ("USD 1.5 bln", "USD 1.5bn"),
        ("USD 30mln", "USD 30m"),
        ("USD 30 MLN", "USD 30m"),
        ("5 MM USD", "USD 5m"),
        ("one billion yuan", "CNY 1bn"),
        ("Two Billion US dollars", "USD 2bn"),
        ("ten million yuan", "CNY 10m"),
        ("one hundred million yuan", "CNY 100m"),
        ("two hundred thousand yuan", "CNY 200k"),
        ("twelve yuan", "CNY 12"),
    ],
)
def test_an_exact_amount_in_english(text: str, canonical: str) -> None:
    assert_reads(text, canonical)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("18亿元", "CNY 1.8bn"),
        ("18亿人民币", "CNY 1.8bn"),
        ("18亿元人民币", "CNY 1.8bn"),
        ("18亿 元人民币", "CNY 1.8bn"),
        ("人民币18亿元", "CNY 1.8bn"),
        ("人民币 18 亿元", "CNY 1.8bn"),
        ("RMB 18亿", "CNY 1.8bn"),
        ("18亿RMB", "CNY 1.8bn"),
        ("2.5亿美元", "USD 250m"),
        ("2.5亿 美金", "USD 250m"),
        ("美元1亿", "USD 100m"),
        ("1亿港元", "HKD 100m"),
        ("1亿港币", "HKD 100m"),
        ("港币1亿元", "HKD 100m"),
        ("新台币5亿元", "TWD 500m"),
        ("HK$1亿", "HKD 100m"),
        ("1亿日元", "JPY 100m"),
        ("1亿新加坡元", "SGD 100m"),
        ("1亿欧元", "EUR 100m"),
        ("离岸人民币1亿", "CNH 100m"),
        ("50万元", "CNY 500k"),
        ("3000万人民币", "CNY 30.00m"),
        ("5百万美元", "USD 5m"),
        ("5千万元", "CNY 50m"),
        ("1.2万亿元", "CNY 1.2tn"),
        ("500元", "CNY 500"),
        ("一亿元", "CNY 100m"),
        ("两亿元", "CNY 200m"),
        ("三千万元", "CNY 30m"),
        ("十亿美元", "USD 1.0bn"),
        ("十五亿元", "CNY 1.5bn"),
        ("二十五亿元", "CNY 2.5bn"),
        ("一百亿元", "CNY 10bn"),
        ("一百五十万元", "CNY 1.5m"),
        ("一百零五万元", "CNY 1.05m"),
        ("一百一十五万元", "CNY 1.15m"),
        ("三千五百万元", "CNY 35m"),
        ("三千零五十万元", "CNY 30.5m"),
        ("一点五亿元", "CNY 150m"),
        ("十二点五亿元", "CNY 1.25bn"),
        ("零点五亿元", "CNY 50m"),
        ("1.5个亿人民币", "CNY 150m"),
        ("1亿5000万元", "CNY 150.00m"),
        ("一亿五千万元", "CNY 150m"),
        ("2亿零500万元", "CNY 205.00m"),
        ("1万亿5000亿元", "CNY 1.5000tn"),
        ("一千二百三十四亿五千六百七十八万美元", "USD 123.45678bn"),
    ],
)
def test_an_exact_amount_in_chinese(text: str, canonical: str) -> None:
    assert_reads(text, canonical)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("18億元", "CNY 1.8bn"),
        ("3000萬美元", "USD 30.00m"),
        ("1億港幣", "HKD 100m"),
        ("兩億美元", "USD 200m"),
        ("新臺幣5億元", "TWD 500m"),
        ("一點五億元", "CNY 150m"),
        ("約18億元", "about CNY 1.8bn"),
        ("超過18億元", "at least CNY 1.8bn"),
        ("十餘億元", "at least CNY 1.0bn"),
        ("5億元以內", "up to CNY 500m"),
        ("數千萬元", "CNY 10m-100m"),
        ("億元級別", "CNY 100m-1bn"),
        ("金額未披露", "undisclosed"),
    ],
)
def test_traditional_characters(text: str, canonical: str) -> None:
    assert_reads(text, canonical)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("USD $1bn", "USD 1bn"),
        ("HKD$1bn", "HKD 1bn"),
        ("$30m USD", "USD 30m"),
        ("$ 30m US dollars", "USD 30m"),
        ("about USD $1bn", "about USD 1bn"),
        ("US$ 30m USD", "USD 30m"),
        ("CNY ¥1亿", "CNY 100m"),
        ("¥1亿人民币", "CNY 100m"),
        ("￥1亿元", "CNY 100m"),
        ("CNH ¥1亿", "CNH 100m"),
        ("JPY ¥1亿", "JPY 100m"),
        ("EUR €1bn", "EUR 1bn"),
        ("GBP £1bn", "GBP 1bn"),
    ],
)
def test_a_sign_may_repeat_the_currency(text: str, canonical: str) -> None:
    assert_reads(text, canonical)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("about USD 5.5bn", "about USD 5.5bn"),
        ("~USD 5.5bn", "about USD 5.5bn"),
        ("USD ~5.5bn", "about USD 5.5bn"),
        ("≈ USD 5.5bn", "about USD 5.5bn"),
        ("nearly USD 5.5bn", "about USD 5.5bn"),
        ("ABOUT USD 5.5bn", "about USD 5.5bn"),
        ("approximately USD 5.5bn", "about USD 5.5bn"),
        ("approx. USD 5.5bn", "about USD 5.5bn"),
        ("c. USD 5.5bn", "about USD 5.5bn"),
        ("some 5.5 billion US dollars", "about USD 5.5bn"),
        ("about nearly USD 5.5bn", "about USD 5.5bn"),
        ("近10亿元", "about CNY 1.0bn"),
        ("约18亿元", "about CNY 1.8bn"),
        ("人民币约18亿元", "about CNY 1.8bn"),
        ("大约18亿元", "about CNY 1.8bn"),
        ("接近1亿美元", "about USD 100m"),
        ("18亿元左右", "about CNY 1.8bn"),
        ("约18亿元左右", "about CNY 1.8bn"),
        ("近亿元", "about CNY 100m"),
        ("近亿元人民币", "about CNY 100m"),
        ("人民币近亿元", "about CNY 100m"),
        ("近千万美元", "about USD 10m"),
        ("近两亿美元", "about USD 200m"),
        ("约合1亿美元", "about USD 100m"),
        ("约为1亿美元", "about USD 100m"),
    ],
)
def test_about(text: str, canonical: str) -> None:
    assert_reads(text, canonical)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("over USD 2.6bn", "at least USD 2.6bn"),
        ("at least USD 2.6bn", "at least USD 2.6bn"),
        ("more than USD 2.6bn", "at least USD 2.6bn"),
        ("no less than USD 2.6bn", "at least USD 2.6bn"),
        ("USD over 2.6bn", "at least USD 2.6bn"),
        (">USD 2.6bn", "at least USD 2.6bn"),
        (">= USD 2.6bn", "at least USD 2.6bn"),
        ("≥ USD 2.6bn", "at least USD 2.6bn"),
        ("USD 2.6bn+", "at least USD 2.6bn"),
        ("2.6bn+ USD", "at least USD 2.6bn"),
        ("USD 2.6bn or more", "at least USD 2.6bn"),
        ("超18亿元", "at least CNY 1.8bn"),
        ("超过18亿元", "at least CNY 1.8bn"),
        ("逾18亿元", "at least CNY 1.8bn"),
        ("不少于18亿元", "at least CNY 1.8bn"),
        ("18亿元以上", "at least CNY 1.8bn"),
        ("18亿元及以上", "at least CNY 1.8bn"),
        ("18亿以上人民币", "at least CNY 1.8bn"),
        ("亿元及以上人民币", "at least CNY 100m"),
        ("超亿元", "at least CNY 100m"),
        ("亿元以上", "at least CNY 100m"),
        ("超千万美元", "at least USD 10m"),
        ("1亿5000多万元", "at least CNY 150.00m"),
        ("十几亿元以上", "at least CNY 1.0bn"),
        ("过亿人民币", "at least CNY 100m"),
        ("上亿美元", "at least USD 100m"),
        ("上千万元", "at least CNY 10m"),
        ("数亿元及以上", "at least CNY 100m"),
        ("1亿多元", "at least CNY 100m"),
        ("1亿余元", "at least CNY 100m"),
        ("18多亿元", "at least CNY 1.8bn"),
        ("十余亿美元", "at least USD 1.0bn"),
        ("近1亿多元", "about at least CNY 100m"),
        ("about at least USD 1bn", "about at least USD 1bn"),
        ("at least about USD 1bn", "about at least USD 1bn"),
    ],
)
def test_at_least(text: str, canonical: str) -> None:
    assert_reads(text, canonical)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("up to USD 750m", "up to USD 750m"),
        ("at most USD 750m", "up to USD 750m"),
        ("as much as USD 750m", "up to USD 750m"),
        ("no more than USD 750m", "up to USD 750m"),
        ("less than USD 750m", "up to USD 750m"),
        ("<USD 750m", "up to USD 750m"),
        ("≤ USD 750m", "up to USD 750m"),
        ("USD 750m or less", "up to USD 750m"),
        ("USD 0-750m", "up to USD 750m"),
        ("up to about USD 750m", "about up to USD 750m"),
        ("不超过5亿元", "up to CNY 500m"),
        ("不超过人民币5亿元", "up to CNY 500m"),
        ("至多5亿元", "up to CNY 500m"),
        ("最高5亿元", "up to CNY 500m"),
        ("不到5亿元", "up to CNY 500m"),
        ("不足亿元", "up to CNY 100m"),
        ("5亿元以下", "up to CNY 500m"),
        ("5亿元以内", "up to CNY 500m"),
    ],
)
def test_at_most(text: str, canonical: str) -> None:
    assert_reads(text, canonical)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("USD 1bn-1.5bn", "USD 1bn-1.5bn"),
        ("USD 500m to USD 1bn", "USD 500m-1bn"),
        ("USD 500m–1bn", "USD 500m-1bn"),
        ("USD 500m—1bn", "USD 500m-1bn"),
        ("USD 1bn ~ 2bn", "USD 1bn-2bn"),
        ("USD 1bn - 2bn", "USD 1bn-2bn"),
        ("1bn - 2bn USD", "USD 1bn-2bn"),
        ("USD 500m - USD 1bn", "USD 500m-1bn"),
        ("US$1bn-US$2bn", "USD 1bn-2bn"),
        ("USD 1-2bn", "USD 1bn-2bn"),
        ("1 to 2 billion yuan", "CNY 1bn-2bn"),
        ("between 1 and 2 billion yuan", "CNY 1bn-2bn"),
        ("between USD 1bn and USD 2bn", "USD 1bn-2bn"),
        ("about USD 1bn-1.5bn", "about USD 1bn-1.5bn"),
        ("USD ~1bn-2bn", "about USD 1bn-2bn"),
        ("USD 1bn-1bn", "USD 1bn"),
        ("USD 100-900", "USD 100-900"),
        ("5亿-10亿元", "CNY 500m-1.0bn"),
        ("5亿 - 10亿元", "CNY 500m-1.0bn"),
        ("5亿元至10亿元", "CNY 500m-1.0bn"),
        ("5亿至10亿元人民币", "CNY 500m-1.0bn"),
        ("5-10亿元", "CNY 500m-1.0bn"),
        ("人民币5-10亿元", "CNY 500m-1.0bn"),
        ("1~2亿美元", "USD 100m-200m"),
        ("1到2亿美元", "USD 100m-200m"),
        ("一至两亿元", "CNY 100m-200m"),
        ("5-6亿元左右", "about CNY 500m-600m"),
        ("一千万-1亿元", "CNY 10m-100m"),
        ("1-1亿5000万元", "CNY 100m-150.00m"),
        ("十几亿元", "CNY 1.0bn-2.0bn"),
        ("二十几万元", "CNY 200k-300k"),
        ("一两亿元", "CNY 100m-200m"),
        ("两三千万元", "CNY 20m-30m"),
        ("七八百万美元", "USD 7m-8m"),
        ("三五千万元", "CNY 30m-50m"),
        ("约两三千万元", "about CNY 20m-30m"),
    ],
)
def test_a_range(text: str, canonical: str) -> None:
    assert_reads(text, canonical)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("USD 500-1000", "500", "1000"),
        ("USD 1-1000000", "1", "1000000"),
    ],
)
def test_a_range_from_below_a_thousand_to_above_it_is_read_back(text: str, low: str, high: str) -> None:
    amount = parse_amount(text)
    assert (str(amount.low), str(amount.high)) == (low, high)
    assert parse_amount(str(amount)) == amount


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("数千万人民币", "CNY 10m-100m"),
        ("数千万元人民币", "CNY 10m-100m"),
        ("人民币数千万元", "CNY 10m-100m"),
        ("数亿美元", "USD 100m-1bn"),
        ("数亿元", "CNY 100m-1bn"),
        ("数万元", "CNY 10k-100k"),
        ("数十万元", "CNY 100k-1m"),
        ("数百万美元", "USD 1m-10m"),
        ("数十亿元", "CNY 1bn-10bn"),
        ("数百亿元", "CNY 10bn-100bn"),
        ("数千亿元", "CNY 100bn-1tn"),
        ("几千万元", "CNY 10m-100m"),
        ("千万级人民币", "CNY 10m-100m"),
        ("百万级美元", "USD 1m-10m"),
        ("近数千万元", "about CNY 10m-100m"),
        ("千万元级", "CNY 10m-100m"),
        ("亿元级", "CNY 100m-1bn"),
        ("百万元级", "CNY 1m-10m"),
        ("十亿元级", "CNY 1bn-10bn"),
        ("千万级别人民币", "CNY 10m-100m"),
        ("人民币千万级别", "CNY 10m-100m"),
        ("千万美元级", "USD 10m-100m"),
        ("数千万元级", "CNY 10m-100m"),
        ("亿级美元", "USD 100m-1bn"),
        ("数亿元级", "CNY 100m-1bn"),
        ("港币千万元级", "HKD 10m-100m"),
        ("过亿元级", "at least CNY 100m"),
        ("千万元", "CNY 10m-100m"),
        ("亿元人民币", "CNY 100m-1bn"),
        ("百万美元", "USD 1m-10m"),
        ("千万美金", "USD 10m-100m"),
        ("百亿元", "CNY 10bn-100bn"),
        ("万元", "CNY 10k-100k"),
        ("数个亿元", "CNY 100m-1bn"),
        ("several million yuan", "CNY 1m-10m"),
        ("several hundred million US dollars", "USD 100m-1bn"),
        ("a few billion yuan", "CNY 1bn-10bn"),
        ("thousands of yuan", "CNY 1k-10k"),
        ("millions of yuan", "CNY 1m-10m"),
        ("tens of millions of yuan", "CNY 10m-100m"),
        ("Tens of Millions of Yuan", "CNY 10m-100m"),
        ("RMB tens of millions", "CNY 10m-100m"),
        ("hundreds of millions of US dollars", "USD 100m-1bn"),
        ("hundreds of thousands of yuan", "CNY 100k-1m"),
        ("billions of yuan", "CNY 1bn-10bn"),
        ("hundreds of billions of yuan", "CNY 100bn-1tn"),
    ],
)
def test_a_magnitude_is_a_range_of_one_power_of_ten(text: str, canonical: str) -> None:
    assert_reads(text, canonical)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("undisclosed", "undisclosed"),
        ("Undisclosed", "undisclosed"),
        ("not disclosed", "undisclosed"),
        ("未透露", "undisclosed"),
        ("未披露", "undisclosed"),
        ("未公开", "undisclosed"),
        ("金额未知", "undisclosed"),
        ("未透露人民币", "undisclosed CNY"),
        ("未披露美元", "undisclosed USD"),
        ("人民币未透露", "undisclosed CNY"),
        ("undisclosed USD", "undisclosed USD"),
        ("USD undisclosed", "undisclosed USD"),
        ("undisclosed amount", "undisclosed"),
        ("undisclosed sum", "undisclosed"),
        ("An undisclosed amount", "undisclosed"),
        ("USD undisclosed sum", "undisclosed USD"),
        ("未披露金额", "undisclosed"),
        ("金额未透露", "undisclosed"),
        ("金额未披露", "undisclosed"),
        ("暂未披露", "undisclosed"),
        ("尚未披露", "undisclosed"),
        ("未公布", "undisclosed"),
        ("保密", "undisclosed"),
        ("金额不详", "undisclosed"),
        ("尚未披露人民币", "undisclosed CNY"),
        ("金额不详美元", "undisclosed USD"),
    ],
)
def test_undisclosed(text: str, canonical: str) -> None:
    assert_reads(text, canonical)


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("CNY 1.8bn", "1.8E+9"),
        ("CNY 1.80bn", "1.80E+9"),
        ("CNY 1800m", "1.800E+9"),
        ("CNY 1800000000", "1800000000"),
        ("18亿元", "1.8E+9"),
        ("5亿元", "5E+8"),
        ("3000万元", "3.000E+7"),
        ("USD 0.5m", "5E+5"),
        ("USD 12.50", "12.50"),
    ],
)
def test_the_digits_stay_as_they_were_printed(text: str, digits: str) -> None:
    amount = parse_amount(text)
    assert (str(amount.low), str(amount.high)) == (digits, digits)


@pytest.mark.parametrize("text", ["CNY 1.8bn", "18亿元", "about USD 5m", "undisclosed", "USD 1bn-2bn", "  USD 5  "])
def test_an_amount_is_read_the_same_without_advice(text):
    assert read_amount(text) == parse_amount(text)


@pytest.mark.parametrize("text", ["1,8 $", "$5m", "YUA 5.3bn", "USD 10bn-1bn", "", "x" * 500])
def test_what_is_refused_without_advice_is_refused_for_the_same_reason(text):
    with pytest.raises(BadAmount) as advised:
        parse_amount(text)
    with pytest.raises(type(advised.value)) as refused:
        read_amount(text)
    assert (str(refused.value), refused.value.hint) == (str(advised.value), EXAMPLE)
