"""One run of all rules over a book."""

from collections.abc import Iterator
from datetime import date

from msgspec import structs

from dealtrack.diagnostics import Diagnostic
from dealtrack.files.book import BookOnDisk
from dealtrack.rules.registry import RULES, Rule, Scope, Whole
from dealtrack.rules.silence import without_silenced


def check_book(on_disk: BookOnDisk, today: date) -> tuple[Diagnostic, ...]:
    """Every diagnostic of the book but for what comments in it silence; in no particular order."""
    whole = Whole(on_disk, today)
    found = (*_of_faults(on_disk), *_of_companies(whole), *_of_the_book(whole))
    return without_silenced(found, on_disk) if on_disk.ignoring else found


def _of_faults(on_disk: BookOnDisk) -> Iterator[Diagnostic]:
    by_name = {name: rule for rule in _rules(Scope.FAULT) for name in rule.names}
    for fault in on_disk.faults:
        rule = by_name[fault.rule]
        yield rule.diagnostic(structs.replace(rule.check(fault), edits=fault.edits), fault.rule)


def _of_companies(whole: Whole) -> Iterator[Diagnostic]:
    rules = _rules(Scope.COMPANY)
    for subject in whole.subjects():
        try:
            for rule in rules:
                for finding in rule.check(subject):
                    yield rule.diagnostic(finding)
        except Exception as error:
            error.add_note(f"checking {subject.file}")
            raise


def _of_the_book(whole: Whole) -> Iterator[Diagnostic]:
    for rule in _rules(Scope.BOOK):
        for finding in rule.check(whole):
            yield rule.diagnostic(finding)


def _rules(scope: Scope) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES.values() if rule.scope is scope)
