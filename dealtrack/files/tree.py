"""YAML text to a tree of dicts, lists and strings: one event loop, no recursion, every scalar as it was typed.

A key without a value has None. The common path keeps no positions: a text with a fault is read a second
time, with marks, so that each fault gets its place.
"""

import re
from typing import Any

import msgspec
import yaml

from dealtrack.diagnostics import Fault, Path, Place, Related, Span
from dealtrack.files.confusable import in_structure

MAX_DEPTH = 32

Tree = dict[str, "Node"]
Node = str | None | list["Node"] | Tree


class PureParser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):
    """PyYAML's own parser: the same events as libyaml's, more slowly."""

    def __init__(self, text: str) -> None:
        yaml.reader.Reader.__init__(self, text)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)


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

    ``hollow`` tells whether it has keys without a value, which are None in it.
    """

    tree: Any
    faults: tuple[Fault, ...] = ()
    hollow: bool = False


def compose(text: str, file: str, parser: Any = None) -> Composed:
    """Read *text* as the YAML of *file*. Faults: invalid-yaml, duplicate-key, yaml-feature, too-deep, empty-file."""
    composer = _Composer(text, file, parser or _Parser)
    tree = composer.read(None)
    if composer.clean:
        return Composed(tree, hollow=composer.hollow)
    composer = _Composer(text, file, parser or _Parser)
    tree = composer.read({})
    return Composed(None if composer.lost else tree, tuple(composer.faults), composer.hollow)


def mark(text: str) -> Marks:
    """Where every value of *text* stands, as far as it can be read; of a duplicate key, the first."""
    marks: Marks = {}
    _Composer(text, "", _Parser).read(marks)
    return marks


class _Composer:
    """One reading of one text. ``clean`` tells whether there was no fault, ``lost`` whether the tree lacks a part."""

    def __init__(self, text: str, file: str, parser: Any) -> None:
        self.text, self.file, self.parser = text, file, parser
        self.faults: list[Fault] = []
        self.clean, self.lost, self.hollow = True, False, False

    def read(self, marks: Marks | None) -> Node:
        if re.match(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*%", self.text):
            self._fault("yaml-feature", Span(self.text.index("%"), self.text.index("%") + 1), "a directive", lost=True)
            return None
        try:
            return self._loop(marks)
        except yaml.MarkedYAMLError as error:
            self.clean, self.lost = False, True
            explained = in_structure(self.text, self.file)
            self.faults += explained or (syntax_fault(error, self.text, self.file),)
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
        documents, hollow, key_span = 0, False, None
        while True:
            event = next_event()
            kind = type(event)
            if kind is scalar:
                value: Any = event.value
                if event.anchor is not None or event.tag is not None:
                    self._feature(event)
                if type(here) is dict:
                    if key is None:
                        if value in here:
                            self._duplicate(event, marks, (*path, value))
                        elif value == "<<" and event.implicit[0]:
                            self._fault("yaml-feature", _span(event), "a merge key", lost=True)
                        key, key_span = value, event
                        continue
                    if not value and event.implicit[0]:
                        value, hollow = None, True
            elif kind is mapping or kind is sequence:
                value = {} if kind is mapping else []
                if event.anchor is not None or event.tag is not None:
                    self._feature(event)
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                if marks is not None:
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
                    self._fault("yaml-feature", _span(event), "a second document", lost=True)
                    return root
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
            self._fault("empty-file", Span(0, 0), lost=True)
        self.hollow = hollow
        return root

    def _fault(
        self, rule: str, span: Span, text: str = "", *, lost: bool = False, related: tuple[Related, ...] = ()
    ) -> None:
        self.clean = False
        self.lost = self.lost or lost
        self.faults.append(Fault(rule, Place(self.file, span=span), text=text, related=related))

    def _feature(self, event: Any) -> None:
        what = "an anchor" if event.anchor is not None else "a tag"
        self._fault("yaml-feature", _feature_span(event, self.text), what)

    def _duplicate(self, event: Any, marks: Marks | None, path: Path) -> None:
        first = marks.get(path) if marks else None
        related = (Related(Place(self.file, span=first.key), "it is first here"),) if first else ()
        self._fault("duplicate-key", _span(event), event.value, related=related)


def _span(event: Any) -> Span:
    return Span(event.start_mark.index, event.end_mark.index)


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


# What the parsers say, in our words: a pattern, whether the mistake is where reading began to go wrong, why, the mend.
_SYNTAX = (
    (r"could not find expected ':'", True, "a key without a colon, or a line that belongs to nothing",
     "write key: value, with a space after the colon"),
    (r"end of stream", True, "a quote that is never closed", "close it, or use the other kind of quote around it"),
    (r"document (separator|indicator)|unexpected document", True, "a quote that is never closed", "close it"),
    (r"',' or '[]}]'", True, "a bracket that is never closed, or a comma that is missing", "write [one, two]"),
    (r"mapping values are not allowed", False, "a colon inside a plain value", "put the value in quotes"),
    (r"escape", True, "a backslash that starts no known escape", "use single quotes around text with backslashes"),
    (r"sequence entries are not allowed", False, "a list item where none can start", "start it on a line of its own"),
    (r"node content", False, "a value is missing here", "take the extra comma or bracket away"),
    (r"expected key|block end|'-' indicator", False, "this does not line up with what stands above it",
     "check the indentation, and quote a value that holds quotes or brackets"),
)  # fmt: skip


def syntax_fault(error: yaml.MarkedYAMLError, text: str, file: str) -> Fault:
    """An invalid-yaml fault for what a parser said, where the mistake is rather than where it was noticed."""
    problem = str(error.problem or error.context or "not YAML")
    index = error.problem_mark.index if error.problem_mark else 0
    start = error.context_mark.index if error.context_mark else index
    char = text[index : index + 1]
    if "cannot start any token" in problem or "tab character" in problem:
        why = "a tab, which cannot indent" if char == "\t" else f"a plain value cannot start with {char}"
        hint = "indent with spaces" if char == "\t" else "put the value in quotes"
        return Fault("invalid-yaml", Place(file, span=Span(index, index + 1)), why=why, hint=hint)
    if "<document start>" in problem:
        return Fault("yaml-feature", Place(file, span=Span(index, index + 1)), text="a second document")
    for pattern, at_start, why, hint in _SYNTAX:
        if re.search(pattern, problem):
            same_line = "\n" not in text[start:index]
            place = start if at_start and not (same_line and "or" in problem) else index
            return Fault("invalid-yaml", Place(file, span=Span(place, place + 1)), why=why, hint=hint)
    return Fault("invalid-yaml", Place(file, span=Span(index, index + 1)), why=problem)
