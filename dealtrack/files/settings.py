"""The optional settings of a book: ``dealtrack.toml``, or ``[tool.dealtrack]`` in ``pyproject.toml``."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec

from dealtrack.diagnostics import Severity, nearest
from dealtrack.files.disk import Disk, Files
from dealtrack.rates.table import DEFAULT_MAX_AGE_DAYS
from dealtrack.values.currencies import CURRENCIES

_OWN, _PROJECT = "dealtrack.toml", "pyproject.toml"
_MOST_DAYS = 366
_MOST_PERCENT = 50
_SEVERITIES = {severity.value: severity for severity in Severity}


class BadSettings(ValueError):
    """Settings that cannot be used; the message names the file and the setting."""


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
    """All settings, with their defaults: ``currency`` is what reports convert to, ``where`` the file they stand in."""

    currency: str = "USD"
    rates: RateSettings = RateSettings()
    validate: ValidateSettings = ValidateSettings()
    where: str = ""


def read_settings(root: Path) -> Settings:
    """The settings of the book in *root*. Raises BadSettings."""
    return settings_of(Disk(root))


def settings_of(book: Files) -> Settings:
    """The settings that stand in the files of a *book*. Raises BadSettings."""
    own, project = _bytes(book, _OWN), _bytes(book, _PROJECT)
    if own is not None:
        return _settings(_toml(own, _OWN), _OWN)
    if project and b"tool.dealtrack" in project:
        where = f"{_PROJECT}: [tool.dealtrack]"
        tool = _table(_toml(project, _PROJECT).get("tool", {}), f"{_PROJECT}: [tool]")
        return _settings(_table(tool.get("dealtrack", {}), where), where)
    return Settings()


def _bytes(book: Files, file: str) -> bytes | None:
    """What stands in a file; None where there is none."""
    try:
        return book.read(file) if book.has(file) else None
    except (FileNotFoundError, IsADirectoryError):
        return None


def _toml(data: bytes, file: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings(f"{file}: {error}") from None


def _table(value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise BadSettings(f"{where} is no table")
    return value


def _settings(tree: dict[str, Any], where: str) -> Settings:
    """The settings in *tree*, each checked and told by its name."""
    _refuse_unknown(tree, ("currency", "rates", "validate"), where)
    rates = _table(tree.get("rates", {}), f"{where}: rates")
    _refuse_unknown(rates, RateSettings.__struct_fields__, where)
    currency = tree.get("currency", Settings().currency)
    if currency not in CURRENCIES:
        raise BadSettings(f"{where}: currency: {currency} is not a currency of ISO 4217")
    age = rates.get("max_age_days", DEFAULT_MAX_AGE_DAYS)
    if type(age) is not int or not 0 <= age <= _MOST_DAYS:
        raise BadSettings(f"{where}: rates.max_age_days: {age} is not a whole number from 0 to {_MOST_DAYS}")
    percent = rates.get("tolerance_percent", 1)
    if type(percent) not in (int, float) or not 0 <= percent <= _MOST_PERCENT:
        raise BadSettings(f"{where}: rates.tolerance_percent: {percent} is not a number from 0 to {_MOST_PERCENT}")
    prefer = _words(rates.get("prefer", []), f"{where}: rates.prefer", 'sources, such as ["ECB", "Federal Reserve"]')
    return Settings(currency, RateSettings(age, percent, prefer), _validate(tree, where), where)


def _validate(tree: dict[str, Any], where: str) -> ValidateSettings:
    table = _table(tree.get("validate", {}), f"{where}: validate")
    _refuse_unknown(table, ValidateSettings.__struct_fields__, where)
    severity: dict[str, Severity | None] = {}
    for rule, grade in _table(table.get("severity", {}), f"{where}: validate.severity").items():
        if grade not in (*_SEVERITIES, "off"):
            raise BadSettings(f"{where}: validate.severity.{rule}: {grade} is none of error, warning, note and off")
        severity[rule] = _SEVERITIES.get(grade)
    rules = 'rules, such as ["DT202", "DT5"]'
    select, ignore = (_words(table.get(key, []), f"{where}: validate.{key}", rules) for key in ("select", "ignore"))
    if "select" in table and not select:
        raise BadSettings(f"{where}: validate.select names no rule: leave it out, and all rules count")
    baseline = table.get("baseline")
    if not isinstance(baseline, str | None) or baseline == "":
        raise BadSettings(f'{where}: validate.baseline: "{baseline}" is no path of a file')
    return ValidateSettings(select, ignore, severity, baseline)


def _words(value: Any, where: str, what: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
        raise BadSettings(f"{where} is no list of {what}")
    return tuple(value)


def refuse_unknown_sources(settings: Settings, known: Iterable[str]) -> None:
    """Raise BadSettings if a source that the *settings* prefer is not among the *known* ones."""
    sources = tuple(dict.fromkeys(known))
    for source in settings.rates.prefer:
        if source not in sources:
            near = nearest(source, sources)
            hint = f"did you mean {near}?" if near else f"known are {', '.join(sources)}"
            raise BadSettings(f"{settings.where}: rates.prefer: there is no source {source}: {hint}")


def _refuse_unknown(table: dict[str, Any], known: tuple[str, ...], where: str) -> None:
    for key in table:
        if key not in known:
            near = nearest(key, known)
            hint = f"did you mean {near}?" if near else f"known are {', '.join(known)}"
            raise BadSettings(f"{where}: there is no setting {key}: {hint}")
