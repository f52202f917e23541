"""A new item of a list, or a new entry of a mapping, put into a YAML text: all that stood there stays to the byte.

The one thing that gives way is what says that there is nothing: ``[]``, ``{}``, ``~`` and ``null``. A text is
given back only when it is read as the old one with the new fact in it.
"""

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import structs

from dealtrack.diagnostics import Path
from dealtrack.files.extents import bodies, column_of, first_line
from dealtrack.files.inserting.brackets import among_brackets, are_in_brackets
from dealtrack.files.inserting.layouts import layout_of, newline_of, padded, usual_layout
from dealtrack.files.inserting.lines import at_the_end, beside, gap_of_sections, lines_below_key, lines_of, lines_under
from dealtrack.files.inserting.new import CannotInsert, New
from dealtrack.files.tree import Marks, compose, mark
from dealtrack.files.yaml_text import Value, in_brackets

__all__ = ["CannotInsert", "New", "inserted"]

_NOTHING = re.compile(r"\[[ \t]*\]|\{[ \t]*\}|~|[Nn]ull|NULL")


def inserted(text: str, new: New) -> str:
    """*text* (without a byte order mark) with *new* in it. Raises CannotInsert."""
    composed = compose(text, "")
    tree = composed.tree
    if [fault.rule for fault in composed.faults] == ["empty-file"]:
        tree = {}
    elif composed.faults or not isinstance(tree, dict):
        raise CannotInsert("it cannot be read as it stands")
    wanted = _wanted(tree, new)
    for candidate in _candidates(text, tree, new):
        after = compose(candidate, "")
        if after.tree == wanted and not after.faults:
            return candidate
    unended = "" if text.endswith("\n") else ": end its last line"
    raise CannotInsert(f"it is laid out in a way that leaves no safe place for what is new{unended}")


def _wanted(tree: Any, new: New) -> Any:
    """The tree that is to come of it. Raises CannotInsert where a value of another shape, or the key, is there."""
    tree = copy.deepcopy(tree)
    here = tree
    for step in new.path[:-1]:
        here = here[step]
    holder = _child(tree, new.path)
    if holder is None:
        holder = here[new.path[-1]] = {} if new.key is not None else []
    entries = [] if new.key is None else [new.key, *new.more]
    if not isinstance(holder, dict if new.key is not None else list) or any(key in holder for key in entries):
        raise CannotInsert(f"its {new.path[-1] if new.path else 'text'} has something else already")
    if isinstance(holder, dict):
        holder |= _plain(new.holder)
    else:
        holder.insert(len(holder) if new.index is None else new.index, _plain(new.value))
    return tree


def _plain(value: Value) -> Any:
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value]


def _child(tree: Any, path: Path) -> Any:
    for step in path:
        tree = tree.get(step) if isinstance(tree, dict) else tree[step]
    return tree


def _candidates(text: str, tree: Any, new: New) -> Iterator[str]:
    """Texts that *new* could be in, the likeliest first; not each of them means what it should."""
    marks = mark(text)
    holder = _child(tree, new.path)
    if holder:
        yield from _among(text, marks, [*holder] if isinstance(holder, dict) else range(len(holder)), new)
    elif not new.path:
        yield from _in_an_empty_text(text, new)
    elif new.path in marks:
        yield from _in_the_place_of_nothing(text, marks, new)
    else:
        yield from _under_a_new_key(text, tree, marks, new)


def _among(text: str, marks: Marks, steps: Sequence[int | str], new: New) -> Iterator[str]:
    """Beside the children *steps* that there are."""
    at = new.position(steps)
    start = marks[new.path].value.start
    if text.startswith(("[", "{"), start):
        yield from among_brackets(text, marks, steps, at, new)
        return
    layout = layout_of(text, marks, new.path, steps, max(0, at - 1), new.layout)
    lines = lines_of(new, layout)
    spans = list(bodies(text, marks, new.path, steps))
    if len(spans) == len(steps):
        yield from beside(text, spans, at, lines, layout)


def _in_an_empty_text(text: str, new: New) -> Iterator[str]:
    """Below the comments of a text that holds nothing else, or in its ``{}``."""
    layout = structs.replace(new.layout, indent=0, newline=newline_of(text))
    lines = lines_of(new, layout)
    yield at_the_end(text, lines, structs.replace(layout, gap=1 if text.strip() else 0))
    for match in _NOTHING.finditer(text):
        yield f"{text[: match.start()]}{layout.newline.join(lines)}{text[match.end() :]}"


def _in_the_place_of_nothing(text: str, marks: Marks, new: New) -> Iterator[str]:
    """Under a key that is there already, with ``[]``, ``{}``, ``~`` or nothing at all for its value."""
    found = marks[new.path]
    key = found.key
    if key is None:
        return
    nothing = _NOTHING.fullmatch(text, found.value.start, found.value.end)
    colon = text.index(":", key.end) + 1
    start, end = (found.value.start, found.value.end) if nothing else (colon, colon)
    if not are_in_brackets(text, marks, new.path[:-1]):
        yield from lines_under(text, key.start, (start, end), new, usual_layout(text, marks, new.layout))
    layout = padded(text, marks, new.layout)
    inner = in_brackets(new.holder, layout)
    yield f"{text[:start]}{'' if nothing else ' '}{inner}{text[end:]}"
    yield f"{text[: found.value.start + 1]}{inner[1:-1]}{text[found.value.start + 1 :]}"


def _under_a_new_key(text: str, tree: Any, marks: Marks, new: New) -> Iterator[str]:
    """In a section of its own, in the place where it belongs among those that there are."""
    *outer, key = new.path
    section = New(tuple(outer), new.holder, str(key), before=new.before, layout=new.layout)
    siblings = list(_child(tree, section.path))
    if are_in_brackets(text, marks, section.path):
        yield from among_brackets(text, marks, siblings, section.position(siblings), section)
        return
    at = section.position(siblings)
    spans = list(bodies(text, marks, section.path, siblings))
    column = column_of(text, first_line(text, marks, (*section.path, siblings[0])))
    layout = usual_layout(text, marks, new.layout)
    lines = lines_below_key(new, column, layout)
    layout = structs.replace(layout, gap=gap_of_sections(text, spans))
    lines = [f"{' ' * column}{key}:", *lines]
    if len(spans) == len(siblings):
        is_tight = 0 < at < len(spans) and text.count("\n", spans[at - 1].end, spans[at].start) == 1
        yield from beside(text, spans, at, [*lines, *[""] * (layout.gap if is_tight else 0)], layout)
        yield from beside(text, spans, len(spans) - 1, lines, layout)  # the last may be a text that nothing can follow
