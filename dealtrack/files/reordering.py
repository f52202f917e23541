"""The items of a list in another order, each with the comments that belong to it; all else stays in place."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from dealtrack.diagnostics import Path, Reorder, Span
from dealtrack.files.extents import bodies as bodies_of
from dealtrack.files.tree import Marks, compose, mark


def reordered(text: str, edit: Reorder) -> str:
    """*text* with a list in another order; as it is where not all of it would mean the same."""
    tree, path = compose(text, "").tree, edit.place.path
    items = _node(tree, path)
    if not isinstance(items, list) or sorted(edit.order) != list(range(len(items))):
        return text
    marks = mark(text)
    in_brackets = text.startswith("[", marks[path].value.start)
    bodies = list((_bodies_in_brackets if in_brackets else bodies_of)(text, marks, path, range(len(items))))
    if len(bodies) != len(items) or any(one.end > other.start for one, other in pairwise(bodies)):
        return text
    parts, done = [], 0
    for body, source in zip(bodies, edit.order, strict=True):
        parts += [text[done : body.start], text[bodies[source].start : bodies[source].end]]
        done = body.end
    after = "".join([*parts, text[done:]])
    items[:] = [items[source] for source in edit.order]
    return after if compose(after, "").tree == tree else text


def _node(tree: Any, path: Path) -> Any:
    for step in path:
        tree = tree.get(step) if isinstance(tree, dict) else None
    return tree


def _bodies_in_brackets(text: str, marks: Marks, path: Path, steps: Sequence[int]) -> Iterator[Span]:
    """The items themselves; none where comments stand between them."""
    items = [marks[*path, index].value for index in steps]
    gaps = pairwise([marks[path].value.start, *(at for item in items for at in (item.start, item.end))])
    if not any("#" in text[start:end] for start, end in list(gaps)[::2]):
        yield from items
