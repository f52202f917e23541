"""A pytest plug-in for runs against mutants: write down how long each test takes, or run the listed tests alone, in order."""

import json
import os
from pathlib import Path

import pytest

DURATIONS, CHOSEN = "MUTANTS_DURATIONS", "MUTANTS_CHOSEN"  # environment variables that name a file each
_seconds: dict[str, float] = {}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests whose ids the file of CHOSEN holds, a JSON list, in its order."""
    if file := os.environ.get(CHOSEN):
        place = {name: number for number, name in enumerate(json.loads(Path(file).read_text(encoding="utf-8")))}
        items[:] = sorted((item for item in items if item.nodeid in place), key=lambda item: place[item.nodeid])


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Add up what the set-up, the call and the tear-down of a test take."""
    _seconds[report.nodeid] = _seconds.get(report.nodeid, 0.0) + report.duration


def pytest_sessionfinish() -> None:
    """Write the seconds of each test to the file of DURATIONS."""
    if file := os.environ.get(DURATIONS):
        Path(file).write_text(json.dumps(_seconds), encoding="utf-8")
