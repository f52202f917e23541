"""What holds of every amount, and of every text that might be one."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dealtrack.values.amount import EXACT, Amount, CurrencyMismatch, total
from dealtrack.values.amount_text import BadAmount, parse_amount

some = settings(max_examples=200, deadline=None)

CODES = st.sampled_from(["CNY", "USD", "CNH", "HKD", "JPY", "EUR", "KWD"])
# Up to fifteen digits, from cents to trillions.
FIGURES = st.builds(
    lambda digits, power: Decimal(digits).scaleb(power),
    st.one_of(st.integers(0, 999), st.integers(0, 10**15 - 1)),
    st.integers(-2, 12),
)
FACTORS = st.builds(lambda digits, power: Decimal(digits).scaleb(power), st.integers(1, 10**7), st.integers(-7, 0))


@st.composite
def disclosed(draw: st.DrawFn, codes: st.SearchStrategy[str] = CODES) -> Amount:
    ends = sorted([draw(FIGURES), draw(FIGURES)])
    low, high = draw(
        st.sampled_from([(ends[0], ends[0]), (ends[0], ends[1]), (ends[0], None), (Decimal(0), ends[1])]),
    )
    return Amount(draw(codes), low, high, approximate=draw(st.booleans()))


def amounts(codes: st.SearchStrategy[str] = CODES) -> st.SearchStrategy[Amount]:
    return st.one_of(disclosed(codes), st.builds(Amount.undisclosed, st.one_of(st.none(), codes)))


YUAN = amounts(st.just("CNY"))

# The grammar's alphabet, and what is typed by mistake.
WORDS = st.sampled_from(
    [
        *"CNY USD XYZ usd RMB yuan US$ $ ¥ ￥ 元 人民币 美元 港币 0 1 1.8 1,8 1_000 1e9 007 999999999".split(),
        *"十 两 一百 bn billion m k tn thousand 亿 千万 万亿 百 + - – ~ to 至 between and".split(),
        *"about over > ≥ <= 近 约 超 上 不超过 以上 左右 及以下 多 余 数 几 级 millions undisclosed 未透露".split(),
        *"B mln 个亿 級 級别 億 萬 點 点 零 五 三 几 十几 两三 千 最高 约合 高达 several hundred one 保密".split(),
        *"NaN inf １８ ： ( ) . , ² ٣ thouſand mıllion \u212a".split(),
        *"at least;up to;no more than;or more;tens of;hundreds of; ;\u00a0;\u200b;\n;\x1b".split(";"),
    ]
)
PHRASES = st.builds(lambda gap, words: gap.join(words), st.sampled_from(["", " "]), st.lists(WORDS, max_size=7))


def read_or_refuse(text: str) -> Amount | BadAmount:
    try:
        return parse_amount(text)
    except BadAmount as error:
        return error


@some
@given(amounts())
@example(Amount("CNY", Decimal(1), Decimal(1_000_000)))
@example(Amount("CNY", Decimal(500), Decimal(1500), approximate=True))
@example(Amount("CNY", Decimal("1E+9"), Decimal("1.5E+12"), approximate=True))
@example(Amount("CNY", Decimal("0.01"), Decimal("0.02")))
def test_the_canonical_text_is_read_as_the_same_amount(amount: Amount) -> None:
    assert parse_amount(str(amount)) == amount


@some
@given(st.one_of(st.text(max_size=20), PHRASES))
@example("CNY 5 thouſand")
@example("thouſands of yuan")
@example("CNY 5 mıllion")
@example("USD 500-1000")
@example("CNY " + "9" * 5000)
@example("CNY \ud8001bn")
def test_text_is_an_amount_or_a_bad_amount(text: str) -> None:
    found = read_or_refuse(text)
    if isinstance(found, Amount):
        assert parse_amount(str(found)) == found
    else:
        assert str(found)
        assert found.hint


@some
@given(YUAN, YUAN, YUAN)
def test_sums_are_commutative_and_associative(a: Amount, b: Amount, c: Amount) -> None:
    assert a + b == b + a
    assert (a + b) + c == a + (b + c)


@some
@given(st.lists(YUAN, max_size=5))
def test_a_total_bounds_its_parts(parts: list[Amount]) -> None:
    summed = total(parts, "CNY")
    assert summed.low is not None
    assert Fraction(summed.low) == sum(Fraction(part.low or 0) for part in parts)
    if any(part.high is None for part in parts):
        assert summed.high is None
    else:
        assert summed.high is not None
        assert Fraction(summed.high) == sum(Fraction(part.high or 0) for part in parts)
    assert summed.approximate == any(part.approximate for part in parts)


@some
@given(amounts(), amounts())
def test_currencies_never_mix_silently(a: Amount, b: Amount) -> None:
    if None in (a.currency, b.currency) or a.currency == b.currency:
        assert (a + b).currency == (a.currency or b.currency)
    else:
        with pytest.raises(CurrencyMismatch):
            a + b


@some
@given(disclosed(), FACTORS)
def test_a_product_is_exact_and_keeps_what_is_known(amount: Amount, factor: Decimal) -> None:
    product = amount.times(factor, "USD")
    assert product.low is not None
    assert amount.low is not None
    assert Fraction(product.low) == Fraction(amount.low) * Fraction(factor)
    assert (product.currency, product.qualifier, product.approximate) == (
        "USD",
        amount.qualifier,
        amount.approximate,
    )


@some
@given(disclosed())
def test_twice_is_the_sum_with_itself(amount: Amount) -> None:
    assert amount.times(Decimal(2), str(amount.currency)) == amount + amount


@some
@given(disclosed(), FACTORS)
def test_rounding_moves_by_half_a_unit_at_most(amount: Amount, factor: Decimal) -> None:
    exact = amount.times(factor, "JPY")
    rounded = exact.rounded()
    for before, after in ((exact.low, rounded.low), (exact.high, rounded.high)):
        if before is not None and after is not None:
            assert abs(Fraction(before) - Fraction(after)) <= Fraction(1, 2)
            assert after == after.to_integral_value()
    assert rounded.rounded() == rounded


@some
@given(CODES, st.floats(allow_nan=True, allow_infinity=True))
def test_floats_are_refused_wherever_money_goes_in(currency: str, value: float) -> None:
    for make in (
        lambda: Amount(currency, value, None),  # type: ignore[arg-type]
        lambda: Amount(currency, Decimal(0), value),  # type: ignore[arg-type]
        lambda: Amount.exactly(currency, value),  # type: ignore[arg-type]
        lambda: Amount.exactly(currency, 1) + value,  # type: ignore[operator]
    ):
        with pytest.raises(TypeError):
            make()


@some
@given(amounts())
def test_amounts_are_equal_whatever_zeros_were_printed(amount: Amount) -> None:
    ends = [None if end is None else EXACT.add(end, Decimal("0.000")) for end in (amount.low, amount.high)]
    twin = Amount(amount.currency, *ends, approximate=amount.approximate)
    assert twin == amount
    assert hash(twin) == hash(amount)
