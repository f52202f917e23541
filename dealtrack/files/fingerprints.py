"""Fingerprints: by what a diagnostic is known again after lines were added above it, or its wording has changed."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any

from dealtrack.files.places import PinnedDiagnostic


def fingerprints(found: Sequence[PinnedDiagnostic], prefix: str = "") -> tuple[str, ...]:
    """One for each of *found*, in their order, none of them twice: 32 hexadecimal digits.

    A fingerprint is made of the rule's code, the file, the text of the line without the space around it, and the
    ordinal among those of which all that is the same; so *found* has to be in the order of its places. The line of a
    diagnostic about a whole file does not count. *prefix* is put before the files' names.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    begun: dict[tuple[str, ...], Any] = {}  # a long line is hashed once, whatever is said of it
    made = []
    for each in found:
        file = f"{prefix}{each.at.place.file}"
        key = (each.diagnostic.code, file, "" if each.at.place.as_whole else _stripped(each.at.line))
        if key not in begun:
            begun[key] = sha256("\0".join((*key, "")).encode("utf-8", "surrogatepass"))
        seen[key] += 1
        digest = begun[key].copy()
        digest.update(str(seen[key]).encode())
        made.append(digest.hexdigest()[:32])
    return tuple(made)


@lru_cache(maxsize=1)
def _stripped(line: str) -> str:
    """The line without the space around it; the same text for the next on that line, whose hash is known."""
    return line.strip()
