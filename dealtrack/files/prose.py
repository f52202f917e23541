"""Where people's own words stand in a YAML text: comments, quoted texts, texts behind ``|`` and ``>``, plain values.

The text may hold slips of input methods, so it is read by its lines and brackets, and full-width punctuation counts as
what it was meant for. The first character of a plain value is not part of its prose: a slip may stand there.
"""

import re
from bisect import bisect_right

from dealtrack.diagnostics import Span

ODD_SPACES = "\u00a0\u3000\u202f\u2002-\u200a\u200b-\u200f\u2060\ufeff"
KEY = r"(?:[A-Za-z_][\w.+-]{0,40}|'(?:[^'\n]|''){1,40}+'|\"(?:[^\"\\\n]|\\[^\n]){1,40}+\")"
_QUOTED_KEY = r"(?:'(?:[^'\n]|'')*+'|\"(?:[^\"\\\n]|\\[^\n])*+\")"
_NO_WIDTH = re.compile("[\u200b-\u200f\u2060\ufeff]")
_BLANK = rf"[ \t{ODD_SPACES}]*"
_HEAD = re.compile(rf"(?:---(?=[ \t]))?{_BLANK}(?:(?:-(?=[\s{ODD_SPACES}]|\Z)|－){_BLANK})*")
_KEY_AND_COLON = re.compile(
    rf"(?:(?:{KEY}|{_QUOTED_KEY})[ \t]*：|[^\s#：:'\"\[{{|>][^\s#：:]{{0,39}}：(?=[ \t]*$)"
    rf"|(?:{_QUOTED_KEY}|[^\s'\"\[{{［｛#|>](?:(?![ \t]#)[^\n])*?)"
    rf"[ \t]*:(?=[\s{ODD_SPACES}]|\Z)){_BLANK}",
    re.MULTILINE,
)
_QUOTED = re.compile(r"'[^']*(?:''[^']*)*(?:'|\Z)|\"[^\"\\]*(?:\\.[^\"\\]*)*(?:\"|\\?\Z)", re.DOTALL)
_PROPERTIES = re.compile(r"(?:[!&][^\s,\[\]{}]*[ \t]+)+")
_BLOCK = re.compile(r"[|>][-+0-9]*[ \t]*(?:[ \t]#[^\n]*)?\r?$", re.MULTILINE)
_COMMENT = re.compile(r"(?<!\S)#")
_IN_FLOW = re.compile(
    rf"(?P<opened>[\[{{［｛]){_BLANK}|(?P<closed>[\]}}］｝])|[,，、:：]{_BLANK}|(?<!\S)#|(?P<line>\n[ ]*){_BLANK}"
)
_ENTRY = re.compile(rf"(?:- +)*{KEY}[:：]")


def prose(text: str) -> tuple[Span, ...]:
    """The spans of *text* whose characters are nobody's slips, in their order."""
    scan = _Scan(text)
    at = 0
    while at < len(text):
        at = scan.entry(at)
    return tuple(scan.found)


def is_within(offset: int, spans: tuple[Span, ...]) -> bool:
    """Whether a character stands in one of *spans*, which are in their order."""
    index = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return index >= 0 and offset < spans[index].end


class _Scan:
    """One walk over a text. Each method takes where something starts, and returns where the next thing does."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[Span] = []

    def entry(self, start: int) -> int:
        """A line, with the lines that its value goes on over."""
        head = _HEAD.match(self.text, start)
        at = head.end() if head else start
        key = _KEY_AND_COLON.match(self.text, at)
        if not key:
            dash = max(self.text.rfind(hyphen, start, at) for hyphen in "-－")
            return self._value(at, (at if dash < 0 else dash) - start)
        if key[0][0] in "'\"":
            self._add(at + 1, at + key[0].rindex(key[0][0]))
        return self._value(key.end(), width(self.text[start:at]))

    def _value(self, at: int, parent: int) -> int:
        """A value below a key or hyphen in the column *parent*."""
        if properties := _PROPERTIES.match(self.text, at):
            at = properties.end()
        char = self.text[at : at + 1]
        if char in ("'", '"'):
            return self._rest_of_line(self._quoted(at))
        if char in ("[", "{", "［", "｛"):
            return self._brackets(at, parent)
        if char in ("", "#", "\r", "\n"):
            return self._rest_of_line(at)
        end = self._next_line(at)
        if _BLOCK.match(self.text, at):
            end = self._deeper(end, parent)
        elif not _COMMENT.search(self.text, at, end):
            end = self._deeper(end, parent, before_comment=True)
        return self._add(at + 1, end)

    def _quoted(self, at: int) -> int:
        match = _QUOTED.match(self.text, at)
        return self._add(at + 1, match.end() if match else at + 1)

    def _brackets(self, at: int, parent: int) -> int:
        """A list or mapping in brackets. One that is never closed ends before the next key that is not below it."""
        depth = 0
        while token := _IN_FLOW.search(self.text, at):
            at = token.end()
            if token[0] == "#":
                end = self._add(token.start(), self._next_line(at))
                at = end - (self.text[end - 1] == "\n")  # the line's end is a token, too; that of the text is none
            elif token["closed"]:
                depth -= 1
                if not depth:
                    return self._rest_of_line(at)
            elif token["line"] and len(token["line"]) - 1 <= parent and _ENTRY.match(self.text, at):
                return token.start() + 1
            else:
                depth += token["opened"] is not None
                at = self._quoted(at) if self.text[at : at + 1] in ("'", '"') else at
        return len(self.text)

    def _rest_of_line(self, at: int) -> int:
        end = self._next_line(at)
        comment = _COMMENT.search(self.text, at, end)
        return self._add(comment.start(), end) if comment else end

    def _deeper(self, at: int, parent: int, *, before_comment: bool = False) -> int:
        """The lines that are blank or indented further than *parent*."""
        while at < len(self.text):
            end = self._next_line(at)
            line = self.text[at:end]
            bare = line.lstrip(" ")
            if bare.strip() and (len(line) - len(bare) <= parent or (before_comment and bare.startswith("#"))):
                break
            at = end
        return at

    def _next_line(self, at: int) -> int:
        return self.text.find("\n", at) + 1 or len(self.text)

    def _add(self, start: int, end: int) -> int:
        if start < end:
            self.found.append(Span(start, end))
        return max(start, end)


def width(head: str) -> int:
    """How many columns blanks and hyphens take when they are mended: U+3000 two, what has no width none."""
    return len(_NO_WIDTH.sub("", head)) + head.count("\u3000") + head.endswith("－")
