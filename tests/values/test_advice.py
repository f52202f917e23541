"""What is refused is refused with advice that is true: what a hint says to write is read, and means what was meant.

Two thousand amounts, dates and rounds are made from real ones, written as people and databases write them. Each is read
as what it means, or refused with a hint that has it among what it says to write. The random numbers are the same in
every run.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest

from dealtrack.values.amount import Amount
from dealtrack.values.amount_text import BadAmount, TwoSums, parse_amount
from dealtrack.values.count import BadCount, parse_count
from dealtrack.values.currencies import CURRENCY_WORDS
from dealtrack.values.dates import BadDate, parse_date
from dealtrack.values.forgiving import date_advice
from dealtrack.values.labels import round_of
from tests.advice import suggestions

HOW_MANY = 2000
CHANCE = random.Random(12)

# Currency, digits and power of ten of sums that were announced.
SUMS = [
    ("CNY", "500", 6), ("CNY", "1.8", 9), ("CNY", "5.3", 9), ("USD", "620", 6), ("USD", "1.2", 9), ("USD", "2.8", 9),
    ("USD", "30", 6), ("USD", "4.5", 9), ("HKD", "5.55", 9), ("CNY", "24", 8), ("CNY", "3000", 4), ("INR", "167.8", 5),
    ("EUR", "30", 6), ("USD", "70", 6), ("SGD", "12.5", 6), ("JPY", "100", 8), ("GBP", "250", 6), ("CNY", "15", 8),
]  # fmt: skip
SCALES = {
    3: "k thousand K", 6: "m mn M million Million MM mio Mio. mln", 9: "bn b B billion BILLION mrd Mrd. bln", 4: "万 萬",
    8: "亿 億", 5: "lakh Lakh lakhs", 7: "crore Crore cr",
}  # fmt: skip
QUALIFIERS = {
    "": "exact", "about ": "about", "~": "about", "Nearly ": "about", "约": "about", "近": "about", "over ": "at-least",
    "超": "at-least", "逾": "at-least", "More than ": "at-least", "up to ": "at-most", "不超过": "at-most",
}  # fmt: skip
SYMBOLS = {
    "USD": ["$", "US$", "US $", "usd ", "Usd ", "USD$"],
    "CNY": ["¥", "RMB", "rmb ", "CN¥", "￥"],
    "INR": ["Rs ", "₹", "Rs. "],
}
WIDE = str.maketrans("0123456789.,（）", "０１２３４５６７８９．，（）")


def written_sum() -> tuple[str, Amount]:
    """A sum in one of the ways in which it is written, and what it means."""
    code, digits, power = CHANCE.choice(SUMS)
    value = Decimal(digits).scaleb(power)
    number, scale = _scaled(value)
    before, qualifier = CHANCE.choice([*QUALIFIERS.items()])
    words = [word for word, of in CURRENCY_WORDS.items() if of == code]
    front = CHANCE.choice([code + " ", code, code.lower() + " ", *SYMBOLS.get(code, [])])
    behind = CHANCE.choice(
        [f" {code}", f" {code.lower()}", *(word if not word.isascii() else f" {word}" for word in words)]
    )
    text = before + (front + number + scale if CHANCE.random() < 0.5 else number + scale + behind)
    bounds = {
        "exact": (value, value),
        "about": (value, value),
        "at-least": (value, None),
        "at-most": (Decimal(0), value),
    }
    meant = Amount(code, *bounds[qualifier], approximate=qualifier == "about")
    return CHANCE.choice(LOOKS)(text), meant


def _scaled(value: Decimal) -> tuple[str, str]:
    """The number and the scale, or all digits, which may be in groups."""
    power = CHANCE.choice([*SCALES, 0, 0])
    if value.scaleb(-power) < 1 or value.scaleb(-power) != value.scaleb(-power).quantize(Decimal("0.001")):
        power = 0
    digits = f"{value.scaleb(-power).normalize():f}"
    if power:
        return digits, CHANCE.choice(["", " "]) + CHANCE.choice(SCALES[power].split())
    return CHANCE.choice([digits, f"{value:,.0f}", _in_lakhs(f"{value:.0f}"), f"{value:,.0f}".replace(",", " ")]), ""


def _in_lakhs(digits: str) -> str:
    head, tail = digits[:-3], digits[-3:]
    pairs = [head[max(0, at - 2) : at] for at in range(len(head), 0, -2)]
    return ",".join([*reversed(pairs), tail])


def _capitals(text: str) -> str:
    return text.upper() if CHANCE.random() < 0.5 else text.lower()


LOOKS: list[Callable[[str], str]] = [
    str, str, _capitals, lambda text: f" {text} ", lambda text: text.translate(WIDE), lambda text: text.replace(" ", "  "),
    lambda text: text.replace(" ", "\u00a0"), lambda text: f"a total of {text}", lambda text: f"{text} (approved)",
]  # fmt: skip

ROUNDS = [
    "seed",
    "angel",
    "pre-a",
    "a",
    "a+",
    "b",
    "b++",
    "c2",
    "d1",
    "e-ext",
    "pre-b+",
    "z",
    "strategic",
    "pre-ipo",
    "bridge",
]
FORMS = {
    "letter": [
        "{}",
        "Series {}",
        "SERIES {}",
        "{} round",
        "series_{}",
        "{}轮",
        "{}轮融资",
        "Series {} funding round",
        "{} 轮",
    ],
    "word": ["{}", "{} round", "{} Funding", "{}_round"],
}


def written_round() -> tuple[str, str]:
    """A round in one of the ways in which it is written, and its name."""
    name = CHANCE.choice(ROUNDS)
    is_word = name in ("seed", "angel", "strategic", "pre-ipo", "bridge")
    shown = (
        name
        if CHANCE.random() < 0.4
        else name.upper()
        if CHANCE.random() < 0.5
        else name.replace("-", CHANCE.choice(["-", " ", "_"]))
    )
    return CHANCE.choice(FORMS["word" if is_word else "letter"]).format(shown), name


MONTHS = "January February March April May June July August September October November December".split()


def written_date() -> tuple[str, str]:
    """A date in one of the ways in which it is written, and the date."""
    year, month, day = CHANCE.randint(2005, 2026), CHANCE.randint(1, 12), CHANCE.randint(1, 28)
    name, quarter, half = MONTHS[month - 1], (month + 2) // 3, 1 + (month > 6)
    full, of_month = f"{year}-{month:02}-{day:02}", f"{year}-{month:02}"
    forms = {
        full: [
            full, f"{year}/{month}/{day}", f"{year}.{month:02}.{day:02}", f"{year}年{month}月{day}日", f"{day} {name} {year}",
            f"{name} {day}, {year}", f"{name[:3]} {day} {year}", f"{day}/{month}/{year}", f"{month}/{day}/{year}", f"{day:02}.{month:02}.{year}",
            f"{year}{month:02}{day:02}", f"{full}T00:00:00", f"{day:02}/{month:02}{year}", f"{day}-{name[:3]}-{year}",
        ],
        of_month: [of_month, f"{year}-{month}", f"{name} {year}", f"{year}年{month}月", f"{name[:3]}. {year}", f"{month:02}/{year}", f"{of_month}-XX"],
        f"{year}-Q{quarter}": [f"Q{quarter} {year}", f"{year}Q{quarter}", f"{quarter}Q {year}", f"{year}年第{'一二三四'[quarter - 1]}季度"],
        f"{year}-{6 * half - 5:02}/{year}-{6 * half:02}": [f"H{half} {year}", f"{year}-H{half}", f"{year}年{'上下'[half - 1]}半年"],
        f"{year}~": [f"~{year}", f"circa {year}", f"{year}年左右", f"about {year}"],
        f"{year}": [str(year), f"{year}年", f"{year}-XX"],
        f"../{year}-12": [f"by end of {year}", f"{year}年底前"],
        f"{year}/..": [f"since {year}", f"{year}年以来"],
    }  # fmt: skip
    meant = CHANCE.choice([*forms])
    return CHANCE.choice([str, str.upper, lambda text: f" {text}"])(CHANCE.choice(forms[meant])), meant


def _sum(text: str) -> Amount:
    return parse_amount(text)


def how(text: str, meant: object, parse: Callable[[str], object], refusal: type[ValueError]) -> str:
    """Whether *text* is read as what is meant, or that is advised; else what is wrong."""
    try:
        found = parse(text)
    except refusal as error:
        hint = date_advice(text, error) if isinstance(error, BadDate) else getattr(error, "hint", "")
        texts = suggestions(hint)
        try:
            readings = [parse(each) for each in texts]
        except refusal as untrue:
            return f"{text!r} is refused with {hint!r}, which is not read: {untrue}"
        return "advised" if meant in readings else f"{text!r} is refused with {hint!r}"
    return "read" if found == meant else f"{text!r} is read as {found}, not {meant}"


def made() -> Iterator[str]:
    for _ in range(HOW_MANY // 2):
        yield how(*written_sum(), parse_amount, BadAmount)
    for _ in range(HOW_MANY // 4):
        text, name = written_round()
        yield how(text, name, lambda each: str(round_of(each)), ValueError)
    for _ in range(HOW_MANY // 4):
        text, date = written_date()
        yield how(text, date, lambda each: str(parse_date(each)), BadDate)


def test_each_is_read_as_what_it_means_or_what_it_means_is_advised() -> None:
    found = Counter(made())
    assert found.total() == HOW_MANY
    assert [wrong for wrong in found if wrong not in ("read", "advised")] == []
    assert found["read"] > HOW_MANY * 2 / 5


@pytest.mark.parametrize("amount", ["CNY 500m", "约5亿元人民币", "over CNY 1.8bn", "人民币3000万元"])
@pytest.mark.parametrize("equivalent", ["USD 70m", "约合7000万美元", "US$70 million", "about EUR 5m"])
@pytest.mark.parametrize("form", ["{} ({})", "{}（{}）", "{}, or {}", "{} / {}", "{}，{}"])
def test_a_sum_with_its_conversion_is_advised_as_the_two(amount: str, equivalent: str, form: str) -> None:
    with pytest.raises(TwoSums) as caught:
        parse_amount(form.format(amount, equivalent))
    assert parse_amount(caught.value.amount) == parse_amount(amount)
    assert parse_amount(caught.value.equivalent) == parse_amount(equivalent)


@pytest.mark.parametrize("text", ["", "nine", "9 rounds", "9+", "several", "-1", "1.5", "about", "9轮以上"])
def test_what_is_advised_for_a_count_is_read(text: str) -> None:
    with pytest.raises(BadCount) as caught:
        parse_count(text)
    assert suggestions(caught.value.hint)
    for each in suggestions(caught.value.hint):
        parse_count(each)
