"""Markup of which every value is text: the only place where reports meet the syntax of HTML."""

import html
import re
from collections.abc import Iterator

from dealtrack.render.harmless import one_line
from dealtrack.values.web import ADDRESS

_ADDRESS = re.compile(ADDRESS)
# What ends a sentence around an address is no part of it.
_BEHIND = ".,;:!?)]}>'\"，。；：！？）】》」』"


def escaped(text: str) -> str:
    """*text* as it is read, on one line; safe between tags and in a quoted attribute."""
    return html.escape(one_line(text))


def element(name: str, content: str = "", **attributes: str | None) -> str:
    """An element around markup. ``class_`` stands for ``class``, ``_`` for ``-``; an attribute of None is left out."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escaped(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{given}>{content}</{name}>"


def linked(text: str) -> str:
    """*text* escaped, the addresses of pages in it as links."""
    return "".join(_linked(one_line(text)))


def _linked(text: str) -> Iterator[str]:
    done = 0
    for match in _ADDRESS.finditer(text):
        address = match[0].rstrip(_BEHIND)
        yield escaped(text[done : match.start()])
        yield element("a", escaped(address), href=address, rel="noopener noreferrer")
        done = match.start() + len(address)
    yield escaped(text[done:])
