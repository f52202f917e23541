"""How a file writes its records: learned from the neighbours of a new one, else from other lists of the file."""

import re
from collections.abc import Sequence

from msgspec import structs

from dealtrack.diagnostics import Path
from dealtrack.files.extents import bodies, column_of, first_line
from dealtrack.files.tree import Marks
from dealtrack.files.yaml_text import Layout

_PADDING = re.compile(r"[\[{]( *)(?=[^ \n\r#\]}])")


def newline_of(text: str) -> str:
    """How the lines of *text* end: as the first does."""
    match = re.search(r"\r?\n", text)
    return match[0] if match else "\n"


def layout_of(text: str, marks: Marks, path: Path, steps: Sequence[int | str], near: int, default: Layout) -> Layout:
    """The layout of the block list or mapping at *path* with the children *steps*, of which that at *near* is followed.

    Where these do not tell, as *default* says.
    """
    child = (*path, steps[near])
    found = marks[child]
    indent = column_of(text, first_line(text, marks, child))
    in_brackets = text.startswith(("{", "["), found.value.start)
    layout = structs.replace(
        padded(text, marks, default), indent=indent, brackets=in_brackets, newline=newline_of(text)
    )
    layout = structs.replace(layout, gap=_gap(text, marks, path, steps, near, 0 if in_brackets else default.gap))
    if in_brackets:
        return layout
    start = text.rfind("\n", 0, found.value.start) + 1
    if any(path[:-1] == child for path in marks):
        layout = structs.replace(layout, step=found.value.start - start - indent)
    return structs.replace(layout, list_offset=_list_offset(text, marks, child, default.list_offset))


def padded(text: str, marks: Marks, default: Layout) -> Layout:
    """*default* with what stands inside the brackets of the file, of the first that hold something."""
    found: dict[str, str] = {}
    for mark in marks.values():
        match = _PADDING.match(text, mark.value.start, mark.value.end)
        if match:
            found.setdefault("padding" if match[0][0] == "{" else "list_padding", match[1][:1])
    return structs.replace(default, newline=newline_of(text), **found)


def usual_layout(text: str, marks: Marks, default: Layout) -> Layout:
    """*default* with what the first block list of records on the text's highest level tells of the others."""
    default = padded(text, marks, default)
    for path in marks:
        if len(path) == 2 and path[1] == 0 and text[marks[path[:-1]].value.start] == "-":
            found = layout_of(text, marks, path[:-1], [0], 0, default)
            return structs.replace(found, brackets=default.brackets, gap=default.gap)
    return default


def _gap(text: str, marks: Marks, path: Path, steps: Sequence[int | str], near: int, default: int) -> int:
    """The blank lines between the child at *near* and the one above it, or else below it."""
    spans = list(bodies(text, marks, path, steps))
    if len(spans) < 2 or len(spans) != len(steps):
        return default
    above = max(near, 1)
    between = text[spans[above - 1].end : spans[above].start]
    return sum(not line.strip() for line in between.split("\n")[1:-1])


def _list_offset(text: str, marks: Marks, record: Path, default: int | None) -> int | None:
    """How far further in than its key a list of texts in *record* has its hyphens; None where any has brackets.

    A list that is too long for a line has hyphens in a file that else has brackets.
    """
    holders = {path[:-1] for path in marks if path}
    offsets: list[int] = []
    for path, found in marks.items():
        if path[:-1] == record and (*path, 0) in marks and (*path, 0) not in holders and found.key:
            if text.startswith("[", found.value.start):
                return None
            hyphens = column_of(text, first_line(text, marks, (*path, 0)))
            offsets.append(hyphens - (found.key.start - text.rfind("\n", 0, found.key.start) - 1))
    return offsets[0] if offsets else default
