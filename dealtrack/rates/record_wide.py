"""A record with one row a day and one column a pair, in its publisher's layout."""

from collections.abc import Mapping
from decimal import Decimal

from dealtrack.rates.readers.cells import Sheet, sheet_of, shifted
from dealtrack.rates.readers.publisher import Publisher
from dealtrack.rates.readers.wide import Column
from dealtrack.rates.recorded import Conflict, NotImportable, Recording
from dealtrack.rates.table import MISSING, Pair, Series

_Days = dict[str, dict[str, str]]
_Columns = dict[str, Column]


def record(recorded: str, file: str, published: Series, publisher: Publisher) -> Recording:
    """Add what is *published* to the text *recorded* of a *file*. Raises NotImportable."""
    sheet = sheet_of(recorded, file)
    old = _old(sheet)
    columns = _columns(sheet, published, publisher)
    new = _new(published, columns)
    conflicts: list[Conflict] = []
    merged: _Days = {}
    added = 0
    for day in sorted({*old, *new}, reverse=publisher.newest_first):
        was, now = old.get(day, {}), new.get(day, {})
        row = {head: _cell(day, head, was, now, conflicts) for head in columns}
        added += sum(value not in MISSING and was.get(head, "") in MISSING for head, value in row.items())
        if day in old or any(value not in MISSING for value in row.values()):
            merged[day] = row
    above = recorded[: sheet.offset] if recorded else publisher.attribution
    first = sheet.heads[0] if recorded else publisher.day
    text = above + _text(first, merged, list(columns), publisher) if added else recorded
    return Recording(file, text, added, len(merged), tuple(conflicts))


def _columns(sheet: Sheet, published: Series, publisher: Publisher) -> _Columns:
    """The columns that the record has, by their heads, and those that it is to have besides."""
    kept = zip(sheet.heads[1:], publisher.layout(sheet).columns, strict=True)
    columns = {head: column for head, column in kept if column}
    known = {column.pair for column in columns.values()}
    new = (pair for pair, figures in published.columns.items() if not MISSING.issuperset(figures))
    return columns | dict(_headed(publisher, pair) for pair in new if pair not in known)


def _headed(publisher: Publisher, pair: Pair) -> tuple[str, Column]:
    """The head of a pair's column, and what the column holds. Raises NotImportable."""
    headed = publisher.head_of(pair)
    if headed is None:
        raise NotImportable(f"{'/'.join(pair)} is no pair that {publisher.source} publishes")
    return headed


def _old(sheet: Sheet) -> _Days:
    """The cells of the record as they stand, by day and head; rows of one day are one."""
    days: _Days = {}
    for row in sheet.rows():
        known = days.setdefault(row[0].text, {})
        for head, cell in zip(sheet.heads[1:], row[1:], strict=False):
            if head and (cell.text not in MISSING or head not in known):
                known[head] = cell.text
    return days


def _new(published: Series, columns: _Columns) -> _Days:
    """The published figures by day and head, for as many units as the head says."""
    days: _Days = {day.isoformat(): {} for day in published.days}
    for head, column in columns.items():
        for day, figure in zip(days, published.columns.get(column.pair, ()), strict=False):
            if figure not in MISSING:
                days[day][head] = shifted(figure, column.power)
    return days


def _cell(day: str, head: str, was: Mapping[str, str], now: Mapping[str, str], conflicts: list[Conflict]) -> str:
    recorded, published = was.get(head, ""), now.get(head, "")
    if recorded in MISSING:
        return published or recorded
    if published not in MISSING and Decimal(published) != Decimal(recorded):
        conflicts.append(Conflict(day, head, recorded, published))
    return recorded


def _text(first: str, days: _Days, heads: list[str], publisher: Publisher) -> str:
    missing, end = publisher.missing, publisher.end
    lines = [",".join([first, *heads]) + end]
    lines += [",".join([day, *(row.get(head) or missing for head in heads)]) + end for day, row in days.items()]
    return "\n".join(lines) + "\n"
