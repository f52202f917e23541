"""Regular expressions made of tables of words, in the dialect of ECMA-262 that JSON Schema takes, without flags.

There is no flag to ignore case and none for traditional characters: each letter becomes a class of its forms. All that
is written here means the same to Python.
"""

import re
from collections.abc import Iterable

from dealtrack.values.amount_words import TRADITIONAL, simplified

BLANKS = "[ \\t\\r\\n]*"
SOME_BLANKS = "[ \\t\\r\\n]+"
ANYTHING = "[\\s\\S]*"
NO_LETTER_BEFORE = "(?<![A-Za-z])"
NO_LETTER_AFTER = "(?![A-Za-z])"

_SYNTAX = frozenset("^$\\.*+?()[]{}|/")
_SYNTAX_IN_CLASS = frozenset("^\\]-[")
_ONE_CHARACTER = re.compile(r"\[[^\]\\]+\]|[^\\]|\\.")
_FORMS: dict[str, str] = {}
for _char in TRADITIONAL:
    _FORMS[simplified(_char)] = _FORMS.get(simplified(_char), simplified(_char)) + _char


def whole(pattern: str) -> str:
    """*pattern* for a whole text, but for the blanks around it that the parsers drop."""
    return f"^{BLANKS}(?:{pattern}){BLANKS}$"


def one_of(*patterns: str) -> str:
    """Any of *patterns*, the first that fits."""
    return f"(?:{'|'.join(patterns)})"


def one_word_of(words: Iterable[str], *, exact: bool = False, apart: bool = False, blank: str = " ") -> str:
    """Any of *words*, the longest that fits; *exact* in its case and characters, *apart* from letters that follow.

    Words share the beginnings that they have in common. *blank* is what a space in a word stands for.
    """
    tree: _Tree = {}
    for word in sorted(words):
        branch = tree
        for char in word:
            branch = branch.setdefault(blank if char == " " else _forms(char, exact), {})
        if apart and word[-1].isascii() and word[-1].isalpha():
            branch = branch.setdefault(NO_LETTER_AFTER, {})
        branch[""] = {}
    return _written(tree)


_Tree = dict[str, "_Tree"]


def _forms(char: str, exact: bool) -> str:
    """The characters that count as *char*."""
    if exact:
        return char
    if char.isascii():
        return "".join(sorted({char.upper(), char.lower()}))
    return _FORMS.get(char, char)


def _written(tree: _Tree) -> str:
    """The expression of what may follow in *tree*, branches of single characters that go on alike in one class."""
    by_rest: dict[str, list[str]] = {}
    for head, branch in tree.items():
        if head:
            by_rest.setdefault(_written(branch), []).append(head)
    written = []
    for rest, heads in by_rest.items():
        characters = "".join(head for head in heads if not _is_expression(head))
        written += [head + rest for head in heads if _is_expression(head)]
        written += [_class(characters) + rest] if characters else []
    if not written:
        return ""
    joined = written[0] if len(written) == 1 else one_of(*written)
    if "" not in tree:
        return joined
    return f"{joined}?" if len(written) > 1 or _ONE_CHARACTER.fullmatch(joined) else f"(?:{joined})?"


def _is_expression(head: str) -> bool:
    return len(head) > 3


def _class(characters: str) -> str:
    if len(characters) == 1:
        return f"\\{characters}" if characters in _SYNTAX else characters
    inside = "".join(f"\\{char}" if char in _SYNTAX_IN_CLASS else char for char in characters)
    return f"[{inside}]"
