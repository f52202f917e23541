"""What a run of ``validate`` comes to, and the one registry of the formats that it is shown in, filled by a decorator.

A format is one module here, named for it, that registers one function.
"""

from collections.abc import Callable
from importlib import import_module

from msgspec import Struct
from msgspec.structs import replace

from dealtrack.files.places import Pinned, PinnedDiagnostic


class Summary(Struct, frozen=True):
    """What was checked, how much of each severity was found, and how much a baseline, if there is one, holds back."""

    files: int
    companies: int
    deals: int
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    known: int | None = None


class Run(Struct, frozen=True):
    """What a run has found, and in what.

    ``files`` are those that were reported on, clean or not; ``prefix`` is the path from the root of the repository to
    the book, with a ``/`` at its end, or empty; with ``strict``, warnings fail, too. ``mendable`` are the files that
    can be mended until no error is left in them: in others, nothing is.
    """

    found: tuple[PinnedDiagnostic, ...]
    summary: Summary
    files: tuple[str, ...] = ()
    prefix: str = ""
    strict: bool = False
    mendable: frozenset[str] = frozenset()

    @property
    def in_repository(self) -> tuple[PinnedDiagnostic, ...]:
        """What was found, with its files named from the root of the repository, as code hosts name them."""
        return tuple(
            replace(each, at=self._moved(each.at), related=tuple(map(self._moved, each.related))) for each in self.found
        )

    def _moved(self, at: Pinned) -> Pinned:
        return replace(at, place=replace(at.place, file=f"{self.prefix}{at.place.file}"))


class Style(Struct, frozen=True):
    """How a run is to be shown: in colour, a line a diagnostic (``concise``), counted by rule (``statistics``)."""

    color: bool = False
    concise: bool = False
    statistics: bool = False


Reporter = Callable[[Run, Style], str]

REPORTERS: dict[str, Reporter] = {}


def reports(name: str) -> Callable[[Reporter], Reporter]:
    """Register a function that shows a run in the format of that name."""

    def register(report: Reporter) -> Reporter:
        REPORTERS[name] = report
        return report

    return register


def reporter(name: str) -> Reporter:
    """The reporter of that format; only its own module is imported."""
    import_module(f"dealtrack.render.diagnostics.{name}")
    return REPORTERS[name]
