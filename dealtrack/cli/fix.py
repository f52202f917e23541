"""``dealtrack validate --fix`` and ``--diff``: write what can be mended, or show it."""

import errno
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dealtrack.cli.errors import complain
from dealtrack.render.harmless import one_line

if TYPE_CHECKING:
    from dealtrack.files.book import BookOnDisk
    from dealtrack.rules.fixes import Fix


def diff_text(fixes: "Sequence[Fix]") -> str:
    """What would change, as a unified diff that ``git apply`` takes, with characters of no width made visible."""
    from difflib import unified_diff

    lines: list[str] = []
    for fix in fixes:
        before, after = _lines(fix.before), _lines(fix.after)
        lines += unified_diff(before, after, f"a/{fix.file}", f"b/{fix.file}")
    return "".join(
        _shown(line) if line.endswith("\n") else f"{_shown(line)}\\ No newline at end of file\n" for line in lines
    )


def _lines(text: str) -> list[str]:
    """The lines of *text* as git counts them, with their ends."""
    return [*re.findall(r"[^\n]*\n|[^\n]+", text)]


def _shown(line: str) -> str:
    """A line of a diff for a terminal and for git: tabs, a byte order mark and a CR at the end do no harm."""
    start = 2 if line[1:2] == "\ufeff" else 0
    end = "\r\n" if line.endswith("\r\n") else "\n"
    rest = "\t".join(one_line(part) for part in line[start:].removesuffix(end).split("\t"))
    return f"{line[:start]}{rest}{end}"


def worth_writing(fixes: "Sequence[Fix]") -> "list[Fix]":
    """Those after which their file has no error; of the others, say what stands in the way."""
    for fix in fixes:
        if fix.left:
            first = f"{fix.left[0].code} {fix.left[0].message}"
            more = f" and {len(fix.left) - 1} more" if len(fix.left) > 1 else ""
            complain(f"{fix.file} is left as it was: {first}{more} would remain", "mend that by hand first")
    return [fix for fix in fixes if not fix.left]


def write(fixes: "Sequence[Fix]", on_disk: "BookOnDisk") -> bool:
    """Write the files, each as a whole or not at all; tell whether every one could be written that had to be."""
    were_written = True
    for fix in fixes:
        try:
            why = _write(fix, on_disk.root)
        except OSError as error:
            were_written = False
            why = f"it cannot be written: {(error.strerror or str(error)).lower()}"
        if why:
            complain(f"{fix.file} is left as it was: {why}")
        else:
            complain(f"{fix.file}: {fix.mended} mended" if fix.mended else f"{fix.file}: mended")
    return were_written


def _write(fix: "Fix", root: Path) -> str:
    """Write a file, or say why that would not be right. Raises OSError."""
    from dealtrack.files.atomic import write_atomically

    path = root / fix.file
    if not path.resolve().is_relative_to(root):
        return f"it is a link to {path.resolve()}, outside the book"
    if not path.exists() or path.read_bytes() != fix.before.encode("utf-8"):
        return "another program has changed it in the meantime"
    if not os.access(path, os.W_OK):  # to replace a file, its directory would do
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    write_atomically(path, fix.after)
    return ""
