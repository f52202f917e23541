"""The versions that git hands over to be merged: regular files, read no further than a book's files may go."""

import os
import stat
from pathlib import Path

from dealtrack.files.disk import most_bytes, text_in
from dealtrack.files.merging.segments import Unmergeable

_WORDS = {
    "too-large": "it is larger than a file of a book may be",
    "not-utf-8": "it is not UTF-8",
    "confusable-character": "there is a control character in it",
}
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# A link is not followed, and a FIFO that nobody writes to is not waited for.
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def refuse_what_is_no_file(path: Path) -> None:
    """Raise OSError for what is no regular file, without opening it."""
    if not stat.S_ISREG(path.lstat().st_mode):
        raise OSError(0, "it is no file", str(path))


def read_version(path: Path, file: str) -> tuple[str, bool]:
    """The text of a version of *file*, and whether it began with a byte order mark. Raises Unmergeable, OSError."""
    refuse_what_is_no_file(path)
    with open(os.open(path, _FLAGS), "rb") as stream:
        data = stream.read(most_bytes(file) + 1)
    text, faults = text_in(data, file)
    if faults:
        raise Unmergeable(_WORDS[faults[0].rule])
    return text, data.startswith(_BYTE_ORDER_MARK)
