"""Data flows one way: each floor imports only from those above it, and only the command line prints."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "dealtrack"
FLOORS = (
    "values",
    "model",
    "known_by",
    "diagnostics",
    "rates",
    "reconciliation",
    "comparison",
    "files",
    "rules",
    "reports",
    "render",
    "api",
    "cli",
)
MODULES = sorted(PACKAGE.rglob("*.py"))


def floor_of(name: str) -> str:
    """``dealtrack.rates.table`` → ``rates``."""
    return name.split(".")[1]


def imported(path: Path) -> Iterator[str]:
    """Every module of dealtrack that a file imports, at its top or in a function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("dealtrack."):
            yield node.module
        elif isinstance(node, ast.ImportFrom) and node.module == "dealtrack":
            yield from (f"dealtrack.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("dealtrack."))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_up_only(path: Path) -> None:
    own = path.relative_to(PACKAGE).with_suffix("").parts[0]
    if own in ("__init__", "__main__"):
        return  # the public names, and the way in
    assert own in FLOORS, f"{own} is on no floor"
    below = [
        name
        for name in imported(path)
        if name != "dealtrack.__version__" and FLOORS.index(floor_of(name)) > FLOORS.index(own)
    ]
    assert not below, f"{own} imports from floors below it"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_command_line_prints_or_exits(path: Path) -> None:
    if path.relative_to(PACKAGE).parts[0] == "cli":
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in ("print", "exit", "input"), f"line {node.lineno}"


def test_programs_are_started_in_one_place() -> None:
    """Git is run by files/git.py, which keeps it from running others; git_objects only names the pipes."""
    starts = re.compile(
        r"subprocess\.(?:run|call|check_\w+|Popen|getoutput)\(|os\.(?:system|popen|exec\w*|spawn\w*|posix_spawn)\("
    )
    found = {str(path.relative_to(PACKAGE)) for path in MODULES if starts.search(path.read_text(encoding="utf-8"))}
    assert found == {"files/git.py"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_module_opens_with_its_purpose(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("statement", "absent"),
    [
        ("import dealtrack", {"typer", "yaml", "msgspec", "rich", "decimal"}),
        ("import dealtrack.cli", {"yaml", "msgspec", "rich", "decimal", "dateutil"}),
        ("from dealtrack.files.book import open_book; open_book('.')", {"rich", "typer", "dateutil", "tomllib"}),
        ("import dealtrack.values.amount_text, dealtrack.values.dates", {"yaml", "rich", "typer", "msgspec"}),
        ("import dealtrack.reports.timeline, dealtrack.reports.compare", {"rich", "typer"}),
    ],
)
def test_nothing_is_loaded_before_it_is_needed(statement: str, absent: set[str]) -> None:
    code = f"import sys; {statement}; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PACKAGE.parent)
    assert not absent & set(run.stdout.split())
