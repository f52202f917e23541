"""The published files at hand import whole, in any order, twice without a change, and convert as their figures say."""

import csv
import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from itertools import permutations
from pathlib import Path

import pytest

from dealtrack.files.book import open_book
from dealtrack.rates.lookup import Rate, look_up
from dealtrack.rates.table import MISSING
from dealtrack.values.amount import EXACT
from dealtrack.values.dates import parse_date

DATA = Path(__file__).parents[3] / "shared/data"
ECB, FED = DATA / "eurofxref-hist.zip", DATA / "federal-reserve"
FILES = [ECB, *(FED / name for name in ("DEXCHUS.csv", "DEXHKUS.csv", "DEXUSEU.csv", "FRB_H10.csv"))]
pytestmark = pytest.mark.skipif(
    not all(file.exists() for file in FILES), reason="the published files are not at ../shared/data"
)
COLUMNS = {
    "DEXCHUS": ("USD", "CNY"),
    "DEXHKUS": ("USD", "HKD"),
    "DEXUSEU": ("EUR", "USD"),
    "RXI_N.B.CH": ("USD", "CNY"),
}
USUAL = ("USD", "JPY", "GBP", "CNY", "HKD", "SGD")
Figures = dict[tuple[str, str, str], str]  # a day and a pair


def published(file: Path, currencies: tuple[str, ...] | None = USUAL) -> Figures:
    """Every figure of a file, read with nothing but csv."""
    text = zipfile.ZipFile(file).read("eurofxref-hist.csv").decode() if file == ECB else file.read_text()
    rows = [row for row in csv.reader(io.StringIO(text)) if row]
    start = next(at for at, row in enumerate(rows) if row[0] in ("Date", "DATE", "observation_date", "Time Period"))
    heads = [("EUR", head) if file == ECB else COLUMNS[head] for head in rows[start][1:] if head]
    return {
        (row[0], *pair): cell
        for row in rows[start + 1 :]
        for pair, cell in zip(heads, row[1:], strict=False)
        if cell not in ("", "N/A", ".", "ND") and (file != ECB or currencies is None or pair[1] in currencies)
    }


def recorded(root: Path, source: str) -> Figures:
    found: Figures = {}
    for series in open_book(root).rates.series:
        assert series.source == source or source in ("ECB", "Federal Reserve")
        if series.source != source:
            continue
        for pair, column in series.columns.items():
            found |= {
                (str(day), *pair): cell for day, cell in zip(series.days, column, strict=True) if cell not in MISSING
            }
    return found


def as_numbers(figures: Figures) -> dict[tuple[str, str, str], Decimal]:
    return {key: Decimal(figure) for key, figure in figures.items()}


@pytest.fixture
def book(make_book: Callable) -> Path:
    """A book without rates."""
    root = make_book({"deals/a.yaml": "name: A\n"}).root
    (root / "seeds/rates/ecb.csv").unlink()
    return root


def contents(root: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (root / "seeds/rates").iterdir()}


@pytest.mark.parametrize("files", [FILES, FILES[::-1], FILES[2:] + FILES[:2]], ids=["in order", "backwards", "turned"])
def test_all_is_recorded_whatever_the_order_and_twice_without_a_change(
    book: Path, run: Callable, files: list[Path]
) -> None:
    for file in files:
        result = run("rates", "import", str(file), book=book)
        assert (result.exit_code, result.stderr) == (0, ""), file
    of_the_bank, of_the_board = published(ECB), {}
    for file in FILES[1:]:
        of_the_board |= published(file)
    assert as_numbers(recorded(book, "ECB")) == as_numbers(of_the_bank)
    assert as_numbers(recorded(book, "Federal Reserve")) == as_numbers(of_the_board)
    once = contents(book)
    for file in files:
        assert run("rates", "import", str(file), book=book).stdout.startswith("added 0 rates; "), file
    assert contents(book) == once
    assert run("validate", "--strict", book=book).exit_code == 0


def test_every_currency_when_asked_for(book: Path, run: Callable) -> None:
    first = run("rates", "import", str(ECB), book=book).stdout
    left = len(published(ECB, None)) - len(published(ECB))
    assert f"left out {left} rates of " in first
    assert f"added {left} rates; " in run("rates", "import", str(ECB), "--currencies", "all", book=book).stdout
    assert as_numbers(recorded(book, "ECB")) == as_numbers(published(ECB, None))


SMALL = {
    "a": "日期,USD/CNY\n2019-04-15,6.7\n", "b": "日期,USD/CNY\n2019-04-12,6.6\n", "c": "日期,100JPY/CNY\n2019-04-12,6.0\n",
    "d": "DATE,DEXCHUS\n1981-01-02,1.5341\n", "e": "DATE,DEXUSEU\n1999-01-04,1.1812\n",
    "f": "observation_date,DEXHKUS\n1981-01-02,5.135\n",
}  # fmt: skip


