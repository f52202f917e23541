"""Items of a list that become several, or go, in a YAML text: what is written between the others stays as it was typed.

Nothing is changed where a comment would have to go with an item, or where an item stands on more than its own line.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import count, takewhile

from dealtrack.diagnostics import Items, Path, Span
from dealtrack.files.places import Located
from dealtrack.files.tree import Marks

Written = tuple[Span, str]  # the characters, and what they become
AsWritten = Callable[[str, str], str | None]  # the scalar as it is typed and its new text, to that as it is to be typed


def with_items(located: Located, edits: Iterable[Items], as_written: AsWritten) -> Iterator[Written]:
    """The changes of the text that *edits* ask for."""
    by_list: dict[Path, dict[int, tuple[str, ...]]] = {}
    for edit in edits:
        by_list.setdefault(edit.place.path[:-1], {})[int(edit.place.path[-1])] = edit.texts
    for path, texts in by_list.items():
        if path in located.marks:
            yield from _List(located, path, texts, as_written).changes()


class _List:
    """A list in a text, and what is to become of some of its items."""

    def __init__(
        self, located: Located, path: Path, texts: Mapping[int, tuple[str, ...]], as_written: AsWritten
    ) -> None:
        self.text, self.marks, self.path = located.lines.text, located.marks, path
        self.texts, self.as_written = texts, as_written
        self.items = list(_items(self.marks, path))
        self.in_brackets = self.text.startswith("[", self.marks[path].value.start)

    def changes(self) -> Iterator[Written]:
        if not any(self.texts.get(index, ("kept",)) for index in range(len(self.items))):
            yield from self._emptied()
            return
        for index, texts in self.texts.items():
            if index < len(self.items):
                found = self._divided(index, texts) if texts else self._removed(index)
                if found and "#" not in self._beside(found[0], self.items[index]):
                    yield found

    def _emptied(self) -> Iterator[Written]:
        mark = self.marks[self.path]
        if "#" not in self.text[mark.value.start : mark.value.end].replace("'#'", ""):
            after_key = re.compile(r":\s*").match(self.text, mark.key.end) if mark.key else None
            if self.in_brackets or not mark.key or not after_key:
                yield mark.value, "[]"
            else:
                yield Span(mark.key.end, mark.value.end), ": []"

    def _removed(self, index: int) -> Written | None:
        item = self.items[index]
        if not self.in_brackets:
            line = self._line(item)
            return (line, "") if line else None
        if index:
            return Span(self.items[index - 1].end, item.end), ""
        return Span(item.start, self.items[1].start), ""

    def _divided(self, index: int, texts: tuple[str, ...]) -> Written | None:
        item = self.items[index]
        new = [self.as_written(self.text[item.start : item.end], text) for text in texts]
        if not self.in_brackets and not self._line(item):
            return None
        between = ", " if self.in_brackets else self._line_end(item) + self._before(item)
        return None if None in new else (item, between.join(text for text in new if text is not None))

    def _line(self, item: Span) -> Span | None:
        """The whole line of an item with a hyphen, where nothing else stands on it; None elsewhere."""
        end = self.text.find("\n", item.end)
        end = len(self.text) if end < 0 else end + 1
        if not re.fullmatch(r"[ \t]*-[ \t]+", self._before(item)) or self.text[item.end : end].strip():
            return None
        return Span(item.start - len(self._before(item)), end)

    def _before(self, item: Span) -> str:
        return self.text[self.text.rfind("\n", 0, item.start) + 1 : item.start]

    def _line_end(self, item: Span) -> str:
        end = self.text.find("\n", item.end)
        return "\r\n" if end > 0 and self.text[end - 1] == "\r" else "\n"

    def _beside(self, span: Span, item: Span) -> str:
        """What a change would take away with the item."""
        return self.text[span.start : item.start] + self.text[item.end : span.end]


def _items(marks: Marks, path: Path) -> Iterator[Span]:
    return (marks[*path, index].value for index in takewhile(lambda index: (*path, index) in marks, count()))
