"""The optional settings of a book: ``dealtrack.toml``, or ``[tool.dealtrack]`` in ``pyproject.toml``."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from dealtrack.diagnostics import Severity, nearest
from dealtrack.files.disk import Disk, Files, most_bytes
from dealtrack.files.opening import inside, told
from dealtrack.rates.table import DEFAULT_MAX_AGE_DAYS
from dealtrack.values.currencies import CURRENCIES

if TYPE_CHECKING:
    from dealtrack.files.toml_text import Toml

_Setting = tuple[str, ...]  # its name, below the names of its tables

_OWN, _PROJECT = "dealtrack.toml", "pyproject.toml"
_MOST_DAYS = 366
_MOST_PERCENT = 50
_SHOWN = 60  # characters of a value in a message
_BASELINE = ".dealtrack-baseline.json"
_SOURCES, _RULES = 'sources, such as ["ECB", "Federal Reserve"]', 'rules, such as ["DT202", "DT5"]'
_SEVERITIES = {severity.value: severity for severity in Severity}


class BadSettings(ValueError):
    """Settings that cannot be used; the message names the file, the line and the setting."""


class RateSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``[rates]``: how many days old a rate may be, and how far a printed conversion may lie off, in per cent.

    ``prefer`` names the sources of rates that come before all others, the most preferred first.
    """

    max_age_days: int = DEFAULT_MAX_AGE_DAYS
    tolerance_percent: float = 1
    prefer: tuple[str, ...] = ()

    @property
    def tolerance(self) -> Decimal:
        """The tolerance as a fraction: 0.01 for one per cent."""
        return Decimal(str(self.tolerance_percent)) / 100


class ValidateSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``[validate]``: which rules count, how grave each is (None for off), and the file of known diagnostics.

    ``select`` and ``ignore`` hold rules by code, name or the beginning of a code; that there are such rules is checked
    where the rules are. ``baseline`` is a path from the book's root.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity | None] = {}
    baseline: str | None = None


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All settings, with their defaults: ``currency`` is what reports convert to.

    ``where`` is what they stand in (``pyproject.toml: [tool.dealtrack]``), ``lines`` the line of each that is set.
    """

    currency: str = "USD"
    rates: RateSettings = RateSettings()
    validate: ValidateSettings = ValidateSettings()
    where: str = ""
    lines: Mapping[_Setting, int] = {}

    def place(self, *setting: str) -> str:
        """Where a *setting* stands, for messages: ``dealtrack.toml:3``."""
        return _place(self.where, self.lines, setting)


def _place(where: str, lines: Mapping[_Setting, int], setting: _Setting) -> str:
    """The line of a setting, or else of the nearest table around it, with what it stands in."""
    file, colon, table = where.partition(": ")
    ways = (setting[:length] for length in range(len(setting), 0, -1))
    line = next((lines[way] for way in ways if way in lines), lines.get((), 0))
    return f"{file}:{line}{colon}{table}" if line else where


def read_settings(root: Path) -> Settings:
    """The settings of the book in *root*. Raises BadSettings."""
    return settings_of(Disk(root))


def settings_of(book: Files) -> Settings:
    """The settings that stand in the files of a *book*. Raises BadSettings."""
    own = _bytes(book, _OWN)
    if own is not None:
        tree, lines = _toml(own, _OWN)
        return _Reader(book.root, _OWN, lines).settings(tree)
    project = _bytes(book, _PROJECT)
    if not project or b"tool.dealtrack" not in project:
        return Settings()
    tree, lines = _toml(project, _PROJECT)
    tool = _Reader(book.root, f"{_PROJECT}: [tool]", _below(lines, "tool")).table(tree.get("tool", {}))
    reader = _Reader(book.root, f"{_PROJECT}: [tool.dealtrack]", _below(lines, "tool", "dealtrack"))
    return reader.settings(reader.table(tool.get("dealtrack", {})))


def _below(lines: Mapping[_Setting, int], *table: str) -> Mapping[_Setting, int]:
    """The lines of what stands in a table, by the paths from there."""
    depth = len(table)
    return {path[depth:]: line for path, line in lines.items() if path[:depth] == table}


def _bytes(book: Files, file: str) -> bytes | None:
    """What stands in a file; None where there is none. Raises BadSettings."""
    if not book.has(file):
        return None
    try:
        data = book.read(file)
    except OSError as error:
        raise BadSettings(f"{file}: cannot be read (DT009): {told(error)}") from None
    if len(data) > most_bytes(file):
        raise BadSettings(f"{file}: it is larger than {most_bytes(file) / 1024 / 1024:g} MiB")
    return data


def _toml(data: bytes, file: str) -> "Toml":
    from dealtrack.files.toml_text import BadToml, read_toml

    try:
        return read_toml(data)
    except BadToml as error:
        raise BadSettings(f"{file}:{error.line}: {error}" if error.line else f"{file}: {error}") from None


class _Reader(NamedTuple):
    """Settings that are read from a tree, each checked, and told by its place and its name."""

    root: Path
    where: str
    lines: Mapping[_Setting, int]

    def bad(self, what: str, *setting: str) -> BadSettings:
        """The error of a *setting*."""
        return BadSettings(f"{_place(self.where, self.lines, setting)}: {what}")

    def settings(self, tree: dict[str, Any]) -> Settings:
        """All of them. Raises BadSettings."""
        self.refuse_unknown(tree, ("currency", "rates", "validate"))
        currency = tree.get("currency", Settings().currency)
        if not isinstance(currency, str) or currency not in CURRENCIES:
            raise self.bad(f"currency: {_shown(currency)} is not a currency of ISO 4217", "currency")
        rates = self.rates(self.table(tree.get("rates", {}), "rates"))
        validate = self.validate(self.table(tree.get("validate", {}), "validate"))
        return Settings(currency, rates, validate, self.where, self.lines)

    def rates(self, table: dict[str, Any]) -> RateSettings:
        """Those of ``[rates]``."""
        self.refuse_unknown(table, RateSettings.__struct_fields__, "rates")
        age = table.get("max_age_days", DEFAULT_MAX_AGE_DAYS)
        if type(age) is not int or not 0 <= age <= _MOST_DAYS:
            what = f"{_shown(age)} is not a whole number from 0 to {_MOST_DAYS}"
            raise self.bad(f"rates.max_age_days: {what}", "rates", "max_age_days")
        percent = table.get("tolerance_percent", 1)
        if type(percent) not in (int, float) or not 0 <= percent <= _MOST_PERCENT:
            what = f"{_shown(percent)} is not a number from 0 to {_MOST_PERCENT}"
            raise self.bad(f"rates.tolerance_percent: {what}", "rates", "tolerance_percent")
        return RateSettings(age, percent, self.words(table, "rates", "prefer", _SOURCES))

    def validate(self, table: dict[str, Any]) -> ValidateSettings:
        """Those of ``[validate]``."""
        self.refuse_unknown(table, ValidateSettings.__struct_fields__, "validate")
        severity: dict[str, Severity | None] = {}
        for rule, grade in self.table(table.get("severity", {}), "validate", "severity").items():
            if grade not in (*_SEVERITIES, "off"):
                what = f"{_shown(grade)} is none of error, warning, note and off"
                raise self.bad(f"validate.severity.{_shown(rule)}: {what}", "validate", "severity", rule)
            severity[rule] = _SEVERITIES.get(grade)
        select, ignore = (self.words(table, "validate", key, _RULES) for key in ("select", "ignore"))
        if "select" in table and not select:
            raise self.bad("validate.select names no rule: leave it out, and all rules count", "validate", "select")
        return ValidateSettings(select, ignore, severity, self.baseline(table.get("baseline")))

    def baseline(self, path: Any) -> str | None:
        """A path in the book: a stranger's setting must not have files written anywhere else."""
        if path is None:
            return None
        shown, at = f'validate.baseline: "{_shown(path)}"', ("validate", "baseline")
        if not isinstance(path, str) or not path.strip() or "\0" in path:
            raise self.bad(f"{shown} is no path of a file", *at)
        if PureWindowsPath(path).drive or (own := inside(self.root, path)) is None:
            raise self.bad(f"{shown} is not in the book: name a file in it, such as {_BASELINE}", *at)
        if ".git" in own.lower().split("/"):
            raise self.bad(f"{shown} is git's: name another file, such as {_BASELINE}", *at)
        return own

    def table(self, value: Any, *setting: str) -> dict[str, Any]:
        """*value*, which has to be a table."""
        if not isinstance(value, dict):
            name = f": {'.'.join(setting)}" if setting else ""
            raise BadSettings(f"{_place(self.where, self.lines, setting)}{name} is no table")
        return value

    def words(self, table: dict[str, Any], name: str, key: str, what: str) -> _Setting:
        """A list of texts, each once."""
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
            raise self.bad(f"{name}.{key} is no list of {what}", name, key)
        return tuple(dict.fromkeys(value))

    def refuse_unknown(self, table: dict[str, Any], known: _Setting, *around: str) -> None:
        """Raise BadSettings for the first key that is not *known*."""
        for key in table:
            if key not in known:
                near = nearest(key[:_SHOWN], known)
                hint = f"did you mean {near}?" if near else f"known are {', '.join(known)}"
                raise self.bad(f"there is no setting {_shown(key)}: {hint}", *around, key)


def _shown(value: Any) -> str:
    """A value of TOML, in so few words that a message can hold it."""
    if isinstance(value, dict | list):
        return "a table" if isinstance(value, dict) else "a list"
    if type(value) is int and abs(value) >= 10**_SHOWN:  # which Python may refuse to write out
        return "a number of so many digits"
    text = str(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def refuse_unknown_sources(settings: Settings, known: Iterable[str]) -> None:
    """Raise BadSettings if a source that the *settings* prefer is not among the *known* ones."""
    sources = tuple(dict.fromkeys(known))
    for source in settings.rates.prefer:
        if source not in sources:
            near = nearest(source[:_SHOWN], sources)
            hint = f"did you mean {near}?" if near else f"known are {', '.join(sources)}"
            where = settings.place("rates", "prefer")
            raise BadSettings(f"{where}: rates.prefer: there is no source {_shown(source)}: {hint}")
