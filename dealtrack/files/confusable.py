"""Characters that look like others: full-width forms, odd spaces, curly quotes, zero-width characters.

Names and prose may hold them. Where structure or a typed value is meant, they are an editor's slip.
"""

import re

from dealtrack.diagnostics import Edit, Fault, Place, Span

CONFUSABLE = re.compile(
    "[\uff01-\uff5e\uffe5\u201c\u201d\u2018\u2019\u3001\u3002\u00a0\u3000\u200b-\u200f\u2060\ufeff\u2002-\u200a\u202f]"
)


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
    mended = "".join(plain_form(char) if CONFUSABLE.match(char) else char for char in text).strip()
    hint = f"write {mended}" if mended else "write a plain space" if plain_form(match.group()) else "delete it"
    is_certain = mended and "￥" not in text  # which may be the sign of yen
    edits = (Edit(place, mended.strip("\"' ")),) if is_certain else ()
    why = "where structure or a typed value is meant"
    return Fault("confusable-character", narrowed, text=match.group(), why=why, hint=hint, edits=edits)
