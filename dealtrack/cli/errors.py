"""From exceptions to exit codes: 1 for findings, 2 for usage, configuration, nothing to do and internal faults."""

import functools
import os
import sys
from collections.abc import Callable
from typing import ParamSpec

import typer

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
            complain(_words(error))
            raise typer.Exit(USAGE) from None

    return run


def complain(message: str) -> None:
    """Say *message* on standard error."""
    print(f"dealtrack: {message}", file=sys.stderr)


def _words(error: Exception) -> str:
    from dealtrack.files.book import BookNotFound
    from dealtrack.files.settings import BadSettings

    if isinstance(error, BookNotFound):
        return f"{error}\n  go to a book, or name one with --book DIR"
    if isinstance(error, UsageProblem | BadSettings):
        return str(error)
    if isinstance(error, OSError):
        return f"{error.filename or 'a file'}: {(error.strerror or str(error)).lower()}"
    return f"internal fault: {type(error).__name__}: {error}\n  please report it; DEALTRACK_TRACEBACK=1 shows where"
