"""The command line as a process of its own, with the standard streams and the environment that a test gives it."""

import os
import subprocess
import sys
from typing import Any

DEALTRACK = (sys.executable, "-P", "-m", "dealtrack")
_OURS = ("GITHUB_", "DEALTRACK_", "PYTHON", "LC_", "COV_")


def run(*arguments: str | bytes, shell: str = "", limit: int = 60, **given: Any) -> subprocess.CompletedProcess[str]:
    """Run a command; *shell* is what a POSIX shell does with its streams, such as ``>&-``."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
    environment = {**kept, "DEALTRACK_TODAY": "2026-11-22", "PYTHONPATH": os.getcwd(), **given.pop("env", {})}
    command: list[Any] = [*DEALTRACK, *arguments]
    if shell:
        command = ["sh", "-c", f'"$0" "$@" {shell}', *command]
    done = subprocess.run(command, env=environment, capture_output=True, timeout=limit, check=False, **given)
    out, err = (stream.decode("utf-8", "replace") for stream in (done.stdout, done.stderr))
    return subprocess.CompletedProcess(command, done.returncode, out, err)


def assert_no_fault(done: subprocess.CompletedProcess[str], *codes: int) -> None:
    """The run ended with one of *codes* (else 0, 1 or 2), and not with a traceback."""
    said = done.stdout + done.stderr
    assert done.returncode in (codes or (0, 1, 2)), said
    for word in ("Traceback", "Exception ignored", "internal fault", "<frozen "):
        assert word not in said, said
