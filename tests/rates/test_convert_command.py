"""``dealtrack convert``: one conversion, with its rate, day, method and source."""

import json
from collections.abc import Callable

import pytest

# Wednesday to Wednesday; the 16th and 17th are a weekend. The 13th is as it was published, the days after it are round.
RATES = """\
Date,USD,CNY,JPY,
2020-05-20,1.0958,7.7806,118.11,
2020-05-15,1,7.5,120,
2020-05-14,1,7.2,120,
2020-05-13,1.0875,7.7102,116.28,
"""


@pytest.fixture
def converted(make_book: Callable, run: Callable) -> Callable[..., tuple[int, str, str]]:
    """Convert in a book of these rates: the exit code, standard output and standard error."""
    book = make_book({"seeds/rates/ecb.csv": RATES})

    def convert(*arguments: str) -> tuple[int, str, str]:
        result = run("convert", *arguments, book=book)
        return result.exit_code, result.stdout, result.stderr

    return convert


@pytest.mark.parametrize(
    ("amount", "on", "expected"),
    [
        ("CNY 1.8bn", "2020-05-13", "CNY 1.8bn = USD 253.88m|at 7.0898 CNY per USD · Wednesday 2020-05-13"),
        ("18亿元", "2020年5月13日", "CNY 1.8bn = USD 253.88m|at 7.0898 CNY per USD · Wednesday 2020-05-13"),
        ("about CNY 72m", "2020-05-14", "~CNY 72m = ~USD 10.00m|at 7.2000 CNY per USD · Thursday 2020-05-14"),
        ("over CNY 72m", "2020-05-14", "≥ CNY 72m = ≥ USD 10.00m|at 7.2000 CNY per USD · Thursday 2020-05-14"),
        ("up to CNY 72m", "2020-05-14", "≤ CNY 72m = ≤ USD 10.00m|at 7.2000 CNY per USD · Thursday 2020-05-14"),
        ("CNY 72m-144m", "2020-05-14", "CNY 72–144m = USD 10.00–20.00m|at 7.2000 CNY per USD · Thursday 2020-05-14"),
        ("数千万人民币", "2020-05-14", "CNY 10–100m = USD 1.39–13.89m|at 7.2000 CNY per USD · Thursday 2020-05-14"),
        (
            "CNY 75m", "2020-05-16",
            "CNY 75m = USD 10.00m|at 7.5000 CNY per USD · Friday 2020-05-15, the last before, 1 day earlier",
        ),
        (
            "CNY 75m", "2020-05-17",
            "CNY 75m = USD 10.00m|at 7.5000 CNY per USD · Friday 2020-05-15, the last before, 2 days earlier",
        ),
        (
            "CNY 73.5m", "2020-05-14/2020-05-15",
            "CNY 73.5m = USD 10.00m|at 7.3500 CNY per USD · mean of 2 days in 2020-05-14/2020-05-15",
        ),
        (
            "CNY 72m", "2020-05-14/2020-05-14",
            "CNY 72m = USD 10.00m|at 7.2000 CNY per USD · mean of 1 day in 2020-05-14/2020-05-14",
        ),
        (
            "CNY 71.004m", "2020-05-20/..",
            "CNY 71.004m = USD 10.00m|at 7.1004 CNY per USD · mean so far of 1 of 1698 weekdays in 2020-05-20/..",
        ),
        ("CNY 75m", "../2020-05-16", "CNY 75m = USD 10.00m|at 7.5000 CNY per USD · Friday 2020-05-15, "
         "the last before, 1 day earlier"),
        ("USD 10m", "2020-05-14", "USD 10m is in USD already"),
    ],
)  # fmt: skip
def test_one_line_for_the_sums_and_one_for_the_rate(converted: Callable, amount: str, on: str, expected: str) -> None:
    code, said, complained = converted(amount, "--on", on)
    assert (code, complained) == (0, "")
    assert said.replace(" · ECB · cross via EUR", "") == expected.replace("|", "\n") + "\n"


