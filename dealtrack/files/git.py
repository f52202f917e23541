"""What git knows of a book's files. Git is run as a program; nothing in the work tree is touched."""

import os
import subprocess
from pathlib import Path


class GitProblem(ValueError):
    """Git cannot say what it was asked; the message tells why, and ``hint`` what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def changed_since(root: Path, revision: str) -> frozenset[str]:
    """The files below *root* that differ from *revision*, by their paths from there, with those not committed yet.

    Where the branch has left *revision* behind, its changes since then do not count: the two are compared at the commit
    that they have in common. Raises GitProblem.
    """
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit is None:
        hint = "fetch it first (git fetch, or fetch-depth: 0 in a workflow), or mend its spelling"
        raise GitProblem(f"git knows no revision {revision}", hint)
    base = _git(root, "merge-base", "--", commit.strip(), "HEAD") or commit
    changed = _git(root, "diff", "--name-only", "--no-renames", "--relative", "-z", base.strip(), "--", ".")
    untracked = _git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    if changed is None or untracked is None:
        raise GitProblem(f"git cannot compare {root} with {revision}")
    return frozenset(filter(None, (changed + untracked).split("\0")))


def _git(root: Path, *arguments: str) -> str | None:
    """What git prints; None where it fails. Raises GitProblem where there is no git, or no repository."""
    environment = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(["git", *arguments], cwd=root, env=environment, capture_output=True, check=False)
    except FileNotFoundError:
        raise GitProblem("git is not installed here") from None
    if b"not a git repository" in done.stderr:
        raise GitProblem(f"{root} is in no git repository")
    if b"dubious ownership" in done.stderr:
        raise GitProblem(f"git does not trust {root}: it belongs to another user", "git config --global safe.directory")
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
