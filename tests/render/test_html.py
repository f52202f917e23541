"""HTML pages, read by a parser: what stands in them, in which order it sorts, and that no value is markup."""

import base64
import hashlib
import os
import re
import subprocess
import sys

import pytest

from dealtrack import __version__
from dealtrack.render import html  # noqa: F401 - it registers its format
from dealtrack.render.html.markup import element, linked
from dealtrack.render.html.sorting import kind_of, ranks
from dealtrack.render.registry import FORMATS, Page
from dealtrack.reports.cells import Cell, Missing, Money, Names, Tone
from dealtrack.reports.document import Align, Column, Document, Row, Section, Table
from dealtrack.values.amount_text import parse_amount
from dealtrack.values.dates import parse_date
from tests.conftest import REPOSITORY
from tests.render.page_parts import parsed
from tests.render.reports_to_render import BOOKS, HOSTILE, documents

PLAIN = Column("what", "what", flexible=True)
SUMS = Column("amount", "amount", Align.MONEY)
RIGHT = Column("rate", "rate", Align.RIGHT)
LOADING = {"script", "link", "img", "iframe", "object", "embed", "video", "audio", "source", "base", "form"}


def page(document: Document) -> str:
    return FORMATS["html"](document, Page())


def of(*sections: Section, **given: object) -> Document:
    return Document("report", sections, **given)  # type: ignore[arg-type]


@pytest.fixture(params=BOOKS, scope="module")
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    on_disk = BOOKS[request.param](tmp_path_factory.mktemp("books") / "book")
    return [page(document) for _, document in documents(on_disk)]


def test_pages_nest_and_name_what_they_must(pages: list[str]) -> None:
    for text in pages:
        found = parsed(text)
        names = [each.name for each in found.elements]
        once = ("html", "head", "h1", "main", "footer", "script")
        assert [names.count(name) for name in once] == [1] * len(once)
        assert names.count("title") == 1 or "svg" in names  # drawings have titles, too
        assert next(each for each in found.elements if each.name == "html").attributes == {"lang": "en"}
        metas = [each.attributes for each in found.elements if each.name == "meta"]
        assert metas[0] == {"charset": "utf-8"}
        assert {"name": "viewport", "content": "width=device-width, initial-scale=1"} in metas
        assert {"name": "generator", "content": f"dealtrack {__version__}"} in metas
        assert names.count("caption") == names.count("table")
        heads = [each.attributes for each in found.elements if each.name == "th"]
        assert {each["scope"] for each in heads} <= {"col", "row"}
        ids = [each.attributes["id"] for each in found.elements if "id" in each.attributes]
        assert len(set(ids)) == len(ids)


def test_pages_load_nothing_from_anywhere(pages: list[str]) -> None:
    for text in pages:
        for name, given in parsed(text).elements:
            assert name not in LOADING - {"script"}
            assert not {"src", "srcset", "style", "action", "data", "poster"} & given.keys()
            assert not [key for key in given if key.startswith("on")]
            if "href" in given:
                assert name == "a"
                assert re.match(r"#section-\d+\Z|https?://", given["href"])
                assert given["href"].startswith("#") or given["rel"] == "noopener noreferrer"
        assert "url(" not in text.partition("<body>")[0]
        assert "@import" not in text


def test_the_policy_allows_what_stands_in_the_page_and_nothing_else(pages: list[str]) -> None:
    for text in pages:
        style, script = (re.search(rf"<{name}>(.*?)</{name}>", text, re.DOTALL) for name in ("style", "script"))
        assert style
        assert script
        hashes = [base64.b64encode(hashlib.sha256(each[1].encode()).digest()).decode() for each in (style, script)]
        [policy] = [
            given["content"]
            for _, given in parsed(text).elements
            if given.get("http-equiv", "") == "Content-Security-Policy"
        ]
        assert policy == (
            f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; "
            "base-uri 'none'; form-action 'none'"
        )