@pytest.mark.parametrize("names", [*permutations("abc"), *permutations("def")], ids="".join)
def test_no_day_and_no_pair_is_dropped(book: Path, run: Callable, tmp_path: Path, names: tuple[str, ...]) -> None:
    for name in names:
        (tmp_path / f"{name}.csv").write_text(SMALL[name], encoding="utf-8")
        assert run("rates", "import", str(tmp_path / f"{name}.csv"), book=book).stdout.startswith("added 1 rate; "), (
            name
        )
    assert len(recorded(book, "PBoC" if "a" in names else "Federal Reserve")) == 3


def test_a_new_book_with_the_history_converts_every_deal_since_1999(run: Callable, tmp_path: Path) -> None:
    root = tmp_path / "new"
    assert run("init", str(root), book=None).exit_code == 0
    dates = [
        "1999-01-04",
        "1999-01",
        "2000-01-13~",
        "2004-Q4",
        "2005-04",
        "2012",
        "2026-04-13",
        "1999/2025",
        "2001-02/2001-03",
    ]
    sums = ["HKD 1m", "JPY 1m", "GBP 1m", "EUR 1m", "SGD 1m", "INR 1m", "KRW 1m", "CHF 1m"]
    deals = "".join(
        f"  - {{id: d{number}-{at}, date: {day}, status: completed, amount: {amount}, sources: [s]}}\n"
        for number, amount in enumerate(sums)
        for at, day in enumerate(dates)
        if not (amount.startswith("INR") and day < "2009") and not (amount.startswith("CNY") and day < "2005-04")
    )
    source = "sources:\n  s: {publisher: P, published: 2026-05-01}\n"
    (root / "deals/many.yaml").write_text(f"name: Many\ndeals:\n{deals}{source}")
    assert run("rates", "import", str(ECB), book=root).exit_code == 0
    assert "DT401" not in run("validate", book=root).stdout


def mean(figures: Figures, first: str, last: str) -> tuple[Decimal, int]:
    """CNY per USD over a period, from the published csv alone."""
    days = sorted(
        day for day, _, quote in figures if quote == "CNY" and first <= day <= last and (day, "EUR", "USD") in figures
    )
    rates = [EXACT.divide(Decimal(figures[day, "EUR", "CNY"]), Decimal(figures[day, "EUR", "USD"])) for day in days]
    total = Decimal(0)
    for rate in rates:
        total = EXACT.add(total, rate)
    return EXACT.divide(total, Decimal(len(rates))), len(rates)


@pytest.mark.parametrize(
    ("when", "first", "last", "expected"),
    [
        ("2017-11", "2017-11-01", "2017-11-30", ("6.621600", 22)),
        ("2018-10", "2018-10-01", "2018-10-31", ("6.921122", 23)),
        ("2020-05-13", "2020-05-13", "2020-05-13", ("7.089839", 1)),
        ("2020-05-14", "2020-05-14", "2020-05-14", ("7.102947", 1)),
        ("2014-01-15", "2014-01-15", "2014-01-15", ("6.046083", 1)),
        ("2005", "2005-01-01", "2005-12-31", None),
        ("2019-02/2019-04", "2019-02-01", "2019-04-30", None),
        ("2024-Q1", "2024-01-01", "2024-03-31", None),
    ],
)  # fmt: skip
def test_the_figures_of_the_documents_come_from_the_published_csv(
    when: str, first: str, last: str, expected: tuple[str, int] | None
) -> None:
    value, days = mean(published(ECB), first, last)
    if expected:
        assert (f"{value:.6f}", days) == expected
    repository = Path(__file__).parents[2]
    found = look_up(open_book(repository).rates, "USD", "CNY", parse_date(when), today=date(2026, 11, 22))
    assert isinstance(found, Rate)
    assert (found.value, found.days) == (value, days)
    end = date.fromisoformat(last)
    weekdays = sum(
        (end - timedelta(days=number)).weekday() < 5 for number in range((end - date.fromisoformat(first)).days + 1)
    )
    assert found.weekdays == (weekdays if found.is_mean else 0)


def test_a_claim_of_january_2014_is_at_the_rate_of_january_2014() -> None:
    value, _ = mean(published(ECB), "2014-01-15", "2014-01-15")
    assert f"{Decimal(1000) / value:.1f}" == "165.4"


REPOSITORY = Path(__file__).parents[2]
# A rate with its day or month; not the end of a range that a printed conversion implies.
QUOTED = re.compile(
    r"(?<![–0-9.])([0-9]+\.[0-9]{4}) CNY per USD[^\n]*? (?:on |in )?([0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)\b"
)


def test_every_rate_that_a_page_prints_comes_from_the_published_csv() -> None:
    figures = published(ECB)
    checked = 0
    for page in (REPOSITORY / "README.md", *sorted((REPOSITORY / "docs").glob("*.md"))):
        for printed, when in QUOTED.findall(page.read_text(encoding="utf-8")):
            value, _ = mean(
                figures, when if len(when) == 10 else f"{when}-01", when if len(when) == 10 else f"{when}-31"
            )
            assert f"{value:.4f}" == printed, f"{page.name}: {printed} of {when}"
            checked += 1
    assert checked >= 8
