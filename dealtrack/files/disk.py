"""The bytes of a book's files: of regular files only, and never more than they may hold."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

import msgspec

from dealtrack.diagnostics import Fault, Place
from dealtrack.files.listing import RATES
from dealtrack.files.opening import found, is_in_book, read_in_book, told
from dealtrack.files.text import MAX_BYTES, decode

_RATES_SHARE = 8  # how many times as large as a company's file a record of rates may be


class Entry(NamedTuple):
    """What stands in a folder: its name, and whether it is a folder itself (a link to one is not)."""

    name: str
    is_folder: bool


class Files(Protocol):
    """Where a book's files are read from: a disk, or a revision of it. They are named by their path from ``root``."""

    @property
    def root(self) -> Path:
        """The directory that the book is."""

    def read(self, file: str) -> bytes:
        """The bytes of a file, at most one more than it may have. Raises OSError, also for what is no file."""

    def has(self, file: str) -> bool:
        """Whether there is anything of that name."""

    def entries(self, folder: str) -> list[Entry]:
        """What stands in a folder, in any order. Raises FileNotFoundError, NotADirectoryError, OSError."""

    def are_same(self, file: str, other: str) -> bool:
        """Whether two names are one file, as in a file system that takes capitals for small letters."""


class Disk(msgspec.Struct, frozen=True):
    """A book's files below ``root``, named by their path from there; ``instead`` holds texts to read in their stead."""

    root: Path
    instead: Mapping[str, str] = {}

    def read(self, file: str) -> bytes:
        """The bytes of a file, at most one more than it may have. Raises OSError, also for what is not in the book."""
        if file in self.instead:
            return self.instead[file].encode("utf-8")
        return read_in_book(self.root, file, most_bytes(file) + 1)

    def has(self, file: str) -> bool:
        """Whether there is anything of that name, or a text to read in its stead."""
        return file in self.instead or is_in_book(self.root, file)

    def entries(self, folder: str) -> list[Entry]:
        """What stands in a folder, in any order. Raises OSError, also for a folder outside of the book."""
        with found(self.root, f"{folder}/") as spot:
            entries = {
                entry.name: Entry(entry.name, entry.is_dir(follow_symlinks=False)) for entry in spot.folder.entries()
            }
        texts = (file.removeprefix(f"{folder}/") for file in self.instead if file.startswith(f"{folder}/"))
        new = {name: Entry(name, False) for name in texts if "/" not in name}
        return list((new | entries).values())

    def are_same(self, file: str, other: str) -> bool:
        """Whether two names are one file, as in a file system that takes capitals for small letters."""
        try:
            return os.path.samestat(os.lstat(self.root / file), os.lstat(self.root / other))
        except OSError:
            return False


def text_of(files: Files, file: str) -> tuple[str, tuple[Fault, ...]]:
    """The text of a file, and what is wrong with it as a file of characters."""
    try:
        data = files.read(file)
    except OSError as error:
        return "", (Fault("unreadable-file", Place(file, as_whole=True), why=told(error)),)
    return text_in(data, file)


def text_in(data: bytes, file: str) -> tuple[str, tuple[Fault, ...]]:
    """The text of a file with these bytes (one more than it may have, at most), and what is wrong with it as one."""
    most = most_bytes(file)
    if len(data) > most:
        return "", (Fault("too-large", Place(file, as_whole=True), text=f"{most / 1024 / 1024:g} MiB"),)
    return decode(data, file)


def most_bytes(file: str) -> int:
    """How many bytes a file of that name may have."""
    return MAX_BYTES * (_RATES_SHARE if file.startswith(RATES) else 1)