def test_a_page_is_the_same_each_time_and_whatever_the_locale() -> None:
    command = (sys.executable, "-m", "dealtrack", "--today", "2026-11-22", "show", "cloudwalk", "--format", "html")
    settings = ({"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "2", "PYTHONIOENCODING": "ascii"})
    made = [
        subprocess.run(command, cwd=REPOSITORY, env=os.environ | more, capture_output=True, check=True).stdout
        for more in settings
    ]
    assert made[0] == made[1]
    assert "云从科技" in made[0].decode("utf-8")


def test_values_are_text(tmp_path_factory: pytest.TempPathFactory) -> None:
    on_disk = BOOKS["hostile"](tmp_path_factory.mktemp("hostile") / "book")
    assert not on_disk.faults
    for name, document in documents(on_disk):
        text = page(document)
        found = parsed(text)
        assert HOSTILE not in text
        if name.startswith(("timeline", "show")):
            assert found.texts["h1"].startswith(HOSTILE)
            assert HOSTILE in found.texts["title"]
            assert any(f"</td></tr></table>{HOSTILE}" in cell.text for _, row in found.tables[0].rows for cell in row)
        assert not any(given["href"].startswith("javascript") for _, given in found.elements if "href" in given)


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("see https://example.org/a?b=1&c=2.", ["https://example.org/a?b=1&c=2"]),
        ("(http://example.org), https://example.org/文。", ["http://example.org", "https://example.org/文"]),
        ("HTTPS://EXAMPLE.ORG/a", ["HTTPS://EXAMPLE.ORG/a"]),
        ('https://example.org/"onclick=alert(1)', ['https://example.org/"onclick=alert(1']),
        ("javascript:alert(1) data:text/html,x file:///etc/passwd //example.org ftp://example.org", []),
        ("http://localhost/ http:example.org www.example.org", []),
        ("", []),
    ],
)
def test_links(text: str, links: list[str]) -> None:
    found = parsed(f"<!doctype html>\n<p>{linked(text)}</p>")
    anchors = [given for name, given in found.elements if name == "a"]
    assert [given["href"] for given in anchors] == links
    assert all(given["rel"] == "noopener noreferrer" for given in anchors)
    assert found.texts.get("p", "") == text
    assert {name for name, _ in found.elements} <= {"p", "a"}


def test_an_attribute_is_text() -> None:
    assert element("p", title="\"'<&>\n\x1b") == '<p title="&quot;&#x27;&lt;&amp;&gt; \ufffd"></p>'
    assert element("p", "x", title=None, data_a="", class_="b") == '<p data-a="" class="b">x</p>'


@pytest.mark.parametrize(
    ("column", "cells", "kind", "expected"),
    [
        (PLAIN, ("b", "a", "", None), "text", "- - - -"),
        (PLAIN, (Names(("B",)), Names(("A",))), "text", "- -"),
        (PLAIN, tuple(map(parse_date, ("2020-05", "2020-05-13", "../2020-12", "2019", "2020-05/.."))), "rank", "2 1 4 0 3"),
        (PLAIN, (parse_date("2020"), "", parse_date("2019")), "rank", "1 - 0"),
        (PLAIN, (parse_date("2020"), "a word"), None, "- -"),
        (PLAIN, (parse_date("2020"), 3), None, "- -"),
        (PLAIN, (3, 12, 3), "rank", "0 1 0"),
        (Column("x", "x", wraps=True), (3, 12), None, "- -"),
        (RIGHT, ("10.5", "9.75", "no rate", "NaN", ""), "rank", "1 0 - - -"),
        (RIGHT, ("×1.83", "×10"), "text", "- -"),
        (
            SUMS,
            tuple(Money(parse_amount(text)) for text in ("USD 1bn", "USD 20m-30m", "USD 30m", "undisclosed", "up to USD 1m")),
            "rank",
            "3 1 2 - 0",
        ),
        (SUMS, (Money(parse_amount("USD 1m")), Money(parse_amount("CNY 2m")), Missing("none")), "rank", "1 0 -"),
        (SUMS, (Money(parse_amount("USD 1m")), "none on record", None), "rank", "0 - -"),
    ],
)  # fmt: skip
def test_what_columns_sort_by(column: Column, cells: tuple[Cell, ...], kind: str | None, expected: str) -> None:
    assert kind_of(column, cells) == kind
    assert " ".join(rank or "-" for rank in ranks(column, cells)) == expected


def test_a_text_runs_over_the_empty_cells_behind_it() -> None:
    long, short = Row(("an event", None, ""), Tone.EVENT), Row(("a deal", Money(parse_amount("USD 1m")), "x"))
    table = Table((PLAIN, SUMS, Column("who", "who", flexible=True)), (long, short), headed=False)
    text = page(of(Section("a", "A", table=table)))
    assert '<th scope="row" class="text" colspan="3"><span class="over">an event</span></th></tr>' in text
    assert text.count("colspan") == 1


