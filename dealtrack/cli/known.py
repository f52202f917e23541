"""The baseline of a run of ``validate``: where it is, what it leaves out, how it is written."""

import os
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from dealtrack.cli.errors import UsageProblem, complain

if TYPE_CHECKING:
    from dealtrack.files.baseline import Baseline
    from dealtrack.files.book import BookOnDisk
    from dealtrack.files.places import PinnedDiagnostic

_DEFAULT = ".dealtrack-baseline.json"


def baseline_path(on_disk: "BookOnDisk", asked: Path | None) -> Path | None:
    """The baseline that counts: the one *asked* for, from the current directory; else that of the settings."""
    own = on_disk.settings.validate.baseline
    return asked or (_from_here(on_disk.root / own) if own else None)


def _from_here(path: Path) -> Path:
    """*path* as one would type it, where it is below the current directory."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def read_baseline(root: Path, path: Path | None) -> "Baseline":
    """What is known of the book at *root*; nothing where there is no *path*. Raises UsageProblem, OSError."""
    from dealtrack.files import baseline

    if path is None:
        return baseline.Baseline(())
    try:
        return baseline.read(root, path)
    except FileNotFoundError:
        raise UsageProblem(f"there is no baseline {path}: write it with --write-baseline") from None
    except baseline.BadBaseline as error:
        raise UsageProblem(f"{error}: delete it, and write it anew with --write-baseline") from None


def new_since(
    known: "Baseline", found: "tuple[PinnedDiagnostic, ...]", rules: Collection[str]
) -> "tuple[PinnedDiagnostic, ...]":
    """Those of *found* by *rules* that are not *known*. Where known ones are mended, a line says so."""
    from dealtrack.files import baseline

    if not known.diagnostics:
        return found
    gone = baseline.mended(known, found, rules)
    if gone:
        complain(f"{gone} of the baseline {'is' if gone == 1 else 'are'} mended", "write it anew: --write-baseline")
    return baseline.new_since(known, found)


def write_baseline(
    on_disk: "BookOnDisk", asked: Path | None, found: "tuple[PinnedDiagnostic, ...]", others: Collection[str]
) -> None:
    """Write all that was *found*, keep what was known by the *others* of the rules, and say so. Raises UsageProblem."""
    from dealtrack.files import baseline
    from dealtrack.files.atomic import NotWritten
    from dealtrack.render.diagnostics.wording import counted

    path = baseline_path(on_disk, asked) or _from_here(on_disk.root / _DEFAULT)
    was = baseline.data_of(on_disk.root, path) if os.path.lexists(path) else None
    if was and not was.lstrip().startswith(b"{"):
        raise UsageProblem(f"{path} is left as it was: it is no baseline: delete it, or name another file")
    before = read_baseline(on_disk.root, path) if others and was is not None else baseline.Baseline(())
    written = baseline.of(found, [each for each in before.diagnostics if each.code in others])
    try:
        baseline.write(on_disk.root, path, written, was)
    except NotWritten as error:
        raise UsageProblem(f"{path} is left as it was: {error}") from None
    count = len(written.diagnostics)
    told = f"{counted(count, 'diagnostic')} {'is' if count == 1 else 'are'} known from now on"
    hint = "" if path == baseline_path(on_disk, None) else f"pass --baseline {path}, or set it as validate.baseline"
    complain(f"wrote {path}: {told}", hint)
