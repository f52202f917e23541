"""A new book: which files it starts with, and how they are written: all of them, or none."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from importlib.resources import files
from pathlib import Path

from dealtrack.files.listing import DEALS, INVESTORS, RATES, SEEDS, SOURCES
from dealtrack.files.opening import found, is_in_book
from dealtrack.files.schema import FILES, schema_text

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL
# What a program reads at the root of a repository only, by the file of this package that holds its text.
_OF_REPOSITORY = {
    ".github/workflows/dealtrack.yml": "workflow.yml",
    ".pre-commit-config.yaml": "pre-commit-config.yaml",
}
_OF_BOOK = {
    "README.md": "README.md",
    "dealtrack.toml": "dealtrack.toml",
    f"{DEALS}/example.yaml": "example.yaml",
    SOURCES: "sources.yaml",
    INVESTORS: "investors.yaml",
    f"{RATES}/ecb.csv": "ecb.csv",
    ".gitattributes": "gitattributes",
    ".gitignore": "gitignore",
}


class AlreadyThere(FileExistsError):
    """Files that a new book would have to overwrite; ``names`` are their paths from its root."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(f"{', '.join(names)} would be overwritten")
        self.names = names


def repository_around(directory: Path) -> Path | None:
    """The root of the repository that *directory* is in, itself included; None where there is none."""
    return next((each for each in (directory, *directory.parents) if (each / ".git").exists()), None)


def starting_files(*, is_below_repository: bool) -> dict[str, str]:
    """The text of every file of a new book, by its path from the root.

    A book in a folder *below* the root of its repository has none of those that are read at the root only.
    """
    made_of = _OF_BOOK if is_below_repository else _OF_BOOK | _OF_REPOSITORY
    texts = {name: (files("dealtrack") / "starting" / source).read_text("utf-8") for name, source in made_of.items()}
    schemas = {f"{SEEDS}/{file}.schema.json": schema_text(file) for file in FILES}
    return dict(sorted((texts | schemas).items(), key=lambda each: _order(each[0])))


def _order(name: str) -> tuple[bool, bool, str]:
    """What is the book's own first: its deals, its seeds, the rest."""
    return not name.startswith(f"{DEALS}/"), not name.startswith(f"{SEEDS}/"), name


def write_new(root: Path, texts: Mapping[str, str]) -> None:
    """Write *texts* by their paths below *root*, which is made if need be.

    Raises AlreadyThere where any of them exists, and OSError, also where a link on the way leads out of *root*; in
    either case nothing is left of what was written.
    """
    if there := tuple(name for name in texts if is_in_book(root, name)):
        raise AlreadyThere(there)
    made: list[Path] = []
    try:
        made += _make_folders(root)
        for name, text in texts.items():
            with found(root, name, made) as spot, open(spot.folder.open(spot.name, _NEW, 0o666), "wb") as stream:
                made.append(spot.path)
                stream.write(text.encode("utf-8"))
    except BaseException:
        _remove(reversed(made))
        raise


def _make_folders(folder: Path) -> Iterator[Path]:
    missing = [each for each in (folder, *folder.parents) if not os.path.lexists(each)]
    for each in reversed(missing):
        each.mkdir()
        yield each
    if not folder.is_dir():
        raise NotADirectoryError(20, "not a directory", str(folder))


def _remove(made: Iterable[Path]) -> None:
    for path in made:
        with suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()
