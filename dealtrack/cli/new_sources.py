"""The fields of a source, and sources that are made on the way: while a fact is typed that cites them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dealtrack.cli import entering
from dealtrack.cli.asking import Question, ask, confirm
from dealtrack.cli.drafts import Draft
from dealtrack.cli.errors import UsageProblem, meant
from dealtrack.cli.fields import Fact, Field, fact_of

if TYPE_CHECKING:
    from dealtrack.files.book import BookOnDisk
    from dealtrack.model import Company

_WHERE = ("shared", "own")
_ASKED = ("publisher", "published", "title", "url")  # on the way; the others can be added later


class NewSources:
    """The sources of a company and of the book, with those that somebody makes when asked for one.

    ``shared`` and ``own`` hold the new ones, for ``seeds/sources.yaml`` and for the company's file.
    """

    def __init__(self, on_disk: "BookOnDisk", company: "Company", file: str, draft: Draft, *, asks: bool) -> None:
        self.shared: dict[str, Fact] = {}
        self.own: dict[str, Fact] = {}
        self._on_disk, self._company, self._file, self._draft, self._asks = on_disk, company, file, draft, asks

    @property
    def known(self) -> list[str]:
        """The ids of those on record, in the order of the alphabet."""
        return sorted({*self._on_disk.book.sources, *self._company.sources})

    def checked(self, text: str) -> str:
        """The id of a source that there is, or is made now. Raises UsageProblem."""
        from dealtrack.diagnostics import nearest

        if text in self.shared or text in self.own:
            return text
        try:
            return entering.source(self._on_disk, self._company)(text)
        except UsageProblem:
            if not (self._asks and text):
                raise
            made = entering.prose("--source")(text)
            near = nearest(made, [*self.known, *self.shared, *self.own])
            if near and confirm(f"  did you mean {near}?", default=True):
                return near
            if not confirm(f"  there is no source {made}: record it now?", default=True):
                raise
        self._make(made)
        return made

    def _make(self, source_id: str) -> None:
        from dealtrack.files.listing import SOURCES

        has_own = bool(self._company.sources) and not self._on_disk.book.sources
        question = Question(
            f"  Where: shared ({SOURCES}) or own ({self._file})", "own" if has_own else "shared", _WHERE
        )
        is_shared = ask(question, _where) == "shared"
        made = self.shared if is_shared else self.own

        def wrapped(source: Fact) -> Fact:
            new = {**made, source_id: source}
            return new if is_shared else {"sources": new}

        keep = self._draft.keeper(SOURCES if is_shared else f"the sources of {self._file}", wrapped)
        publishers = (
            each.publisher for each in (*self._on_disk.book.sources.values(), *self._company.sources.values())
        )
        fields = [field for field in source_fields(publishers) if field.key in _ASKED]
        fields.sort(key=lambda field: _ASKED.index(field.key))
        made[source_id] = fact_of("a source", fields, {}, asks=True, keep=keep)


def source_fields(publishers: Iterable[str]) -> list[Field]:
    """The fields of a source; the tab key completes *publishers*."""
    none = "empty if unknown"
    published = Question("Published", hint="2020-05-13")
    return [
        _prose("publisher", Question("Publisher", choices=sorted(set(publishers))), required=True),
        _prose("title", Question("Title", hint=none)),
        _prose("author", Question("Author", hint=none)),
        _prose("url", Question("Address", hint=f"https://…; {none}")),
        Field("published", "--published", entering.day("--published"), published, required=True),
        _prose("language", Question("Language", hint=f"zh, en …; {none}")),
        _prose("notes", Question("Notes", hint="empty for none")),
    ]


def _prose(key: str, question: Question, *, required: bool = False) -> Field:
    return Field(key, f"--{key}", entering.prose(f"--{key}"), question, required)


def _where(text: str) -> str:
    """Raises UsageProblem."""
    found = [each for each in _WHERE if text and each.startswith(text.lower())]
    if not found:
        raise UsageProblem(f"{text} is no place for it: {meant(text, _WHERE)}")
    return found[0]
