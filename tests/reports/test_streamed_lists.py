"""Lists as CSV and TSV, written while they are made: the same as when the whole report is made first."""

from collections.abc import Callable
from datetime import date

import pytest

from dealtrack.files.book import BookOnDisk, open_book
from dealtrack.model import Deal
from dealtrack.render.delimited import stream
from dealtrack.render.registry import FORMATS, Page
from dealtrack.reports.conversion import Converter
from dealtrack.reports.lists import deals as module
from dealtrack.reports.lists.deals import list_deals, stream_deals
from dealtrack.reports.lists.ordering import Order
from dealtrack.reports.lists.sifting import Filters
from tests.conftest import REPOSITORY, MadeBook
from tests.reports.awkward import AWKWARD

TODAY = date(2026, 11, 22)


@pytest.fixture(params=["real", "awkward"])
def on_disk(request: pytest.FixtureRequest, make_book: Callable[..., MadeBook]) -> BookOnDisk:
    return open_book(REPOSITORY if request.param == "real" else make_book(AWKWARD).root)


@pytest.mark.parametrize("form", ["csv", "tsv"])
@pytest.mark.parametrize("order", [Order("date"), Order("amount", reverse=True), Order("company")])
@pytest.mark.parametrize(
    ("limit", "with_rates", "maybe"), [(None, False, False), (3, True, False), (None, False, True)]
)
def test_a_stream_says_what_the_report_says(
    on_disk: BookOnDisk, form: str, order: Order, limit: int | None, with_rates: bool, maybe: bool
) -> None:
    converter, filters = Converter(on_disk.rates, "USD", TODAY), Filters(maybe=maybe)
    whole = list_deals(on_disk.book, converter, filters, order, limit, with_rates=with_rates)
    found = stream_deals(on_disk.book, converter, filters, order, limit, with_rates=with_rates)
    parts = stream(found.key, found.columns, found.rows, Page(), "," if form == "csv" else "\t")
    assert "".join(parts) == FORMATS[form](whole, Page())


def test_rows_are_made_when_they_are_due(make_book: Callable[..., MadeBook], monkeypatch: pytest.MonkeyPatch) -> None:
    lines = "".join(
        f"  - {{id: d{number}, date: 2020-05-13, status: completed, amount: CNY 1m, sources: [a]}}\n"
        for number in range(500)
    )
    on_disk = open_book(make_book({"deals/x.yaml": f"name: X\ndeals:\n{lines}"}).root)
    made: list[Deal] = []
    row = module._row
    monkeypatch.setattr(module, "_row", lambda listed, *rest: made.append(listed.deal) or row(listed, *rest))
    found = stream_deals(on_disk.book, Converter(on_disk.rates, "USD", TODAY))
    parts = stream(found.key, found.columns, found.rows, Page(), ",")
    counts = [len(made) for _ in parts]
    assert counts == [0, 200, 400, 500]


def test_the_command_streams(run: Callable, make_book: Callable[..., MadeBook]) -> None:
    for form in ("csv", "tsv"):
        assert run("list", "--format", form).stdout == run("list", "--format", form, "--strict").stdout
