"""The versions of one company's file in git: the commits that changed it, through renames, each text read once.

The way back is git's own (``rev-list``); where it ends because the file was not there before, one of another name that
went in the same commit is looked for.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from heapq import heappop, heappush

import msgspec

from dealtrack.comparison.books import is_likely_same
from dealtrack.comparison.history import Commit, History, Key, Version
from dealtrack.files.book import read_company, slug_of
from dealtrack.files.disk import most_bytes
from dealtrack.files.git import GitProblem, git
from dealtrack.files.git_objects import Objects
from dealtrack.files.git_tree import at_commit
from dealtrack.files.listing import DEALS
from dealtrack.model import Company

_AUTHOR = re.compile(rb"^author (?P<name>.*?) ?<[^\n]*> (?P<when>-?\d+) (?P<zone>[+-]\d{4})$", re.MULTILINE)
_ENCODING = re.compile(rb"^encoding (\S+)$", re.MULTILINE)
_PARENT = re.compile(rb"^parent ([0-9a-f]+)$", re.MULTILINE)
_COMMIT_BYTES = 1 << 20


class _Node(msgspec.Struct, frozen=True):
    """A commit that touched the file of that name, those before it that did, and all that it came from."""

    commit: str
    file: str
    parents: tuple[Key, ...]

    @property
    def key(self) -> Key:
        return self.commit, self.file


def history(objects: Objects, commit: str, file: str) -> History:
    """How *file*, of the book at *commit*, came to be; without versions where git never had it."""
    return History(tuple(_Walk(objects).versions(commit, file)))


class _Walk:
    """The way back from a commit, and what was read on it."""

    def __init__(self, objects: Objects) -> None:
        self.objects = objects
        self.nodes: dict[Key, _Node] = {}
        self.companies: dict[tuple[bytes, str], tuple[Company | None, bool]] = {}

    def versions(self, commit: str, file: str) -> Iterator[Version]:
        newest = self._go_back(commit, file)
        return (self._version(node) for node in _ordered(self.nodes, newest)) if newest else iter(())

    def _go_back(self, commit: str, file: str) -> Key | None:
        """Add the nodes of a file from *commit* on, and of the names that it had before; the key of the newest."""
        listed = git(self.objects.root, "rev-list", "--topo-order", "--parents", commit, "--", file)
        if listed is None:
            raise GitProblem(f"git cannot read the history of {file} in {self.objects.root}")
        found = [line.decode("ascii").split() for line in listed.splitlines()]
        new = [_Node(own, file, tuple((each, file) for each in parents)) for own, *parents in found]
        new = [node for node in new if node.key not in self.nodes]
        self.nodes |= {node.key: node for node in new}
        for node in new:
            if self._is_there(node.commit, file) and not any(self._is_there(*parent) for parent in node.parents):
                earlier = tuple(filter(None, map(self._before_renaming(node), self._parents(node.commit))))
                self.nodes[node.key] = msgspec.structs.replace(node, parents=earlier or node.parents)
        return (found[0][0], file) if found else None

    def _before_renaming(self, node: _Node) -> Callable[[str], Key | None]:
        """How to find, in a parent of the node's commit, the file whose name became the node's."""

        def earlier(parent: str) -> Key | None:
            if self._is_there(parent, node.file) or self.objects.read(parent, _COMMIT_BYTES) is None:
                return None
            now, then = (at_commit(self.objects, commit).blobs for commit in (node.commit, parent))
            gone = [file for file in then if file.startswith(f"{DEALS}/") and file not in now]
            same = [file for file in gone if then[file].oid == now[node.file].oid]
            company = self._company(node.commit, node.file)[0]
            alike = (file for file in gone if company and self._is_same(company, parent, file))
            old = next(iter(same), None) or next(alike, None)
            return self._go_back(parent, old) if old else None

        return earlier

    def _is_same(self, company: Company, commit: str, file: str) -> bool:
        other = self._company(commit, file)[0]
        return other is not None and is_likely_same(other, company)

    def _is_there(self, commit: str, file: str) -> bool:
        return self._bytes(commit, file) is not None

    def _bytes(self, commit: str, file: str) -> bytes | None:
        """The bytes of a file at a commit; None where it has none. Raises GitProblem where its bytes are missing."""
        path = self.objects.path(file)
        data = self.objects.read(f"{commit}:{path}", most_bytes(file) + 1)
        if data is None and self.objects.has_file(commit, path):
            raise GitProblem(f"git does not have {file} as it was in {commit[:9]}", "fetch it, or clone anew")
        return data

    def _parents(self, commit: str) -> list[str]:
        head = (self.objects.read(commit, _COMMIT_BYTES) or b"").partition(b"\n\n")[0]
        return [each.decode("ascii") for each in _PARENT.findall(head)]

    def _company(self, commit: str, file: str) -> tuple[Company | None, bool]:
        """The company as the commit has it, and whether the file could be read without mistakes."""
        data = self._bytes(commit, file)
        if data is None:
            return None, True
        if (data, file) not in self.companies:
            salvaged = read_company(data, file)
            self.companies[data, file] = salvaged.value, not salvaged.faults
        return self.companies[data, file]

    def _version(self, node: _Node) -> Version:
        company, is_sound = self._company(node.commit, node.file)
        is_readable = company is not None or not self._is_there(node.commit, node.file)
        is_edge = not node.parents and any(self.objects.read(each, 1) is None for each in self._parents(node.commit))
        parents = tuple((commit, slug_of(file)) for commit, file in node.parents)
        commit = _commit(node.commit, self.objects.read(node.commit, _COMMIT_BYTES) or b"")
        return Version(commit, slug_of(node.file), company, parents, is_readable, not is_sound, is_edge)


def _ordered(nodes: Mapping[Key, _Node], newest: Key) -> Iterator[_Node]:
    """The nodes on the way back from the *newest*, each before those that it came from; else as they were found."""
    places = {key: place for place, key in enumerate(nodes)}
    keys = list(nodes)
    reached = {newest}
    waiting = [newest]
    while waiting:
        new = set(nodes[waiting.pop()].parents) - reached
        reached |= new
        waiting += new
    children = Counter(parent for key in reached for parent in nodes[key].parents)
    ready = [places[newest]]
    while ready:
        node = nodes[keys[heappop(ready)]]
        yield node
        for parent in node.parents:
            children[parent] -= 1
            if not children[parent]:
                heappush(ready, places[parent])


def _commit(oid: str, data: bytes) -> Commit:
    """What the commit with these bytes says of itself; names are in the encoding that it names, else in UTF-8."""
    head = data.partition(b"\n\n")[0]
    match = _AUTHOR.search(head)
    if match is None:
        return Commit(oid, "", date.min)
    encoding = _ENCODING.search(head)
    return Commit(
        oid, _decoded(match["name"], encoding[1].decode("ascii", "replace") if encoding else "utf-8"), _day(match)
    )


def _decoded(name: bytes, encoding: str) -> str:
    try:
        return name.decode(encoding, "replace")
    except LookupError:
        return name.decode("utf-8", "replace")


def _day(match: re.Match[bytes]) -> date:
    """The day of a commit where its author was."""
    minutes = int(match["zone"][1:3]) * 60 + int(match["zone"][3:5])
    offset = timedelta(minutes=-minutes if match["zone"].startswith(b"-") else minutes)
    try:
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(match["when"])) + offset).date()
    except OverflowError:
        return date.min
