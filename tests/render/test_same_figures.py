"""The same figure never differs between formats: every cell of every report, as each format says it."""

import csv
import io
import json
import math
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

import pytest

from dealtrack.rates.lookup import Rate
from dealtrack.rates.sums import Total
from dealtrack.reconciliation.step_ups import Multiple
from dealtrack.render import delimited, html, jsonable, markdown, terminal  # noqa: F401 - they register their formats
from dealtrack.render.harmless import one_line
from dealtrack.render.registry import FORMATS, Page
from dealtrack.reports.cells import Bar, Joined, Missing, Money, Months, Name, Names
from dealtrack.reports.document import Align, Document, Section
from dealtrack.values.dates import PartialDate
from tests.render.page_parts import parsed
from tests.render.reports_to_render import BOOKS, documents

Rows = list[list[str]]

POWERS = {"tn": 12, "bn": 9, "m": 6, "k": 3, "": 0}
UNIT = "(tn|bn|m|k|)"
POINT = re.compile(rf"[~≥≤ ]*(?P<currency>[A-Z]{{3}}) [~≥≤]*([\d.,]+){UNIT}(?![\d–])")
RANGE = re.compile(rf"~?(?P<currency>[A-Z]{{3}}) ~?([\d.,]+){UNIT}–([\d.,]+){UNIT}")


class Said(NamedTuple):
    """One cell, as the document holds it and as formats say it."""

    cell: Any
    markdown: str
    csv: list[str]
    json: Any


@pytest.fixture(params=BOOKS, scope="module")
def reports(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Document]:
    on_disk = BOOKS[request.param](tmp_path_factory.mktemp("books") / "book")
    return [document for _, document in documents(on_disk)]


def tabled(document: Document) -> list[Section]:
    return [section for section in document.sections if section.table and section.table.rows]


def plain(text: str) -> str:
    """As it is read, however a format spaces it."""
    return " ".join(one_line(text).split())


def in_markdown(document: Document) -> list[Rows]:
    """The rows of each table, as Markdown says them."""
    blocks = FORMATS["md"](document, Page()).split("\n\n")
    tables = [block.rstrip("\n").split("\n")[2:] for block in blocks if block.startswith("| ")]
    return [[[literal(cell) for cell in re.split(r" \| ", line[2:-2])] for line in table] for table in tables]


def literal(text: str) -> str:
    """What Markdown says: escapes are gone, and so are the fences of code."""
    return plain(re.sub(r"\\(.)|(?<!`)(`+)(?!`)(.+?)(?<!`)\2(?!`)", lambda found: found[1] or found[3], text))


def in_cells(document: Document, form: str, delimiter: str) -> list[list[str]]:
    """The rows of all tables, as CSV or TSV says them."""
    rows = list(csv.reader(io.StringIO(FORMATS[form](document, Page())), delimiter=delimiter, strict=True))
    return [row for row in rows if (row[0], row[-1]) != ("section", "tone")]


def cells(document: Document) -> Iterator[Said]:
    """Every cell of a document in every format that has cells of values."""
    in_csv = iter(in_cells(document, "csv", ","))
    in_json = [section for section in json.loads(FORMATS["json"](document, Page()))["sections"] if section.get("rows")]
    for section, told, table in zip(tabled(document), in_json, in_markdown(document), strict=True):
        assert section.table
        for row, values, words in zip(section.table.rows, told["rows"], table, strict=True):
            key, *fields, tone = next(in_csv)
            assert (key, tone, values["tone"]) == (section.key, row.tone.value, row.tone.value)
            for column, cell, said in zip(section.table.columns, row.cells, words, strict=True):
                width = 4 if column.align is Align.MONEY else 1
                mine, fields = fields[:width], fields[width:]
                yield Said(cell, said, mine, values[column.key])
            assert not fields


def is_near(number: str, unit: str, exact: str | None) -> bool:
    """Whether *exact* is shown as *number* and *unit*: within half of the last digit that is shown."""
    assert exact is not None
    power = POWERS[unit]
    number = number.replace(",", "")
    half = Decimal(5).scaleb(power - len(number.partition(".")[2]) - 1)
    return abs(Decimal(number).scaleb(power) - Decimal(exact)) <= half


def tells(text: str, bounds: dict[str, Any]) -> bool:
    """Whether the sum in *text* is the one with these bounds."""
    if bounds["low"] is None:
        return "undisclosed" in text
    if bounds["qualifier"] == "range" and (match := RANGE.match(text)):
        currency, low, low_unit, high, high_unit = match.groups()
        ends = is_near(low, low_unit or high_unit, bounds["low"]) and is_near(high, high_unit, bounds["high"])
        return ends and currency == bounds["currency"]
    match = POINT.match(text)
    end = bounds["high"] if bounds["qualifier"] == "at-most" else bounds["low"]
    return bool(match) and match["currency"] == bounds["currency"] and is_near(match[2], match[3], end)


