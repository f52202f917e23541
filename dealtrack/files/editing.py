"""Edits of a YAML text in place: nothing changes but the characters that are meant. Comments, blank lines, quotes, the
order of keys and the ends of lines stay as they were typed.
"""

import json
from collections.abc import Iterable, Iterator

from dealtrack.diagnostics import Change, Edit, Items, Reorder
from dealtrack.files.listed_items import Written, with_items
from dealtrack.files.places import Located
from dealtrack.files.reordering import reordered
from dealtrack.files.tree import compose


def edited(located: Located, edits: Iterable[Change], text: str | None = None) -> str:
    """The located text with *edits* made, or *text*, which differs from it in forbidden characters only.

    Of edits that overlap the first is made, and none that cannot be made. Lists are put in order when there is nothing
    else to change, since other edits move what they hold.
    """
    text = located.lines.text if text is None else text
    edits = tuple(dict.fromkeys(edits))
    changes = {change for edit in edits if isinstance(edit, Edit) for change in _changes(located, edit)}
    changes |= set(with_items(located, [edit for edit in edits if isinstance(edit, Items)], written_in_place))
    if not changes:
        for edit in edits:
            if isinstance(edit, Reorder):
                text = reordered(text, edit)
        return text
    parts, done = [], 0
    for span, new in sorted(changes):
        if span.start >= done:
            parts += [text[done : span.start], new]
            done = span.end
    return "".join([*parts, text[done:]])


def _changes(located: Located, edit: Edit) -> Iterator[Written]:
    if edit.place.span is not None:
        yield edit.place.span, edit.text
    elif found := located.marks.get(edit.place.path):
        span = found.key if edit.place.at_key else found.value
        written = written_in_place(located.lines.text[span.start : span.end], edit.text) if span else None
        if span and written is not None:
            yield span, written


def written_in_place(written: str, new: str) -> str | None:
    """*new* in the quotes that *written* has, or in none where none are needed; None for a text over several lines."""
    if "\n" in written or "\r" in written or written.startswith(("|", ">")):
        return None
    if written.startswith('"') or not new.isprintable():
        return json.dumps(new, ensure_ascii=False)
    if written.startswith("'"):
        return _quoted(new)
    is_plain = compose(f"[{new}]", "").tree == [new] and compose(f"a: {new}\n", "").tree == {"a": new}
    return new if is_plain else _quoted(new)


def _quoted(text: str) -> str:
    doubled = text.replace("'", "''")
    return f"'{doubled}'"
