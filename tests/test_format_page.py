"""docs/format.md and the README's prose are true: each amount, date, default and count that they name is looked at."""

import re
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from dealtrack.files.book import open_book
from dealtrack.files.settings import Settings, read_settings
from dealtrack.rates.table import DEFAULT_MAX_AGE_DAYS
from dealtrack.rules import RULES
from dealtrack.values.amount import Amount, Qualifier
from dealtrack.values.amount_text import parse_amount
from dealtrack.values.dates import parse_date
from tests.readme_console import REPOSITORY, examples

FORMAT = (REPOSITORY / "docs" / "format.md").read_text(encoding="utf-8")
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
TOUR = (REPOSITORY / "docs" / "tour.md").read_text(encoding="utf-8")
QUOTED = re.compile(r"`([^`]+)`")
POWERS = {"m": 6, "bn": 9}


def table(heading: str) -> list[tuple[list[str], str]]:
    """The rows of the first table below a heading: what is quoted in the first column, and what it means."""
    rows = FORMAT.partition(f"## {heading}\n")[2].partition("\n\n## ")[0]
    found = re.findall(r"^\| (`.*?) \| (.*?) \|$", rows, re.MULTILINE)
    return [(QUOTED.findall(texts), meaning) for texts, meaning in found]


AMOUNTS = [
    (text, meaning, index)
    for texts, meaning in table("Amounts")
    for index, text in enumerate(text for text in texts if "…" not in text)
]
# What the words of the page say of an amount.
MEANINGS = {
    "exactly": Qualifier.EXACT,
    "numbers in words": Qualifier.EXACT,
    "one value, marked approximate": Qualifier.ABOUT,
    "at least": Qualifier.AT_LEAST,
    "at most": Qualifier.AT_MOST,
    "a range": Qualifier.RANGE,
    "the same": Qualifier.RANGE,
    "not known": Qualifier.UNDISCLOSED,
}


@pytest.mark.parametrize(("text", "meaning", "index"), AMOUNTS, ids=[text for text, _, _ in AMOUNTS])
def test_an_amount_means_what_the_page_says(text: str, meaning: str, index: int) -> None:
    amount = parse_amount(text)
    [expected] = [means for words, means in MEANINGS.items() if meaning.startswith(words)]
    assert amount.qualifier is expected
    if exact := re.search(r"exactly (\w+) ([\d,]+)", meaning):
        assert amount == Amount(exact[1], Decimal(exact[2].replace(",", "")), Decimal(exact[2].replace(",", "")))
    if "one power of ten" in meaning:
        assert amount.high == 10 * amount.low
    ranges = re.findall(r"from (\d+)(\w+) to (\d+)(\w+)", meaning)
    if index < len(ranges):
        low, scale, high, other = ranges[index]
        assert (amount.low, amount.high) == (int(low) * 10 ** POWERS[scale], int(high) * 10 ** POWERS[other])


@pytest.mark.parametrize("text", [text for texts, _ in table("Dates") for text in texts])
def test_a_date_is_read_as_it_stands_on_the_page(text: str) -> None:
    assert str(parse_date(text)) == text


def test_the_tables_were_found() -> None:
    assert (len(AMOUNTS), len(table("Dates"))) == (42, 4)


def test_the_settings_are_read_and_those_of_rates_are_the_defaults(tmp_path: Path) -> None:
    [block] = re.findall(r"```toml\n(.*?)```", FORMAT, re.DOTALL)
    (tmp_path / "dealtrack.toml").write_text(block, encoding="utf-8")
    read, default = read_settings(tmp_path), Settings()
    assert set(tomllib.loads(block)["rates"]) == set(read.rates.__struct_fields__)
    assert read.currency == default.currency
    assert (read.rates.max_age_days, read.rates.tolerance) == (default.rates.max_age_days, default.rates.tolerance)
    assert default.rates.prefer == ()


# The README.


def test_the_record_of_rates_is_as_the_readme_says() -> None:
    [(since, currencies)] = re.findall(r"daily reference rates since (\d{4}) for ([A-Z, ]+and\s[A-Z]+)", README)
    [series] = open_book(REPOSITORY).rates.series
    assert series.days[0].year == int(since)
    assert [quote for _, quote in series.columns] == re.findall("[A-Z]{3}", currencies)
    assert f"no older than {({7: 'seven'})[DEFAULT_MAX_AGE_DAYS]} days" in README


def test_the_book_is_as_the_readme_says() -> None:
    book = open_book(REPOSITORY).book
    assert "four Chinese AI companies, as three articles of 2020 tell of them" in README
    assert [company.country for company in book.companies.values()] == ["CN"] * 4
    assert [source.published.last.year for source in book.sources.values()] == [2020] * 3


def test_three_sums_were_converted_at_the_day_of_the_article() -> None:
    [output] = [output for command, output in examples(TOUR) if command == "dealtrack validate"]
    assert "Three sums were converted at the rate of the day on which the article appeared" in TOUR
    assert output.count(" DT402 ") == 3


def test_a_saturday_takes_the_rate_of_friday() -> None:
    assert "a Saturday takes Friday's rate" in README
    [on] = [command for command, output in examples(README) if "Friday" in output]
    assert date.fromisoformat(on.rpartition(" ")[2]).isoweekday() == 6


def test_the_python_that_it_needs_is_that_of_the_package() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    [version] = re.findall(r"Python (3\.\d+) or newer", README)
    assert project["requires-python"] == f">={version}"


def test_the_changelog_counts_the_rules() -> None:
    assert f"`dealtrack validate` with {len(RULES)} rules" in (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8")
