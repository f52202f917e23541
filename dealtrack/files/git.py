"""What git knows of a book's files. Git is run as a program; nothing in the work tree is touched."""

import os
import subprocess
from pathlib import Path


class GitProblem(ValueError):
    """Git cannot say what it was asked; the message tells why, and ``hint`` what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


# What the hook of a repository tells its programs of that repository; a book's is the one that the book is in.
_OF_A_HOOK = {
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_COMMON_DIR",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_PREFIX",
    # How names are matched is for the caller of git to say.
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
}


def changed_since(root: Path, revision: str) -> frozenset[str]:
    """The files below *root* that differ from *revision*, by their paths from there, with those not committed yet.

    Where the branch has left *revision* behind, its changes since then do not count: the two are compared at the commit
    that they have in common. Raises GitProblem.
    """
    base = _base(root, commit_of(root, revision), revision)
    changed = _git(root, "diff", "--name-only", "--no-renames", "--relative", "-z", base, "--", ".")
    untracked = _git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    if changed is None or untracked is None:
        raise GitProblem(f"git cannot compare {root} with {revision}")
    return frozenset(filter(None, (changed + untracked).split("\0")))


def commit_of(root: Path, revision: str) -> str:
    """The hash of the commit that *revision* names in the repository of *root*. Raises GitProblem."""
    # In two steps, since what is put behind :/words would be among the words that are looked for.
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", revision)
    commit = found and _git(root, "rev-parse", "--verify", "--quiet", f"{found.strip()}^{{commit}}")
    if not commit or commit.startswith("^"):
        hint = "fetch it first (git fetch, or fetch-depth: 0 in a workflow), or mend its spelling"
        raise GitProblem(f"git knows no revision {revision}", hint)
    return commit.strip()


def _base(root: Path, commit: str, revision: str) -> str:
    """The commit that *commit* and this branch have in common; *commit* itself where there is none."""
    common = merge_base(root, commit, "HEAD")
    if common is None and is_shallow(root):
        hint = "fetch its history (git fetch --unshallow, or fetch-depth: 0 in a workflow)"
        raise GitProblem(f"this clone is too shallow to tell where its branch left {revision}", hint)
    return common or commit


def merge_base(root: Path, commit: str, other: str) -> str | None:
    """The commit that two have in common; None where there is none, or none that this clone has."""
    common = _git(root, "merge-base", "--", commit, other)
    return common and common.strip()


def is_shallow(root: Path) -> bool:
    """Whether the repository of *root* has only the later part of its history."""
    return (_git(root, "rev-parse", "--is-shallow-repository") or "").strip() == "true"


def environment() -> dict[str, str]:
    """What git is run with: the repository is that of the directory, names are names, and words are English."""
    kept = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    return {**kept, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_LITERAL_PATHSPECS": "1"}


def _git(root: Path, *arguments: str) -> str | None:
    printed = git(root, *arguments)
    return None if printed is None else printed.decode("utf-8", "replace")


def git(root: Path, *arguments: str) -> bytes | None:
    """What git prints; None where it fails. Raises GitProblem where there is no git, or no repository."""
    try:
        done = subprocess.run(["git", *arguments], cwd=root, env=environment(), capture_output=True, check=False)
    except FileNotFoundError:
        raise GitProblem("git is not installed here") from None
    if b"not a git repository" in done.stderr:
        raise GitProblem(f"{root} is in no git repository")
    if b"dubious ownership" in done.stderr:
        hint = "git config --global --add safe.directory PATH, if you trust them"
        raise GitProblem(f"the repository of {root} belongs to another user", hint)
    return done.stdout if done.returncode == 0 else None
