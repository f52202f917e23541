"""Keys without a value: as if they were not written, where the record has such a key; a mistake, where it has not."""

from typing import Any

from msgspec import inspect

from dealtrack.files.decode import alternative, type_info


def without_hollows(tree: Any, as_type: Any) -> Any:
    """*tree*, meant to be of *as_type*, without its keys of None.

    A name without a value in a table of records is a record without facts.
    """
    return _filled(tree, type_info(as_type))


def _filled(node: Any, expected: inspect.Type | None) -> Any:
    if isinstance(expected, inspect.UnionType):
        expected = alternative(node, expected)
    if isinstance(node, dict):
        return {key: value for key, value in _entries(node, expected) if value is not None}
    if isinstance(node, list):
        item = expected.item_type if isinstance(expected, inspect.VarTupleType) else None
        return [_filled(value, item) for value in node]
    return node


def _entries(node: dict[str, Any], expected: inspect.Type | None) -> list[tuple[str, Any]]:
    """The entries of a mapping; None for those that count as not written."""
    if isinstance(expected, inspect.DictType):
        empty: Any = {} if isinstance(expected.value_type, inspect.StructType) else None
        return [(key, empty if value is None else _filled(value, expected.value_type)) for key, value in node.items()]
    known = (
        {field.encode_name: field.type for field in expected.fields} if isinstance(expected, inspect.StructType) else {}
    )
    return [
        (key, "" if value is None and key not in known else _filled(value, known.get(key)))
        for key, value in node.items()
    ]
