"""A value for any type of the model, made of what msgspec knows of it: a new key of the format joins by itself."""

import re
from collections.abc import Callable
from functools import cache
from random import Random
from typing import Any

from msgspec import inspect

from dealtrack.values.amount import Amount
from dealtrack.values.count import Count
from dealtrack.values.dates import PartialDate
from tests.fuzz import texts

Value = Any  # str, list of values, or dict of them: what YAML can say

# What the model's own types are written as; one that is not here is tried with all of them.
WRITTEN = {PartialDate: texts.DATES, Amount: texts.AMOUNTS, Count: texts.COUNTS}
EVERYTHING = [*texts.DATES, *texts.AMOUNTS, *texts.COUNTS, *texts.NUMBERS, *texts.NAMES, *texts.IDS]
# Keys whose words should be known elsewhere in the book, or look like something.
WORDS = {
    "sources": ["a", "b"], "leads": texts.NAMES, "investors": texts.NAMES, "url": texts.URLS, "language": texts.LANGUAGES,
    "website": texts.URLS, "venue": ["HKEX", "SSE STAR Market", "Nasdaq"], "sectors": ["ai", "computer vision"],
    "groups": ["cv-four-dragons", "g"], "includes": texts.IDS,
}  # fmt: skip


class Maker:
    """Makes values; *hostility* is the share of texts that are not what they should be, *keys* that of optional keys."""

    def __init__(self, random: Random, hostility: float = 0.0, keys: float = 0.3, items: int = 3) -> None:
        self.random, self.hostility, self.keys, self.items = random, hostility, keys, items
        self.number = 0

    def of(self, as_type: Any) -> Value:
        """A value of a type of the model."""
        return self.value(described(as_type), "")

    def value(self, kind: inspect.Type, key: str) -> Value:
        """A value of that kind, for that key."""
        make = _MAKERS.get(type(kind))
        if self.random.random() < self.hostility:
            return self._odd()
        return make(self, kind, key) if make else self.random.choice(EVERYTHING)

    def _odd(self) -> Value:
        if self.random.random() < 0.85:
            return texts.hostile(self.random)
        return self.random.choice(
            [[], {}, [texts.hostile(self.random)], {"a": "b"}, [["a"]], {texts.hostile(self.random): ""}]
        )

    def _text(self, kind: Any, key: str) -> Value:
        words = WORDS.get(key, texts.NAMES)
        if kind.pattern:
            self.number += 1
            fresh = [f"d{self.number}"] * 3
            words = [word for word in [*fresh, *texts.IDS, *texts.COUNTRIES] if re.search(kind.pattern, word)] or words
            words = [word for word in words if len(word) > 2] or words
        return self.random.choice(words)

    def _struct(self, kind: Any, key: str) -> Value:
        return {
            field.encode_name: self.value(field.type, field.encode_name)
            for field in kind.fields
            if field.required or self.random.random() < self.keys
        } | self._one_of(kind)

    def _one_of(self, kind: Any) -> dict[str, Value]:
        """A key that records of this class need one of."""
        names = getattr(kind.cls, "one_of", ())
        fields = {field.name: field for field in kind.fields}
        return {name: self.value(fields[name].type, name) for name in self.random.sample(names, bool(names))}

    def _list(self, kind: Any, key: str) -> Value:
        return [self.value(kind.item_type, key) for _ in range(self.random.randint(0, self.items))]

    def _dict(self, kind: Any, key: str) -> Value:
        keys = self.random.sample(["zh", "a", "en", "b", "uscc", "Haier", "x y"], self.random.randint(0, 2))
        return {each: self.value(kind.value_type, each) for each in keys}

    def _union(self, kind: Any, key: str) -> Value:
        return self.value(
            self.random.choice([each for each in kind.types if not isinstance(each, inspect.NoneType)]), key
        )


@cache
def described(as_type: Any) -> inspect.Type:
    """What msgspec knows of a type."""
    return inspect.type_info(as_type)


_MAKERS: dict[type, Callable[[Maker, Any, str], Value]] = {
    inspect.StrType: Maker._text,
    inspect.StructType: Maker._struct,
    inspect.VarTupleType: Maker._list,
    inspect.ListType: Maker._list,
    inspect.SetType: Maker._list,
    inspect.FrozenSetType: Maker._list,
    inspect.DictType: Maker._dict,
    inspect.UnionType: Maker._union,
    inspect.Metadata: lambda maker, kind, key: maker.value(kind.type, key),
    inspect.EnumType: lambda maker, kind, key: maker.random.choice([str(each.value) for each in kind.cls]),
    inspect.LiteralType: lambda maker, kind, key: str(maker.random.choice(list(kind.values))),
    inspect.CustomType: lambda maker, kind, key: maker.random.choice(WRITTEN.get(kind.cls, EVERYTHING)),
    inspect.BoolType: lambda maker, kind, key: maker.random.choice(["true", "false"]),
    inspect.IntType: lambda maker, kind, key: maker.random.choice(["0", "1", "7", "366"]),
    inspect.FloatType: lambda maker, kind, key: maker.random.choice(["0", "1", "2.5"]),
}
