"""What ``dealtrack rates import`` and ``update`` share: from a published file to the records of a book, in words."""

import codecs
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from dealtrack.cli.errors import FINDINGS, UsageProblem, complain
from dealtrack.cli.options import currency, full_day
from dealtrack.cli.output import emit

if TYPE_CHECKING:
    from dealtrack.files.book import BookOnDisk
    from dealtrack.rates.recorded import LeftOut, Recording, Wanted
    from dealtrack.rates.table import Series

_MOST_NAMED = 8  # currencies that were left out


class Records(dict[str, bytes | None]):
    """The bytes of the book's records by their names, each read once; None where there is none. Raises OSError."""

    def __init__(self, root: Path) -> None:
        super().__init__()
        self.root = root

    def __missing__(self, file: str) -> bytes | None:
        from dealtrack.files.disk import most_bytes
        from dealtrack.files.opening import is_in_book, read_in_book

        most = most_bytes(file)
        data = read_in_book(self.root, file, most + 1) if is_in_book(self.root, file) else None
        if data and len(data) > most:
            raise UsageProblem(f"{file} is larger than {most / 1024 / 1024:g} MiB")
        self[file] = data
        return data

    def text(self, file: str) -> str:
        """The text of a record, its lines ended by LF, empty where there is none yet. Raises UsageProblem, OSError."""
        try:
            return (self[file] or b"").decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError as error:
            raise UsageProblem(f"{file} is not UTF-8: {error}") from None


def write(records: Records, texts: Mapping[str, str]) -> None:
    """Write the records that have changed, with the line ends and the mark that they had. Raises UsageProblem."""
    from dealtrack.files.atomic import Before, NotWritten, write_in_book

    for file, text in texts.items():
        if text == records.text(file):
            continue
        was = records[file]
        mark = "\ufeff" if was and was.startswith(codecs.BOM_UTF8) else ""
        ended = text.replace("\n", "\r\n") if was and b"\r\n" in was else text
        try:
            write_in_book(records.root, file, mark + ended, Before.NOTHING if was is None else was)
        except NotWritten as error:
            raise UsageProblem(f"{file} is left as it was: {error}") from None


def wanted(on_disk: "BookOnDisk", currencies: str | None, since: str | None) -> "Wanted":
    """What an import is to take, as the options say. Raises UsageProblem."""
    from dealtrack.rates.recorded import EVERY, Wanted
    from dealtrack.rates.recording import needs_of

    asked: tuple[str, ...] = EVERY if currencies and currencies.strip().casefold() == EVERY[0] else ()
    if currencies and not asked:
        asked = tuple(currency(code.strip()) for code in currencies.split(","))
    start = full_day(since, "--since").isoformat() if since else ""
    return Wanted(asked, needs_of(on_disk.book, on_disk.settings.currency), start)


def published(data: bytes, origin: str) -> "tuple[str, tuple[Series, ...]]":
    """The text and the series of a published file. Raises UsageProblem."""
    from dealtrack.rates.published import text_of
    from dealtrack.rates.recorded import NotImportable
    from dealtrack.rates.recording import published_series

    try:
        text = text_of(data)
    except NotImportable as error:
        raise UsageProblem(f"{origin} {error}") from None
    try:
        return text, published_series(text, origin.rpartition("/")[2])
    except NotImportable as error:
        raise UsageProblem(f"{origin}: {error}") from None


def recordings_of(
    on_disk: "BookOnDisk", records: Records, origin: str, data: bytes, asked: "Wanted"
) -> "list[Recording]":
    """What becomes of the records of the book, one for each source of the file. Raises UsageProblem, OSError."""
    from dealtrack.rates.recorded import NotImportable
    from dealtrack.rates.recording import attribution_of, file_of, record

    text, several = published(data, origin)
    recordings: dict[str, list[Recording]] = {}
    try:
        for each in several:
            target = file_of(each.source)
            before = recordings.setdefault(target, [])
            old = before[-1].text if before else records.text(target)
            others = [other for other in on_disk.rates.series if other.file != target]
            made = record(old, each, asked, elsewhere=others, attribution=attribution_of(text))
            before.append(made)
    except NotImportable as error:
        raise UsageProblem(f"{error.file or origin}: {error}") from None
    return [recording for several in recordings.values() for recording in several]


def tell(recordings: "Sequence[Recording]", *, dry_run: bool) -> None:
    """Say what was recorded and what was left out; conflicts are complained of, and exit 1."""
    for recording in recordings:
        for conflict in recording.conflicts:
            complain(
                f"{conflict.day} {conflict.column}: {conflict.recorded} is recorded, {conflict.published} is published:"
                " the record stays"
            )
    for recording in recordings:
        adds, holds = ("would add", "would hold") if dry_run else ("added", "holds")
        rates, days = _count(recording.added, "rate"), _count(recording.days, "day")
        emit(f"{adds} {rates}; {recording.file} {holds} {days}\n")
        emit(_told(recording.left_out))
    if any(recording.conflicts for recording in recordings):
        raise typer.Exit(FINDINGS)


def _told(left_out: "LeftOut") -> str:
    """What was left out, in a line each, and the option that takes it."""
    lines = ""
    if names := left_out.currencies:
        more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
        whose = f"{', '.join(names[:_MOST_NAMED])}{more}"
        option = f"--currencies {names[0]}" + (",… or --currencies all" if len(names) > 1 else "")
        takes = "takes it" if left_out.figures == 1 else "takes them"
        lines += f"left out {_count(left_out.figures, 'rate')} of {whose}, which no deal is in: {option} {takes}\n"
    if left_out.before:
        lines += f"left out {_count(left_out.before, 'rate')} of days before --since: without it they are taken\n"
    return lines


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
