"""One run of all rules over a book."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import islice

from msgspec import structs

from dealtrack.diagnostics import MOST_FAULTS, Diagnostic, Fault
from dealtrack.files.book import BookOnDisk
from dealtrack.files.limits import too_many_faults
from dealtrack.rules.registry import RULES, Finding, Rule, Scope, Whole
from dealtrack.rules.silence import without_silenced

_MOST_HINTS = 1000  # unknown words of one kind in one file for which what they were meant to be is looked for


def check_book(on_disk: BookOnDisk, today: date) -> tuple[Diagnostic, ...]:
    """Every diagnostic of the book but for what comments in it silence; in no particular order."""
    whole = Whole(on_disk, today)
    facts = _about_sound_values((*_of_companies(whole), *_of_the_book(whole)), on_disk)
    found = (*_of_faults(on_disk), *facts)
    return without_silenced(found, on_disk) if on_disk.ignoring else found


def _of_faults(on_disk: BookOnDisk) -> Iterator[Diagnostic]:
    by_name = {name: rule for rule in _rules(Scope.FAULT) for name in rule.names}
    told: Counter[tuple[str, str]] = Counter()
    for fault in on_disk.faults:
        rule = by_name[fault.rule]
        told[fault.place.file, fault.rule] += 1
        asked = fault if told[fault.place.file, fault.rule] <= _MOST_HINTS else structs.replace(fault, choices=())
        found = structs.replace(rule.check(asked), edits=fault.edits, related=fault.related)
        hint = fault.hint if fault.related and fault.hint else found.hint  # it is about what is shown besides
        yield rule.diagnostic(structs.replace(found, hint=hint), fault.rule)


def _about_sound_values(found: tuple[Diagnostic, ...], on_disk: BookOnDisk) -> Iterator[Diagnostic]:
    """*found* without what is said of values that have swallowed a line, which is told already."""
    unsound = {(each.place.file, each.place.path) for each in on_disk.faults if each.rule == "swallowed-line"}
    return (each for each in found if (each.place.file, each.place.path) not in unsound)


def _of_companies(whole: Whole) -> Iterator[Diagnostic]:
    rules = _rules(Scope.COMPANY)
    for subject in whole.subjects():
        try:
            for rule in rules:
                yield from _limited(rule, rule.check(subject))
        except Exception as error:
            error.add_note(f"checking {subject.file}")
            raise


def _of_the_book(whole: Whole) -> Iterator[Diagnostic]:
    for rule in _rules(Scope.BOOK):
        yield from _limited(rule, rule.check(whole))


def _limited(rule: Rule, findings: Iterator[Finding]) -> Iterator[Diagnostic]:
    """What a rule has found, and a last diagnostic if there is more than is told."""
    last = None
    for last in islice(findings, MOST_FAULTS):
        yield rule.diagnostic(last)
    if last is not None and next(findings, None) is not None:
        yield _as_diagnostic(too_many_faults(last.place.file))


def _as_diagnostic(fault: Fault) -> Diagnostic:
    rule = next(rule for rule in _rules(Scope.FAULT) if fault.rule in rule.names)
    return rule.diagnostic(rule.check(fault), fault.rule)


def _rules(scope: Scope) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES.values() if rule.scope is scope)
