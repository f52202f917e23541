"""Colours of a terminal for what is printed without Rich, which is loaded for tables only."""

from dealtrack.diagnostics import Severity

BOLD = "1"
BY_SEVERITY = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.NOTE: "1;36"}


def styled(words: str, style: str, color: bool) -> str:
    """*words* in a *style*, the numbers of ECMA-48's SGR, if there is to be *color*."""
    return f"\x1b[{style}m{words}\x1b[0m" if color else words
