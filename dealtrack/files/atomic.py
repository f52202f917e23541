"""Writing files so that nothing is ever lost: the old file or the new one is there, never half of one.

What a killed run leaves behind is hidden, ends in ``.new``, and is swept away by the next run that writes that file.
"""

import errno
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from pathlib import Path

_SUFFIX = ".new"
_LEFT_BEHIND = 60.0  # seconds after which nobody can still be writing a file


class NotWritten(Exception):
    """A file that is left as it was, and why: somebody else's change, or a link out of the book."""


class Before(Enum):
    """What is expected of a file where it is not certain bytes."""

    WHATEVER = "whatever is there may be replaced"
    NOTHING = "there is no such file yet"


def write_in_book(root: Path, file: str, text: str, before: bytes | Before) -> None:
    """Replace the *file* of the book at *root* by *text*, if it still is as it was *before*.

    A link is followed inside the book only. Raises NotWritten, OSError; then nothing has changed.
    """
    path, root = root / file, root.resolve()
    if not path.resolve().is_relative_to(root):
        raise NotWritten(f"it is a link to {path.resolve()}, outside the book")
    if path.exists() and not os.access(path, os.W_OK):  # to replace a file, its directory would do
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    write_atomically(path, text, before)


def write_atomically(path: Path, text: str, before: bytes | Before = Before.WHATEVER) -> None:
    """Replace the file at *path* by *text* in UTF-8, keeping its permissions, if it still is as it was *before*.

    Raises NotWritten, OSError; then nothing has changed.
    """
    data = text.encode("utf-8")
    path = path.resolve()  # a link stays a link: what it points to is replaced
    path.parent.mkdir(parents=True, exist_ok=True)
    _sweep(path)
    with _temporary(path) as temporary:
        _fill(temporary, data)
        _take_over_rights(temporary, path)
        if before is Before.NOTHING:
            _put_where_nothing_is(temporary, path)
        else:
            if isinstance(before, bytes) and _bytes_of(path) != before:
                raise NotWritten("another program has changed it in the meantime")
            os.replace(temporary, path)
    _flush_directory(path.parent)


@contextmanager
def _temporary(path: Path) -> Iterator[str]:
    """A new file beside *path*, gone when all is done; errors name *path*."""
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=_SUFFIX)
        os.close(handle)
        yield temporary
    except OSError as error:
        if error.filename in (None, temporary):
            error.filename, error.filename2 = str(path), None
        raise
    finally:
        if temporary:
            with suppress(FileNotFoundError):
                os.unlink(temporary)


def _fill(temporary: str, data: bytes) -> None:
    with open(temporary, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _take_over_rights(temporary: str, path: Path) -> None:
    try:
        old = path.stat()
    except FileNotFoundError:
        os.chmod(temporary, 0o666 & ~_umask())
        return
    if hasattr(os, "chown"):
        with suppress(OSError):  # only root may give a file away
            os.chown(temporary, old.st_uid, old.st_gid)
    os.chmod(temporary, old.st_mode & 0o7777)


def _put_where_nothing_is(temporary: str, path: Path) -> None:
    try:
        os.link(temporary, path)  # which, unlike a replacement, fails where somebody was quicker
    except FileExistsError:
        raise NotWritten("it is there already") from None
    except OSError:  # a file system without links
        if os.path.lexists(path):
            raise NotWritten("it is there already") from None
        os.replace(temporary, path)


def _bytes_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _sweep(path: Path) -> None:
    """Delete what runs that were killed while they wrote *path* have left behind."""
    for left in path.parent.iterdir():
        if left.name.startswith(f".{path.name}.") and left.name.endswith(_SUFFIX):
            with suppress(OSError):
                if time.time() - left.stat().st_mtime > _LEFT_BEHIND:
                    left.unlink()


def _flush_directory(directory: Path) -> None:
    """Make the new name outlast a loss of power, where the system can be asked to."""
    with suppress(OSError):
        handle = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
