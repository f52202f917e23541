"""A book as git has it: at a commit, in the index, in the work tree without what git ignores. No file is written."""

import os
import posixpath
import re
from collections.abc import Iterable, Mapping
from hashlib import new, sha256
from pathlib import Path

import msgspec

from dealtrack.files.disk import Disk, Entry, Files, most_bytes
from dealtrack.files.git import GitProblem
from dealtrack.files.git_objects import LINK, SUBMODULE, Blob, Objects
from dealtrack.files.listing import DEALS, RATES, SEEDS
from dealtrack.files.opening import Refused, read_in_book

POINTER = re.compile(rb"version https://git-lfs\.github\.com/spec/v1\n(?:.*\n)*?oid sha256:([0-9a-f]{64})\n")
_MOST_LINKS, _LONGEST_LINK = 40, 4096
SETTINGS = ("dealtrack.toml", "pyproject.toml")


class GitTree(msgspec.Struct, frozen=True):
    """The files of a book at a ``commit``, or in the index where that is empty."""

    objects: Objects
    commit: str
    blobs: Mapping[str, Blob]
    folders: Mapping[str, frozenset[Entry]]

    @property
    def root(self) -> Path:
        """The directory that the book is, or would be."""
        return self.objects.root

    def read(self, file: str) -> bytes:
        """The bytes of a file, at most one more than it may have. Raises OSError, also for what is no file."""
        blob = self.blobs.get(file)
        if blob is None:
            raise FileNotFoundError(2, "there is no such file", file)
        if blob.mode == SUBMODULE:
            raise OSError(0, "it is a repository of its own (a submodule)")
        most = most_bytes(file) + 1
        if blob.mode == LINK:
            self._refuse_leaving(file)
        name = f"{self.commit}:{self.objects.path(file)}" if blob.mode == LINK and self.commit else blob.oid
        data = None if blob.mode == LINK and not self.commit else self.objects.read(name, most)
        if data is None:
            why = (
                "it is a link that leads nowhere"
                if blob.mode == LINK
                else "git does not have its bytes here: fetch them"
            )
            raise OSError(0, why)
        pointer = POINTER.match(data[:1024])
        return _from_lfs(self.objects, pointer[1].decode(), most) if pointer else data

    def _refuse_leaving(self, file: str) -> None:
        """Raise Refused for a link out of the book, though git has what it leads to: as it is refused on disk."""
        way = file
        for _ in range(_MOST_LINKS):
            blob = self.blobs.get(way)
            if blob is None or blob.mode != LINK:
                return
            target = os.fsdecode(self.objects.read(blob.oid, _LONGEST_LINK) or b"")
            way = posixpath.normpath(posixpath.join(posixpath.dirname(way), target))
            if way.startswith(("/", "../")):
                raise Refused(f"it is a link to {way}, outside the book", file)

    def has(self, file: str) -> bool:
        """Whether there is anything of that name."""
        return file in self.blobs or file in self.folders

    def entries(self, folder: str) -> list[Entry]:
        """What stands in a folder. ``deals/`` may be missing. Raises NotADirectoryError, FileNotFoundError."""
        if folder in self.blobs:
            raise NotADirectoryError(20, "it is no directory", folder)
        if folder not in self.folders and folder != DEALS:
            raise FileNotFoundError(2, "there is no such directory", folder)
        return list(self.folders.get(folder, ()))

    def are_same(self, file: str, other: str) -> bool:
        """Git tells capitals from small letters."""
        return file == other

    def mark(self, file: str) -> str:
        """What is equal for files of equal bytes."""
        return self.blobs[file].oid if file in self.blobs else ""


class WorkTree(msgspec.Struct, frozen=True):
    """The files of a book on disk, but those that git ignores and does not have."""

    disk: Disk
    ignored: frozenset[str]
    algorithm: str

    @property
    def root(self) -> Path:
        """The directory that the book is."""
        return self.disk.root

    def read(self, file: str) -> bytes:
        """The bytes of a file, at most one more than it may have. Raises OSError."""
        return self.disk.read(file)

    def has(self, file: str) -> bool:
        """Whether there is anything of that name."""
        return file not in self.ignored and self.disk.has(file)

    def entries(self, folder: str) -> list[Entry]:
        """What stands in a folder; ``deals/`` may be missing. Raises OSError."""
        try:
            found = self.disk.entries(folder)
        except FileNotFoundError:
            if folder == DEALS:
                return []
            raise
        return [entry for entry in found if f"{folder}/{entry.name}" not in self.ignored]

    def are_same(self, file: str, other: str) -> bool:
        """Whether two names are one file."""
        return self.disk.are_same(file, other)

    def mark(self, file: str) -> str:
        """The hash that git would have for the bytes as they are; empty where there are none."""
        try:
            data = self.disk.read(file)
        except OSError:
            return ""
        return new(self.algorithm, b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


Compared = GitTree | WorkTree


def at_commit(objects: Objects, commit: str) -> GitTree:
    """The book at a commit; one without files where the commit has none. Raises GitProblem."""
    return _tree(objects, commit, objects.tree(commit))


def in_index(objects: Objects) -> GitTree:
    """The book as it would be committed. Raises GitProblem."""
    return _tree(objects, "", objects.index())


def on_disk(objects: Objects, commit: str) -> WorkTree:
    """The book in the work tree, to be compared with that of a *commit*. Raises GitProblem."""
    if objects.is_bare:
        raise GitProblem(f"{objects.root} has no work tree", "name two revisions: A..B")
    return WorkTree(Disk(objects.root), objects.ignored(), "sha256" if len(commit) == 64 else "sha1")


def _tree(objects: Objects, commit: str, blobs: Mapping[str, Blob]) -> GitTree:
    for folder in (DEALS, SEEDS):
        if folder in blobs and blobs[folder].mode == SUBMODULE:
            raise GitProblem(f"{folder}/ is a repository of its own (a submodule)", "compare it from inside of it")
    folders: dict[str, set[Entry]] = {}
    for path in blobs:
        name, is_folder = path, False
        while name:
            folder, _, last = name.rpartition("/")
            folders.setdefault(folder, set()).add(Entry(last, is_folder))
            name, is_folder = folder, True
    return GitTree(objects, commit, blobs, {folder: frozenset(found) for folder, found in folders.items()})


def _from_lfs(objects: Objects, oid: str, most: int) -> bytes:
    """What a pointer of Git LFS stands for, which the pointer says the hash of. Raises OSError."""
    file = objects.lfs_file(oid)
    try:
        data = read_in_book(file.parents[4], "/".join(file.parts[-5:]), most)
    except OSError:
        raise OSError(0, "it is kept in Git LFS, and not fetched: git lfs fetch --all") from None
    if len(data) < most and sha256(data).hexdigest() != oid:
        raise OSError(0, "what Git LFS keeps of it has another hash: git lfs fsck")
    return data


def differing(before: Compared, after: Compared, files: Iterable[str]) -> frozenset[str]:
    """Those of *files* that have not the same bytes in both."""
    return frozenset(file for file in files if before.mark(file) != after.mark(file))


def files_below(book: Files, folder: str) -> frozenset[str]:
    """The files that stand in a folder itself."""
    try:
        return frozenset(f"{folder}/{entry.name}" for entry in book.entries(folder) if not entry.is_folder)
    except OSError:
        return frozenset()


def rates_files(book: Files) -> frozenset[str]:
    """All that decides at which rates a book converts: its rates, and its settings."""
    return files_below(book, RATES) | {name for name in SETTINGS if book.has(name)}
