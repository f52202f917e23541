"""The round of a deal, as the market names it: a letter with what stands around it, or one of a few words.

Letters are an open set: ``a`` to ``z``, each after ``pre-`` or alone, each with ``+``, ``++``, a number or ``-ext``.
"""

import re
from functools import lru_cache

from dealtrack.values.frozen import Frozen

_LETTERED = re.compile(r"(?P<earlier>pre-)?(?P<letter>[a-z])(?P<mark>\+{1,2}|[1-9][0-9]?|-ext)?")

EARLY = ("angel", "pre-seed", "seed", "bridge")
LATE = ("strategic", "growth", "pre-ipo", "post-ipo", "neeq", "private-placement", "pipe", "unknown")
# What is offered to choose from: beyond these letters a round is typed, not picked.
OFFERED = (
    *EARLY,
    *(
        f"{earlier}{letter}{mark}"
        for letter in "abcdefgh"
        for earlier in ("pre-", "")
        for mark in ("", "+")
        if not (earlier and mark)
    ),
    *LATE,
)
KNOWN = (*EARLY, "pre-a to pre-z and a to z, each with +, ++, a number or -ext", *LATE)


class Round(Frozen):
    """A round by its canonical ``name``: ``seed``, ``pre-a``, ``b+``, ``c2``, ``d-ext``. Raises ValueError for no such.

    ``letter`` is empty where it has none; ``earlier`` tells whether ``pre-`` stands before it, ``mark`` what stands
    behind it. Rounds are in the order in which a company passes through them; A2 comes before A+, and that before
    Pre-B.
    """

    __slots__ = ("name", "letter", "earlier", "mark")
    name: str
    letter: str
    earlier: bool
    mark: str

    def __init__(self, name: str) -> None:
        match = _LETTERED.fullmatch(name)
        if match is None and name not in EARLY and name not in LATE:
            raise ValueError(f"{name!r} is no round")
        letter, mark = (match["letter"], match["mark"] or "") if match else ("", "")
        self._set(name=name, letter=letter, earlier=bool(match and match["earlier"]), mark=mark)

    @property
    def whole(self) -> "Round":
        """The round that this one is a part of: C for C2 and for the extension of C. C+ is a round of its own."""
        is_part = self.mark and "+" not in self.mark
        return Round(f"{'pre-' if self.earlier else ''}{self.letter}") if is_part else self

    @property
    def place(self) -> tuple[int, str, bool, int, int]:
        """Where it stands among rounds, for sorting."""
        if not self.letter:
            return (0, "", False, 0, EARLY.index(self.name)) if self.name in EARLY else (2, "", False, 0, self._late)
        number = int(self.mark) if self.mark.isdigit() else 0
        step = {"": 0, "-ext": 2, "+": 3, "++": 4}.get(self.mark, 1)
        return 1, self.letter, not self.earlier, step, number

    @property
    def _late(self) -> int:
        return LATE.index(self.name)

    def __lt__(self, other: "Round") -> bool:
        return self.place < other.place if isinstance(other, Round) else NotImplemented

    def __str__(self) -> str:
        return self.name


UNKNOWN = Round("unknown")


@lru_cache(maxsize=4096)
def parse_round(text: str) -> Round:
    """Read *text* as a round, or as a label that others print for one. Raises ValueError."""
    if is_canonical(text):
        return Round(text)
    from dealtrack.values.labels import round_of

    return round_of(text)


def is_canonical(text: str) -> bool:
    """Whether *text* is the very name of a round."""
    return _LETTERED.fullmatch(text) is not None or text in EARLY or text in LATE
