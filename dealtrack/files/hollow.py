"""Keys without a value: as if they were not written, where dealtrack knows the key; a mistake, where it does not."""

from functools import lru_cache
from typing import Any

from msgspec import structs

from dealtrack import model


def without_hollows(tree: Any, *, is_table: bool) -> Any:
    """*tree* without its keys of None. In a table of records, a name without a value is a record without facts."""
    if is_table and isinstance(tree, dict):
        return {name: {} if value is None else _filled(value) for name, value in tree.items()}
    return _filled(tree)


def _filled(node: Any) -> Any:
    if isinstance(node, dict):
        kept = ((key, value) for key, value in node.items() if value is not None or key not in _known_keys())
        return {key: "" if value is None else _filled(value) for key, value in kept}
    return [_filled(item) for item in node] if isinstance(node, list) else node


@lru_cache(maxsize=1)
def _known_keys() -> frozenset[str]:
    """Every key of every record."""
    records = [each for each in vars(model).values() if isinstance(each, type) and issubclass(each, model.Record)]
    return frozenset(field.encode_name for record in records for field in structs.fields(record))
