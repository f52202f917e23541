"""What commands that write must leave as it was: the meaning of the rest, comments, what stands in quotes, kinds of files."""

import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from tests.fuzz.cases import Case
from tests.fuzz.place import Fifo, File, Folder, Link, Place
from tests.fuzz.printed import has
from tests.fuzz.texts import SECRET

_COMMENT = re.compile(rb"note-[0-9]+-of-fuzz")
_CONFLICT = re.compile(rb"^(<{7}|={7}|>{7})( |$)", re.MULTILINE)
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_MOST = 200_000  # bytes of a file that is read again
_WRITE = {"fmt", "add", "new", "source add", "investor add", "rates import", "init"}


def writes(case: Case) -> bool:
    """Whether it is for the command to change the book."""
    return case.command in _WRITE or (case.command == "validate" and has(case, "--fix", "--write-baseline"))


def changed_files(case: Case, place: Place) -> dict[str, tuple[bytes | None, bytes]]:
    """The files of the book that are not as they were set up: what stood there (None: nothing), and what stands there now."""
    found: dict[str, tuple[bytes | None, bytes]] = {}
    for folder, _, names in os.walk(place.book):
        for name in names if "/.git" not in folder else ():
            path = Path(folder) / name
            entry = case.entries.get(str(path.relative_to(place.root)))
            before = entry.data.replace(b"@PLACE@", os.fsencode(place.root)) if isinstance(entry, File) else None
            if not path.is_symlink() and path.is_file() and (after := path.read_bytes()) != before:
                found[str(path.relative_to(place.book))] = before, after
    return found


def kinds(case: Case, place: Place) -> Iterator[str]:
    """Only regular files are replaced, and nothing is lost: what was a link, a pipe or a directory is so still."""
    for name, entry in case.entries.items():
        path = place.root / name
        is_so = {Link: path.is_symlink, Fifo: path.is_fifo, Folder: path.is_dir, File: path.is_file}[type(entry)]
        made = not any(isinstance(case.entries.get(str(parent)), File | Link | Fifo) for parent in Path(name).parents)
        if made and not is_so() and len(path.name.encode("utf-8", "surrogateescape")) < 250 and "\x00" not in name:
            yield f"{type(entry).__name__} in the book is one no more: {name!a}"


def contents(case: Case, changed: dict[str, tuple[bytes | None, bytes]]) -> Iterator[str]:
    """What is written holds all that it should hold still."""
    for name, (before, after) in changed.items():
        if SECRET.encode() in after and SECRET.encode() not in (before or b""):
            yield f"{name} holds the canary's secret now"
        if before is None or len(before) > _MOST or case.command == "merge-driver":
            continue
        lost = Counter(_COMMENT.findall(before)) - Counter(_COMMENT.findall(after))
        if lost:
            yield f"comments are lost: {', '.join(each.decode() for each in lost)} in {name!a}"
        if name.endswith((".yaml", ".yml")):
            yield from _meaning(case, name, before, after)


def _meaning(case: Case, name: str, before: bytes, after: bytes) -> Iterator[str]:
    old, new = _read(before), _read(after)
    if case.command == "fmt" and old is not None and _sorted(old) != _sorted(new):
        yield f"fmt changed what is meant: {name!a}: {_difference(_sorted(old), _sorted(new))}"
    if case.command in ("add", "new", "source add", "investor add") and old is not None and not _holds(new, old):
        yield f"{case.command} changed what stood there before: {name!a}: {_difference(old, new)}"
    if case.command == "validate" and old is not None:
        lost = [text for text in _quoted(before) - _quoted(after) if text not in _texts(new)]  # what stood twice may go
        if lost:
            yield f"--fix changed what stands in quotes: {sorted(lost)[0]!a} in {name!a}"


def _read(data: bytes) -> Any:
    """What the text says to another reader; None where it is nothing that it can read."""
    try:
        return _plain(yaml.load(data.decode("utf-8-sig"), _LOADER))
    except (yaml.YAMLError, ValueError, TypeError, RecursionError):
        return None


def _plain(value: Any) -> Any:
    """Without what depends on order alone in a mapping."""
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list) else value


def _sorted(company: Any) -> Any:
    """The same with its deals in one order: the layout puts the oldest first."""
    if isinstance(company, dict) and isinstance(deals := company.get("deals"), list):
        return {**company, "deals": sorted(deals, key=lambda deal: json.dumps(deal, sort_keys=True))}
    return company


def _holds(new: Any, old: Any) -> bool:
    """Whether all of the old is there: keys, items in their order, texts. A deal's status may have become a list of steps."""
    if isinstance(old, dict):
        if not isinstance(new, dict):
            return not old
        return all(key in new and (key == "status" or _holds(new[key], each)) for key, each in old.items())
    if isinstance(old, list) and isinstance(new, list):
        rest = iter(new)
        return all(any(_holds(each, item) for each in rest) for item in old)
    return bool(new == old or old in ("", "~", "null"))  # a key without a value may have got one


def _quoted(data: bytes) -> Counter[str]:
    """The texts in quotes and in blocks of prose, as another reader takes them."""
    try:
        events = yaml.parse(data.decode("utf-8-sig"), getattr(yaml, "CLoader", yaml.Loader))
        return Counter(event.value for event in events if isinstance(event, yaml.ScalarEvent) and event.style)
    except (yaml.YAMLError, ValueError, RecursionError):
        return Counter()


def _texts(value: Any) -> set[str]:
    """Every text in a value, as a key or by itself."""
    if isinstance(value, dict):
        return set().union(*(_texts(each) for pair in value.items() for each in pair))
    if isinstance(value, list | tuple):
        return set().union(*map(_texts, value))
    return {str(value)}


def _difference(old: Any, new: Any) -> str:
    if isinstance(old, dict) and isinstance(new, dict):
        for key in [*old, *new]:
            if old.get(key) != new.get(key):
                return f"{key!a}: {_difference(old.get(key), new.get(key))}"
    if isinstance(old, list) and isinstance(new, list):
        for one, other in zip(old, new, strict=False):
            if one != other:
                return _difference(one, other)
    return f"{ascii(old)[:80]} became {ascii(new)[:80]}"


def conflicts(case: Case, place: Place, code: int) -> Iterator[str]:
    """A merge that tells of no conflict leaves none in the file."""
    entries = [case.entries.get(f"elsewhere/{name}.yaml") for name in ("base", "ours", "theirs")]
    had = any(isinstance(entry, File) and _CONFLICT.search(entry.data) for entry in entries)
    result = place.elsewhere / "ours.yaml"
    if (
        case.command == "merge-driver"
        and code == 0
        and not had
        and result.is_file()
        and _CONFLICT.search(result.read_bytes())
    ):
        yield "merge-driver exits 0 and leaves a conflict in the file"
