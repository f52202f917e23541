"""Standard output: whether it has colour, how wide it is, and what happens when nobody reads it any more."""

import os
import shutil
import sys
from typing import TYPE_CHECKING

from dealtrack.cli.errors import UsageProblem
from dealtrack.cli.options import DEFAULTS, ColorMode, PageOptions, ReportFormat
from dealtrack.cli.streams import Stream
from dealtrack.render.harmless import without_commands

if TYPE_CHECKING:
    from dealtrack.render.diagnostics import Run
    from dealtrack.render.registry import Page
    from dealtrack.reports.document import Document
    from dealtrack.reports.lists.deals import Streamed

_NARROWEST, _WIDEST = 20, 1000  # cells of a line


def steady_sizes() -> None:
    """Leave no width in the environment that nothing can be laid out in: what prints the help takes any."""
    for name in ("COLUMNS", "TERMINAL_WIDTH"):
        if name in os.environ:
            width = os.environ[name]
            if width.isascii() and width.isdecimal() and 0 < int(width[:9]) <= _WIDEST:
                os.environ[name] = str(max(_NARROWEST, int(width)))
            else:
                del os.environ[name]


def columns() -> int:
    """The width of the terminal, as far as lines of that width can be laid out."""
    return min(max(shutil.get_terminal_size().columns, _NARROWEST), _WIDEST)


def page(color: ColorMode, options: PageOptions = DEFAULTS) -> "Page":
    """What standard output can show. NO_COLOR and FORCE_COLOR decide where --color leaves it open."""
    from dealtrack.render.registry import Page

    terminal = sys.stdout.isatty()
    width = columns() if terminal else None
    colored, is_ascii = has_color(color, terminal), options.ascii or not _draws_boxes()
    return Page(width, colored, options.language.value, options.units, is_ascii)


def _draws_boxes() -> bool:
    """Whether standard output shows what charts are drawn with."""
    if os.environ.get("TERM") == "dumb" and sys.stdout.isatty():
        return False
    try:
        "█░┊◂●".encode(sys.stdout.encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def has_color(color: ColorMode, terminal: bool) -> bool:
    """Whether to print in colour."""
    if color is not ColorMode.AUTO:
        return color is ColorMode.ALWAYS
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return terminal and os.environ.get("TERM") != "dumb"


def emit(text: str, *, for_machines: bool = False, has_commands: bool = False) -> bool:
    """Print *text*; for machines in UTF-8, whatever the locale says. Tell whether anybody reads it.

    No line of it is a command of a host of workflows, unless it *has commands* that are meant. Where the reader has
    gone, say nothing, and let the run end with its own exit code. Raises OSError where it cannot be written.
    """
    lines = text if has_commands else without_commands(text)
    out = sys.stdout
    if hasattr(out, "buffer") and (for_machines or isinstance(out, Stream)):
        out.flush()
        out.buffer.write(lines.encode("utf-8" if for_machines else out.encoding, "replace"))
    else:
        out.write(lines)
    out.flush()
    return not isinstance(out, Stream) or out.has_reader


def emit_stream(streamed: "Streamed", format: ReportFormat, options: PageOptions) -> None:
    """Print rows as CSV or TSV while they are made, until nobody reads them any more."""
    from dealtrack.render.delimited import stream

    delimiter = "," if format is ReportFormat.CSV else "\t"
    for part in stream(streamed.key, streamed.columns, streamed.rows, page(ColorMode.NEVER, options), delimiter):
        if not emit(part, for_machines=True):
            return


def emit_document(
    document: "Document",
    format: ReportFormat,
    color: ColorMode,
    options: PageOptions = DEFAULTS,
    *,
    fits_comment: bool = False,
) -> None:
    """Print a report in the format that was asked for; as Markdown so that it *fits_comment*, if that is asked, too.

    Raises UsageProblem where the format draws what is not there.
    """
    from importlib import import_module

    from dealtrack.render.registry import FORMATS, MODULES

    if format is ReportFormat.SVG and not any(section.chart for section in document.sections):
        raise UsageProblem("there is no chart to draw as SVG here: write dealtrack timeline --chart --format svg")
    import_module(f"dealtrack.render.{MODULES[format.value]}")
    if fits_comment and format is ReportFormat.MD:
        from dealtrack.render.shortened import shortened

        text = shortened(document, page(color, options), FORMATS[format.value])
    else:
        text = FORMATS[format.value](document, page(color, options))
    if format is ReportFormat.TABLE and options.pager and is_longer_than_the_screen(text):
        show_in_pager(text)
    else:
        emit(text, for_machines=format is not ReportFormat.TABLE)


def is_longer_than_the_screen(text: str) -> bool:
    """Whether somebody sits before a terminal that can page, and *text* does not fit on its screen."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM", "dumb") == "dumb":
        return False
    return text.count("\n") >= shutil.get_terminal_size().lines


def show_in_pager(text: str) -> None:
    """Show *text* in ``$PAGER``, else in less, which is told to keep colours and to leave the text on the screen."""
    from pathlib import Path
    from pydoc import pager
    from shlex import quote

    from dealtrack.files.git import folders_of_programs

    before = dict(os.environ)
    # A program of the book around here is none of those that PATH is meant to name.
    os.environ["PATH"] = os.pathsep.join(folders_of_programs(Path.cwd()))
    less = os.environ.setdefault("LESS", "FRX")
    command = os.environ.get("MANPAGER") or os.environ.get("PAGER") or ("less" if shutil.which("less") else "")
    if command and os.name == "posix":  # from Python 3.13 on, pydoc gives its own LESS to what it runs
        os.environ["MANPAGER"] = f"export LESS={quote(less)}; {command}"
    try:
        pager(text)
    finally:
        os.environ.clear()
        os.environ.update(before)


def emit_run(run: "Run", format: str, color: ColorMode, *, concise: bool, statistics: bool) -> None:
    """Print what ``validate`` has found in the format of that name."""
    from dealtrack.render.diagnostics import Style, reporter

    style = Style(has_color(color, sys.stdout.isatty()), concise, statistics)
    emit(reporter(format)(run, style), for_machines=format != "text", has_commands=format == "github")
