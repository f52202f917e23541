"""Bytes to text: UTF-8 and nothing else, no characters that a terminal or an editor would act on."""

import re
from bisect import bisect_right

from dealtrack.diagnostics import Fault, Place, Span
from dealtrack.files.encodings import encoding_hint, is_utf_16
from dealtrack.files.limits import limited

MAX_BYTES = 2 * 1024 * 1024

# What YAML forbids, and the bidirectional controls, which make a line look like another one.
_FORBIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]+|\A\ufeff"
)

_PLAIN = bytes([*range(0x20, 0x7F), *b"\t\n\r"])  # what is left of ASCII; told apart faster than by a pattern

_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def decode(data: bytes, file: str) -> tuple[str, tuple[Fault, ...]]:
    """*data* as text without a byte order mark, and what is wrong with its characters.

    Bytes that are no UTF-8 give an empty text and one fault. A forbidden character is a fault, and a space in the text,
    so that spans stay right and reading can go on.
    """
    if is_utf_16(data):
        return "", (_not_utf_8(data, data.index(b"\0"), file),)
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return "", (_not_utf_8(data, error.start, file),)
    if (text.isascii() and not data.translate(None, _PLAIN)) or not _FORBIDDEN.search(text):
        return text, ()
    faults = limited((_forbidden(match, file) for match in _FORBIDDEN.finditer(text)), file)
    return _FORBIDDEN.sub(lambda match: " " * len(match[0]), text), faults


def _not_utf_8(data: bytes, position: int, file: str) -> Fault:
    """The fault, at the line and column that the bad byte has when all that is bad is shown as one character each."""
    start = len(data[:position].decode("utf-8", "replace"))
    return Fault(
        "not-utf-8", Place(file, span=Span(start, start + 1)), text=f"0x{data[position]:02x}", hint=encoding_hint(data)
    )


def _forbidden(match: re.Match[str], file: str) -> Fault:
    char = match.group()[0]
    kind = "a bidirectional control" if char in _BIDI else "a control character"
    return Fault("confusable-character", Place(file, span=Span(*match.span())), text=char, why=f"{kind} anywhere")


class Lines:
    """A text as lines, the way editors count them: ends are LF, CRLF and CR, and columns are code points from 1."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text))]
        self._lines: dict[int, str] = {}  # one text of a long line for all that is said of it

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of a character, both from 1."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line, without its end; empty where there is no such line."""
        if not 1 <= number <= len(self._starts):
            return ""
        if number not in self._lines:
            end = self._starts[number] if number < len(self._starts) else len(self.text)
            self._lines[number] = self.text[self._starts[number - 1] : end].rstrip("\r\n")
        return self._lines[number]
