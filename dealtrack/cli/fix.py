"""``dealtrack validate --fix`` and ``--diff``: write what can be mended, or show it."""

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
        before, after = fix.before.splitlines(keepends=True), fix.after.splitlines(keepends=True)
        for line in unified_diff(before, after, f"a/{fix.file}", f"b/{fix.file}"):
            lines.append(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")
    return "".join(f"{one_line(line.rstrip(chr(10)))}\n" for line in lines)


def worth_writing(fixes: "Sequence[Fix]") -> "list[Fix]":
    """Those after which their file has no error; of the others, say what stands in the way."""
    for fix in fixes:
        if fix.left:
            first = f"{fix.left[0].code} {fix.left[0].message}"
            more = f" and {len(fix.left) - 1} more" if len(fix.left) > 1 else ""
            complain(f"{fix.file} is left as it was: {first}{more} would remain", "mend that by hand first")
    return [fix for fix in fixes if not fix.left]


def write(fixes: "Sequence[Fix]", on_disk: "BookOnDisk") -> None:
    """Write the files, each as a whole or not at all; one that has changed since it was read is left alone."""
    from dealtrack.files.atomic import write_atomically

    for fix in fixes:
        path = on_disk.root / fix.file
        if not path.resolve().is_relative_to(on_disk.root):
            complain(f"{fix.file} is left as it was: it is a link to {path.resolve()}, outside the book")
            continue
        mark = _mark(path)
        if path.read_bytes() != (mark + fix.before).encode("utf-8"):
            complain(f"{fix.file} is left as it was: another program has changed it in the meantime")
            continue
        write_atomically(path, mark + fix.after)
        complain(f"{fix.file}: {fix.mended} mended" if fix.mended else f"{fix.file}: mended")


def _mark(path: Path) -> str:
    """The byte order mark of a file that has one."""
    with path.open("rb") as stream:
        return "\ufeff" if stream.read(3) == b"\xef\xbb\xbf" else ""
