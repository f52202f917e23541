"""Which items of a list in two versions are the same: by their id; without one by what they say, then by likeness.

An item that was changed is found by what it still has in common with the one in the base, or by its place there.
"""

import json
from collections import Counter
from collections.abc import Hashable, Iterable
from typing import Any

from msgspec.structs import replace

from dealtrack.files.merging.segments import Segment, Unmergeable

# What a claim says; the rest tells how it is known.
_SAID = ("date", "on", "is", "amount", "value", "label", "what", "by", "basis", "investors")

Segments = tuple[Segment, ...]


def keyed(base: Segments, *sides: Segments) -> tuple[Segments, ...]:
    """The items of a list in the base and on each side, with keys that are equal for those that are the same."""
    named = tuple(
        replace(each, key=_id_of(each) or ("base", number)) if each.is_fact else each
        for number, each in enumerate(base)
    )
    return named, *(_keyed(named, side) for side in sides)


def by_key(segments: Segments) -> dict[Hashable, Segment]:
    """Segments by their keys. Raises Unmergeable where one stands twice."""
    found = {each.key: each for each in segments}
    if len(found) < len(segments):
        raise Unmergeable("a key or an id stands twice")
    return found


def _id_of(segment: Segment) -> Hashable:
    tree = segment.tree
    return ("id", tree["id"]) if isinstance(tree, dict) and isinstance(tree.get("id"), str) else None


def _keyed(base: Segments, side: Segments) -> Segments:
    keys: dict[int, Hashable] = {number: key for number, each in enumerate(side) if (key := _id_of(each))}
    left = [each for each in base if each.is_fact and each.key[0] == "base"]  # type: ignore[index]
    open_ones = [number for number, each in enumerate(side) if each.is_fact and number not in keys]
    for is_same in (_are_equal, _are_alike):
        for number in tuple(open_ones):
            if found := next((each for each in left if is_same(each.tree, side[number].tree)), None):
                keys[number] = found.key
                left.remove(found)
                open_ones.remove(number)
    for number, key in _in_place(base, side, keys, left, open_ones):
        keys[number] = key
        open_ones.remove(number)
    seen: Counter[str] = Counter()
    for number in open_ones:
        said = _said(side[number].tree)
        seen[said] += 1
        keys[number] = ("new", said, seen[said])
    return tuple(replace(each, key=keys[number]) if number in keys else each for number, each in enumerate(side))


def _are_equal(one: Any, other: Any) -> bool:
    return bool(one == other)


def _are_alike(one: Any, other: Any) -> bool:
    """Whether two mappings have more in common than they differ in, when was said or about what above all."""
    if not isinstance(one, dict) or not isinstance(other, dict):
        return False
    common = [key for key, value in one.items() if other.get(key) == value]
    return len(common) * 2 > len(one.keys() | other.keys())


def _in_place(
    base: Segments, side: Segments, keys: dict[int, Hashable], left: list[Segment], open_ones: list[int]
) -> Iterable[tuple[int, Hashable]]:
    """Of the items that are left, as many on both sides between the same neighbours are taken to be the same."""
    gone: dict[Hashable, list[Hashable]] = {}
    come: dict[Hashable, list[int]] = {}
    known = set(keys.values())
    above: Hashable = None
    for each in base:
        if each in left:
            gone.setdefault(above, []).append(each.key)
        elif each.key in known:
            above = each.key
    above, of_base = None, {each.key for each in base}
    for number in range(len(side)):
        if number in open_ones:
            come.setdefault(above, []).append(number)
        elif keys.get(number) in of_base:
            above = keys[number]
    for place, numbers in come.items():
        if len(numbers) == len(gone.get(place, ())):
            yield from zip(numbers, gone[place], strict=True)


def _said(tree: Any) -> str:
    """What an item that both sides may have added says, so that it is one where they say the same."""
    if isinstance(tree, dict):
        tree = {key: tree[key] for key in _SAID if key in tree} or tree
    return json.dumps(tree, ensure_ascii=False, sort_keys=True)
