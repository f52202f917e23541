"""The schemas in the programs that use them: check-jsonschema, and the language server of VS Code, Neovim and others.

They are run only when they are asked for, with ``pytest -m outside``: one of them is installed from npm.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import REPOSITORY
from tests.schema.language_server import VERSION, LanguageServer, install, language_server

pytestmark = pytest.mark.outside

HEAD = "# yaml-language-server: $schema=../seeds/company.schema.json\nname: A\n"
DEAL = f"{HEAD}deals:\n  - id: a\n    date: 2019\n    sources: [a]\n"
BOOK = sorted(path.relative_to(REPOSITORY).as_posix() for path in REPOSITORY.glob("deals/*.yaml"))


def check(schema: str, *files: str) -> "subprocess.CompletedProcess[str]":
    """Run check-jsonschema on *files* of this repository."""
    program = shutil.which("check-jsonschema", path=str(Path(sys.executable).parent))
    assert program, "pip install check-jsonschema"
    command = [program, "--schemafile", f"seeds/{schema}.schema.json", *files]
    return subprocess.run(command, check=False, cwd=REPOSITORY, capture_output=True, text=True)


@pytest.mark.parametrize(
    ("schema", "files"),
    [("company", BOOK), ("sources", ["seeds/sources.yaml"]), ("investors", ["seeds/investors.yaml"])],
)
def test_check_jsonschema_accepts_the_book(schema: str, files: list[str]) -> None:
    result = check(schema, *files)
    assert (result.returncode, result.stdout) == (0, "ok -- validation done\n")


def test_check_jsonschema_refuses_what_validate_refuses(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(DEAL + "    status: done\n", encoding="utf-8")
    result = check("company", str(bad))
    assert result.returncode == 1
    assert "'done'" in result.stdout


@pytest.fixture(scope="module")
def server(request: pytest.FixtureRequest) -> Iterator[LanguageServer]:
    directory = request.config.cache.mkdir(f"yaml-language-server-{VERSION}")
    with language_server(install(directory), REPOSITORY) as running:
        yield running


class Editor:
    """A company file in an editor, with the caret where ``|`` stands in its text."""

    def __init__(self, server: LanguageServer, file: str, marked: str) -> None:
        before, _, after = marked.partition("|")
        self.server, self.file, self.text = server, file, before + after
        self.caret = (before.count("\n"), len(before) - before.rfind("\n") - 1)
        self.diagnostics = server.open(file, self.text)

    def squiggles(self) -> dict[str, str]:
        """What is underlined, and what is said about it."""
        lines = self.text.splitlines()
        found = {}
        for each in self.diagnostics:
            start, end = each["range"]["start"], each["range"]["end"]
            assert start["line"] == end["line"]
            found[lines[start["line"]][start["character"] : end["character"]]] = each["message"]
        return found

    def completions(self) -> dict[str, str]:
        """What is offered at the caret, with what is said about it."""
        offered = self.server.complete(self.file, *self.caret)
        return {label: item.get("documentation", "") for label, item in offered.items()}

    def hover(self) -> str:
        """What is shown about what is at the caret."""
        return self.server.hover(self.file, *self.caret)


@pytest.fixture
def editor(server: LanguageServer, request: pytest.FixtureRequest) -> Any:
    name = re.sub(r"\W+", "-", request.node.name)
    return lambda marked: Editor(server, f"deals/{name}.yaml", marked)


@pytest.mark.parametrize("file", BOOK)
def test_the_book_has_no_squiggle(server: LanguageServer, file: str) -> None:
    assert server.open(file, (REPOSITORY / file).read_text(encoding="utf-8")) == []


def test_keys_of_a_deal_are_offered(editor: Any) -> None:
    offered = editor(f"{DEAL}    status: completed\n    |").completions()
    assert offered["round"].startswith("The round of an equity deal.")
    assert offered["amount"].startswith("The sum as stated")
    assert offered.keys() >= {"kind", "label", "closed", "equivalent", "leads", "investors", "venue", "claims", "notes"}
    assert not offered.keys() & {"id", "date", "status", "founded", "basis", "null", "true"}


def test_a_new_deal_comes_with_the_keys_that_it_needs(server: LanguageServer, editor: Any) -> None:
    opened = editor(f"{HEAD}deals:\n  - |")
    offered = server.complete(opened.file, *opened.caret)
    assert re.findall(r"^\s*(\w+):?", offered["Deal"]["insertText"], re.MULTILINE) == ["id", "date", "status"]


@pytest.mark.parametrize(
    ("key", "some", "meaning"),
    [
        ("status", "in-talks", "The parties are negotiating."),
        ("kind", "support", "Money of a state that is no equity: funds, premises, orders."),
        ("round", "b+", "The round after Series B (B+轮)."),
    ],
)
def test_terms_are_offered_and_nothing_else(editor: Any, key: str, some: str, meaning: str) -> None:
    offered = editor(f"{DEAL}    {key}: |\n").completions()
    assert offered[some] == meaning
    assert not [label for label in offered if label in ("null", "true") or not label.isascii()]
    assert len(offered) == {"status": 9, "kind": 15, "round": 36}[key]


@pytest.mark.parametrize("key", ["name", "city", "founded", "country"])
def test_nothing_is_offered_where_anything_can_stand(editor: Any, key: str) -> None:
    assert editor(f"{HEAD.replace('name: A', '')}{key}: |\n").completions() == {}


def test_hovering_over_a_key_shows_what_it_is(editor: Any) -> None:
    assert "The conversion that the source itself printed" in editor(f"{DEAL}    equi|valent: USD 70m\n").hover()


def test_hovering_over_a_term_shows_what_it_means_first(editor: Any) -> None:
    shown = editor(f"{DEAL}    status: postp|oned\n").hover()
    assert "How far the deal has come" in shown
    assert re.search(r"Allowed Values:\s+\* `postponed`: Put off; it may still happen\.\n", shown)


@pytest.mark.parametrize(
    ("line", "squiggle", "says"),
    [
        ("staus: completed", "staus", "Property staus is not allowed."),
        ("closed: 2020-02-30", "2020-02-30", "No such date: write 2020, 2020-Q2"),
        ("closed: May 2015", "May 2015", "No such date: write 2020, 2020-Q2"),
        ("amount: $30m", "$30m", "Write a currency and a number: CNY 1.8bn"),
        ("amount: 500", "500", "Write a currency and a number: CNY 1.8bn"),
        ("kind: loan", "loan", "Write one of equity, convertible, debt"),
        ("round: first", "first", "Write one of angel, pre-seed, seed"),
        ("leads: Shunwei Capital", "Shunwei Capital", "This is a list: put square brackets around it"),
        ("venue: [HKEX]", "[HKEX]", "Write one value, not a list"),
        ("round: 并购\n    kind: ipo", "ipo", "The round says that the kind is acquisition"),
    ],
)
def test_a_mistake_has_one_squiggle_under_it(editor: Any, line: str, squiggle: str, says: str) -> None:
    found = editor(f"{DEAL}    status: completed\n    {line}\n").squiggles()
    assert list(found) == [squiggle]
    assert found[squiggle].startswith(says)


@pytest.mark.parametrize(
    "line",
    ["amount: 近10亿元", "closed: 2019", "round: A+轮", "round: 并购", "label: 360", "kind:", "leads:", "venue: true"],
)
def test_what_is_right_has_none(editor: Any, line: str) -> None:
    assert editor(f"{DEAL}    status: completed\n    {line}\n").squiggles() == {}
