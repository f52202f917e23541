"""Values and keys as they are written: without quotes where none are needed, for us and for other readers of YAML."""

import re
import unicodedata
from functools import lru_cache

from dealtrack.files.formatting.nodes import Scalar
from dealtrack.files.tree import compose

INDENT = 2

# What other readers take for a number, a truth value, nothing or a date: the union of YAML 1.1 and 1.2.
_TYPED = re.compile(
    r"(?i)~|null|true|false|yes|no|on|off|y|n|=|<<|[-+]?\.(?:inf|nan)|[-+]?0x[0-9a-f_]+|0o[0-7]+|[-+]?0b[01_]+"
    r"|[-+]?(?:[0-9][0-9_,]*(?:\.[0-9_]*)?|\.[0-9_]+)(?:e[-+]?[0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[t \t].*)?"
)
_STRUCTURE = re.compile(r"\A[-?:,\[\]{}#&*!|>'\"%@`]|:(?= |\Z)| #|\A | \Z|\A\Z")
_BRACKETS = re.compile(r"[,\[\]{}，、：［］｛｝]")  # full-width ones would be taken for slips


def in_block(scalar: Scalar, comment: str = "") -> str:
    """A value of one line, or a key, where no brackets are around it, and the comment behind it."""
    if not scalar.is_quoted:
        return scalar.lines[0]
    unquoted = _unquoted(scalar, in_flow=False)
    return _quoted(unquoted) if unquoted == scalar.value and seems_cut(comment) else unquoted


def seems_cut(comment: str) -> bool:
    """Whether a comment looks like the rest of a value that has no quotes: ``Series #3``."""
    return re.match(r"#\w", comment) is not None


def quoted(scalar: Scalar) -> Scalar:
    """A value of one line in quotes."""
    return scalar if scalar.is_quoted else Scalar(scalar.value, (_quoted(scalar.value),))


def in_flow(scalar: Scalar) -> str:
    """A value of one line, or a key, in brackets."""
    if scalar.is_quoted:
        return _unquoted(scalar, in_flow=True)
    return scalar.lines[0] if stands_in_brackets(scalar.lines[0]) else _quoted(scalar.value)


def needs_quotes_in_brackets(scalar: Scalar) -> bool:
    """Whether a value has no quotes over several lines, and would have some on one line."""
    return not in_block(scalar).startswith(("'", '"')) and in_flow(scalar).startswith(("'", '"'))


def written(value: str, *, in_flow: bool) -> str:
    """A text on one line, with as few quotes as it needs."""
    if value.isprintable():
        return value if _is_plain(value, in_flow=in_flow) else _quoted(value)
    return f'"{"".join(map(_escaped, value))}"'


@lru_cache(maxsize=4096)
def stands_in_brackets(plain: str) -> bool:
    """Whether a text that needs no quotes over several lines needs none in brackets, either."""
    return not _BRACKETS.search(plain) and (plain.isalnum() or compose(f"[{plain}]", "").tree == [plain])


def cells(text: str) -> int:
    """How many columns of a terminal or an editor a text takes: two for a Chinese character."""
    if text.isascii():
        return len(text)
    return sum(_width(char) for char in text)


def _width(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _unquoted(scalar: Scalar, *, in_flow: bool) -> str:
    """A quoted text in as few quotes as it needs; one with escapes, or with odd spaces, as it was typed."""
    written_as, value = scalar.lines[0], scalar.value
    if not value.isprintable() or (written_as.startswith('"') and "\\" in written_as):
        return written_as
    return value if _is_plain(value, in_flow=in_flow) else _quoted(value)


def _is_plain(value: str, *, in_flow: bool) -> bool:
    return not (_STRUCTURE.search(value) or _TYPED.fullmatch(value)) and (not in_flow or stands_in_brackets(value))


def _quoted(value: str) -> str:
    if "'" in value and not re.search(r'["\\]', value):
        return f'"{value}"'
    doubled = value.replace("'", "''")
    return f"'{doubled}'"


def _escaped(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    if char.isprintable():
        return char
    return "\\n" if char == "\n" else f"\\U{ord(char):08X}"
