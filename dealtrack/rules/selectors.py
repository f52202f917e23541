"""Which rules are meant, and how grave each is: ``DT403``, ``DT4``, ``equivalent-mismatch``, ``all``."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec import structs

from dealtrack.diagnostics import Diagnostic, Severity, nearest
from dealtrack.files.settings import ValidateSettings
from dealtrack.rules.registry import RULES, Rule

ALL = "all"
ALL_ARE_LISTED = "dealtrack explain --all lists them"
_SHOWN = 60  # characters of a word that names none
_CODE_LENGTH = len("DT403")


class UnknownRule(ValueError):
    """A word that names no rule; ``hint`` says which may have been meant."""

    def __init__(self, word: str) -> None:
        self._word = word if len(word) <= _SHOWN else f"{word[:_SHOWN]}…"
        super().__init__(f"there is no rule {self._word}")

    @property
    def hint(self) -> str:
        """What to do, looked for when it is asked for."""
        near = nearest(self._word, _names())
        return f"did you mean {near}?" if near else ALL_ARE_LISTED


def rule_called(word: str) -> Rule:
    """The rule of that code or name, in whatever case. Raises UnknownRule."""
    for rule in RULES.values():
        if word.upper() == rule.code or word.lower() in rule.names:
            return rule
    raise UnknownRule(word)


class Choice(msgspec.Struct, frozen=True):
    """The codes of the rules that count in a run, and the severities that a team has given to some."""

    rules: frozenset[str]
    severity: Mapping[str, Severity | None] = {}

    @classmethod
    def of(cls, settings: ValidateSettings, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> "Choice":
        """What the settings say, and then what the options do: they win over any setting.

        *select* chooses anew, *ignore* takes away from what is chosen. Raises UnknownRule.
        """
        severity: dict[str, Severity | None] = {}
        for word in sorted(settings.severity, key=_exactness):
            severity |= dict.fromkeys(codes(word), settings.severity[word])
        off = {code for code, grade in severity.items() if grade is None}
        by_settings = _chosen(frozenset(RULES), settings.select, settings.ignore) - off
        return cls(_chosen(by_settings, select, ignore), severity)

    def applied(self, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Those of *found* that count, each as grave as it was chosen to be."""
        return tuple(
            structs.replace(each, severity=self.severity.get(each.code) or each.severity)
            for each in found
            if each.code in self.rules
        )


def _chosen(before: frozenset[str], select: Sequence[str], ignore: Sequence[str]) -> frozenset[str]:
    """The rules of *select* (without it, those *before*) but for *ignore*.

    Where both name a rule, the more exact selector wins, and *ignore* of two that are equally exact.
    """
    chosen = frozenset[str]() if select else before
    steps = [*((word, True) for word in select), *((word, False) for word in ignore)]
    for word, counts in sorted(steps, key=lambda step: _exactness(step[0])):
        chosen = chosen | codes(word) if counts else chosen - codes(word)
    return chosen


def _exactness(word: str) -> int:
    """How exactly a selector names its rules: by its length, a name counting as a code."""
    return 0 if word.lower() == ALL else min(len(word), _CODE_LENGTH)


def codes(word: str) -> frozenset[str]:
    """The codes that a selector means: all of a prefix such as DT4, or one rule's. Raises UnknownRule."""
    if word.lower() == ALL:
        return frozenset(RULES)
    if word.upper().startswith("DT"):
        found = frozenset(code for code in RULES if code.startswith(word.upper()))
        if found:
            return found
    return frozenset((rule_called(word).code,))


def _names() -> list[str]:
    return [name for rule in RULES.values() for name in (rule.code, *rule.names)]
