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

FINDINGS, USAGE = 1, 2


class UsageProblem(Exception):
    """Something that was asked for in a way that cannot be answered; the message says what to type instead."""


def exits(command: Callable[P, None]) -> Callable[P, None]:
    """Let *command* end with a message and an exit code where it would end with a traceback.

    With DEALTRACK_TRACEBACK set, an internal fault shows its traceback.
    """

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except (typer.Exit, typer.Abort, typer.BadParameter, KeyboardInterrupt):
            raise
        except Exception as error:
            if os.environ.get("DEALTRACK_TRACEBACK"):
                raise
            complain(*_words(error))
            raise typer.Exit(USAGE) from None

    return run


def meant(word: str, known: Collection[str], otherwise: str = "") -> str:
    """``did you mean cloudwalk?``; where nothing *known* is near, *otherwise*, or else all that is known."""
    from dealtrack.diagnostics import nearest

    near = nearest(word, known)
    return f"did you mean {near}?" if near else otherwise or f"known are {', '.join(known)}"


def complain(message: str, hint: str = "") -> None:
    """Say *message* on standard error, and on a line below it what to do."""
    print(f"dealtrack: {one_line(message)}", *([f"  {one_line(hint)}"] if hint else []), sep="\n", file=sys.stderr)


def refuse_unrated(document: "Document", what: str = "figures") -> None:
    """End with exit code 1 where a figure lacks its rate, for ``--strict``."""
    if document.lacks_rates():
        complain(f"some {what} have no rate")
        raise typer.Exit(FINDINGS)


def complain_of_faults(on_disk: "BookOnDisk", only: str = "") -> None:
    """Say that a file has mistakes, or how many have (those below *only*), since what is wrong in them is left out."""
    files = {fault.place.file for fault in on_disk.faults if fault.place.file.startswith(only)}
    if len(files) == 1:
        complain(f"{files.pop()} has mistakes, and what is wrong in it is left out: run dealtrack validate")
    elif files:
        complain(f"{len(files)} files have mistakes, and what is wrong in them is left out: run dealtrack validate")


def _words(error: Exception) -> tuple[str, str]:
    """What went wrong, and what to do."""
    from dealtrack.files.book import AmbiguousName, BookNotFound
    from dealtrack.files.git import GitProblem
    from dealtrack.files.settings import BadSettings

    if isinstance(error, BookNotFound):
        return str(error), "go to a book, or name one with --book DIR"
    if isinstance(error, GitProblem):
        return str(error), error.hint
    if isinstance(error, UsageProblem | BadSettings | AmbiguousName):
        return str(error), ""
    if isinstance(error, OSError):
        return f"{error.filename or 'a file'}: {(error.strerror or str(error)).lower()}", ""
    words = f"internal fault: {type(error).__name__}: {error}"
    return words, "please report it; DEALTRACK_TRACEBACK=1 shows where"
