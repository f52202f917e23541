"""YAML text to a tree of dicts, lists and strings: one event loop, no recursion, every scalar as it was typed.

A key without a value has None; ``null`` and ``~`` without quotes are no value, as everywhere else in YAML. The common
path keeps no positions: a text with a fault is read a second time, with marks, so that each fault gets its place.
"""

import re
from collections.abc import Callable
from itertools import islice
from typing import Any

import msgspec
import yaml

from dealtrack.diagnostics import MOST_FAULTS, Edit, Fault, Path, Place, Related, Span
from dealtrack.files.limits import is_cut, too_many_faults
from dealtrack.files.nesting import MAX_DEPTH, too_deep_at
from dealtrack.files.pure_parser import PureParser
from dealtrack.files.syntax import syntax_fault

_NOTHING = frozenset(["", "~", "null", "Null", "NULL"])
_BLOCKS = frozenset("|>")
_LIKE_A_LINE = re.compile(r"[\r\n][ \t]*+(?:-|[a-z][a-z_-]*+:)")  # a line that may have been meant as an item or a key
_NO_MORE = re.compile(r"(?:[ \t]*+(?:#[^\r\n]*+)?(?:\r\n|\r|\n)|(?:---|\.\.\.)(?=\s|\Z))*+[ \t]*+(?:#[^\r\n]*+)?\Z")
_SEPARATOR = re.compile(r"(?<![^\r\n])---[ \t]*+(?:\r\n|\r|\n)?")

_NESTING = re.compile(r"nest|depth|level")  # how parsers call what goes beyond their own limits

Tree = dict[str, "Node"]
Node = str | None | list["Node"] | Tree


def _fastest_parser() -> Any:
    try:
        from yaml._yaml import CParser
    except ImportError:
        return PureParser
    return CParser


_Parser = _fastest_parser()
HAS_LIBYAML = _Parser is not PureParser


class Mark(msgspec.Struct, frozen=True):
    """Where a value stands, and its key if it has one; ``plain`` tells whether its characters are the scalar's own."""

    value: Span
    key: Span | None = None
    plain: bool = False


Marks = dict[Path, Mark]


class Composed(msgspec.Struct, frozen=True):
    """The tree of a text, or what is wrong with its YAML. A tree with faults may still be worth a look, if not None.

    ``hollow`` tells whether it has keys without a value, which are None in it; ``folded``, whether a value goes on into
    a line that may have been meant as an item or a key.
    """

    tree: Any
    faults: tuple[Fault, ...] = ()
    hollow: bool = False
    folded: bool = False


def compose(text: str, file: str, parser: Any = None) -> Composed:
    """Read *text* as the YAML of *file*. Faults: invalid-yaml, duplicate-key, yaml-feature, too-deep, empty-file."""
    composer = _Composer(text, file, parser or _Parser)
    tree = composer.read(None)
    if composer.clean:
        return Composed(tree, hollow=composer.hollow, folded=composer.folded)
    composer = _Composer(text, file, parser or _Parser)
    tree = composer.read({})
    return Composed(None if composer.lost else tree, tuple(composer.faults), composer.hollow, composer.folded)


def event_source(text: str) -> Callable[[], Any]:
    """A function that returns the next event of *text*, one after the other; it raises yaml.YAMLError."""
    return _Parser(text).get_event  # type: ignore[no-any-return]


def mark(text: str) -> Marks:
    """Where every value of *text* stands, as far as it can be read; of a duplicate key, the first."""
    return mark_tree(text)[0]


def mark_tree(text: str) -> tuple[Marks, Tree]:
    """Where every value of *text* stands, and its tree, which is empty where a part of it is lost."""
    marks: Marks = {}
    composer = _Composer(text, "", _Parser)
    tree = composer.read(marks)
    return marks, tree if isinstance(tree, dict) and not composer.lost else {}


