"""The rules: one function each, its docstring its documentation, grouped by subject; and the run over a book."""

from dealtrack.rules import as_yaml, identity, money, provenance, rates, references, shape
from dealtrack.rules.registry import RULES, Rule
from dealtrack.rules.run import check_book

__all__ = ["RULES", "Rule", "as_yaml", "check_book", "identity", "money", "provenance", "rates", "references", "shape"]
