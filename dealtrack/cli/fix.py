"""``dealtrack validate --fix`` and ``--diff``: write what can be mended, or show it."""

from collections.abc import Sequence
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
    from dealtrack.files.atomic import NotWritten, write_in_book
    from dealtrack.files.opening import told

    were_written = True
    for fix in fixes:
        try:
            write_in_book(on_disk.root, fix.file, fix.after, fix.before.encode("utf-8"))
        except NotWritten as error:
            complain(f"{fix.file} is left as it was: {error}")
        except OSError as error:
            were_written = False
            complain(f"{fix.file} is left as it was: it cannot be written: {told(error)}")
        else:
            complain(f"{fix.file}: {fix.mended} mended" if fix.mended else f"{fix.file}: mended")
    return were_written
