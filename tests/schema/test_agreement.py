"""The schema and the validator agree: on every case of every rule, and on this repository's own book."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dealtrack.files.schema import FILES, json_schema
from tests.conftest import REPOSITORY
from tests.schema.core_schema import load

CASES = Path(__file__).parent.parent / "rules" / "cases"
SHAPE = {f"DT10{number}" for number in range(1, 9)}
# What no schema can see: an interval that ends before it starts, a sum that is zero.
UNSEEN = {"DT106/bad-interval.yaml", "DT105/bad-nothing.yaml"}

VALIDATORS = {file: jsonschema.Draft202012Validator(json_schema(file)) for file in FILES}
KINDS = {"seeds/sources.yaml": "sources", "seeds/investors.yaml": "investors"}


def cases() -> list[Any]:
    found = [path for path in sorted(CASES.glob("*/*")) if path.suffix != ".txt" and path.name != "book"]
    return [pytest.param(path, id=f"{path.parent.name}/{path.name}") for path in found]


def refusals(root: Path, file: str) -> list[str]:
    """What the schema of *file* says against it."""
    text = (root / file).read_text(encoding="utf-8-sig")
    return [error.message for error in VALIDATORS[KINDS.get(file, "company")].iter_errors(load(text))]


def diagnosed(run: Any, book: Any) -> dict[str, set[str]]:
    """The codes that ``validate`` gives to each file of a book."""
    codes: dict[str, set[str]] = {}
    for each in json.loads(run("validate", "--format", "json", book=book).stdout)["diagnostics"]:
        codes.setdefault(each["file"], set()).add(each["code"])
    return codes


@pytest.mark.parametrize("case", cases())
def test_a_case_is_refused_by_both_or_by_neither(case: Path, make_book: Any, run: Any) -> None:
    book = make_book()
    for folder in (case.parent / "book", case):
        if folder.is_dir():
            shutil.copytree(folder, book.root, dirs_exist_ok=True)
    if case.is_file():
        shutil.copy(case, book.root / "deals" / case.name)
    codes = diagnosed(run, book)
    for path in (*book.root.glob("deals/*.yaml"), *filter(Path.is_file, map(book.root.joinpath, KINDS))):
        file = path.relative_to(book.root).as_posix()
        found = codes.get(file, set())
        if any(code.startswith("DT0") for code in found):
            continue  # not YAML, or YAML that dealtrack does not take
        expected = bool(found & SHAPE) and f"{case.parent.name}/{case.name}" not in UNSEEN
        assert bool(refused := refusals(book.root, file)) == expected, (file, found, refused)


def test_there_are_cases_of_each_rule_of_shape() -> None:
    assert {path.name for path in CASES.iterdir()} >= SHAPE - {"DT108"}


def test_this_repository_s_book_is_accepted() -> None:
    files = [f"deals/{path.name}" for path in (REPOSITORY / "deals").glob("*.yaml")]
    assert {file: refused for file in [*files, *KINDS] if (refused := refusals(REPOSITORY, file))} == {}


@pytest.mark.parametrize("page", ["README.md", "docs/format.md"])
def test_the_examples_of_the_format_are_accepted(page: str, tmp_path: Path) -> None:
    blocks = re.findall(r"```yaml\n(name: .*?)```", (REPOSITORY / page).read_text(encoding="utf-8"), re.DOTALL)
    assert blocks
    for block in blocks:
        (tmp_path / "example.yaml").write_text(block, encoding="utf-8")
        assert refusals(tmp_path, "example.yaml") == []
