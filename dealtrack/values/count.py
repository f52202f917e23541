"""Counts as sources state them: ``9``, ``at least 9``, ``about 30``."""

import re

from dealtrack.values.amount import Qualifier
from dealtrack.values.frozen import Frozen


class BadCount(ValueError):
    """Text that is no count. ``hint`` says what to write instead."""

    hint = "write a whole number, such as 9, at least 9, about 9 or up to 9"


MOST = 999_999_999
WORDS = {
    "about": Qualifier.ABOUT, "at least": Qualifier.AT_LEAST, "over": Qualifier.AT_LEAST,
    "more than": Qualifier.AT_LEAST, "up to": Qualifier.AT_MOST, "at most": Qualifier.AT_MOST,
}  # fmt: skip
_COUNT = re.compile(rf"(?:({'|'.join(WORDS)}) )?([0-9]{{1,9}})", re.IGNORECASE | re.ASCII)
WRITTEN = {
    Qualifier.ABOUT: "about ",
    Qualifier.AT_LEAST: "at least ",
    Qualifier.AT_MOST: "up to ",
    Qualifier.EXACT: "",
}


class Count(Frozen):
    """A whole number of things, and how it bounds what it counts. ``over 9`` and ``more than 9`` are at least 10."""

    __slots__ = ("number", "qualifier")
    number: int
    qualifier: Qualifier

    def __init__(self, number: int, qualifier: Qualifier = Qualifier.EXACT) -> None:
        self._set(number=number, qualifier=qualifier)

    @property
    def bounds(self) -> tuple[int, int | None]:
        """The least and the most that it can mean; about 9 is 8 to 10, as is about 30 from 27 to 33."""
        leeway = max(1, self.number // 10) if self.qualifier is Qualifier.ABOUT else 0
        low = 0 if self.qualifier is Qualifier.AT_MOST else max(0, self.number - leeway)
        return low, None if self.qualifier is Qualifier.AT_LEAST else self.number + leeway

    def __str__(self) -> str:
        return f"{WRITTEN[self.qualifier]}{self.number}"


def parse_count(text: str) -> Count:
    """Read *text* as a count. Raises BadCount."""
    match = _COUNT.fullmatch(text.strip(" \t\r\n"))
    if match is None:
        raise BadCount("not a count")
    word = (match[1] or "").lower()
    number = int(match[2]) + (word in ("over", "more than"))
    if number > MOST:
        raise BadCount("not a count")
    return Count(number, WORDS.get(word, Qualifier.EXACT))
