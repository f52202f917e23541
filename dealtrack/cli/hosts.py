"""What GitHub and GitLab tell the commands that they run: where the repository is, and where a summary may go."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from dealtrack.cli.errors import complain

if TYPE_CHECKING:
    from dealtrack.render.diagnostics import Run

_ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")  # where each host has put the repository


def prefix_in_repository(book: Path) -> str:
    """The path from the root of the repository that *book* is in to the book, with a ``/`` at its end.

    The root is the nearest directory upwards with ``.git``; without git, the one that the host names. Empty where the
    book is the root, or no repository is known.
    """
    repository = next((way for way in (book, *book.parents) if (way / ".git").exists()), None)
    named = (Path(os.path.realpath(os.environ[name])) for name in _ROOTS if os.environ.get(name))
    for root in (repository, *named):
        if root and book.is_relative_to(root):
            path = os.fsencode(book.relative_to(root).as_posix()).decode("utf-8", "replace")
            return "" if path == "." else f"{path}/"
    return ""


def append_step_summary(run: "Run") -> None:
    """Add the run's table to the summary that GitHub shows of a step, where it has named a file for that."""
    from dealtrack.files.opening import open_named, told
    from dealtrack.render.diagnostics.github import SUMMARY_LIMIT, step_summary

    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        return
    try:
        with open(open_named(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND), "ab") as stream:
            stream.write(step_summary(run, SUMMARY_LIMIT - stream.tell()).encode())
    except OSError as error:
        complain(f"no summary for this step: {path}: {told(error)}")
