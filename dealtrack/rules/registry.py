"""The one registry of rules, filled by decorators when the modules of rules are imported, and never changed after.

A rule turns what it is given into findings: a rule of reading one fault, a rule of facts one company of a book, a rule
of the book all that is on record.
"""

from collections.abc import Callable, Iterator
from datetime import date
from enum import Enum, auto
from typing import Any, TypeVar

import msgspec

from dealtrack.diagnostics import Change, Diagnostic, Fault, Place, Related, Severity, suggested
from dealtrack.files.book import BookOnDisk
from dealtrack.files.listing import SOURCES
from dealtrack.files.salvage import NOTHING, Dropped, restored
from dealtrack.model import Company
from dealtrack.reconciliation.reckoning import Reckoning

_MOST_SIBLINGS = 1000  # unknown keys of one mapping that are looked at for what they were meant to be


class Finding(msgspec.Struct, frozen=True):
    """What a rule has found, before the rule's code and severity are put to it; ``edits`` mend it, where they can."""

    place: Place
    message: str
    hint: str = ""
    related: tuple[Related, ...] = ()
    edits: tuple[Change, ...] = ()


class Subject(msgspec.Struct, frozen=True):
    """What a rule of facts is given: one company, the book that it is in, and the day of reckoning."""

    company: Company
    file: str
    on_disk: BookOnDisk
    today: date

    def place(self, *path: str | int, at_key: bool = False) -> Place:
        """A place in the company's file, by its path in the company."""
        return Place(self.file, restored(path, self.dropped), at_key)

    def source_place(self, source_id: str, *path: str) -> Place:
        """A place in a source that the company cites: in its own file, or among the shared ones."""
        own = source_id in self.company.sources
        return self.place("sources", source_id, *path) if own else Place(SOURCES, (source_id, *path))

    def was_dropped(self, *path: str | int) -> bool:
        """Whether the file has something at *path* that is wrong, and told of already."""
        whole = restored(path, self.dropped)
        return whole in self.dropped.beginnings

    def was_misspelt(self, *path: str | int) -> bool:
        """Whether the file has an unknown key there that was probably meant to be the last key of *path*."""
        whole = restored(path, self.dropped)
        siblings = self.dropped.keys_below.get(whole[:-1], ())
        if len(siblings) > _MOST_SIBLINGS:
            return True  # what any of so many was meant to be, nobody can say
        return any(suggested(sibling, (str(whole[-1]),)) for sibling in siblings)

    def lacks(self, key: str) -> bool:
        """Whether something of what stands under *key* could not be read, so that the rest is not all there is."""
        return self.was_dropped(key) or self.was_misspelt(key)

    @property
    def reckoning(self) -> Reckoning:
        """What reconciliations lean on."""
        return Reckoning(self.on_disk.book, self.on_disk.rates, self.today, self.on_disk.settings.rates.tolerance)

    @property
    def dropped(self) -> Dropped:
        """What is left out of the company because it is wrong, by its path in the file."""
        return self.on_disk.dropped.get(self.file, NOTHING)


class Whole(msgspec.Struct, frozen=True):
    """What a rule of the book is given: all that is on record, and the day of reckoning."""

    on_disk: BookOnDisk
    today: date

    def subjects(self) -> Iterator[Subject]:
        """Each company of the book."""
        for slug, company in self.on_disk.book.companies.items():
            yield Subject(company, self.on_disk.company_file(slug), self.on_disk, self.today)

    def lacking(self, key: str) -> frozenset[str]:
        """The slugs of the companies of which something below *key* could not be read."""
        subjects = zip(self.on_disk.book.companies, self.subjects(), strict=True)
        return frozenset(slug for slug, subject in subjects if subject.lacks(key))

    def lost(self, file: str) -> bool:
        """Whether nothing of that file could be read."""
        return () in self.on_disk.dropped.get(file, ())


class Scope(Enum):
    """What a rule is given at a time."""

    FAULT = auto()
    COMPANY = auto()
    BOOK = auto()


FaultCheck = Callable[[Fault], Finding]
CompanyCheck = Callable[[Subject], Iterator[Finding]]
BookCheck = Callable[[Whole], Iterator[Finding]]
FaultCheckT = TypeVar("FaultCheckT", bound=FaultCheck)
CompanyCheckT = TypeVar("CompanyCheckT", bound=CompanyCheck)
BookCheckT = TypeVar("BookCheckT", bound=BookCheck)
F = TypeVar("F", bound=Callable[..., Any])


class Rule(msgspec.Struct, frozen=True):
    """A rule: its stable code, its name (or names), how grave it is, and the function that is it."""

    code: str
    names: tuple[str, ...]
    severity: Severity
    check: Callable[..., Any]
    scope: Scope

    @property
    def documentation(self) -> str:
        """What ``dealtrack explain`` prints."""
        from inspect import cleandoc

        return cleandoc(self.check.__doc__ or "")

    def diagnostic(self, finding: Finding, name: str = "") -> Diagnostic:
        """*finding* as this rule's diagnostic, under the one of its names that applies."""
        shown = name or self.names[0]
        return Diagnostic(
            self.code,
            shown,
            self.severity,
            finding.message,
            finding.place,
            finding.hint,
            finding.related,
            finding.edits,
        )


RULES: dict[str, Rule] = {}


def rule_of_reading(
    code: str, *names: str, severity: Severity = Severity.ERROR
) -> Callable[[FaultCheckT], FaultCheckT]:
    """Register a function that words the faults of these *names*: what was wrong with a file as it was read."""
    return _registering(code, names, severity, Scope.FAULT)


def rule_of_facts(
    code: str, name: str, severity: Severity = Severity.ERROR
) -> Callable[[CompanyCheckT], CompanyCheckT]:
    """Register a function that looks for mistakes in the facts about one company."""
    return _registering(code, (name,), severity, Scope.COMPANY)


def rule_of_book(code: str, name: str, severity: Severity = Severity.ERROR) -> Callable[[BookCheckT], BookCheckT]:
    """Register a function that looks for mistakes in what several files say together."""
    return _registering(code, (name,), severity, Scope.BOOK)


def _registering(code: str, names: tuple[str, ...], severity: Severity, scope: Scope) -> Callable[[F], F]:
    def register(check: F) -> F:
        if code in RULES:
            raise ValueError(f"two rules of code {code}")
        RULES[code] = Rule(code, names, severity, check, scope)
        return check

    return register
