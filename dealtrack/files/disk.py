"""The bytes of a book's files: of regular files only, and never more than they may hold."""

import os
import stat
from collections.abc import Mapping
from pathlib import Path

import msgspec

from dealtrack.diagnostics import Fault, Place
from dealtrack.files.listing import RATES
from dealtrack.files.text import MAX_BYTES, decode

_RATES_SHARE = 8  # how many times as large as a company's file a record of rates may be


class Disk(msgspec.Struct, frozen=True):
    """A book's files below ``root``, named by their path from there; ``instead`` holds texts to read in their stead."""

    root: Path
    instead: Mapping[str, str] = {}

    def read(self, file: str) -> bytes:
        """The bytes of a file, at most one more than it may have. Raises OSError, also for what is no file."""
        if file in self.instead:
            return self.instead[file].encode("utf-8")
        with open(self.root / file, "rb", opener=_open_without_waiting) as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                raise OSError(0, "it is no file")
            return stream.read(_most(file) + 1)

    def text(self, file: str) -> tuple[str, tuple[Fault, ...]]:
        """The text of a file, and what is wrong with it as a file of characters."""
        try:
            data = self.read(file)
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            return "", (Fault("unreadable-file", Place(file, as_whole=True), why=why),)
        if len(data) > _most(file):
            return "", (Fault("too-large", Place(file, as_whole=True), text=f"{_most(file) / 1024 / 1024:g} MiB"),)
        return decode(data, file)

    def has(self, file: str) -> bool:
        """Whether there is anything of that name, or a text to read in its stead."""
        return file in self.instead or os.path.lexists(self.root / file)


def _most(file: str) -> int:
    return MAX_BYTES * (_RATES_SHARE if file.startswith(RATES) else 1)


def _open_without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
