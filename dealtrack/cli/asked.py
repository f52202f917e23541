"""What was typed to choose from a book, for the titles of pages."""

from collections.abc import Iterator
from typing import Any

import typer

# These are about the page or the run, and choose nothing from the book.
_OF_THE_PAGE = frozenset(
    "format color no_pager units lang ascii book today strict rates chart columns sort transpose interleave".split()
)


def asked_of(context: typer.Context) -> tuple[str, ...]:
    """The companies and the filters, as they were typed."""
    return tuple(_typed(context))


def _typed(context: typer.Context) -> Iterator[str]:
    for parameter in context.command.params:
        name = parameter.name or ""
        source = context.get_parameter_source(name)
        if name not in context.params:
            continue  # an option that is dealt with while the line is read, such as --debug
        if name in _OF_THE_PAGE or source is None or source.name != "COMMANDLINE":
            continue
        value = context.params[name]
        option = "" if parameter.param_type_name == "argument" else parameter.opts[0]
        if isinstance(value, bool):
            yield option
            continue
        for each in value if isinstance(value, list | tuple) else [value]:
            yield f"{option} {_word(each)}".strip()


def _word(value: Any) -> str:
    return str(getattr(value, "value", value))
