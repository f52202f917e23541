"""The rows of what changed in one company, in the sources, in the investors: a row a field, with dollars beside it."""

from collections.abc import Iterable, Iterator
from typing import Any

from dealtrack.comparison.companies import CompanyChange
from dealtrack.comparison.records import FieldChange, RecordChange
from dealtrack.reports.changes.words import ADDED, CHANGED, REMOVED, field_title, record_title, telling, values
from dealtrack.reports.conversion import Converter
from dealtrack.reports.document import Align, Cell, Column, Missing, Money, Row, Section, Table, Tone, said
from dealtrack.reports.wording import company_name
from dealtrack.values.amount import Amount

TONES = {ADDED: Tone.DONE, REMOVED: Tone.ENDED, CHANGED: Tone.PLAIN}


def company_section(change: CompanyChange, before: Converter, after: Converter) -> Section:
    """What changed in a company, each figure with what it came to and comes to."""
    company = change.company
    return Section(change.slug, company_name(company), _table(_all(change), before, after), tuple(_heads(change)))


def _heads(change: CompanyChange) -> Iterator[Cell]:
    if change.before is None:
        yield said("company added")
    if change.after is None:
        yield said("company removed")
    if change.old_slug:
        yield said("file renamed: {old} → {new}", old=change.old_slug, new=change.slug)


def _all(change: CompanyChange) -> Iterator[RecordChange]:
    if change.own:
        yield change.own
    yield from change.records


def records_section(
    key: str, title: Cell, changes: Iterable[RecordChange], before: Converter, after: Converter
) -> Section:
    """What changed in sources or investors."""
    return Section(key, title, _table(changes, before, after))


def _table(changes: Iterable[RecordChange], before: Converter, after: Converter) -> Table:
    rows = tuple(row for change in changes for row in _rows(change, before, after))
    return Table(_columns(before.to, after.to), rows)


def _columns(before: str, after: str) -> tuple[Column, ...]:
    return (
        Column("mark", "", tight=True),
        Column("what", said("what"), flexible=True, narrowest=16),
        Column("field", said("field")),
        Column("before", said("before"), flexible=True, wraps=True, narrowest=12),
        Column("after", said("after"), flexible=True, wraps=True, narrowest=12),
        Column("converted_before", said("{currency} before", currency=before), Align.MONEY, dispensable=True),
        Column("converted_after", said("{currency} after", currency=after), Align.MONEY, dispensable=True),
    )


def mark_of(change: RecordChange) -> str:
    """Whether a record was added, removed or changed."""
    if change.before is None:
        return ADDED
    return REMOVED if change.after is None else CHANGED


def _rows(change: RecordChange, before: Converter, after: Converter) -> Iterator[Row]:
    mark = mark_of(change)
    title = record_title(change.kind, change.record, change.key, change.of)
    if change.old_key:
        yield Row((mark, title, said("id"), change.old_key, change.key, None, None), TONES[mark])
    fields = change.fields if mark == CHANGED else telling(change)
    for field in fields or ((FieldChange("", None, None),) if mark != CHANGED else ()):
        was, is_now = values(field)
        name = field_title(field.field) if field.field else None
        yield Row((mark, title, name, was, is_now, *_converted(change, field, before, after)), TONES[mark])


def _converted(change: RecordChange, field: FieldChange, before: Converter, after: Converter) -> tuple[Cell, Cell]:
    """What an amount came to and comes to, unless it stands there already; of a date, if another rate holds on it."""
    sums = _money(change.before, change.of, before), _money(change.after, change.of, after)
    if field.field == "amount":
        return sums if any(_is_converted(cell) for cell in sums) else (None, None)
    amounts = [getattr(record, "amount", None) for record in (change.before, change.after)]
    if field.field != "date" or amounts[0] != amounts[1] or _sum(sums[0]) == _sum(sums[1]):
        return None, None
    return sums


def _is_converted(cell: Cell) -> bool:
    """Whether a cell says what the amount beside it does not."""
    if isinstance(cell, Money) and cell.conversion:
        return bool(cell.conversion.rate) or cell.conversion.is_stated
    return isinstance(cell, Missing)


def _sum(cell: Cell) -> Amount | str | None:
    if isinstance(cell, Money):
        return cell.amount
    return cell.reason if isinstance(cell, Missing) else None


def _money(record: Any, of: Any, converter: Converter) -> Cell:
    """What a record's amount comes to; None where it has none, or withholds it."""
    amount: Amount | None = getattr(record, "amount", None)
    when = getattr(record, "date", None) or getattr(of, "date", None)
    if amount is None or amount.is_undisclosed or when is None:
        return None
    return converter.money(amount, record.equivalent, when)
