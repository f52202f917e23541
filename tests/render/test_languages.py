"""Reports in Chinese: the catalogue is complete, keeps every value, and changes no figure."""

import ast
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

import dealtrack
from dealtrack.cli.options import Language
from dealtrack.files.book import BookOnDisk, open_book
from dealtrack.render import chinese, chinese_changes, languages
from dealtrack.render.cells import cell_text, words
from dealtrack.render.chinese import CHINESE
from dealtrack.render.languages import CATALOGUES
from dealtrack.render.registry import FORMATS, Page
from dealtrack.reports.cells import Money, Name, Names, said
from dealtrack.reports.document import Document
from dealtrack.reports.wording import kind_title, round_title, status_words
from dealtrack.values.amount_text import parse_amount
from dealtrack.values.dates import parse_date
from dealtrack.values.rounds import OFFERED, Round
from dealtrack.values.units import Units
from dealtrack.values.vocabulary import Basis, Kind, Standing, Status
from tests.conftest import REPOSITORY, MadeBook
from tests.reports.awkward import AWKWARD, UNRECONCILED
from tests.reports.test_snapshots import document

PACKAGE = Path(dealtrack.__file__).parent
CHINA = Page(language="zh")
# Reports about the record of rates, for whoever keeps it, are in English alone.
IN_ENGLISH = {"recorded_rates.py", "rate_coverage.py", "rate_origin.py", "converted.py"}


