"""The base of the values: immutable by refusal, equal by content."""

from typing import Any


class Frozen:
    """A value whose ``__slots__`` are set once, by its own ``__init__`` through :meth:`_set`."""

    __slots__: tuple[str, ...] = ()

    def _set(self, **fields: Any) -> None:
        for name, value in fields.items():
            object.__setattr__(self, name, value)

    def _content(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in self.__slots__)

    def _identity(self) -> tuple[Any, ...]:
        """What makes two values equal: all that they hold, where a kind does not say otherwise."""
        return self._content()

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is immutable")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._identity() == other._identity()

    def __hash__(self) -> int:
        return hash((type(self), self._identity()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (type(self), self._content()))


def _rebuild(kind: type[Frozen], content: tuple[Any, ...]) -> Frozen:
    value = object.__new__(kind)
    value._set(**dict(zip(kind.__slots__, content, strict=True)))
    return value
