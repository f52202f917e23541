"""What a change of a book would bring, before it is made: the mistakes that there would be, and are not there yet."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date

import msgspec

from dealtrack.diagnostics import Diagnostic, Severity
from dealtrack.files.book import BookOnDisk, open_book
from dealtrack.rules.run import check_book

# What there would have to be a reason for, by the rule that tells of it.
DOUBTFUL = {"DT503": "the deal may be on record already", "DT205": "another answers to that name"}

Chosen = Callable[[tuple[Diagnostic, ...]], tuple[Diagnostic, ...]]


class Proposal(msgspec.Struct, frozen=True):
    """A file's text as it is (None where there is no file) and as it is to become, with all characters of the file."""

    file: str
    before: str | None
    after: str


class Outcome(msgspec.Struct, frozen=True):
    """The book as it would be, and the errors and warnings that there would be in it, and are not there now."""

    on_disk: BookOnDisk
    found: tuple[Diagnostic, ...]


def outcome(on_disk: BookOnDisk, proposal: Proposal, today: date, chosen: Chosen) -> Outcome:
    """What comes of a proposal, by the rules that are *chosen*. Nothing is written."""
    then = open_book(on_disk.root, exact=True, instead={proposal.file: proposal.after})
    found = [each for each in chosen(check_book(then, today)) if each.severity is not Severity.NOTE]
    known = Counter(map(_told, chosen(check_book(on_disk, today)))) if found else Counter()
    return Outcome(then, tuple(_unknown(found, known)))


def _unknown(found: Iterable[Diagnostic], known: "Counter[tuple[str, str, str]]") -> Iterable[Diagnostic]:
    for each in found:
        if known[_told(each)]:
            known[_told(each)] -= 1
        else:
            yield each


def _told(each: Diagnostic) -> tuple[str, str, str]:
    """What a diagnostic says and where, without lines, since these move."""
    return each.place.file, each.code, each.message
