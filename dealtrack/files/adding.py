"""New facts in the text of a company's file: each in its list, in its place in time, in the layout of its neighbours.

A fact is a mapping of keys to texts, lists and mappings, as it is to stand in the file.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from dealtrack.diagnostics import Path
from dealtrack.files.inserting import CannotInsert, New, inserted
from dealtrack.files.inserting.steps import with_list_of_steps
from dealtrack.files.tree import compose
from dealtrack.files.yaml_text import Layout, Value, entry_lines
from dealtrack.model import Company
from dealtrack.values.dates import BadDate, PartialDate, parse_date

Fact = Mapping[str, Value]

_KEYS = tuple(field.encode_name for field in msgspec.structs.fields(Company))
_BLOCK, _BRACKETS = Layout(), Layout(brackets=True)
_LAYOUTS = {"deals": Layout(gap=1), "valuations": _BRACKETS, "totals": _BRACKETS}
SCHEMA_OF_A_COMPANY = "# yaml-language-server: $schema=../seeds/company.schema.json"
SCHEMA_OF_SOURCES = "# yaml-language-server: $schema=sources.schema.json"
SCHEMA_OF_INVESTORS = "# yaml-language-server: $schema=investors.schema.json"


def new_company(fields: Fact) -> str:
    """The text of a new company's file, its keys in their usual order."""
    ordered = [(key, fields[key]) for key in _KEYS if fields.get(key)]
    brackets = msgspec.structs.replace(_BLOCK, brackets=True)
    lines = [line for key, value in ordered for line in entry_lines(key, value, 0, brackets)]
    return "".join(f"{line}\n" for line in [SCHEMA_OF_A_COMPANY, *lines])


def with_fact(text: str, key: str, fact: Fact) -> str:
    """*text* with *fact* in the list of that *key*: oldest first, where the list is so. Raises CannotInsert."""
    tree = compose(text, "").tree
    facts = tree.get(key) if isinstance(tree, dict) else None
    index = _place_in_time(facts, fact["date"], "date", must_be_sorted=key != "deals")
    return inserted(text, New((key,), fact, index=index, layout=_LAYOUTS.get(key, _BLOCK), before=_behind(key)))


def with_step(text: str, deal: int, step: Fact, first: Fact) -> str:
    """*text* with one more *step* in the status of the deal of that number.

    A status of one word becomes a list, of which the word is the first step, with what *first* says of it but ``is``.
    Raises CannotInsert.
    """
    tree = compose(text, "").tree
    try:
        status = tree["deals"][deal]["status"]
    except (KeyError, IndexError, TypeError):
        raise CannotInsert("its deals cannot be read as they stand") from None
    path: Path = ("deals", deal, "status")
    if isinstance(status, str):
        return with_list_of_steps(text, path, first, step)
    return inserted(text, New(path, step, index=_place_in_time(status, step["on"], "on"), layout=_BRACKETS))


def with_own_source(text: str, source_id: str, source: Fact) -> str:
    """*text*, of a company's file, with a source of its own. Raises CannotInsert."""
    return inserted(text, New(("sources",), source, source_id, layout=_BRACKETS))


def with_shared_source(text: str, source_id: str, source: Fact) -> str:
    """*text*, of ``seeds/sources.yaml`` or empty, with one more source. Raises CannotInsert."""
    text = text or f"{SCHEMA_OF_SOURCES}\n"
    return inserted(text, New((), source, source_id, layout=msgspec.structs.replace(_BLOCK, indent=0, gap=1)))


def with_investors(text: str, investors: Mapping[str, Fact]) -> str:
    """*text*, of ``seeds/investors.yaml`` or empty, with more *investors* by their names. Raises CannotInsert."""
    text = text or f"{SCHEMA_OF_INVESTORS}\n"
    (name, first), *others = investors.items()
    layout = msgspec.structs.replace(_BLOCK, indent=0, gap=1)
    return inserted(text, New((), first, name, layout=layout, more=dict(others)))


def _behind(key: str) -> tuple[str, ...]:
    """The keys of a company that stand behind *key*."""
    return _KEYS[_KEYS.index(key) + 1 :]


def _place_in_time(facts: Any, day: Value, key: str, *, must_be_sorted: bool = False) -> int | None:
    """The number that a fact of that *day* gets among *facts*: behind those that are not later; None for the last.

    Last it comes as well where the *facts* are no list that is sorted, and *must_be_sorted*.
    """
    dates = [_date(each.get(key) if isinstance(each, dict) else None) for each in facts or ()]
    when = _date(day)
    known = [date for date in dates if date]
    if when is None or (must_be_sorted and not _is_sorted(known)):
        return None
    return next((number for number, date in enumerate(dates) if date and date > when), None)


def _is_sorted(dates: Sequence[PartialDate]) -> bool:
    return list(dates) == sorted(dates)


def _date(text: Any) -> PartialDate | None:
    try:
        return parse_date(text) if isinstance(text, str) else None
    except BadDate:
        return None
