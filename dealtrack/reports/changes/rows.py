"""The rows of what changed in one company, in the sources, in the investors: a row a field, with dollars beside it."""

from collections.abc import Iterable, Iterator
from typing import Any

from dealtrack.comparison.companies import CompanyChange
from dealtrack.comparison.records import FieldChange, RecordChange
from dealtrack.reports.changes.words import field_title, record_title, telling, values
from dealtrack.reports.conversion import Converter
from dealtrack.reports.document import Align, Cell, Column, Money, Row, Section, Table, Tone, said
from dealtrack.reports.wording import company_name
from dealtrack.values.amount import Amount

ADDED, REMOVED, CHANGED = "+", "−", "→"
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
        Column("converted_before", said("{currency} before", currency=before), Align.MONEY),
        Column("converted_after", said("{currency} after", currency=after), Align.MONEY),
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
        converted = _converted(change, field, before), _converted_after(change, field, after)
        name = field_title(field.field) if field.field else None
        yield Row((mark, title, name, was, is_now, *_if_moved(field, converted)), TONES[mark])


def _if_moved(field: FieldChange, converted: tuple[Cell, Cell]) -> tuple[Cell, Cell]:
    """Of an amount, what it came to; of a date, only if another rate holds on the new one."""
    was, is_now = converted
    if field.field == "date" and isinstance(was, Money) and isinstance(is_now, Money) and was.amount == is_now.amount:
        return None, None
    return converted


def _converted(change: RecordChange, field: FieldChange, converter: Converter) -> Cell:
    return _money(change.before, change, field, converter)


def _converted_after(change: RecordChange, field: FieldChange, converter: Converter) -> Cell:
    return _money(change.after, change, field, converter)


def _money(record: Any, change: RecordChange, field: FieldChange, converter: Converter) -> Cell:
    """What a record's amount comes to, where the field is one that decides it, and it is in another currency."""
    amount: Amount | None = getattr(record, "amount", None)
    is_of_date = field.field == "date" and not any(each.field == "amount" for each in change.fields)
    if amount is None or amount.is_undisclosed or amount.currency == converter.to:
        return None
    if field.field != "amount" and not is_of_date:
        return None
    when = getattr(record, "date", None) or getattr(change.of, "date", None)
    return converter.money(amount, record.equivalent, when) if when else None
