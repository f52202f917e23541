"""The names in a book, for completion: read lightly, from file names where these will do, else through a small cache.

The cache is a file under the user's cache directory for each book. A file of the book is read again when its size or
its time of change differs. What cannot be read has no names.
"""

import json
import os
import stat
import time
from collections.abc import Iterator
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Any

_VERSION = 1
_MOST_BYTES = 64 * 1024 * 1024
_SECONDS = 1.0  # that reading may take at a key press; the rest is read at the next

Words = dict[str, str]  # what can be typed, and what that is
_Known = dict[str, Words]


class Names(StrEnum):
    """What names there are."""

    COMPANIES = "companies"
    DEALS = "deals"
    INVESTORS = "investors"
    GROUPS = "groups"
    SECTORS = "sectors"
    SOURCES = "sources"
    COUNTRIES = "countries"


_IDS = (Names.DEALS, Names.SOURCES)


def book_around(start: Path, *, exact: bool = False) -> Path | None:
    """The book that *start* is in, or is if *exact*; None where there is none."""
    candidates = (start,) if exact else (start, *start.parents)
    return next((each for each in candidates if (each / "deals").is_dir()), None)


def slugs(root: Path) -> list[str]:
    """The slugs of all companies, by the names of their files."""
    from dealtrack.files.opening import found

    with found(root, "deals/") as spot:
        names = [entry.name for entry in spot.folder.entries()]
    return sorted(name[:-5] for name in names if name.endswith(".yaml") and name[0] != ".")


def names(root: Path, kind: Names) -> Words:
    """All names of a kind, in the order of the alphabet."""
    cache = _cache_file(root)
    known = _load(cache)
    fresh, is_changed = _refreshed(root, known)
    if is_changed:
        _save(cache, fresh)
    from dealtrack.values.names import normal

    found: dict[str, tuple[str, str]] = {}  # by normal form: of two spellings of a name the one in seeds/ is offered
    for _, entry in sorted(fresh.items(), key=lambda each: not each[0].startswith("seeds/")):
        for word, what in entry[2].get(kind, {}).items():
            if word.isprintable():
                found.setdefault(word if kind in _IDS else normal(word), (word, what))
    return dict(sorted(found.values()))


def _refreshed(root: Path, known: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    """The names of every file, and whether any had to be read. Each is ``[time, size, names]``."""
    fresh: dict[str, Any] = {}
    deadline = time.monotonic() + _SECONDS
    has_read = False
    for name, state in _files(root):
        stamp = [state.st_mtime_ns, state.st_size]
        if name in known and known[name][:2] == stamp:
            fresh[name] = known[name]
        elif time.monotonic() < deadline:
            fresh[name] = [*stamp, _read(root, name)]
            has_read = True
    return fresh, has_read or fresh.keys() != known.keys()


def _files(root: Path) -> Iterator[tuple[str, os.stat_result]]:
    """The regular files that hold names, links followed inside the book."""
    from dealtrack.files.opening import found

    for folder in ("deals", "seeds"):
        with suppress(OSError):
            with found(root, f"{folder}/") as spot:
                names = [entry.name for entry in spot.folder.entries() if entry.name.endswith(".yaml")]
            for name in names:
                with suppress(OSError), found(root, f"{folder}/{name}") as spot:
                    if spot.status and stat.S_ISREG(spot.status.st_mode):
                        yield f"{folder}/{name}", spot.status


def _read(root: Path, file: str) -> _Known:
    """The names that a file holds, as far as it can be read."""
    from dealtrack.files.disk import Disk, text_of
    from dealtrack.files.tree import compose

    text, faults = text_of(Disk(root), file)
    tree = None if faults else compose(text, "").tree
    if not isinstance(tree, dict):
        return {}
    folder, _, name = file.partition("/")
    stem = name.removesuffix(".yaml")
    return _of_company(tree, stem) if folder == "deals" else _of_seeds(tree, stem)


def _of_company(tree: dict[str, Any], slug: str) -> _Known:
    name = tree.get("name") if isinstance(tree.get("name"), str) else slug
    deals = [deal for deal in _list(tree.get("deals")) if isinstance(deal, dict)]
    backers = [*deals, *(each for each in _list(tree.get("backers")) if isinstance(each, dict))]
    investors = [who for each in backers for key in ("leads", "investors") for who in _texts(each.get(key))]
    givers = [each["from"] for each in deals if isinstance(each.get("from"), str)]
    return {
        Names.COMPANIES: dict.fromkeys([str(name), *_values(tree.get("names")), *_texts(tree.get("aliases"))], slug),
        Names.DEALS: {deal["id"]: str(name) for deal in deals if isinstance(deal.get("id"), str)},
        Names.INVESTORS: dict.fromkeys([*investors, *givers], ""),
        Names.GROUPS: dict.fromkeys(_texts(tree.get("groups")), ""),
        Names.SECTORS: dict.fromkeys(_texts(tree.get("sectors")), ""),
        Names.SOURCES: _sources(tree.get("sources")),
        Names.COUNTRIES: dict.fromkeys(_texts([tree.get("country")]), ""),
    }


def _of_seeds(tree: dict[str, Any], stem: str) -> _Known:
    if stem == Names.SOURCES:
        return {Names.SOURCES: _sources(tree)}
    if stem != Names.INVESTORS:
        return {}
    found: Words = {}
    for name, investor in tree.items():
        others = [*_texts(investor.get("aliases")), *_values(investor.get("names"))] if _is_map(investor) else []
        found |= {name: "", **dict.fromkeys(others, name)}
    return {Names.INVESTORS: found}


def _sources(tree: Any) -> Words:
    return (
        {key: str(each.get("publisher") or "") for key, each in tree.items() if _is_map(each)} if _is_map(tree) else {}
    )


def _is_map(tree: Any) -> bool:
    return isinstance(tree, dict)


def _list(tree: Any) -> list[Any]:
    return tree if isinstance(tree, list) else []


def _texts(tree: Any) -> list[str]:
    return [each for each in _list(tree) if isinstance(each, str) and each]


def _values(tree: Any) -> list[str]:
    return _texts(list(tree.values())) if isinstance(tree, dict) else []


def _cache_file(root: Path) -> Path:
    from hashlib import sha256

    home = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return Path(home) / "dealtrack" / f"names-{sha256(os.fsencode(root)).hexdigest()[:16]}.json"


def _load(path: Path) -> dict[str, Any]:
    """What is known; nothing where there is no cache, or a strange one."""
    from dealtrack.files.opening import read_named

    with suppress(OSError, ValueError, TypeError, KeyError, RecursionError):
        held = json.loads(read_named(path, _MOST_BYTES))
        if held["version"] == _VERSION and all(len(entry) == 3 for entry in held["files"].values()):
            return dict(held["files"])
    return {}


def _save(path: Path, files: dict[str, Any]) -> None:
    """Keep what is known; where that cannot be, the next key press reads it again."""
    from dealtrack.files.atomic import NotWritten, write_atomically

    with suppress(OSError, NotWritten):
        write_atomically(path, json.dumps({"version": _VERSION, "files": files}, ensure_ascii=False))
