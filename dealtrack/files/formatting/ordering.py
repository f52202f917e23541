"""The order in which keys and deals stand. What stands right above one moves with it; what a blank line parts from it
stays in its place.
"""

import re
from collections.abc import Sequence
from typing import Any

from msgspec import inspect, structs

from dealtrack import model
from dealtrack.files.decode import alternative
from dealtrack.files.formatting.nodes import Collection, Entry, Scalar, comments_in
from dealtrack.files.ignores import MARKER

# Who or what and when first, then sums, then who says so and on which grounds.
KEYS: dict[type, tuple[str, ...]] = {
    model.Company: (
        "name", "names", "aliases", "founded", "founders", "country", "city", "sectors", "groups", "deals",
        "valuations", "totals", "metrics", "events", "backers", "notes", "sources",
    ),
    model.Deal: (
        "id", "kind", "round", "label", "venue", "date", "closed", "status", "amount", "equivalent", "claims", "from",
        "leads", "investors", "notes", "sources",
    ),
    model.StatusStep: ("on", "is", "notes", "sources"),
    model.DealClaim: ("by", "date", "amount", "equivalent", "standing", "notes", "sources"),
    model.Valuation: ("date", "amount", "equivalent", "basis", "standing", "by", "notes", "sources"),
    model.StatedTotal: ("date", "amount", "equivalent", "rounds", "standing", "by", "notes", "sources"),
    model.Metric: ("label", "date", "value", "amount", "equivalent", "standing", "by", "notes", "sources"),
    model.Event: ("date", "what", "by", "notes", "sources"),
    model.Backing: ("date", "investors", "by", "notes", "sources"),
    model.Source: ("publisher", "title", "author", "published", "url", "language", "notes"),
    model.Investor: (
        "aliases", "names", "type", "state_owned", "country", "parents", "size", "equivalent", "notes", "sources",
    ),
}  # fmt: skip

_KEEPS_DEALS = re.compile(r"\b(?:DT304|unsorted-deals)\b")


def with_keys_in_order(entry: Entry, expected: inspect.Type) -> Entry:
    """*entry*, meant to be of a type, with the keys of every record in it in their order."""
    value = entry.value
    if isinstance(value, Scalar) or value.as_typed:
        return entry
    expected = meant(expected, value)
    entries = [with_keys_in_order(each, type_of(expected, each)) for each in value.entries]
    entries = [each if each.key else _with_comments_above_hyphen(each) for each in entries]
    if isinstance(expected, inspect.StructType):
        order = _order_of_keys(entries, KEYS[expected.cls])
        entries = _in_slots(entries, order)
    return structs.replace(entry, value=structs.replace(value, entries=entries))


def with_deals_in_order(root: Entry, order: Sequence[int]) -> tuple[Entry, bool]:
    """A company's file with its deals in another order, and whether that could be: not all can be moved."""
    assert isinstance(root.value, Collection)
    for index, each in enumerate(root.value.entries):
        if each.key and each.key.value == "deals":
            if list(order) == sorted(order) or not _may_move(root, each):
                return root, False
            assert isinstance(each.value, Collection)
            items = _with_what_is_right_below(each.value.entries)
            deals = structs.replace(each.value, entries=_in_slots(items, order))
            entries = [*root.value.entries]
            entries[index] = structs.replace(each, value=deals)
            return structs.replace(root, value=structs.replace(root.value, entries=entries)), True
    return root, False


def meant(expected: inspect.Type, value: Any) -> inspect.Type:
    """Of the types that a value may have, the one that this value is meant to have."""
    if isinstance(expected, inspect.UnionType):
        expected = alternative([] if isinstance(value, Collection) and not value.is_mapping else "", expected)
    if isinstance(expected, inspect.Metadata):
        return meant(expected.type, value)
    return expected


def type_of(expected: inspect.Type, entry: Entry) -> inspect.Type:
    """The type of one entry of what is of an expected type."""
    if isinstance(expected, inspect.StructType) and entry.key:
        return next(field.type for field in expected.fields if field.encode_name == entry.key.value)
    if isinstance(expected, inspect.DictType):
        return expected.value_type
    return expected.item_type if isinstance(expected, inspect.VarTupleType) else inspect.AnyType()


def _order_of_keys(entries: Sequence[Entry], keys: Sequence[str]) -> list[int]:
    """A first key whose line silences a rule stays the first: what is said of a record is said on its first line."""
    first = 1 if entries and _silences(entries[0]) else 0
    places = {key: place for place, key in enumerate(keys)}
    rest = sorted(range(first, len(entries)), key=lambda index: places[entries[index].key.value])  # type: ignore[union-attr]
    return [*range(first), *rest]


def _with_comments_above_hyphen(item: Entry) -> Entry:
    """What stands above the first key of a record goes above the record, which begins with that key."""
    value = item.value
    if isinstance(value, Scalar) or value.as_typed or not value.entries or item.header or item.between:
        return item
    first, *others = value.entries
    lines = first.above
    while lines and not lines[0]:
        lines = lines[1:]
    entries = [structs.replace(first, above=[]), *others]
    return structs.replace(item, above=[*item.above, *lines], value=structs.replace(value, entries=entries))


def _silences(entry: Entry) -> bool:
    comment = entry.value.comment if isinstance(entry.value, Scalar) else ""
    return any(MARKER.match(each) for each in (entry.header, entry.trailing, comment))


def _may_move(root: Entry, deals: Entry) -> bool:
    is_silenced = any(MARKER.match(each) and _KEEPS_DEALS.search(each) for each in comments_in(deals))
    held = isinstance(root.value, Collection) and root.value.as_typed
    return isinstance(deals.value, Collection) and not (deals.value.as_typed or held or is_silenced)


def _in_slots(entries: Sequence[Entry], order: Sequence[int]) -> list[Entry]:
    parted = [_parted(each) for each in entries]
    return [
        structs.replace(entries[source], above=parted[slot][0] + parted[source][1]) for slot, source in enumerate(order)
    ]


def _with_what_is_right_below(items: Sequence[Entry]) -> list[Entry]:
    """*items* with the comments right below each, which a blank line parts from the next, as part of it."""
    found = list(items[:1])
    for item in items[1:]:
        lines = item.above[: item.above.index("")] if "" in item.above else []
        value = found[-1].value
        if lines and isinstance(value, Collection):
            found[-1] = structs.replace(found[-1], value=structs.replace(value, tail=value.tail + lines))
        else:
            lines = []
        found.append(structs.replace(item, above=item.above[len(lines) :]))
    return found


def _parted(entry: Entry) -> tuple[list[str], list[str]]:
    """What stands above an entry: down to the last blank line, and right above it."""
    blanks = [index for index, line in enumerate(entry.above) if not line]
    start = blanks[-1] + 1 if blanks else 0
    return entry.above[:start], entry.above[start:]
