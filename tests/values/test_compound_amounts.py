"""Amounts of two scales, ``1亿5000万``: the second number is less than one of the first's scale."""

import pytest

from dealtrack.values.amount_text import BadAmount, parse_amount


@pytest.mark.parametrize(
    ("text", "expected"),
    [
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
    ],
)
def test_the_second_number_is_less_than_one_of_the_firsts_scale(text: str, expected: str | None) -> None:
    if expected is None:
        with pytest.raises(BadAmount):
            parse_amount(text)
    else:
        assert str(parse_amount(text)) == expected
