"""``dealtrack rates``: the recorded exchange rates, and the import of published ones."""

import codecs
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dealtrack.cli import completion, rate_reports
from dealtrack.cli.errors import FINDINGS, UsageProblem, complain, exits
from dealtrack.cli.options import BookOption, ColorOption, Common, TodayOption, currency, full_day
from dealtrack.cli.output import emit

if TYPE_CHECKING:
    from dealtrack.files.book import BookOnDisk
    from dealtrack.rates.recorded import Recording

app = typer.Typer(add_completion=False, help="The recorded exchange rates.", no_args_is_help=True)

_MOST_BYTES = 64 * 1024 * 1024
_DATE_IN_GBK = "日期".encode("gb18030")  # as Excel saves the PBoC's file in China


app.command("list")(rate_reports.list_rates)
app.command("coverage")(rate_reports.coverage)
app.command("show")(rate_reports.show)


@app.command("import")
@exits
def import_rates(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="A published file, .csv or .zip: the ECB's eurofxref-hist or eurofxref, FRED's DEXCHUS, the Federal"
            " Reserve's FRB_H10, the PBoC's central parity, or date,base,quote,rate,source.",
        ),
    ],
    currencies: Annotated[
        str | None,
        typer.Option(
            "--currencies",
            metavar="CUR,…",
            help="Record these, too, on every day of the record.",
            autocompletion=completion.currency_list,
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="DATE", help="Add days from then on, not only those behind the record's first."
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")] = False,
    book: BookOption = None,
    color: ColorOption = None,
    today: TodayOption = None,
) -> None:
    """Add published rates to the record. What is recorded never changes; conflicts are reported, and exit 1."""
    on_disk = Common.of(context, book, color, today).open_book()
    wanted = [currency(code.strip()) for code in currencies.split(",")] if currencies else []
    start = full_day(since, "--since").isoformat() if since else ""
    before = _Records(on_disk.root)
    recordings = _recordings(on_disk, before, file, wanted, start)
    for recording in recordings:
        for conflict in recording.conflicts:
            complain(
                f"{conflict.day} {conflict.column}: {conflict.recorded} is recorded, {conflict.published} is published:"
                " the record stays"
            )
    if not dry_run:
        _write(before, {recording.file: recording.text for recording in recordings})
    for recording in recordings:
        adds, holds = ("would add", "would hold") if dry_run else ("added", "holds")
        rates, days = _count(recording.added, "rate"), _count(recording.days, "day")
        emit(f"{adds} {rates}; {recording.file} {holds} {days}\n")
    if any(recording.conflicts for recording in recordings):
        raise typer.Exit(FINDINGS)


class _Records(dict[str, bytes | None]):
    """The bytes of the book's records by their names, each read once; None where there is none. Raises OSError."""

    def __init__(self, root: Path) -> None:
        super().__init__()
        self.root = root

    def __missing__(self, file: str) -> bytes | None:
        target = self.root / file
        self[file] = target.read_bytes() if target.exists() else None
        return self[file]

    def text(self, file: str) -> str:
        """The text of a record, its lines ended by LF, empty where there is none yet. Raises UsageProblem, OSError."""
        try:
            return (self[file] or b"").decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError as error:
            raise UsageProblem(f"{file} is not UTF-8: {error}") from None


def _write(records: _Records, texts: Mapping[str, str]) -> None:
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


def _recordings(
    on_disk: "BookOnDisk", records: _Records, file: Path, currencies: list[str], since: str
) -> "list[Recording]":
    """What becomes of the records of the book, one for each source of the file. Raises UsageProblem, OSError."""
    from dealtrack.rates.recorded import NotImportable
    from dealtrack.rates.recording import attribution_of, file_of, published_series, record

    text = _published(file)
    recordings: dict[str, list[Recording]] = {}
    try:
        for each in published_series(text, file.name):
            target = file_of(each.source)
            before = recordings.setdefault(target, [])
            old = before[-1].text if before else records.text(target)
            others = [other for other in on_disk.rates.series if other.file != target]
            made = record(old, each, currencies, since, elsewhere=others, attribution=attribution_of(text))
            before.append(made)
    except NotImportable as error:
        raise UsageProblem(f"{error.file or file}: {error}") from None
    return [recording for several in recordings.values() for recording in several]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _published(file: Path) -> str:
    """The text of a published file. Raises UsageProblem, OSError."""
    data = _unzipped(file) if zipfile.is_zipfile(file) else file.read_bytes()
    try:
        return data.decode("gb18030" if data.startswith(_DATE_IN_GBK) else "utf-8-sig")
    except UnicodeDecodeError:
        what = "a damaged zip file" if data.startswith(b"PK") else "not a text in UTF-8"
        raise UsageProblem(f"{file} is {what}: fetch it again") from None


def _unzipped(file: Path) -> bytes:
    try:
        with zipfile.ZipFile(file) as archive:
            members = [member for member in archive.infolist() if member.filename.endswith(".csv")]
            if len(members) == 1 and members[0].flag_bits & 1:
                raise UsageProblem(f"{file} is an encrypted zip file: unpack it first")
            if len(members) == 1 and members[0].file_size <= _MOST_BYTES:
                return archive.read(members[0])
    except UsageProblem:
        raise
    except Exception as error:  # whatever the decompressor of the day raises
        raise UsageProblem(f"{file} is a damaged zip file: {error}") from None
    raise UsageProblem(f"{file} does not hold exactly one .csv of a sensible size")
