"""The objects of a git repository, all read through one process of git: trees of files, the index, bytes.

Only plumbing commands are run, so that no setting (a pager, a filter, an external diff, colours, line ends) changes
what they print, and names are told apart by NUL.
"""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple

from dealtrack.files.git import GitProblem, commit_of, environment, git, is_shallow, merge_base

_PARTS = ("deals", "seeds", "dealtrack.toml", "pyproject.toml")
_CHUNK = 1 << 20
LINK, SUBMODULE = "120000", "160000"


class Blob(NamedTuple):
    """A file as git has it: its mode, and the hash of its bytes."""

    mode: str
    oid: str


class Objects:
    """The repository that the book at *root* is in; ``prefix`` is the way from the repository's root to the book's.

    Used in a ``with``, at the end of which its process of git ends. Raises GitProblem where there is no repository.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        prefix = git(root, "rev-parse", "--show-prefix")
        if prefix is None:
            raise GitProblem(f"git cannot tell where {root} is in its repository")
        self.prefix = os.fsdecode(prefix.removesuffix(b"\n")).removesuffix("/")
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Objects":
        return self

    def __exit__(self, *raised: object) -> None:
        if self._process:
            self._process.communicate()

    @property
    def is_bare(self) -> bool:
        """Whether there is no work tree."""
        return (git(self.root, "rev-parse", "--is-bare-repository") or b"").strip() == b"true"

    @property
    def is_shallow(self) -> bool:
        """Whether the clone has only the later part of the history."""
        return is_shallow(self.root)

    def commit(self, revision: str) -> str:
        """The hash of the commit that *revision* names. Raises GitProblem."""
        if revision == "HEAD" and git(self.root, "rev-parse", "--verify", "--quiet", "HEAD") is None:
            raise GitProblem(f"the repository of {self.root} has no commit yet: there is nothing to compare with")
        return commit_of(self.root, revision)

    def merge_base(self, one: str, other: str) -> str:
        """The commit at which two parted. Raises GitProblem where there is none, or none that this clone has."""
        found = merge_base(self.root, one, other)
        if found is None:
            hint = (
                "fetch its history (git fetch --unshallow, or fetch-depth: 0 in a workflow)" if self.is_shallow else ""
            )
            raise GitProblem(f"{one[:9]} and {other[:9]} have no commit in common here", hint)
        return found

    def tree(self, commit: str) -> dict[str, Blob]:
        """What a book can be made of in that commit, by the paths from the book's root."""
        listed = git(self.root, "ls-tree", "-r", "-z", "--full-tree", f"{commit}:{self.prefix}", "--", *_PARTS)
        if listed is None and git(self.root, "cat-file", "-e", f"{commit}:{self.prefix}") is not None:
            raise GitProblem(f"git cannot read the files of {commit[:9]}")
        return dict(_blob(line, 2) for line in (listed or b"").split(b"\0") if line)

    def index(self) -> dict[str, Blob]:
        """The same of the index. A file in conflict is there as it is on its own side; one meant to be added is not."""
        listed = git(self.root, "ls-files", "--stage", "-z", "--", *_PARTS)
        intended = git(self.root, "diff-files", "--name-only", "--relative", "--diff-filter=A", "-z", "--", *_PARTS)
        if listed is None or intended is None:
            raise GitProblem(f"git cannot read the index of {self.root}")
        lines = [line for line in listed.split(b"\0") if line and line.partition(b"\t")[0].split()[2] in (b"0", b"2")]
        missing = set(_names(intended))
        return {path: blob for path, blob in (_blob(line, 1) for line in lines) if path not in missing}

    def ignored(self) -> frozenset[str]:
        """The files of the work tree that git is told to ignore, and does not have."""
        arguments = ("--others", "--ignored", "--exclude-standard", "-z", "--", *_PARTS)
        listed = git(self.root, "ls-files", *arguments)
        return frozenset(_names(listed or b""))

    def path(self, file: str) -> str:
        """The path of a book's file from the repository's root."""
        return f"{self.prefix}/{file}" if self.prefix else file

    def lfs_file(self, oid: str) -> Path:
        """Where Git LFS keeps the bytes of that hash, if it has them."""
        common = os.fsdecode((git(self.root, "rev-parse", "--git-common-dir") or b".git").removesuffix(b"\n"))
        return self.root / common / "lfs" / "objects" / oid[:2] / oid[2:4] / oid

    def read(self, name: str, most: int) -> bytes | None:
        """The first *most* bytes of the object of that *name* (a hash, or ``commit:path``); None where there is none.

        Links are followed within a commit. Raises GitProblem where git ends early.
        """
        if "\n" in name:
            return None
        stdin, stdout = self._pipes()
        stdin.write(os.fsencode(name) + b"\n")
        stdin.flush()
        head = stdout.readline()
        if not head:
            raise GitProblem(f"git ended while it read the objects of {self.root}")
        words = head.split()
        if not words[-1].isdigit():  # missing, ambiguous
            return None
        data = _first(stdout, int(words[-1]) + 1, most)
        return data if len(words) == 3 and words[0].isalnum() and words[1] in _KINDS else None

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process is None:
            command = ["git", "cat-file", "--batch", "--follow-symlinks"]
            self._process = subprocess.Popen(
                command, cwd=self.root, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )  # fmt: skip
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise GitProblem("git was started without pipes")
        return stdin, stdout


_KINDS = (b"blob", b"commit", b"tree", b"tag")


def _names(listed: bytes) -> Iterator[str]:
    return (os.fsdecode(name) for name in listed.split(b"\0") if name)


def _blob(line: bytes, oid_at: int) -> tuple[str, Blob]:
    """A line of ``ls-tree`` (mode, kind, hash) or ``ls-files`` (mode, hash, stage), and behind a tab the path."""
    facts, _, path = line.partition(b"\t")
    words = facts.decode("ascii").split()
    return os.fsdecode(path), Blob(words[0], words[oid_at])


def _first(stream: IO[bytes], size: int, most: int) -> bytes:
    """Of *size* bytes, the last of which is a line's end, all but that, and no more than *most*; all are taken."""
    kept = stream.read(min(size, most + 1))
    left = size - len(kept)
    while left:
        left -= len(stream.read(min(left, _CHUNK)))
    return kept[: min(size - 1, most)]
