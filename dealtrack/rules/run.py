"""One run of all rules over a book."""

from collections.abc import Iterator
from datetime import date

from dealtrack.diagnostics import Diagnostic
from dealtrack.files.book import BookOnDisk
from dealtrack.rules.registry import RULES, Subject


def check_book(on_disk: BookOnDisk, today: date) -> tuple[Diagnostic, ...]:
    """Every diagnostic of the book: of its faults in reading, then of its facts; in no particular order."""
    return tuple(_of_faults(on_disk)) + tuple(_of_facts(on_disk, today))


def _of_faults(on_disk: BookOnDisk) -> Iterator[Diagnostic]:
    by_name = {name: rule for rule in RULES.values() if rule.reads_faults for name in rule.names}
    for fault in on_disk.faults:
        rule = by_name[fault.rule]
        yield rule.diagnostic(rule.check(fault), fault.rule)


def _of_facts(on_disk: BookOnDisk, today: date) -> Iterator[Diagnostic]:
    for slug, company in on_disk.book.companies.items():
        subject = Subject(company, on_disk.company_file(slug), on_disk, today)
        for rule in RULES.values():
            if not rule.reads_faults:
                for finding in rule.check(subject):
                    yield rule.diagnostic(finding)
