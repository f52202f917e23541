"""Programs from outside this repository: where they are, and how they are run."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

# A git that knows nothing of this machine's settings, nor of a hook that runs these tests.
_GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{who}_{what}": "tests@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}
_ELSEWHERE = ("GIT_", "DEALTRACK_", "PRE_COMMIT", "PYTHON", "PYTEST", "COV_", "GITHUB_", "RUNNER_", "INPUT_")


def environment(**more: str) -> dict[str, str]:
    """The environment of a program: this one, without what would change its behaviour or its colours."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(_ELSEWHERE) and name not in ("NO_COLOR", "FORCE_COLOR", "VIRTUAL_ENV")
    }
    return {**kept, "PATH": _path(), **_GIT, "DEALTRACK_TODAY": "2026-11-22", **more}


def _path() -> str:
    """Programs that the dev extra installed come first."""
    return f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"


def find(name: str) -> str | None:
    """The program called *name*, if there is one."""
    return shutil.which(name, path=_path())


def run(*command: str | Path, cwd: Path, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a program to its end; its standard output and error come as one text."""
    return subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=environment() if env is None else dict(env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


def succeed(*command: str | Path, cwd: Path, env: Mapping[str, str] | None = None) -> str:
    """What a program printed that has to succeed."""
    done = run(*command, cwd=cwd, env=env)
    assert done.returncode == 0, done.stdout
    return done.stdout
