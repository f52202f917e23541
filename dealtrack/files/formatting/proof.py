"""That a formatted text means what it meant before: the same values, the same comments."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import yaml
from msgspec import structs

from dealtrack.files.reading import read_record
from dealtrack.files.tree import compose, event_source

_COMMENT = re.compile(r"#[^\n]*")
_HEAD = re.compile(r"[|>][-+0-9]*[ \t]*(#[^\n]*)?")


def lost(before: str, after: str, as_type: Any, deals: Sequence[int]) -> str:
    """What *after* has lost of *before*, whose deals stand in the order *deals* in it; empty if nothing."""
    tree, expected = compose(after, "").tree, compose(before, "").tree
    if deals:
        expected["deals"] = [expected["deals"][index] for index in deals]
    if tree != expected:
        return "a value"
    if _record(after, as_type) != _record(before, as_type, deals):
        return "what its records say"
    return "" if comments(after) == comments(before) else "a comment"


def _record(text: str, as_type: Any, deals: Sequence[int] = ()) -> str:
    """All that a text says, in the order in which it does."""
    salvaged = read_record(text, "", as_type).salvaged
    record: Any = salvaged.value
    if deals:
        record = structs.replace(record, deals=tuple(record.deals[index] for index in deals))
    return f"{record!r} {sorted(fault.rule for fault in salvaged.faults)}"


def comments(text: str) -> "Counter[str]":
    """The comments of a YAML text: what begins with ``#`` outside its values."""
    found: list[str] = []
    done = 0
    for start, end in _scalars(text):
        found += _COMMENT.findall(text, done, start)
        done = end
        if head := _HEAD.match(text, start):
            found += [head[1]] if head[1] else []
    found += _COMMENT.findall(text, done)
    return Counter(comment.rstrip() for comment in found)


def _scalars(text: str) -> Iterator[tuple[int, int]]:
    next_event: Any = event_source(text)
    while not isinstance(event := next_event(), yaml.StreamEndEvent):
        start, end = _extent(event)
        if isinstance(event, yaml.ScalarEvent) and end > start:
            yield start, end


def _extent(event: Any) -> tuple[int, int]:
    return event.start_mark.index, event.end_mark.index
