"""The whole book on disk: where it is, what is in its files, and what is wrong with them."""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec import structs

from dealtrack.diagnostics import Fault, nearest
from dealtrack.files.disk import Disk, Files, text_in, text_of
from dealtrack.files.limits import is_cut, limited
from dealtrack.files.listing import INVESTORS, RATES, SEEDS, SOURCES, Listing, list_files
from dealtrack.files.places import Located
from dealtrack.files.reading import Reading, read_record
from dealtrack.files.salvage import EVERYTHING, Dropped, Salvaged
from dealtrack.files.settings import Settings, refuse_unknown_sources, settings_of
from dealtrack.files.slips import Mended
from dealtrack.files.text import decode
from dealtrack.model import Book, Company, Investor, Source
from dealtrack.rates.plausible import without_doubts
from dealtrack.rates.readers import PUBLISHERS, read_rates
from dealtrack.rates.readers.settle import doubt, settle
from dealtrack.rates.table import RateTable, Series
from dealtrack.values.names import Names, normal


class BookNotFound(LookupError):
    """No directory from the one asked for upwards is a book."""


class AmbiguousName(LookupError):
    """Several companies bear the name that was asked for; ``slugs`` tell them apart."""

    def __init__(self, asked: str, slugs: tuple[str, ...]) -> None:
        super().__init__(f"{asked.strip()} may be {', or '.join(slugs)}: write which")
        self.slugs = slugs


class BookOnDisk(msgspec.Struct, frozen=True):
    """A book as it was read: its facts, rates and settings, the faults of its files, and what they made it leave out.

    Files are named by their path from ``root``, with ``/``. ``dropped`` holds by file the values that are not in
    ``book`` because something is wrong with them, by their paths: ``()`` where that is the whole file. ``files`` are
    those of companies, ``read`` all, ``mended`` the texts that were read in the stead of those with slips,
    ``ignoring`` those with comments that silence rules.
    """

    disk: Files
    book: Book
    rates: RateTable
    settings: Settings
    files: tuple[str, ...]
    faults: tuple[Fault, ...] = ()
    dropped: Mapping[str, Dropped] = {}
    read: tuple[str, ...] = ()
    mended: Mapping[str, Mended] = {}
    ignoring: tuple[str, ...] = ()

    @property
    def root(self) -> Path:
        """The directory that the book is."""
        return self.disk.root

    def text_of(self, file: str) -> Located:
        """The text of one file, read again to look places up; empty where it is unreadable."""
        try:
            data = self.disk.read(file)
        except OSError:
            return Located("")
        text, faults = decode(data, file)
        is_text = all(fault.rule in ("confusable-character", "too-many") for fault in faults)
        return Located(text if is_text else data.decode("utf-8", "replace"), self.mended.get(file))

    def company_file(self, slug: str) -> str:
        """The file of a company: a slug is the name of its file, without the suffix where that is as it should be."""
        is_whole_name = slug.lower().endswith((".yaml", ".yml")) and f"deals/{slug}.yaml" not in self.files
        return f"deals/{slug}" if is_whole_name else f"deals/{slug}.yaml"


def find_root(start: Path) -> Path:
    """The book that *start* is in: the nearest directory, upwards, that has ``deals/``. Raises BookNotFound."""
    for directory in (start, *start.parents):
        if (directory / "deals").is_dir():
            return directory
    raise BookNotFound(f"{start} is in no book: no directory from there upwards has deals/")


def open_book(
    path: str | os.PathLike[str] = ".", *, exact: bool = False, instead: Mapping[str, str] | None = None
) -> BookOnDisk:
    """Read the book that *path* is in (or, with *exact*, the book that it is), with the texts *instead* of its files.

    Companies' files that are only among these texts are read as well.
    Mistakes in the book's files are returned as ``faults``. Raises BookNotFound, BadSettings.
    """
    start = Path(os.path.realpath(path))
    if exact and not (start / "deals").is_dir():
        raise BookNotFound(f"{start} is no book: it has no deals/")
    disk = Disk(start if exact else find_root(start), instead or {})
    return read_book(disk, settings_of(disk))


