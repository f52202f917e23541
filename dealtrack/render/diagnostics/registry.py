"""What a run of ``validate`` comes to, and the one registry of the formats that it is shown in, filled by a decorator.

A format is one module here, named for it, that registers one function.
"""

from collections.abc import Callable, Sequence
from importlib import import_module

from msgspec import Struct
from msgspec.structs import replace

from dealtrack.diagnostics import Diagnostic, Severity
from dealtrack.files.fingerprints import fingerprints
from dealtrack.files.places import Pinned, PinnedDiagnostic

_GRAVITY = {severity: number for number, severity in enumerate(Severity)}


class Summary(Struct, frozen=True):
    """What was checked, how much of each severity was found, and how much a baseline, if there is one, holds back."""

    files: int
    companies: int
    deals: int
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    known: int | None = None


class Omitted(Struct, frozen=True):
    """How much of what was found in a file is not shown: a ``count``, of so many ``kinds``, and the gravest of it."""

    file: str
    count: int
    kinds: int
    severity: Severity


class Run(Struct, frozen=True):
    """What a run has found, and in what.

    ``files`` are those that were reported on, clean or not; ``prefix`` is the path from the root of the repository to
    the book, with a ``/`` at its end, or empty; with ``strict``, warnings fail, too. ``mendable`` are the files that
    can be mended until no error is left in them: in others, nothing is (None: nobody has looked which). Of each file at
    most ``most`` are shown (None: all), the gravest and of these the first; the others are counted.
    """

    found: tuple[PinnedDiagnostic, ...]
    summary: Summary
    files: tuple[str, ...] = ()
    prefix: str = ""
    strict: bool = False
    mendable: frozenset[str] | None = frozenset()
    most: int | None = None

    @property
    def shown(self) -> tuple[PinnedDiagnostic, ...]:
        """What is shown of what was found, in its order."""
        return tuple(self.found[index] for index in self._shown_indices())

    @property
    def omitted(self) -> tuple[Omitted, ...]:
        """What is not, by file, with the files named as the book does."""
        shown = set(self._shown_indices())
        if len(shown) == len(self.found):
            return ()
        by_file: dict[str, list[Diagnostic]] = {}
        for index, each in enumerate(self.found):
            if index not in shown:
                by_file.setdefault(each.at.place.file, []).append(each.diagnostic)
        return tuple(
            Omitted(file, len(some), len({(each.code, each.name) for each in some}), min(map(_gravity, some))[1])
            for file, some in by_file.items()
        )

    @property
    def in_repository(self) -> tuple[PinnedDiagnostic, ...]:
        """What is shown, with its files named from the root of the repository, as code hosts name them."""
        return tuple(map(self._in_repository, self.shown))

    @property
    def with_fingerprints(self) -> tuple[tuple[PinnedDiagnostic, str], ...]:
        """The same, each with its fingerprint, which does not depend on how much is shown."""
        made = fingerprints(self.found, self.prefix)
        return tuple((self._in_repository(self.found[index]), made[index]) for index in self._shown_indices())

    def _shown_indices(self) -> Sequence[int]:
        if self.most is None or len(self.found) <= self.most:
            return range(len(self.found))
        by_file: dict[str, list[tuple[int, int]]] = {}
        for index, each in enumerate(self.found):
            by_file.setdefault(each.at.place.file, []).append((_gravity(each.diagnostic)[0], index))
        return sorted(index for some in by_file.values() for _, index in sorted(some)[: self.most])

    def _in_repository(self, found: PinnedDiagnostic) -> PinnedDiagnostic:
        return replace(found, at=self._moved(found.at), related=tuple(map(self._moved, found.related)))

    def _moved(self, at: Pinned) -> Pinned:
        return replace(at, place=replace(at.place, file=f"{self.prefix}{at.place.file}"))


def _gravity(diagnostic: Diagnostic) -> tuple[int, Severity]:
    return _GRAVITY[diagnostic.severity], diagnostic.severity


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
