"""The whole book on disk: where it is, what is in its files, and what is wrong with them."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from dealtrack.diagnostics import Fault, Place, nearest
from dealtrack.diagnostics import Path as TreePath
from dealtrack.files.places import Located
from dealtrack.files.salvage import Salvaged, salvage
from dealtrack.files.settings import Settings, read_settings
from dealtrack.files.text import MAX_BYTES
from dealtrack.files.text import decode as decode_bytes
from dealtrack.files.tree import compose
from dealtrack.model import Book, Company, Investor, Source
from dealtrack.rates.readers import read_rates
from dealtrack.rates.readers.gather import conflicts_between
from dealtrack.rates.table import RateTable, Series

SOURCES, INVESTORS, RATES = "seeds/sources.yaml", "seeds/investors.yaml", "seeds/rates"
_EVERYTHING: frozenset[TreePath] = frozenset({()})
_RATES_SHARE = 8  # how many times as large as a company's file a record of rates may be
_SLUG_FILE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.yaml")


class BookNotFound(LookupError):
    """No directory from the one asked for upwards is a book."""


class BookOnDisk(msgspec.Struct, frozen=True):
    """A book as it was read: its facts, rates and settings, the faults of its files, and what they made it leave out.

    Files are named by their path relative to ``root``, with ``/``. ``dropped`` holds by file the paths of values that
    are not in ``book`` because something is wrong with them: ``()`` where that is the whole file.
    """

    root: Path
    book: Book
    rates: RateTable
    settings: Settings
    files: tuple[str, ...]
    faults: tuple[Fault, ...] = ()
    dropped: Mapping[str, frozenset[TreePath]] = {}

    def text_of(self, file: str) -> Located:
        """The text of one file, read again to look places up; empty where it is unreadable."""
        text, _ = _text(self.root, file)
        return Located(text)

    def company_file(self, slug: str) -> str:
        """The file of a company."""
        return f"deals/{slug}.yaml"


def find_root(start: Path) -> Path:
    """The book that *start* is in: the nearest directory, upwards, that has ``deals/``. Raises BookNotFound."""
    for directory in (start, *start.parents):
        if (directory / "deals").is_dir():
            return directory
    raise BookNotFound(f"{start} is in no book: no directory from there upwards has deals/")


def open_book(path: str | os.PathLike[str] = ".", *, exact: bool = False) -> BookOnDisk:
    """Read the book that *path* is in (or, with *exact*, the book that it is).

    Mistakes in the book's files are returned as ``faults``. Raises BookNotFound, BadSettings.
    """
    start = Path(path).resolve()
    if exact and not (start / "deals").is_dir():
        raise BookNotFound(f"{start} is no book: it has no deals/")
    root = start if exact else find_root(start)
    settings = read_settings(root)
    found: list[Fault] = []
    dropped: dict[str, frozenset[TreePath]] = {}

    def read(file: str, as_type: Any) -> Any:
        salvaged = _read(root, file, as_type)
        found.extend(salvaged.faults)
        if salvaged.dropped:
            dropped[file] = salvaged.dropped
        return salvaged.value

    files = tuple(_deal_files(root, found))
    companies = {Path(file).stem: company for file in files if (company := read(file, Company))}
    sources = read(SOURCES, dict[str, Source]) if _exists(root, SOURCES) else None
    investors = read(INVESTORS, dict[str, Investor]) if _exists(root, INVESTORS) else None
    book = Book(companies, sources or {}, investors or {})
    series = tuple(_read_rates(root, found))
    found.extend(conflicts_between(series))
    rates = RateTable(series, settings.rates.max_age_days)
    return BookOnDisk(root, book, rates, settings, files, tuple(found), dropped)


def _deal_files(root: Path, found: list[Fault]) -> Iterator[str]:
    for entry in sorted(os.scandir(root / "deals"), key=lambda entry: entry.name):
        if entry.name.startswith(".") or not entry.name.lower().endswith((".yaml", ".yml")):
            continue
        file = f"deals/{entry.name}"
        if not _SLUG_FILE.fullmatch(entry.name):
            found.append(Fault("slug-mismatch", Place(file), text=entry.name, hint=_slug_hint(entry.name)))
        yield file


def _slug_hint(name: str) -> str:
    stem = re.sub(r"\.ya?ml$", "", name, flags=re.IGNORECASE)
    slug = re.sub(r"[^a-z0-9]+", "-", re.sub(r"(?<=[a-z])(?=[A-Z])", "-", stem).lower()).strip("-")
    return f"rename it to {slug or 'the-company'}.yaml"


def _exists(root: Path, file: str) -> bool:
    return os.path.lexists(root / file)


def _text(root: Path, file: str) -> tuple[str, tuple[Fault, ...]]:
    """The text of a file, and what is wrong with it as a file of characters."""
    try:
        most = MAX_BYTES * (_RATES_SHARE if file.startswith(RATES) else 1)
        with open(root / file, "rb") as stream:
            data = stream.read(most + 1)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        return "", (Fault("unreadable-file", Place(file), why=why),)
    if len(data) > most:
        return "", (Fault("too-large", Place(file), text=f"{most / 1024 / 1024:g} MiB"),)
    return decode_bytes(data, file)


def _read(root: Path, file: str, as_type: Any) -> Salvaged:
    """What a YAML file holds, as *as_type*."""
    text, faults = _text(root, file)
    if any(fault.rule != "confusable-character" for fault in faults):
        return Salvaged(None, faults, _EVERYTHING)
    composed = compose(text, file)
    if composed.tree is None:
        return Salvaged(None, faults + composed.faults, _EVERYTHING)
    salvaged = salvage(composed.tree, as_type, file)
    return Salvaged(salvaged.value, faults + composed.faults + salvaged.faults, salvaged.dropped)


def _read_rates(root: Path, found: list[Fault]) -> Iterator[Series]:
    directory = root / RATES
    for name in sorted(os.listdir(directory)) if directory.is_dir() else ():
        if name.endswith(".csv") and not name.startswith("."):
            file = f"{RATES}/{name}"
            text, faults = _text(root, file)
            found += faults
            if not faults:
                series, faults = read_rates(text, file)
                found += faults
                yield from series


def find_company(book: Book, asked: str) -> tuple[str, Company] | str | None:
    """The company that answers to *asked* (slug, name, alias, name in any script; case does not matter).

    Where none does: the nearest name, or None.
    """
    names: Mapping[str, str] = {
        name.casefold(): slug for slug, company in book.companies.items() for name in (slug, *company.known_as)
    }
    slug = names.get(asked.strip().casefold())
    if slug is not None:
        return slug, book.companies[slug]
    near = nearest(asked, names)
    return near and names[near]
