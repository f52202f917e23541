"""Annotations, read back as GitHub's runner reads commands; and the table in the summary of a step."""

import os
import re

import pytest

from dealtrack.cli.hosts import prefix_in_repository
from dealtrack.diagnostics import Place, Span
from dealtrack.render.diagnostics.github import SUMMARY_LIMIT, step_summary
from tests.render.runs import found, run_of, shown

KINDS = {"error": "error", "warning": "warning", "note": "notice"}


def read(line):
    """A command's name, properties and data, as the runner reads them; None where it is none."""
    match = re.match(r"\s*::([a-z-]+)(?: (.*?))?::(.*)", line)
    if not match:
        return None
    properties = dict(pair.split("=", 1) for pair in (match[2] or "").split(",") if pair)
    for escaped, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        properties = {key: value.replace(escaped, char) for key, value in properties.items()}
    data = match[3].replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
    return match[1], properties, data


def commands(*diagnostics, **options):
    return [command for line in shown("github", *diagnostics, **options).splitlines() if (command := read(line))]


@pytest.mark.parametrize(
    ("message", "hint", "line"),
    [
        ("plain", "", "plain"),
        ("plain", "help", "plain%0Ahelp: help"),
        ("50%", "%0A", "50%25%0Ahelp: %250A"),
        ("%0A::error::x", "", "%250A::error::x"),
        ("a, b: c::d", "", "a, b: c::d"),
        ("a\nb", "c\r\nd", "a b%0Ahelp: c d"),
    ],
)
def test_what_a_message_holds_is_escaped(message, hint, line):
    printed = shown("github", found(message, hint=hint)).splitlines()[0]
    assert printed.split("some-name::", 1)[1] == line


@pytest.mark.parametrize(
    "file",
    ["deals/a.yaml", "deals/a,b:c.yaml", "deals/50%.yaml", "deals/a::b.yaml", "deals/%0A,line=9.yaml", "云.yaml"],
)
def test_a_file_is_read_back_as_it_is(file):
    ((_, properties, _),) = commands(found(file=file, end=0), texts={})
    assert properties == {
        "file": file, "line": "1", "col": "1", "endLine": "1", "endColumn": "1", "title": "DT101 some-name"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("place", "properties"),
    [
        (Place("deals/a.yaml", span=Span(6, 8)), {"line": "1", "col": "7", "endLine": "1", "endColumn": "9"}),
        (Place("deals/a.yaml", span=Span(0, 12)), {"line": "1", "endLine": "2"}),
        (Place("deals/a.yaml", as_whole=True), {"line": "1"}),
    ],
)
def test_columns_are_given_within_one_line(place, properties):
    ((_, given, _),) = commands(found(place=place))
    assert given == {"file": "deals/a.yaml", **properties, "title": "DT101 some-name"}


def test_errors_come_first_then_warnings_then_notices():
    mixed = [found(severity=severity, start=at) for at, severity in enumerate(["note", "error", "warning", "error"])]
    assert [command for command, _, _ in commands(*mixed)] == ["error", "error", "warning", "notice"]


@pytest.mark.parametrize("severity", KINDS)
@pytest.mark.parametrize(
    ("count", "annotations", "last", "plain"),
    [
        (9, 9, "m8", 0),
        (10, 10, "m9", 0),
        (11, 10, "2 more {}s: see the log of this step", 2),
        (30, 10, "21 more {}s: see the log of this step", 21),
    ],
)
def test_there_are_ten_of_a_kind_at_most_and_nothing_is_lost(severity, count, annotations, last, plain):
    many = [found(f"m{number}", severity, start=number, end=number, hint="h") for number in range(count)]
    given = commands(*many)
    assert len(given) == annotations
    assert {command for command, _, _ in given} == {KINDS[severity]}
    assert given[-1][2].split("\n")[0] == last.format(severity)
    rest = [line for line in shown("github", *many).splitlines() if not read(line)]
    assert len(rest) == plain + 1
    assert all(
        re.fullmatch(rf"- deals/a\.yaml:\d+:\d+: {severity} DT101 some-name: m\d+ \(h\)", line) for line in rest[:-1]
    )
    told = [data.split("\n")[0] for _, _, data in given] + [re.search(r": (m\d+)", line)[1] for line in rest[:-1]]
    assert {f"m{number}" for number in range(count)} <= set(told)


def test_each_kind_has_ten_of_its_own():
    many = [found(severity=severity, start=at, end=at) for severity in KINDS for at in range(12)]
    assert [command for command, _, _ in commands(*many)] == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10


def test_a_directory_named_like_a_command_is_none():
    many = [found(start=number, end=number) for number in range(12)]
    assert len(commands(*many, prefix="::error::x/")) == 10


# The summary of a step.


def rows(text):
    """The cells of a table's rows, as GitHub divides them: at bars without a backslash."""
    return [
        [cell.strip() for cell in re.findall(r"((?:\\.|[^|\\])*)\|", line[1:])]
        for line in text.splitlines()
        if line.startswith("| ") and "---" not in line
    ][1:]


def test_a_summary_of_nothing_is_its_counts():
    assert step_summary(run_of()) == (
        "### dealtrack validate\n\nchecked 2 files, 2 companies, 0 deals: nothing to report\n"
    )


