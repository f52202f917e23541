"""The order of a list's rows: by one key, to be turned round, and what has no value for it last either way."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import msgspec

Item = TypeVar("Item")
Key = Callable[[Item], Any]


class Order(msgspec.Struct, frozen=True):
    """The ``key`` of a list's registry of keys to sort by, and whether to turn the order round."""

    key: str
    reverse: bool = False


def ordered(items: Iterable[Item], keys: Mapping[str, Key[Item]], order: Order) -> list[Item]:
    """*items* by the key; those for which it is None come last, equal ones stay as they stand."""
    keyed = [(keys[order.key](item), item) for item in items]
    known = sorted((each for each in keyed if each[0] is not None), key=lambda each: each[0], reverse=order.reverse)
    return [item for _, item in known] + [item for value, item in keyed if value is None]
