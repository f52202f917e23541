"""What a hook before a commit reports: the files of the commit, and what the commit breaks in others."""

import os
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dealtrack.cli.errors import UsageProblem
from dealtrack.cli.reported import named

if TYPE_CHECKING:
    from datetime import date

    from dealtrack.diagnostics import Diagnostic
    from dealtrack.files.book import BookOnDisk
    from dealtrack.files.git_objects import Objects
    from dealtrack.files.places import PinnedDiagnostic
    from dealtrack.rules.selectors import Choice


def of_the_book(on_disk: "BookOnDisk", paths: Sequence[Path]) -> tuple[str, ...]:
    """The files of the book among *paths*; settings, notes and files of other folders are passed over."""
    wanted: set[str] = set()
    for path in paths:
        try:
            wanted |= named(on_disk.root, on_disk.read, [path])
        except UsageProblem:
            continue
    return tuple(file for file in on_disk.read if file in wanted)


def broken_elsewhere(
    on_disk: "BookOnDisk", found: "Sequence[PinnedDiagnostic]", files: Collection[str], chosen: "Choice", today: "date"
) -> "frozenset[PinnedDiagnostic]":
    """Those of *found* in other files that the commit causes: they are not there before it, and the file is the same.

    Before it is HEAD, or what pre-commit was told to start from. Nothing where git has no commit yet.
    """
    elsewhere = [each for each in found if each.at.place.file not in files]
    if not elsewhere:
        return frozenset()
    from dealtrack.files.git import GitProblem
    from dealtrack.files.git_objects import Objects

    try:
        with Objects(on_disk.root) as objects:
            return _caused(on_disk, _before(on_disk, objects), elsewhere, chosen, today)
    except GitProblem:
        return frozenset()


def _caused(
    on_disk: "BookOnDisk",
    before: "BookOnDisk",
    elsewhere: "Sequence[PinnedDiagnostic]",
    chosen: "Choice",
    today: "date",
) -> "frozenset[PinnedDiagnostic]":
    from dealtrack.rules import check_book

    known = Counter(map(_told, chosen.applied(check_book(before, today))))
    caused = []
    for each in elsewhere:
        file, told = each.at.place.file, _told(each.diagnostic)
        if known[told]:
            known[told] -= 1
        elif _is_untouched(file, before, on_disk):
            caused.append(each)
    return frozenset(caused)


def _is_untouched(file: str, before: "BookOnDisk", on_disk: "BookOnDisk") -> bool:
    try:
        return before.disk.has(file) and before.disk.read(file) == on_disk.disk.read(file)
    except OSError:  # a link or a submodule, which is told of by itself
        return False


def _before(on_disk: "BookOnDisk", objects: "Objects") -> "BookOnDisk":
    from dealtrack.files.book import read_book
    from dealtrack.files.git_tree import at_commit

    commit = objects.commit(os.environ.get("PRE_COMMIT_FROM_REF") or "HEAD")
    return read_book(at_commit(objects, commit), on_disk.settings)


def _told(each: "Diagnostic") -> tuple[str, str, str]:
    return each.place.file, each.code, each.message