def templates() -> Iterator[str]:
    """What is written out as a template in the code; what is put together there is found by running the reports."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and path.name not in IN_ENGLISH:
                at = {"said": 0, "Said": 0, "metric": 1}.get(node.func.id)
                if at is not None and node.args and isinstance(node.args[at], ast.Constant):
                    yield str(node.args[at].value)


@pytest.mark.parametrize("template", sorted(set(templates())))
def test_every_template_is_translated(template: str) -> None:
    assert template in CHINESE


@pytest.mark.parametrize("name", [*OFFERED, "c2", "d-ext", "pre-z+"])
def test_every_round_is_translated(name: str) -> None:
    assert round_title(Round(name)).template in CHINESE


@pytest.mark.parametrize("vocabulary", [Kind, Status, Standing, Basis])
def test_every_term_is_translated(vocabulary: type) -> None:
    said_by = {Kind: kind_title, Status: status_words}.get(vocabulary, lambda term: said(term.value))
    for term in vocabulary:
        assert said_by(term).template in CHINESE


@pytest.mark.parametrize("template", sorted(CHINESE))
def test_a_translation_keeps_every_value(template: str) -> None:
    braces = [set(re.findall(r"{(\w+)}", text)) for text in (template, CHINESE[template])]
    assert braces[0] == braces[1]
    assert CHINESE[template]


def test_nothing_is_translated_in_two_ways() -> None:
    modules = (vars(chinese), vars(chinese_changes))
    named = ((name, part) for module in modules for name, part in module.items() if isinstance(part, dict))
    parts = [part for name, part in named if name.startswith("_") and not name.startswith("__")]
    said_of: dict[str, set[str]] = {}
    for part in parts:
        for template, told in part.items():
            said_of.setdefault(template, set()).add(told)
    assert {template: told for template, told in said_of.items() if len(told) > 1} == {}


def test_the_languages_of_the_command_line_are_those_with_a_catalogue() -> None:
    assert {language.value for language in Language} == set(CATALOGUES)


BOOKS = {"real": None, "awkward": AWKWARD, "unreconciled": UNRECONCILED}


def reports(make_book: Callable[..., MadeBook], book: str) -> Iterator[Document]:
    files = BOOKS[book]
    on_disk: BookOnDisk = open_book(REPOSITORY if files is None else make_book(files).root)
    for name in ("timeline", "rates", "compare", "reconcile", *on_disk.book.companies):
        if name not in ("unreconciled", "rich"):
            yield document(on_disk, name)


@pytest.mark.parametrize("book", BOOKS)
def test_reports_ask_for_nothing_that_is_not_in_the_catalogue(
    make_book: Callable[..., MadeBook], book: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: set[str] = set()
    monkeypatch.setitem(languages.CATALOGUES, "zh", _Listening(asked))  # type: ignore[arg-type]
    for report in reports(make_book, book):
        for form in ("table", "md"):
            FORMATS[form](report, Page(60, language="zh"))
    assert asked - set(CHINESE) == set()


class _Listening(dict[str, str]):
    """A catalogue that notes what is asked of it."""

    def __init__(self, asked: set[str]) -> None:
        super().__init__(CHINESE)
        self._asked = asked

    def get(self, template: str, default: str = "") -> str:  # type: ignore[override]
        self._asked.add(template)
        return super().get(template, default)


@pytest.mark.parametrize(
    ("amount", "english", "chinese"),
    [
        ("CNY 1.8bn", "CNY 1.8bn", "CNY 18亿"),
        ("USD 75.51m", "USD 75.51m", "USD 7,551万"),
        ("about USD 144.46m", "~USD 144.46m", "~USD 1.4446亿"),
        ("USD 1.2tn", "USD 1.2tn", "USD 1.2万亿"),
        ("over USD 9000", "≥ USD 9k", "≥ USD 9,000"),
        ("USD 500m-1.5bn", "USD 500m–1.5bn", "USD 5–15亿"),
        ("undisclosed", "undisclosed", "未披露"),
    ],
)
def test_sums_in_the_scales_of_a_language(amount: str, english: str, chinese: str) -> None:
    money = Money(parse_amount(amount))
    assert (words(money, Page()), words(money, CHINA)) == (english, chinese)


@pytest.mark.parametrize(
    ("units", "stated", "computed"),
    [
        (Units.AUTO, "USD 75.512m", "USD 75.5m"),
        (Units.MILLIONS, "USD 75.512m", "USD 75.5m"),
        (Units.BILLIONS, "USD 0.075512bn", "USD 0.08bn"),
        (Units.WAN, "USD 7,551.2万", "USD 7,551万"),
        (Units.YI, "USD 0.75512亿", "USD 0.755亿"),
        (Units.FULL, "USD 75,512,000", "USD 75,512,000"),
    ],
)
def test_sums_in_the_units_that_a_reader_asks_for(units: Units, stated: str, computed: str) -> None:
    amount = parse_amount("USD 75.512m")
    assert words(Money(amount), Page(units=units)) == stated
    assert cell_text(Money(amount, computed=True), Page(units=units)) == computed


@pytest.mark.parametrize(
    ("when", "english", "chinese"),
    [
        ("2020-05-13", "2020-05-13", "2020-05-13"), ("2020-05~", "~2020-05", "~2020-05"),
        ("../2020-12", "by 2020-12", "2020-12前"), ("2020-05/..", "since 2020-05", "2020-05起"),
        ("2019-08/2019-10", "2019-08 to 2019-10", "2019-08至2019-10"),
    ],
)  # fmt: skip
def test_dates(when: str, english: str, chinese: str) -> None:
    assert (words(parse_date(when), Page()), words(parse_date(when), CHINA)) == (english, chinese)


def test_names_in_a_language_where_they_have_a_form_in_it() -> None:
    capital = Name("Shunwei Capital", {"zh": "顺为资本"})
    names = Names(("Shunwei Capital", "ICBC"), 1, forms={"Shunwei Capital": capital})
    assert (words(names, Page()), words(names, CHINA)) == ("Shunwei Capital*, ICBC", "顺为资本*, ICBC")
    assert capital.forms_in("zh") == ("顺为资本", "Shunwei Capital")


def test_programs_read_one_language(make_book: Callable[..., MadeBook]) -> None:
    on_disk = open_book(REPOSITORY)
    report = document(on_disk, "timeline")
    assert FORMATS["json"](report, CHINA) == FORMATS["json"](report, Page())
    assert date(2020, 5, 13).isoformat() in FORMATS["json"](report, CHINA)
