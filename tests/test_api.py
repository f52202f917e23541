"""The public interface: what it returns and raises, and the examples of its page."""

import doctest
import inspect
import re
from datetime import date
from pathlib import Path

import pytest

import dealtrack
from dealtrack.reports.document import Document
from dealtrack.values.amount_text import BadAmount
from dealtrack.values.dates import BadDate
from tests.conftest import REPOSITORY, MadeBook

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def book() -> dealtrack.OpenBook:
    return dealtrack.open_book(REPOSITORY / "deals", today=TODAY)


def test_the_examples_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY)
    text = (REPOSITORY / "docs" / "api.md").read_text(encoding="utf-8")
    found = doctest.DocTestParser().get_doctest(text.replace("```\n", "\n"), {}, "docs/api.md", "docs/api.md", 0)
    assert len(found.examples) > 10
    said: list[str] = []
    doctest.DocTestRunner(verbose=False).run(found, out=said.append)
    assert "".join(said) == ""


def test_every_method_is_on_the_page() -> None:
    page = (REPOSITORY / "docs" / "api.md").read_text(encoding="utf-8")
    public = {
        name for name, _ in inspect.getmembers(dealtrack.OpenBook, inspect.isfunction) if not name.startswith("_")
    }
    assert public - {"company", "known_by", "converter"} == set(re.findall(r"^\| `(\w+)\(", page, re.MULTILINE))


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("timeline", ("cloudwalk",)), ("compare", ("cloudwalk", "商汤科技")), ("show", ("依图科技",)),
        ("reconcile", ()), ("deals", ()), ("league", ()),
    ],
)  # fmt: skip
def test_reports(book: dealtrack.OpenBook, name: str, arguments: tuple[str, ...]) -> None:
    report = getattr(book, name)(*arguments)
    assert isinstance(report, Document)
    for form in ("table", "csv", "tsv", "json", "md", "html"):
        assert report.to(form, language="zh", units="亿")
    shown = report._repr_html_()
    assert shown.startswith('<div class="dealtrack">')
    assert "<script" not in shown
    assert "<style" not in shown
    assert str(report) == report.to("table").rstrip("\n")


def test_a_report_says_what_the_command_line_says(book: dealtrack.OpenBook, run) -> None:  # type: ignore[no-untyped-def]
    said = run("compare", "cloudwalk", "--to", "CNY", "--at", "latest", "--today", str(TODAY)).stdout
    assert said == book.compare("cloudwalk", to="CNY", at="latest").to("table")


def test_charts(book: dealtrack.OpenBook) -> None:
    assert book.timeline("cloudwalk", chart=True).to("svg").startswith("<svg ")


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (
            lambda book: book.show("cloudwlk"),
            dealtrack.UnknownCompany,
            "there is no company cloudwlk: did you mean cloudwalk?",
        ),
        (lambda book: book.timeline("zzz"), dealtrack.UnknownCompany, "known are cloudwalk, megvii, sensetime, yitu"),
        (lambda book: book.timeline(to="XYZ"), ValueError, "XYZ is not a currency of ISO 4217"),
        (lambda book: book.timeline(at="never"), BadDate, "never"),
        (lambda book: book.timeline().to("pdf"), ValueError, "pdf is no format: known are table, json"),
        (lambda book: book.convert("5bn", on="2020"), BadAmount, "without a currency"),
        (lambda book: book.convert("CNY 5bn", on="1998"), dealtrack.NoRateOnRecord, "2005-04-01"),
    ],
)
def test_what_cannot_be_answered(book: dealtrack.OpenBook, call, error: type[Exception], message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(error, match=re.escape(message)):
        call(book)


def test_a_file_with_mistakes_does_not_raise(make_book, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    made: MadeBook = make_book(
        {"deals/x.yaml": "name: X\ndeals:\n  - {id: a, date: 2020, status: done, sources: [a]}\n"}
    )
    opened = dealtrack.open_book(made.root, today=TODAY)
    assert opened.companies["x"].deals == ()
    assert [found.diagnostic.code for found in opened.validate()] == ["DT104"]
    with pytest.raises(dealtrack.BookNotFound):
        dealtrack.open_book(tmp_path.parent.parent)
