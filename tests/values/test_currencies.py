"""Currencies: their codes, the words for them, their quotation and their smallest units."""

import pytest

from dealtrack.values.amount_text import parse_amount
from dealtrack.values.currencies import AMBIGUOUS_MONEY, CURRENCIES, CURRENCY_WORDS, SIGNS, minor_digits, quoted_pair


@pytest.mark.parametrize("code", "CNY USD CNH HKD TWD JPY EUR ITL DEM XCG ZWG".split())
def test_codes_of_today_and_of_the_histories(code: str) -> None:
    assert code in CURRENCIES


@pytest.mark.parametrize("code", "RMB XXX XTS BTC NTD cny US".split())
def test_codes_that_are_none(code: str) -> None:
    assert code not in CURRENCIES


@pytest.mark.parametrize(
    ("pair", "base", "quote"),
    [
        ("CNY USD", "USD", "CNY"),
        ("CNY EUR", "EUR", "CNY"),
        ("USD EUR", "EUR", "USD"),
        ("USD GBP", "GBP", "USD"),
        ("GBP EUR", "EUR", "GBP"),
        ("USD AUD", "AUD", "USD"),
        ("HKD USD", "USD", "HKD"),
        ("CNH USD", "USD", "CNH"),
        ("JPY USD", "USD", "JPY"),
        ("KRW CNY", "CNY", "KRW"),
        ("CNH CNY", "CNY", "CNH"),
        ("KRW JPY", "JPY", "KRW"),
        ("USD USD", "USD", "USD"),
    ],
)
def test_the_direction_in_which_a_pair_is_quoted(pair: str, base: str, quote: str) -> None:
    first, second = pair.split()
    assert quoted_pair(first, second) == (base, quote)
    assert quoted_pair(second, first) == (base, quote)


@pytest.mark.parametrize(
    ("code", "digits"),
    [
        ("USD", 2),
        ("CNY", 2),
        ("CNH", 2),
        ("HKD", 2),
        ("TWD", 2),
        ("JPY", 0),
        ("KRW", 0),
        ("VND", 0),
        ("ISK", 0),
        ("CLP", 0),
        ("KWD", 3),
        ("BHD", 3),
        ("TND", 3),
        ("CLF", 4),
        ("UYW", 4),
    ],
)
def test_the_digits_behind_the_point(code: str, digits: int) -> None:
    assert minor_digits(code) == digits


@pytest.mark.parametrize(("word", "code"), CURRENCY_WORDS.items())
def test_a_word_names_its_currency_on_either_side(word: str, code: str) -> None:
    assert code in CURRENCIES
    assert str(parse_amount(f"{word} 5bn")) == f"{code} 5bn"
    assert str(parse_amount(f"5bn {word}")) == f"{code} 5bn"
    assert str(parse_amount(f"5bn {word.upper()}")) == f"{code} 5bn"


@pytest.mark.parametrize("code", sorted(CURRENCIES))
def test_a_code_names_itself(code: str) -> None:
    assert str(parse_amount(f"{code} 5bn")) == str(parse_amount(f"5bn {code}")) == f"{code} 5bn"


def test_no_word_is_both_clear_and_ambiguous() -> None:
    assert not CURRENCY_WORDS.keys() & AMBIGUOUS_MONEY.keys()


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_that_stands_for_several_currencies_is_refused_alone(sign: str) -> None:
    assert sign in AMBIGUOUS_MONEY
    assert len(SIGNS[sign]) > 1
    assert SIGNS[sign] <= CURRENCIES
