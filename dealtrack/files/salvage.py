"""What can be used of a file with mistakes: the tree without values that are wrong, or without records that need them.
So one bad deal hides neither the rest of its file nor the mistakes there.

Paths always are those of the file as it stands: what is dropped from a list does not renumber the rest.
"""

from bisect import bisect_right
from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Any

import msgspec

from dealtrack.diagnostics import Fault, Path
from dealtrack.files.decode import decode
from dealtrack.files.limits import is_cut

_MOST_ROUNDS = 8  # each drops a record around what the last one dropped; records are nested less deeply than this


class Dropped(dict[Path, Any]):
    """What was left out of a value, by its path in the file; what is asked of it for each place is made once."""

    @cached_property
    def gaps(self) -> Mapping[Path, list[int]]:
        """By the path of a list, for each item that was dropped from it, how many are left above."""
        return _gaps(self)

    @cached_property
    def beginnings(self) -> frozenset[Path]:
        """The paths, and those of what holds them."""
        return frozenset(path[:length] for path in self for length in range(len(path) + 1))

    @cached_property
    def keys_below(self) -> Mapping[Path, list[str]]:
        """By the path of a list or mapping, what was dropped from right within it."""
        below: dict[Path, list[str]] = {}
        for path in self:
            if path:
                below.setdefault(path[:-1], []).append(str(path[-1]))
        return below


NOTHING = Dropped()
EVERYTHING = Dropped({(): None})  # dropped, where no tree could be made of a text


class Salvaged(msgspec.Struct, frozen=True):
    """A value of the type that was asked for (None if nothing could be used), every fault, and what was dropped.

    ``dropped`` maps the path of each value that was left out to the value as it was typed, as a tree.
    """

    value: Any
    faults: tuple[Fault, ...] = ()
    dropped: Dropped = NOTHING


def salvage(tree: Any, as_type: Any, file: str, stand_in: Mapping[str, Any] | None = None) -> Salvaged:
    """*tree* as a value of *as_type*, without what is wrong in it; ``dropped`` has ``()`` where that is all.

    What *stand_in* holds by key stands in for required values that are missing or wrong, for the sake of the rest.
    """
    value, faults = decode(tree, as_type, file)
    dropped: dict[Path, Any] = {}
    new = faults
    if is_cut(faults):
        return Salvaged(None, faults, Dropped({(): tree}))
    for _ in range(_MOST_ROUNDS):
        if value is not None:
            return Salvaged(value, faults, Dropped(dropped))
        gaps = _gaps(dropped)
        gone = {_restored(_unusable(fault), gaps) for fault in new}
        if () in gone:
            break
        dropped |= {path: _node(tree, path) for path in gone}
        value, new = decode(_without(tree, dropped.keys(), ()), as_type, file)
    if stand_in and isinstance(tree, dict):
        rest = salvage({**tree, **stand_in}, as_type, file)
        replaced: dict[Path, Any] = {(key,): tree.get(key) for key in stand_in}
        return Salvaged(rest.value, faults, Dropped({**rest.dropped, **replaced}))
    return Salvaged(None, faults, Dropped({(): tree}))


def without(tree: Any, paths: Collection[Path]) -> Any:
    """*tree* without what stands at *paths*."""
    return _without(tree, paths, ()) if paths else tree


def _node(tree: Any, path: Path) -> Any:
    for step in path:
        tree = tree[step]
    return tree


def restored(path: Path, dropped: Dropped) -> Path:
    """The path in the file of what has *path* in the value without *dropped*."""
    return _restored(path, dropped.gaps) if dropped else path


def _gaps(dropped: Collection[Path]) -> dict[Path, list[int]]:
    """By the path of a list, for each item that was dropped from it, how many are left above."""
    gone: dict[Path, list[int]] = {}
    for path in dropped:
        if path and isinstance(path[-1], int):
            gone.setdefault(path[:-1], []).append(path[-1])
    return {path: [index - above for above, index in enumerate(sorted(items))] for path, items in gone.items()}


def _restored(path: Path, gaps: Mapping[Path, list[int]]) -> Path:
    whole: Path = ()
    for step in path:
        whole = (*whole, step + bisect_right(gaps.get(whole, ()), step) if isinstance(step, int) else step)
    return whole


def _unusable(fault: Fault) -> Path:
    """What has to go for a fault's sake: the value itself, or the record that lacks a key."""
    return fault.place.path[:-1] if fault.rule == "missing-key" else fault.place.path


def _without(tree: Any, dropped: Collection[Path], path: Path) -> Any:
    if isinstance(tree, dict):
        kept = ((key, value) for key, value in tree.items() if (*path, key) not in dropped)
        return {key: _without(value, dropped, (*path, key)) for key, value in kept}
    if isinstance(tree, list):
        items = ((index, value) for index, value in enumerate(tree) if (*path, index) not in dropped)
        return [_without(value, dropped, (*path, index)) for index, value in items]
    return tree
