"""How rules speak of what stands in a file."""

_LONGEST = 60


def shown(text: str) -> str:
    """A value in a message: in quotes, and cut where it is long."""
    return f'"{text}"' if len(text) <= _LONGEST else f'"{shortened(text)}" ({len(text)} characters)'


def shortened(text: str) -> str:
    """A name in a message, cut where it is long."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