class _Composer:
    """One reading of one text. ``clean`` tells whether there was no fault, ``lost`` whether the tree lacks a part."""

    def __init__(self, text: str, file: str, parser: Any) -> None:
        self.text, self.file, self.parser = text, file, parser
        self.faults: list[Fault] = []
        self.clean, self.lost, self.hollow, self.folded = True, False, False, False

    def read(self, marks: Marks | None) -> Node:
        if re.match(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*%", self.text):
            self._fault("yaml-feature", Span(self.text.index("%"), self.text.index("%") + 1), "a directive", lost=True)
            return None
        try:
            return self._loop(marks)
        except yaml.YAMLError as error:
            self.clean, self.lost = False, True
            deep = too_deep_at(self.text) if _NESTING.search(str(error)) else None
            if deep is None:
                self.faults.append(syntax_fault(error, self.text, self.file))
            else:
                self.faults.append(Fault("too-deep", Place(self.file, span=Span(deep, deep + 1))))
            return None

    def _loop(self, marks: Marks | None) -> Node:  # noqa: C901, PLR0912, PLR0915
        """The event loop: one long function, because a large book is millions of events, a call each is dear."""
        next_event = self.parser(self.text).get_event
        scalar, mapping, sequence = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
        root: Node = None
        here: Any = None  # the innermost open container
        key: str | None = None  # of the innermost mapping, when its value is to come
        outer: list[tuple[Any, Path]] = []
        path: Path = ()
        closed: set[Path] = set()
        documents, hollow, key_span, opened = 0, False, None, None
        while True:
            event = next_event()
            kind = type(event)
            if kind is scalar:
                value: Any = event.value
                if event.anchor is not None or event.tag is not None:
                    self._feature(event)
                if type(here) is dict:
                    if key is None:
                        if not value and not event.style:
                            self._nameless(event if here else opened)
                            return root
                        if value in here:
                            self._duplicate(event, marks, (*path, value))
                        elif value == "<<" and event.implicit[0]:
                            self._fault("yaml-feature", _span(event), "a merge key", lost=True)
                        key, key_span = value, event
                        continue
                    if value in _NOTHING and event.implicit[0]:
                        value, hollow = None, True
                elif value in _NOTHING and event.implicit[0]:
                    value = ""
                if event.end_mark.line != event.start_mark.line and event.style not in _BLOCKS and not self.folded:
                    self.folded = _LIKE_A_LINE.search(self.text, *_ends(event)) is not None
            elif kind is mapping or kind is sequence:
                value, opened = {} if kind is mapping else [], event
                if event.anchor is not None or event.tag is not None:
                    self._feature(event)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                if marks is not None and path not in closed:
                    closed.add(path)  # of a duplicate key, the first counts
                    marks[path] = _closed(marks[path], event, self.text)
                here, path = outer.pop()
                continue
            elif kind is yaml.AliasEvent:
                if key != "<<":
                    self._fault("yaml-feature", _span(event), "an alias", lost=True)
                if type(here) is dict and key is None:
                    return root
                value = None
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    if self._separates_nothing(event, root):
                        break
                    if root is not None and root != "":
                        self._fault("yaml-feature", _span(event), "a second document", lost=True)
                        return root
                    root = None
                    if marks is not None:
                        marks.clear()
                continue
            elif kind is yaml.StreamEndEvent:
                break
            else:
                continue
            child = path
            if type(here) is dict:
                if key is None:
                    self._fault("yaml-feature", _span(event), "a key that is no text", lost=True)
                    return root
                child = (*path, key) if marks is not None else path
                here.setdefault(key, value)
                key = None
            elif here is not None:
                child = (*path, len(here)) if marks is not None else path
                here.append(value)
            else:
                root = value
            if marks is not None:
                marks.setdefault(
                    child, Mark(_span(event), _span(key_span) if type(here) is dict else None, _is_plain(event))
                )
            if type(value) is dict or type(value) is list:
                outer.append((here, path))
                here, path = value, child
                if len(outer) > MAX_DEPTH:
                    self._fault("too-deep", _span(event), lost=True)
                    return root
        if root is None or root == "":
            self.clean, self.lost = False, True
            self.faults.append(Fault("empty-file", Place(self.file, span=Span(0, 0), as_whole=True)))
        self.hollow = hollow
        return root

    def _fault(
        self, rule: str, span: Span, text: str = "", *, lost: bool = False, related: tuple[Related, ...] = ()
    ) -> None:
        self.clean = False
        self.lost = self.lost or lost
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(rule, Place(self.file, span=span), text=text, related=related))
        elif not is_cut(tuple(self.faults[-1:])):
            self.faults.append(too_many_faults(self.file))

    def _separates_nothing(self, event: Any, root: Node) -> bool:
        """Whether nothing but comments stands behind a further ``---``, as at the end of a note's front matter.

        That it has to go is told; also of one that has nothing above it. For an empty file, that is told.
        """
        start = event.start_mark.index
        is_last, is_first = _NO_MORE.match(self.text, start) is not None, root is None or root == ""
        if is_last != is_first:
            self._superfluous(start, "a closing ---" if is_last else "a second ---")
        return is_last

    def _superfluous(self, start: int, what: str) -> None:
        """Tell of a ``---`` that has to go, with the others behind it if nothing else is there."""
        lines = (Span(*line.span()) for line in _SEPARATOR.finditer(self.text, start))
        gone = lines if what == "a closing ---" else islice(lines, 1)
        edits = tuple(Edit(Place(self.file, span=line), "") for line in gone)
        self.clean = False
        place = Place(self.file, span=Span(start, start + 3))
        self.faults.append(Fault("yaml-feature", place, text=what, edits=edits))

    def _feature(self, event: Any) -> None:
        what = "an anchor" if event.anchor is not None else "a tag"
        self._fault("yaml-feature", _feature_span(event, self.text), what)

    def _nameless(self, event: Any) -> None:
        """A key that is not there, as in ``[?]``. What stands behind it, versions of libyaml read differently."""
        why, hint = "a key is missing here", "write key: value, or put the value in quotes"
        place = Place(self.file, span=Span(event.start_mark.index, event.start_mark.index + 1))
        self.clean, self.lost = False, True
        self.faults.append(Fault("invalid-yaml", place, why=why, hint=hint))

    def _duplicate(self, event: Any, marks: Marks | None, path: Path) -> None:
        first = marks.get(path) if marks else None
        related = (Related(Place(self.file, span=first.key), "it is first here"),) if first else ()
        self._fault("duplicate-key", _span(event), event.value, related=related)


def _span(event: Any) -> Span:
    return Span(*_ends(event))


def _ends(event: Any) -> tuple[int, int]:
    return event.start_mark.index, event.end_mark.index


def _feature_span(event: Any, text: str) -> Span:
    """The anchor or tag itself, which stands at the start of its event."""
    start = event.start_mark.index
    match = re.compile(r"\S+").match(text, start)
    return Span(start, match.end() if match else start + 1)


def _is_plain(event: Any) -> bool:
    return type(event) is yaml.ScalarEvent and bool(event.implicit[0])


def _closed(opened: Mark, event: Any, text: str) -> Mark:
    """The mark of a container, now that its end is known; what is blank before the end does not belong to it."""
    end = max(opened.value.end, event.end_mark.index)
    body = text[opened.value.start : end]
    return Mark(Span(opened.value.start, opened.value.start + len(body.rstrip())), opened.key, opened.plain)
