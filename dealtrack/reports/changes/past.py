"""How a company's record came to be, commit by commit; and which commit last set each of its values."""

from collections.abc import Iterable, Iterator

from dealtrack.comparison.history import Commit, History, Origin, Step, Version
from dealtrack.comparison.records import RecordChange
from dealtrack.model import Company
from dealtrack.reports.cells import Cell, Joined, Said, Tone, said
from dealtrack.reports.changes.rows import TONES, mark_of
from dealtrack.reports.changes.words import (
    ADDED,
    CHANGED,
    REMOVED,
    field_title,
    record_title,
    telling,
    value_cell,
    values,
)
from dealtrack.reports.document import Column, Document, Row, Section, Table
from dealtrack.reports.legend import legend_of
from dealtrack.reports.wording import company_name

_SHORT = 9  # characters of a hash
_COMMIT = (Column("commit", said("commit")), Column("day", said("date")), Column("author", said("author"), rank=2))


def log(slug: str, past: History, deal: str = "") -> Document:
    """What each commit changed in a company, or in the *deal* of that id alone, newest first."""
    wanted = _OfDeal(deal)
    rows = [row for step in past.steps() for row in _step_rows(step, wanted if deal else None)]
    columns = (
        *_COMMIT, Column("mark", "", tight=True), Column("what", said("what"), flexible=True, narrowest=16),
        Column("change", said("change"), flexible=True, wraps=True, narrowest=20),
    )  # fmt: skip
    lines = tuple(_edges(past.versions))
    return _document("log", Section(slug, _name(past), Table(columns, tuple(rows)), lines))


def blame(slug: str, past: History) -> Document:
    """Each value of a company as it is, and the commit that last set it."""
    rows = tuple(_origin_row(origin) for origin in past.origins() if origin.value.field != "notes")
    columns = (
        *_COMMIT, Column("what", said("what"), flexible=True, narrowest=16), Column("field", said("field")),
        Column("value", said("value"), flexible=True, wraps=True, narrowest=16),
    )  # fmt: skip
    return _document("blame", Section(slug, _name(past), Table(columns, rows), tuple(_edges(past.versions))))


def _document(name: str, section: Section) -> Document:
    document = Document(name, (section,))
    return Document(name, (section,), legend=legend_of(document.cells()))


def _name(past: History) -> Cell:
    company = next((version.company for version in past.versions if version.company), Company("x"))
    return company_name(company)


def _commit(commit: Commit) -> tuple[Cell, ...]:
    return commit.hash[:_SHORT], str(commit.day), commit.author


class _OfDeal:
    """Which records are those of one deal: the way back, its id is the one that it had."""

    def __init__(self, deal: str) -> None:
        self.deal = deal

    def __call__(self, change: RecordChange) -> bool:
        if change.kind == "claims":
            return getattr(change.of, "id", "") == self.deal
        return change.kind == "deals" and change.key == self.deal

    def passed(self, changes: Iterable[RecordChange]) -> None:
        """Go on with the id that the deal had before these *changes*."""
        old = (each.old_key for each in changes if each.kind == "deals" and each.key == self.deal and each.old_key)
        self.deal = next(old, self.deal)


def _step_rows(step: Step, wanted: _OfDeal | None) -> Iterator[Row]:
    commit = _commit(step.version.commit)
    if step.change is None:
        yield Row((*commit, "", said("the file"), said("cannot be read")), Tone.ENDED)
        return
    if not wanted:
        yield from (Row((*commit, *cells)) for cells in _file_cells(step))
    records = (*((step.change.own,) if step.change.own else ()), *step.change.records)
    for change in records:
        if not wanted or wanted(change):
            yield from _record_rows(commit, change)
    if wanted:
        wanted.passed(records)


def _file_cells(step: Step) -> Iterator[tuple[Cell, ...]]:
    change = step.change
    if change is None:
        return
    if change.before is None:
        yield ADDED, said("company"), said("on record already") if step.version.is_edge else said("added")
    if change.after is None:
        yield REMOVED, said("company"), said("removed")
    if change.old_slug:
        yield CHANGED, said("company"), said("file renamed: {old} → {new}", old=change.old_slug, new=change.slug)
    if step.version.has_mistakes:
        yield "", said("the file"), said("has mistakes: what is wrong there is left out")


def _record_rows(commit: tuple[Cell, ...], change: RecordChange) -> Iterator[Row]:
    mark = mark_of(change)
    title = record_title(change.kind, change.record, change.key, change.of)
    if mark != CHANGED:
        yield Row((*commit, mark, title, _came(change, mark)), TONES[mark])
        return
    if change.old_key:
        yield Row((*commit, mark, title, _turn(said("id"), change.old_key, change.key)), TONES[mark])
    for field in change.fields:
        yield Row((*commit, mark, title, _turn(field_title(field.field), *values(field))), TONES[mark])


def _came(change: RecordChange, mark: str) -> Cell:
    """``added: CNY 1.8bn, completed``."""
    cells = tuple(value_cell(field.before if field.after is None else field.after) for field in telling(change))
    done = said("added") if mark == ADDED else said("removed")
    return said("{what}: {told}", what=done, told=Joined(cells)) if cells else done


def _turn(field: Cell, before: Cell, after: Cell) -> Said:
    """``amount: undisclosed → ~CNY 1bn``; of lists, what went and what came."""
    if any(_is_signed(cell) for cell in (before, after)):
        return said("{what}: {told}", what=field, told=Joined((before, after)))
    ends = (before or said("none"), after or said("none"))
    return said("{what}: {told}", what=field, told=Joined(ends, " → "))


def _is_signed(cell: Cell) -> bool:
    """Whether a cell tells what came to a list or went."""
    return isinstance(cell, Joined) and cell.parts[0] in (ADDED, REMOVED)


def _origin_row(origin: Origin) -> Row:
    title = record_title(origin.kind, origin.record, getattr(origin.record, "id", ""), origin.of)
    value = origin.value
    cells = (title, field_title(value.field), value_cell(value.after))
    return Row((*_commit(origin.version.commit), *cells))


def _edges(versions: Iterable[Version]) -> Iterator[Cell]:
    for version in versions:
        if version.is_edge:
            commit = version.commit.hash[:_SHORT]
            yield said("this clone's history begins at {commit}: what stood there may be older", commit=commit)
