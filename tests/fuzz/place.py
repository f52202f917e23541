"""The directory that a case is set up in: the book, what lies beside it, and canaries that nothing may touch."""

import os
import shutil
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tests.fuzz.texts import PLACE, SECRET

PROGRAM = f"#!/bin/sh\necho ran > {PLACE}/canary/ran\n"  # what no run may start


class File(NamedTuple):
    """A file; as a program where it is *executable*."""

    data: bytes
    executable: bool = False


class Link(NamedTuple):
    """A symbolic link."""

    target: str


class Folder(NamedTuple):
    """An empty directory."""


class Fifo(NamedTuple):
    """A named pipe that nobody writes to."""


Entry = File | Link | Folder | Fifo
Entries = Mapping[str, Entry]  # by paths from the place: book/deals/x.yaml, elsewhere/rates.csv
Stamps = dict[str, tuple[int, ...]]


class Place:
    """A directory of a case; *root* is made anew."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.book, self.canary, self.elsewhere, self.home = (
            root / name for name in ("book", "canary", "elsewhere", "home")
        )
        for folder in (self.book, self.elsewhere, self.home):
            folder.mkdir(parents=True)
        self._make_canary()
        self.canaries = stamps(self.canary)

    def _make_canary(self) -> None:
        for name in (
            "secret.txt",
            "secret.yaml",
            "secret.csv",
            "deals/secret.yaml",
            "seeds/sources.yaml",
            "empty/keep",
        ):
            path = self.canary / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"name: {SECRET}\n{SECRET}: {SECRET}\n", encoding="utf-8")
        program = self.canary / "program.sh"
        program.write_text(self.named(PROGRAM), encoding="utf-8")
        program.chmod(0o755)

    def named(self, text: str) -> str:
        """*text* with this place in the stead of its token."""
        return text.replace(PLACE, str(self.root))

    def clear(self) -> None:
        """Remove the book (but not what git has of it), and what lies beside it."""
        for folder in (self.book, self.elsewhere, self.home):
            folder.chmod(0o755)
            for entry in os.scandir(folder):
                if entry.name == ".git" and folder == self.book:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    shutil.rmtree(entry.path)
                else:
                    os.unlink(entry.path)
        shutil.rmtree(self.canary)
        self._make_canary()
        self.canaries = stamps(self.canary)

    def fill(self, entries: Entries) -> None:
        """Make *entries*; those that cannot be (a file below a file, a name too long) are left out."""
        for path, entry in entries.items():
            try:
                self._make(self.root / path, entry)
            except (OSError, ValueError):
                continue

    def _make(self, path: Path, entry: Entry) -> None:
        """Make an entry; not behind a link of another, which may lead to a canary. Raises OSError, ValueError."""
        if path.parent.resolve() != path.parent:
            raise ValueError(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(entry, File):
            path.write_bytes(entry.data.replace(PLACE.encode(), os.fsencode(self.root)))
            if entry.executable:
                path.chmod(0o755)
        elif isinstance(entry, Link):
            path.symlink_to(self.named(entry.target))
        elif isinstance(entry, Fifo):
            os.mkfifo(path)
        else:
            path.mkdir(exist_ok=True)


def stamps(root: Path) -> Stamps:
    """What changes if anything below *root* does: kinds, sizes and times; what git keeps is not looked at."""
    found: Stamps = {}
    folders = [str(root)]
    while folders:
        folder = folders.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError:
            continue
        for entry in entries:
            told = entry.stat(follow_symlinks=False)
            found[entry.path] = (told.st_mode, told.st_size, told.st_mtime_ns, told.st_ino)
            if stat.S_ISDIR(told.st_mode):
                found[entry.path] = (told.st_mode,)
                if entry.name != ".git":
                    folders.append(entry.path)
    return found
