"""A tree to a typed record: msgspec where all is in order, and where it is not, a walk that finds every mistake.

The walk follows the same types as msgspec does, so that the two agree on what is a mistake.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, TypeVar

import msgspec
from msgspec import inspect, structs

from dealtrack.diagnostics import Edit, Fault, Path, Place, suggested
from dealtrack.files.confusable import in_value
from dealtrack.files.limits import limited
from dealtrack.files.shorthand import write_out
from dealtrack.files.syntax import SPACE_AFTER_COLON, SPACE_AFTER_HYPHEN
from dealtrack.values.amount import Amount
from dealtrack.values.amount_refusals import WITHHELD
from dealtrack.values.amount_text import BadAmount, BadCurrency, InvertedRange, TwoSums, parse_amount, read_amount
from dealtrack.values.count import BadCount, Count, parse_count
from dealtrack.values.dates import BadDate, PartialDate, parse_date
from dealtrack.values.rounds import OFFERED, Round, parse_round
from dealtrack.values.spelling import certain

T = TypeVar("T")
_MOST_MEANT = 1000  # unknown words of one file that are looked at for what they were meant to be
_UNSPACED = re.compile(r"([^\W\d][\w-]*):(?=[^\s:/])")
_UNSPACED_HYPHEN = re.compile(r"-(?=[^\W\d])")

_PARSERS: dict[Any, Callable[[str], Any]] = {
    Amount: parse_amount, PartialDate: parse_date, Count: parse_count, Round: parse_round,
}  # fmt: skip
_READERS: dict[Any, Callable[[str], Any]] = {
    **_PARSERS,
    Amount: read_amount,
}  # those that find out nothing about what they refuse
_RULES = {
    BadAmount: "bad-amount", BadCurrency: "bad-currency", InvertedRange: "inverted-range", BadDate: "bad-date",
    TwoSums: "bad-amount",
}  # fmt: skip


def decode(tree: Any, as_type: type[T], file: str) -> tuple[T | None, tuple[Fault, ...]]:
    """*tree* as a value of *as_type*, or None and every fault in it."""
    tree = write_out(tree)
    try:
        return msgspec.convert(tree, as_type, strict=False, dec_hook=_decode_value), ()
    except msgspec.ValidationError:
        return None, limited(Walk(file).check(tree, type_info(as_type), ()), file)  # type: ignore[arg-type]


def _decode_value(kind: type, text: object) -> object:
    if not isinstance(text, str):
        raise ValueError("a value, not a list or a mapping")
    return _PARSERS[kind](text)


@lru_cache(maxsize=16)
def type_info(as_type: Any) -> inspect.Type:
    """What msgspec knows of a type, for walking along it."""
    return inspect.type_info(as_type)


class Walk:
    """A walk over a tree beside its type, yielding a fault for each value that is not of its type."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._unknown: set[str] = set()
        self._advice: dict[str, BadAmount] = {}

    def check(self, node: Any, expected: inspect.Type, path: Path) -> Iterator[Fault]:
        """Every fault of *node* and below."""
        match expected:
            case inspect.StructType():
                yield from self._mapping(node, expected, path)
            case inspect.VarTupleType():
                yield from self._list(node, expected, path)
            case inspect.DictType():
                yield from self._table(node, expected, path)
            case inspect.UnionType():
                yield from self._either(node, expected, path)
            case inspect.Metadata():
                described = (expected.extra_json_schema or {}).get("description", "")
                yield from self._scalar(node, expected.type, path, described)
            case _:
                yield from self._scalar(node, expected, path)

    def _either(self, node: Any, expected: inspect.UnionType, path: Path) -> Iterator[Fault]:
        meant = alternative(node, expected)
        has_none = any(isinstance(member, inspect.NoneType) for member in expected.types)
        if has_none and isinstance(meant, inspect.EnumType | inspect.BoolType) and str(node).lower() == "null":
            return  # in quotes, for without them it does not come so far: msgspec takes it for nothing
        has_list = any(isinstance(member, inspect.VarTupleType) for member in expected.types)
        if isinstance(node, dict) and has_list and not isinstance(meant, inspect.VarTupleType):
            yield self._wrong_type(node, path, f"{_last_key(path)} is one value, or a list of steps in square brackets")
        else:
            yield from self.check(node, meant, path)

    def _mapping(self, node: Any, expected: inspect.StructType, path: Path) -> Iterator[Fault]:
        noun = noun_of(expected.cls)
        if not isinstance(node, dict):
            fault = self._wrong_type(node, path, f"{noun} is a mapping of keys to values")
            is_unspaced = isinstance(node, str) and _UNSPACED.match(node)
            yield structs.replace(fault, hint=SPACE_AFTER_COLON) if is_unspaced else fault
            return
        fields = {field.encode_name: field for field in expected.fields}
        for key, value in node.items():
            if key in fields:
                yield from self.check(value, fields[key].type, (*path, key))
                if key in getattr(expected.cls, "sums", ()) and isinstance(value, str):
                    yield from self._nothing(value, (*path, key))
            else:
                fault = self._unknown_key(key, path, node, tuple(fields), noun)
                yield fault if fault.hint or not fault.choices else _as_list(fault, value, fields)
        yield from self._missing(node, expected, path, noun)

    def _missing(self, node: dict[str, Any], expected: inspect.StructType, path: Path, noun: str) -> Iterator[Fault]:
        """The keys that a record needs, which no unknown one was meant to be."""
        fields = {field.encode_name: field for field in expected.fields}
        misspelt = {_meant(key, tuple(fields)) for key in node if key not in fields and self._is_looked_at(key)}
        for name, field in fields.items():
            if field.required and name not in node and name not in misspelt:
                yield Fault("missing-key", Place(self.file, (*path, name), at_key=True), text=name, why=noun)
        one_of: tuple[str, ...] = getattr(expected.cls, "one_of", ())
        if one_of and not any(key in node or key in misspelt for key in one_of):
            place = Place(self.file, (*path, one_of[0]), at_key=True)
            yield Fault("missing-key", place, text=" or ".join(one_of), why=noun)

    def _unknown_key(self, key: str, path: Path, node: dict[str, Any], known: tuple[str, ...], noun: str) -> Fault:
        from dealtrack.values.other_words import elsewhere

        place = Place(self.file, (*path, key), at_key=True)
        if not self._is_looked_at(key):
            return Fault("unknown-key", place, text=key, why=noun)
        spelt = certain(key, known)
        edits = (Edit(place, spelt),) if spelt and spelt not in node else ()
        hint = SPACE_AFTER_COLON if _unspaced_key(key) in known else elsewhere(key, noun)
        fault = Fault("unknown-key", place, text=key, why=noun, hint=hint, choices=known, edits=edits)
        confusable = in_value(key, place)
        return confusable if confusable and _mended(confusable) in (*known, None) else fault

    def _is_looked_at(self, word: str) -> bool:
        """Whether to find out what an unknown word was meant to be, which takes its time: the first ones of a file."""
        if len(self._unknown) < _MOST_MEANT:
            self._unknown.add(word)
        return word in self._unknown

    def _nothing(self, text: str, path: Path) -> Iterator[Fault]:
        """A sum of nothing, where a sum is meant."""
        try:
            is_nothing = read_amount(text).is_nothing
        except BadAmount:
            return  # which is told of already
        if is_nothing:
            why = "nothing is no sum: is it undisclosed?"
            yield Fault("bad-amount", Place(self.file, path), text=text, why=why, hint=WITHHELD)

    def _list(self, node: Any, expected: inspect.VarTupleType, path: Path) -> Iterator[Fault]:
        if not isinstance(node, list):
            fault = self._wrong_type(node, path, f"{_last_key(path)} is a list")
            is_unspaced = isinstance(node, str) and _UNSPACED_HYPHEN.match(node)
            yield structs.replace(fault, hint=SPACE_AFTER_HYPHEN) if is_unspaced else fault
            return
        if len(node) < (expected.min_length or 0):
            yield self._wrong_type("", path, f"{_last_key(path)} is not empty")
        for index, item in enumerate(node):
            yield from self.check(item, expected.item_type, (*path, index))

    def _table(self, node: Any, expected: inspect.DictType, path: Path) -> Iterator[Fault]:
        if not isinstance(node, dict):
            yield self._wrong_type(node, path, f"{_last_key(path)} is a mapping of names to values")
            return
        for key, value in node.items():
            yield from self.check(value, expected.value_type, (*path, key))

    def _scalar(self, node: Any, expected: inspect.Type, path: Path, described: str = "") -> Iterator[Fault]:
        if not isinstance(node, str):
            yield self._wrong_type(node, path, f"{_last_key(path)} is one value")
            return
        match expected:
            case inspect.CustomType() if expected.cls is Round:
                yield from self._term(node, Round, parse_round, OFFERED, path)
            case inspect.CustomType():
                yield from self._parsed(node, expected.cls, path)
            case inspect.EnumType():
                yield from self._term(node, expected.cls, expected.cls, tuple(map(str, expected.cls)), path)
            case inspect.BoolType():
                if node.lower() not in ("true", "false", "1", "0"):
                    yield self._wrong_type(node, path, f"{_last_key(path)} is true or false")
            case inspect.StrType():
                yield from self._text(node, expected, path, described)

    def _text(self, node: str, expected: inspect.StrType, path: Path, described: str) -> Iterator[Fault]:
        if expected.pattern and not re.search(expected.pattern, node):
            yield in_value(node, Place(self.file, path)) or self._wrong_type(
                node, path, f"{_last_key(path)} is {described}"
            )
        elif expected.min_length and len(node) < expected.min_length:
            yield self._wrong_type(node, path, f"{_last_key(path)} is not empty")

    def _parsed(self, node: str, kind: Any, path: Path) -> Iterator[Fault]:
        place = Place(self.file, path)
        try:
            _READERS[kind](node)
        except (BadCount, BadAmount, BadDate) as error:
            confusable = self._confusable(node, place, _READERS[kind])
            yield confusable or self._misread(node, self._advised(node, error), place)

    def _advised(self, node: str, error: BadCount | BadAmount | BadDate) -> Any:
        """The refusal of *node*, with what to write instead if it is one of the first amounts that are refused."""
        if not isinstance(error, BadAmount) or node in self._advice or not self._is_looked_at(node):
            return self._advice.get(node, error)
        try:
            parse_amount(node)
        except BadAmount as advised:
            self._advice[node] = advised
        return self._advice[node]

    def _misread(self, node: str, error: Any, place: Place) -> Fault:
        if isinstance(error, BadCount):
            fault = self._wrong_type(node, place.path, f"{_last_key(place.path)} is a count, such as 9 or at least 9")
            return structs.replace(fault, hint=error.hint)
        return Fault(_RULES[type(error)], place, text=node, why=str(error), hint=error.hint)

    def _term(
        self, node: str, kind: type, parse: Callable[[str], Any], choices: tuple[str, ...], path: Path
    ) -> Iterator[Fault]:
        try:
            parse(node)
        except ValueError:
            place = Place(self.file, path)
            choices = choices if self._is_looked_at(node) else ()
            spelt = certain(node, choices)
            edits = (Edit(place, spelt),) if spelt else ()
            yield self._confusable(node, place, parse) or Fault(
                "unknown-term", place, text=node, why=_term_noun(kind), choices=choices, edits=edits
            )

    def _confusable(self, node: str, place: Place, parse: Callable[[str], Any]) -> Fault | None:
        """What is wrong with *node* where that is only how its characters look: written plainly, it is read."""
        fault = in_value(node, place)
        mended = _mended(fault) if fault else None
        if mended is None:
            return fault
        try:
            parse(mended)
        except ValueError:
            return None
        return fault

    def _wrong_type(self, node: Any, path: Path, why: str) -> Fault:
        place = Place(self.file, path)
        if isinstance(node, str):
            return Fault("wrong-type", place, text=node, why=why)
        return Fault("wrong-type", place, text=_shape(node), why=why, is_shape=True)


