"""The examples in the README and in pages of documentation: how they are run, and how a page is brought up to date.

Each ``console`` block holds one command and what it prints on a terminal of 100 columns without colour: in this
repository, or, one after the other, in a repository of their own with the files that the page shows.
``python -m tests.readme_console`` writes the true outputs into the pages.
"""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import tempfile
import termios
from pathlib import Path

from tests.conftest import RATES
from tests.outside.programs import environment, succeed

REPOSITORY = Path(__file__).parent.parent
VALIDATING = REPOSITORY / "docs" / "validating.md"
GIT = REPOSITORY / "docs" / "git.md"
EDITING = REPOSITORY / "docs" / "editing.md"
PAGES = ("README.md", "docs/tour.md", "docs/money.md", "docs/lists.md", "docs/charts.md", "docs/reports.md")
COLUMNS = 100
_BLOCK = re.compile(r"```console\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)```", re.DOTALL)
_FILE = re.compile(r"```yaml\n# (?P<name>\S+\.yaml)\n(?P<text>.*?)```", re.DOTALL)


def examples(text: str) -> list[tuple[str, str]]:
    """Every ``(command, output)`` of a Markdown text."""
    return [(match["command"], match["output"]) for match in _BLOCK.finditer(text)]


def repository_of(text: str, root: Path) -> Path:
    """A git repository in *root* of the YAML files that a Markdown text shows with their names."""
    for match in _FILE.finditer(text):
        (root / match["name"]).parent.mkdir(parents=True, exist_ok=True)
        (root / match["name"]).write_text(match["text"], encoding="utf-8")
    for command in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "The files of the page")):
        succeed("git", *command, cwd=root)
    return root


def history_of(text: str, root: Path) -> Path:
    """A git repository in *root* in which each file that a Markdown text shows is a commit, a month after the last one.

    The days and authors are fixed, so that the hashes are.
    """
    (root / "seeds" / "rates").mkdir(parents=True)
    (root / "seeds" / "rates" / "ecb.csv").write_text(RATES, encoding="utf-8")
    succeed("git", "init", "-q", "-b", "main", cwd=root)
    for number, match in enumerate(_FILE.finditer(text)):
        (root / match["name"]).parent.mkdir(parents=True, exist_ok=True)
        (root / match["name"]).write_text(match["text"], encoding="utf-8")
        when = f"2020-{number + 6:02}-01T12:00:00 +0800"
        author = {"GIT_AUTHOR_NAME": ("Zhang Wei", "Li Na")[number % 2], "GIT_AUTHOR_DATE": when}
        succeed("git", "add", "-A", cwd=root)
        env = environment(**author, GIT_COMMITTER_DATE=when)
        succeed("git", "commit", "-q", "-m", "A file of the page", cwd=root, env=env)
    return root


def run_on_terminal(
    command: str, directory: Path = REPOSITORY, *, rows: int = 50, typed: bool = False, **variables: str
) -> str:
    """What *command* prints on a terminal of COLUMNS columns, in the repository, on a fixed day.

    Somebody may type at it if *typed*; nobody does.
    """
    main, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", rows, COLUMNS, 0, 0))
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "NO_COLOR": "1", "TERM": "xterm", "DEALTRACK_TODAY": "2026-11-22"}
    for name in ("FORCE_COLOR", "COLUMNS", "LINES", "PAGER", "LESS"):
        environment.pop(name, None)
    environment |= variables
    stdin = side if typed else subprocess.DEVNULL
    with subprocess.Popen(
        command, shell=True, cwd=directory, stdin=stdin, stdout=side, stderr=side, env=environment
    ) as process:
        os.close(side)
        chunks = []
        while True:
            try:
                chunk = os.read(main, 65536)
            except OSError:  # Linux reports the end of a terminal's other side as an error
                break
            if not chunk:
                break
            chunks.append(chunk)
        process.wait()
    os.close(main)
    return b"".join(chunks).decode("utf-8").replace("\r\n", "\n")


def updated(text: str, directory: Path = REPOSITORY) -> str:
    """*text* with the true output in each of its blocks."""

    def with_output(match: re.Match[str]) -> str:
        return f"```console\n$ {match['command']}\n{run_on_terminal(match['command'], directory)}```"

    return _BLOCK.sub(with_output, text)


if __name__ == "__main__":
    for name in PAGES:
        path = REPOSITORY / name
        path.write_text(updated(path.read_text(encoding="utf-8")), encoding="utf-8")
    for path in (VALIDATING, EDITING):
        with tempfile.TemporaryDirectory() as temporary:
            page = path.read_text(encoding="utf-8")
            path.write_text(updated(page, repository_of(page, Path(temporary))), encoding="utf-8")
    with tempfile.TemporaryDirectory() as temporary:
        page = GIT.read_text(encoding="utf-8")
        GIT.write_text(updated(page, history_of(page, Path(temporary))), encoding="utf-8")
