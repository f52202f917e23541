"""The one place that opens files: a book's never outside of it, and regular files only, whoever names them.

A book is walked from its root, folder by folder. Each folder is opened in the one before it, and never through a link:
links are read here, and followed as far as they stay inside the book and out of what is hidden (``.git``, ``.env``). So
what is opened is what was looked at, even if a folder is swapped for a link in between. Where a system cannot open a
name in an open folder (Windows), the same walk goes by paths, and such a swap in the same moment is not noticed.
A hard link cannot be told from the file that it is. Nothing that is no regular file is opened.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

_BY_HANDLE = {os.open, os.stat, os.readlink, os.mkdir} <= os.supports_dir_fd and os.scandir in os.supports_fd
_MOST_LINKS = 40  # as many as Linux follows
# A pipe or a device that takes a file's place in the last moment is neither waited for nor made one's terminal.
_SAFE = sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY"))
_FOLDER = sum(getattr(os, name, 0) for name in ("O_DIRECTORY", "O_CLOEXEC"))
_KINDS = {stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket", stat.S_IFCHR: "a device", stat.S_IFBLK: "a device"}
_JUNCTION: int | None = getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", None)


class Refused(OSError):
    """What is no file of a book, or no regular file at all; ``strerror`` says what it is."""

    def __init__(self, what: str, file: str) -> None:
        super().__init__(0, what, file)


def told(error: OSError) -> str:
    """What went wrong, as the part of a sentence."""
    words = error.strerror or str(error)
    return words[:1].lower() + words[1:]


class Folder(NamedTuple):
    """An open folder: its ``path`` for messages, and its ``handle``, by which its entries are reached (None: by path).

    The names that its methods take are those of entries, never paths; a link is never followed. They raise OSError.
    """

    path: Path
    handle: int | None

    @classmethod
    def of(cls, path: Path) -> "Folder":
        """The folder at a *path* that is trusted: links on the way are followed."""
        return cls(path, os.open(path, os.O_RDONLY | _FOLDER) if _BY_HANDLE else None)

    def at(self, name: str) -> tuple[Any, dict[str, Any]]:
        """What functions of ``os`` take for an entry: its name or path, and the folder it is in."""
        return (self.path / name, {}) if self.handle is None else (name, {"dir_fd": self.handle})

    def status(self, name: str) -> os.stat_result | None:
        """What an entry is, the link itself where it is one; None where there is none."""
        path, at = self.at(name)
        try:
            return os.stat(path, follow_symlinks=False, **at)
        except FileNotFoundError:
            return None

    def open(self, name: str, flags: int, mode: int = 0o600) -> int:
        """Open or make a file."""
        path, at = self.at(name)
        return os.open(path, flags | _SAFE, mode, **at)

    def enter(self, name: str) -> "Folder":
        """The folder of that name."""
        path, at = self.at(name)
        flags = os.O_RDONLY | _FOLDER | _SAFE
        return Folder(self.path / name, None if self.handle is None else os.open(path, flags, **at))

    def entries(self) -> Iterator[os.DirEntry[str]]:
        """All that is in it."""
        with os.scandir(self.path if self.handle is None else self.handle) as found:
            yield from found

    def close(self) -> None:
        """Let go of it."""
        if self.handle is not None:
            os.close(self.handle)


class Spot(NamedTuple):
    """Where a file stands: its folder, its name there, what it is (None: it is not there).

    The name is empty where it is the folder itself. ``file`` is what it was asked for by.
    """

    folder: Folder
    name: str
    status: os.stat_result | None
    file: str

    @property
    def path(self) -> Path:
        """Its path, for messages."""
        return self.folder.path / self.name

    def read(self, most: int) -> bytes:
        """The first *most* bytes. Raises OSError, Refused."""
        if self.status is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), self.file)
        refuse_irregular(self.status, self.file)
        return _first(self.folder.open(self.name, os.O_RDONLY), most, self.file)


@contextmanager
def found(root: Path, file: str, made: list[Path] | None = None) -> Iterator[Spot]:
    """Where the *file* of the book at *root* stands when links inside the book are followed.

    With a ``/`` at its end it is a folder, and has to be one. Where *made* is given, folders on the way are made if
    need be, and added to it. Raises Refused where a link leads out of the book, in a circle or nowhere; OSError.
    """
    folders = [Folder.of(root)]
    try:
        yield _spot(folders, file, made)
    finally:
        for folder in folders:
            folder.close()


def _spot(folders: list[Folder], file: str, made: list[Path] | None) -> Spot:
    steps = file.split("/")[::-1]
    links: list[str] = []  # where those lead that were followed
    of_link = 0  # how many of the steps left come from links
    while steps:
        step, here = steps.pop(), folders[-1]
        is_of_link, of_link = of_link > 0, max(0, of_link - 1)
        if step in ("", "."):
            continue
        if step == "..":
            _leave(folders, links, file)
            continue
        _refuse_hidden(step, file, is_of_link=is_of_link)
        status = here.status(step)
        if status is None and links:
            raise Refused("it is a link that leads nowhere", file)
        if status is None and steps:
            status = _make(here, step, file, made)
        if status is not None and _is_link(status):
            parts = _followed(folders, step, links, file)
            steps += parts
            of_link += len(parts)
        elif status is None or not steps:
            return Spot(here, step, status, file)
        elif not stat.S_ISDIR(status.st_mode):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(here.path / step))
        else:
            folders.append(here.enter(step))
    return Spot(folders[-1], "", os.stat(folders[-1].path if folders[-1].handle is None else folders[-1].handle), file)


def _leave(folders: list[Folder], links: list[str], file: str) -> None:
    """Go to the folder above. Raises Refused where that is outside of the book."""
    if len(folders) == 1:
        raise Refused(f"it is a link to {links[-1]}, outside the book" if links else "it is outside the book", file)
    folders.pop().close()


def _refuse_hidden(step: str, file: str, *, is_of_link: bool) -> None:
    """What is hidden is no part of the book, where a link leads there: secrets stand in such files. Git's never are."""
    if is_of_link and step.startswith("."):
        raise Refused(f"it is a link into {step}, which is no part of the book", file)
    if step.lower() in (".git", "git~1"):
        raise Refused(f"{step} is git's, and no part of the book", file)


