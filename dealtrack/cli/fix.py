"""``dealtrack validate --fix`` and ``--diff``: write what can be mended, or show it."""

import errno
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dealtrack.cli.errors import complain

if TYPE_CHECKING:
    from dealtrack.files.book import BookOnDisk
    from dealtrack.rules.fixes import Fix


def diff_text(fixes: "Sequence[Fix]") -> str:
    """What would change, as a unified diff that ``git apply`` takes, with characters of no width made visible."""
    from dealtrack.render.patch import patch

    return "".join(patch(fix.file, fix.before, fix.after) for fix in fixes)


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
            why = replace(on_disk.root, fix.file, fix.before, fix.after)
        except OSError as error:
            were_written = False
            why = f"it cannot be written: {(error.strerror or str(error)).lower()}"
        if why:
            complain(f"{fix.file} is left as it was: {why}")
        else:
            complain(f"{fix.file}: {fix.mended} mended" if fix.mended else f"{fix.file}: mended")
    return were_written


def replace(root: Path, file: str, before: str, after: str) -> str:
    """Write *after* to a file whose text was *before*, or say why that would not be right. Raises OSError."""
    from dealtrack.files.atomic import write_atomically

    path = root / file
    if not path.resolve().is_relative_to(root):
        return f"it is a link to {path.resolve()}, outside the book"
    if not path.exists() or path.read_bytes() != before.encode("utf-8"):
        return "another program has changed it in the meantime"
    if not os.access(path, os.W_OK):  # to replace a file, its directory would do
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    write_atomically(path, after)
    return ""
