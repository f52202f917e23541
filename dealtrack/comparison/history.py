"""How a company's record came to be: what each commit changed in it, and which one last set a value.

A version is the company as one commit left it. Versions stand newest first, each before those that it came from.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec
from msgspec import structs

from dealtrack.comparison.companies import CompanyChange, company_change, pairings
from dealtrack.comparison.records import FieldChange, RecordChange, fields_of
from dealtrack.model import Company

Key = tuple[str, str]


class Commit(msgspec.Struct, frozen=True):
    """Who committed when: the whole hash, the author's name as it was written, and the day by the author's clock."""

    hash: str
    author: str
    day: date


class Version(msgspec.Struct, frozen=True):
    """The company that ``slug`` names as a commit left it; None where its file is gone, or cannot be read.

    ``parents`` are the versions that it came from. ``has_mistakes`` tells that something was left out of it;
    ``is_edge`` that the clone's history begins there, so that what it holds may be older.
    """

    commit: Commit
    slug: str
    company: Company | None
    parents: tuple[Key, ...] = ()
    is_readable: bool = True
    has_mistakes: bool = False
    is_edge: bool = False

    @property
    def key(self) -> Key:
        """What tells it from the others."""
        return self.commit.hash, self.slug


class Step(NamedTuple):
    """A version, and what it changed; None where nothing can be told, since it cannot be read."""

    version: Version
    change: CompanyChange | None


class Origin(NamedTuple):
    """A value of a record, and the version that last set it. A claim names the deal that it is ``of``."""

    kind: str
    record: Any
    of: Any
    value: FieldChange
    version: Version


class History(msgspec.Struct, frozen=True):
    """All versions of a company, newest first."""

    versions: Sequence[Version]

    def steps(self) -> Iterator[Step]:
        """What each commit changed, newest first; those that changed nothing in the record are left out."""
        by_key = {version.key: version for version in self.versions}
        for version in self.versions:
            if not version.is_readable:
                yield Step(version, None)
                continue
            before = _sources(version, by_key)
            changes = [_change(version, earlier) for earlier in before] or [_change(version, None)]
            if change := _in_all(changes):
                yield Step(version, change)

    def origins(self) -> Iterator[Origin]:
        """Every value of the newest version that can be read, in the order of the record, with where it is from."""
        newest = next((version for version in self.versions if version.company), None)
        if newest is None or newest.company is None:
            return
        found = _trace(self.versions, newest)
        for kind, record, of in _records(newest.company):
            for value in fields_of(record):
                if value.field != "id":
                    yield Origin(kind, record, of, value, found[id(record), value.field])


def _sources(version: Version, by_key: Mapping[Key, Version]) -> list[Version]:
    """The versions that one came from; through those that cannot be read to what was there before them."""
    found: list[Version] = []
    waiting = list(reversed(version.parents))
    while waiting:
        earlier = by_key[waiting.pop()]
        if earlier.is_readable:
            found.append(earlier)
        else:
            waiting += reversed(earlier.parents)
    return found


def _change(version: Version, before: Version | None) -> CompanyChange | None:
    then, old = (before.company, before.slug) if before else (None, "")
    if then is None and version.company is None:
        return None
    return company_change(version.slug, then, version.company, old)


def _in_all(changes: Sequence[CompanyChange | None]) -> CompanyChange | None:
    """What a merge changed against all that it merges: the rest came with one of them."""
    first, *others = changes
    for other in others:
        if first is None or other is None:
            return None
        records = tuple(kept for record in first.records if (kept := _kept(record, other.records)))
        own = _kept(first.own, (other.own,) if other.own else ()) if first.own else None
        first = structs.replace(first, records=records, own=own)
    if first and others and not (first.own or first.records):
        return None
    return first


def _kept(change: RecordChange, others: Sequence[RecordChange]) -> RecordChange | None:
    """A change with those of its fields that one of *others* changes to the same; None where none is left."""
    for other in others:
        if (other.kind, other.before is None, other.after) == (change.kind, change.before is None, change.after):
            both = {field.field for field in other.fields}
            fields = tuple(field for field in change.fields if field.field in both)
            return structs.replace(change, fields=fields) if fields or not change.fields else None
    return None


def _records(company: Company) -> Iterator[tuple[str, Any, Any]]:
    """The company's own facts, and each of its records, as ``(kind, record, of)``."""
    yield "company", company, None
    yield from ((pairing.kind, pairing.after, pairing.of) for pairing in pairings(Company("x"), company))


def _trace(versions: Sequence[Version], newest: Version) -> dict[tuple[int, str], Version]:
    """Where each value of *newest* was set, by the identity of its record and its field."""
    by_key = {version.key: version for version in versions}
    found: dict[tuple[int, str], Version] = {}
    # By version: a value that it has, as its record there and its field, and whose in the newest it is.
    waiting: dict[Key, list[tuple[Any, str, tuple[int, str]]]] = {
        newest.key: [
            (record, value.field, (id(record), value.field))
            for _, record, _ in _records(newest.company or Company("x"))
            for value in fields_of(record)
        ]
    }
    for version in versions:
        values = waiting.pop(version.key, [])
        for earlier in _sources(version, by_key) if values else ():
            values, passed = _passed(values, version, earlier)
            waiting.setdefault(earlier.key, []).extend(passed)
        found |= {wanted: version for _, _, wanted in values}
    return found


_Values = list[tuple[Any, str, tuple[int, str]]]


def _passed(values: _Values, version: Version, earlier: Version) -> tuple[_Values, _Values]:
    """*values* of a version: those that it set itself, and those that the *earlier* one has already."""
    if version.company is None or earlier.company is None:
        return values, []
    was = {id(after): before for _, before, after, _ in pairings(earlier.company, version.company) if after and before}
    was[id(version.company)] = earlier.company
    own: _Values = []
    passed: _Values = []
    for record, field, wanted in values:
        before = was.get(id(record))
        if before is not None and _value(before, field) == _value(record, field):
            passed.append((before, field, wanted))
        else:
            own.append((record, field, wanted))
    return own, passed


def _value(record: Any, field: str) -> Any:
    key, _, within = field.partition(".")
    value = getattr(record, record.__struct_fields__[record.__struct_encode_fields__.index(key)])
    return value.get(within) if within else value
