"""What can be mended without a doubt about what was meant, and the texts that come of it."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date

import msgspec

from dealtrack.diagnostics import Change, Diagnostic, Severity
from dealtrack.files.book import BookOnDisk, open_book
from dealtrack.files.editing import edited
from dealtrack.rules.run import check_book

_MOST_ROUNDS = 8  # a text that could not be read holds mistakes that are found when it can be


class Fix(msgspec.Struct, frozen=True):
    """A file's text before and after, how many mistakes are mended, and the errors that would be left.

    The texts are all characters of the file, with the byte order mark of one that has it.

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
    found = _in_rounds(on_disk, today, chosen, files)
    unfit = {fix.file: fix for fix in found if fix.left}
    if not unfit:
        return found
    others = fixes(on_disk, today, chosen, set(files) - unfit.keys())  # what they refer to stays as it was
    return tuple(sorted((*unfit.values(), *others), key=lambda fix: fix.file))


def _in_rounds(on_disk: BookOnDisk, today: date, chosen: Chosen, files: Collection[str]) -> tuple[Fix, ...]:
    before: dict[str, str] = {}
    texts: dict[str, str] = {}
    mended: Counter[tuple[str, str, str]] = Counter()
    present, left = on_disk, chosen(check_book(on_disk, today))
    for _ in range(_MOST_ROUNDS):
        changed = _once(present, left, files, texts)
        if not changed:
            break
        texts |= changed
        before = changed | before
        present = open_book(on_disk.root, exact=True, instead=texts)
        earlier, left = left, chosen(check_book(present, today))
        mended += _mendable(earlier) - _mendable(left)
    return tuple(
        Fix(
            file,
            before[file],
            after,
            sum(count for (mended_in, *_), count in mended.items() if mended_in == file),
            tuple(each for each in left if each.place.file == file and each.severity is Severity.ERROR),
        )
        for file, after in sorted(texts.items())
        if after != before[file]
    )


def _once(
    on_disk: BookOnDisk, found: tuple[Diagnostic, ...], files: Collection[str], texts: Mapping[str, str]
) -> dict[str, str]:
    """The new texts of the files with edits.

    One that has no text yet is only read: what is to be mended in it is found anew in this very text, whatever another
    program makes of the file in the meantime.
    """
    edits: dict[str, list[Change]] = {}
    for each in found:
        if each.edits and each.place.file in files:
            edits.setdefault(each.place.file, []).extend(each.edits)
    new = {
        file: _edited(on_disk, file, made) if file in texts else _characters(on_disk, file)
        for file, made in edits.items()
    }
    return {file: text for file, text in new.items() if text is not None and text != texts.get(file)}


def _edited(on_disk: BookOnDisk, file: str, edits: Iterable[Change]) -> str | None:
    text = _characters(on_disk, file) or ""
    bare = text.removeprefix("\ufeff")
    return text[: len(text) - len(bare)] + edited(on_disk.text_of(file), edits, bare)


def _characters(on_disk: BookOnDisk, file: str) -> str | None:
    """All characters of a file, also those that are blank where it is read; None where it has become unreadable."""
    try:
        return on_disk.disk.read(file).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def _mendable(found: tuple[Diagnostic, ...]) -> "Counter[tuple[str, str, str]]":
    """What can be mended, by file, rule and words: places move as texts change."""
    return Counter((each.place.file, each.code, each.message) for each in found if each.edits)
