"""A YAML text as people see it: values with the comments around them, in the order in which they stand.

A comment is its text from ``#`` to its last character that is not blank. Own-line comments are lists of lines in which
``""`` is a blank line; several blank lines are one.
"""

from collections.abc import Iterator

import msgspec

Lines = list[str]


class Scalar(msgspec.Struct):
    """A value or key. ``lines`` is what was typed, without indentation: of a text behind ``|`` or ``>`` its head first.

    ``comment`` is the one behind that head.
    """

    value: str
    lines: tuple[str, ...] = ("",)
    comment: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return self.lines == ("",)

    @property
    def is_block(self) -> bool:
        """Whether it stands behind ``|`` or ``>``."""
        return self.lines[0].startswith(("|", ">"))

    @property
    def is_quoted(self) -> bool:
        """Whether it stands in quotes."""
        return self.lines[0].startswith(("'", '"'))

    @property
    def keeps_blank_lines(self) -> bool:
        """Whether blank lines below it would be part of it."""
        return self.is_block and "+" in self.lines[0]


class Collection(msgspec.Struct):
    """A mapping or list. ``tail`` are the comments behind its last entry, ``opening`` is the one behind its bracket.

    ``as_typed`` are its lines, if it stands in brackets with a comment in them that must not move to another line.
    """

    is_mapping: bool
    in_brackets: bool
    entries: "list[Entry]" = []
    tail: Lines = []
    opening: str = ""
    as_typed: tuple[str, ...] = ()


class Entry(msgspec.Struct):
    """An entry of a mapping, an item of a list, or, of a document, the whole. What is written of it, in this order:

    ``above`` it, the key (or hyphen), ``header`` behind that if the value starts on another line, ``between`` the two,
    the value, ``trailing`` behind the value.
    """

    key: Scalar | None = None
    value: Scalar | Collection = msgspec.field(default_factory=lambda: Scalar(""))
    above: Lines = []
    header: str = ""
    between: Lines = []
    trailing: str = ""


class Document(msgspec.Struct):
    """A whole text: its ``root``, with what stays at the top ``above`` it, and the comments at its end."""

    root: Entry
    tail: Lines = []


def comments_in(entry: Entry) -> Iterator[str]:
    """Every comment of an entry but those above it and behind it."""
    yield from (each for each in (entry.header, *entry.between) if each)
    value = entry.value
    if isinstance(value, Scalar):
        yield from ([value.comment] if value.comment else ())
        return
    for each in value.entries:
        yield from filter(None, each.above)
        yield from comments_in(each)
        yield from ([each.trailing] if each.trailing else ())
    yield from (each for each in (value.opening, *value.tail) if each)
