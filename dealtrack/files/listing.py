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
from dealtrack.values.names import code_points_apart, normal

if TYPE_CHECKING:
    from dealtrack.files.disk import Entry, Files

DEALS, SEEDS = "deals", "seeds"
SOURCES, INVESTORS, RATES = f"{SEEDS}/sources.yaml", f"{SEEDS}/investors.yaml", f"{SEEDS}/rates"

_SLUG_FILE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.yaml")
_YAML = (".yaml", ".yml")
_RESERVED = re.compile("aux|con|nul|prn|conin\\$|conout\\$|(?:com|lpt)[0-9¹²³]")
_WINDOWS = "has a name that Windows keeps for itself"
# Letters that Unicode does not take for another letter with something added.
_IN_ASCII = str.maketrans(
    {"ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
     "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i", "ħ": "h", "Ħ": "H", "ŧ": "t", "Ŧ": "T",
     "ŋ": "ng", "Ŋ": "Ng", "ĸ": "k", "ə": "e", "Ə": "E", "’": "'", "‘": "'", "ʼ": "'"}
)  # fmt: skip
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
    spelt = unicodedata.normalize("NFKD", name.translate(_IN_ASCII))
    plain = spelt.encode("ascii", "ignore").decode().lower().replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def is_slug(text: str) -> bool:
    """Whether *text* is as the name of a company's file should be."""
    return _SLUG_FILE.fullmatch(f"{text}.yaml") is not None and not is_reserved(text)


def is_reserved(name: str) -> bool:
    """Whether Windows keeps the name of a file for itself, whatever stands after its first dot."""
    return _RESERVED.fullmatch(name.partition(".")[0].rstrip(" ").lower()) is not None


def unreserved(slug: str) -> str:
    """A name near *slug* that a file can have everywhere."""
    return f"{slug}-company" if is_reserved(slug) else slug


def printable(name: str) -> str:
    """A file's name in messages: bytes that are no UTF-8 as ``\\xe9``."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _companies(book: "Files", faults: list[Fault]) -> Iterator[str]:
    entries = _entries(book, DEALS, faults)
    twins = _twins(entries)
    for entry in entries:
        name, lowered = entry.name, entry.name.lower()
        file = f"{DEALS}/{name}"
        if lowered.endswith((".yaml.txt", ".yml.txt")):
            faults.append(_passed_over(book, file, "a company's file ends in .yaml", f"{DEALS}/{_slug_file(name)}"))
        elif lowered.endswith(_YAML):
            if not is_slug(name.removesuffix(".yaml")) or not name.endswith(".yaml"):
                hint = _way_to(book, file, f"{DEALS}/{_slug_file(name)}")
                why = _WINDOWS if _SLUG_FILE.fullmatch(name) else _like_another(name, twins)
                faults.append(Fault("slug-mismatch", _whole(file), text=printable(name), why=why, hint=hint))
            if printable(name) == name:  # else it can be told of, but not be named
                yield file
        elif entry.is_folder:
            for below in _below(book, file, faults):
                if below.lower().endswith(_YAML):
                    target = f"{DEALS}/{_slug_file(below.rpartition('/')[2])}"
                    faults.append(_passed_over(book, below, "a company's file stands in deals/ itself", target))


def _twins(entries: "list[Entry]") -> dict[str, list[str]]:
    """The names of files, by the form in which Windows and Mac compare them: in capitals or not, accents composed."""
    found: dict[str, list[str]] = {}
    for entry in entries:
        found.setdefault(normal(entry.name), []).append(entry.name)
    return found


def _like_another(name: str, twins: dict[str, list[str]]) -> str:
    """That another file has the same name but for capitals or the code points of accents, if one has."""
    other = next((each for each in twins[normal(name)] if each != name), None)
    if other is None:
        return ""
    apart = code_points_apart(name, other)
    return f"and {printable(other)} are one file on Windows and Mac" + (f": they differ in {apart}" if apart else "")


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
    entries = _entries(book, RATES, faults)
    twins = _twins(entries)
    for entry in entries:
        name, file = entry.name, f"{RATES}/{entry.name}"
        if name.endswith(".csv"):
            if printable(name) == name:
                why = _WINDOWS if is_reserved(name) else _like_another(name, twins)
                if is_reserved(name) or (why and name != twins[normal(name)][-1]):
                    hint = _way_to(book, file, f"{RATES}/rates-{name}") if is_reserved(name) else "rename one of them"
                    faults.append(Fault("slug-mismatch", _whole(file), text=f"rates/{name}", why=why, hint=hint))
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
    slug = slug_of(re.sub(r"(?<=[a-z])(?=[A-Z])", "-", stem))
    return f"{unreserved(slug) or 'the-company'}.yaml"
