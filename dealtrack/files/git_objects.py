"""The objects of a git repository, all read through one process of git: trees of files, the index, bytes.

Only plumbing commands are run, so that no setting (a pager, a filter, an external diff, colours, line ends) changes
what they print, and names are told apart by NUL.
"""

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from hashlib import new
from pathlib import Path
from typing import IO, NamedTuple

from dealtrack.files.git import GitProblem, commit_of, git, is_shallow, merge_base, problem_of, run_git, start_git

_PARTS = ("deals", "seeds", "dealtrack.toml", "pyproject.toml")
_CHUNK = 1 << 20
_TREE_BYTES = 1 << 26
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
            with suppress(BrokenPipeError):  # of one that ended early
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
        if listed is None:
            raise GitProblem(f"git cannot read the index of {self.root}")
        lines = [line for line in listed.split(b"\0") if line and line.partition(b"\t")[0].split()[2] in (b"0", b"2")]
        found = dict(_blob(line, 1) for line in lines)
        recorded = self._recorded_in_index(found)
        return {path: blob for path, blob in found.items() if path in recorded}

    def _recorded_in_index(self, found: dict[str, Blob]) -> frozenset[str]:
        """The files of the index that a commit would record: how it differs from a tree without files."""
        if not found:
            return frozenset()
        nothing = empty_tree(next(iter(found.values())).oid)
        options = ("--cached", "--ita-invisible-in-index", "--name-only", "--no-renames", "--relative", "-z")
        listed = git(self.root, "diff-index", *options, nothing, "--", *_PARTS)
        if listed is None:
            raise GitProblem(f"git cannot read the index of {self.root}")
        return frozenset(_names(listed))

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
        try:
            stdin.write(os.fsencode(name) + b"\n")
            stdin.flush()
            head = stdout.readline()
        except BrokenPipeError:
            head = b""
        if not head:
            raise self._why_it_ended(name)
        words = head.split()
        if not words[-1].isdigit():  # missing, ambiguous
            return None
        data = _first(stdout, int(words[-1]) + 1, most)
        return data if len(words) == 3 and words[0].isalnum() and words[1] in _KINDS else None

    def has_file(self, commit: str, path: str) -> bool:
        """Whether a commit lists a file of that *path* from the repository's root; its bytes may be missing."""
        *folders, name = path.split("/")
        for depth in range(len(folders) + 1):
            tree = self.read(f"{commit}:{'/'.join(folders[:depth])}", _TREE_BYTES) or b""
            if not _has_entry(tree, name if depth == len(folders) else folders[depth]):
                return False
        return True

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process is None:
            command = ("cat-file", "--batch", "--follow-symlinks")
            self._process = start_git(self.root, *command, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise GitProblem("git was started without pipes")
        return stdin, stdout

    def _why_it_ended(self, name: str) -> GitProblem:
        said = run_git(self.root, "cat-file", "-s", name).stderr
        return problem_of(self.root, said) or GitProblem(f"git ended while it read the objects of {self.root}")


def empty_tree(oid: str) -> str:
    """The hash of a tree without files, by the algorithm of another hash."""
    return new("sha256" if len(oid) == 64 else "sha1", b"tree 0\0", usedforsecurity=False).hexdigest()


def _has_entry(tree: bytes, name: str) -> bool:
    """Whether a tree lists a file or, with its mode, another tree of that *name*."""
    entry = re.escape(os.fsencode(name))
    return re.search(rb"(?:100644|100755|40000) " + entry + rb"\0", tree) is not None


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
