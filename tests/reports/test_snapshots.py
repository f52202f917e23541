"""Whole reports, as they are printed. ``DEALTRACK_UPDATE_SNAPSHOTS=1 pytest tests/reports`` records new ones."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len

from dealtrack.files.book import BookOnDisk, open_book
from dealtrack.render import delimited, jsonable, markdown, terminal  # noqa: F401 - they register their formats
from dealtrack.render.registry import FORMATS, Page
from dealtrack.reports.compare import compare
from dealtrack.reports.conversion import Converter
from dealtrack.reports.document import Document
from dealtrack.reports.lists.companies import list_companies
from dealtrack.reports.lists.deals import list_deals
from dealtrack.reports.lists.filters import at_least
from dealtrack.reports.lists.ordering import Order
from dealtrack.reports.lists.sifting import Filters
from dealtrack.reports.lists.who_invests import investors
from dealtrack.reports.reconcile import reconcile
from dealtrack.reports.show import show
from dealtrack.reports.timeline import timeline
from dealtrack.values.amount_text import parse_amount
from dealtrack.values.units import Units
from tests.conftest import REPOSITORY, MadeBook
from tests.reports.awkward import AWKWARD, UNRECONCILED

SNAPSHOTS = Path(__file__).parent / "snapshots"
TODAY = date(2026, 11, 22)


def document(on_disk: BookOnDisk, report: str) -> Document:
    converter = Converter(on_disk.rates, "USD", TODAY)
    slugs = list(on_disk.book.companies)
    match report:
        case "timeline":
            return timeline(on_disk.book, slugs, converter)
        case "interleaved":
            return timeline(on_disk.book, slugs, converter, interleaved=True)
        case "rates":
            return timeline(on_disk.book, slugs, converter, with_rates=True)
        case "compare":
            return compare(on_disk.book, slugs, converter)
        case "reconcile":
            return reconcile(on_disk.book, slugs, converter)
        case "list":
            return list_deals(on_disk.book, converter)
        case "companies":
            return list_companies(on_disk.book, converter)
        case "investors":
            return investors(on_disk.book, converter)
        case "maybe":
            asked = Filters(deals=(at_least(parse_amount("USD 100m"), converter),), maybe=True)
            return list_deals(on_disk.book, converter, asked, Order("amount", reverse=True), 6)
        case "unreconciled" | "rich":
            return reconcile(on_disk.book, [report], converter)
        case _:
            return show(on_disk.book, report, converter)


def check(name: str, text: str) -> None:
    path = SNAPSHOTS / name
    if os.environ.get("DEALTRACK_UPDATE_SNAPSHOTS"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def real() -> BookOnDisk:
    return open_book(REPOSITORY)


@pytest.mark.parametrize("width", [80, 120, 200, None], ids=["80", "120", "200", "piped"])
@pytest.mark.parametrize("report", ["timeline", "rates", "compare", "reconcile", "cloudwalk", "sensetime"])
def test_the_real_book(real: BookOnDisk, report: str, width: int | None) -> None:
    check(f"real-{report}-{width or 'piped'}.txt", FORMATS["table"](document(real, report), Page(width)))


@pytest.mark.parametrize("units", [units for units in Units if units is not Units.AUTO])
def test_the_real_book_in_each_unit(real: BookOnDisk, units: Units) -> None:
    check(
        f"real-timeline-100-{units.name.lower()}.txt",
        FORMATS["table"](document(real, "timeline"), Page(100, units=units)),
    )


@pytest.mark.parametrize("width", [80, 120, 200])
@pytest.mark.parametrize("report", ["list", "companies", "investors", "maybe"])
def test_lists_of_the_real_book(real: BookOnDisk, report: str, width: int) -> None:
    text = FORMATS["table"](document(real, report), Page(width))
    assert max(map(cell_len, text.splitlines())) <= width
    check(f"real-{report}-{width}.txt", text)


@pytest.mark.parametrize("form", ["json", "csv", "md"])
@pytest.mark.parametrize("report", ["timeline", "compare", "reconcile", "list", "investors"])
def test_the_real_book_in_other_formats(real: BookOnDisk, report: str, form: str) -> None:
    check(f"real-{report}.{form}", FORMATS[form](document(real, report), Page()))


@pytest.mark.parametrize(
    "report", ["timeline", "compare", "wide", "hostile", "list", "companies", "investors", "maybe"]
)
def test_awkward_cases(make_book: Callable[..., MadeBook], report: str) -> None:
    on_disk = open_book(make_book(AWKWARD).root)
    check(f"awkward-{report}-80.txt", FORMATS["table"](document(on_disk, report), Page(80)))


@pytest.mark.parametrize("width", [80, 120], ids=["80", "120"])
@pytest.mark.parametrize("report", ["reconcile", "rich", "unreconciled"])
def test_what_reconciling_finds(make_book: Callable[..., MadeBook], report: str, width: int) -> None:
    on_disk = open_book(make_book(UNRECONCILED).root)
    assert not on_disk.faults
    check(f"unreconciled-{report}-{width}.txt", FORMATS["table"](document(on_disk, report), Page(width)))


def test_colour_changes_nothing_but_colour(real: BookOnDisk) -> None:
    import re

    plain = FORMATS["table"](document(real, "timeline"), Page(100))
    coloured = FORMATS["table"](document(real, "timeline"), Page(100, color=True))
    assert "\x1b[33m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain
