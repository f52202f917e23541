"""The application: its commands, in the order of its help, and what holds for all of them."""

import sys
from typing import Annotated

import typer

from dealtrack import __version__
from dealtrack.cli import add, convert, explain, listing, new, rates, reports, schema, source, validate
from dealtrack.cli.options import BookOption, ColorMode, ColorOption, TodayFirst
from dealtrack.cli.output import harden_output

app = typer.Typer(
    help="Private-market deals in plain text: check, convert, compare, reconcile and show them.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("validate")(validate.validate)
app.command("explain")(explain.explain)
app.command("timeline")(reports.timeline)
app.command("compare")(reports.compare)
app.command("show")(reports.show)
app.command("list")(listing.list_)
app.command("investors")(listing.investors)
app.command("reconcile")(reports.reconcile)
app.command("convert")(convert.convert)
app.command("new")(new.new)
app.command("add")(add.add)
app.add_typer(source.app, name="source")
app.command("schema")(schema.schema)
app.add_typer(rates.app, name="rates")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dealtrack {__version__}")
        raise typer.Exit


@app.callback()
def common(
    context: typer.Context,
    book: BookOption = None,
    color: ColorOption = None,
    today: TodayFirst = None,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Options that hold for every command; each command takes them, too."""
    context.obj = {"book": book, "color": color or ColorMode.AUTO, "today": today}


def main() -> None:
    """Run the command line of this process."""
    harden_output()
    app(prog_name="dealtrack" if sys.argv[0].endswith("__main__.py") else None)
