"""The one registry of metrics: filled by a decorator, read by the report, the command line and the tests."""

from collections.abc import Callable

import msgspec

from dealtrack.model import Company
from dealtrack.reports.cells import Cell, Said
from dealtrack.reports.conversion import Converter
from dealtrack.reports.document import Align
from dealtrack.reports.investors import Roster


class Subject(msgspec.Struct, frozen=True):
    """What a metric is computed from."""

    company: Company
    roster: Roster
    converter: Converter


Compute = Callable[[Subject], Cell]


class Metric(msgspec.Struct, frozen=True):
    """A metric: its key for ``--columns``, its title, the function that computes it.

    In a table of a row a company it stands as ``align`` says, and goes where there is no room in the order of ``rank``,
    the highest first. It is among the metrics of a report that names none if ``by_default``.
    """

    key: str
    title: Said
    compute: Compute
    align: Align
    rank: int
    by_default: bool

    @property
    def definition(self) -> str:
        """What it means, in one line."""
        return " ".join((self.compute.__doc__ or "").split("\n\n")[0].split())


REGISTERED: dict[str, Metric] = {}


def metric(
    key: str, title: str, *, align: Align = Align.LEFT, rank: int = 5, by_default: bool = True
) -> Callable[[Compute], Compute]:
    """Register a function as the metric *key*."""

    def register(compute: Compute) -> Compute:
        REGISTERED[key] = Metric(key, Said(title), compute, align, rank, by_default)
        return compute

    return register
