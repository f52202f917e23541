"""``validate --changed-since REV`` where git has no answer, in shallow clones, and within the hooks of a repository."""

import os
import subprocess
import sys

import pytest

from tests.cli.repository import BAD, GOOD

# What git cannot answer.


@pytest.mark.parametrize(
    "since",
    ["nowhere", "-x", "--output=x", "--help", "HEAD~9", "main..HEAD", "main...HEAD", "HEAD:deals/old.yaml", "HEAD^{tree}",
     "; touch x", "$(touch x)", "a b", "中国", "@{u}", "0" * 40, "^HEAD"],
)  # fmt: skip
def test_a_revision_that_there_is_not_is_told(since, repository):
    result = repository.validate(since=since)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"dealtrack: --changed-since: git knows no revision {since}: fetch it first")
    assert sorted(path.name for path in repository.book.iterdir()) == [".git", "deals"]


@pytest.mark.parametrize("since", ["", " "])
def test_an_empty_revision_is_told(since, repository):
    result = repository.validate(since=since)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "dealtrack: --changed-since names no revision: write one, such as origin/main\n"


def test_before_the_first_commit_there_is_no_revision(make):
    repository = make()
    repository.write(new=BAD)
    assert "git knows no revision HEAD" in repository.validate().stderr


def test_outside_of_a_repository(make_book, run):
    result = run("validate", "--changed-since", "HEAD", book=make_book({"deals/x.yaml": GOOD}))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith("/book is in no git repository\n")


def test_without_git(repository, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    result = repository.validate()
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "dealtrack: --changed-since: git is not installed here\n"


def test_a_repository_of_somebody_else(repository, monkeypatch):
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    result = repository.validate()
    assert result.exit_code == 2
    told = f"git config --global --add safe.directory {repository.root}, if you trust them\n"
    assert result.stderr.endswith(f"the repository of {repository.root} belongs to another user: {told}")


def test_a_bare_repository_has_no_files_to_compare(repository):
    repository.git("config", "core.bare", "true")
    result = repository.validate()
    assert result.exit_code == 2
    assert f"--changed-since: {repository.root} has no work tree" in result.stderr


# Shallow clones.


@pytest.fixture
def shallow(branched, tmp_path):
    """A clone of the branch's last commit alone, with main's last commit alone beside it."""
    branched.commit(mine=BAD + "# edited\n")
    url = f"file://{branched.book}"
    branched.git("clone", "-q", "--depth=1", "--branch=branch", url, tmp_path / "shallow")
    branched.book = tmp_path / "shallow"
    branched.git("fetch", "-q", "--depth=1", url, "main:refs/remotes/origin/main")
    return branched


def test_in_a_shallow_clone_what_is_there_can_be_compared(shallow):
    shallow.write(new=BAD)
    assert shallow.found(since="HEAD") == {"new"}


def test_a_shallow_clone_lacks_earlier_revisions(shallow):
    assert "git knows no revision HEAD~1: fetch it first" in shallow.validate(since="HEAD~1").stderr


def test_a_shallow_clone_does_not_know_where_its_branch_began(shallow):
    result = shallow.validate(since="origin/main")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "this clone is too shallow to tell where its branch left origin/main: fetch its history" in result.stderr
    shallow.git("fetch", "-q", "--unshallow", f"file://{shallow.root}", "branch", "main:refs/remotes/origin/main")
    assert shallow.found(since="origin/main") == {"mine"}


# Within a hook.


@pytest.mark.parametrize("folder", [".", "books/china"])
@pytest.mark.parametrize(
    "variables",
    [
        {"GIT_DIR": ".git"},
        {"GIT_DIR": "{root}/.git"},
        {"GIT_DIR": "{root}/.git", "GIT_WORK_TREE": "{root}"},
        {"GIT_DIR": "{root}/.git", "GIT_WORK_TREE": "."},
        {"GIT_INDEX_FILE": ".git/index"},
        {"GIT_INDEX_FILE": "{root}/.git/next-index-1.lock"},
        {"GIT_DIR": "/nowhere/.git", "GIT_INDEX_FILE": "/nowhere/index", "GIT_WORK_TREE": "/nowhere"},
        {"GIT_OBJECT_DIRECTORY": "/nowhere"},
        {"GIT_PREFIX": "books/"},
        {"GIT_CONFIG": "/nowhere", "GIT_GRAFT_FILE": "/nowhere", "GIT_SHALLOW_FILE": "/nowhere"},
        {"GIT_REPLACE_REF_BASE": "refs/heads/"},
    ],
)
def test_the_repository_is_the_one_that_the_book_is_in_whatever_a_hook_says(variables, folder, make, monkeypatch):
    repository = make(folder)
    repository.commit(old=BAD, other=BAD)
    repository.write(old=BAD + "# edited\n", new=BAD)
    for name, value in variables.items():
        monkeypatch.setenv(name, value.format(root=repository.root))
    assert repository.found() == {"old", "new"}


def test_settings_given_by_the_environment_hold(repository, monkeypatch):
    """As continuous integration gives safe.directory."""
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    for name, value in (("COUNT", "1"), ("KEY_0", "safe.directory"), ("VALUE_0", "*")):
        monkeypatch.setenv(f"GIT_CONFIG_{name}", value)
    assert repository.found() == set()


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (("commit", "-q", "-m", "x"), {"staged", "unstaged"}),
        (("commit", "-q", "-a", "-m", "x"), {"staged", "unstaged"}),
        (("commit", "-q", "-m", "x", "deals/unstaged.yaml"), {"staged", "unstaged"}),
    ],
)
def test_a_hook_before_a_commit_sees_the_files_on_disk(command, expected, repository, tmp_path):
    repository.commit(staged=BAD, unstaged=BAD)
    repository.write(staged=BAD + "# edited\n", unstaged=BAD + "# edited\n")
    repository.git("add", "deals/staged.yaml")
    hook = repository.root / ".git" / "hooks" / "pre-commit"
    printed = tmp_path / "printed"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(
        f"#!/bin/sh\n'{sys.executable}' -m dealtrack validate --concise --changed-since HEAD >'{printed}'\n"
    )
    hook.chmod(0o755)
    result = subprocess.run(["git", *command], cwd=repository.book, capture_output=True, check=False)
    assert result.returncode == 1  # no commit was made
    lines = printed.read_text().splitlines()[:-1]
    assert {line.partition(".yaml:")[0].removeprefix("deals/") for line in lines} == expected


def test_nothing_in_the_work_tree_is_written(repository):
    def state():
        return {path: path.stat().st_mtime_ns for path in repository.root.rglob("*") if ".git" not in path.parts}

    os.utime(repository.path("old"), (1, 1))
    before = state()
    assert repository.found() == set()
    assert state() == before
