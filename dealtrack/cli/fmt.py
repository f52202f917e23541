"""``dealtrack fmt``: the canonical layout of a book's YAML files, written, checked or shown."""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from dealtrack.cli.errors import FINDINGS, USAGE, UsageProblem, complain, exits
from dealtrack.cli.options import BookOption
from dealtrack.cli.output import emit
from dealtrack.cli.reported import named


class _Laid(NamedTuple):
    """A file's text before and after; the code to exit with if it could not be laid out, and is as it was."""

    file: str
    before: str
    after: str
    code: int = 0


@exits
def fmt(
    context: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument(metavar="[PATH]...", help="Only these files.")] = None,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 if a file would change.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Write nothing; show what would change.")] = False,
    stdin: Annotated[
        bool, typer.Option("--stdin", help="Read standard input as the file PATH, and print it laid out.")
    ] = False,
    book: BookOption = None,
) -> None:
    """Lay out the book's YAML files in one way: comments stay, and nothing means anything else."""
    if stdin:
        laid = [_of_stdin(paths or ())]
    else:
        root = _root(book or (context.obj or {}).get("book"))
        laid = [_laid(file, text, whole) for file, text, whole in _texts(root, paths or ())]
    changed = [each for each in laid if each.after != each.before]
    code = max((each.code for each in laid), default=0)
    if diff:
        emit("".join(_patch(each) for each in changed), for_machines=True)
    elif stdin and not check:
        emit("" if code else laid[0].after, for_machines=True)
    elif check:
        _tell(laid, [each.file for each in changed], "would be formatted")
    else:
        written = [each.file for each in changed if _write(root, each)]
        code = max(code, USAGE if len(written) < len(changed) else 0)
        _tell(laid, written, "formatted")
    if code := max(code, FINDINGS if changed and (check or diff) else 0):
        raise typer.Exit(code)


def _root(book: Path | None) -> Path:
    """The book. Raises BookNotFound."""
    from dealtrack.files.book import BookNotFound, find_root

    if book is None:
        return find_root(Path.cwd())
    if not (book / "deals").is_dir():
        raise BookNotFound(f"{os.path.realpath(book)} is no book: it has no deals/")
    return Path(os.path.realpath(book))


def _texts(root: Path, paths: Sequence[Path]) -> Iterator[tuple[str, str | None, str]]:
    """The book's YAML files, or those of *paths*: name, text if it is one, all characters. Raises UsageProblem."""
    from dealtrack.files.disk import Disk, text_of
    from dealtrack.files.listing import INVESTORS, SOURCES, list_files

    disk = Disk(root)
    files = (*list_files(disk).companies, *(file for file in (SOURCES, INVESTORS) if disk.has(file)))
    if not files:
        raise UsageProblem(f"nothing to format: {root / 'deals'} holds no .yaml files")
    wanted = named(root, files, paths) if paths else files
    for file in files:
        if file in wanted:
            text, faults = text_of(disk, file)
            yield file, None if faults else text, "" if faults else disk.read(file).decode("utf-8")


def _laid(file: str, text: str | None, whole: str) -> _Laid:
    """A file laid out. Of one that cannot be, say why."""
    from dealtrack.files.formatting import formatted

    if text is None:
        complain(f"{file} is left as it was: it cannot be read", f"dealtrack validate {file} says why")
        return _Laid(file, whole, whole, FINDINGS)
    after = formatted(text, file, _type_of(file))
    if after.faults:
        rules = ", ".join(dict.fromkeys(fault.rule for fault in after.faults))
        count = f"{len(after.faults)} mistakes" if len(after.faults) > 1 else "a mistake"
        complain(f"{file} is left as it was: it has {count} ({rules})", f"dealtrack validate {file} says where")
    elif after.is_our_fault:
        complain(f"internal fault: {file} is left as it was, since {after.why}", "please report it, with the file")
        return _Laid(file, whole, whole, USAGE)
    elif after.why:
        complain(f"{file} is left as it was: {after.why}")
    return _Laid(file, whole, whole, FINDINGS) if after.faults or after.why else _Laid(file, whole, after.text)


def _type_of(file: str) -> Any:
    from dealtrack.files.listing import INVESTORS, SOURCES
    from dealtrack.model import Company, Investor, Source

    tables = {SOURCES: dict[str, Source], INVESTORS: dict[str, Investor]}
    return tables.get(file, Company)


def _of_stdin(paths: Sequence[Path]) -> _Laid:
    """Standard input laid out, as the file that is named, else as a company's. Raises UsageProblem."""
    from dealtrack.files.listing import INVESTORS, SOURCES
    from dealtrack.files.text import decode

    if len(paths) > 1:
        raise UsageProblem("--stdin is one file: name one PATH, or none for a company's file")
    path = paths[0].as_posix() if paths else "deals/stdin.yaml"
    file = next((each for each in (SOURCES, INVESTORS) if f"/{path}".endswith(f"/{each}")), path)
    data = sys.stdin.buffer.read()
    text, faults = decode(data, file)
    return _laid(file, None if faults else text, data.decode("utf-8", "replace"))


def _patch(laid: _Laid) -> str:
    from dealtrack.render.patch import patch

    return patch(laid.file, laid.before, laid.after)


def _write(root: Path, laid: _Laid) -> bool:
    from dealtrack.files.atomic import NotWritten, write_in_book
    from dealtrack.files.opening import told

    try:
        write_in_book(root, laid.file, laid.after, laid.before.encode("utf-8"))
    except NotWritten as error:
        why = str(error)
    except OSError as error:
        why = f"it cannot be written: {told(error)}"
    else:
        return True
    complain(f"{laid.file} is left as it was: {why}")
    return False


def _tell(laid: Sequence[_Laid], changed: Sequence[str], what: str) -> None:
    """Name the files that have changed, or would, and count the others."""
    from dealtrack.render.harmless import one_line

    left = sum(1 for each in laid if each.code)
    counts = {what: len(changed), "in order already": len(laid) - len(changed) - left, "left alone": left}
    said = [f"{_files(count)} {words}" for words, count in counts.items() if count]
    emit("\n".join([*(f"{one_line(file)} {what}" for file in changed), ", ".join(said)]) + "\n")


def _files(count: int) -> str:
    return f"{count} file" if count == 1 else f"{count} files"
