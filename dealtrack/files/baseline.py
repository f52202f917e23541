"""A baseline: the diagnostics that a book is known to have, so that a team can adopt the tool and see what is new.

``{"version": 1, "diagnostics": [{"file": …, "code": …, "fingerprint": …}]}``, sorted, a line each: git shows what was
mended. A line of a book may move without becoming new; once it is edited, what is wrong with it is told again.
"""

from collections.abc import Collection, Sequence
from pathlib import Path

import msgspec

from dealtrack.files.atomic import write_atomically
from dealtrack.files.fingerprints import fingerprints
from dealtrack.files.places import PinnedDiagnostic

_VERSION = 1


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


def read(path: Path) -> Baseline:
    """The baseline in a file. Raises BadBaseline, OSError."""
    data = path.read_bytes()
    try:
        version = msgspec.json.decode(data, type=_Version).version
        if version == _VERSION:
            return msgspec.json.decode(data, type=Baseline)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadBaseline(f"{path} is no baseline: {error}") from None
    raise BadBaseline(f"{path} is a baseline of version {version}, and this dealtrack reads {_VERSION}")


def write(path: Path, baseline: Baseline) -> None:
    """Write *baseline*, a line a diagnostic. Raises OSError."""
    lines = ",\n".join(f"  {msgspec.json.encode(known).decode()}" for known in baseline.diagnostics)
    listed = f"[\n{lines}\n]" if lines else "[]"
    write_atomically(path, f'{{"version": {baseline.version}, "diagnostics": {listed}}}\n')


def new_since(baseline: Baseline, found: Sequence[PinnedDiagnostic]) -> tuple[PinnedDiagnostic, ...]:
    """Those of *found* that *baseline* does not know. *found* has to be whole, and in the order of its places."""
    known = {each.fingerprint for each in baseline.diagnostics}
    return tuple(each for each, mark in zip(found, fingerprints(found), strict=True) if mark not in known)


def mended(baseline: Baseline, found: Sequence[PinnedDiagnostic], rules: Collection[str]) -> int:
    """How many of those in *baseline* are found no more. Only *rules* have been looked for."""
    present = set(fingerprints(found))
    return sum(each.code in rules and each.fingerprint not in present for each in baseline.diagnostics)
