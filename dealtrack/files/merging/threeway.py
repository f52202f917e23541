"""The merge itself: segments of three versions to one list, at every level down to the fields.

Nothing is decided on text alone: with each line goes the value that it is meant to spell, so that what comes out can be
read again and compared.
"""

from collections.abc import Callable, Hashable
from enum import Enum
from typing import Any, NamedTuple

from dealtrack.files.merging.matching import Segments, by_key, keyed
from dealtrack.files.merging.segments import Lines, Segment

MARKERS = ("<<<<<<< ours\n", "=======\n", ">>>>>>> theirs\n")

Rank = Callable[[Any], Any]


class Resolve(Enum):
    """What stands where the sides differ: both between markers, or one of them."""

    MARKED = "marked"
    OURS = "ours"
    THEIRS = "theirs"


class Part(NamedTuple):
    """A segment of the result; ``is_there`` is false where a conflict was resolved to nothing."""

    gap: Lines
    body: Lines
    tree: Any
    key: Hashable
    is_fact: bool = True
    is_there: bool = True


class _Conflict(Exception):
    """Two versions that cannot be joined in parts."""


class Merge:
    """One merge of three lists of segments. ``conflicts`` counts what the sides changed differently.

    ``rank`` gives what new neighbours of both sides are ordered by, from their values; None where they have no order.
    """

    def __init__(self, resolve: Resolve, rank: Rank) -> None:
        self.resolve, self.rank = resolve, rank
        self.conflicts = 0

    def joined(self, base: Segments, ours: Segments, theirs: Segments, *, is_list: bool) -> list[Part]:
        """What comes of one container."""
        if is_list:
            base, ours, theirs = keyed(base, ours, theirs)
        old, own, other = by_key(base), by_key(ours), by_key(theirs)
        waiting = self._insertions(old, own, theirs)
        parts: list[Part] = []
        pending = waiting.get(None, [])
        for each in ours:
            if each.key in old or each.key in other:
                parts += pending
                pending = waiting.get(each.key, [])
                if part := self._merged(old.get(each.key), each, other.get(each.key)):
                    parts.append(part)
                continue
            while pending and self._goes_before(pending[0], each):
                parts.append(pending.pop(0))
            parts.append(_part(each))
        return _well_spaced([*parts, *pending], ours, theirs)

    def _insertions(
        self, old: dict[Hashable, Segment], own: dict[Hashable, Segment], theirs: Segments
    ) -> dict[Hashable, list[Part]]:
        """What only their side has, by the key that it goes behind."""
        waiting: dict[Hashable, list[Part]] = {}
        above: Hashable = None
        for each in theirs:
            if each.key in own:
                above = each.key
            elif each.key not in old:
                waiting.setdefault(above, []).append(_part(each))
            elif each.is_fact and not _same(old[each.key].body, each.body):
                waiting.setdefault(above, []).append(self._differ(None, each))
        return waiting

    def _goes_before(self, new: Part, each: Segment) -> bool:
        if not (new.is_fact and each.is_fact):
            return False
        one, other = self.rank(new.tree), self.rank(each.tree)
        return one is not None and other is not None and bool(one < other)

    def _merged(self, base: Segment | None, ours: Segment, theirs: Segment | None) -> Part | None:
        """One segment that our side has; None where their side deleted it."""
        if theirs is None:
            if base and (not ours.is_fact or _same(base.body, ours.body)):
                return None
            return self._differ(ours, None)
        if _same(ours.body, theirs.body) or (base and _same(base.body, theirs.body)):
            return _part(ours)
        if base and _same(base.body, ours.body):
            return _part(theirs)._replace(gap=ours.gap)
        before = self.conflicts
        try:
            return self._in_parts(base, ours, theirs)
        except _Conflict:
            self.conflicts = before
            return self._differ(ours, theirs)

    def _in_parts(self, base: Segment | None, ours: Segment, theirs: Segment) -> Part:
        """Comments, own lines and held segments each for itself. Raises _Conflict."""
        lead = _one_of(base.lead if base else None, ours.lead, theirs.lead)
        if ours.holds is None and theirs.holds is None:
            own = base.core if base and base.holds is None else None
            core = _one_of(own, ours.core, theirs.core)
            return Part(ours.gap, (*lead, *core), ours.tree if core is ours.core else theirs.tree, ours.key)
        if ours.holds is None or theirs.holds is None or type(ours.tree) is not type(theirs.tree):
            raise _Conflict
        held = _held(base, ours)
        core = _one_of(base.core if base and base.holds is not None else None, ours.core, theirs.core)
        before = self.conflicts
        parts = self.joined(held, ours.holds, theirs.holds, is_list=isinstance(ours.tree, list))
        if base is None and self.conflicts > before and _is_item(ours):
            raise _Conflict  # the fields of a deal that both sides added make sense together only
        return Part(ours.gap, (*lead, *core, *text_lines(parts)), tree_of(parts, ours.tree), ours.key)

    def _differ(self, ours: Segment | None, theirs: Segment | None) -> Part:
        self.conflicts += 1
        some = ours or theirs
        assert some is not None
        if self.resolve is Resolve.MARKED:
            body = (MARKERS[0], *_ended(ours), MARKERS[1], *_ended(theirs), MARKERS[2])
            return Part(some.gap, body, None, some.key)
        kept = ours if self.resolve is Resolve.OURS else theirs
        if kept is None:
            return Part((), (), None, some.key, is_there=False)
        return _part(kept)._replace(gap=some.gap)


