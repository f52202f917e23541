"""What a publisher's record looks like: its file, its attribution, its columns. Each reader's module tells its own."""

from collections.abc import Callable

import msgspec

from dealtrack.rates.readers.cells import Sheet
from dealtrack.rates.readers.wide import Column, Layout
from dealtrack.rates.table import Pair


class Publisher(msgspec.Struct, frozen=True):
    """A publisher of rates under the name ``source``, and how a book keeps what it publishes, in the ``file``.

    ``home`` is the currency that all others are quoted in or against. ``recognises`` and ``layout`` are those of the
    record's reader; ``head_of`` gives the head of a pair's column, and what that column holds, None for a pair that the
    publisher does not quote. ``day`` heads the first column. ``usual`` are the currencies that a record has besides
    those that its book has a use for (empty: all that are published).
    """

    source: str
    file: str
    attribution: str
    home: str
    day: str
    recognises: Callable[[Sheet], bool]
    layout: Callable[[Sheet], Layout]
    head_of: Callable[[Pair], tuple[str, Column] | None]
    missing: str = ""
    end: str = ""
    newest_first: bool = True
    usual: tuple[str, ...] = ()

    def currency(self, pair: Pair) -> str:
        """The currency that a pair is quoted for: the one of the two that is not the publisher's own."""
        return pair[0] if pair[1] == self.home else pair[1]
