"""TOML with the lines that its keys stand on. Depth and sizes are counted before a parser sees the text.

A key is a path, ``("rates", "prefer")``, whichever way it is written: under a header, with dots, in an inline table.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, NamedTuple

MOST_BYTES = 256 * 1024
_MOST_DEEP = 32  # brackets in brackets, or parts of a key: a parser's time grows with the square of these
_LONGEST_NUMBER = 100

Path = tuple[str, ...]

# A string that is not closed goes to the end of its line, or of the text, where a parser gives up.
_TOKEN = re.compile(
    r'''(?P<comment>\#[^\n]*+)
    | (?P<text> """(?:[^"\\]|\\.|"(?!""))*+(?:"{3,5}|\\?\Z) | \'\'\'(?:[^']|'(?!''))*+(?:'{3,5}|\Z)
        | "(?:[^"\\\n]|\\[^\n])*+"? | '[^'\n]*+'? )
    | (?P<end>\n) | (?P<mark>[][{}=,]) | (?P<bare>[^][}{=,.\s\#"']++)''',
    re.VERBOSE | re.DOTALL,
)
_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


class BadToml(ValueError):
    """A text that is no TOML, or more than is read of it; ``line`` is where (0 if nowhere)."""

    def __init__(self, what: str, line: int = 0) -> None:
        super().__init__(what)
        self.line = line


class Toml(NamedTuple):
    """What a text says, and the line of each of its keys."""

    tree: dict[str, Any]
    lines: Mapping[Path, int]


def read_toml(data: bytes) -> Toml:
    """Read a file of TOML in UTF-8. Raises BadToml."""
    import tomllib

    if len(data) > MOST_BYTES:
        raise BadToml(f"it is larger than {MOST_BYTES // 1024} KiB")
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise BadToml(f"it is not UTF-8: 0x{data[error.start]:02x}", data.count(b"\n", 0, error.start) + 1) from None
    scan = _Scan()
    for token in _TOKEN.finditer(text):
        scan.take(token.lastgroup or "", token.group())
    try:
        return Toml(tomllib.loads(text), scan.lines)
    except tomllib.TOMLDecodeError as error:
        raise _of_conflict(text) or _at_its_line(str(error), scan.line) from None
    except (ValueError, RecursionError) as error:  # what no count has seen coming
        raise BadToml(str(error)) from None


def _unquoted(part: str) -> str:
    """A part of a key, without its quotes."""
    if part.startswith('"') and "\\" in part:
        import tomllib

        with suppress(tomllib.TOMLDecodeError):
            return str(tomllib.loads(f"text = {part}")["text"])
    return part.strip("\"'")


def _of_conflict(text: str) -> BadToml | None:
    """That a merge has left a conflict in the text, and where its first one begins; None if it has none."""
    from dealtrack.values.conflict_markers import CONFLICT, RESOLVE, conflict_spans

    first = next(conflict_spans(text, between=True), None)
    return BadToml(f"{CONFLICT}: {RESOLVE}", text.count("\n", 0, first[0]) + 1) if first else None


def _at_its_line(words: str, last: int) -> BadToml:
    """What a parser says, with the line as a number; the *last* where the text ends too early."""
    at = _AT.search(words)
    what = words[:1].lower() + (words[1 : at.start()] if at else words[1:])
    return BadToml(f"{what} at column {at[2]}", int(at[1])) if at and at[1] else BadToml(what, last)


class _Scan:
    """Where one is in a text, token by token: in which brackets, in which key, on which line."""

    def __init__(self) -> None:
        self.lines: dict[Path, int] = {}
        self.line = 1
        self._header: Path = ()
        self._brackets: list[tuple[str, Path]] = []  # each with the key whose value it is in
        self._key: list[str] = []
        self._value_of: Path | None = None  # None where a key is to come
        self._is_header = False

    def take(self, kind: str, token: str) -> None:
        """Go on by a token. Raises BadToml for what is too deep or too long."""
        if kind == "mark":
            self._mark(token)
        elif kind == "end" and not self._brackets:
            self._key, self._value_of, self._is_header = [], None, False
        elif kind in ("text", "bare") and self._value_of is None:
            self._key.append(_unquoted(token))
            self._refuse_deep(len(self._path()), "a key has more than {} parts")
        elif kind == "bare" and len(token) > _LONGEST_NUMBER:
            raise BadToml(f"a number or date has more than {_LONGEST_NUMBER} characters", self.line)
        self.line += token.count("\n")

    def _mark(self, mark: str) -> None:
        if mark == "=":
            self._value_of = self._path()
            self.lines.setdefault(self._value_of, self.line)
        elif mark in "[{":
            self._open(mark)
        elif mark == "]" and self._is_header:
            self._header = tuple(self._key)
            self.lines.setdefault(self._header, self.line)
        elif mark in "]}" and self._brackets:
            self._value_of = self._brackets.pop()[1]
        elif mark == "," and self._brackets and self._brackets[-1][0] == "{":
            self._key, self._value_of = [], None

    def _open(self, mark: str) -> None:
        if mark == "[" and self._value_of is None:
            self._is_header = True
            return
        self._brackets.append((mark, self._value_of or ()))
        self._refuse_deep(len(self._brackets), "brackets stand more than {} deep")
        if mark == "{":
            self._key, self._value_of = [], None

    def _path(self) -> Path:
        """The key so far, from the root."""
        if self._is_header:
            return tuple(self._key)
        return (*(self._brackets[-1][1] if self._brackets else self._header), *self._key)

    def _refuse_deep(self, depth: int, what: str) -> None:
        if depth > _MOST_DEEP:
            raise BadToml(what.format(_MOST_DEEP), self.line)
