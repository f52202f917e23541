"""Counts as sources state them: ``9``, ``at least 9``, ``about 30``."""

import re

from dealtrack.values.amount import Qualifier
from dealtrack.values.frozen import Frozen

EXAMPLE = "write a whole number, such as 9, at least 9, about 9 or up to 9"


class BadCount(ValueError):
    """Text that is no count. ``hint`` says what to write instead."""

    def __init__(self, message: str, hint: str = EXAMPLE) -> None:
        super().__init__(message)
        self.hint = hint


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
        raise BadCount("not a count", _advice(text))
    word = (match[1] or "").lower()
    number = int(match[2]) + (word in ("over", "more than"))
    if number > MOST:
        raise BadCount("not a count")
    return Count(number, WORDS.get(word, Qualifier.EXACT))


# A number with the words that people put around it, and what of it a count says in its own words.
_NUMBERS = {word: number for number, word in enumerate("one two three four five six seven eight nine ten".split(), 1)}
_HAN = {word: number for number, word in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_SAID = (
    r"(?P<word>[a-z ]+? |[约近超过逾至少多于]{1,2}|~|>|≥)?(?P<number>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,9}"
    "|[a-z]+|[一二两三四五六七八九十])"
    r"(?P<more>\+|[余多])? ?(?:rounds?|deals?|times?|financings?|[轮次笔]|个|轮次)?(?P<behind>以上|左右"
    "| or more| or so)?"
)
_BOUNDING = {
    "at least ": ("at least ", "more than ", "over ", "no less than ", "超", "超过", "逾", "至少", "多于", ">",
    "≥", "+", "余", "多",
                  "以上", "or more"),
    "about ": ("about ", "around ", "some ", "nearly ", "approximately ", "roughly ", "约", "近", "~", "左右", "or so"),
    "up to ": ("up to ", "at most ", "less than ", "under "),
}  # fmt: skip


def _advice(text: str) -> str:
    """What to write for *text*, if it says a number: ``nine rounds`` is 9, ``9+`` at least 9."""
    match = re.fullmatch(_SAID, " ".join(text.lower().split()))
    if match is None:
        return EXAMPLE
    said = match["number"].replace(",", "")
    number = int(said) if said.isdigit() else _NUMBERS.get(said) or _HAN.get(said)
    marks = [mark for mark in (match["word"], match["more"], (match["behind"] or "").strip()) if mark]
    bounds = {front for mark in marks for front, words in _BOUNDING.items() if mark in words}
    if number is None or len(bounds) > 1 or (marks and not bounds):
        return EXAMPLE
    return f"write {next(iter(bounds), '')}{number}"
