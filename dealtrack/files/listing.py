"""Which files a book is made of, by their names and places; and a fault for each that only looks like one of them.

What is hidden, an editor's backup (``x.yaml~``, ``#x.yaml#``) or of another kind (``README.md``) is nobody's mistake.
"""

import os
import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec

from dealtrack.diagnostics import Fault, Place
from dealtrack.files.opening import told

if TYPE_CHECKING:
    from dealtrack.files.disk import Entry, Files

DEALS, SEEDS = "deals", "seeds"
SOURCES, INVESTORS, RATES = f"{SEEDS}/sources.yaml", f"{SEEDS}/investors.yaml", f"{SEEDS}/rates"

_SLUG_FILE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.yaml")
_YAML = (".yaml", ".yml")
# As which rates are published, or saved by a program that opened them.
_TABLES = (
    ".csv", ".tsv", ".tab", ".txt", ".xls", ".xlsx", ".ods", ".json", ".xml", ".sdmx", ".zip", ".gz", *_YAML,
)  # fmt: skip
_ABOUT = re.compile(r"(?i)readme|licen[cs]e|notice|copying|changelog|sources?\.txt")


class Listing(msgspec.Struct, frozen=True):
    """The files of companies and of rates, relative to the book's book, and what is wrong with names and places."""

    companies: tuple[str, ...]
    rates: tuple[str, ...]
    faults: tuple[Fault, ...]


def list_files(book: "Files") -> Listing:
    """Look through ``deals/`` and ``seeds/`` of a *book*, each directory once."""
    faults: list[Fault] = []
    companies = tuple(_companies(book, faults))
    _check_seeds(book, faults)
    can_be_read = all(fault.place.file != SEEDS for fault in faults)
    return Listing(companies, tuple(_rates(book, faults)) if can_be_read else (), tuple(faults))


def slug_of(name: str) -> str:
    """The name of a company as that of its file, without accents; empty where nothing of it can be written so."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def is_slug(text: str) -> bool:
    """Whether *text* is as the name of a company's file should be."""
    return _SLUG_FILE.fullmatch(f"{text}.yaml") is not None


