"""``validate --changed-since REV``: the real git, in repositories of their own that know no settings of this machine."""

import json
import os
import shutil
import subprocess
import sys

import pytest

GOOD = "name: Good\n"
BAD = "name: Bad\ncitty: G\n"

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="there is no git")


class Repository:
    """A git repository with a book in one of its folders; git runs in the book."""

    def __init__(self, root, folder, run):
        self.root, self.book, self._run = root, root / folder, run
        self.book.mkdir(parents=True)
        self.git("init", "-q", "-b", "main", root)

    def git(self, *arguments):
        command = ["git", *map(str, arguments)]
        return subprocess.run(command, cwd=self.book, capture_output=True, text=True, check=True).stdout.strip()

    def write(self, **texts):
        """Write files of companies, each named by its slug."""
        (self.book / "deals").mkdir(parents=True, exist_ok=True)
        for slug, text in texts.items():
            self.path(slug).write_text(text.replace("name:", f"name: {slug}"), encoding="utf-8")

    def path(self, slug):
        return self.book / "deals" / f"{slug}.yaml"

    def commit(self, **texts):
        self.write(**texts)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "A commit")
        return self.git("rev-parse", "HEAD")

    def validate(self, *arguments, since="HEAD", book=None):
        return self._run("validate", "--format", "json", "--changed-since", since, *arguments, book=book or self.book)

    def found(self, *arguments, since="HEAD", book=None):
        """The names of the files that a run reports on, without their folder and suffix."""
        result = self.validate(*arguments, since=since, book=book)
        assert result.exit_code in (0, 1), result.stderr
        files = [each["file"] for each in json.loads(result.stdout)["diagnostics"]]
        assert result.exit_code == bool(files)
        return {file.removeprefix("deals/").removesuffix(".yaml") for file in files}


@pytest.fixture(autouse=True)
def alone(monkeypatch):
    """A git that knows nothing of this machine's settings, nor of a hook that runs these tests."""
    for name in os.environ:
        if name.startswith("GIT_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "A Tester")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "tests@example.org")


@pytest.fixture
def make(tmp_path, run):
    """Make a repository with a book in *folder*."""
    return lambda folder=".": Repository(tmp_path / "repository", folder, run)


@pytest.fixture
def repository(make):
    """A repository with one commit of two files with mistakes, and one without."""
    made = make()
    made.commit(old=BAD, other=BAD, good=GOOD)
    return made


# What has changed.


def nothing(repository):
    """No change."""


def edited(repository):
    repository.write(old=BAD + "# edited\n")


def staged(repository):
    repository.write(old=BAD + "# edited\n")
    repository.git("add", "-A")


def staged_and_restored_on_disk(repository):
    before = repository.path("old").read_text()
    staged(repository)
    repository.path("old").write_text(before)


def untracked(repository):
    repository.write(new=BAD)


def added(repository):
    repository.write(new=BAD)
    repository.git("add", "-A")


def added_in_intent(repository):
    repository.write(new=BAD)
    repository.git("add", "-N", "deals/new.yaml")


def ignored(repository):
    repository.write(new=BAD)
    (repository.root / ".git" / "info" / "exclude").write_text("new.yaml\n")


def ignored_but_added(repository):
    ignored(repository)
    repository.git("add", "-f", "deals/new.yaml")


def renamed(repository):
    repository.git("mv", "deals/old.yaml", "deals/new.yaml")


def renamed_by_hand(repository):
    repository.path("old").rename(repository.path("new"))


def deleted(repository):
    repository.path("old").unlink()


def taken_out_of_the_index(repository):
    repository.git("rm", "-q", "--cached", "deals/old.yaml")


def made_executable(repository):
    repository.path("old").chmod(0o755)


def touched(repository):
    os.utime(repository.path("old"), (1, 1))


def good_edited(repository):
    repository.write(good=GOOD + "# edited\n")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (nothing, set()),
        (edited, {"old"}),
        (staged, {"old"}),
        (staged_and_restored_on_disk, set()),
        (untracked, {"new"}),
        (added, {"new"}),
        (added_in_intent, {"new"}),
        (ignored, set()),
        (ignored_but_added, {"new"}),
        (renamed, {"new"}),
        (renamed_by_hand, {"new"}),
        (deleted, set()),
        (taken_out_of_the_index, {"old"}),
        (made_executable, {"old"}),
        (touched, set()),
        (good_edited, set()),
    ],
)
@pytest.mark.parametrize("folder", [".", "books/中国 books"])
def test_what_has_changed_since_the_last_commit_is_reported(change, expected, folder, make):
    repository = make(folder)
    repository.commit(old=BAD, other=BAD, good=GOOD)
    change(repository)
    assert repository.found() == expected


