"""The optional settings of a book: ``dealtrack.toml``, or ``[tool.dealtrack]`` in ``pyproject.toml``."""

from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from dealtrack.diagnostics import nearest
from dealtrack.rates.table import DEFAULT_MAX_AGE_DAYS
from dealtrack.values.currencies import CURRENCIES


class BadSettings(ValueError):
    """Settings that cannot be used; the message names the file and the setting."""


class RateSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """``[rates]``: how many days old a rate may be, and how far a printed conversion may lie off, in per cent."""

    max_age_days: Annotated[int, Meta(ge=0, le=366)] = DEFAULT_MAX_AGE_DAYS
    tolerance_percent: Annotated[float, Meta(ge=0, le=50)] | int = 1

    @property
    def tolerance(self) -> Decimal:
        """The tolerance as a fraction: 0.01 for one per cent."""
        return Decimal(str(self.tolerance_percent)) / 100


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All settings, with their defaults: ``currency`` is what reports convert to."""

    currency: str = "USD"
    rates: RateSettings = RateSettings()


def read_settings(root: Path) -> Settings:
    """The settings of the book in *root*. Raises BadSettings."""
    own, project = root / "dealtrack.toml", root / "pyproject.toml"
    if own.is_file():
        return _settings(_toml(own), own.name)
    if project.is_file() and "tool.dealtrack" in project.read_text(encoding="utf-8", errors="replace"):
        return _settings(_toml(project).get("tool", {}).get("dealtrack", {}), "pyproject.toml: [tool.dealtrack]")
    return Settings()


def _toml(path: Path) -> Any:
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings(f"{path.name}: {error}") from None


def _settings(tree: Any, where: str) -> Settings:
    for table, known in ((tree, Settings), (tree.get("rates"), RateSettings)):
        names = known.__struct_fields__
        for key in table if isinstance(table, dict) else ():
            if key not in names:
                near = nearest(key, names)
                hint = f"did you mean {near}?" if near else f"known are {', '.join(names)}"
                raise BadSettings(f"{where}: there is no setting {key}: {hint}")
    try:
        settings = msgspec.convert(tree, Settings)
    except msgspec.ValidationError as error:
        raise BadSettings(f"{where}: {error}") from None
    if settings.currency not in CURRENCIES:
        raise BadSettings(f"{where}: currency: {settings.currency} is not a currency of ISO 4217")
    return settings
