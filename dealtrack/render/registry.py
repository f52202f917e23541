"""The one registry of formats for reports: filled by a decorator, read by the command line and the tests."""

from collections.abc import Callable

import msgspec

from dealtrack.reports.document import Document
from dealtrack.values.units import Units


class Page(msgspec.Struct, frozen=True):
    """What is known of where a document goes, and of its reader.

    ``width`` is in cells, None where nothing may wrap. ``language`` is that of words and names, ``units`` are those of
    sums. ``ascii`` asks that what is drawn be drawn in ASCII; names are data, and stay.
    """

    width: int | None = None
    color: bool = False
    language: str = "en"
    units: Units = Units.AUTO
    ascii: bool = False


Renderer = Callable[[Document, Page], str]

FORMATS: dict[str, Renderer] = {}

# Which module registers a format. Only the one that is needed is imported: the terminal's brings Rich with it.
MODULES = {
    "table": "terminal", "json": "jsonable", "csv": "delimited", "tsv": "delimited", "md": "markdown",
    "svg": "charts.svg", "html": "html",
}  # fmt: skip


def renders(name: str) -> Callable[[Renderer], Renderer]:
    """Register a function that renders a document in the format of that name."""

    def register(render: Renderer) -> Renderer:
        FORMATS[name] = render
        return render

    return register
