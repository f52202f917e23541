"""``dealtrack rates``: the recorded exchange rates, and the import of published ones."""

from pathlib import Path
from typing import Annotated

import typer

from dealtrack.cli import completion, rate_reports, rate_update
from dealtrack.cli.errors import exits
from dealtrack.cli.options import BookOption, ColorOption, Common, TodayOption
from dealtrack.cli.rate_records import Records, recordings_of, tell, wanted, write

app = typer.Typer(add_completion=False, help="The recorded exchange rates.", no_args_is_help=True)

app.command("list")(rate_reports.list_rates)
app.command("coverage")(rate_reports.coverage)
app.command("show")(rate_reports.show)
app.command("update")(rate_update.update)


@app.command("import")
@exits
def import_rates(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="A published file, plain or in a .zip: the ECB's eurofxref as CSV or XML or from its data API,"
            " FRED's DEXCHUS, the Federal Reserve's FRB_H10, the PBoC's central parity, prices of beancount, ledger,"
            " hledger or pricehist, Frankfurter's JSON, or date,base,quote,rate,source.",
        ),
    ],
    currencies: Annotated[
        str | None,
        typer.Option(
            "--currencies",
            metavar="CUR,…",
            help="Take these instead of the usual ones and those that deals are in; all for every one.",
            autocompletion=completion.currency_list,
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="Leave out the days before."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")] = False,
    book: BookOption = None,
    color: ColorOption = None,
    today: TodayOption = None,
) -> None:
    """Add published rates to the record. What is recorded never changes; conflicts are reported, and exit 1."""
    from dealtrack.files.opening import read_named
    from dealtrack.rates.published import MOST_BYTES

    on_disk = Common.of(context, book, color, today).open_book()
    data = read_named(file, MOST_BYTES + 1)
    records = Records(on_disk.root)
    recordings = recordings_of(on_disk, records, str(file), data, wanted(on_disk, currencies, since))
    if not dry_run:
        write(records, {recording.file: recording.text for recording in recordings})
    tell(recordings, dry_run=dry_run)
