"""Settings: sound, mutated, of the wrong types, deep and huge; and the files that they name."""

import json
from random import Random
from typing import Any

from msgspec import inspect

from dealtrack.files.settings import Settings
from tests.fuzz import texts
from tests.fuzz.mutations import mutated
from tests.fuzz.place import Entry, File
from tests.fuzz.record import described

# What settings are sensibly set to; one that is not here gets an odd value.
_SENSIBLE: dict[str, list[Any]] = {
    "currency": ["USD", "CNY", "EUR"], "max_age_days": [0, 7, 366], "tolerance_percent": [0, 1, 2.5], "prefer": [["ECB"], []],
    "select": [["DT1", "DT4"], ["DT403"]], "ignore": [["DT202"], []], "severity": [{"DT202": "off"}, {"DT304": "error"}],
    "baseline": ["known.json"],
}  # fmt: skip
_ODD: list[Any] = [
    None, True, -1, 10**30, 1e300, "", "x", [], [1], [[]], {}, {"x": "y"}, ["DT403", "DT403"], ["nonsense"], "../canary/known.json", "/proc/self/environ",
    f"{texts.PLACE}/canary/known.json", "deals/x.yaml", "deals", ".git/config", "a/b/c/known.json", "known.json\x00", "seeds/../known.json",
]  # fmt: skip
_WHOLE = [
    "a = " + "[" * 5000 + "]" * 5000, "a = " + "9" * 10_000, ".".join("ab" * 500) + " = 1", "[rates\n", "[" + "a." * 3000 + "b]", "\x00", "x = 1\nx = 2",
    "rates = 5", "validate = []", "[tool]\ndealtrack = 1", "[tool.dealtrack]\nx = 1", "currency = 2020-05-13", "currency = nan", 'currency = "\x1b[31m"',
    'currency = """\n::error::x"""', "currency = '''\n##[error]x'''", "[[rates]]\n", '"\\u0000" = 1', "a = {" * 2000, "max = 1e999999999",
]  # fmt: skip


def settings_files(random: Random, hostility: float) -> dict[str, Entry]:
    """The settings of a book, where it has any, and a baseline."""
    made: dict[str, Entry] = {}
    if random.random() < 0.4:
        name, prefix = random.choice(
            [("dealtrack.toml", ""), ("dealtrack.toml", ""), ("pyproject.toml", "tool.dealtrack")]
        )
        made[f"book/{name}"] = File(_settings(random, hostility, prefix))
    if random.random() < 0.2:
        made["book/known.json"] = File(_baseline(random, hostility))
    return made


def _settings(random: Random, hostility: float, prefix: str) -> bytes:
    if random.random() < hostility:
        return random.choice([*_WHOLE, texts.hostile(random)]).encode("utf-8", "surrogatepass")
    text = "\n".join(_tables(random, hostility, Settings, prefix)) + "\n"
    data = text.encode("utf-8", "surrogatepass")
    return mutated(random, data) if random.random() < hostility else data


def _tables(random: Random, hostility: float, as_type: Any, name: str) -> list[str]:
    """A table and those below it, by the types of the settings."""
    kind = described(as_type)
    assert isinstance(kind, inspect.StructType)
    lines, below = [f"[{name}]"] if name else [], []
    for field in kind.fields:
        if isinstance(field.type, inspect.StructType):
            below += _tables(random, hostility, field.type.cls, f"{name}.{field.name}".strip("."))
        elif random.random() < 0.4 and (field.name in _SENSIBLE or random.random() < hostility):
            odd = field.name not in _SENSIBLE or random.random() < hostility
            lines.append(
                f"{field.name} = {_toml(random.choice([*_ODD, texts.hostile(random)] if odd else _SENSIBLE[field.name]))}"
            )
    return lines + below


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {_toml(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value)


def _baseline(random: Random, hostility: float) -> bytes:
    entry = {"file": "deals/x.yaml", "code": "DT202", "fingerprint": "0" * 16}
    for key in entry:
        if random.random() < hostility:
            entry[key] = random.choice(_ODD)
    document = random.choice(
        [
            {"version": 1, "diagnostics": [entry]},
            {"version": 1, "diagnostics": [entry] * 9},
            [entry],
            {"version": 10**30},
            "x",
        ]
    )
    data = json.dumps(document).encode()
    return mutated(random, data) if random.random() < hostility else data
