"""Which rules are meant, and how grave each is: ``DT403``, ``DT4``, ``equivalent-mismatch``, ``all``."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec import structs

from dealtrack.diagnostics import Diagnostic, Severity, nearest
from dealtrack.files.settings import ValidateSettings
from dealtrack.rules.registry import RULES, Rule

ALL = "all"


class UnknownRule(ValueError):
    """A word that names no rule; ``hint`` says which may have been meant."""

    def __init__(self, word: str) -> None:
        super().__init__(f"there is no rule {word}")
        near = nearest(word, _names())
        self.hint = f"did you mean {near}?" if near else "dealtrack explain --all lists them"


def rule_called(word: str) -> Rule:
    """The rule of that code or name, in whatever case. Raises UnknownRule."""
    for rule in RULES.values():
        if word.upper() == rule.code or word.lower() in rule.names:
            return rule
    raise UnknownRule(word)


class Choice(msgspec.Struct, frozen=True):
    """The rules that count in a run, and the severities that a team has given them.

    ``select`` and ``ignore`` map selectors to the codes that they mean. Where both name a rule, the longer selector
    wins, and ``ignore`` of two that are equal.
    """

    select: Mapping[str, frozenset[str]]
    ignore: Mapping[str, frozenset[str]]
    severity: Mapping[str, Severity | None] = {}

    @classmethod
    def of(cls, settings: ValidateSettings, select: Sequence[str] = (), ignore: Sequence[str] = ()) -> "Choice":
        """What the settings say; *select* instead of theirs, *ignore* besides theirs. Raises UnknownRule."""
        severity: dict[str, Severity | None] = {}
        for word, grade in sorted(settings.severity.items(), key=lambda item: len(item[0])):
            severity |= dict.fromkeys(codes(word), grade)
        return cls(
            _by_selector(select or settings.select or (ALL,)), _by_selector((*settings.ignore, *ignore)), severity
        )

    def applied(self, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Those of *found* that count, each as grave as it was chosen to be."""
        kept = (each for each in found if self._counts(each.code))
        return tuple(
            structs.replace(each, severity=self.severity.get(each.code) or each.severity)
            for each in kept
            if self.severity.get(each.code, each.severity)
        )

    def _counts(self, code: str) -> bool:
        return _weight(self.select, code) > _weight(self.ignore, code)


def _weight(selectors: Mapping[str, frozenset[str]], code: str) -> int:
    """How exactly a rule is named: the length of the longest selector, a name counting as a code; 0 for not at all."""
    lengths = (
        0 if word.lower() == ALL else min(len(word), len(code)) for word, meant in selectors.items() if code in meant
    )
    return max((length + 1 for length in lengths), default=0)


def _by_selector(words: Sequence[str]) -> dict[str, frozenset[str]]:
    return {word: codes(word) for word in words}


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