def _as_list(fault: Fault, value: Any, fields: dict[str, inspect.Field]) -> Fault:
    """The fault of an unknown key with a hint that has its one value in a list, where the key that is meant has one."""
    meant = _meant(fault.text, tuple(fields))
    if fault.rule != "unknown-key" or not meant or not isinstance(value, str):
        return fault
    expected = fields[meant].type
    if not isinstance(expected, inspect.VarTupleType) or not isinstance(expected.item_type, inspect.StrType):
        return fault
    return structs.replace(fault, hint=f"write {meant}: [{value}]", edits=())


def _mended(confusable: Fault) -> str | None:
    """The whole value in plain characters; None where nothing would be left of it."""
    return confusable.hint.removeprefix("write ").strip("\"' ") if confusable.edits else None


@lru_cache(maxsize=1024)
def _meant(key: str, known: tuple[str, ...]) -> str | None:
    """Which key an unknown one was probably meant for."""
    from dealtrack.values.other_words import key_for

    unspaced = _unspaced_key(key)
    if confusable := in_value(key, Place("")):
        key = _mended(confusable) or key
    return unspaced if unspaced in known else key if key in known else key_for(key, known) or suggested(key, known)


def _unspaced_key(key: str) -> str:
    """The key in ``{date:2020}``, where YAML takes all of it for one."""
    match = _UNSPACED.match(key)
    return match[1] if match else ""


def _term_noun(vocabulary: type) -> str:
    """What a word of a vocabulary is called: ``status``, ``investor type``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", vocabulary.__name__).lower()


def noun_of(cls: type) -> str:
    """What a record is called in messages: ``a stated total``."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cls.__name__).lower()
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def alternative(node: Any, union: inspect.UnionType) -> inspect.Type:
    """The member of a union that *node* must have been meant for: by its being a list or not."""
    members = [member for member in union.types if not isinstance(member, inspect.NoneType)]
    for member in members:
        if isinstance(node, list) == isinstance(member, inspect.VarTupleType):
            return member
    return members[0]


def _last_key(path: Path) -> str:
    keys = [step for step in path if isinstance(step, str)]
    named = keys[-1] if keys else "the file"
    return f"each of {named}" if path and isinstance(path[-1], int) else named


def _shape(node: Any) -> str:
    return "a list" if isinstance(node, list) else "a mapping" if isinstance(node, dict) else "nothing"