def test_the_parts_of_a_sum() -> None:
    sums = [
        Money(parse_amount("CNY 500m"), note="¹"),
        Money(parse_amount("about CNY 1.8bn")),
        Money(parse_amount("undisclosed")),
    ]
    table = Table((SUMS,), tuple(Row((each,)) for each in sums))
    rows = page(of(Section("a", table=table))).partition("<tbody>")[2].split("</tr>")
    assert rows[0].endswith(
        '<span class="code">CNY</span> <span class="number n5" data-fill=".0">500</span><span class="unit">m</span>'
        '<span class="note"> ¹</span></th>'
    )
    assert '<span class="number n5">~1.8</span><span class="unit">bn</span><span class="note"></span>' in rows[1]
    assert '<span class="missing">undisclosed</span>' in rows[2]


def test_a_mark_says_what_it_means() -> None:
    table = Table((Column("mark", ""), PLAIN), (Row(("●", "B")),))
    text = page(of(Section("a", table=table), legend=(("●", "raised"),)))
    assert '<span class="mark" role="img" aria-label="raised" title="raised">●</span>' in text
    assert '<span class="unseen">mark</span>' in text


def test_leads_are_bold_and_reasons_are_told() -> None:
    table = Table((PLAIN, RIGHT), (Row((Names(("A", "B"), 1), Missing("no rate for <JPY>"))),))
    text = page(of(Section("a", table=table)))
    assert "<b>A*</b>, B" in text
    assert 'title="no rate for &lt;JPY&gt;">no rate</span>' in text


TABLE = Table((PLAIN,), (Row(("x",)),))


@pytest.mark.parametrize(
    ("sections", "headings"),
    [
        ((Section("a", "A", table=TABLE),), ["h1 A"]),
        ((Section("a", "A", table=TABLE), Section("b", "B", table=TABLE)), ["h1 Report", "h2 A", "h2 B"]),
        ((Section("a", "A", lines=("x",)), Section("deals", "Deals", table=TABLE)), ["h1 A", "h2 Deals"]),
        ((Section("a", "A"), Section("a.totals[0]", "Total", table=TABLE)), ["h1 A", "h2 Total"]),
        (
            (Section("a", "A"), Section("a.totals", "Total", table=TABLE), Section("b", "B"), Section("c", "C", lines=("x",))),
            ["h1 Report", "h2 A", "h3 Total", "h2 B", "h2 C"],
        ),
        ((Section("a", table=TABLE),), ["h1 Report"]),
        ((), ["h1 Report"]),
    ],
)  # fmt: skip
def test_headings(sections: tuple[Section, ...], headings: list[str]) -> None:
    found = re.findall(r"<(h\d)>(.*?)</h\d>", page(of(*sections)))
    assert [" ".join(each) for each in found] == headings


def test_a_list_of_contents_leads_to_each_section() -> None:
    sections = [Section(name, name.upper(), table=TABLE) for name in "abc"]
    found = parsed(page(of(*sections)))
    assert [given["href"] for name, given in found.elements if name == "a"] == [
        "#section-1",
        "#section-2",
        "#section-3",
    ]
    assert {"section-1", "section-2", "section-3"} <= {given.get("id") for _, given in found.elements}


@pytest.mark.parametrize(
    ("count", "wraps", "box"),
    [(8, False, "box"), (9, False, "box wide"), (10, False, "box wide"), (11, False, "box wide widest"), (8, True, "box"), (9, True, "box wide widest")],
)  # fmt: skip
def test_wide_tables_scroll_by_themselves(count: int, wraps: bool, box: str) -> None:
    columns = tuple(Column(f"c{number}", "c", wraps=wraps) for number in range(count))
    text = page(of(Section("a", table=Table(columns, (Row(("x",) * count),)))))
    assert f'<div class="{box}" role="region" aria-label="report" tabindex="0">' in text


def test_footnotes_and_legend_stand_at_the_foot() -> None:
    text = page(of(basis="USD & more", footnotes=(("¹", "see https://example.org/a"),), legend=(("●", "raised"),)))
    foot = parsed(text).texts["footer"]
    assert "¹ see https://example.org/a" in foot
    assert "● raised" in foot
    assert f"dealtrack {__version__}" in foot
    assert '<p class="basis">USD &amp; more</p>' in text
