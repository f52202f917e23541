"""Tests against a copy of the repository, in which one module is changed at a time."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from coverage import CoverageData

from tests.mutants.chosen import CHOSEN, DURATIONS
from tests.mutants.made import Mutant, names_of

LONGEST = 120.0  # seconds; a run that takes longer is caught in a loop that the change made
_RECORDED = ("values", "rates", "rules", "files", "reconciliation", "comparison")  # folders of tests, the fast ones
_FAILED = re.compile(r"^(?:FAILED|ERROR) (\S+)", re.MULTILINE)


class Copy:
    """A copy of the repository, with its own package before the one that is installed."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._changes = 0

    @classmethod
    def of(cls, repository: Path, root: Path) -> "Copy":
        """Copy what the tests need."""
        shutil.copytree(
            repository, root, ignore=shutil.ignore_patterns(".git", ".venv", ".*_cache", ".mutants"), symlinks=True
        )
        return cls(root)

    @contextmanager
    def changed(self, file: str, text: str) -> Iterator[None]:
        """Put *text* in the place of a module, and the module back afterwards."""
        path = self.root / file
        old = path.read_bytes()
        try:
            self._write(path, text.encode("utf-8"))
            yield
        finally:
            self._write(path, old)

    def _write(self, path: Path, data: bytes) -> None:
        path.write_bytes(data)
        self._changes += 1
        os.utime(path, (self._changes * 10, self._changes * 10))  # bytecode is taken by the second and the size

    def first_failure(self, tests: Sequence[str] | None) -> str:
        """The first of the *tests*, by id and in this order, that fails; of the whole suite for None. "" if none does."""
        if tests is not None and not tests:
            return ""
        chosen = self.root / ".mutants.json"
        arguments = ["-x", "--no-header", "--tb=no", "-rfE", "-p", "no:cacheprovider"]
        environment = {}
        if tests is not None:
            chosen.write_text(json.dumps(tests), encoding="utf-8")
            environment[CHOSEN] = str(chosen)
            arguments += dict.fromkeys(test.partition("::")[0] for test in tests)
        try:
            done = self.pytest(arguments, environment, LONGEST if tests is not None else 20 * LONGEST)
        except subprocess.TimeoutExpired:
            return "a run without an end"
        if done.returncode in (0, 5):
            return ""
        found = _FAILED.search(done.stdout)
        return found.group(1) if found else f"pytest's exit code {done.returncode}"

    def pytest(
        self, arguments: Sequence[str], environment: Mapping[str, str], seconds: float | None = None
    ) -> "subprocess.CompletedProcess[str]":
        """Run pytest in the copy."""
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-p", "tests.mutants.chosen", *arguments],
            cwd=self.root,
            env={**os.environ, "PYTHONPATH": str(self.root), **environment},
            capture_output=True, text=True, timeout=seconds, check=False,
        )  # fmt: skip


def record(copy: Copy, kept: Path, judged: Sequence[str]) -> None:
    """Run the fast tests under coverage once, and keep which of them reach which lines, and how long each takes."""
    kept.mkdir(exist_ok=True)
    settings = copy.root / ".mutants.rc"
    files = [name if name.endswith(".py") else f"{name}/*" for name in judged]
    include = "".join(f"\n    */{name}" for name in files)
    settings.write_text(f"[run]\ndata_file = {kept / 'coverage'}\ninclude ={include}\n", encoding="utf-8")
    arguments = ["--cov", f"--cov-config={settings}", "--cov-context=test", "--cov-report="]
    done = copy.pytest(
        [*arguments, *(f"tests/{name}" for name in _RECORDED)],
        {DURATIONS: str(kept / "durations.json"), "COVERAGE_CORE": "ctrace"},
    )
    if done.returncode:
        sys.exit(f"the tests must pass before mutants can fail them:\n{done.stdout[-3000:]}")


class Reached(NamedTuple):
    """Which tests reach which line of which file, and the seconds that each takes."""

    lines: Mapping[str, Mapping[int, frozenset[str]]]
    seconds: Mapping[str, float]
    modules: Mapping[str, ast.Module]
    texts: Mapping[str, str]  # of the files of tests

    @classmethod
    def read(cls, kept: Path, repository: Path) -> "Reached":
        """What record has kept."""
        data = CoverageData(str(kept / "coverage"))
        data.read()
        lines, modules = {}, {}
        for measured in data.measured_files():
            file = measured[measured.rindex("/dealtrack/") + 1 :]
            contexts = data.contexts_by_lineno(measured)
            lines[file] = {
                line: frozenset(name.rpartition("|")[0] for name in names if name) for line, names in contexts.items()
            }
            modules[file] = ast.parse((repository / file).read_text(encoding="utf-8"))
        seconds = json.loads((kept / "durations.json").read_text(encoding="utf-8"))
        files = {test.partition("::")[0] for test in seconds}
        return cls(lines, seconds, modules, {file: (repository / file).read_text(encoding="utf-8") for file in files})

    def tests(self, file: str, mutant: Mutant) -> list[str]:
        """The tests that run the lines of a mutant, or that use what these define on import; the fastest first."""
        own = self.lines.get(file, {})
        found = {test for line in mutant.lines for test in own.get(line, ())}
        names = self._derived(file, mutant.names)
        for name in self.modules if names else ():
            found |= {test for line in self._uses(name, names) for test in self.lines[name].get(line, ())}
        for name in names:
            users = {user for user, text in self.texts.items() if re.search(rf"\b{name}\b", text)}
            found |= {test for test in self.seconds if test.partition("::")[0] in users}
        found = found or {test for tests in own.values() for test in tests}
        return sorted((test for test in found if test in self.seconds), key=lambda test: self.seconds[test])

    def within(self, tests: Sequence[str], seconds: float) -> list[str]:
        """As many of the *tests* as take so long together."""
        totals = accumulate(self.seconds[test] for test in tests)
        return [test for test, total in zip(tests, totals, strict=True) if total <= seconds]

    def _derived(self, file: str, names: tuple[str, ...]) -> tuple[str, ...]:
        """The *names* of a module's tables, and of those below that are made of them."""
        for statement in self.modules[file].body if names and file in self.modules else ():
            is_table = isinstance(statement, ast.Assign | ast.AnnAssign)
            if is_table and any(isinstance(node, ast.Name) and node.id in names for node in ast.walk(statement)):
                names += tuple(name for name in names_of(statement) if name not in names)
        return names

    def _uses(self, file: str, names: Sequence[str]) -> Iterator[int]:
        for node in ast.walk(self.modules[file]):
            if (isinstance(node, ast.Name) and node.id in names) or (
                isinstance(node, ast.Attribute) and node.attr in names
            ):
                yield node.lineno
