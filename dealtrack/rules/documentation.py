"""What a rule says of itself: its docstring, taken apart at its headings."""

import re

import msgspec

from dealtrack.rules.registry import Rule

HEADINGS = ("What it checks", "Why it matters", "Bad", "Good", "How to mend it")
_HEADING = re.compile(rf"^({'|'.join(HEADINGS)}):", re.MULTILINE)


class Part(msgspec.Struct, frozen=True):
    """What stands under a heading: words on one line, or an ``example``: files of a book, as they are.

    The files of an example stand below lines ``# path``; where there is none, it is a company's file.
    """

    heading: str
    words: str = ""
    example: str = ""


def parts(rule: Rule) -> tuple[Part, ...]:
    """The documentation of a rule under its five headings, in their order."""
    pieces = _HEADING.split(rule.documentation)
    return tuple(_part(heading, text) for heading, text in zip(pieces[1::2], pieces[2::2], strict=True))


def summary(rule: Rule) -> str:
    """What a rule checks, in its first sentence."""
    words = parts(rule)[0].words
    return re.split(r"(?<=[.)])\s(?=[A-Z(])", words, maxsplit=1)[0].removeprefix("that ").removesuffix(".")


def _part(heading: str, text: str) -> Part:
    if text.startswith("\n\n    "):
        lines = text.strip("\n").split("\n")
        return Part(heading, example="\n".join(line[4:] for line in lines))
    return Part(heading, words=" ".join(text.split()))