@pytest.mark.parametrize(
    ("amount", "to", "expected"),
    [
        ("USD 10m", "CNY", "USD 10m = CNY 72.00m|at 7.2000 CNY per USD · ECB · cross via EUR"),
        ("USD 10m", "cny", "USD 10m = CNY 72.00m|at 7.2000 CNY per USD · ECB · cross via EUR"),
        ("USD 10m", "JPY", "USD 10m = JPY 1.200bn|at 120.0000 JPY per USD · ECB · cross via EUR"),
        ("CNY 72m", "EUR", "CNY 72m = EUR 10.00m|at 7.2000 CNY per EUR · ECB · direct"),
        ("EUR 10m", "CNY", "EUR 10m = CNY 72.00m|at 7.2000 CNY per EUR · ECB · direct"),
        ("CNY 72m", "JPY", "CNY 72m = JPY 1.200bn|at 16.6667 JPY per CNY · ECB · cross via EUR"),
    ],
)
def test_to_another_currency(converted: Callable, amount: str, to: str, expected: str) -> None:
    assert converted(amount, "--on", "2020-05-14", "--to", to)[:2] == (
        0, expected.replace("|", "\n") + " · Thursday 2020-05-14\n",
    )  # fmt: skip


def test_the_currency_of_the_book(make_book: Callable, run: Callable) -> None:
    book = make_book({"seeds/rates/ecb.csv": RATES, "dealtrack.toml": 'currency = "EUR"\n'})
    assert run("convert", "CNY 72m", "--on", "2020-05-14", book=book).stdout.startswith("CNY 72m = EUR 10.00m\n")


@pytest.mark.parametrize(
    ("on", "today", "expected"),
    [
        ("2021", "2020-05-31", "the latest on record, of Wednesday 2020-05-20"),
        ("2020-05-17", "2020-05-16", "the latest on record, of Friday 2020-05-15"),
        ("2020-05", "2020-05-16", "mean so far of 3 of 11 weekdays in 2020-05"),
        ("2020-05-14/..", "2020-05-16", "mean so far of 2 days in 2020-05-14/.."),
    ],
)
def test_never_from_the_future(converted: Callable, on: str, today: str, expected: str) -> None:
    code, said, _ = converted("CNY 72m", "--on", on, "--today", today)
    assert code == 0
    assert said.splitlines()[1].rpartition(" · ")[2] == expected


@pytest.mark.parametrize(
    ("amount", "on", "reason"),
    [
        ("CNY 1.8bn", "2020-05-12", "the first CNY per USD on record is of 2020-05-13 (ECB)"),
        ("CNY 1.8bn", "2020-05-28", "the last CNY per USD on record is of 2020-05-20 (ECB)"),
        ("KRW 1.8bn", "2020-05-13", "no rate of KRW is on record"),
    ],
)
@pytest.mark.parametrize("format_", ["table", "json", "csv", "md"])
def test_no_rate_is_a_visible_failure(converted: Callable, amount: str, on: str, reason: str, format_: str) -> None:
    expected = f"dealtrack: {amount} cannot be converted to USD at {on}: {reason}\n"
    assert converted(amount, "--on", on, "--format", format_) == (1, "", expected)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("CNY 1,8bn", "--on", "2020"), "CNY 1,8bn: a comma in a number"),
        (("$70m", "--on", "2020"), "$70m: "),
        (("70m", "--on", "2020"), "70m: "),
        (("undisclosed", "--on", "2020"), "an undisclosed amount cannot be converted"),
        (("undisclosed CNY", "--on", "2020"), "an undisclosed amount cannot be converted"),
        (("CNY 1bn", "--on", "5/13/2020"), "--on: 5/13/2020 is not a date: write 2020-05-13"),
        (("CNY 1bn", "--on", "2020-02-30"), "--on: 2020-02 has no day 30: write 2020-02-29, its last, or 2020-02"),
        (("CNY 1bn", "--on", "../.."), "--on: an interval that is open at both ends: write 2020, "),
        (("CNY 1bn", "--on", "2020", "--to", "XBT"), "XBT is not a currency of ISO 4217: write its three letters"),
        (("CNY 1bn", "--on", "2020", "--today", "2020-05"), "--today: 2020-05 is no full day: write the year"),
        (("CNY 1bn", "--on", "2020", "--book", "nowhere"), ""),
    ],
)
def test_what_cannot_be_asked(converted: Callable, arguments: tuple[str, ...], expected: str) -> None:
    code, said, complained = converted(*arguments)
    assert (code, said) == (2, "")
    assert complained.startswith(f"dealtrack: {expected}")
    assert "internal fault" not in complained


