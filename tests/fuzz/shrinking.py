"""Make a case smaller for as long as it still shows its finding: fewer files, fewer words, shorter texts."""

import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from tests.fuzz.cases import Case
from tests.fuzz.harness import Harness, kind_of
from tests.fuzz.invariants import Finding
from tests.fuzz.place import Entries, File

T = TypeVar("T")
_LARGE = 4000  # bytes; what is larger is shortened by lines alone


def shrink(harness: Harness, made: Case, finding: Finding, seconds: float = 30) -> Case:
    """The smallest case with that finding that is found in so many seconds; *made* itself if it does not show it again."""
    return _Shrinker(harness, kind_of(made, finding), time.monotonic() + seconds).shrunk(made)


class _Shrinker:
    """Shrinks one kind of finding until its time is over."""

    def __init__(self, harness: Harness, kind: str, until: float) -> None:
        self.harness, self.kind, self.until = harness, kind, until

    def shrunk(self, made: Case) -> Case:
        """A case of which no part can be left out any more."""
        before = None
        while before != made and self._shows(made):
            before = made
            for step in (
                self._without_history,
                self._with_fewer_words,
                self._with_fewer_files,
                self._with_shorter_texts,
            ):
                made = step(made)
        return made

    def _shows(self, made: Case) -> bool:
        if time.monotonic() > self.until:
            return False
        _, found = self.harness.judged(made)
        return any(kind_of(made, each) == self.kind for each in found)

    def _without_history(self, made: Case) -> Case:
        made = made._replace(history=reduced(made.history, lambda rest: self._shows(made._replace(history=rest))))
        for number in range(len(made.history)):
            made = self._with_smaller_state(made, number)
        return made

    def _with_smaller_state(self, made: Case, number: int) -> Case:
        state = made.history[number]

        def with_names(names: Sequence[str]) -> Case:
            return made._replace(history=(*made.history[:number], _only(state, names), *made.history[number + 1 :]))

        return with_names(reduced(tuple(state), lambda names: self._shows(with_names(names))))

    def _with_fewer_words(self, made: Case) -> Case:
        made = self._with_plain_surroundings(made)
        fixed, free = made.arguments[:1], made.arguments[1:]
        free = reduced(free, lambda rest: self._shows(made._replace(arguments=(*fixed, *rest))))
        variables = reduced(
            made.environment, lambda rest: self._shows(made._replace(arguments=(*fixed, *free), environment=rest))
        )
        return made._replace(arguments=(*fixed, *free), environment=variables)

    def _with_plain_surroundings(self, made: Case) -> Case:
        if made.given and self._shows(plain := made._replace(given=b"")):
            made = plain
        if made.directory != "book" and self._shows(plain := made._replace(directory="book")):
            made = plain
        return made

    def _with_fewer_files(self, made: Case) -> Case:
        names = reduced(tuple(made.entries), lambda rest: self._shows(made._replace(entries=_only(made.entries, rest))))
        return made._replace(entries=_only(made.entries, names))

    def _with_shorter_texts(self, made: Case) -> Case:
        for name, entry in made.entries.items():
            if isinstance(entry, File):
                made = self._with_shorter_text(made, name, entry)
        return made

    def _with_shorter_text(self, made: Case, name: str, entry: File) -> Case:
        def with_text(data: bytes) -> Case:
            return made._replace(entries={**made.entries, name: entry._replace(data=data)})

        lines = tuple(entry.data.splitlines(keepends=True))
        data = b"".join(reduced(lines, lambda rest: self._shows(with_text(b"".join(rest)))))
        if len(data) < _LARGE:
            data = bytes(reduced(tuple(data), lambda rest: self._shows(with_text(bytes(rest)))))
        return with_text(data)


def reduced(items: tuple[T, ...], holds: Callable[[tuple[T, ...]], bool]) -> tuple[T, ...]:
    """*items* without those that it *holds* without: first many together are tried, then few."""
    if not items or holds(()):
        return ()
    size = max(len(items) // 2, 1)
    while size:
        start = 0
        while start < len(items):
            rest = items[:start] + items[start + size :]
            if holds(rest):
                items = rest
            else:
                start += size
        size //= 2
    return items


def _only(entries: Entries, names: Sequence[str]) -> Entries:
    return {name: entries[name] for name in names}
