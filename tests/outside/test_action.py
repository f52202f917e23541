"""The scripts of the GitHub action, run by bash with the environment that GitHub's runner would give them."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.outside.conftest import BAD, BAD_DATE, DOUBTFUL, GOOD, commit_all, small_book
from tests.outside.programs import environment, run, succeed

pytestmark = pytest.mark.outside

INSTALL, CHECK = "Install dealtrack", "Check the book"
HOSTILE = [
    "$(touch pwned)",
    "`touch pwned`",
    "; touch pwned",
    '"; touch pwned; "',
    "'; touch pwned; '",
    "| touch pwned",
]
HOSTILE_PYTHON = "open('pwned', 'w').close()\nraise SystemExit('this must not run')\n"


class Runner:
    """As much of GitHub's runner as a composite action's scripts can see."""

    def __init__(self, action: Path, temp: Path) -> None:
        self.action, self.temp = action, temp
        self.definition: dict[str, Any] = yaml.safe_load((action / "action.yml").read_text(encoding="utf-8"))

    def run(self, step: str, workspace: Path, inputs: dict[str, str]) -> subprocess.CompletedProcess[str]:
        """Run one of the action's steps in *workspace* with the inputs that a workflow gives."""
        assert inputs.keys() <= self.definition["inputs"].keys()
        values = {name: given["default"] for name, given in self.definition["inputs"].items()} | inputs
        [found] = [each for each in self.definition["runs"]["steps"] if each["name"] == step]
        own = {name: self._evaluate(value, values) for name, value in found["env"].items()}
        github = {
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(self.action),
            "GITHUB_WORKSPACE": str(workspace),
            "RUNNER_TEMP": str(self.temp),
        }
        return run(
            *("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", found["run"]),
            cwd=workspace / self._evaluate(found["working-directory"], values),
            env=environment(**github, **own),
        )

    def _evaluate(self, expression: str, values: dict[str, str]) -> str:
        if expression == "${{ steps.python.outputs.python-path }}":
            return sys.executable
        [name] = re.findall(r"^\$\{\{ inputs\.([\w-]+) \}\}$", expression)
        return values[name]


