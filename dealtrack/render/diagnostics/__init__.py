"""Diagnostics for people and for machines: one module a format, named for it, all in one registry."""

from dealtrack.render.diagnostics.registry import REPORTERS, Reporter, Run, Style, Summary, reporter, reports

__all__ = ["REPORTERS", "Reporter", "Run", "Style", "Summary", "reporter", "reports"]
