"""``validate --changed-since REV``: which files are changed in a repository of the real git, and what is said of the others."""

import json
import os
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.repository import BAD, GOOD

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
        (taken_out_of_the_index, set()),
        (made_executable, set()),
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


@pytest.mark.parametrize(
    ("attributes", "settings", "expected"),
    [
        ("", {}, {"old"}),
        ("* -text\n", {"core.autocrlf": "true"}, {"old"}),
        ("", {"core.autocrlf": "false"}, {"old"}),
        ("", {"core.autocrlf": "true"}, set()),
        ("", {"core.autocrlf": "input"}, set()),
        ("*.yaml text\n", {}, set()),
        ("*.yaml text=auto\n", {}, set()),
        ("*.yaml eol=crlf\n", {}, set()),
    ],
)
def test_carriage_returns_that_git_drops_are_no_change(attributes, settings, expected, repository):
    (repository.root / ".gitattributes").write_text(attributes)
    for key, value in settings.items():
        repository.git("config", key, value)
    path = repository.path("old")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    told = {Path(line).stem for line in repository.git("diff", "--name-only", "HEAD").splitlines()}
    assert repository.found() == told == expected


def test_what_git_lfs_keeps_is_compared_by_its_hash(repository):
    text = repository.path("old").read_bytes()
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{sha256(text).hexdigest()}\nsize {len(text)}\n"
    repository.path("old").write_text(pointer)
    repository.git("commit", "-aqm", "To Git LFS")
    repository.path("old").write_bytes(text)
    assert repository.found() == set()
    repository.path("old").write_bytes(text + b"# edited\n")
    assert repository.found() == {"old"}


def test_a_link_is_changed_if_it_leads_elsewhere(repository):
    link = repository.path("link")
    link.symlink_to("old.yaml")
    repository.git("add", "-A")
    repository.git("commit", "-qm", "A link")
    assert "link" not in repository.found()
    link.unlink()
    link.symlink_to("other.yaml")
    assert "link" in repository.found()


# Since when.


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
