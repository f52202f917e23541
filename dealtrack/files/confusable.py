"""Characters that look like others: full-width forms, odd spaces, curly quotes, zero-width characters.

Names and prose may hold them. Where structure or a typed value is meant, they are an editor's slip.
"""

import re

from dealtrack.diagnostics import Fault, Place, Span

CONFUSABLE = re.compile(
    "[\uff01-\uff5e\uffe5\u201c\u201d\u2018\u2019\u3001\u3002\u00a0\u3000\u200b-\u200f\u2060\ufeff\u2002-\u200a\u202f]"
)
_SWALLOWED_COLON = re.compile(r"^[ \t]*(?:- +)*['\"\w+-]{1,40}[ \t]*(?P<colon>：)", re.MULTILINE)
_ODD_SPACE = re.compile(
    r"^[ \t]*(?:- +)*(?:['\"\w+-]{1,40}:)?(?P<space>[\u00a0\u3000\u200b-\u200f\u2060\ufeff]+)(?=[ \t]*\S)", re.MULTILINE
)


_COMMA = re.compile(r"(?P<comma>，)(?=[ \t]*['\"]?[\w-]+['\"]?:)")
_BRACKETS = "［｛【"


def plain_form(text: str) -> str:
    """The ASCII character that a confusable one stands for; empty for what has no width."""
    if text in "\u00a0\u3000\u202f" or "\u2002" <= text <= "\u200a":
        return " "
    if text in "“”":
        return '"'
    if text in "‘’":
        return "'"
    if "\uff01" <= text <= "\uff5e":
        return chr(ord(text) - 0xFEE0)
    return {"、": ",", "。": ".", "￥": "CNY "}.get(text, "")


def in_value(text: str, place: Place) -> Fault | None:
    """A fault at the first confusable character of a typed value or key, if it holds one."""
    match = CONFUSABLE.search(text)
    if match is None:
        return None
    narrowed = Place(place.file, place.path, place.at_key, within=Span(*match.span()))
    return _fault(match.group(), narrowed, text)


def in_structure(text: str, file: str) -> tuple[Fault, ...]:
    """Faults where a full-width colon or an odd space took the place of YAML's own, at each such character."""
    colons = [(match.span("colon"), "：") for match in _SWALLOWED_COLON.finditer(text)]
    spaces = [(match.span("space"), match["space"][0]) for match in _ODD_SPACE.finditer(text)]
    commas = [(match.span("comma"), "，") for match in _COMMA.finditer(text)]
    found = sorted(colons + spaces + commas)
    return tuple(_fault(char, Place(file, span=Span(start, start + 1)), "") for (start, _), char in found)


def swallowed_structure(text: str, place: Place) -> Fault | None:
    """A fault for ``amount：CNY 1.8bn`` or ``［红杉］``, which YAML reads as one plain text."""
    if text[:1] and text[0] in _BRACKETS:
        return _fault(text[0], Place(place.file, place.path, within=Span(0, 1)), text)
    if match := _SWALLOWED_COLON.match(text):
        return _fault("：", Place(place.file, place.path, within=Span(*match.span("colon"))), "")
    return None


def _fault(char: str, place: Place, whole: str) -> Fault:
    plain = plain_form(char)
    mended = "".join(plain_form(c) if CONFUSABLE.match(c) else c for c in whole).strip()
    if mended:
        hint = f"write {mended}"
    elif plain == ":":
        hint = "write a colon and a space: “: ”"
    else:
        hint = f"write {plain!r}" if plain.strip() else "write a plain space" if plain else "delete it"
    return Fault("confusable-character", place, text=char, why="where structure or a typed value is meant", hint=hint)
