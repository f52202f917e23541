"""The commands, in the order of their help; each is loaded when it is asked for, and so with it what it needs."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup, TyperOption

from dealtrack.cli.errors import DEBUG

# Where each command lives: its module in dealtrack.cli, and the function or the group of commands in that.
COMMANDS = {
    "init": "init:init",
    "validate": "validate:validate",
    "fmt": "fmt:fmt",
    "explain": "explain:explain",
    "timeline": "reports:timeline",
    "compare": "reports:compare",
    "show": "reports:show",
    "list": "listing:list_",
    "investors": "listing:investors",
    "reconcile": "reports:reconcile",
    "convert": "convert:convert",
    "diff": "history:diff",
    "log": "history:log",
    "blame": "history:blame",
    "new": "new:new",
    "add": "add:add",
    "source": "source:app",
    "schema": "schema:schema",
    "rates": "rates:app",
    "merge-driver": "merge_driver:merge_driver",
}


class Loaded(Mapping[str, Any]):
    """The commands by their names, as Typer has made them of the functions; made when they are first looked up."""

    def __init__(self) -> None:
        self._made: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._made:
            self._made[name] = _made(name)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


def _made(name: str) -> Any:
    """The command or group of that name. Raises KeyError."""
    module, _, function = COMMANDS[name].partition(":")
    found = getattr(import_module(f"dealtrack.cli.{module}"), function)
    if isinstance(found, typer.Typer):
        group = typer.main.get_group(found)
        group.name = name
        return _with_debug(group)
    alone = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    alone.command(name)(found)
    return _with_debug(typer.main.get_command(alone))


def _with_debug(command: Any) -> Any:
    """*command*, and those below it, with the option that may stand anywhere; the outermost edge looks for it."""
    command.params.append(TyperOption(param_decls=[DEBUG], is_flag=True, expose_value=False, hidden=True))
    for below in getattr(command, "commands", {}).values():
        _with_debug(below)
    return command


class LazyGroup(TyperGroup):
    """A group whose commands are :data:`COMMANDS`."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.commands = Loaded()  # type: ignore[assignment]
