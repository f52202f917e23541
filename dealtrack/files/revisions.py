"""Two states of a book side by side: which ones were asked for, and no more read of them than what differs."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from msgspec import structs

from dealtrack.diagnostics import Path
from dealtrack.files.book import BookOnDisk, read_book, slug_of
from dealtrack.files.git import GitProblem
from dealtrack.files.git_objects import Objects
from dealtrack.files.git_tree import (
    Compared,
    GitTree,
    at_commit,
    differing,
    files_below,
    in_index,
    on_disk,
    rates_files,
)
from dealtrack.files.listing import DEALS
from dealtrack.files.settings import BadSettings, Settings, settings_of


class Named(NamedTuple):
    """A state of the book, and what it was called; empty for the index and the work tree."""

    name: str
    commit: str
    files: Compared

    @property
    def is_index(self) -> bool:
        """Whether it is what would be committed."""
        return not self.name and isinstance(self.files, GitTree)


class State(NamedTuple):
    """A state that was read. ``settings_problem`` tells why the settings are not those of its files."""

    named: Named
    book: BookOnDisk
    settings_problem: str = ""

    @property
    def unread(self) -> frozenset[str]:
        """The files of which nothing could be read."""
        return frozenset(file for file, dropped in self.book.dropped.items() if _is_all(dropped))

    @property
    def mistaken(self) -> frozenset[str]:
        """The files of which something was left out."""
        return frozenset(file for file, dropped in self.book.dropped.items() if not _is_all(dropped))


def _is_all(dropped: Mapping[Path, object]) -> bool:
    return () in dropped


def asked(objects: Objects, revision: str, *, staged: bool) -> tuple[Named, Named]:
    """The states that *revision* names: ``A..B``, ``A...B`` (from where B left A), or one and the work tree.

    With *staged*, one and the index. An end that is left out is HEAD. Raises GitProblem.
    """
    first, dots, last = revision.partition("..")
    if not dots:
        before = _at(objects, first or "HEAD")
        return before, Named("", "", in_index(objects) if staged else on_disk(objects, before.commit))
    is_symmetric = last.startswith(".")
    before, after = _at(objects, first or "HEAD"), _at(objects, last.removeprefix(".") or "HEAD")
    if is_symmetric:
        base = objects.merge_base(before.commit, after.commit)
        before = Named(base[:9], base, at_commit(objects, base))
    return before, after


def _at(objects: Objects, revision: str) -> Named:
    commit = objects.commit(revision)
    return Named(revision, commit, at_commit(objects, commit))


def is_revision(objects: Objects, text: str) -> bool:
    """Whether git knows a commit of that name."""
    try:
        return bool(objects.commit(text))
    except GitProblem:
        return False


def read_both(before: Named, after: Named, *, whole: bool = False) -> tuple[State, State]:
    """Both states. Where rates and settings are the same, only companies whose files differ; with *whole*, all."""
    company_files = files_below(before.files, DEALS) | files_below(after.files, DEALS)
    changed = differing(before.files, after.files, company_files)
    rated = rates_files(before.files) | rates_files(after.files)
    if not whole and not differing(before.files, after.files, rated):
        return _state(before, changed), _state(after, changed)
    first, second = _state(before, changed), _state(after, None)
    same = {file: second.book.book.companies.get(slug_of(file)) for file in second.book.files if file not in changed}
    unchanged = {slug_of(file): company for file, company in same.items() if company}
    companies = unchanged | dict(first.book.book.companies)
    book = structs.replace(first.book.book, companies=companies)
    return first._replace(book=structs.replace(first.book, book=book)), second


def _state(named: Named, only: Collection[str] | None) -> State:
    """A state, as far as it can be used: with the usual settings where its own cannot."""
    try:
        return State(named, read_book(named.files, settings_of(named.files), only=only))
    except BadSettings as error:
        return State(named, read_book(named.files, Settings(), only=only), str(error))


def compared_files(before: Named, after: Named) -> frozenset[str]:
    """The files of companies that have not the same bytes in both."""
    return differing(before.files, after.files, files_below(before.files, DEALS) | files_below(after.files, DEALS))
