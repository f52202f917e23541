"""``dealtrack init``: a new book, with an example, checks for pull requests and commits, and schemas for editors."""

import os
import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer

from dealtrack.cli.errors import USAGE, complain, exits
from dealtrack.cli.output import emit
from dealtrack.render.harmless import one_line

_TOLD = {
    "deals/example.yaml": "an example of the format, to be deleted later",
    "seeds/sources.yaml": "source documents, by id",
    "seeds/investors.yaml": "investors, by name",
    "seeds/rates/ecb.csv": "a few rates; it says how to import the others",
    "seeds/company.schema.json": "for editors, which complete by it",
    "dealtrack.toml": "settings",
    "README.md": "a few lines on this book",
    ".gitattributes": "git merges deals by what they are",
    ".pre-commit-config.yaml": "checks commits, with pre-commit",
    ".github/workflows/dealtrack.yml": "checks pull requests: put in OWNER first",
}


@exits
def init(
    directory: Annotated[Path, typer.Argument(metavar="[DIR]", help="Where; made if need be.")] = Path(),
) -> None:
    """Start a new book, here or in DIR. Nothing is ever overwritten: where one of its files exists, none is written."""
    from dealtrack.files.starting import AlreadyThere, repository_around, starting_files, write_new

    root = Path(os.path.abspath(directory))
    repository = repository_around(root)
    texts = starting_files(is_below_repository=repository not in (None, root))
    try:
        write_new(root, texts)
    except AlreadyThere as problem:
        _complain_of(problem.names, root)
        raise typer.Exit(USAGE) from None
    emit(_made(texts, directory))
    emit(_next(directory, has_repository=repository is not None))
    if repository not in (None, root):
        complain(
            f"this folder is not the root of its repository, {repository}: a workflow and hooks have to stand there",
            "what to put into them: docs/continuous-integration.md of dealtrack; the book is the folder",
        )


def _complain_of(names: tuple[str, ...], root: Path) -> None:
    complain(f"{root} has files that a new book would overwrite, so nothing was written:")
    print(*(f"  {one_line(name)}" for name in names), sep="\n", file=sys.stderr)
    print("  move them away, or name another directory: dealtrack init DIR", file=sys.stderr)


def _made(texts: dict[str, str], directory: Path) -> str:
    width = max(map(len, _TOLD))
    lines = [f"  {name:{width}}  {_TOLD[name]}" for name in texts if name in _TOLD]
    others = [name for name in texts if name not in _TOLD]
    where = "here" if directory == Path() else f"in {one_line(str(directory))}"
    return "\n".join([f"made a book {where}:", *lines, f"  and {', '.join(others)}", ""])


def _next(directory: Path, *, has_repository: bool) -> str:
    into = "" if directory == Path() else f"cd {shlex.quote(one_line(str(directory)))} && "
    start = "" if has_repository else "git init && "
    return f"""
next:
  {into}dealtrack validate --strict
  dealtrack timeline
  {start}dealtrack merge-driver --install
"""
