"""YAML as editors read it: with the types of YAML 1.2's core schema, where ``2019`` is a number and ``no`` a text."""

import re
from typing import Any

import yaml

_TYPES = {
    "null": r"~|null|Null|NULL|",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+",
    "float": r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)",
}


class _CoreLoader(yaml.CSafeLoader):
    yaml_implicit_resolvers: dict[Any, Any] = {}  # noqa: RUF012


def _integer(loader: Any, node: yaml.ScalarNode) -> int:
    digits = node.value
    return int(digits, 0) if digits[1:2] in ("o", "x") else int(digits)


for _name, _form in _TYPES.items():
    _CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_name}", re.compile(rf"^(?:{_form})$"), None)
_CoreLoader.add_constructor("tag:yaml.org,2002:int", _integer)


def load(text: str) -> Any:
    """The value of *text*, with texts for keys."""
    return _with_text_keys(yaml.load(text, _CoreLoader))


def _with_text_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _with_text_keys(item) for key, item in value.items()}
    return [_with_text_keys(item) for item in value] if isinstance(value, list) else value
