"""The registry of formats, filled when the modules of readers are imported, and never changed after."""

from collections.abc import Callable, Collection, Iterator, Mapping

import msgspec

from dealtrack.diagnostics import Fault
from dealtrack.rates.readers.cells import Cell, Key, Quotation, Sheet
from dealtrack.rates.readers.gather import gather
from dealtrack.rates.readers.publisher import Publisher
from dealtrack.rates.table import Series

Reading = tuple[tuple[Series, ...], tuple[Fault, ...]]


class Format(msgspec.Struct, frozen=True):
    """A format of published rates: its ``name`` in a list of what can be imported, and how a file of it ``starts``.

    ``recognises`` tells whether a file is in it, by its header or (unless ``by_header``) by what is in its text;
    ``read`` gives the series of a file and its faults; ``find`` the cell of each of the wanted figures that it has.
    ``publisher`` says how a book keeps what is published in this format, where that is in the same one.
    """

    name: str
    starts: str
    recognises: Callable[[Sheet], bool]
    read: Callable[[Sheet], Reading]
    find: Callable[[Sheet, Collection[Key]], Mapping[Key, Cell]]
    publisher: Publisher | None = None
    by_header: bool = True


FORMATS: list[Format] = []


def register(each: Format) -> Format:
    """Add a format to the registry."""
    FORMATS.append(each)
    return each


def register_list(
    name: str, starts: str, recognises: Callable[[Sheet], bool],
    quotations: Callable[[Sheet, list[Fault]], Iterator[Quotation]], *, by_header: bool = True,
) -> Format:  # fmt: skip
    """Add a format whose files list *quotations* one by one; what cannot be used goes to the list of faults."""

    def read(sheet: Sheet) -> Reading:
        faults: list[Fault] = []
        series, conflicts = gather(sheet.file, quotations(sheet, faults))
        return series, (*faults, *conflicts)

    def find(sheet: Sheet, wanted: Collection[Key]) -> Mapping[Key, Cell]:
        return {
            key: Cell(each.figure, each.place.span.start)
            for each in quotations(sheet, [])
            if (key := (each.source, each.pair, each.day)) in wanted and each.place.span
        }

    return register(Format(name, starts, recognises, read, find, by_header=by_header))
