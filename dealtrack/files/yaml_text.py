"""Values as YAML, in the layout that a file has already: as lines of a block, or in brackets."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from dealtrack.files.scalars import written, written_key

WIDTH = 120  # columns that a line may have, where it can be divided

Value = str | Sequence["Value"] | Mapping[str, "Value"]


class Layout(msgspec.Struct, frozen=True):
    """How a list or mapping of records is written.

    ``indent`` is the column of its hyphens or keys, ``step`` the columns from there to what belongs to a record. A
    record in ``brackets`` stands on one line; else lists of texts in it have their hyphens ``list_offset`` columns
    further in than their key, or stand in brackets where that is None. ``padding`` and ``list_padding`` stand inside
    braces and square brackets, and ``gap`` is the number of blank lines between records.
    """

    indent: int = 2
    step: int = 2
    brackets: bool = False
    list_offset: int | None = None
    padding: str = ""
    list_padding: str = ""
    gap: int = 0
    newline: str = "\n"


def in_brackets(value: Value, layout: Layout) -> str:
    """*value* on one line, as it may stand in brackets."""
    if isinstance(value, str):
        return written(value, in_brackets=True)
    if isinstance(value, Mapping):
        pairs = ", ".join(f"{written_key(key)}: {in_brackets(each, layout)}" for key, each in value.items())
        return f"{{{layout.padding}{pairs}{layout.padding}}}" if pairs else "{}"
    items = ", ".join(in_brackets(each, layout) for each in value)
    return f"[{layout.list_padding}{items}{layout.list_padding}]" if items else "[]"


def item_lines(item: Value, layout: Layout) -> list[str]:
    """The lines of an item of a block list, with its hyphen."""
    head = f"{' ' * layout.indent}-{' ' * (layout.step - 1)}"
    if isinstance(item, str):
        return [head + written(item)]
    if layout.brackets or not isinstance(item, Mapping):
        return [*_divided(head, item, layout)]
    lines = [
        line for key, value in item.items() for line in entry_lines(key, value, layout.indent + layout.step, layout)
    ]
    return [head + lines[0].lstrip(" "), *lines[1:]]


def entry_lines(key: str, value: Value, column: int, layout: Layout) -> list[str]:
    """The lines of an entry of a block mapping whose keys stand in *column*."""
    head = f"{' ' * column}{written_key(key)}:"
    if isinstance(value, str):
        return [*_prose(head, value, column + layout.step)]
    if isinstance(value, Mapping) and value and not layout.brackets:
        return [head, *(line for each in value.items() for line in entry_lines(*each, column + layout.step, layout))]
    if isinstance(value, Mapping) or layout.list_offset is None or not value:
        return [*_divided(f"{head} ", value, layout)]
    inner = msgspec.structs.replace(layout, indent=column + layout.list_offset, step=2, brackets=True)
    return [head, *(line for item in value for line in item_lines(item, inner))]


def _divided(head: str, value: Value, layout: Layout) -> Iterator[str]:
    """*value* in brackets behind *head*, divided behind commas where the line would be too long."""
    whole = in_brackets(value, layout)
    if len(head) + len(whole) <= WIDTH or isinstance(value, str):
        yield head + whole
        return
    padding = layout.padding if isinstance(value, Mapping) else layout.list_padding
    parts = [f"{part}," for part in _parts(value, layout)]
    parts[-1] = f"{parts[-1][:-1]}{padding}{whole[-1]}"
    yield from _filled(head + whole[0] + padding, parts)


def _parts(value: Value, layout: Layout) -> Iterator[str]:
    """What stands between the commas of a list or mapping in brackets."""
    if isinstance(value, Mapping):
        yield from (f"{written_key(key)}: {in_brackets(each, layout)}" for key, each in value.items())
    else:
        yield from (in_brackets(each, layout) for each in value)


def _filled(head: str, words: Sequence[str]) -> Iterator[str]:
    """*words* with blanks between them behind *head*, and below its end where a line is full."""
    line = head + words[0]
    for word in words[1:]:
        if len(line) + 1 + len(word) > WIDTH:
            yield line
            line = " " * len(head) + word
        else:
            line += f" {word}"
    yield line


def _prose(head: str, text: str, column: int) -> Iterator[str]:
    """A text behind its key: on the same line, or over several behind ``>-`` where that would be too long."""
    line = f"{head} {written(text)}"
    words = text.split(" ")
    if len(line) <= WIDTH or not text.isprintable() or not all(words) or len(words) == 1:
        yield line
        return
    yield f"{head} >-"
    yield from _filled(" " * column, words)
