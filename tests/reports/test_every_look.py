"""Every report at three widths, plain and in colour, in English and in Chinese, of the real book and of awkward ones.

``DEALTRACK_UPDATE_SNAPSHOTS=1 pytest tests/reports`` records new ones. What is true of all of them is tested besides: no
line is wider than the page, colour is all that colour adds, and the languages tell of the same figures.
"""

import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from dealtrack.files.book import BookOnDisk, open_book
from dealtrack.render import terminal  # noqa: F401 - it registers its format
from dealtrack.render.registry import FORMATS, Page
from tests.conftest import RATES, REPOSITORY, SOURCES, MadeBook
from tests.reports.awkward import AWKWARD
from tests.reports.test_snapshots import check, document

WIDTHS = (80, 120, 200)
REPORTS = ("timeline", "interleaved", "compare", "reconcile", "list", "companies", "investors")
FORTY = "".join(
    f"  - {{id: d{number:02}, date: 2020-{number // 28 + 1:02}-{number % 28 + 1:02}, status: completed,"
    f" round: a, amount: CNY {number + 1}m, leads: [投资机构{number}号], sources: [a]}}\n"
    for number in range(40)
)
BOOKS: dict[str, dict[str, str] | None] = {
    "real": None,
    "awkward": AWKWARD,
    "extreme": {
        "deals/forty.yaml": f"name: Forty Deals\nnames: {{zh: 四十轮融资的公司}}\ndeals:\n{FORTY}",
        "deals/long.yaml": f"name: {'名' * 60}\ndeals:\n  - {{id: a, date: 2020-05, status: completed, amount: CNY 1bn, sources: [a]}}\n",
        "deals/none.yaml": "name: None At All\n",
        "deals/withheld.yaml": "name: Withheld\ndeals:\n"
        "  - {id: a, date: 2020-05-13, status: completed, amount: undisclosed, sources: [a]}\n"
        "  - {id: b, date: 2020-05-14, status: completed, amount: undisclosed, sources: [a]}\n",
    },
}


@pytest.fixture(scope="module", params=BOOKS)
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, BookOnDisk]:
    files = BOOKS[request.param]
    if files is None:
        return request.param, open_book(REPOSITORY)
    made = MadeBook(Path(tmp_path_factory.mktemp("books")) / "book")
    for name, text in {"seeds/rates/ecb.csv": RATES, "seeds/sources.yaml": SOURCES, **files}.items():
        made.write(name, text)
    return request.param, open_book(made.root)


def looks(on_disk: BookOnDisk, report: str, width: int) -> dict[tuple[str, bool], str]:
    """The report in both languages, plain and in colour."""
    shown = document(on_disk, report)
    return {
        (language, color): FORMATS["table"](shown, Page(width, color=color, language=language))
        for language in ("en", "zh")
        for color in (False, True)
    }


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("report", REPORTS)
def test_looks(book: tuple[str, BookOnDisk], report: str, width: int) -> None:
    name, on_disk = book
    found = looks(on_disk, report, width)
    for (language, color), text in found.items():
        check(f"looks/{name}-{report}-{width}-{language}{'-colour' if color else ''}.txt", text)
        plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
        assert plain == found[language, False]
        assert max(cell_len(line) for line in plain.splitlines()) <= width


@pytest.mark.parametrize("report", REPORTS)
def test_languages_tell_of_the_same_days(book: tuple[str, BookOnDisk], report: str) -> None:
    found = looks(book[1], report, 200)
    days = [sorted(re.findall(r"\d{4}-\d\d-\d\d", found[language, False])) for language in ("en", "zh")]
    assert days[0] == days[1]
