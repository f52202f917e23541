"""Writing files so that nothing is ever lost: the old file or the new one is there, never half of one.

Only regular files are replaced, and those of a book never outside of it. What a killed run leaves behind is hidden,
ends in ``.new``, and is swept away by the next run that writes that file.
"""

import errno
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from pathlib import Path
from typing import IO

from dealtrack.files.opening import Folder, Refused, Spot, found, refuse_irregular

_SUFFIX = ".new"
_LEFT_BEHIND = 60.0  # seconds after which nobody can still be writing a file
_HAS_RIGHTS = os.chmod in os.supports_fd  # Windows has none of these
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL


class NotWritten(Exception):
    """A file that is left as it was, and why: somebody else's change, a link out of the book, no regular file."""


class Before(Enum):
    """What is expected of a file where it is not certain bytes."""

    WHATEVER = "whatever is there may be replaced"
    NOTHING = "there is no such file yet"


def write_in_book(root: Path, file: str, text: str, before: bytes | Before) -> None:
    """Replace the *file* of the book at *root* by *text*, if it still is as it was *before*.

    A link is followed inside the book only. Raises NotWritten, OSError; then nothing has changed.
    """
    data = text.encode("utf-8")
    with _not_written_where_refused(), found(Path(os.path.realpath(root)), file, []) as spot:
        path, at = spot.folder.at(spot.name)
        if spot.status and not os.access(path, os.W_OK, **at):  # to replace a file, its directory would do
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(spot.path))
        _write(spot, data, before)


def write_atomically(path: Path, text: str, before: bytes | Before = Before.WHATEVER) -> None:
    """Replace the file at *path* by *text* in UTF-8, keeping its permissions, if it still is as it was *before*.

    Raises NotWritten, OSError; then nothing has changed.
    """
    data = text.encode("utf-8")
    path = Path(os.path.realpath(path))  # a link stays a link: what it points to is replaced
    path.parent.mkdir(parents=True, exist_ok=True)
    folder = Folder.of(path.parent)
    try:
        with _not_written_where_refused():
            _write(Spot(folder, path.name, folder.status(path.name), str(path)), data, before)
    finally:
        folder.close()


@contextmanager
def _not_written_where_refused() -> Iterator[None]:
    try:
        yield
    except Refused as error:
        raise NotWritten(error.strerror) from None


def _write(spot: Spot, data: bytes, before: bytes | Before) -> None:
    folder, name = spot.folder, spot.name
    if spot.status is not None:
        refuse_irregular(spot.status, str(spot.path))
    _sweep(folder, name)
    with _temporary(spot) as (temporary, stream):
        _fill(stream, data)
        _take_over_rights(stream.fileno(), spot.status)
        stream.close()
        if before is Before.NOTHING:
            _put_where_nothing_is(folder, temporary, name)
        else:
            if isinstance(before, bytes) and _bytes_of(spot, len(before) + 1) != before:
                raise NotWritten("another program has changed it in the meantime")
            _replace(folder, temporary, name)
    _flush(folder)


@contextmanager
def _temporary(spot: Spot) -> Iterator[tuple[str, IO[bytes]]]:
    """A new file beside another, by its name and open, gone when all is done; errors name the other."""
    temporary = f".{spot.name}.{os.urandom(6).hex()}{_SUFFIX}"
    try:
        with open(spot.folder.open(temporary, _NEW), "wb") as stream:
            yield temporary, stream
    except OSError as error:
        if error.filename in (None, temporary, spot.folder.at(temporary)[0]):
            error.filename, error.filename2 = str(spot.path), None
        raise
    finally:
        with suppress(FileNotFoundError):
            _delete(spot.folder, temporary)


def _fill(stream: IO[bytes], data: bytes) -> None:
    stream.write(data)
    stream.flush()
    os.fsync(stream.fileno())


def _take_over_rights(handle: int, old: os.stat_result | None) -> None:
    """What one may do with the old file: to read, write and run it, and no more (a program keeps no set-user-id)."""
    if not _HAS_RIGHTS:
        return
    if old is not None:
        with suppress(OSError):  # only root may give a file away
            os.chown(handle, old.st_uid, old.st_gid)
    os.chmod(handle, 0o666 & ~_umask() if old is None else old.st_mode & 0o777)


def _put_where_nothing_is(folder: Folder, temporary: str, name: str) -> None:
    (source, at), (target, _) = folder.at(temporary), folder.at(name)
    both = {"src_dir_fd": at["dir_fd"], "dst_dir_fd": at["dir_fd"]} if at else {}
    try:
        os.link(source, target, **both)  # which, unlike a replacement, fails where somebody was quicker
    except FileExistsError:
        raise NotWritten("it is there already") from None
    except OSError:  # a file system without links
        if folder.status(name) is not None:
            raise NotWritten("it is there already") from None
        _replace(folder, temporary, name)


def _replace(folder: Folder, temporary: str, name: str) -> None:
    (source, at), (target, _) = folder.at(temporary), folder.at(name)
    os.replace(source, target, **({"src_dir_fd": at["dir_fd"], "dst_dir_fd": at["dir_fd"]} if at else {}))


def _bytes_of(spot: Spot, most: int) -> bytes | None:
    """What stands in the file now."""
    now = spot._replace(status=spot.folder.status(spot.name))
    return None if now.status is None else now.read(most)


def _sweep(folder: Folder, name: str) -> None:
    """Delete the files that runs have left behind that were killed while they wrote the one of that *name*."""
    for entry in folder.entries():
        if entry.name.startswith(f".{name}.") and entry.name.endswith(_SUFFIX):
            with suppress(OSError):
                left = folder.status(entry.name)
                if left and stat.S_ISREG(left.st_mode) and time.time() - left.st_mtime > _LEFT_BEHIND:
                    _delete(folder, entry.name)


def _delete(folder: Folder, name: str) -> None:
    path, at = folder.at(name)
    os.unlink(path, **at)


def _flush(folder: Folder) -> None:
    """Make the new name outlast a loss of power, where the system can be asked to."""
    if folder.handle is not None:
        with suppress(OSError):
            os.fsync(folder.handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
