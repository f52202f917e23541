"""Every report of the real book and of awkward ones, as documents, for the tests of formats."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from dealtrack.comparison.books import book_change
from dealtrack.files.book import BookOnDisk, open_book
from dealtrack.model import Book
from dealtrack.rates.lookup import Rate, look_up
from dealtrack.reports.changes import Changes, Side, changes
from dealtrack.reports.charts.chart import with_charts
from dealtrack.reports.compare import compare
from dealtrack.reports.conversion import Converter
from dealtrack.reports.converted import converted_document
from dealtrack.reports.document import Document
from dealtrack.reports.lists.companies import list_companies
from dealtrack.reports.lists.deals import list_deals
from dealtrack.reports.lists.who_invests import investors
from dealtrack.reports.rate_coverage import coverage
from dealtrack.reports.rate_origin import rate_origin
from dealtrack.reports.reconcile import reconcile
from dealtrack.reports.recorded_rates import recorded_rates
from dealtrack.reports.show import show
from dealtrack.reports.timeline import timeline
from dealtrack.values.amount_text import parse_amount
from dealtrack.values.dates import parse_date
from tests.conftest import RATES, REPOSITORY, SOURCES, MadeBook
from tests.reports.awkward import AWKWARD, UNRECONCILED

TODAY = date(2026, 11, 22)
HOSTILE = "<img src=x onerror=alert(1)>"
# What a page could be made to do by a value: elements, ends of elements, attributes, addresses, entities.
HOSTILE_BOOK = {
    "deals/hostile.yaml": f"""
        name: "{HOSTILE}"
        names: {{zh: "</title></style><script>alert(2)</script>"}}
        aliases: ["javascript:alert(3)", "&lt;b&gt;", "https://example.org/a?b=1&c=<d>. And more"]
        city: "\\" onmouseover=alert(4) x=\\""
        deals:
          - {{id: a, date: 2020-05-13, status: completed, label: "</td></tr></table>{HOSTILE}", amount: USD 1m, investors: ["{HOSTILE}"], sources: [a]}}
          - {{id: b, date: 2020-05-14, status: completed, label: "a\\tb\\"c", amount: CNY 2m, leads: ["javascript:alert(5)"], sources: [a]}}
          - {{id: c, date: 2020-05-15, status: completed, label: "http://example.org/\\"onclick=alert(6)", amount: CNY 1m, sources: [a]}}
        notes: "{HOSTILE} -->"
        """,
    "seeds/sources.yaml": """
        a: {publisher: A Paper, published: 2020-05-14, url: "https://example.org/a?b=1&c=2"}
        """,
}


def made_book(root: Path, files: dict[str, str]) -> BookOnDisk:
    """A book of these files, with rates and a source."""
    book = MadeBook(root)
    for name, text in {"seeds/rates/ecb.csv": RATES, "seeds/sources.yaml": SOURCES, **files}.items():
        book.write(name, text)
    return open_book(book.root)


def documents(on_disk: BookOnDisk) -> Iterator[tuple[str, Document]]:
    """Each report with its name, with rates and without."""
    book, converter = on_disk.book, Converter(on_disk.rates, "USD", TODAY)
    slugs = list(book.companies)
    yield "compare", compare(book, slugs, converter)
    yield "compared down", compare(book, slugs, converter, transpose=True, with_rates=True)
    yield "chart", with_charts(timeline(book, slugs, converter), converter.to)
    yield "deals", list_deals(book, converter, with_rates=True)
    yield "companies", list_companies(book, converter)
    yield "investors", investors(book, converter)
    yield "diff", all_new(book, converter)
    yield "rates", recorded_rates(on_disk)
    yield "coverage", coverage(book, on_disk.rates, "USD", TODAY)
    yield from _traced(on_disk, converter)
    for with_rates in (False, True):
        name = " with rates" if with_rates else ""
        yield f"timeline{name}", timeline(book, slugs, converter, with_rates=with_rates)
        yield f"reconcile{name}", reconcile(book, slugs, converter, with_rates=with_rates)
        for slug in slugs:
            yield f"show {slug}{name}", show(book, slug, converter, with_rates=with_rates)


def all_new(book: Book, converter: Converter) -> Document:
    """What changed since a book was empty: all that it holds."""
    before, after = Side("nothing", Book(), converter), Side("this", book, converter)
    return changes(before, after, Changes(book_change(before.book, book)))


def _traced(on_disk: BookOnDisk, converter: Converter) -> Iterator[tuple[str, Document]]:
    when = parse_date("2020-05")
    rate = look_up(on_disk.rates, "USD", "CNY", when, today=TODAY)
    assert isinstance(rate, Rate)
    yield "rate", rate_origin(on_disk, rate, when, TODAY)
    amount = parse_amount("about CNY 1.8bn")
    conversion = converter.convert(amount, None, when)
    assert not hasattr(conversion, "reason")
    yield "convert", converted_document(conversion)


BOOKS: dict[str, Callable[[Path], BookOnDisk]] = {
    "real": lambda root: open_book(REPOSITORY),
    "awkward": lambda root: made_book(root, AWKWARD),
    "unreconciled": lambda root: made_book(root, UNRECONCILED),
    "hostile": lambda root: made_book(root, HOSTILE_BOOK),
}