# Since when.


@pytest.fixture
def branched(repository):
    """A branch that changed ``mine``, after which ``main`` changed ``old`` and ``theirs``."""
    repository.git("switch", "-q", "-c", "branch")
    repository.commit(mine=BAD)
    repository.git("switch", "-q", "main")
    repository.commit(old=BAD + "# edited\n", theirs=BAD)
    repository.git("tag", "v1")
    repository.git("tag", "-a", "-m", "A tag", "annotated")
    repository.git("switch", "-q", "branch")
    return repository


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("HEAD", set()),
        ("HEAD~1", {"mine"}),
        ("HEAD^", {"mine"}),
        ("@", set()),
        ("branch", set()),
        # What main did since the branch left it is none of the branch's changes.
        ("main", {"mine"}),
        ("main~1", {"mine"}),
        ("refs/heads/main", {"mine"}),
        ("v1", {"mine"}),
        ("annotated", {"mine"}),
        (":/A commit", {"mine"}),
    ],
)
def test_a_branch_is_compared_where_it_left_the_revision(since, expected, branched):
    if since == ":/A commit":  # the youngest of any branch that says so
        branched.git("commit", "-q", "--allow-empty", "-m", "Another")
    assert branched.found(since=since) == expected


def test_a_merge_of_main_into_the_branch_brings_nothing_of_main(branched):
    branched.git("merge", "-q", "-m", "Merge", "main")
    assert branched.found(since="main") == {"mine"}


def test_commits_may_be_named_by_their_hash(branched):
    commit = branched.git("rev-parse", "main")
    assert branched.found(since=commit) == branched.found(since=commit[:10]) == {"mine"}


def test_a_detached_head_is_no_matter(branched):
    branched.git("switch", "-q", "--detach", "branch")
    assert branched.found(since="main") == {"mine"}


def test_histories_with_nothing_in_common_are_compared_as_they_are(repository):
    repository.git("switch", "-q", "--orphan", "island")
    repository.commit(lonely=BAD, old=BAD)
    assert repository.found(since="main") == {"lonely"}  # old is the same in both


def test_a_branch_without_a_commit_can_be_compared_with_another(repository):
    repository.git("switch", "-q", "--orphan", "island")
    repository.write(lonely=BAD)
    assert repository.found(since="main") == {"lonely"}


def test_a_work_tree_of_its_own_is_compared_by_itself(branched, tmp_path):
    branched.git("worktree", "add", "-q", tmp_path / "tree", "main")
    (tmp_path / "tree" / "deals" / "new.yaml").write_text(BAD)
    branched.write(unseen=BAD)
    assert branched.found(since="HEAD~1", book=tmp_path / "tree") == {"old", "theirs", "new"}


def test_the_book_may_be_reached_through_a_link(branched, tmp_path):
    (tmp_path / "link").symlink_to(branched.book)
    assert branched.found(since="main", book=tmp_path / "link") == {"mine"}


def test_paths_and_changes_are_both_to_hold(branched):
    assert branched.found("deals/mine.yaml", "deals/old.yaml", since="main") == {"mine"}
    assert branched.found("deals/old.yaml", since="main") == set()


