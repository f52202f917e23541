"""``dealtrack rates``: the recorded exchange rates."""

import zipfile
from pathlib import Path
from typing import Annotated

import typer

from dealtrack.cli.errors import FINDINGS, UsageProblem, complain, exits
from dealtrack.cli.options import BookOption, ColorOption, Common, TodayOption, currency, full_day
from dealtrack.cli.output import emit

app = typer.Typer(help="The recorded exchange rates.", no_args_is_help=True)

_MOST_BYTES = 64 * 1024 * 1024


@app.command("import")
@exits
def import_rates(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The ECB's history: eurofxref-hist.zip, or the .csv in it.")
    ],
    currencies: Annotated[str | None, typer.Option("--currencies", metavar="CUR,…", help="Record these, too.")] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="Record days from then on.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")] = False,
    book: BookOption = None,
    color: ColorOption = None,
    today: TodayOption = None,
) -> None:
    """Add a published history to the record. What is recorded never changes; conflicts are reported, and exit 1."""
    from dealtrack.files.atomic import write_atomically
    from dealtrack.rates.recording import ECB_RECORD, NotImportable, record

    common = Common.of(context, book, color, today)
    target = common.open_book().root / ECB_RECORD
    wanted = [currency(code.strip()) for code in currencies.split(",")] if currencies else []
    start = full_day(since, "--since").isoformat() if since else ""
    old = _recorded(target)
    try:
        recording = record(old, _published(file), wanted, start)
    except NotImportable as error:
        raise UsageProblem(f"{ECB_RECORD if error.in_record else file}: {error}") from None
    for conflict in recording.conflicts:
        complain(
            f"{conflict.day} {conflict.currency}: {conflict.recorded} is recorded, {conflict.published} is published:"
            " the record stays"
        )
    if recording.text != old and not dry_run:
        write_atomically(target, recording.text)
    verb = "would add" if dry_run else "added"
    emit(f"{verb} {recording.added} rates; {ECB_RECORD} {'would hold' if dry_run else 'holds'} {recording.days} days\n")
    if recording.conflicts:
        raise typer.Exit(FINDINGS)


def _recorded(target: Path) -> str:
    """The text of the record, empty where there is none yet. Raises UsageProblem, OSError."""
    try:
        return target.read_text(encoding="utf-8-sig") if target.exists() else ""
    except UnicodeDecodeError as error:
        raise UsageProblem(f"seeds/rates/{target.name} is not UTF-8: {error}") from None


def _published(file: Path) -> str:
    """The text of a published history. Raises UsageProblem, OSError."""
    data = _unzipped(file) if zipfile.is_zipfile(file) else file.read_bytes()
    try:
        return data.decode("utf-8-sig")
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
