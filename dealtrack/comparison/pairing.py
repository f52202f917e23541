"""Which records of two lists are one and the same, before and after."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

T = TypeVar("T")
Key = Callable[[T], Hashable]
Pair = tuple[T | None, T | None]


def paired(before: Sequence[T], after: Sequence[T], keys: Sequence[Key[T]]) -> list[Pair[T]]:
    """Each record of *after* with the one of *before* that it was, in the order of *after*; then those that went.

    Equal records are the same; then those that agree by the first of *keys*, then by the next, where just as many do on
    both sides: the first of them is then the first.
    """
    if before is after:
        return [(record, record) for record in after]
    partners: dict[int, int] = {}
    every: tuple[Key[T], ...] = (repr, *keys)  # a record may hold a mapping, which has no hash
    for count, key in enumerate(every):
        free_before = _groups(before, key, set(partners.values()))
        free_after = _groups(after, key, set(partners))
        for value, now in free_after.items():
            then = free_before.get(value, [])
            if len(then) == len(now) or not count:
                partners |= dict(zip(now, then, strict=False))
    pairs: list[Pair[T]] = [
        (before[partners[at]] if at in partners else None, record) for at, record in enumerate(after)
    ]
    gone = set(range(len(before))) - set(partners.values())
    return pairs + [(before[at], None) for at in sorted(gone)]


def _groups(records: Sequence[T], key: Key[T], taken: set[int]) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for at, record in enumerate(records):
        if at not in taken:
            groups[key(record)].append(at)
    return groups
