"""Which of a book's diagnostics a run of ``validate`` reports: by which rules, and of which files."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dealtrack.cli.errors import UsageProblem

if TYPE_CHECKING:
    from dealtrack.files.book import BookOnDisk
    from dealtrack.rules.selectors import Choice


def files_wanted(on_disk: "BookOnDisk", paths: Sequence[Path], revision: str | None) -> tuple[str, ...]:
    """The files of the book to report on: those of *paths*, and changed since *revision*. Raises UsageProblem."""
    wanted = named(on_disk.root, on_disk.read, paths) if paths else set(on_disk.read)
    if revision is not None:
        wanted &= _changed(on_disk, revision)
    return tuple(file for file in on_disk.read if file in wanted)


def _changed(on_disk: "BookOnDisk", revision: str) -> frozenset[str]:
    from dealtrack.files.changed import changed_since
    from dealtrack.files.git import GitProblem

    if not revision.strip():
        raise UsageProblem("--changed-since names no revision: write one, such as origin/main")
    try:
        return changed_since(on_disk.root, revision, on_disk.read)
    except GitProblem as error:
        raise UsageProblem(f"--changed-since: {error}{f': {error.hint}' if error.hint else ''}") from None


def choice(on_disk: "BookOnDisk", select: Sequence[str] = (), ignore: Sequence[str] = ()) -> "Choice":
    """The rules that count, by the settings and the options. Raises UsageProblem for one that there is not."""
    from dealtrack.rules.selectors import Choice, UnknownRule, codes

    settings = on_disk.settings
    options = {"--select": _words("--select", select), "--ignore": _words("--ignore", ignore)}
    in_settings = {
        "select": settings.validate.select,
        "ignore": settings.validate.ignore,
        "severity": tuple(settings.validate.severity),
    }
    named = [(where, word) for where, words in options.items() for word in words]
    for key, words in in_settings.items():
        named += [(f"{settings.place('validate', key, word)}: validate.{key}", word) for word in words]
    for where, word in named:
        try:
            codes(word)
        except UnknownRule as error:
            raise UsageProblem(f"{where}: {error}: {error.hint}") from None
    return Choice.of(settings.validate, *options.values())


def _words(option: str, given: Sequence[str]) -> tuple[str, ...]:
    """The selectors of an option, which may be given several times. Raises UsageProblem where one of them has none."""
    split = [each.replace(",", " ").split() for each in given]
    if not all(split):
        raise UsageProblem(f"{option} names no rule: write codes or names, such as {option} DT403,DT5")
    return tuple(word for words in split for word in words)


def named(root: Path, files: Sequence[str], paths: Sequence[Path]) -> set[str]:
    """Those of the book's *files* that *paths* name or contain. Raises UsageProblem for a path that names none."""
    wanted: set[str] = set()
    for path in paths:
        inside = {file for file in files if any(_names(own, file) for own in _relative(root, path))}
        if not inside:
            where = "no file of" if _relative(root, path) else "not in"
            raise UsageProblem(f"{path} is {where} the book {root}")
        wanted |= inside
    return wanted


def _relative(root: Path, path: Path) -> list[str]:
    """*path* as the book names its files, as it was typed and with its links followed."""
    ways = {Path(os.path.abspath(path)), Path(os.path.realpath(path))}
    return [way.relative_to(root).as_posix() for way in ways if way.is_relative_to(root)]


def _names(own: str, file: str) -> bool:
    return own in (file, ".") or file.startswith(f"{own}/")
