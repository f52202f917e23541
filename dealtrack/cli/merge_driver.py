"""``dealtrack merge-driver``: what git runs to merge a file of a book, and how git is told to."""

import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from dealtrack.cli.errors import FINDINGS, UsageProblem, complain, exits
from dealtrack.cli.output import emit

_NAME = "dealtrack: deals by id, claims by what they say, rates by day"
_BYTE_ORDER_MARK = "\ufeff"


@exits
def merge_driver(
    base: Annotated[Path | None, typer.Argument(metavar="%O", help="The version that both sides started from.")] = None,
    ours: Annotated[Path | None, typer.Argument(metavar="%A", help="Ours, which becomes the result.")] = None,
    theirs: Annotated[Path | None, typer.Argument(metavar="%B", help="Theirs.")] = None,
    file: Annotated[str, typer.Argument(metavar="[%P]", help="The file's path in the repository.")] = "",
    install: Annotated[
        bool, typer.Option("--install", help="Have git run this in the repository around here.")
    ] = False,
) -> None:
    """Merge three versions of a file of a book, as git asks for it. Exits 1 if there are conflicts."""
    if install:
        _install()
        return
    if not (base and ours and theirs):
        raise UsageProblem("git runs this with three files: write dealtrack merge-driver --install to have it do so")
    try:
        conflicts = _merge(base, ours, theirs, file)
    except Exception as problem:  # whatever it is, a file that was not merged must not pass for one that was
        complain(f"{file or ours} is merged by git, line by line: {_words(problem)}")
        conflicts = _merge_by_git(base, ours, theirs, file)
    if conflicts:
        raise typer.Exit(FINDINGS)


def _words(problem: Exception) -> str:
    from dealtrack.files.merging.segments import Unmergeable

    if isinstance(problem, UnicodeDecodeError):
        return "it is not UTF-8"
    if isinstance(problem, Unmergeable):
        return str(problem)
    return f"internal fault: {type(problem).__name__}: {problem}"


def _merge(base: Path, ours: Path, theirs: Path, file: str) -> int:
    """Merge by what the file says; the number of conflicts. Raises Unmergeable, UnicodeDecodeError, OSError."""
    from dealtrack.files.atomic import write_atomically
    from dealtrack.files.merging import merge

    old, own, other = (path.read_bytes().decode("utf-8-sig") for path in (base, ours, theirs))
    merged = merge(old, own, other, file)
    mark = _BYTE_ORDER_MARK if ours.read_bytes().startswith(_BYTE_ORDER_MARK.encode()) else ""
    write_atomically(ours, mark + merged.text)
    return merged.conflicts


def _merge_by_git(base: Path, ours: Path, theirs: Path, file: str) -> int:
    """Merge line by line; the number of conflicts, at least one where only what comes out has mistakes."""
    was_sound = _is_sound(ours, file) and _is_sound(theirs, file)
    labels = [part for label in ("ours", "base", "theirs") for part in ("-L", label)]
    done = subprocess.run(["git", "merge-file", *labels, ours, base, theirs], check=False)
    if done.returncode == 0 and was_sound and not _is_sound(ours, file):
        complain(f"{file or ours} has mistakes after that: run dealtrack validate")
        return 1
    return done.returncode


def _is_sound(path: Path, file: str) -> bool:
    from dealtrack.files.merging import is_sound

    return is_sound(path.read_bytes().decode("utf-8-sig", "replace"), file)


def _install() -> None:
    """Tell the git of the repository around here. Raises UsageProblem."""
    settings = {"name": _NAME, "driver": driver_command()}
    for key, value in settings.items():
        try:
            command = ["git", "config", "--local", f"merge.dealtrack.{key}", value]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        except FileNotFoundError:
            raise UsageProblem("git is not installed here") from None
        if done.returncode:
            raise UsageProblem(f"git cannot be told: {done.stderr.strip() or 'it does not say why'}")
    emit(f"git merges with it from now on, in this clone: merge.dealtrack.driver is\n  {settings['driver']}\n")
    if not _is_asked_for():
        complain("no file is merged with it yet", "add to .gitattributes: deals/*.yaml merge=dealtrack")


def driver_command() -> str:
    """What git is to run. Where dealtrack is not to be found, git's own merge does it."""
    own = "dealtrack" if shutil.which("dealtrack") else f"{shlex.quote(sys.executable)} -m dealtrack"
    program = shlex.split(own)[0]
    return (
        f"command -v {shlex.quote(program)} >/dev/null || exec git merge-file %A %O %B; {own} merge-driver %O %A %B %P"
    )


def _is_asked_for() -> bool:
    command = ["git", "check-attr", "merge", "--", "deals/example.yaml"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip().endswith(": dealtrack")
