"""What is to be put into a text, and into which place among its siblings."""

from collections.abc import Mapping, Sequence

import msgspec

from dealtrack.diagnostics import Path
from dealtrack.files.yaml_text import Layout, Value


class CannotInsert(ValueError):
    """A text in which there is no place for what is new; the message says why."""


class New(msgspec.Struct, frozen=True):
    """What is to be put into the list or mapping at ``path``: ``value``, under ``key`` if that is a mapping.

    In a list it becomes the item number ``index`` (the last, where that is None). ``layout`` is what to write it in
    where the file does not tell. Of the keys of a mapping, those in ``before`` stand behind the new one. ``more`` are
    the entries that follow it in a mapping, by their keys.
    """

    path: Path
    value: Value
    key: str | None = None
    index: int | None = None
    layout: Layout = Layout()
    before: tuple[str, ...] = ()
    more: Mapping[str, Value] = {}

    @property
    def holder(self) -> Value:
        """The list or mapping that holds what is new, and nothing else."""
        return [self.value] if self.key is None else {self.key: self.value, **self.more}

    def position(self, siblings: Sequence[int | str]) -> int:
        """How many of the *siblings*, the indices or keys that there are, stand before it."""
        if self.key is None:
            return len(siblings) if self.index is None else self.index
        later = [number for number, step in enumerate(siblings) if step in self.before]
        return min(later, default=len(siblings))
