"""The JSON Schema of a file, from the types that the file is decoded to.

dealtrack reads every scalar as it was typed, but an editor reads ``2019`` as a number, ``true`` as a boolean and a key
without a value as null. The schema accepts what the validator accepts, read that way. It cannot tell ``2019.0`` or
``+2019`` from ``2019``; and a year before 1000, in which
nobody founded a company, has to stand in quotes. A fact without sources is well-formed: that it is uncited, the
validator says.

Where ``type: null`` or ``boolean`` would have editors offer these words at every empty value, it is said otherwise.
"""

import re
from collections.abc import Callable
from typing import Any

from msgspec import inspect

from dealtrack.files.decode import type_info
from dealtrack.files.schema.descriptions import KEYS
from dealtrack.files.schema.leaves import (
    LIST_MEANT,
    NOTHING,
    VALUES,
    Schema,
    at_least_one,
    kinds_for_rounds,
    matching,
    text,
    truth,
    url,
    vocabulary,
)
from dealtrack.model import Company, Deal, Investor, Source
from dealtrack.values.dates import PartialDate

FILES: dict[str, tuple[str, Any]] = {
    "company": ("A company file of dealtrack", Company),
    "sources": ("The shared sources of a dealtrack book", dict[str, Source]),
    "investors": ("The investors of a dealtrack book", dict[str, Investor]),
}
_NAMES: dict[Any, str] = {PartialDate: "Date"}


def json_schema(file: str) -> Schema:
    """The schema of one of FILES."""
    title, as_type = FILES[file]
    builder = _Builder()
    root = builder.of(type_info(as_type))
    if "$ref" in root:
        root = builder.definitions.pop(root["$ref"].rpartition("/")[2])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **root,
        "title": title,
        "$defs": dict(sorted(builder.definitions.items())),
    }


class _Builder:
    """A walk over types that collects the definitions that they refer to. What it makes of a type refuses null."""

    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = {}

    def of(self, expected: inspect.Type) -> Schema:
        """The schema of a value of a type."""
        match expected:
            case inspect.StructType():
                return self._titled(expected.cls, lambda: self._record(expected))
            case inspect.EnumType():
                return self._titled(expected.cls, lambda: vocabulary(expected.cls))
            case inspect.CustomType():
                return self._titled(expected.cls, VALUES[expected.cls])
            case inspect.UnionType():
                members = [self.of(each) for each in expected.types if not isinstance(each, inspect.NoneType)]
                return members[0] if len(members) == 1 else {"oneOf": members}
            case inspect.VarTupleType():
                return self._list(expected)
            case inspect.DictType():
                return self._table(expected)
            case inspect.StrType():
                return self._defined("SomeText" if expected.min_length else "Text", lambda: text(expected))
        return truth() if isinstance(expected, inspect.BoolType) else matching(expected)

    def _defined(self, name: str, make: Callable[[], Schema]) -> Schema:
        if name not in self.definitions:
            self.definitions[name] = make()
        return {"$ref": f"#/$defs/{name}"}

    def _titled(self, cls: type, make: Callable[[], Schema]) -> Schema:
        name = _NAMES.get(cls, cls.__name__)
        return self._defined(name, lambda: {"title": _words(name), **make()})

    def _optional(self, schema: Schema) -> Schema:
        """What *schema* accepts, or no value: then the key counts as not written."""
        return {"oneOf": [schema, self._defined("Nothing", lambda: NOTHING)]}

    def _record(self, expected: inspect.StructType) -> Schema:
        cls: Any = expected.cls
        described = KEYS[cls]
        properties = {
            field.encode_name: {"description": described[field.encode_name], **self._value(cls, field)}
            for field in expected.fields
        }
        schema: Schema = {"type": "object"}
        if required := _required(expected):
            schema["required"] = required
        if cls.one_of:
            schema["anyOf"] = at_least_one(cls.one_of)
        if cls is Deal:
            schema["allOf"] = kinds_for_rounds()
        return {**schema, "additionalProperties": False, "properties": properties}

    def _value(self, cls: type, field: inspect.Field) -> Schema:
        if (cls, field.encode_name) == (Source, "url"):
            return self._optional(self._defined("Url", url))
        schema = self.of(field.type)
        return schema if field.required else self._optional(schema)

    def _list(self, expected: inspect.VarTupleType) -> Schema:
        schema: Schema = {"type": "array", "items": self.of(expected.item_type), "errorMessage": LIST_MEANT}
        if isinstance(expected.item_type, inspect.StrType):
            return self._defined("Texts", lambda: schema)
        return {**schema, "minItems": expected.min_length} if expected.min_length else schema

    def _table(self, expected: inspect.DictType) -> Schema:
        value = self.of(expected.value_type)
        if not isinstance(expected.value_type, inspect.StructType) or not _required(expected.value_type):
            value = self._optional(value)
        return {"type": "object", "additionalProperties": value}


def _required(record: inspect.StructType) -> list[str]:
    return [field.encode_name for field in record.fields if field.required]


def _words(name: str) -> str:
    """``StatedTotal`` → ``Stated total``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()