def _is_link(status: os.stat_result) -> bool:
    return stat.S_ISLNK(status.st_mode) or (
        _JUNCTION is not None and getattr(status, "st_reparse_tag", None) == _JUNCTION
    )


def _make(folder: Folder, name: str, file: str, made: list[Path] | None) -> os.stat_result | None:
    """Make a folder, and return what it is. Raises FileNotFoundError where none are to be made."""
    if made is None:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), file)
    path, at = folder.at(name)
    os.mkdir(path, **at)
    made.append(folder.path / name)
    return folder.status(name)


def _followed(folders: list[Folder], name: str, links: list[str], file: str) -> list[str]:
    """The steps that a link says, the first one last; back at the root where it says a path from there.

    Raises Refused for a path that is outside of the book by its words alone: to look at what stands there may already
    have effects, as where network drives are mounted on demand.
    """
    path, at = folders[-1].at(name)
    target = str(os.readlink(path, **at)).removeprefix("\\\\?\\")
    whole, root = Path(os.path.normpath(folders[-1].path / target)), folders[0].path
    links.append(str(whole))
    if len(links) > _MOST_LINKS:
        raise Refused("it is a link that leads in a circle", file)
    if os.path.isabs(target):
        if not Path(target).is_relative_to(root):
            raise Refused(f"it is a link to {whole}, outside the book", file)
        while len(folders) > 1:
            folders.pop().close()
        target = Path(target).relative_to(root).as_posix()
    return target.replace(os.sep, "/").split("/")[::-1]


def refuse_irregular(status: os.stat_result, file: str) -> None:
    """Raise Refused for what is no regular file, and IsADirectoryError for a directory."""
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), file)
    if not stat.S_ISREG(status.st_mode):
        raise Refused(f"it is {_KINDS.get(stat.S_IFMT(status.st_mode), 'no regular file')}, and no regular file", file)


def read_in_book(root: Path, file: str, most: int) -> bytes:
    """The first *most* bytes of a *file* of the book at *root*. Raises Refused, OSError."""
    with found(root, file) as spot:
        return spot.read(most)


def is_in_book(root: Path, file: str) -> bool:
    """Whether there is anything of that name in the book at *root*, wherever it leads if it is a link."""
    parent, _, name = file.rpartition("/")
    try:
        with found(root, f"{parent}/") as spot:
            return spot.folder.status(name) is not None
    except OSError:
        return False


def read_named(path: Path, most: int) -> bytes:
    """The first *most* bytes of a file that somebody has named, wherever it is. Raises Refused, OSError."""
    return _first(open_named(path, os.O_RDONLY), most, str(path))


def open_named(path: str | Path, flags: int) -> int:
    """Open a regular file that somebody has named, wherever it is. Raises Refused, OSError."""
    name = os.fspath(path)
    if os.path.lexists(name):
        refuse_irregular(os.stat(name), name)
    handle = os.open(name, flags | (_SAFE & ~getattr(os, "O_NOFOLLOW", 0)), 0o666)
    try:
        refuse_irregular(os.fstat(handle), name)
    except OSError:
        os.close(handle)
        raise
    return handle


def _first(handle: int, most: int, file: str) -> bytes:
    """The first *most* bytes of an open file, which is closed then: no more, however much it grows meanwhile."""
    with open(handle, "rb") as stream:
        refuse_irregular(os.fstat(handle), file)
        return stream.read(most)


def inside(root: Path, path: str | Path) -> str | None:
    """How the book at *root* names a *path* that is typed from there, with ``/``; None for one that leads outside."""
    whole = Path(os.path.normpath(root / path))
    return whole.relative_to(root).as_posix() if whole.is_relative_to(root) and whole != root else None
