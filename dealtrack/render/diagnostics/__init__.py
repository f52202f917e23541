"""Diagnostics for people and for machines: one module a format, named for it, all in one registry."""

from dealtrack.render.diagnostics.registry import REPORTERS, Run, Style, Summary, reporter

__all__ = ["REPORTERS", "Run", "Style", "Summary", "reporter"]
