"""What a diagnostic says to write, is read without a fault at that place; what it says --fix mends, --fix mends."""

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.advice import suggestions
from tests.conftest import SOURCES

CASES = Path(__file__).parent / "cases"
# What these say to write stands in place of what they point at. The others speak of what to add, or to look into.
REWRITING = {"DT101", "DT103", "DT104", "DT105", "DT106", "DT107", "DT405"}
LISTED = "["  # a list, as it stands in a file


def bad_cases():
    found = [path for path in sorted(CASES.glob("*/bad-*")) if path.suffix != ".txt"]
    return [pytest.param(path, id=f"{path.parent.name}/{path.name}") for path in found]


@pytest.fixture
def book_of(make_book):
    def make(case):
        book = make_book()
        book.write("seeds/sources.yaml", SOURCES)
        for folder in (case.parent / "book", case):
            if folder.is_dir():
                shutil.copytree(folder, book.root, dirs_exist_ok=True)
        if case.is_file():
            shutil.copy(case, book.root / "deals" / case.name)
        return book.without_uncited()

    return make


def found_in(run, book):
    return json.loads(run("validate", "--format", "json", book=book).stdout)["diagnostics"]


def rewritten(text, diagnostic, written):
    """*text* with *written* for what the diagnostic points at."""
    lines = text.split("\n")
    start = sum(len(line) + 1 for line in lines[: diagnostic["line"] - 1]) + diagnostic["column"] - 1
    end = sum(len(line) + 1 for line in lines[: diagnostic["end_line"] - 1]) + diagnostic["end_column"] - 1
    return text[:start] + written + text[end:]


def ways(diagnostic):
    """Each way to follow a hint: what is to stand where the diagnostic points."""
    hint, is_key = diagnostic["hint"], diagnostic["code"] == "DT101"
    if two := re.fullmatch("write amount: (.+) and equivalent: (.+)", hint):
        return [f"{json.dumps(two[1], ensure_ascii=False)}, equivalent: {json.dumps(two[2], ensure_ascii=False)}"]
    if label := re.match("write unknown, and label: (.+?), or one of", hint):
        return [f"unknown, label: {label[1]}"]
    return [
        each if is_key or each.startswith("[") else json.dumps(each, ensure_ascii=False) for each in suggestions(hint)
    ]


@pytest.mark.parametrize("case", bad_cases())
def test_what_a_hint_says_to_write_is_read_there(case, book_of, run):
    book = book_of(case)
    for each in found_in(run, book):
        if each["code"] not in REWRITING or not each.get("hint"):
            continue
        path = book.root / each["file"]
        before = path.read_text(encoding="utf-8")
        for way in ways(each):
            if whole := re.fullmatch(r"([\w-]+): (\[.*\])", way):  # a key with its value
                text = re.sub(rf"(?m){each['path'].rpartition('.')[2]}: [^,}}\n]+", f"{whole[1]}: {whole[2]}", before)
            else:
                text = rewritten(before, each, way)
            path.write_text(text, encoding="utf-8")
            left = [
                (other["line"], other["column"])
                for other in found_in(run, book)
                if other["code"] in REWRITING | {"DT006"}
            ]
            assert (each["line"], each["column"]) not in left, (each["hint"], way)
        path.write_text(before, encoding="utf-8")


@pytest.mark.parametrize("case", bad_cases())
def test_as_many_are_mended_as_the_last_line_promises(case, book_of, run):
    book = book_of(case)
    before = run("validate", book=book).stdout
    promised = re.search(r"; --fix mends (\d+|it|them)", before)
    counted = len(found_in(run, book))
    run("validate", "--fix", book=book)
    left = len(found_in(run, book))
    expected = 0 if not promised else int(promised[1]) if promised[1].isdigit() else counted
    assert counted - left >= expected if expected else left == counted, before
