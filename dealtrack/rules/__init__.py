"""The rules: one function each, its docstring its documentation, grouped by subject; and the run over a book."""

from dealtrack.rules import (  # noqa: F401  (each adds its rules to the registry)
    as_yaml,
    disagreement,
    duplicates,
    identity,
    money,
    naming,
    order,
    parts,
    provenance,
    rates,
    reconciliation,
    references,
    scale,
    shape,
    silence,
    time,
)
from dealtrack.rules.registry import RULES, Rule
from dealtrack.rules.run import check_book

__all__ = ["RULES", "Rule", "check_book"]
