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
}


def changed_since(root: Path, revision: str) -> frozenset[str]:
    """The files below *root* that differ from *revision*, by their paths from there, with those not committed yet.

    Where the branch has left *revision* behind, its changes since then do not count: the two are compared at the commit
    that they have in common. Raises GitProblem.
    """
    base = _base(root, _commit(root, revision), revision)
    changed = _git(root, "diff", "--name-only", "--no-renames", "--relative", "-z", base, "--", ".")
    untracked = _git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    if changed is None or untracked is None:
        raise GitProblem(f"git cannot compare {root} with {revision}")
    return frozenset(filter(None, (changed + untracked).split("\0")))


def _commit(root: Path, revision: str) -> str:
    # In two steps, since what is put behind :/words would be among the words that are looked for.
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", revision)
    commit = found and _git(root, "rev-parse", "--verify", "--quiet", f"{found.strip()}^{{commit}}")
    if not commit or commit.startswith("^"):
        hint = "fetch it first (git fetch, or fetch-depth: 0 in a workflow), or mend its spelling"
        raise GitProblem(f"git knows no revision {revision}", hint)
    return commit.strip()


def _base(root: Path, commit: str, revision: str) -> str:
    """The commit that *commit* and this branch have in common; *commit* itself where there is none."""
    common = _git(root, "merge-base", "--", commit, "HEAD")
    if common is None and (_git(root, "rev-parse", "--is-shallow-repository") or "").strip() == "true":
        hint = "fetch its history (git fetch --unshallow, or fetch-depth: 0 in a workflow)"
        raise GitProblem(f"this clone is too shallow to tell where its branch left {revision}", hint)
    return (common or commit).strip()


def _git(root: Path, *arguments: str) -> str | None:
    """What git prints; None where it fails. Raises GitProblem where there is no git, or no repository."""
    kept = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    environment = {**kept, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(["git", *arguments], cwd=root, env=environment, capture_output=True, check=False)
    except FileNotFoundError:
        raise GitProblem("git is not installed here") from None
    if b"not a git repository" in done.stderr:
        raise GitProblem(f"{root} is in no git repository")
    if b"dubious ownership" in done.stderr:
        hint = "git config --global --add safe.directory PATH, if you trust them"
        raise GitProblem(f"the repository of {root} belongs to another user", hint)
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
