"""Nodes to lines in the canonical layout. A block of lines is a list, indented as it stands in the file."""

from collections.abc import Iterable, Iterator

from msgspec import inspect

from dealtrack.files.formatting.nodes import Collection, Document, Entry, Lines, Scalar
from dealtrack.files.formatting.on_one_line import on_one_line
from dealtrack.files.formatting.ordering import meant, type_of
from dealtrack.files.formatting.scalars import INDENT, in_block
from dealtrack.model import Company, Deal

SECTIONS = frozenset(["deals", "valuations", "totals", "metrics", "events", "backers", "notes", "sources"])


def printed(document: Document, expected: inspect.Type) -> str:
    """The text of a document of a type."""
    root = document.root
    head = _from_first([*root.above, *([root.header] if root.header else ()), *root.between])
    lines = [*head, *_root(root, expected), *document.tail]
    return "\n".join(_from_first(lines)) + "\n"


def _root(root: Entry, expected: inspect.Type) -> Lines:
    value = root.value
    line = on_one_line(root, "", expected, is_section=True)
    if isinstance(value, Scalar) or line is not None:
        return [_with_comment(line or "", root.trailing)]
    if value.as_typed or not value.entries:
        return _last_with_comment(_in_brackets(value, 0), root.trailing)
    return _entries(value, expected, 0, is_root=True) + [root.trailing] * bool(root.trailing)


def _in_brackets(value: Collection, indent: int) -> Lines:
    """Brackets over several lines: those that stay as they were typed, or that hold nothing but comments."""
    if value.as_typed:
        first, *others = value.as_typed
        return [first, *_indented(others, indent + INDENT)]
    opened, closed = "{}" if value.is_mapping else "[]"
    return [opened, *_indented([*_from_first(value.tail), closed], indent + INDENT)]


def _entries(value: Collection, expected: inspect.Type, indent: int, *, is_root: bool = False) -> Lines:
    """The entries of a collection, each with its comments, and the comments behind the last."""
    expected = meant(expected, value)
    holds_sections = is_root and isinstance(expected, inspect.DictType)
    lines: Lines = []
    before: Entry | None = None
    for each in value.entries:
        inner = type_of(expected, each)
        above = each.above
        if before is None:
            above = above if is_root else _from_first(above)
        elif _ends_with_blank_lines(before):
            above = _from_first(above)
        elif "" not in above and _are_parted(before, each, expected, is_root=is_root, inner=inner):
            above = ["", *above]
        lines += _indented(above, indent)
        lines += _entry(each, inner, indent, is_section=holds_sections)
        before = each
    tail = _from_first(value.tail) if before is None or _ends_with_blank_lines(before) else value.tail
    return lines + _indented(tail, indent)


def _are_parted(one: Entry, other: Entry, expected: inspect.Type, *, is_root: bool, inner: inspect.Type) -> bool:
    """Whether a blank line stands between two entries: deals, entries of a table that is a file, sections."""
    if isinstance(expected, inspect.VarTupleType):
        return isinstance(inner, inspect.StructType) and inner.cls is Deal
    if not is_root or not (one.key and other.key):
        return False
    is_company = isinstance(expected, inspect.StructType) and expected.cls is Company
    return not is_company or one.key.value in SECTIONS or other.key.value in SECTIONS


def _entry(entry: Entry, expected: inspect.Type, indent: int, *, is_section: bool) -> Lines:
    lead = " " * indent + (f"{in_block(entry.key)}:" if entry.key else "-")
    line = on_one_line(entry, lead, expected, is_section=is_section)
    value = entry.value
    if line is not None:
        return _below_lead(entry, lead, [line], indent)
    if isinstance(value, Scalar):
        return _below_lead(entry, lead, list(_scalar_lines(value, indent)), indent)
    if value.as_typed or not value.entries:
        return _below_lead(entry, lead, _in_brackets(value, indent), indent)
    inside = _entries(value, expected, indent + INDENT)
    if entry.trailing:
        inside += _indented([entry.trailing], indent + INDENT)
    if entry.key or entry.header or entry.between:
        return [_with_comment(lead, entry.header), *_indented(entry.between, indent + INDENT), *inside]
    return [f"{lead} {inside[0].lstrip(' ')}", *inside[1:]]


def _below_lead(entry: Entry, lead: str, lines: Lines, indent: int) -> Lines:
    """A value whose first line stands behind its key or hyphen, or, with comments between them, below."""
    first, *others = lines
    if entry.header or entry.between:
        start = [_with_comment(lead, entry.header), *_indented(entry.between, indent + INDENT)]
        start += _indented([first] if first else [], indent + INDENT)
    else:
        start = [f"{lead} {first}" if first else lead]
    return _last_with_comment([*start, *others], entry.trailing)


def _last_with_comment(lines: Lines, comment: str) -> Lines:
    return [*lines[:-1], _with_comment(lines[-1], comment)]


def _scalar_lines(scalar: Scalar, indent: int) -> Iterator[str]:
    first, *others = scalar.lines
    yield _with_comment(first, scalar.comment)
    yield from _indented(others, indent + INDENT)


def _ends_with_blank_lines(entry: Entry) -> bool:
    """Whether blank lines below an entry would become part of its last text."""
    value = entry.value
    if isinstance(value, Scalar):
        return value.keeps_blank_lines
    return bool(value.entries) and not value.tail and not entry.trailing and _ends_with_blank_lines(value.entries[-1])


def _with_comment(line: str, comment: str) -> str:
    return f"{line}  {comment}" if comment else line


def _indented(lines: Iterable[str], indent: int) -> Lines:
    return [f"{' ' * indent}{line}" if line else "" for line in lines]


def _from_first(lines: Lines) -> Lines:
    """*lines* without blank ones at the top."""
    start = next((index for index, line in enumerate(lines) if line), len(lines))
    return lines[start:]
