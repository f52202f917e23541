"""Two texts of many lines side by side, in a time that grows with their length: what lines they have in common.

Lines that each text has exactly once are found first, the longest run of them that has one order in both is held fast,
and only what is between two of them is compared in full (Bram Cohen's patience diff).
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

Tag = Literal["replace", "delete", "insert", "equal"]
Opcode = tuple[Tag, int, int, int, int]

_MANY = 500  # lines from which a full comparison, which takes the square of their number, is not made


class LineDiff(SequenceMatcher[str]):
    """A comparison of lines; ``get_grouped_opcodes`` gives the hunks."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        super().__init__()
        self._old, self._new = old, new

    def get_opcodes(self) -> list[Opcode]:
        """What happens to which lines of the old text, and the lines of the new, in their order."""
        ends = (len(self._old), len(self._new))
        merged: list[Opcode] = []
        for (old, new), (old_end, new_end) in pairwise([(0, 0), *_anchors(self._old, self._new), ends]):
            for opcode in self._between(old, old_end, new, new_end):
                if merged and merged[-1][0] == opcode[0]:
                    tag, old_start, _, new_start, _ = merged.pop()
                    merged.append((tag, old_start, opcode[2], new_start, opcode[4]))
                else:
                    merged.append(opcode)
        return merged

    def _between(self, old: int, old_end: int, new: int, new_end: int) -> Iterator[Opcode]:
        if max(old_end - old, new_end - new) > _MANY:
            same = _common(self._old[old:old_end], self._new[new:new_end])
            if same:
                yield "equal", old, old + same, new, new + same
            rest: list[Opcode] = [("replace", 0, old_end - old - same, 0, new_end - new - same)]
            old, new = old + same, new + same
        else:
            rest = SequenceMatcher(None, self._old[old:old_end], self._new[new:new_end], autojunk=False).get_opcodes()
        for tag, start, stop, new_start, new_stop in rest:
            if stop > start or new_stop > new_start:
                named: Tag = tag if stop > start and new_stop > new_start else "delete" if stop > start else "insert"
                yield named, old + start, old + stop, new + new_start, new + new_stop


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many lines are the same from the first."""
    pairs = zip(old, new, strict=False)
    return next((number for number, (one, other) in enumerate(pairs) if one != other), min(len(old), len(new)))


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Where lines stand that both texts have once, as far as they have one order in both: the longest such run."""
    here = _once(old)
    pairs = sorted((here[line], at) for line, at in _once(new).items() if line in here)
    tops: list[int] = []  # of each pile, the position in the new text; patience sorting
    piled: list[tuple[int, tuple[int, int]]] = []
    for pair in pairs:
        pile = bisect_left(tops, pair[1])
        tops[pile : pile + 1] = [pair[1]]
        piled.append((pile, pair))
    wanted, run = len(tops) - 1, []
    limit = len(new)
    for pile, pair in reversed(piled):
        if pile == wanted and pair[1] < limit:
            run.append(pair)
            wanted, limit = wanted - 1, pair[1]
    return run[::-1]


def _once(lines: Sequence[str]) -> dict[str, int]:
    counts = Counter(lines)
    return {line: at for at, line in enumerate(lines) if counts[line] == 1}
