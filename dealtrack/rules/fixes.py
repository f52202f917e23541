"""What can be mended without a doubt about what was meant, and the texts that come of it."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from datetime import date

import msgspec

from dealtrack.diagnostics import Diagnostic, Severity
from dealtrack.files.book import BookOnDisk, open_book
from dealtrack.files.editing import edited
from dealtrack.rules.run import check_book

_MOST_ROUNDS = 5  # a text that could not be read holds mistakes that are found when it can be


class Fix(msgspec.Struct, frozen=True):
    """A file's text before and after, how many mistakes are mended, and the errors that would be left.

    A text with an error left is not to be written: half mended, a file would look as if it had been looked at.
    """

    file: str
    before: str
    after: str
    mended: int
    left: tuple[Diagnostic, ...] = ()


Chosen = Callable[[tuple[Diagnostic, ...]], tuple[Diagnostic, ...]]


def fixes(on_disk: BookOnDisk, today: date, chosen: Chosen, files: Collection[str]) -> tuple[Fix, ...]:
    """The changes to *files* that mend what the *chosen* diagnostics say can be mended. Nothing is written."""
    found = chosen(check_book(on_disk, today))
    before = {each.place.file: on_disk.text_of(each.place.file).lines.text for each in found if each.edits}
    texts: dict[str, str] = {}
    mended: Counter[tuple[str, str, str]] = Counter()
    present, left = on_disk, found
    for _ in range(_MOST_ROUNDS):
        changed = _once(present, left, files)
        if not changed:
            break
        texts |= changed
        present = open_book(on_disk.root, exact=True, instead=texts)
        earlier, left = left, chosen(check_book(present, today))
        mended += _mendable(earlier) - _mendable(left)
    return tuple(
        Fix(
            file,
            before.get(file, on_disk.text_of(file).lines.text),
            after,
            sum(count for (mended_in, *_), count in mended.items() if mended_in == file),
            tuple(each for each in left if each.place.file == file and each.severity is Severity.ERROR),
        )
        for file, after in sorted(texts.items())
    )


def _once(on_disk: BookOnDisk, found: tuple[Diagnostic, ...], files: Collection[str]) -> Mapping[str, str]:
    """The texts of the files with edits, each edit made that does not stand in another's way."""
    changed = {}
    for file in files:
        edits = [edit for each in found if each.place.file == file for edit in each.edits]
        if edits:
            located = on_disk.text_of(file)
            after = edited(located, edits)
            if after != located.lines.text:
                changed[file] = after
    return changed


def _mendable(found: tuple[Diagnostic, ...]) -> "Counter[tuple[str, str, str]]":
    """What can be mended, by file, rule and words: places move as texts change."""
    return Counter((each.place.file, each.code, each.message) for each in found if each.edits)
