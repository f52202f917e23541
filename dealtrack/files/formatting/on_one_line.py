"""What stands on one line in brackets, and what over several: a question of its type, its width and its comments."""

from msgspec import inspect

from dealtrack.files.formatting.nodes import Collection, Entry, Scalar, comments_in
from dealtrack.files.formatting.ordering import meant, type_of
from dealtrack.files.formatting.scalars import cells, in_block, in_flow, needs_quotes_in_brackets
from dealtrack.model import Deal

WIDTH = 120
_PROSE = "notes"


def on_one_line(entry: Entry, lead: str, expected: inspect.Type, *, is_section: bool) -> str | None:
    """The value of *entry* on one line, or None if it stands over several. ``lead`` is what stands before it.

    A *section* of the file is a record that stands over several lines however short it is.
    """
    value = entry.value
    if isinstance(value, Scalar):
        return in_block(value, entry.trailing) if len(value.lines) == 1 and not value.is_block else None
    if value.as_typed or value.tail or any(True for each in value.entries for _ in _comments_at(each)):
        return None
    if not value.entries or (value.in_brackets and entry.trailing):
        return _in_brackets(value)
    if entry.header or entry.between or is_section or not _may_stand_on_one_line(value, meant(expected, value)):
        return None
    line = _in_brackets(value)
    return line if cells(f"{lead} {line}") <= WIDTH else None


def _comments_at(entry: Entry) -> list[str]:
    return [each for each in (*entry.above, *comments_in(entry), entry.trailing) if each]


def _may_stand_on_one_line(value: Collection, expected: inspect.Type) -> bool:
    """Whether it is a short record, or a list or table of texts: one of records stands over several lines."""
    types = [meant(type_of(expected, each), each.value) for each in value.entries]
    if isinstance(expected, inspect.StructType):
        return _is_short_record(value, expected) and all(map(_may_stand_inside, value.entries, types))
    return not any(isinstance(each, inspect.StructType) for each in types) and all(
        map(_may_stand_inside, value.entries, types)
    )


def _is_short_record(value: Collection, expected: inspect.StructType) -> bool:
    """Whether a record is no deal, has no notes, and needs no quotes for the sake of the brackets."""
    if expected.cls is Deal or any(each.key and each.key.value == _PROSE for each in value.entries):
        return False
    scalars = [each.value for each in value.entries if isinstance(each.value, Scalar)]
    return not any(len(each.lines) > 1 or needs_quotes_in_brackets(each) for each in scalars)


def _may_stand_inside(entry: Entry, expected: inspect.Type) -> bool:
    """Whether a value can be part of what stands on one line."""
    value = entry.value
    if isinstance(value, Scalar):
        return len(value.lines) == 1 and not value.is_block and not value.is_empty
    return _may_stand_on_one_line(value, expected)


def _in_brackets(value: Collection) -> str:
    inside = ", ".join(_entry_in_brackets(each) for each in value.entries)
    return f"{{{inside}}}" if value.is_mapping else f"[{inside}]"


def _entry_in_brackets(entry: Entry) -> str:
    value = entry.value
    text = _in_brackets(value) if isinstance(value, Collection) else in_flow(value) or "null"
    return f"{in_flow(entry.key)}: {text}" if entry.key else text
