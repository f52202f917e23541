"""Fingerprints: by what a diagnostic is known again after lines were added above it, or its wording has changed."""

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from dealtrack.files.places import PinnedDiagnostic


def fingerprints(found: Sequence[PinnedDiagnostic]) -> tuple[str, ...]:
    """One for each of *found*, in their order, none of them twice: 32 hexadecimal digits.

    A fingerprint is made of the rule's code, the file, the text of the line without the space around it, and the
    ordinal among those of which all that is the same; so *found* has to be in the order of its places. The line of a
    diagnostic about a whole file does not count.
    """
    seen: Counter[str] = Counter()
    made = []
    for each in found:
        line = "" if each.at.place.as_whole else each.at.line.strip()
        key = "\0".join((each.diagnostic.code, each.at.place.file, line))
        seen[key] += 1
        made.append(sha256(f"{key}\0{seen[key]}".encode("utf-8", "surrogatepass")).hexdigest()[:32])
    return tuple(made)