@pytest.fixture(scope="session")
def runner(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A runner that has installed the action, in a workspace full of traps for that."""
    workspace = tmp_path_factory.mktemp("traps")
    for name in ("venv.py", "pip.py", "ensurepip.py", "sitecustomize.py", "dealtrack.py", "dealtrack/__init__.py"):
        (workspace / name).parent.mkdir(exist_ok=True)
        (workspace / name).write_text(HOSTILE_PYTHON, encoding="utf-8")
    made = Runner(checkout / ".github" / "actions" / "validate", tmp_path_factory.mktemp("runner with blanks"))
    done = made.run(INSTALL, workspace, {})
    assert done.returncode == 0, done.stdout
    assert not (workspace / "pwned").exists()
    return made


@pytest.fixture
def check(runner: Runner, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Check the book below *tmp_path*: ``check(strict="true")``. The format is one that any version has."""

    def with_inputs(**inputs: str) -> subprocess.CompletedProcess[str]:
        named = {name.replace("_", "-"): value for name, value in inputs.items()}
        return runner.run(CHECK, tmp_path, {"format": "text"} | named)

    return with_inputs


@pytest.mark.parametrize(
    ("deals", "inputs", "status"),
    [
        (GOOD, {}, 0),
        (GOOD, {"strict": "true"}, 0),
        (BAD, {}, 1),
        (DOUBTFUL, {}, 0),
        (DOUBTFUL, {"strict": "false"}, 0),
        (DOUBTFUL, {"strict": ""}, 0),
        (DOUBTFUL, {"strict": "true"}, 1),
        (GOOD, {"strict": "yes"}, 2),
        (GOOD, {"book": "not there"}, 2),
        (GOOD, {"format": "sonnet"}, 2),
        (GOOD, {"format": ""}, 2),
    ],
)
def test_exit_codes(check: Callable[..., Any], tmp_path: Path, deals: str, inputs: dict[str, str], status: int) -> None:
    small_book(tmp_path, deals)
    done = check(**inputs)
    assert done.returncode == status, done.stdout


def test_what_it_prints(check: Callable[..., Any], tmp_path: Path) -> None:
    small_book(tmp_path, BAD)
    assert BAD_DATE in check().stdout


@pytest.mark.parametrize(
    "inputs",
    [
        {"book": "my books/中国 & $HOME"},
        {"working-directory": "my books/中国 & $HOME"},
        {"working-directory": "my books", "book": "中国 & $HOME"},
        {"working-directory": "my books/中国 & $HOME/deals"},
    ],
)
def test_paths_with_blanks(check: Callable[..., Any], tmp_path: Path, inputs: dict[str, str]) -> None:
    small_book(tmp_path / "my books" / "中国 & $HOME")
    done = check(**inputs)
    assert done.returncode == 0, done.stdout
    assert "checked 1 file, 1 company, 1 deal" in done.stdout


@pytest.mark.parametrize("value", [*HOSTILE, "--help", "-", "*"])
@pytest.mark.parametrize("name", ["book", "strict", "select", "ignore", "changed-since", "baseline", "format"])
def test_hostile_inputs_are_values(check: Callable[..., Any], tmp_path: Path, name: str, value: str) -> None:
    small_book(tmp_path)
    done = check(**{name: value})
    assert done.returncode == 2, done.stdout
    assert not list(tmp_path.rglob("pwned"))
    assert "Usage: dealtrack [OPTIONS]" not in done.stdout  # what --help would print


@pytest.mark.parametrize(
    "name", ["book", "strict", "select", "ignore", "changed-since", "baseline", "format", "sarif-file"]
)
def test_line_breaks_are_refused(check: Callable[..., Any], tmp_path: Path, name: str) -> None:
    small_book(tmp_path)
    done = check(**{name: "a\n::error::planted"})
    assert done.returncode == 2
    assert done.stdout == f"::error title=dealtrack::the input {name} holds a line break or another control character\n"


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_name_of_a_report_is_a_name(check: Callable[..., Any], tmp_path: Path, value: str) -> None:
    small_book(tmp_path)
    check(sarif_file=f"{value}/report")
    assert not list(tmp_path.rglob("pwned"))


def test_what_pip_installs_is_no_option_of_pip(runner: Runner, tmp_path: Path) -> None:
    done = runner.run(INSTALL, tmp_path, {"dealtrack": "--version"})
    assert done.returncode != 0
    assert "Invalid requirement" in done.stdout


@pytest.fixture
def clones(tmp_path: Path) -> tuple[Path, Path]:
    """A shallow and a full clone of a book with two commits, the second with a mistake in another file."""
    origin = tmp_path / "origin"
    book = small_book(origin, deals=BAD)
    commit_all(origin)
    book.write("deals/megvii.yaml", BAD.replace("Yitu", "Megvii"))
    succeed("git", "add", "-A", cwd=origin)
    succeed("git", "commit", "-q", "-m", "Another", cwd=origin)
    for name, depth in (("shallow", ["--depth=1"]), ("full", [])):
        succeed("git", "clone", "-q", *depth, f"file://{origin}", name, cwd=tmp_path)
    return tmp_path / "shallow", tmp_path / "full"


def test_a_shallow_clone_is_told_what_it_lacks(runner: Runner, clones: tuple[Path, Path]) -> None:
    done = runner.run(CHECK, clones[0], {"changed-since": "HEAD~1"})
    assert done.returncode == 2
    assert done.stdout == (
        "::error title=dealtrack::changed-since needs the history that this checkout left out: "
        "give actions/checkout fetch-depth: 0\n"
    )


def test_a_full_clone_reports_on_what_changed(runner: Runner, clones: tuple[Path, Path]) -> None:
    done = runner.run(CHECK, clones[1], {"changed-since": "HEAD~1", "format": "text"})
    assert done.returncode == 1, done.stdout
    assert "deals/megvii.yaml:3:25" in done.stdout
    assert "deals/yitu.yaml:3:25" not in done.stdout


def test_the_default_format_annotates(runner: Runner, tmp_path: Path) -> None:
    small_book(tmp_path, BAD)
    done = runner.run(CHECK, tmp_path, {})
    assert done.returncode == 1, done.stdout
    [annotation] = [line for line in done.stdout.splitlines() if line.startswith("::error ")]
    assert "file=deals/yitu.yaml,line=3" in annotation


@pytest.mark.parametrize(("deals", "status"), [(GOOD, 0), (BAD, 1)])
def test_a_report_for_code_scanning(check: Callable[..., Any], tmp_path: Path, deals: str, status: int) -> None:
    small_book(tmp_path, deals)
    done = check(sarif_file="out/of the way/dealtrack.sarif")
    assert done.returncode == status, done.stdout
    report = yaml.safe_load((tmp_path / "out" / "of the way" / "dealtrack.sarif").read_text(encoding="utf-8"))
    assert [result["ruleId"] for run_ in report["runs"] for result in run_["results"]] == ["DT106"] * status


@pytest.mark.parametrize("inputs", [{"select": "DT201"}, {"ignore": "DT106"}, {"ignore": "DT106,DT201"}])
def test_rules_can_be_chosen(check: Callable[..., Any], tmp_path: Path, inputs: dict[str, str]) -> None:
    small_book(tmp_path, BAD)
    assert check(**inputs).returncode == 0


def test_a_baseline_forgives_what_is_known(check: Callable[..., Any], runner: Runner, tmp_path: Path) -> None:
    small_book(tmp_path, BAD)
    dealtrack = runner.temp / "dealtrack-validate" / "bin" / "dealtrack"
    run(dealtrack, "validate", "--baseline=known findings.json", "--write-baseline", cwd=tmp_path)
    assert (tmp_path / "known findings.json").is_file()
    assert check(baseline="known findings.json").returncode == 0


def test_a_folder_of_the_checkout_is_no_repository(runner: Runner, tmp_path: Path) -> None:
    """A pull request may bring all that a bare repository is made of, and a program to fetch what it lacks."""
    small_book(tmp_path)
    canary = tmp_path / "canary"
    canary.write_text(f"#!/bin/sh\ntouch '{tmp_path}/pwned'\n")
    canary.chmod(0o755)
    trap = tmp_path / "trap"
    for folder in ("objects", "refs/heads"):
        (trap / folder).mkdir(parents=True)
    (trap / "HEAD").write_text("ref: refs/heads/main\n")
    (trap / "refs" / "heads" / "main").write_text("1" * 40 + "\n")
    (trap / "shallow").write_text("2" * 40 + "\n")
    (trap / "config").write_text(
        '[core]\n\trepositoryformatversion = 0\n[remote "o"]\n\tpromisor = true\n'
        f"\turl = {tmp_path}/nowhere\n\tuploadpack = {canary}\n"
    )
    done = runner.run(CHECK, tmp_path, {"working-directory": "trap", "changed-since": "3" * 40})
    assert done.returncode == 2, done.stdout
    assert not (tmp_path / "pwned").exists()