def test_of_a_book_in_a_folder_other_folders_do_not_count(make):
    repository = make("books/china")
    repository.commit(old=BAD)
    (repository.root / "deals").mkdir()
    (repository.root / "deals" / "old.yaml").write_text(BAD)
    assert repository.found() == set()


def test_the_seeds_count_too(repository):
    (repository.book / "seeds").mkdir()
    (repository.book / "seeds" / "sources.yaml").write_text("a: {publisher: A, publishd: 2020}\n")
    assert repository.found() == {"seeds/sources"}


@pytest.mark.parametrize("name", ["云从.yaml", "a b.yaml", "a\nb.yaml", 'a"b.yaml', "a\\b.yaml", "-x.yaml", "*.yaml", ":!x.yaml"])  # fmt: skip
@pytest.mark.parametrize("quoted", ["true", "false"])
def test_names_of_files_may_be_odd(name, quoted, repository):
    repository.git("config", "core.quotepath", quoted)
    (repository.book / "deals" / name).write_text(BAD)
    assert repository.found() == {name.removesuffix(".yaml")}
    repository.git("add", "-A")
    assert repository.found() == {name.removesuffix(".yaml")}
    repository.commit()
    assert repository.found() == set()
    assert repository.found(since="HEAD~1") == {name.removesuffix(".yaml")}


@pytest.mark.parametrize(
    "settings",
    [
        {"color.ui": "always"},
        {"diff.relative": "false"},
        {"diff.noprefix": "true"},
        {"diff.renames": "copies"},
        {"diff.external": "false"},
        {"status.showUntrackedFiles": "no"},
        {"core.pager": "false"},
    ],
)
def test_settings_of_git_change_nothing(settings, repository):
    for key, value in settings.items():
        repository.git("config", key, value)
    repository.git("mv", "deals/old.yaml", "deals/moved.yaml")
    repository.write(new=BAD)
    assert repository.found() == {"moved", "new"}


# Errors elsewhere, exit codes.


@pytest.mark.parametrize(
    ("changed", "exit_code", "told"),
    [
        ({}, 0, "2 errors in other files of the book\n  dealtrack validate\n"),
        ({"good": GOOD + "# edited\n"}, 0, "2 errors in other files of the book\n  dealtrack validate\n"),
        ({"old": BAD + "# edited\n"}, 1, "1 error in other files of the book\n  dealtrack validate\n"),
        ({"old": BAD + "# edited\n", "other": BAD + "# edited\n"}, 1, ""),
        ({"old": GOOD, "other": GOOD}, 0, ""),
        ({"old": GOOD}, 0, "1 error in other files of the book\n  dealtrack validate\n"),
    ],
)
def test_errors_in_other_files_are_told_on_a_line(changed, exit_code, told, repository):
    repository.write(**changed)
    result = repository.validate()
    assert (result.exit_code, result.stderr) == (exit_code, told and f"dealtrack: {told}")


def test_the_whole_book_is_checked_all_the_same(repository):
    repository.write(new="name: new Good\naliases: [good Good]\n")
    result = repository.validate()
    assert [each["name"] for each in json.loads(result.stdout)["diagnostics"]] == ["name-collision"]
    assert json.loads(result.stdout)["summary"]["files"] == 4


def test_warnings_elsewhere_are_not_told(repository):
    repository.commit(old=GOOD, other="name: X\nsources:\n  b: {publisher: B, published: 2020}\n")
    result = repository.validate()
    assert (result.exit_code, result.stderr) == (0, "")


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
    assert "belongs to another user: git config --global --add safe.directory PATH" in result.stderr


def test_a_bare_repository_has_no_files_to_compare(repository):
    repository.git("config", "core.bare", "true")
    result = repository.validate()
    assert result.exit_code == 2
    assert "--changed-since: git cannot compare" in result.stderr


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
