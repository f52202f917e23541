"""Slips of Chinese input methods: full-width punctuation and odd spaces where YAML's own are meant.

A slip is found in the text, since YAML reads it as part of a name or of a value, or stops a line later. ``mend`` gives
the text with all slips mended, so that the rest of the file can be read, and the way back to places in the original.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import groupby

import msgspec
from msgspec import structs

from dealtrack.diagnostics import Edit, Fault, Place, Span
from dealtrack.files.confusable import CONFUSABLE, plain_form
from dealtrack.files.prose import KEY, ODD_SPACES, is_within, prose, width

MOST_SLIPS = 20_000  # of one file that are told; with more, it is not read before these are mended

_BEFORE_KEY = rf"(?:^[ \t{ODD_SPACES}]*(?:-[ {ODD_SPACES}]+|－[ {ODD_SPACES}]*)*|[{{,，｛][ {ODD_SPACES}]*)"
_COLON = re.compile(rf"{_BEFORE_KEY}{KEY}[ \t]*(?P<slip>：)|^[ ]*[^\s#：:]{{1,40}}(?P<alone>：)[ \t]*$", re.MULTILINE)
_DASH = re.compile(rf"^[ ]*(?:- +)*(?P<slip>－)[ {ODD_SPACES}]*(?=\S)", re.MULTILINE)
_SPACE = re.compile(
    rf"(?:^[ \t]*(?:- +)+|{KEY}[:：]|[{{｛\[［:,，][ ]*)(?P<slip>[{ODD_SPACES}]+)(?=[ \t]*\S)", re.MULTILINE
)
_INDENT = re.compile(rf" *(?P<slip>[{ODD_SPACES}][ {ODD_SPACES}]*)(?=\S)")
_DASHES = re.compile(r"(?:- +|－ *)*")
_COMMA = re.compile(rf"(?P<slip>，)(?=[ {ODD_SPACES}]*{KEY}[:：])")
_VALUE_IN = rf"(?:[{{:：,，][ {ODD_SPACES}]*|-[ {ODD_SPACES}]+)"
_BRACKETS = re.compile(
    rf"{_VALUE_IN}(?P<slip>［[^［\[］\]\n]*[］\]]|\[[^［\[］\]\n]*］|｛[^｛{{｝}}\n]*[｝}}]|\{{[^｛{{｝}}\n]*｝)"
)
_LIST = re.compile(rf"{_VALUE_IN}(?P<items>[［\[][^［\[］\]]*[］\]])")
_COMMA_IN_LIST = re.compile(r"(?<=[［\[,，、\s])(?:'[^']*'|\"[^\"]*\")|(?P<slip>[，、])")
_QUOTED = re.compile(
    rf"{_VALUE_IN}(?P<open>“)(?=[^“”\"\n]*: )(?:(?![ \t]#)[^“”\"\n])*+(?P<close>”)[ \t]*$", re.MULTILINE
)
_LIST_COMMA = re.compile(r"\[[^\]\[\n]*[，、]")


class Slip(msgspec.Struct, frozen=True):
    """Characters of a text that should be others; where several are one mistake, all have the same ``group``.

    ``is_certain`` tells whether nothing else can have been meant.
    """

    span: Span
    text: str
    meant: str
    group: Span | None = None
    is_certain: bool = True


class Mended(msgspec.Struct, frozen=True):
    """A text with its slips mended: the same text where there are none. ``starts`` are where they stand in it."""

    text: str
    slips: tuple[Slip, ...] = ()
    starts: tuple[int, ...] = ()

    def original(self, span: Span) -> Span:
        """Where characters of the mended text stand in the original."""
        return Span(self._original(span.start), self._original(span.end))

    def _original(self, offset: int) -> int:
        index = bisect_right(self.starts, offset) - 1
        if index < 0:
            return offset
        slip, behind = self.slips[index], offset - self.starts[index]
        if slip.meant and not behind:
            return slip.span.start
        return slip.span.end + max(0, behind - len(slip.meant))

    def faults(self, file: str) -> Iterator[Fault]:
        """The slips as mistakes of *file*, one for each group."""
        for _, group in groupby(zip(self.starts, self.slips, strict=True), key=lambda each: each[1].group or each[1]):
            starts, slips = zip(*group, strict=True)
            edits = tuple(Edit(Place(file, span=slip.span), slip.meant) for slip in slips)
            yield Fault(
                "confusable-character",
                Place(file, span=Span(slips[0].span.start, slips[0].span.start + 1)),
                text=slips[0].text[0],
                why="where structure or a typed value is meant",
                hint=_hint(self.text[starts[0] : starts[-1] + len(slips[-1].meant)]),
                edits=edits if all(slip.is_certain for slip in slips) else (),
            )


def has_listed_commas(text: str) -> bool:
    """Whether a list in brackets may hold full-width commas, which make one item of two."""
    return _LIST_COMMA.search(text) is not None


def mend(text: str) -> Mended:
    """*text* with every slip in its structure mended. Prose and comments are left alone."""
    return mended_at(text, _structural(text))


def mended_at(text: str, slips: Iterable[Slip]) -> Mended:
    """*text* with *slips* mended: of slips that overlap, the first; of more than ``MOST_SLIPS``, one more."""
    kept: list[Slip] = []
    for slip in sorted(slips, key=lambda slip: slip.span):
        if not kept or slip.span.start >= kept[-1].span.end:
            kept.append(slip)
        if len(kept) > MOST_SLIPS:
            break
    parts, starts, done, length = [], [], 0, 0
    for slip in kept:
        length += slip.span.start - done
        starts.append(length)
        parts += [text[done : slip.span.start], slip.meant]
        done, length = slip.span.end, length + len(slip.meant)
    return Mended("".join([*parts, text[done:]]), tuple(kept), tuple(starts))


def slip_at(text: str, start: int, end: int) -> Slip:
    """The slip of the characters from *start* to *end*, with a space behind a mended colon, dash or comma."""
    meant = "".join(plain_form(char) if CONFUSABLE.match(char) else char for char in text[start:end])
    needs_space = meant[-1:] in (":", "-", ",") and not (text[end : end + 1] or " ").isspace()
    return Slip(Span(start, end), text[start:end], meant + " " * needs_space)


def _structural(text: str) -> Iterator[Slip]:
    words = prose(text)
    pairs = (Span(*match.span("slip")) for match in _BRACKETS.finditer(text))
    groups = tuple(pair for pair in pairs if not is_within(pair.start, words))
    yield from _indents(text, words)
    for start, end in (*_characters(text), *_of_brackets(text, groups)):
        if not is_within(start, words):
            index = bisect_right(groups, start, key=lambda span: span.start) - 1
            group = groups[index] if index >= 0 and start < groups[index].end else None
            yield structs.replace(slip_at(text, start, end), group=group)
    for match in _QUOTED.finditer(text):
        if not is_within(match.start("open"), words):
            yield from (slip_at(text, *match.span(mark)) for mark in ("open", "close"))


def _characters(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (_COLON, _DASH, _SPACE, _COMMA):
        for match in pattern.finditer(text):
            yield match.span(match.lastgroup or 0)


def _of_brackets(text: str, brackets: Iterable[Span]) -> Iterator[tuple[int, int]]:
    """The full-width ones of some pairs of brackets, and the commas between the items of lists, outside quotes."""
    for pair in brackets:
        yield from ((at, at + 1) for at in (pair.start, pair.end - 1) if CONFUSABLE.match(text, at))
    for items in _LIST.finditer(text):
        yield from (
            comma.span("slip") for comma in _COMMA_IN_LIST.finditer(text, *items.span("items")) if comma["slip"]
        )


def _indents(text: str, words: tuple[Span, ...]) -> Iterator[Slip]:
    """Odd spaces that indent: meant is the nearest of the indents that the lines above allow."""
    allowed, offset = {0}, 0
    for line in text.splitlines(keepends=True):
        match = _INDENT.match(line)
        if match and not is_within(offset + match.start("slip"), words):
            wanted = width(match[0])
            near = sorted(allowed, key=lambda each: (abs(each - wanted), each))
            indent, start, end = near[0], offset + match.start("slip"), offset + match.end("slip")
            is_certain = len(near) < 2 or abs(near[0] - wanted) < abs(near[1] - wanted)
            meant = " " * max(0, indent - match.start("slip"))
            yield Slip(Span(start, end), text[start:end], meant, is_certain=is_certain)
            rest = line[match.end() :]
        else:
            rest = line.lstrip(" ")
            indent = len(line) - len(rest)
        if rest.strip() and not rest.startswith("#"):
            dashes = _DASHES.match(rest)
            allowed |= {indent, indent + 2, indent + (width(dashes[0]) if dashes else 0)}
        offset += len(line)


def _hint(meant: str) -> str:
    plain = meant.rstrip(" ") or meant
    names = {":": "a colon and a space: “: ”", ",": "a comma and a space: “, ”", "-": "a hyphen and a space: “- ”"}
    if plain in names:
        return f"write {names[plain]}"
    return f"write {plain}" if plain.strip() else "write a plain space" if plain else "delete it"
