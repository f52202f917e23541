"""Names of companies and investors: the one form in which they are compared.

Two names are the same if they differ only in how they were typed: composed or decomposed accents, full-width letters,
blanks of whatever kind, blanks beside Chinese characters, invisible characters, capitals.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

V = TypeVar("V")

_HAN = "\u2e80-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_BLANK_BESIDE_HAN = re.compile(f"(?<=[{_HAN}]) | (?=[{_HAN}])")


def normal(name: str) -> str:
    """*name* in the form in which names are compared; it is never shown.

    NFKC with case folded, blanks trimmed and collapsed (dropped beside Chinese characters, where they are a matter of
    typography), without invisible characters.
    """
    if name.isascii():
        return " ".join(name.lower().split())
    from unicodedata import category, normalize

    folded = normalize("NFKC", normalize("NFKC", name).casefold())
    visible = "".join(char for char in folded if category(char) != "Cf")
    return _BLANK_BESIDE_HAN.sub("", " ".join(visible.split()))


class Names(Mapping[str, V]):
    """A mapping by names, which answers to each in every spelling that is the same in its normal form.

    Its keys are the names as they were given; of those that are the same the first counts, unless it is asked for
    exactly as another one is written.
    """

    def __init__(self, names: Iterable[tuple[str, V]] = ()) -> None:
        self._as_written: dict[str, V] = {}
        for name, meaning in names:
            self._as_written.setdefault(name, meaning)
        self._by_form: dict[str, V] | None = None

    def __getitem__(self, name: str) -> V:
        if name in self._as_written:
            return self._as_written[name]
        return self._forms[normal(name)]

    def __contains__(self, name: object) -> bool:
        return name in self._as_written or (isinstance(name, str) and normal(name) in self._forms)

    def __iter__(self) -> Iterator[str]:
        return iter(self._as_written)

    def __len__(self) -> int:
        return len(self._as_written)

    @property
    def _forms(self) -> dict[str, V]:
        """What each normal form means, made when a name is asked for that is not written so."""
        if self._by_form is None:
            self._by_form = {}
            for name, meaning in self._as_written.items():
                self._by_form.setdefault(normal(name), meaning)
        return self._by_form


def code_points_apart(name: str, other: str) -> str:
    """The first code points in which two spellings of a name differ, such as ``U+0065 U+0301 against U+00E9``.

    Empty where they differ only in capitals or in plain blanks, which can be seen.
    """
    if name.isascii() and other.isascii():
        return ""
    for here, there in _differences(name, other):
        if here.lower() != there.lower() and (here + there).strip(" "):
            return f"{_points(here)} against {_points(there)}"
    return ""


def points_that_look_alike(name: str, other: str) -> str:
    """The same for two names that are not one, but may look so: Cyrillic or Greek letters for Latin, other marks."""
    if name.isascii() and other.isascii():
        return ""
    apart = list(_differences(name, other))
    if not apart or not all(_look_alike(here, there) for here, there in apart):
        return ""
    return code_points_apart(name, other)


def _look_alike(here: str, there: str) -> bool:
    from unicodedata import category, name

    def is_of_others(char: str) -> bool:
        return name(char, "").startswith(("CYRILLIC", "GREEK"))

    if len(here) != len(there):
        return False
    pairs = list(zip(here, there, strict=True))
    return all(
        one == other
        or category(one)[0] == category(other)[0] == "P"
        or (one.isalpha() and other.isalpha() and is_of_others(one) != is_of_others(other))
        for one, other in pairs
    )


def _differences(name: str, other: str) -> Iterator[tuple[str, str]]:
    """The stretches in which two texts differ."""
    from difflib import SequenceMatcher

    for tag, i, j, m, n in SequenceMatcher(None, name, other, autojunk=False).get_opcodes():
        if tag != "equal":
            yield _whole(name, i, j), _whole(other, m, n)


def _whole(text: str, start: int, end: int) -> str:
    """A stretch of a text with the letter that a combining mark at its beginning belongs to, and its own marks."""
    from unicodedata import combining

    while start > 0 and start < len(text) and combining(text[start]):
        start -= 1
    while end < len(text) and combining(text[end]):
        end += 1
    return text[start:end]


def _points(text: str) -> str:
    return " ".join(f"U+{ord(char):04X}" for char in text) or "nothing"
