"""The one registry of rules, filled by decorators when the modules of rules are imported, and never changed after.

A rule turns what it is given into findings: a rule of reading one fault, a rule of facts one company of a book.
"""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, TypeVar

import msgspec

from dealtrack.diagnostics import Diagnostic, Fault, Path, Place, Related, Severity, nearest
from dealtrack.files.book import BookOnDisk
from dealtrack.files.salvage import restored
from dealtrack.model import Company


class Finding(msgspec.Struct, frozen=True):
    """What a rule has found, before the rule's code and severity are put to it."""

    place: Place
    message: str
    hint: str = ""
    related: tuple[Related, ...] = ()


class Subject(msgspec.Struct, frozen=True):
    """What a rule of facts is given: one company, the book that it is in, and the day of reckoning."""

    company: Company
    file: str
    on_disk: BookOnDisk
    today: date

    def place(self, *path: str | int, at_key: bool = False) -> Place:
        """A place in the company's file, by its path in the company."""
        return Place(self.file, restored(path, self._dropped), at_key)

    def was_dropped(self, *path: str | int) -> bool:
        """Whether the file has something at *path* that is wrong, and told of already."""
        whole = restored(path, self._dropped)
        return any(gone[: len(whole)] == whole for gone in self._dropped)

    def was_misspelt(self, *path: str | int) -> bool:
        """Whether the file has an unknown key there that was probably meant to be the last key of *path*."""
        whole = restored(path, self._dropped)
        siblings = (str(gone[-1]) for gone in self._dropped if gone and gone[:-1] == whole[:-1])
        return any(nearest(sibling, [str(whole[-1])]) for sibling in siblings)

    @property
    def _dropped(self) -> frozenset[Path]:
        return self.on_disk.dropped.get(self.file, frozenset())


FaultCheck = Callable[[Fault], Finding]
CompanyCheck = Callable[[Subject], Iterator[Finding]]
FaultCheckT = TypeVar("FaultCheckT", bound=FaultCheck)
CompanyCheckT = TypeVar("CompanyCheckT", bound=CompanyCheck)
F = TypeVar("F", bound=Callable[..., Any])


class Rule(msgspec.Struct, frozen=True):
    """A rule: its stable code, its name (or names), how grave it is, and the function that is it."""

    code: str
    names: tuple[str, ...]
    severity: Severity
    check: Callable[..., Any]
    reads_faults: bool

    @property
    def documentation(self) -> str:
        """What ``dealtrack explain`` prints."""
        from inspect import cleandoc

        return cleandoc(self.check.__doc__ or "")

    def diagnostic(self, finding: Finding, name: str = "") -> Diagnostic:
        """*finding* as this rule's diagnostic, under the one of its names that applies."""
        shown = name or self.names[0]
        return Diagnostic(
            self.code, shown, self.severity, finding.message, finding.place, finding.hint, finding.related
        )


RULES: dict[str, Rule] = {}


def rule_of_reading(code: str, *names: str) -> Callable[[FaultCheckT], FaultCheckT]:
    """Register a function that words the faults of these *names*: errors, since the file cannot be read as it is."""
    return _registering(code, names, Severity.ERROR, reads_faults=True)


def rule_of_facts(
    code: str, name: str, severity: Severity = Severity.ERROR
) -> Callable[[CompanyCheckT], CompanyCheckT]:
    """Register a function that looks for mistakes in the facts about one company."""
    return _registering(code, (name,), severity, reads_faults=False)


def _registering(code: str, names: tuple[str, ...], severity: Severity, *, reads_faults: bool) -> Callable[[F], F]:
    def register(check: F) -> F:
        if code in RULES:
            raise ValueError(f"two rules of code {code}")
        RULES[code] = Rule(code, names, severity, check, reads_faults)
        return check

    return register