def read_book(disk: Files, settings: Settings, *, only: Collection[str] | None = None) -> BookOnDisk:
    """Read the book whose files are on *disk*; of its companies *only* those in these files, where they are given.

    Raises BadSettings.
    """
    found: list[Fault] = []
    dropped: dict[str, Dropped] = {}
    mended: dict[str, Mended] = {}
    ignoring: list[str] = []

    def read(file: str, as_type: Any, stand_in: Mapping[str, Any] | None = None) -> Any:
        reading = _read(disk, file, as_type, stand_in)
        salvaged = reading.salvaged
        found.extend(salvaged.faults)
        if reading.mended:
            mended[file] = reading.mended
        if reading.has_ignores:
            ignoring.append(file)
        if salvaged.dropped:
            dropped[file] = salvaged.dropped
        return salvaged.value

    listed = list_files(disk)
    found.extend(listed.faults)
    files = tuple(file for file in listed.companies if only is None or file in only)
    companies = {slug: company for file in files if (company := read(file, Company, {"name": (slug := slug_of(file))}))}
    sources = read(SOURCES, dict[str, Source]) if disk.has(SOURCES) else None
    investors = read(INVESTORS, dict[str, Investor]) if disk.has(INVESTORS) else None
    dropped |= dict.fromkeys(_lost(listed), EVERYTHING)
    book = Book(companies, sources or {}, investors or {})

    def lines_of(file: str) -> str:
        return text_of(disk, file)[0]

    series, conflicts = settle(tuple(_read_rates(disk, listed.rates, found, dropped)), lines_of)
    found.extend(conflicts)
    series, doubtful = without_doubts(series)
    found.extend(doubt(*each, lines_of) for each in doubtful)
    if not any(
        file in dropped for file in (RATES, *listed.rates)
    ):  # else the source may be in a file that cannot be read
        refuse_unknown_sources(settings, (*PUBLISHERS, *(each.source for each in series)))
    rates = RateTable(series, settings.rates.max_age_days, settings.rates.prefer)
    seeds = (file for file in (SOURCES, INVESTORS) if disk.has(file))
    everything = dict.fromkeys((*files, *seeds, *listed.rates, *(fault.place.file for fault in found)))
    return BookOnDisk(
        disk, book, rates, settings, files, tuple(found), dropped, tuple(everything), mended, tuple(ignoring)
    )


def _lost(listed: Listing) -> Iterator[str]:
    """What stands in folders that cannot be looked through: nobody can say that it is missing."""
    for folder in {fault.place.file for fault in listed.faults} & {SEEDS, RATES}:
        yield from (SOURCES, INVESTORS, RATES) if folder == SEEDS else (RATES,)


def slug_of(file: str) -> str:
    """The id of the company that has this file."""
    return file.removeprefix("deals/").removesuffix(".yaml")


def read_company(data: bytes, file: str) -> Salvaged:
    """The company in a *file* with these bytes, and what is wrong with it."""
    return _reading(*text_in(data, file), file, Company, {"name": slug_of(file)}).salvaged


def _read(disk: Files, file: str, as_type: Any, stand_in: Mapping[str, Any] | None) -> Reading:
    try:
        return _reading(*text_of(disk, file), file, as_type, stand_in)
    except Exception as error:
        error.add_note(f"reading {file}")
        raise


def _reading(
    text: str, faults: tuple[Fault, ...], file: str, as_type: Any, stand_in: Mapping[str, Any] | None
) -> Reading:
    """What a YAML file holds, as *as_type*. A company without a usable name goes by the name of its file."""
    if any(fault.rule != "confusable-character" for fault in faults) and not is_cut(faults):
        return Reading(Salvaged(None, faults, EVERYTHING))
    reading = read_record(text, file, as_type, stand_in)
    if not faults:
        return reading
    found = reading.salvaged
    further = _elsewhere(found.faults, faults, Located(text, reading.mended))
    return structs.replace(reading, salvaged=structs.replace(found, faults=faults + further))


def _elsewhere(faults: tuple[Fault, ...], forbidden: tuple[Fault, ...], located: Located) -> tuple[Fault, ...]:
    """The *faults* that are on other lines than *forbidden* characters, which may have brought about the others."""
    lines = {located.locate(fault.place).line for fault in forbidden}
    return tuple(fault for fault in faults if located.locate(fault.place).line not in lines)


def _read_rates(disk: Files, files: Iterable[str], found: list[Fault], dropped: dict[str, Dropped]) -> Iterator[Series]:
    for file in files:
        text, faults = text_of(disk, file)
        found += faults
        series: tuple[Series, ...] = ()
        if not faults:
            series, faults = _rates_in(text, file)
            faults = limited(faults, file)
            series = () if is_cut(faults) else series
            found += faults
        if faults and not series:
            dropped[file] = EVERYTHING
        yield from series


def _rates_in(text: str, file: str) -> tuple[tuple[Series, ...], tuple[Fault, ...]]:
    try:
        return read_rates(text, file)
    except Exception as error:
        error.add_note(f"reading {file}")
        raise


def find_company(book: Book, asked: str) -> tuple[str, Company] | str | None:
    """The company that answers to *asked*: a slug, else a name, alias or name in any script, in whatever spelling.

    Where none does: the nearest name, or None. Raises AmbiguousName where several bear that name.
    """
    named = companies_by_name(book.companies)
    slugs = named.get(asked.strip(), ())
    if len(slugs) > 1:
        raise AmbiguousName(asked, slugs)
    if slugs:
        return slugs[0], book.companies[slugs[0]]
    near = nearest(asked, named)
    return near and named[near][0]


def companies_by_name(companies: Mapping[str, Company]) -> Names[tuple[str, ...]]:
    """The slugs of the companies that answer to each name. What is written just as a slug is, means that company."""
    called: dict[str, dict[str, None]] = {}
    for slug, company in companies.items():
        for name in (*company.known_as, slug):
            called.setdefault(normal(name), {})[slug] = None
    names = (name for company in companies.values() for name in company.known_as if name not in companies)
    return Names((*((name, tuple(called[normal(name)])) for name in names), *((slug, (slug,)) for slug in companies)))