def test_a_date_must_be_given(converted: Callable) -> None:
    code, said, complained = converted("CNY 1bn")
    assert (code, said) == (2, "")
    assert "--on" in complained


def test_as_json(converted: Callable) -> None:
    code, said, _ = converted("CNY 1.8bn", "--on", "2020-05-13", "--format", "json")
    assert code == 0
    assert json.loads(said) == {
        "amount": {"currency": "CNY", "low": "1800000000", "high": "1800000000", "qualifier": "exact"},
        "converted": {"currency": "USD", "low": "253884464.74", "high": "253884464.74", "qualifier": "exact"},
        "rate": {
            "base": "USD", "quote": "CNY", "value": "7.089839", "date": "2020-05-13", "method": "cross via EUR",
            "source": "ECB", "days": 1,
        },
    }  # fmt: skip


@pytest.mark.parametrize(
    ("amount", "on", "bounds", "rate"),
    [
        ("over CNY 80m", "2020-05-14", "10000000 None at-least", "8.000000, 2020-05-14, cross via EUR, 1"),
        (
            "up to CNY 80m", "2020-05-14/2020-05-15", "0 10000000 at-most",
            "8.000000, 2020-05-14/2020-05-15, mean, cross via EUR, 2",
        ),
        ("about CNY 80m", "2020-05-16", "10000000 10000000 about", "8.000000, 2020-05-15, cross via EUR, 1"),
        ("CNY 80m-160m", "2030", "10000000 20000000 range", "8.000000, 2020-05-15, latest, cross via EUR, 1"),
        ("CNY 0.01", "2020-05", "0.00 0.00 exact", "7.696613, 2020-05, mean so far, cross via EUR, 3"),
    ],
)  # fmt: skip
def test_every_kind_of_amount_and_rate_as_json(
    make_book: Callable, run: Callable, amount: str, on: str, bounds: str, rate: str
) -> None:
    book = make_book({"seeds/rates/ecb.csv": RATES.replace("7.2,", "8,").replace("7.5,", "8,")})
    result = run("convert", amount, "--on", on, "--format", "json", "--today", "2020-05-16", book=book)
    tree = json.loads(result.stdout)
    assert " ".join(str(tree["converted"][key]) for key in ("low", "high", "qualifier")) == bounds
    assert ", ".join(str(tree["rate"][key]) for key in ("value", "date", "method", "days")) == rate


def test_no_rate_is_needed_as_json(converted: Callable) -> None:
    tree = json.loads(converted("USD 10m", "--on", "2020-05-14", "--format", "json")[1])
    assert tree["rate"] is None
    assert tree["converted"] == tree["amount"]


def test_as_csv(converted: Callable) -> None:
    code, said, _ = converted("CNY 1.8bn", "--on", "2020-05-13", "--format", "csv")
    header, row = (line.split(",") for line in said.splitlines())
    cells = dict(zip(header, row, strict=True))
    assert code == 0
    assert (cells["amount_low"], cells["converted_low"], cells["converted_currency"]) == (
        "1800000000", "253884464.74", "USD",
    )  # fmt: skip
    assert [value for key, value in cells.items() if key.startswith("rate")][1:] == [
        "2020-05-13", "cross via EUR", "ECB",
    ]  # fmt: skip


def test_as_markdown(converted: Callable) -> None:
    code, said, _ = converted("CNY 72m", "--on", "2020-05-14", "--format", "md")
    assert code == 0
    assert said.splitlines()[-1] == "| CNY 72m | USD 10.0m | 7.2000 | 2020-05-14 | cross via EUR | ECB |"


def test_a_record_with_mistakes_is_told(make_book: Callable, run: Callable) -> None:
    broken = RATES.replace("2020-05-14,1,7.2,", "2020-05-14,1,7.2x,")
    result = run("convert", "CNY 72m", "--on", "2020-05-14", book=make_book({"seeds/rates/ecb.csv": broken}))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "CNY per EUR of 2020-05-14 in seeds/rates/ecb.csv is set aside as wrong" in result.stderr
    assert "seeds/rates/ecb.csv has mistakes" in result.stderr
