"""What differs between two states of one record, field by field."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from dealtrack.model import Record, StatusStep

# Told as records of their own.
_APART = {"deals", "claims", "valuations", "totals", "metrics", "events", "backers"}


class FieldChange(msgspec.Struct, frozen=True):
    """A field by its key in the file (``names.zh`` within a mapping), and what it was and is; None where it is not."""

    field: str
    before: Any
    after: Any


class RecordChange(msgspec.Struct, frozen=True):
    """A record that was added (``before`` is None), removed (``after`` is None) or changed in these ``fields``.

    ``kind`` is what it is one of, by the key in the file; ``key`` its id or name, ``old_key`` the one that it had if
    that was another. ``of`` is the record that it belongs to: the deal of a claim.
    """

    kind: str
    key: str
    before: Any
    after: Any
    fields: tuple[FieldChange, ...] = ()
    old_key: str = ""
    of: Any = None

    @property
    def record(self) -> Any:
        """As it is, or as it last was."""
        return self.before if self.after is None else self.after


def fields_changed(before: Record, after: Record) -> tuple[FieldChange, ...]:
    """The fields that differ, in the order of the format; records within a record are told apart from it."""
    return tuple(change for name in after.__struct_fields__ for change in _field(name, before, after))


def fields_of(record: Record) -> tuple[FieldChange, ...]:
    """Every field that says something, as if it had been added. Sources of a company are records, and no field."""
    return tuple(change for name in record.__struct_fields__ if name not in _APART for change in _said(record, name))


def _said(record: Record, name: str) -> Iterator[FieldChange]:
    key, value = key_of(record, name), getattr(record, name)
    if isinstance(value, Mapping):
        yield from (FieldChange(f"{key}.{each}", None, text) for each, text in value.items() if isinstance(text, str))
    elif value not in (None, ()) and value != _default(record, name):
        yield FieldChange(key, None, value)


def _default(record: Record, name: str) -> Any:
    """What a field is where its file is silent."""
    back = record.__struct_fields__.index(name) - len(record.__struct_fields__)
    defaults = record.__struct_defaults__
    return defaults[back] if -back <= len(defaults) else None


def key_of(record: Record, name: str) -> str:
    """A field's name as files write it: ``from``, ``is``."""
    return record.__struct_encode_fields__[record.__struct_fields__.index(name)]


def _field(name: str, before: Record, after: Record) -> Iterator[FieldChange]:
    was, is_now = getattr(before, name), getattr(after, name)
    if name in _APART or was == is_now:
        return
    key = key_of(after, name)
    if isinstance(was, Mapping) and isinstance(is_now, Mapping):
        for each in dict.fromkeys((*is_now, *was)):
            if was.get(each) != is_now.get(each):
                yield FieldChange(f"{key}.{each}", was.get(each), is_now.get(each))
    elif _are_same_steps(was, is_now):
        for then, now in zip(was, is_now, strict=True):
            for change in fields_changed(then, now):
                yield FieldChange(f"{key}.{now.is_.value}.{change.field}", change.before, change.after)
    else:
        yield FieldChange(key, was, is_now)


def _are_same_steps(was: Any, is_now: Any) -> bool:
    """Whether both are steps that say the same, but for their sources and notes."""
    if not (isinstance(was, tuple) and isinstance(is_now, tuple) and was and isinstance(was[0], StatusStep)):
        return False
    return [(step.on, step.is_) for step in was] == [(step.on, step.is_) for step in is_now]
