"""The rules, by their cases: each folder in ``cases/`` is a rule's, and holds what it must and must not find.

A case is a company file (``good-*.yaml``, ``bad-*.yaml``) or a folder of a book's files; what a folder's cases share
stands in its ``book/``. Beside each bad case, a ``.txt`` file holds all that ``validate`` prints about it. After a
change of words, ``REWRITE_CASES=1 pytest tests/rules`` writes these files anew, to be read before they are committed.
"""

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from dealtrack.files import tree
from dealtrack.rules import RULES
from tests.conftest import SOURCES

CASES = Path(__file__).parent / "cases"
# Too large to keep: made by the tests of bad input.
MADE_ELSEWHERE = {"too-large"}


def cases(kind):
    found = [path for path in sorted(CASES.glob(f"*/{kind}-*")) if path.suffix != ".txt"]
    return [pytest.param(path, id=f"{path.parent.name}/{path.name}") for path in found]


@pytest.fixture
def book_of(make_book):
    """A book that holds one case."""

    def make(case):
        book = make_book()
        book.write("seeds/sources.yaml", SOURCES)
        shared = case.parent / "book"
        for folder in (shared, case):
            if folder.is_dir():
                shutil.copytree(folder, book.root, dirs_exist_ok=True)
        if case.is_file():
            shutil.copy(case, book.root / "deals" / case.name)
        return book.without_uncited()

    return make


@pytest.mark.parametrize("code", sorted(RULES))
def test_each_rule_has_good_and_bad_cases(code):
    names = {path.name.split("-")[0] for path in (CASES / code).iterdir() if path.suffix != ".txt"}
    assert names >= {"good", "bad"}


def test_each_folder_of_cases_is_a_rules():
    assert {path.name for path in CASES.iterdir()} == set(RULES)


def test_each_expectation_belongs_to_a_case():
    bad = {path.values[0].with_suffix(".txt") for path in cases("bad")}
    assert set(CASES.glob("*/*.txt")) == bad


@pytest.mark.parametrize("case", cases("good"))
def test_a_good_case_gives_no_diagnostic_of_its_rule(case, book_of, run):
    result = run("validate", "--format", "json", book=book_of(case))
    found = json.loads(result.stdout)
    assert case.parent.name not in [each["code"] for each in found["diagnostics"]]
    assert (found["summary"]["errors"], result.exit_code) == (0, 0)


@pytest.mark.parametrize("case", cases("bad"))
def test_a_bad_case_is_told_in_these_words(case, book_of, run):
    result = run("validate", book=book_of(case))
    expected = case.with_suffix(".txt")
    if os.environ.get("REWRITE_CASES"):
        expected.write_text(result.stdout, encoding="utf-8")
        pytest.fail(f"{expected.name} is written anew: read what has changed")
    assert result.stdout == expected.read_text(encoding="utf-8")
    assert result.stderr == ""


@pytest.mark.parametrize("case", cases("bad"))
def test_a_bad_case_gives_diagnostics_of_its_rule_alone(case, book_of, run):
    result = run("validate", "--format", "json", "--strict", book=book_of(case))
    found = json.loads(result.stdout)["diagnostics"]
    assert {each["code"] for each in found} == {case.parent.name}
    severity = RULES[case.parent.name].severity.value
    assert {each["severity"] for each in found} == {severity}
    assert {each["name"] for each in found} <= set(RULES[case.parent.name].names)
    assert result.exit_code == (severity in ("error", "warning"))


@pytest.mark.parametrize("case", cases("bad"))
def test_a_bad_case_is_told_in_the_same_words_without_libyaml(case, book_of, run, monkeypatch):
    book = book_of(case)
    fast = run("validate", book=book).stdout
    monkeypatch.setattr(tree, "_Parser", tree.PureParser)
    assert run("validate", book=book).stdout == fast


def test_every_name_of_a_rule_is_met_in_a_case():
    told = "".join(path.read_text(encoding="utf-8") for path in CASES.glob("*/*.txt"))
    met = set(re.findall(r"(?m)^\S+: (?:error|warning|note) DT\d{3} ([a-z0-9-]+): ", told))
    assert met | MADE_ELSEWHERE == {name for rule in RULES.values() for name in rule.names}