@pytest.mark.parametrize(
    ("text", "low", "high", "qualifier", "expected"),
    [
        ("USD 75.5m ¹", "75510455.69", "75510455.69", "exact", True),
        ("USD 75.6m", "75510455.69", "75510455.69", "exact", False),
        ("USD 75.5bn", "75510455.69", "75510455.69", "exact", False),
        ("CNY 75.5m", "75510455.69", "75510455.69", "exact", False),
        ("USD ≥75.5m", "75510455.69", None, "at-least", True),
        ("≥ USD 75.5m in 1 deal, 2 undisclosed", "75510455.69", None, "at-least", True),
        ("USD ≤75.5m", "0", "75510455.69", "at-most", True),
        ("USD 1–1.5bn", "1000000000", "1500000000", "range", True),
        ("USD 1,000–1,500m", "1000000000", "1500000000", "range", True),
        ("USD 3,000m", "3000000000", "3000000000", "exact", True),
        ("USD 3,000m", "300000000", "300000000", "exact", False),
        ("USD 1–1.5bn", "1000000", "1500000000", "range", False),
        ("USD 500m–1bn", "500000000", "1000000000", "range", True),
        ("USD 500m–1bn", "500000000", "2000000000", "range", False),
        ("undisclosed", None, None, "undisclosed", True),
        ("USD 1m", None, None, "undisclosed", False),
    ],
)  # fmt: skip
def test_what_this_file_takes_for_the_same_sum(
    text: str, low: str | None, high: str | None, qualifier: str, expected: bool
) -> None:
    assert tells(text, {"currency": "USD", "low": low, "high": high, "qualifier": qualifier}) is expected


def as_written(words: str) -> str:
    """``by 2020-12`` → ``../2020-12``."""
    for start, edtf in (("by ", "../{}"), ("since ", "{}/.."), ("~", "{}~")):
        if words.startswith(start):
            return edtf.format(words.removeprefix(start))
    return words.replace(" to ", "/")


def without_guard(text: str) -> str:
    """A cell without what keeps a spreadsheet from taking it for a formula."""
    return plain(text[1:] if text.startswith("'") and text[1:].lstrip()[:1] in tuple("=+-@") else text)


def test_csv_json_and_markdown_hold_the_same(reports: list[Document]) -> None:
    for document in reports:
        for said in cells(document):
            assert is_same(said), (document.name, said)


def is_same(said: Said) -> bool:
    match said.cell:
        case Money():
            bounds = [said.json[key] or "" for key in ("currency", "low", "high", "qualifier")]
            return said.csv == bounds and tells(said.markdown, said.json)
        case Total(counted=0):
            return plain(said.csv[-1]) == said.markdown
        case Total() if len(said.csv) == 4:
            bounds = [said.json[key] or "" for key in ("currency", "low", "high", "qualifier")]
            return said.csv == bounds and tells(said.markdown, said.json)
        case Bar():
            return said.markdown == said.csv[-1] and len(said.markdown) == math.ceil(Decimal(said.json) * 10)
        case Multiple():
            [number, *_] = re.findall(r"[\d.]+", said.markdown)
            return is_near(number, "", said.json["high" if said.markdown.startswith("≤") else "low"])
        case Total():
            counted = f" in {said.json['counted']} deal" in said.markdown or " in " not in said.markdown
            return plain(said.csv[-1]) == said.markdown and tells(said.markdown, said.json) and counted
        case Name():
            return said.json == said.cell.text and said.markdown == plain(said.cell.forms_in("en")[0])
        case Names():
            starred = [f"{name}*" if at < said.json["leads"] else name for at, name in enumerate(said.json["names"])]
            return plain(", ".join(starred)) == said.markdown == without_guard(said.csv[-1])
        case Months():
            ends = [f"{said.json[end]:g}" for end in ("low", "high")]
            return said.markdown == said.csv[-1] == "–".join(dict.fromkeys(ends))
        case Missing():
            return said.json["missing"] == said.markdown == said.csv[-1]
        case Rate():
            return is_near(said.markdown, "", said.json["value"]) and said.csv == [said.markdown]
        case PartialDate():
            return said.json == said.csv[-1] == as_written(said.markdown)
        case Joined(parts=(Money(),)):
            return tells(said.markdown, said.json) and said.csv == [said.markdown]
        case None:
            return said.json is None and said.markdown == "" and not any(said.csv)
        case _:
            return plain(str(said.json)) == said.markdown == without_guard(said.csv[-1])


def test_tsv_holds_what_csv_holds(reports: list[Document]) -> None:
    for document in reports:
        assert in_cells(document, "tsv", "\t") == in_cells(document, "csv", ",")


def test_a_line_of_tsv_is_a_row(reports: list[Document]) -> None:
    for document in reports:
        lines = FORMATS["tsv"](document, Page()).splitlines()
        rows = list(csv.reader(lines, delimiter="\t", strict=True))
        assert [line.count("\t") for line in lines] == [len(row) - 1 for row in rows]


def test_html_says_what_markdown_says(reports: list[Document]) -> None:
    for document in reports:
        tables = parsed(FORMATS["html"](document, Page())).tables
        for section, table, rows in zip(tabled(document), tables, in_markdown(document), strict=True):
            assert section.table
            keys = [column.key for column in section.table.columns]
            assert len(set(keys)) == len(keys)
            for row, (tone, shown), words in zip(section.table.rows, table.rows, rows, strict=True):
                assert tone == row.tone.value
                said = dict(zip(table.keys, (plain(cell.text) for cell in shown), strict=True))
                assert {key: said.get(key, "") for key in keys} == dict(zip(keys, words, strict=True))


def test_the_terminal_says_what_markdown_says(reports: list[Document]) -> None:
    for document in reports:
        lines = iter([plain(line) for line in FORMATS["table"](document, Page()).split("\n")])
        for table in in_markdown(document):
            for row in table:
                assert plain(" ".join(row)) in lines, row  # in takes what stands before it, too
