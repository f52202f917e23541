"""``dealtrack merge-driver``: what git runs to merge a file of a book, and how git is told to."""

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from dealtrack.cli.errors import FINDINGS, UsageProblem, complain, exits
from dealtrack.cli.output import emit

_NAME = "dealtrack: deals by id, claims by what they say, rates by day"
_BYTE_ORDER_MARK = "\ufeff"
_NOT_MERGED = "ours is left as it is; git checkout --theirs, or --merge, and the file's name show the other side"
_MOST_CONFLICTS = 127  # that git merge-file counts; above, it has failed


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
    versions = (base, ours, theirs)
    if not _are_files(versions, file):
        raise typer.Exit(FINDINGS)
    try:
        conflicts = _merge(*versions, file)
    except Exception as problem:  # whatever it is, a file that was not merged must not pass for one that was
        complain(f"{file or ours} is merged by git, line by line: {_words(problem)}")
        conflicts = _merge_by_git(*versions, file)
    if conflicts:
        raise typer.Exit(FINDINGS)


def _are_files(versions: Sequence[Path], file: str) -> bool:
    """Whether all *versions* are files; where one is not, say that nothing is merged."""
    from dealtrack.files.merging.versions import refuse_what_is_no_file

    for path in versions:
        try:
            refuse_what_is_no_file(path)
        except (OSError, ValueError) as problem:
            complain(f"{file or versions[1]} is not merged: {path}: {_words(problem)}", _NOT_MERGED)
            return False
    return True


def _words(problem: Exception) -> str:
    from dealtrack.files.git import GitProblem
    from dealtrack.files.merging.segments import Unmergeable

    if isinstance(problem, OSError):
        return (problem.strerror or str(problem)).lower()
    if isinstance(problem, Unmergeable | GitProblem):
        return str(problem)
    return f"internal fault: {type(problem).__name__}: {problem}"


def _merge(base: Path, ours: Path, theirs: Path, file: str) -> int:
    """Merge by what the file says; the number of conflicts. Raises Unmergeable, OSError."""
    from dealtrack.files.atomic import write_atomically
    from dealtrack.files.merging import merge
    from dealtrack.files.merging.versions import read_version

    (old, _), (own, is_marked), (other, _) = (read_version(path, file) for path in (base, ours, theirs))
    merged = merge(old, own, other, file)
    write_atomically(ours, (_BYTE_ORDER_MARK if is_marked else "") + merged.text)
    return merged.conflicts


def _merge_by_git(base: Path, ours: Path, theirs: Path, file: str) -> int:
    """Merge line by line; the number of conflicts, at least one where it cannot be done, or gives a mistake."""
    from dealtrack.files.git import GitProblem, run_git

    was_sound = _is_sound(ours, file) and _is_sound(theirs, file)
    labels = [part for label in ("ours", "base", "theirs") for part in ("-L", label)]
    files = (str(path.absolute()) for path in (ours, base, theirs))
    try:
        done = run_git(Path.cwd(), "merge-file", *labels, "--", *files)
    except GitProblem as problem:
        complain(f"{file or ours} is not merged: {problem}", _NOT_MERGED)
        return 1
    if done.returncode > _MOST_CONFLICTS:
        said = done.stderr.decode("utf-8", "replace").strip()
        complain(f"{file or ours} is not merged: git says {said or 'nothing'}", _NOT_MERGED)
    if done.returncode == 0 and was_sound and not _is_sound(ours, file):
        complain(f"{file or ours} has mistakes after that: run dealtrack validate")
        return 1
    return done.returncode


def _is_sound(path: Path, file: str) -> bool:
    from dealtrack.files.merging import is_sound
    from dealtrack.files.merging.versions import read_version

    try:
        return is_sound(read_version(path, file)[0], file)
    except Exception:  # what cannot be looked at is not known to be sound
        return False


def _install() -> None:
    """Tell the git of the repository around here. Raises UsageProblem, GitProblem."""
    from dealtrack.files.git import configure_clone, work_tree_of

    here, driver = Path.cwd(), driver_command()
    problem = configure_clone(here, {"merge.dealtrack.name": _NAME, "merge.dealtrack.driver": driver})
    if problem:
        raise UsageProblem(f"git cannot be told: {problem}")
    emit(f"git merges with it from now on, in this clone: merge.dealtrack.driver is\n  {driver}\n")
    if Path(sys.executable).is_relative_to(work_tree_of(here)):
        hint = "install dealtrack outside of it (pipx install, or a virtual environment elsewhere), and do this again"
        complain("this Python stands in the repository itself, where a branch can bring another one", hint)
    if not _is_asked_for(here):
        complain("no file is merged with it yet", "add to .gitattributes: deals/*.yaml merge=dealtrack")


def driver_command() -> str:
    """What git is to run. Where dealtrack is gone, git's own merge does it.

    Git runs it in the work tree, where neither a program nor a module of a name may be looked for: hence the path of
    this Python, and -P.
    """
    python = f"{shlex.quote(sys.executable.replace('%', '%%'))} -P"
    fallback = "exec git merge-file %A %O %B"
    return (
        f"{python} -c 'import dealtrack' 2>/dev/null || {fallback}; {python} -m dealtrack merge-driver -- %O %A %B %P"
    )


def _is_asked_for(here: Path) -> bool:
    from dealtrack.files.git import attribute_of

    return attribute_of(here, "merge", "deals/example.yaml") == "dealtrack"
