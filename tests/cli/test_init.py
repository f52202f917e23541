"""A new book: it validates at once, shows the format, and never overwrites anything."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from dealtrack.files import starting
from dealtrack.files.schema import FILES, schema_text
from dealtrack.files.settings import Settings, read_settings
from dealtrack.files.starting import repository_around, starting_files, write_new
from tests.conftest import REPOSITORY
from tests.yaml_blocks import WORKFLOW, page_files

ALL = starting_files(is_below_repository=False)


@pytest.fixture
def empty(tmp_path):
    folder = tmp_path / "a book 账本"
    folder.mkdir()
    return folder


def files_in(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes().decode("utf-8")
        for path in root.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(root).parts
    }


def test_a_new_book_validates_at_once(run, empty):
    made = run("init", book=empty)
    assert made.exit_code == 0
    assert files_in(empty) == ALL
    checked = run("validate", "--strict", book=empty)
    assert (checked.exit_code, checked.stdout) == (0, "checked 1 file, 1 company, 3 deals: nothing to report\n")
    laid_out = run("fmt", "--check", book=empty)
    assert (laid_out.exit_code, laid_out.stdout) == (0, "3 files in order already\n")


def test_it_says_what_it_made_and_what_comes_next(run, empty):
    out = run("init", book=empty).stdout
    assert all(name in out for name in ALL)
    assert out.endswith(
        "\nnext:\n  dealtrack validate --strict\n  dealtrack timeline\n  git init && dealtrack merge-driver --install\n"
    )


def test_a_directory_is_made(run, empty):
    made = run("init", "books/中国 1", book=empty)
    assert made.stdout.startswith("made a book in books/中国 1:\n")
    assert "  cd 'books/中国 1' && dealtrack validate --strict\n" in made.stdout
    assert files_in(empty / "books" / "中国 1") == ALL


def test_other_files_stay(run, empty):
    (empty / "LICENSE").write_text("mine")
    assert run("init", book=empty).exit_code == 0
    assert files_in(empty) == {**ALL, "LICENSE": "mine"}


@pytest.mark.parametrize(
    "there", [("README.md",), (".gitignore", "seeds/sources.yaml"), ("deals/example.yaml",)], ids=", ".join
)
def test_nothing_is_overwritten(run, empty, there):
    for name in there:
        (empty / name).parent.mkdir(exist_ok=True)
        (empty / name).write_text("mine")
    result = run("init", book=empty)
    assert (result.exit_code, result.stdout) == (2, "")
    named = "".join(f"  {name}\n" for name in ALL if name in there)
    assert result.stderr == (
        f"dealtrack: {empty} has files that a new book would overwrite, so nothing was written:\n{named}"
        "  move them away, or name another directory: dealtrack init DIR\n"
    )
    assert files_in(empty) == dict.fromkeys(there, "mine")


def test_twice_is_refused(run, empty):
    run("init", book=empty)
    assert run("init", book=empty).exit_code == 2
    assert files_in(empty) == ALL


def test_a_link_that_leads_nowhere_counts_as_there(run, empty):
    (empty / "README.md").symlink_to(empty / "elsewhere")
    assert run("init", book=empty).exit_code == 2
    assert not (empty / "elsewhere").exists()
    assert not (empty / "deals").exists()


@pytest.mark.parametrize("name", ["deals", "seeds", ".github/workflows"])
def test_a_file_in_the_way_leaves_nothing_behind(run, empty, name):
    (empty / name).parent.mkdir(exist_ok=True)
    (empty / name).write_text("mine")
    result = run("init", book=empty)
    assert result.exit_code == 2
    assert f"{empty / name}: not a directory" in result.stderr
    assert files_in(empty) == {name: "mine"}
    assert {path.name for path in empty.iterdir()} == {name.partition("/")[0]}


def test_a_failure_half_way_leaves_nothing_behind(empty, monkeypatch):
    def fail(path, *how, **at):
        if len(list(empty.rglob("*.yaml"))) > 1:
            raise OSError(28, "no space left on device", str(empty))
        return make(path, *how, **at)

    make = os.mkdir
    monkeypatch.setattr(os, "mkdir", fail)
    with pytest.raises(OSError, match="no space"):
        write_new(empty / "new", ALL)
    assert list(empty.iterdir()) == []


def test_below_the_root_of_a_repository(run, empty):
    (empty / ".git").mkdir()
    result = run("init", "books", book=empty)
    assert files_in(empty / "books") == starting_files(is_below_repository=True)
    assert not set(files_in(empty / "books")) & {".github/workflows/dealtrack.yml", ".pre-commit-config.yaml"}
    assert f"this folder is not the root of its repository, {empty}" in result.stderr
    assert "git init" not in result.stdout


def test_where_a_repository_is(empty):
    (empty / "deals").mkdir()
    assert repository_around(empty / "deals") is None
    (empty / ".git").write_text("gitdir: elsewhere")  # as in a work tree of its own
    assert repository_around(empty / "deals") == repository_around(empty) == empty


def test_the_schemas_are_those_that_are_printed():
    assert {name: ALL[name] for name in ALL if name.endswith(".json")} == {
        f"seeds/{file}.schema.json": schema_text(file) for file in FILES
    }


def test_the_workflow_is_the_one_of_the_page():
    comment, _, workflow = ALL[".github/workflows/dealtrack.yml"].partition("\n")
    assert comment.startswith("# ")
    assert workflow == page_files()[WORKFLOW]


def test_the_rates_are_the_published_ones():
    recorded = (REPOSITORY / "seeds" / "rates" / "ecb.csv").read_text(encoding="utf-8").splitlines()
    columns = recorded[2].split(",")
    of_day = {line.split(",")[0]: dict(zip(columns, line.split(","), strict=True)) for line in recorded[3:]}
    rows = [line.split(",") for line in ALL["seeds/rates/ecb.csv"].splitlines() if not line.startswith("#")]
    assert rows[0] == ["Date", "USD", "CNY", ""]
    assert rows[1:]
    for day, usd, cny, _ in rows[1:]:
        assert (of_day[day]["USD"], of_day[day]["CNY"]) == (usd, cny)


def test_what_the_settings_comment_out_can_be_set(run, empty):
    """Each line, without its hash, is a setting that there is; those said to be defaults are the defaults."""
    run("init", book=empty)
    assert replace(read_settings(empty), lines={}) == Settings(where="dealtrack.toml")
    text = ALL["dealtrack.toml"]
    (empty / "dealtrack.toml").write_text(re.sub(r"(?m)^# (?=\w+ = )", "", text))
    (empty / "known.json").write_text('{"version": 1, "diagnostics": []}')
    changed = read_settings(empty)
    assert (changed.currency, changed.rates.max_age_days, changed.rates.tolerance_percent) == ("USD", 7, 1)
    assert (changed.validate.select, changed.validate.baseline) == (("all",), "known.json")
    assert run("validate", "--strict", book=empty).exit_code == 0


def test_the_example_can_be_taken_out(run, empty):
    """What is marked as an example goes together, and leaves a sound book."""
    run("init", book=empty)
    (empty / "deals" / "example.yaml").unlink()
    assert all("deleted" in ALL[name] for name in ("deals/example.yaml", "seeds/sources.yaml", "seeds/investors.yaml"))
    for name in ("sources", "investors"):
        (empty / "seeds" / f"{name}.yaml").unlink()
    (empty / "deals" / "yitu.yaml").write_text("name: Yitu\n")
    assert run("validate", "--strict", book=empty).exit_code == 0


def test_every_text_of_the_package_is_used():
    used = {*starting._OF_BOOK.values(), *starting._OF_REPOSITORY.values()}
    assert {path.name for path in (REPOSITORY / "dealtrack" / "starting").iterdir()} == used


def test_git_takes_it_as_it_is(empty, alone):
    """Nothing that was made is ignored, and no end of a line changes."""
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}

    def sh(command: str) -> str:
        return subprocess.run(
            command, shell=True, cwd=empty, env=environment, capture_output=True, text=True, check=True
        ).stdout

    sh("git init -q -b main && dealtrack init && dealtrack validate --strict && git add -A && git commit -qm All")
    assert set(filter(None, sh("git ls-files -z").split("\0"))) == set(ALL)
    assert sh("git status --porcelain") == ""
    assert sh("git check-attr merge -- deals/example.yaml seeds/rates/ecb.csv").count(": dealtrack") == 2
