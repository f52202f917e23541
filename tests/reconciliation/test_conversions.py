"""What explains the conversions that sources printed, one by one and all together."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from dealtrack.files.book import open_book
from dealtrack.rates.lookup import Rate
from dealtrack.reconciliation.conversions import Explained, SourceConversions, printed_by_source
from dealtrack.reconciliation.reckoning import Reckoning
from tests.conftest import REPOSITORY, MadeBook

TODAY = date(2026, 11, 22)


def conversions(root: object, *slugs: str) -> dict[str, SourceConversions]:
    """By source id, what each source converted."""
    on_disk = open_book(str(root))
    assert not on_disk.faults
    reckoning = Reckoning(on_disk.book, on_disk.rates, TODAY, Decimal("0.01"))
    return {each.key.source_id: each for each in printed_by_source(reckoning, slugs or list(on_disk.book.companies))}


def fits(each: Explained) -> str:
    days = {"deal": each.fits_deal, "publication": each.fits_publication, "any": each.fits_any}
    return " ".join(day for day, does in days.items() if does) or "nothing"


def test_one_rate_explains_all_that_dealstreetasia_converted_for_cloudwalk() -> None:
    found = conversions(REPOSITORY, "cloudwalk")["dealstreetasia-cloudwalk"]
    assert [str(each.printed.equivalent) for each in found.explained] == [
        "USD 70m", "USD 282m", "USD 141m", "USD 254m", "USD 14.09bn",
    ]  # fmt: skip
    assert found.common is not None
    assert found.common.odd == ()
    # CNY 100bn / USD 14.09bn bounds it on both sides: 100 / 14.095 and 100 / 14.085.
    assert f"{found.common.rates.low:.6f} {found.common.rates.high:.6f}" == "7.094714 7.099752"
    assert isinstance(found.published, Rate)
    assert f"{found.published.value:.4f} {found.common.beyond(found.published):.6f}" == "7.1029 0.000450"


def test_what_explains_each_of_them() -> None:
    found = conversions(REPOSITORY)["dealstreetasia-cloudwalk"]
    assert [fits(each) for each in found.explained] == [
        "publication any", "publication any", "publication any", "deal publication any", "publication any",
    ]  # fmt: skip
    assert found.explained[-1].at_deal is None  # an investor's size has no date of its own


def test_a_source_of_another_company_counts_what_it_printed_there() -> None:
    assert list(conversions(REPOSITORY, "megvii")) == []
    assert list(conversions(REPOSITORY, "cloudwalk")) == ["dealstreetasia-cloudwalk", "equalocean-cloudwalk"]


EVERY_KIND = """
name: X
deals:
  - id: a
    date: 2020-05-13
    status: completed
    amount: CNY 1bn
    equivalent: USD 141m
    claims:
      - {by: A Party, amount: CNY 1bn, equivalent: USD 141m, sources: [a]}
      - {by: Another, amount: CNY 2bn, equivalent: USD 282m, sources: [own]}
    sources: [a]
valuations:
  - {date: 2020-05, amount: CNY 7bn, equivalent: USD 987m, sources: [a]}
totals:
  - {date: 2020-05, amount: over CNY 3bn, equivalent: over USD 423m, sources: [a]}
metrics:
  - {label: revenue, date: 2019, amount: JPY 300m, equivalent: USD 2.8m, sources: [a]}
  - {label: profit, date: 2019, amount: CNY 4m, equivalent: undisclosed, sources: [a]}
sources:
  own: {publisher: Own, published: 2020-05-15}
"""
INVESTORS = """
A Fund: {size: CNY 5bn, equivalent: USD 705m, sources: [a, unknown]}
Without a size: {equivalent: USD 705m, sources: [a]}
"""


def test_every_kind_of_fact_counts_once(make_book: Callable[..., MadeBook]) -> None:
    root = make_book({"deals/x.yaml": EVERY_KIND, "seeds/investors.yaml": INVESTORS.replace(", unknown", "")}).root
    on_disk = open_book(root)
    reckoning = Reckoning(on_disk.book, on_disk.rates, TODAY, Decimal("0.01"))
    found = [
        (each.key, [str(part.printed.equivalent) for part in each.explained])
        for each in printed_by_source(reckoning, ["x"])
    ]
    assert found == [
        (("", "a"), ["USD 141m", "USD 987m", "at least USD 423m", "USD 705m"]),
        (("", "a"), ["USD 2.8m"]),
        (("x", "own"), ["USD 282m"]),
    ]


def test_no_rates_leave_the_intervals(make_book: Callable[..., MadeBook]) -> None:
    book = make_book({"deals/x.yaml": EVERY_KIND, "seeds/rates/ecb.csv": "Date,USD,\n2020-05-13,1.0875,\n"})
    found = conversions(book.root)["a"]
    assert not isinstance(found.published, Rate)
    assert {fits(each) for each in found.explained} == {"nothing"}


@pytest.mark.parametrize(
    ("equivalent", "expected"),
    [("USD 141m", "deal publication any"), ("USD 1.41bn", "nothing"), ("USD 141.00m", "deal publication any")],
)
def test_two_sources_of_one_fact(make_book: Callable[..., MadeBook], equivalent: str, expected: str) -> None:
    text = f"""
    name: X
    deals:
      - {{id: a, date: 2020-05-13, status: completed, amount: CNY 1bn, equivalent: {equivalent}, sources: [a, b]}}
    sources:
      b: {{publisher: B, published: 2020-05-20}}
    """
    found = conversions(make_book({"deals/x.yaml": text}).root)
    assert {key: [fits(each) for each in source.explained] for key, source in found.items()} == {
        "a": [expected],
        "b": [expected],
    }
