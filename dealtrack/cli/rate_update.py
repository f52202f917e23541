"""``dealtrack rates update``: the newest rates, fetched from their publisher."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dealtrack.cli import completion
from dealtrack.cli.errors import FINDINGS, UsageProblem, complain, exits
from dealtrack.cli.options import BookOption, ColorOption, Common, TodayOption
from dealtrack.cli.rate_records import Records, recordings_of, tell, wanted, write

if TYPE_CHECKING:
    from dealtrack.files.book import BookOnDisk
    from dealtrack.rates.recorded import Recording


@exits
def update(
    context: typer.Context,
    origin: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="URL|FILE", help="Take them from there: an address with https://, or a published file."
        ),
    ] = None,
    currencies: Annotated[
        str | None,
        typer.Option(
            "--currencies",
            metavar="CUR,…",
            help="Take these instead of the usual ones and those that deals are in; all for every one.",
            autocompletion=completion.currency_list,
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")] = False,
    book: BookOption = None,
    color: ColorOption = None,
    today: TodayOption = None,
) -> None:
    """Fetch the European Central Bank's history, and add what is new; nothing where it contradicts the record."""
    from dealtrack.rates.readers.ecb import HISTORY

    common = Common.of(context, book, color, today)
    on_disk = common.open_book()
    asked, records = wanted(on_disk, currencies, None), Records(on_disk.root)
    named = origin or HISTORY
    recordings = recordings_of(on_disk, records, named, _data(named), asked)
    _refuse_contradictions(named, recordings)
    _refuse_implausible(on_disk, named, recordings)
    if not dry_run:
        write(records, {recording.file: recording.text for recording in recordings})
    tell(recordings, dry_run=dry_run)


def _data(named: str) -> bytes:
    """What is at an address or in a file. Raises UsageProblem, OSError."""
    from dealtrack.files.opening import read_named
    from dealtrack.rates.fetch import NotFetched, fetch
    from dealtrack.rates.published import MOST_BYTES

    if "://" not in named:
        return read_named(Path(named), MOST_BYTES + 1)
    try:
        return fetch(named, MOST_BYTES)
    except NotFetched as error:
        raise UsageProblem(
            f"{named}: {error}; a file that was fetched elsewhere is taken with: dealtrack rates update --from FILE"
        ) from None


def _refuse_contradictions(named: str, recordings: "list[Recording]") -> None:
    """Exit 1 where a figure of the record is published otherwise: it may not be the same history."""
    conflicts = [conflict for recording in recordings for conflict in recording.conflicts]
    for conflict in conflicts[:5]:
        complain(
            f"{conflict.day} {conflict.column}: {conflict.recorded} is recorded, {conflict.published} is published"
        )
    if conflicts:
        complain(
            f"{named} contradicts the record in {len(conflicts)} rate{'' if len(conflicts) == 1 else 's'}: nothing is"
            " added. If the record is right, dealtrack rates import FILE adds what is new, and keeps it"
        )
        raise typer.Exit(FINDINGS)


def _refuse_implausible(on_disk: "BookOnDisk", named: str, recordings: "list[Recording]") -> None:
    """Exit 1 where a figure that is new cannot be right, held to the days around it and to the other records."""
    from dealtrack.rates.plausible import without_doubts
    from dealtrack.rates.readers import read_rates
    from dealtrack.rates.table import NOT_PUBLISHED

    files = {recording.file: recording.text for recording in recordings}
    others = tuple(series for series in on_disk.rates.series if series.file not in files)
    after = tuple(series for file, text in files.items() for series in read_rates(text, file)[0])
    known = {
        (each.file, pair, day)
        for each in on_disk.rates.series
        for pair, column in each.columns.items()
        for day, figure in zip(each.days, column, strict=True)
        if figure not in NOT_PUBLISHED
    }
    _, doubts = without_doubts((*others, *after))
    for series, pair, doubt in doubts:
        day = series.days[doubt.indices.start]
        if series.file in files and (series.file, pair, day) not in known:
            complain(
                f"{named}: {series.columns[pair][doubt.indices.start]} cannot be what {pair[1]} per {pair[0]} was on"
                f" {day}: it was {doubt.neighbour:.6g} {doubt.held_to}. Nothing is added"
            )
            raise typer.Exit(FINDINGS)
