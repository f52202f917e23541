"""Nothing that a book says is a command of a workflow's host, or acts on a terminal, in any format, on either stream."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from dealtrack.render.harmless import first_cell, one_line, shown, spreadsheet, without_commands
from dealtrack.render.literal import markdown_line
from tests.attacks.hostile import TEXTS, book_of, deeds
from tests.cli.conftest import alone  # noqa: F401  a fixture
from tests.cli.repository import Repository

REPORTS = {
    "timeline": ("timeline",),
    "chart": ("timeline", "--chart"),
    "compare": ("compare",),
    "show": ("show", "x"),
    "deals": ("list",),
    "companies": ("list", "companies"),
    "investors": ("investors",),
    "reconcile": ("reconcile",),
    "rates": ("rates", "list"),
    "coverage": ("rates", "coverage"),
}
FORMATS = ("table", "md", "csv", "tsv", "json", "html")
HISTORY = (("diff", "HEAD~1..HEAD"), ("log", "x"), ("blame", "x"))
OURS = re.compile(r"^::(?:error|warning|notice) [a-zA-Z]+=[^:]*::", re.MULTILINE)
SAMPLES = st.one_of(
    st.sampled_from([*TEXTS.values()]), st.text(st.sampled_from([*"ab1:#[]vso @-+=.)(>|`~<&*_\\/\n\t\r\u3000\ufe0f\x1b\u2028＝'\""]))
)  # fmt: skip


@pytest.fixture(params=TEXTS.values(), ids=TEXTS)
def text(request):
    return request.param


@pytest.mark.parametrize("name", REPORTS)
def test_in_a_report(name, text, make_book, run):
    book = make_book(book_of(text))
    for format in (*FORMATS, *(["svg"] if name == "chart" else [])):
        result = run(*REPORTS[name], "--format", format, book=book)
        assert result.exit_code == 0, result.output
        assert result.stdout
        assert not deeds(result.stdout), format
        assert not deeds(result.stderr), format
        if format == "md":
            assert not live(result.stdout)
        if format in ("csv", "tsv"):
            assert not formulas(result.stdout, "," if format == "csv" else "\t")


@pytest.mark.parametrize("options", [(), ("--concise",), ("--statistics",), ("--fix", "--diff"), ("--color", "always")])
def test_in_what_validate_finds(options, text, make_book, run):
    result = run("validate", *options, book=make_book(book_of(text)))
    assert result.exit_code == 1
    assert result.stdout
    assert not deeds(result.stdout)
    assert not deeds(result.stderr)


@pytest.mark.parametrize("format", ["json", "gitlab", "sarif", "junit", "github"])
def test_in_what_validate_finds_for_machines(format, text, make_book, run, tmp_path, monkeypatch):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary"))
    result = run("validate", "--format", format, book=make_book(book_of(text)))
    assert result.exit_code == 1
    assert not deeds(OURS.sub("- ", result.stdout) if format == "github" else result.stdout)
    if format == "github":
        assert not live((tmp_path / "summary").read_text())


def test_in_history(text, tmp_path, run, alone, monkeypatch):  # noqa: F811
    author = one_line(text).replace("<", "").replace(">", "").strip(" .:'\"") or "x"
    monkeypatch.setenv("GIT_AUTHOR_NAME", f"::error::{author}")
    repository = Repository(tmp_path / "repository", ".", run)
    for number in (1, 2):
        for file, content in book_of(text).items():
            path = repository.root / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content.replace("USD 1m", f"USD {number}m"), encoding="utf-8")
        repository.git("add", "-A")
        repository.git("commit", "-q", "--cleanup=verbatim", "-m", f"::error::{number}\n\n{text}".replace("\0", ""))
    for arguments in HISTORY:
        for format in FORMATS:
            result = run(*arguments, "--format", format, book=repository.root)
            assert result.exit_code == 0, result.output
            assert not deeds(result.stdout + "\n" + result.stderr), (arguments, format)
            if format == "md":
                assert not live(result.stdout)


def test_in_complaints(text, make_book, run):
    book = make_book(book_of(text))
    for arguments in (("show", text), ("list", "--group", text), ("convert", text, "--on", "2020"), ("explain", text)):
        result = run(*arguments, book=book)
        assert not deeds(result.stdout + "\n" + result.stderr)


def live(source):
    """What GitHub would make of Markdown beyond tables, headings of the third level and texts."""
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = [part for token in reader.parse(source) for part in (token, *(token.children or ()))]
    known = {"heading", "paragraph", "table", "thead", "tbody", "tr", "th", "td", "em"}
    found = [
        token
        for token in tokens
        if token.type.removesuffix("_open").removesuffix("_close") not in known
        and token.type not in ("inline", "text", "code_inline", "softbreak", "hardbreak", "text_special")
        and not (token.type == "fence" and token.info == "text")
    ]
    headings = [token for token in tokens if token.type == "heading_open" and token.tag != "h3"]
    words = [token.content for token in tokens if token.type == "text"]
    links = [each for each in words if re.search(r"@\w|#\d|\bGH-\d|(?:https?|ftp)://|\bwww\.", each)]
    return found + headings + links


def formulas(table, delimiter):
    """Cells of text that a spreadsheet would run."""
    cells = [cell for row in csv.reader(io.StringIO(table), delimiter=delimiter) for cell in row]
    return [cell for cell in cells if re.match('[ \u3000\t\ufffd"”“]*[=+@＝＋－＠-]', cell)]


@given(SAMPLES)
def test_a_printed_line_is_no_command(text):
    assert not deeds(shown(text).replace("\r\n", "\n").replace("\t", " "))
    assert not deeds(without_commands(one_line(text)))
    assert not deeds(first_cell(spreadsheet(text)))


@given(SAMPLES)
def test_a_line_of_markdown_is_what_it_says(text):
    source = markdown_line(text)
    assert not live(source)
    assert not deeds(source)
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(source)
    assert [token.type for token in tokens] in ([], ["paragraph_open", "inline", "paragraph_close"])
    told = "".join(part.content for token in tokens for part in (token.children or ()))
    assert told.split() == one_line(text).split()


def test_what_is_neutralised_can_still_be_read():
    assert without_commands("a::b\n ::error::c") == "a::b\n \\::error::c"
    assert markdown_line("paid by @torvalds, #12") == "paid by `@torvalds`, `#12`"
    assert markdown_line("1. x") == "1\\. x"
    assert [spreadsheet(text) for text in ("＝1", " -x", "−5", "5-x")] == ["'＝1", "' -x", "−5", "5-x"]
