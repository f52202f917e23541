"""Standard output: whether it has colour, how wide it is, and what happens when nobody reads it any more."""

import os
import shutil
import sys
from typing import TYPE_CHECKING

from dealtrack.cli.options import ColorMode, ReportFormat

if TYPE_CHECKING:
    from dealtrack.render.diagnostics import Run
    from dealtrack.render.registry import Page
    from dealtrack.reports.document import Document


def harden_output() -> None:
    """Make sure that no character that the terminal's encoding lacks ends a run."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def page(color: ColorMode) -> "Page":
    """What standard output can show. NO_COLOR and FORCE_COLOR decide where --color leaves it open."""
    from dealtrack.render.registry import Page

    terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if terminal else None
    return Page(width, has_color(color, terminal))


def has_color(color: ColorMode, terminal: bool) -> bool:
    """Whether to print in colour."""
    if color is not ColorMode.AUTO:
        return color is ColorMode.ALWAYS
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return terminal and os.environ.get("TERM") != "dumb"


def emit(text: str, *, for_machines: bool = False) -> None:
    """Print *text*; for machines in UTF-8, whatever the locale says.

    Where the reader has gone, say nothing, and let the run end with its own exit code.
    """
    try:
        if for_machines and hasattr(sys.stdout, "buffer"):
            sys.stdout.buffer.write(text.encode())
        else:
            sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def emit_document(document: "Document", format: ReportFormat, color: ColorMode) -> None:
    """Print a report in the format that was asked for."""
    from importlib import import_module

    from dealtrack.render.registry import FORMATS

    import_module(f"dealtrack.render.{_MODULES[format]}")
    emit(FORMATS[format.value](document, page(color)), for_machines=format is not ReportFormat.TABLE)


def emit_run(run: "Run", format: str, color: ColorMode, *, concise: bool, statistics: bool) -> None:
    """Print what ``validate`` has found in the format of that name."""
    from dealtrack.render.diagnostics import Style, reporter

    style = Style(has_color(color, sys.stdout.isatty()), concise, statistics)
    emit(reporter(format)(run, style), for_machines=format != "text")


# Only the one that is needed is imported: the terminal's brings Rich with it.
_MODULES = {
    ReportFormat.TABLE: "terminal",
    ReportFormat.JSON: "jsonable",
    ReportFormat.CSV: "delimited",
    ReportFormat.TSV: "delimited",
    ReportFormat.MD: "markdown",
    ReportFormat.HTML: "html",
}
