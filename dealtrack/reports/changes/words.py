"""The words for what changed: what a record is called, which field it is, what was and is in it."""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

from dealtrack.comparison.records import FieldChange, RecordChange
from dealtrack.model import StatusStep
from dealtrack.reports.cells import Cell, Joined, Money, Names, Said, said
from dealtrack.reports.wording import deal_title, kind_title, round_title, status_words
from dealtrack.values.amount import Amount
from dealtrack.values.count import Count
from dealtrack.values.dates import PartialDate
from dealtrack.values.rounds import Round
from dealtrack.values.vocabulary import Kind, Status

ADDED, REMOVED, CHANGED = "+", "−", "→"
_MOST = 60  # characters of prose that are told in full
_AROUND = 24  # that are told before and behind what changed in longer prose


def record_title(kind: str, record: Any, key: str, of: Any = None) -> Cell:
    """What a record is called: ``B+, 2018-10``, ``valuation, 2019, Hurun``, ``claim of Tianyancha on B+``."""
    return _TITLES[kind](record, key, of)


def _dated(what: Cell) -> Callable[[Any, str, Any], Cell]:
    return lambda record, key, of: Joined((what, record.date, record.by))


_TITLES: Mapping[str, Callable[[Any, str, Any], Cell]] = {
    "company": lambda record, key, of: said("company"),
    "deals": lambda record, key, of: Joined((deal_title(record), record.date)),
    "claims": lambda record, key, of: said(
        "{who} on {deal}", who=record.by, deal=Joined((deal_title(of), of.date)) if of else ""
    ),
    "valuations": _dated(said("valuation")),
    "totals": _dated(said("stated total")),
    "metrics": lambda record, key, of: Joined((record.label, record.date)),
    "events": _dated(said("event")),
    "backers": _dated(said("investors, round not stated")),
    "sources": lambda record, key, of: Joined((said("source"), key), " "),
    "investors": lambda record, key, of: key,
}


def field_title(field: str) -> Cell:
    """A field by its key in the file; what is within it stays as it is: ``names.zh``."""
    first, *rest = field.split(".", 1)
    return Joined((Said(first.replace("_", " ")), *rest), ".") if rest else Said(first.replace("_", " "))


def values(change: FieldChange) -> tuple[Cell, Cell]:
    """What was and is in a field. Of lists only what went and what came, of long prose what is around the change."""
    before, after = change.before, change.after
    if _is_list(before) or _is_list(after):
        return _lists(before or (), after or ())
    if isinstance(before, str) and isinstance(after, str) and not isinstance(before, Enum):
        return _excerpts(before, after)
    return value_cell(before), value_cell(after)


def value_cell(value: Any) -> Cell:
    """One value as a cell."""
    for kind, cell in _CELLS:
        if isinstance(value, kind):
            return cell(value)
    return None if value is None else _shortened(str(value))


def _turns(steps: tuple[Any, ...]) -> Cell:
    if steps and isinstance(steps[0], StatusStep):
        return Joined(tuple(said("{status} ({date})", status=status_words(step.is_), date=step.on) for step in steps))
    return Names(steps) if steps else None


_CELLS: tuple[tuple[type, Callable[[Any], Cell]], ...] = (
    (Amount, lambda value: Joined((Money(value),))),  # in words, since its column holds other values, too
    (PartialDate, lambda value: value),
    (Count, lambda value: value),
    (Status, status_words),
    (Kind, kind_title),
    (Round, round_title),
    (Enum, lambda value: Said(value.value)),
    (bool, lambda value: said("yes") if value else said("no")),
    (tuple, _turns),
)


def _is_list(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], str)


def _lists(before: tuple[str, ...], after: tuple[str, ...]) -> tuple[Cell, Cell]:
    gone = tuple(name for name in before if name not in after)
    new = tuple(name for name in after if name not in before)
    if not (gone or new):
        return None, said("in another order")
    return _signed(REMOVED, gone), _signed(ADDED, new)


def _signed(sign: str, names: tuple[str, ...]) -> Cell:
    return Joined((sign, Names(names)), " ") if names else None


def _excerpts(before: str, after: str) -> tuple[str, str]:
    if max(len(before), len(after)) <= _MOST:
        return before, after
    shorter = min(len(before), len(after))
    start = next((at for at in range(shorter) if before[at] != after[at]), shorter)
    rest = shorter - start
    same_end = next((at for at in range(rest) if before[-1 - at] != after[-1 - at]), rest)
    return _excerpt(before, start, same_end), _excerpt(after, start, same_end)


def _excerpt(text: str, start: int, same_end: int) -> str:
    """What is between the parts that both texts have, and some of these."""
    first, last = max(0, start - _AROUND), min(len(text), len(text) - same_end + _AROUND)
    middle = text[first:last]
    if len(middle) > 3 * _MOST:
        middle = f"{middle[: 2 * _MOST]} … {middle[-_AROUND:]}"
    return f"{'…' if first else ''}{middle}{'…' if last < len(text) else ''}"


def _shortened(text: str) -> str:
    return text if len(text) <= 3 * _MOST else f"{text[: 3 * _MOST]}…"


# What is told of a record that was added or removed.
_TELLING: Mapping[str, tuple[str, ...]] = {
    "deals": ("amount", "status", "leads", "investors", "from"),
    "claims": ("amount",),
    "valuations": ("amount", "standing", "basis"),
    "totals": ("amount", "rounds"),
    "metrics": ("value", "amount"),
    "events": ("what",),
    "backers": ("investors",),
    "sources": ("publisher", "published", "title"),
    "investors": ("type", "state_owned", "parents"),
}


def telling(change: RecordChange) -> tuple[FieldChange, ...]:
    """The fields that say what was added or removed, each as it came or went."""
    record = change.record
    found = []
    for key in _TELLING[change.kind]:
        value = getattr(record, {"from": "from_"}.get(key, key))
        if value not in (None, (), {}):
            found.append(FieldChange(key, value, None) if change.after is None else FieldChange(key, None, value))
    return tuple(found)
