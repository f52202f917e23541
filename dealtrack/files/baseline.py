"""A baseline: the diagnostics that a book is known to have, so that a team can adopt the tool and see what is new.

``{"version": 1, "diagnostics": [{"file": …, "code": …, "fingerprint": …}]}``, sorted, a line each: git shows what was
mended. A line of a book may move without becoming new; once it is edited, what is wrong with it is told again.
"""

from collections.abc import Collection, Sequence
from pathlib import Path

import msgspec

from dealtrack.files.atomic import Before, write_atomically, write_in_book
from dealtrack.files.fingerprints import fingerprints
from dealtrack.files.opening import inside, read_in_book, read_named
from dealtrack.files.places import PinnedDiagnostic

_VERSION = 1
_MOST_BYTES = 64 * 1024 * 1024  # half a million diagnostics


class BadBaseline(ValueError):
    """A file that is no baseline; the message names it."""


class Known(msgspec.Struct, frozen=True, order=True):
    """One diagnostic that is known."""

    file: str
    code: str
    fingerprint: str


class Baseline(msgspec.Struct, frozen=True):
    """All that is known, and the version of the format."""

    diagnostics: tuple[Known, ...]
    version: int = _VERSION


class _Version(msgspec.Struct, frozen=True):
    version: int


def of(found: Sequence[PinnedDiagnostic], kept: Sequence[Known] = ()) -> Baseline:
    """The baseline of what was *found*, in the order of its places, and of those *kept* from another baseline."""
    known = (
        Known(each.at.place.file, each.diagnostic.code, mark)
        for each, mark in zip(found, fingerprints(found), strict=True)
    )
    return Baseline(tuple(sorted((*known, *kept))))


def read(root: Path, path: Path) -> Baseline:
    """The baseline in a file, which is never read outside of the book at *root* if it is named inside of it.

    Raises BadBaseline, OSError.
    """
    data = data_of(root, path)
    if len(data) > _MOST_BYTES:
        raise BadBaseline(f"{path} is no baseline: it is larger than {_MOST_BYTES // 1024 // 1024} MiB")
    try:
        version = msgspec.json.decode(data, type=_Version).version
        if version == _VERSION:
            return msgspec.json.decode(data, type=Baseline)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadBaseline(f"{path} is no baseline: {error}") from None
    raise BadBaseline(f"{path} is a baseline of version {version}, and this dealtrack reads {_VERSION}")


def data_of(root: Path, path: Path) -> bytes:
    """The bytes of such a file, at most one more than it may have. Raises OSError."""
    own = inside(root, path.absolute())
    return read_in_book(root, own, _MOST_BYTES + 1) if own else read_named(path, _MOST_BYTES + 1)


def write(root: Path, path: Path, baseline: Baseline, before: bytes | None) -> None:
    """Write the *baseline* of the book at *root*, a line a diagnostic, if the file is as *before* (None: not there).

    Raises NotWritten, OSError.
    """
    lines = ",\n".join(f"  {msgspec.json.encode(known).decode()}" for known in baseline.diagnostics)
    listed = f"[\n{lines}\n]" if lines else "[]"
    text = f'{{"version": {baseline.version}, "diagnostics": {listed}}}\n'
    was = Before.NOTHING if before is None else before
    if own := inside(root, path.absolute()):
        write_in_book(root, own, text, was)
    else:
        write_atomically(path, text, was)


def new_since(baseline: Baseline, found: Sequence[PinnedDiagnostic]) -> tuple[PinnedDiagnostic, ...]:
    """Those of *found* that *baseline* does not know. *found* has to be whole, and in the order of its places."""
    known = {each.fingerprint for each in baseline.diagnostics}
    return tuple(each for each, mark in zip(found, fingerprints(found), strict=True) if mark not in known)


def mended(baseline: Baseline, found: Sequence[PinnedDiagnostic], rules: Collection[str]) -> int:
    """How many of those in *baseline* are found no more. Only *rules* have been looked for."""
    present = set(fingerprints(found))
    return sum(each.code in rules and each.fingerprint not in present for each in baseline.diagnostics)
