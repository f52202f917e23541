"""Which of a book's diagnostics a run of ``validate`` reports: of all files or some, all rules or some, all or new."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dealtrack.cli.errors import UsageProblem, complain

if TYPE_CHECKING:
    from dealtrack.files.book import BookOnDisk
    from dealtrack.files.places import PinnedDiagnostic
    from dealtrack.rules.selectors import Choice

DEFAULT_BASELINE = ".dealtrack-baseline.json"


class Wanted(NamedTuple):
    """What was asked for: files by path or by what has changed, and the baseline to leave out."""

    paths: Sequence[Path] = ()
    changed_since: str | None = None
    baseline: Path | None = None

    def files(self, on_disk: "BookOnDisk") -> tuple[str, ...]:
        """The files of the book to report on. Raises UsageProblem."""
        files = on_disk.read
        if self.paths:
            wanted = _named(on_disk, self.paths)
            files = tuple(file for file in files if file in wanted)
        if self.changed_since is not None:
            from dealtrack.files.git import GitProblem, changed_since

            try:
                changed = changed_since(on_disk.root, self.changed_since)
            except GitProblem as error:
                raise UsageProblem(f"--changed-since: {error}{f': {error.hint}' if error.hint else ''}") from None
            files = tuple(file for file in files if file in changed)
        return files

    def baseline_file(self, on_disk: "BookOnDisk") -> Path | None:
        """The baseline that counts: the one that was asked for, else that of the settings."""
        own = on_disk.settings.validate.baseline
        return self.baseline or (on_disk.root / own if own else None)

    def new(self, on_disk: "BookOnDisk", found: "tuple[PinnedDiagnostic, ...]") -> "tuple[PinnedDiagnostic, ...]":
        """*found* without what the baseline knows. Raises UsageProblem."""
        path = self.baseline_file(on_disk)
        if path is None:
            return found
        from dealtrack.files import baseline

        try:
            known = baseline.read(path)
        except FileNotFoundError:
            raise UsageProblem(f"there is no baseline {path}: write it with --write-baseline") from None
        except baseline.BadBaseline as error:
            raise UsageProblem(f"{error}: write it anew with --write-baseline") from None
        gone = baseline.mended(known, found)
        if gone:
            complain(f"{gone} of {path.name} {'is' if gone == 1 else 'are'} mended", "write it anew: --write-baseline")
        return baseline.new_since(known, found)


def write_baseline(wanted: Wanted, on_disk: "BookOnDisk", found: "tuple[PinnedDiagnostic, ...]") -> None:
    """Write all that was *found* to the baseline, and say so."""
    from dealtrack.files import baseline

    path = wanted.baseline_file(on_disk) or on_disk.root / DEFAULT_BASELINE
    baseline.write(path, baseline.of(found))
    complain(f"wrote {path}: {len(found)} diagnostics are known from now on", f"pass --baseline {path.name}")


def choice(on_disk: "BookOnDisk", select: Sequence[str], ignore: Sequence[str]) -> "Choice":
    """The rules that count, by the settings and the options. Raises UsageProblem for one that there is not."""
    from dealtrack.rules.selectors import Choice, UnknownRule, codes

    settings = on_disk.settings
    options = {"--select": _words("--select", select), "--ignore": _words("--ignore", ignore)}
    in_settings = {
        "select": settings.validate.select,
        "ignore": settings.validate.ignore,
        "severity": tuple(settings.validate.severity),
    }
    named = {f"{settings.where}: validate.{key}": words for key, words in in_settings.items()} | options
    for where, words in named.items():
        for word in words:
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


def _named(on_disk: "BookOnDisk", paths: Sequence[Path]) -> set[str]:
    """The files of the book that *paths* name or contain. Raises UsageProblem for a path that names none."""
    wanted: set[str] = set()
    for path in paths:
        inside = {file for file in on_disk.read if any(_names(own, file) for own in _relative(on_disk.root, path))}
        if not inside:
            where = "no file of" if _relative(on_disk.root, path) else "not in"
            raise UsageProblem(f"{path} is {where} the book {on_disk.root}")
        wanted |= inside
    return wanted


def _relative(root: Path, path: Path) -> list[str]:
    """*path* as the book names its files, as it was typed and with its links followed."""
    ways = {Path(os.path.abspath(path)), path.resolve()}
    return [way.relative_to(root).as_posix() for way in ways if way.is_relative_to(root)]


def _names(own: str, file: str) -> bool:
    return own in (file, ".") or file.startswith(f"{own}/")
