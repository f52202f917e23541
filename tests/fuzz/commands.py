"""Command lines, made of what the commands say that they take: a new command or option joins by itself."""

from collections.abc import Iterator, Sequence
from functools import cache
from random import Random
from typing import Any, NamedTuple

import typer.main

from dealtrack.cli import app
from dealtrack.cli.commands import COMMANDS
from dealtrack.values.rounds import OFFERED
from dealtrack.values.vocabulary import Basis, InvestorType, Kind, Standing, Status
from tests.fuzz import texts
from tests.fuzz.books import SLUGS
from tests.fuzz.texts import PLACE

COMPLETION = "(completion)"  # the answers to a shell, which is no command that anybody types
ROOT = "(root)"  # the options that stand before any command
SHELLS = ("bash", "zsh", "fish")
_OF_TYPER = {"install_completion", "show_completion"}  # typer's own: they look for the shell that runs the tests
# Options without which adding does nothing: somebody at a terminal would be asked for them.
_ASKED_FOR = {"date", "status", "source", "published", "publisher", "yes", "slug"}
Group = tuple[str, ...]  # arguments that stand or fall together: an option with its value

_REVISIONS = [
    "HEAD",
    "main",
    "side",
    "v1",
    "HEAD~1",
    "HEAD..side",
    "side..main",
    "v1...main",
    "main..",
    "..side",
    ":/x",
    "HEAD^{tree}",
    "@{u}",
    "HEAD:deals",
]
_COMPANIES = [*SLUGS, "CloudWalk", "云从科技", "a: b", "../x"]
_TERMS = {"kind": Kind, "round": OFFERED, "status": Status, "standing": Standing, "basis": Basis, "type": InvestorType}
# Words by the name of a parameter, or by what its help calls them; what is in neither gets any of them.
_WORDS: dict[str, Sequence[str]] = {
    **{name: [str(term) for term in terms] + ["A+轮", "Series B"] for name, terms in _TERMS.items()},
    "DATE": texts.DATES, "AMOUNT": texts.AMOUNTS, "COMPANY": _COMPANIES, "REV": _REVISIONS, "WHEN": ["deal", "stated", "latest", *texts.DATES],
    "CUR": ["USD", "CNY", "eur", "XXX", "XAU"], "KEYS": ["raised", "name", "raised,deals", "founded"], "KEY": ["name", "date", "-deals", "company", "amount"],
    "NAME": texts.NAMES, "company": _COMPANIES, "companies": _COMPANIES, "ID": ["a", "new-one", "b"], "RULES": ["DT403", "DT1", "all", "bad-amount", "DT1,DT4"], "CODE": ["DT403", "DT105", "unused-source"],
    "PAIR": ["USD/CNY", "CNY/USD", "EUR/CNY", "CNYUSD", "USD/USD"], "COUNT": texts.COUNTS, "CC": texts.COUNTRIES, "GROUP": ["g", "cv-four-dragons"],
    "SECTOR": ["ai", "computer vision"], "zh=NAME": ["zh=云从", "en=x", "=", "zh="], "TYPE": ["vc", "bank"], "TEXT": texts.NAMES, "WORD": ["pre-money", "estimate"],
    "date": texts.DATES, "today": [*["2026-11-22", "2020-05-20", "9999-12-31", "0001-01-01"] * 20, *texts.DATES], "amount": texts.AMOUNTS, "equivalent": texts.AMOUNTS, "currencies": ["USD,CNY", "CNY", "CNY,,"], "what": [*["deals", "companies"] * 5, *_REVISIONS],
    "deal": texts.IDS, "id": texts.IDS, "file": ["deals/x.yaml", "seeds/sources.yaml", "seeds/investors.yaml", "seeds/rates/ecb.csv"],
    "pair": ["USD/CNY", "CNY/USD", "EUR/USD"], "sector": ["ai"], "group": ["g"], "country": texts.COUNTRIES, "url": texts.URLS, "language": texts.LANGUAGES,
    "slug": ["new-company", "new-2", "new-3", "x"], "investor": texts.NAMES, "lead": texts.NAMES, "from_": texts.NAMES,
}  # fmt: skip
_NUMBERS = ["0", "1", "3", "-1", "99999999999999999999", "1e3", "x", "", "٣"]
# Paths by the name of a parameter; what is not here gets any path that may be written to.
_ELSEWHERE = [
    f"{PLACE}/elsewhere/{name}"
    for name in ("rates.csv", "rates.zip", "base.yaml", "known.json", "folder", "nothing", "folder/new")
]
_IN_BOOK = [
    "deals/x.yaml",
    "deals/cloudwalk.yaml",
    "deals",
    "seeds",
    "seeds/sources.yaml",
    "seeds/rates/ecb.csv",
    ".",
    "deals/../deals/x.yaml",
    "nowhere.yaml",
    "dealtrack.toml",
]
_PATHS: dict[str, Sequence[str]] = {
    "book": [*[f"{PLACE}/book"] * 9, "..", ".", f"{PLACE}/elsewhere", f"{PLACE}/book/deals", "evil", "nowhere"],
    "paths": _IN_BOOK, "base": [f"{PLACE}/elsewhere/base.yaml"], "ours": [f"{PLACE}/elsewhere/ours.yaml"], "theirs": [f"{PLACE}/elsewhere/theirs.yaml"],
    "file": _ELSEWHERE, "baseline": ["known.json", "new.json", f"{PLACE}/elsewhere/known.json", "deals/x.yaml"],
    "directory": [f"{PLACE}/elsewhere/new", f"{PLACE}/elsewhere", "sub", ".", f"{PLACE}/elsewhere/base.yaml"],
}  # fmt: skip


