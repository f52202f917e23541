"""Multiples of one sum by another as text: ``×1.83`` and ``+83%``."""

from collections.abc import Callable
from decimal import Decimal

from dealtrack.reconciliation.step_ups import Multiple


def multiple_text(multiple: Multiple) -> str:
    """``×1.83``, ``≥ ×1.83``, ``×1.50–2.20``."""
    return _between(multiple, lambda value: f"{value:.2f}", "×")


def change_text(multiple: Multiple) -> str:
    """``+83%``, ``-20%``."""
    return _between(multiple, lambda value: f"{(value - 1) * 100:+.0f}%", "")


def _between(multiple: Multiple, text: Callable[[Decimal], str], sign: str) -> str:
    low, high = text(multiple.low), None if multiple.high is None else text(multiple.high)
    about = "~" if multiple.approximate else ""
    if high is None:
        return f"≥ {about}{sign}{low}" if multiple.low else ""
    if low == high:
        return f"{about}{sign}{low}"
    return f"{about}{sign}{low} to {high}" if multiple.low else f"≤ {about}{sign}{high}"
