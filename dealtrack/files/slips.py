"""Slips of Chinese input methods: full-width punctuation and odd spaces where YAML's own are meant.

A slip is found in the text, since YAML reads it as part of a name or of a value, or stops a line later. ``mend`` gives
the text with all slips mended, so that the rest of the file can be read, and the way back to places in the original.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

import msgspec
from msgspec import structs

from dealtrack.diagnostics import Edit, Fault, Place, Span
from dealtrack.files.confusable import CONFUSABLE, plain_form

_ODD_SPACES = "\u00a0\u3000\u202f\u2002-\u200a\u200b-\u200f\u2060\ufeff"
_KEY = r"(?:[A-Za-z_][\w.+-]{0,40}|'[^'\n]{1,40}'|\"[^\"\n]{1,40}\")"
_BEFORE_KEY = rf"(?:^[ \t{_ODD_SPACES}]*(?:[-－][ {_ODD_SPACES}]+)*|[{{,，｛][ {_ODD_SPACES}]*)"
_COLON = re.compile(rf"{_BEFORE_KEY}{_KEY}[ \t]*(?P<slip>：)|^[ ]*[^\s#：:]{{1,40}}(?P<alone>：)[ \t]*$", re.MULTILINE)
_DASH = re.compile(rf"^[ ]*(?:- +)*(?P<slip>－)[ {_ODD_SPACES}]*(?=\S)", re.MULTILINE)
_SPACE = re.compile(
    rf"(?:^[ \t]*(?:- +)+|{_KEY}[:：]|[{{\[:,，][ ]*)(?P<slip>[{_ODD_SPACES}]+)(?=[ \t]*\S)", re.MULTILINE
)
_INDENT = re.compile(rf"^(?P<before> *)(?P<slip>[{_ODD_SPACES}]+)(?P<behind>[ {_ODD_SPACES}]*)(?=\S)", re.MULTILINE)
_DASHES = re.compile(r"(?:[-－] +)+")
_COMMA = re.compile(rf"(?P<slip>，)(?=[ {_ODD_SPACES}]*{_KEY}[:：])")
_BRACKETED = re.compile(
    r"(?:[:：] *|- +|[{,，] *)(?P<slip>［[^］\]\n]*[］\]]|\[[^］\]\n]*］|｛[^｝}\n]*[｝}]|\{[^｝}\n]*｝)"
)
_QUOTED = re.compile(r"(?:: +|- +)(?P<open>“)[^“”\"\n]*: [^“”\"\n]*(?P<close>”)[ \t]*$", re.MULTILINE)
_BLOCK_TEXT = re.compile(r"^(?P<indent>[ ]*)(?:- +)*[^\s#][^\n]*?[:：-][ \t]+[|>][-+0-9]*[ \t]*(?:#[^\n]*)?$")
_LIST_COMMA = re.compile(r"\[[^\]\[\n]*[，、]")


class Slip(msgspec.Struct, frozen=True):
    """Characters of a text that should be others."""

    span: Span
    text: str
    meant: str

    def fault(self, file: str) -> Fault:
        """The slip as a mistake of *file*."""
        why = "where structure or a typed value is meant"
        place = Place(file, span=Span(self.span.start, self.span.start + 1))
        edits = (Edit(Place(file, span=self.span), self.meant),)
        return Fault("confusable-character", place, text=self.text[0], why=why, hint=_hint(self.meant), edits=edits)


class Mended(msgspec.Struct, frozen=True):
    """A text with its slips mended: the same text where there are none."""

    text: str
    slips: tuple[Slip, ...] = ()

    def original(self, span: Span) -> Span:
        """Where characters of the mended text stand in the original."""
        return Span(self._original(span.start), self._original(span.end))

    def _original(self, offset: int) -> int:
        starts, shift = [], 0
        for slip in self.slips:
            starts.append(slip.span.start + shift)
            shift += len(slip.meant) - len(slip.text)
        index = bisect_right(starts, offset) - 1
        if index < 0:
            return offset
        slip, behind = self.slips[index], offset - starts[index]
        return (
            slip.span.start + behind
            if behind < len(slip.meant) and behind == 0
            else (slip.span.end + max(0, behind - len(slip.meant)))
        )


def has_listed_commas(text: str) -> bool:
    """Whether a list in brackets may hold full-width commas, which make one item of two."""
    return _LIST_COMMA.search(text) is not None


def mend(text: str) -> Mended:
    """*text* with every slip in its structure mended. Long texts behind ``|`` or ``>`` and comments are left alone."""
    return mended_at(text, _structural(text))


def mended_at(text: str, slips: Iterable[Slip]) -> Mended:
    """*text* with *slips* mended; of slips that overlap, the first."""
    kept: list[Slip] = []
    for slip in sorted(slips, key=lambda slip: slip.span):
        if not kept or slip.span.start >= kept[-1].span.end:
            kept.append(slip)
    parts, done = [], 0
    for slip in kept:
        parts += [text[done : slip.span.start], slip.meant]
        done = slip.span.end
    return Mended("".join([*parts, text[done:]]), tuple(kept))


def slip_at(text: str, start: int, end: int) -> Slip:
    """The slip of the characters from *start* to *end*, with a space behind a mended colon, dash or comma."""
    meant = "".join(plain_form(char) if CONFUSABLE.match(char) else char for char in text[start:end])
    needs_space = meant[-1:] in (":", "-", ",") and text[end : end + 1] not in (" ", "\n", "\r", "")
    return Slip(Span(start, end), text[start:end], meant + " " * needs_space)


def _structural(text: str) -> Iterator[Slip]:
    prose = _prose(text)
    yield from _indents(text, prose)
    for pattern in (_COLON, _DASH, _SPACE, _COMMA):
        for match in pattern.finditer(text):
            start, end = match.span("slip" if match["slip"] else "alone")
            if not _within(start, prose):
                yield slip_at(text, start, end)
    for match in _BRACKETED.finditer(text):
        if not _within(match.start("slip"), prose):
            slip = slip_at(text, *match.span("slip"))
            yield structs.replace(slip, meant=re.sub(r",(?=[^ ])", ", ", slip.meant))
    for match in _QUOTED.finditer(text):
        for group in ("open", "close"):
            if not _within(match.start(group), prose):
                yield slip_at(text, *match.span(group))


def _indents(text: str, prose: tuple[Span, ...]) -> Iterator[Slip]:
    """Odd spaces that indent: meant is the nearest of the indents that the lines above allow."""
    allowed, offset = {0}, 0
    for line in text.splitlines(keepends=True):
        match = _INDENT.match(line)
        if match and not _within(offset + match.start("slip"), prose):
            wanted = sum(2 if char == "\u3000" else len(plain_form(char)) if char != " " else 1 for char in match[0])
            indent = min(sorted(allowed), key=lambda each: abs(each - wanted))
            start, end = offset + match.start("slip"), offset + match.end("behind")
            yield Slip(Span(start, end), text[start:end], " " * max(0, indent - len(match["before"])))
            rest = line[match.end() :]
        else:
            rest = line.lstrip(" ")
            indent = len(line) - len(rest)
        if rest.strip() and not rest.startswith("#"):
            dashes = _DASHES.match(rest)
            allowed |= {indent, indent + 2, indent + (dashes.end() if dashes else 0)}
        offset += len(line)


def _prose(text: str) -> tuple[Span, ...]:
    """Where comments and texts behind ``|`` or ``>`` stand, whose characters are nobody's slips."""
    found, offset, start, indent = [], 0, -1, 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        is_inside = start >= 0 and (not bare or len(line) - len(line.lstrip(" ")) > indent)
        if start >= 0 and not is_inside:
            found.append(Span(start, offset))
            start = -1
        if not is_inside:
            comment = re.search(r"(?:^|\s)#", line)
            if comment:
                found.append(Span(offset + comment.start(), offset + len(line)))
            if opened := _BLOCK_TEXT.match(line.rstrip("\r\n")):
                start, indent = offset + len(line), len(opened["indent"])
        offset += len(line)
    return tuple(found if start < 0 else [*found, Span(start, offset)])


def _within(offset: int, spans: tuple[Span, ...]) -> bool:
    index = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return index >= 0 and offset < spans[index].end


def _hint(meant: str) -> str:
    plain = meant.rstrip(" ") or meant
    names = {":": "a colon and a space: “: ”", ",": "a comma and a space: “, ”", "-": "a hyphen and a space: “- ”"}
    if plain in names:
        return f"write {names[plain]}"
    return f"write {plain}" if plain.strip() else "write a plain space" if plain else "delete it"