def printable(name: str) -> str:
    """A file's name in messages: bytes that are no UTF-8 as ``\\xe9``."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _companies(book: "Files", faults: list[Fault]) -> Iterator[str]:
    for entry in _entries(book, DEALS, faults):
        name, lowered = entry.name, entry.name.lower()
        file = f"{DEALS}/{name}"
        if lowered.endswith((".yaml.txt", ".yml.txt")):
            faults.append(_passed_over(book, file, "a company's file ends in .yaml", f"{DEALS}/{_slug_file(name)}"))
        elif lowered.endswith(_YAML):
            if not _SLUG_FILE.fullmatch(name):
                hint = _way_to(book, file, f"{DEALS}/{_slug_file(name)}")
                faults.append(Fault("slug-mismatch", _whole(file), text=printable(name), hint=hint))
            if printable(name) == name:  # else it can be told of, but not be named
                yield file
        elif entry.is_folder:
            for below in _below(book, file, faults):
                if below.lower().endswith(_YAML):
                    target = f"{DEALS}/{_slug_file(below.rpartition('/')[2])}"
                    faults.append(_passed_over(book, below, "a company's file stands in deals/ itself", target))


def _check_seeds(book: "Files", faults: list[Fault]) -> None:
    """Tell of files in ``seeds/`` that nobody reads: YAML besides the two that there are, and tables."""
    for entry in _entries(book, SEEDS, faults):
        file = f"{SEEDS}/{entry.name}"
        if file in (SOURCES, INVESTORS, RATES):
            continue
        for each in _below(book, file, faults) if entry.is_folder else (file,):
            if each.lower().endswith(_YAML):
                faults.append(_unread_seed(book, each))
            elif each.lower().endswith(".csv"):
                name = each.rpartition("/")[2]
                faults.append(_passed_over(book, each, f"rates stand in {RATES}/", f"{RATES}/{name}"))


def _unread_seed(book: "Files", file: str) -> Fault:
    stem = re.sub(r"[^a-z]", "", file.rpartition("/")[2].lower().rpartition(".")[0])
    for target in (SOURCES, INVESTORS):
        noun = target.removeprefix(f"{SEEDS}/").removesuffix(".yaml")
        if stem in (noun, noun.removesuffix("s")):
            return _passed_over(book, file, f"{noun} stand in {target}", target)
    hint = f"put what it holds into {SOURCES} or {INVESTORS}, or move it out of {SEEDS}/"
    return _fault(file, f"{SEEDS}/ holds sources.yaml and investors.yaml", hint)


def _rates(book: "Files", faults: list[Fault]) -> Iterator[str]:
    for entry in _entries(book, RATES, faults):
        name, file = entry.name, f"{RATES}/{entry.name}"
        if name.endswith(".csv"):
            if printable(name) == name:
                yield file
            else:
                hint = "rename it, in letters and digits"
                faults.append(Fault("unreadable-file", _whole(file), why="its name is not UTF-8", hint=hint))
        elif entry.is_folder:
            for below in _below(book, file, faults):
                if below.lower().endswith(".csv"):
                    target = f"{RATES}/{below.rpartition('/')[2]}"
                    faults.append(_passed_over(book, below, f"rates stand in {RATES}/ itself", target))
        elif name.lower().endswith(_TABLES) and not _ABOUT.match(name):
            stem, _, suffix = name.rpartition(".")
            target = f"{RATES}/{stem}.csv"
            is_csv = suffix.lower() == "csv"
            hint = "" if is_csv else f"save it as {printable(target)}, or move it out of {RATES}/"
            faults.append(_passed_over(book, file, "a file of rates ends in .csv", target, hint))


def _entries(book: "Files", folder: str, faults: list[Fault]) -> "list[Entry]":
    """What is in a folder that need not be there, in order, without what is hidden."""
    try:
        found = [entry for entry in book.entries(folder) if not entry.name.startswith(".")]
    except FileNotFoundError:
        return []
    except NotADirectoryError:
        if book.has(folder):
            hint = "move it away, and make a directory of that name"
            faults.append(Fault("unreadable-file", _whole(folder), why="it is a file, and no directory", hint=hint))
        return []
    except OSError as error:
        faults.append(Fault("unreadable-file", _whole(folder), why=told(error)))
        return []
    return sorted(found)


def _below(book: "Files", folder: str, faults: list[Fault]) -> Iterator[str]:
    """Every file below a folder that is not hidden. Links to directories are not followed."""
    folders = [folder]
    while folders:
        here = folders.pop()
        for entry in _entries(book, here, faults):
            if entry.is_folder:
                folders.append(f"{here}/{entry.name}")
            else:
                yield f"{here}/{entry.name}"


def _passed_over(book: "Files", file: str, why: str, target: str, hint: str = "") -> Fault:
    """The fault of a file that is not read, though it would be as *target*."""
    return _fault(file, why, hint or _way_to(book, file, target))


def _fault(file: str, why: str, hint: str) -> Fault:
    shown = printable(file)
    return Fault("slug-mismatch", _whole(file), text=shown.partition("/")[2], why=f"is not read: {why}", hint=hint)


def _whole(file: str) -> Place:
    return Place(printable(file), as_whole=True)


def _way_to(book: "Files", file: str, target: str) -> str:
    """What to do with *file* so that it becomes *target*."""
    if book.has(target) and not book.are_same(file, target):
        return f"{printable(target)} is there already: put into it what only this file has, and delete this one"
    folder, _, name = target.rpartition("/")
    if file.rpartition("/")[0] == folder:
        return f"rename it to {printable(name)}"
    return f"move it to {printable(target)}"


def _slug_file(name: str) -> str:
    """A sound name for the file of a company that is called *name*."""
    stem = re.sub(r"\.ya?ml(?:\.txt)?$", "", os.fsencode(name).decode("utf-8", "replace"), flags=re.IGNORECASE)
    slug = re.sub(r"[^a-z0-9]+", "-", re.sub(r"(?<=[a-z])(?=[A-Z])", "-", stem).lower()).strip("-")
    return f"{slug or 'the-company'}.yaml"
