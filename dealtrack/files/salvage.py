"""What can be used of a file with mistakes: the tree without values that are wrong, or without records that need them.
So one bad deal hides neither the rest of its file nor the mistakes there.

Paths always are those of the file as it stands: what is dropped from a list does not renumber the rest.
"""

from collections.abc import Iterable
from typing import Any

import msgspec

from dealtrack.diagnostics import Fault, Path
from dealtrack.files.decode import decode

_MOST_ROUNDS = 8  # each drops a record around what the last one dropped; records are nested less deeply than this


class Salvaged(msgspec.Struct, frozen=True):
    """A value of the type that was asked for (None if nothing could be used), every fault, and the paths dropped."""

    value: Any
    faults: tuple[Fault, ...] = ()
    dropped: frozenset[Path] = frozenset()


def salvage(tree: Any, as_type: Any, file: str) -> Salvaged:
    """*tree* as a value of *as_type*, without what is wrong in it; ``dropped`` is ``{()}`` where that is all."""
    value, faults = decode(tree, as_type, file)
    dropped: frozenset[Path] = frozenset()
    new = faults
    for _ in range(_MOST_ROUNDS):
        if value is not None:
            return Salvaged(value, faults, dropped)
        dropped |= {restored(_unusable(fault), dropped) for fault in new}
        if () in dropped:
            break
        value, new = decode(_without(tree, dropped, ()), as_type, file)
    return Salvaged(None, faults, frozenset({()}))


def restored(path: Path, dropped: Iterable[Path]) -> Path:
    """The path in the file of what has *path* in the value without *dropped*."""
    gone = set(dropped)
    whole: Path = ()
    for step in path:
        if isinstance(step, int):
            index, left = -1, step + 1
            while left:
                index += 1
                left -= (*whole, index) not in gone
            whole = (*whole, index)
        else:
            whole = (*whole, step)
    return whole


def _unusable(fault: Fault) -> Path:
    """What has to go for a fault's sake: the value itself, or the record that lacks a key."""
    return fault.place.path[:-1] if fault.rule == "missing-key" else fault.place.path


def _without(tree: Any, dropped: frozenset[Path], path: Path) -> Any:
    if isinstance(tree, dict):
        kept = ((key, value) for key, value in tree.items() if (*path, key) not in dropped)
        return {key: _without(value, dropped, (*path, key)) for key, value in kept}
    if isinstance(tree, list):
        items = ((index, value) for index, value in enumerate(tree) if (*path, index) not in dropped)
        return [_without(value, dropped, (*path, index)) for index, value in items]
    return tree
