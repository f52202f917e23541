"""The markers that git leaves in a text where two versions could not be merged: where each conflict begins."""

import re
from collections.abc import Iterator

CONFLICT = "an unresolved merge conflict"
RESOLVE = "keep one of the two and delete the markers"
_MARKER = re.compile(r"^(?:(?P<first><{7})|(?P<last>>{7})|={7}(?=[ \t]*\r?$))(?=[ \t\r\n]|\Z)[^\r\n]*", re.MULTILINE)


def conflict_spans(text: str, *, between: bool = False) -> Iterator[tuple[int, int]]:
    """The first line of each conflict in *text*, as its first character and the one behind its last.

    A last marker without its first one counts as well, and with *between* also one that stands alone between two
    versions: elsewhere it may underline a title.
    """
    if not ("<<<<<<<" in text or ">>>>>>>" in text or (between and "=======" in text)):
        return
    is_open = False
    for marker in _MARKER.finditer(text):
        is_stray = not is_open and (marker["last"] is not None or between)
        if marker["first"] or is_stray:
            yield marker.span()
        if marker["first"] or marker["last"]:
            is_open = marker["first"] is not None
