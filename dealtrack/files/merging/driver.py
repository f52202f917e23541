"""Three texts of one file to the text that git is given: merged by what they say, and never without a second look."""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import msgspec

from dealtrack.files.listing import INVESTORS, SOURCES
from dealtrack.files.merging.rates import Table, cut_rates, rank_of_row
from dealtrack.files.merging.segments import Cut, Lines, Unmergeable, cut
from dealtrack.files.merging.threeway import Merge, Part, Resolve, text_lines, tree_of
from dealtrack.files.reading import read_record
from dealtrack.files.tree import compose
from dealtrack.model import Company, Investor, Source
from dealtrack.rates.readers import read_rates
from dealtrack.values.dates import BadDate, PartialDate, parse_date


class Merged(msgspec.Struct, frozen=True):
    """The text of a merged file, and how many conflicts stand in it between markers."""

    text: str
    conflicts: int


def merge(base: str, ours: str, theirs: str, file: str) -> Merged:
    """The changes from *base* to *theirs* made to *ours*. *base* is empty where there was no such file.

    What comes out is read again: it must say what was decided, and have no fault that neither side has. Raises
    Unmergeable where it would not, or where a text cannot be cut.
    """
    ends_in_crlf = "\r\n" in ours and ours.count("\r\n") == ours.count("\n")
    base, theirs = (text.replace("\r\n", "\n") for text in (base, theirs))
    if ends_in_crlf:
        theirs = theirs.replace("\n", "\r\n")
    done = _merged_rates(base, ours, theirs, file) if file.endswith(".csv") else _merged_yaml(base, ours, theirs, file)
    if ends_in_crlf:
        return Merged(done.text.replace("\r\n", "\n").replace("\n", "\r\n"), done.conflicts)
    return done


def _merged_yaml(base: str, ours: str, theirs: str, file: str) -> Merged:
    cuts = [_cut(text) if text.strip() else Cut((), ()) for text in (base, ours, theirs)]

    def join(resolve: Resolve) -> tuple[Lines, Any, int]:
        merge = Merge(resolve, _rank_of_fact)
        parts = merge.joined(*(each.segments for each in cuts), is_list=False)
        lines = text_lines([*parts, Part((), cuts[1].rest, None, None)] if cuts[1].rest else parts)
        return lines, tree_of(parts, {}), merge.conflicts

    allowed = _faults(ours, file) | _faults(theirs, file)

    def check(text: str, tree: Any) -> None:
        again = compose(text, file)
        if again.faults or again.tree != tree or _faults(text, file) - allowed:
            raise Unmergeable("the parts do not fit together")

    return _checked(join, check)


def _merged_rates(base: str, ours: str, theirs: str, file: str) -> Merged:
    tables = [cut_rates(text) for text in (base, ours, theirs)]
    head = _head(*tables)
    longest = max(tables, key=lambda table: len(table.rows))

    def join(resolve: Resolve) -> tuple[Lines, Any, int]:
        merge = Merge(resolve, rank_of_row(newest_first=longest.is_newest_first))
        parts = merge.joined(*(each.rows for each in tables), is_list=False)
        return (*head, *text_lines(parts)), [part.tree for part in parts if part.is_there], merge.conflicts

    allowed = _rate_faults(ours, file) | _rate_faults(theirs, file)

    def check(text: str, rows: Any) -> None:
        if [row.tree for row in cut_rates(text).rows] != rows or _rate_faults(text, file) - allowed:
            raise Unmergeable("the rows do not fit together")

    return _checked(join, check)


def _checked(join: Callable[[Resolve], tuple[Lines, Any, int]], check: Callable[[str, Any], None]) -> Merged:
    """The merge with markers, after both ways to resolve all of its conflicts have been looked at."""
    lines, _, conflicts = join(Resolve.MARKED)
    for resolve in (Resolve.OURS, Resolve.THEIRS) if conflicts else (Resolve.OURS,):
        resolved, tree, _ = join(resolve)
        check("".join(resolved), tree)
    return Merged("".join(lines), conflicts)


def _cut(text: str) -> Cut:
    composed = compose(text, "")
    if composed.faults:
        raise Unmergeable("it is no sound YAML")
    return cut(text, composed.tree)


def _head(base: Table, ours: Table, theirs: Table) -> Lines:
    """The lines above the rows: those that changed. Raises Unmergeable where the columns differ."""
    if {table.columns for table in (base, ours, theirs) if table.head} != {ours.columns}:
        raise Unmergeable("the columns differ")
    if ours.head == base.head:
        return theirs.head
    if theirs.head in (base.head, ours.head) or not base.head:
        return ours.head
    raise Unmergeable("both sides changed what stands above the rows")


def _rank_of_fact(tree: Any) -> tuple[PartialDate, str] | None:
    """Facts with a date stand oldest first; of one date, in the same order on whichever side they come from."""
    when = (tree.get("date") or tree.get("on")) if isinstance(tree, dict) else None
    if not isinstance(when, str):
        return None
    try:
        return parse_date(when), json.dumps(tree, ensure_ascii=False, sort_keys=True)
    except BadDate:
        return None


def _faults(text: str, file: str) -> set[tuple[str, str, int]]:
    """What is wrong with the text as a file of the book: rules, what they found, how often."""
    types: dict[str, Any] = {SOURCES: dict[str, Source], INVESTORS: dict[str, Investor]}
    known = next((types[name] for name in types if f"/{file}".endswith(f"/{name}")), Company)
    return _counted(read_record(text, file, known).salvaged.faults) if text.strip() else set()


def _rate_faults(text: str, file: str) -> set[tuple[str, str, int]]:
    return _counted(read_rates(text, file)[1]) if text.strip() else set()


def _counted(faults: Any) -> set[tuple[str, str, int]]:
    return {(*said, number) for said, number in Counter((each.rule, each.text) for each in faults).items()}


def is_sound(text: str, file: str) -> bool:
    """Whether the text of a file can be read without a fault."""
    return not (_rate_faults if file.endswith(".csv") else _faults)(text, file)
