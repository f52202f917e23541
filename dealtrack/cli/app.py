"""The application, and the options that hold for all of its commands."""

import sys
from typing import Annotated

import typer

from dealtrack import __version__
from dealtrack.cli.commands import LazyGroup
from dealtrack.cli.errors import DEBUG, INTERRUPTED, failed
from dealtrack.cli.options import BookOption, ColorMode, ColorOption, TodayFirst
from dealtrack.cli.output import steady_sizes
from dealtrack.cli.shells import asking_shell, complete
from dealtrack.cli.streams import set_up

app = typer.Typer(
    cls=LazyGroup,
    help="Private-market deals in plain text: check, convert, compare, reconcile and show them.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


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
    debug: Annotated[bool, typer.Option(DEBUG, help="Show the traceback of a fault; also behind a command.")] = False,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Options that hold for every command; each command takes them, too."""
    context.obj = {"book": book, "color": color or ColorMode.AUTO, "today": today}


def main() -> int:
    """Run the command line of this process; its exit code."""
    set_up()
    steady_sizes()
    code = _run()
    try:
        sys.stdout.flush()
    except OSError as error:
        code = failed(error)
    return code


def _run() -> int:
    if shell := asking_shell():
        return complete(app, shell)
    try:
        app(prog_name="dealtrack" if sys.argv[0].endswith("__main__.py") else None)
    except KeyboardInterrupt:
        return INTERRUPTED
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except Exception as error:
        return failed(error)
    return 0
