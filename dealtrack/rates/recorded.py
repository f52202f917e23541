"""What an import is given, and what comes of it, whatever the layout of the record."""

from collections.abc import Iterable

import msgspec

from dealtrack.rates.table import Series


class NotImportable(ValueError):
    """Text that holds no rates to record; ``file`` is the record, where it is the record that is broken."""

    def __init__(self, message: str, file: str = "") -> None:
        super().__init__(message)
        self.file = file


class Conflict(msgspec.Struct, frozen=True):
    """A day on which the published figure is not the recorded one."""

    day: str
    column: str
    recorded: str
    published: str


class Recording(msgspec.Struct, frozen=True):
    """The record after an import, as the text of its file, and what came of it."""

    file: str
    text: str
    added: int
    days: int
    conflicts: tuple[Conflict, ...] = ()


class Wanted(msgspec.Struct, frozen=True):
    """What is to be recorded in ``file``: of ``new``, the currencies asked for and the days from ``since`` on.

    Both are empty where nothing was asked for.
    """

    file: str
    new: Series
    currencies: tuple[str, ...] = ()
    since: str = ""


def refuse_lacking(asked: Iterable[str], offered: Iterable[str]) -> None:
    """Raise NotImportable if a currency *asked* for is not *offered*."""
    known = set(offered)
    lacking = [currency for currency in asked if currency not in known]
    if lacking:
        raise NotImportable(f"the file has no rates of {', '.join(lacking)}")
