"""What an import is asked for, and what comes of it, whatever the layout of the record."""

import msgspec


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


class LeftOut(msgspec.Struct, frozen=True):
    """What an import left out: how many figures of which ``currencies``, and how many of days ``before`` the first."""

    currencies: tuple[str, ...] = ()
    figures: int = 0
    before: int = 0


class Recording(msgspec.Struct, frozen=True):
    """The record after an import, as the text of its file, and what came of it."""

    file: str
    text: str
    added: int
    days: int
    conflicts: tuple[Conflict, ...] = ()
    left_out: LeftOut = LeftOut()


class Wanted(msgspec.Struct, frozen=True):
    """What an import is to take: rates of ``currencies``, or (where none are asked for) those that a book ``needs``.

    Whatever pairs are on record are taken, too. ``since`` is the first day, empty for all.
    """

    currencies: tuple[str, ...] = ()
    needs: frozenset[str] = frozenset()
    since: str = ""


EVERY = ("all",)  # as the currencies that are asked for: all that a file has