class Command(NamedTuple):
    """A command by its words, and the parameters that typer made of its function."""

    words: Group
    params: tuple[Any, ...]

    @property
    def name(self) -> str:
        """The words, or what stands for none."""
        return " ".join(self.words) or ROOT


@cache
def commands() -> tuple[Command, ...]:
    """Every command that there is, those in groups too, and the root."""
    root = typer.main.get_command(app)
    alone = tuple(param for param in root.params if param.name not in _OF_TYPER)
    made: Any = root
    return (*(leaf for name in COMMANDS for leaf in _leaves(made.commands[name], (name,))), Command((), alone))


def names() -> tuple[str, ...]:
    """The names of all of them, and of what shells ask."""
    return (*(command.name for command in commands()), COMPLETION)


def _leaves(command: Any, words: Group) -> Iterator[Command]:
    below = getattr(command, "commands", None)
    if not below:
        yield Command(words, tuple(command.params))
        return
    for name, each in below.items():
        yield from _leaves(each, (*words, name))


def command_line(random: Random, name: str, slugs: Sequence[str] = SLUGS) -> tuple[Group, ...]:
    """Arguments for the command of that name, in a book of these companies."""
    command = next(each for each in commands() if each.name == name)
    if random.random() < 0.01:
        return (command.words, (random.choice(["--help", "-h", "--nonsense", texts.argument(texts.hostile(random))]),))
    return command.words, *_Line(random, slugs).groups(command)


class _Line:
    """Makes the arguments of one command line: a sensible one, or one of which a good part is not."""

    def __init__(self, random: Random, slugs: Sequence[str]) -> None:
        self.random, self.slugs = random, slugs
        self.hostility = random.choice([0.0, 0.0, 0.0, 0.02, 0.3])

    def groups(self, command: Command) -> list[Group]:
        """The options and arguments, in either order."""
        options = [each for each in command.params if each.param_type_name == "option"]
        wanted = min(0.4, self.random.choice([0, 1, 2, 3, 5]) / max(len(options), 1))
        given = [group for option in options for group in self._option(option, wanted)]
        self.random.shuffle(given)
        arguments = [
            group for param in command.params if param.param_type_name == "argument" for group in self._argument(param)
        ]
        return [*given, *arguments] if self.random.random() < 0.8 else [*arguments, *given]

    def _option(self, option: Any, wanted: float) -> Iterator[Group]:
        """An option, with that likelihood; one that must be given nearly always, one that may be repeated at times."""
        times = self.random.choice([1, 1, 2]) if option.multiple else 1
        if self.random.random() < (0.95 if option.required or option.name in _ASKED_FOR else wanted):
            for _ in range(times):
                written = self.random.choice([*option.opts, *option.secondary_opts])
                yield (written,) if option.is_flag else (written, self._value(option))

    def _argument(self, param: Any) -> Iterator[Group]:
        most = 1 if param.nargs == 1 else 2
        for _ in range(self.random.randint(0 if not param.required and self.random.random() < 0.3 else 1, most)):
            yield (self._value(param),)

    def _value(self, param: Any) -> str:
        """A value for a parameter: sensible, or meant for another, or such as nobody should type."""
        if self.random.random() < self.hostility:
            return texts.argument(texts.hostile(self.random))
        if choices := getattr(param.type, "choices", None):
            return str(self.random.choice([getattr(each, "value", each) for each in choices]))
        if "Path" in type(param.type).__name__:
            return str(self.random.choice(_PATHS.get(param.name) or [*_ELSEWHERE, *_IN_BOOK]))
        if "Int" in type(param.type).__name__ or "Float" in type(param.type).__name__:
            return self.random.choice(_NUMBERS)
        words = _WORDS.get(param.name) or _WORDS.get(_called(param))
        if words is _COMPANIES and self.slugs and self.random.random() < 0.9:
            words = self.slugs
        if not words or self.random.random() < self.hostility:
            words = self.random.choice(list(_WORDS.values()))
        return self.random.choice(words)


def _called(param: Any) -> str:
    return (param.metavar or "").strip("[].…").partition("]")[0]


def completion_request(random: Random, slugs: Sequence[str] = SLUGS) -> dict[str, str]:
    """What a shell has in its environment when somebody presses Tab somewhere in a command line."""
    shell = random.choice(SHELLS)
    command = random.choice([each for each in commands() if each.words])
    line = [argument for group in command_line(random, command.name, slugs) for argument in group]
    words = ["dealtrack", *line[: random.randint(1, len(line))]]
    words[-1] = words[-1][: random.randint(0, len(words[-1]))]
    whole = " ".join(words)
    asked = (
        {"COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1)}
        if shell == "bash"
        else {"_TYPER_COMPLETE_ARGS": whole}
    )
    return {"_DEALTRACK_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_FISH_ACTION": "get-args", **asked}
