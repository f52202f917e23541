"""A case: a book, what git remembers of it, and one command line in it."""

import os
from random import Random
from typing import NamedTuple

from tests.fuzz import texts
from tests.fuzz.books import Book, book, with_weight
from tests.fuzz.commands import COMPLETION, Group, command_line, completion_request, names
from tests.fuzz.history import History
from tests.fuzz.place import Entries
from tests.fuzz.texts import PLACE, SECRET

# What must never be printed, and what else is always there. A run knows nothing of the machine that it is made on.
ALWAYS = {
    "FUZZ_SECRET": SECRET, "PATH": os.environ.get("PATH", ""), "HOME": f"{PLACE}/home", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C.UTF-8", "DEALTRACK_TODAY": "2026-11-22",
}  # fmt: skip
_VARIABLES = {
    "COLUMNS": ["40", "0", "-1", "9999999", "x"], "NO_COLOR": ["1", ""], "TERM": ["dumb", "xterm"], "DEALTRACK_TODAY": ["2020-05-20", "x", "9999-12-31", "2020"],
    "GITHUB_STEP_SUMMARY": [f"{PLACE}/elsewhere/summary.md", f"{PLACE}/elsewhere/folder", "nowhere/x"], "GITHUB_WORKSPACE": [f"{PLACE}/book", "x", "\x1b"],
    "CI_PROJECT_DIR": [f"{PLACE}", ""], "GITHUB_ACTIONS": ["true"], "PAGER": [f"{PLACE}/canary/program.sh"], "LINES": ["3"], "LANG": ["zh_CN.UTF-8"],
}  # fmt: skip


class Case(NamedTuple):
    """What a run is given; each in a form that can be made smaller."""

    command: str
    entries: Entries
    history: History = ()
    arguments: tuple[Group, ...] = ()
    environment: tuple[tuple[str, str], ...] = ()
    given: bytes = b""  # standard input
    directory: str = "book"

    @property
    def argv(self) -> list[str]:
        """The arguments, each by itself."""
        return [argument for group in self.arguments for argument in group]


def case(random: Random, command: str, entries: Book, history: History = ()) -> Case:
    """A case of a command in a book."""
    environment = {name: random.choice(values) for name, values in _VARIABLES.items() if random.random() < 0.02}
    slugs = [
        path[len("book/deals/") : -len(".yaml")]
        for path in entries
        if path.startswith("book/deals/") and path.endswith(".yaml")
    ]
    if command == COMPLETION:
        return Case(
            command,
            entries,
            history,
            (),
            tuple((environment | completion_request(random, slugs)).items()),
            b"",
            _directory(random),
        )
    given = random.choice([b"", b"y\n", b"name: x\n", *(getattr(each, "data", b"") for each in entries.values())])
    return Case(
        command,
        entries,
        history,
        command_line(random, command, slugs),
        tuple(environment.items()),
        given,
        _directory(random),
    )


def _directory(random: Random) -> str:
    return random.choice(["book"] * 40 + ["book/deals", "book/evil", "elsewhere"])


def any_case(random: Random, size: float = 1.0) -> Case:
    """A case of any command, in a book of its own without a history."""
    return case(random, random.choice(names()), book(random, size))


def weighted_book(random: Random) -> Book:
    """A book; at times with a heavy file, or one of this repository's own that was changed."""
    made = book(random)
    if random.random() < 0.15:
        with_weight(random, made)
    return made


__all__ = ["ALWAYS", "Case", "any_case", "case", "texts", "weighted_book"]
