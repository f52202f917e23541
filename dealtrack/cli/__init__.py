"""The command line: arguments in, calls, exit codes out. Only here is anything printed, and only here does it exit."""

from dealtrack.cli.app import app, main

__all__ = ["app", "main"]