@pytest.mark.parametrize(
    ("message", "cell"),
    [
        ("plain", "`plain`"),
        ("", ""),
        ("a|b", r"`a\|b`"),
        (r"a\|b", r"`a\\\|b`"),
        ("`x`", "`` `x` ``"),
        ("a``b", "```a``b```"),
        ("<script>alert(1)</script>", "`<script>alert(1)</script>`"),
        ("![x](https://example.com/x.png)", "`![x](https://example.com/x.png)`"),
        ("@octocat #1 GH-2 https://example.com", "`@octocat #1 GH-2 https://example.com`"),
        ("a\n| b |", r"`a \| b \|`"),
        ("  ", ""),
    ],
)
def test_a_cell_is_code_and_one_cell(message, cell):
    ((_, _, _, told, _),) = rows(step_summary(run_of(found(message))))
    assert told == cell


@pytest.mark.parametrize("room", [150, 400, 1_000, 5_000, 10_000])
def test_a_summary_is_cut_by_whole_rows(room):
    many = [found(f"云{number}", start=number, end=number) for number in range(100)]
    text = step_summary(run_of(*many), room)
    assert len(text.encode()) <= room
    kept = rows(text)
    assert [row[3] for row in kept] == [f"`云{number}`" for number in range(len(kept))]
    left_out = re.search(r"\n\n(\d+) rows? left out for want of room: see the log of this step\.\n\Z", text)
    assert int(left_out[1]) + len(kept) == 100 if left_out else len(kept) in (0, 100)
    assert room < 400 or left_out or room == 10_000


def test_a_summary_without_room_is_empty():
    assert step_summary(run_of(), 10) == ""
    assert step_summary(run_of(), -1) == ""


def test_a_summary_of_very_much_is_as_large_as_it_may_be():
    many = [found("m" * 200, start=0, end=0)] * 10_000
    assert SUMMARY_LIMIT - 1_000 < len(step_summary(run_of(*many)).encode()) <= SUMMARY_LIMIT == 2**20


def test_what_is_grave_comes_first_in_a_summary():
    text = step_summary(run_of(found("n", "note"), found("w", "warning"), found("e")))
    assert [row[0] for row in rows(text)] == ["error", "warning", "note"]


BAD = {"deals/x.yaml": "nmae: X\n"}


def test_a_summary_is_added_to_what_is_there(make_book, run, tmp_path, monkeypatch):
    path = tmp_path / "summary"
    path.write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(path))
    book = make_book(BAD)
    assert run("validate", "--format", "github", book=book).exit_code == 1
    assert path.read_text(encoding="utf-8").startswith("before\n### dealtrack validate\n\nchecked 1 file")
    path.write_bytes(b"x" * SUMMARY_LIMIT)
    run("validate", "--format", "github", book=book)
    assert path.stat().st_size == SUMMARY_LIMIT


@pytest.mark.parametrize("format", ["text", "json", "gitlab", "sarif", "junit"])
def test_another_format_leaves_the_summary_alone(format, make_book, run, tmp_path, monkeypatch):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary"))
    run("validate", "--format", format, book=make_book(BAD))
    assert not (tmp_path / "summary").exists()


def test_a_summary_that_cannot_be_written_is_a_complaint(make_book, run, tmp_path, monkeypatch):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path))
    result = run("validate", "--format", "github", book=make_book(BAD))
    assert result.exit_code == 1
    assert result.stdout.startswith("::error file=")
    assert result.stderr == f"dealtrack: no summary for this step: {tmp_path}: is a directory\n"


# The root of the repository.


@pytest.mark.parametrize(
    ("git", "environment", "book", "prefix"),
    [
        (".", {}, ".", ""),
        (".", {}, "books/china", "books/china/"),
        (None, {}, "books/china", ""),
        (None, {"GITHUB_WORKSPACE": "."}, "books/china", "books/china/"),
        (None, {"GITHUB_WORKSPACE": "books/china"}, "books/china", ""),
        (None, {"GITHUB_WORKSPACE": "elsewhere"}, "books/china", ""),
        (None, {"GITHUB_WORKSPACE": ""}, "books/china", ""),
        (None, {"CI_PROJECT_DIR": "books"}, "books/china", "china/"),
        ("books", {"GITHUB_WORKSPACE": "."}, "books/china", "china/"),  # checked out below the workspace
    ],
)
def test_files_are_named_from_the_root_of_the_repository(git, environment, book, prefix, tmp_path, monkeypatch):
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value and str(tmp_path / value))
    (tmp_path / book).mkdir(parents=True, exist_ok=True)
    if git:
        (tmp_path / git / ".git").write_text("gitdir: elsewhere\n")  # as in a work tree
    assert prefix_in_repository(tmp_path / book) == prefix


@pytest.mark.parametrize("format", ["github", "gitlab", "sarif", "junit"])
def test_a_book_below_the_root_is_named_wherever_validate_is_run(format, make_book, run, monkeypatch):
    book = make_book(BAD)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(book.root.parent))
    inside = run("validate", "--format", format, book=book).stdout
    outside = run("validate", "--format", format, "--book", "book", book=book.root.parent).stdout
    assert inside == outside
    assert "book/deals/x.yaml" in inside


def test_the_path_to_a_book_may_be_no_utf_8(tmp_path, monkeypatch):
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    book = tmp_path / os.fsdecode(b"a\xff")
    book.mkdir()
    assert prefix_in_repository(book) == "a\ufffd/"
