"""From exceptions to exit codes: 1 for findings, 2 for usage, configuration, nothing to do and internal faults."""

import functools
import os
import sys
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, ParamSpec

import typer

from dealtrack.render.harmless import one_line

if TYPE_CHECKING:
    from dealtrack.files.book import BookOnDisk
    from dealtrack.reports.document import Document

P = ParamSpec("P")

FINDINGS, USAGE, INTERRUPTED = 1, 2, 130
DEBUG = "--debug"  # looked for in the words of the command line: faults are met before they are parsed, too
_KEPT = {"lost-comment", "swallowed-line"}  # rules whose mistakes leave nothing out
_LONGEST = 2000  # characters of a message; an argument may be as long as a file


class UsageProblem(Exception):
    """Something that was asked for in a way that cannot be answered; the message says what to type instead."""


def exits(command: Callable[P, None]) -> Callable[P, None]:
    """Let *command* end with a message and an exit code where it would end with a traceback."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except (typer.Exit, typer.Abort, typer.BadParameter, KeyboardInterrupt):
            raise
        except Exception as error:
            raise typer.Exit(failed(error)) from None

    return run


def failed(error: Exception) -> int:
    """Say what went wrong on standard error, with its traceback if that was asked for; the exit code for it.

    What was asked for in a wrong way is no fault of the program, and has no traceback worth a look.
    """
    is_asked_for = DEBUG in sys.argv[1:] or os.environ.get("DEALTRACK_DEBUG")
    if is_asked_for and not isinstance(error, UsageProblem):
        import traceback

        lines = "".join(traceback.format_exception(error)).rstrip("\n").split("\n")
        print(*map(one_line, lines), sep="\n", file=sys.stderr)  # a message may hold what the user typed
    complain(*_words(error))
    return USAGE


def meant(word: str, known: Collection[str], otherwise: str = "") -> str:
    """``did you mean cloudwalk?``; where nothing *known* is near, *otherwise*, or else all that is known."""
    from dealtrack.diagnostics import nearest

    near = nearest(word, known)
    return f"did you mean {near}?" if near else otherwise or f"known are {', '.join(known)}"


def complain(message: str, hint: str = "") -> None:
    """Say *message* on standard error, and on a line below it what to do."""
    print(f"dealtrack: {_cut(message)}", *([f"  {_cut(hint)}"] if hint else []), sep="\n", file=sys.stderr)


def _cut(text: str) -> str:
    text = one_line(text)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]} … {text[-_LONGEST // 2 :]}"


def refuse_unrated(document: "Document", what: str = "figures") -> None:
    """End with exit code 1 where a figure lacks its rate, for ``--strict``."""
    if document.lacks_rates():
        complain(f"some {what} have no rate")
        raise typer.Exit(FINDINGS)


def complain_of_faults(on_disk: "BookOnDisk", only: str = "") -> None:
    """Say that a file has mistakes, or how many have (those below *only*), since what is wrong in them is left out.

    Of what is only warned of, nothing is left out.
    """
    rules: dict[str, set[str]] = {}
    for fault in on_disk.faults:
        if fault.place.file.startswith(only):
            rules.setdefault(fault.place.file, set()).add(fault.rule)
    odd = [file for file in rules if rules[file] <= _KEPT]
    _complain_of_files([file for file in rules if file not in odd], "mistakes, and what is wrong in {it} is left out")
    _complain_of_files(odd, "values that may not be what they look like")


def _complain_of_files(files: list[str], what: str) -> None:
    """Name the file that has *what*; of several, say how many they are."""
    if len(files) == 1:
        complain(f"{files[0]} has {what.format(it='it')}: run dealtrack validate")
    elif files:
        complain(f"{len(files)} files have {what.format(it='them')}: run dealtrack validate")


def _words(error: Exception) -> tuple[str, str]:
    """What went wrong, and what to do."""
    from dealtrack.files.book import AmbiguousName, BookNotFound
    from dealtrack.files.git import GitProblem
    from dealtrack.files.opening import told
    from dealtrack.files.settings import BadSettings

    if isinstance(error, BookNotFound):
        return str(error), "go to a book, or name one with --book DIR"
    if isinstance(error, GitProblem):
        return str(error), error.hint
    if isinstance(error, UsageProblem | BadSettings | AmbiguousName):
        return str(error), ""
    if isinstance(error, OSError):
        file = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else "a file"
        return f"{file or 'a file'}: {told(error)}", ""
    doing = f" while {_doing(error)}"
    if isinstance(error, MemoryError):
        return f"out of memory{doing}", "--debug shows where"
    words = f"{type(error).__name__}: {error}".rstrip(": ")
    return f"internal fault{doing}: {words}", "please report it; --debug shows where"


def _doing(error: Exception) -> str:
    """What was being done: what the code that failed has noted at the error, else which command it was."""
    notes = getattr(error, "__notes__", ())
    return ", ".join(notes) or f"running dealtrack {_command()}".rstrip()


def _command() -> str:
    """The words of the command, without its options and their values."""
    from dealtrack.cli.commands import COMMANDS

    return next((word for word in sys.argv[1:] if word in COMMANDS), "")