def _is_item(segment: Segment) -> bool:
    """Whether it stands in a list, and not under a key."""
    return isinstance(segment.key, tuple) and segment.key[0] != "key"


def _held(base: Segment | None, like: Segment) -> Segments:
    """What the container was made of in the base; nothing where it was not there, or empty. Raises _Conflict."""
    if base is None or not base.tree:
        return ()
    if base.holds is None or type(base.tree) is not type(like.tree):
        raise _Conflict
    return base.holds


def text_lines(parts: list[Part]) -> Lines:
    """The lines of the parts, of which each but the last ends with one."""
    found = [line for part in parts for line in (*part.gap, *part.body)]
    return (*(line if line.endswith("\n") else line + "\n" for line in found[:-1]), *found[-1:])


def tree_of(parts: list[Part], like: Any) -> Any:
    """What the parts spell: a list or a mapping, as *like* is one."""
    facts = [part for part in parts if part.is_fact and part.is_there]
    if isinstance(like, list):
        return [part.tree for part in facts]
    return {part.key[1]: part.tree for part in facts}  # type: ignore[index]


def _part(segment: Segment) -> Part:
    return Part(segment.gap, segment.body, segment.tree, segment.key, segment.is_fact)


def _ended(segment: Segment | None) -> Lines:
    return text_lines([_part(segment)._replace(gap=()), Part((), ("",), None, None)])[:-1] if segment else ()


def _same(one: Lines, other: Lines) -> bool:
    return one == other or [line.rstrip("\r\n") for line in one] == [line.rstrip("\r\n") for line in other]


def _one_of(base: Lines | None, ours: Lines, theirs: Lines) -> Lines:
    """The version of some lines that changed. Raises _Conflict where both did, and differently."""
    if _same(ours, theirs) or (base is not None and _same(base, theirs)):
        return ours
    if base is not None and _same(base, ours):
        return theirs
    if base is None and not (ours and theirs):
        return ours or theirs
    raise _Conflict


def _well_spaced(parts: list[Part], ours: Segments, theirs: Segments) -> list[Part]:
    """The first part with the blank lines that were above our first, and that one, where it moved down, with theirs."""
    if not parts or not ours or parts[0].key == ours[0].key:
        return parts
    between = next((each.gap for each in theirs[1:] if each.gap), parts[0].gap)
    moved = [part._replace(gap=between) if part.key == ours[0].key else part for part in parts[1:]]
    return [parts[0]._replace(gap=ours[0].gap), *moved]
