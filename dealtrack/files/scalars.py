"""Texts as YAML scalars on one line: plain where that reads back as the same text, in quotes where it would not.

Nothing is quoted for what other programs would make of it: ``no`` is Norway, ``2020`` a year, and ``360`` a name.
"""

import re
from collections.abc import Callable

from dealtrack.files.slips import has_listed_commas, mend
from dealtrack.files.tree import compose

_SHORT_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_SAFE = re.compile(r"[A-Za-z][A-Za-z0-9 ._/+-]*[A-Za-z0-9._/+]")  # these need no look by a parser


def written(value: str, *, in_brackets: bool = False) -> str:
    """*value* as the value of a key, or with *in_brackets* as what stands between ``[``, ``,`` and ``]``."""
    return _written(value, lambda plain: _reads_back(plain, in_brackets))


def written_key(value: str) -> str:
    """*value* as the key of a mapping, in brackets or not."""
    return _written(value, _is_key)


def _written(value: str, stands_plain: Callable[[str], bool]) -> str:
    if _SAFE.fullmatch(value) and value.lower() != "null":
        return value
    if not value.isprintable():
        return f'"{"".join(map(_escaped, value))}"'
    return value if value and stands_plain(value) else "'" + value.replace("'", "''") + "'"


def _reads_back(plain: str, in_brackets: bool) -> bool:
    """Whether a reader finds the very text again, without taking part of it for a slip of an input method."""
    alone, listed, keyed = f"a: {plain}\n", f"a: [{plain}]\n", f"{{a: {plain}}}\n"
    if not _is(alone, {"a": plain}) or not _is(f"- {plain}\n", [plain]):
        return False
    return not in_brackets or (
        _is(listed, {"a": [plain]}) and _is(keyed, {"a": plain}) and not has_listed_commas(listed)
    )


def _is_key(plain: str) -> bool:
    return _is(f"{plain}: x\n", {plain: "x"}) and _is(f"{{{plain}: x}}\n", {plain: "x"})


def _is(text: str, tree: object) -> bool:
    composed = compose(text, "")
    return composed.tree == tree and not composed.faults and (text.isascii() or not mend(text).slips)


def _escaped(char: str) -> str:
    if char in _SHORT_ESCAPES:
        return _SHORT_ESCAPES[char]
    if char.isprintable():
        return char
    number = ord(char)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"
