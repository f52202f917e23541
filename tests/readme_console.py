"""The examples in the README: how they are run, and how the file is brought up to date.

Each ``console`` block holds one command and what it prints on a terminal of 100 columns without colour.
``python -m tests.readme_console`` writes the true outputs into the file.
"""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
COLUMNS = 100
_BLOCK = re.compile(r"```console\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)```", re.DOTALL)


def examples(text: str) -> list[tuple[str, str]]:
    """Every ``(command, output)`` of a Markdown text."""
    return [(match["command"], match["output"]) for match in _BLOCK.finditer(text)]


def run_on_terminal(command: str) -> str:
    """What *command* prints on a terminal of COLUMNS columns, in the repository, on a fixed day."""
    main, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 50, COLUMNS, 0, 0))
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "NO_COLOR": "1", "TERM": "xterm", "DEALTRACK_TODAY": "2026-11-22"}
    for name in ("FORCE_COLOR", "COLUMNS", "LINES"):
        environment.pop(name, None)
    with subprocess.Popen(command, shell=True, cwd=REPOSITORY, stdout=side, stderr=side, env=environment) as process:
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


def updated(text: str) -> str:
    """*text* with the true output in each of its blocks."""
    return _BLOCK.sub(lambda match: f"```console\n$ {match['command']}\n{run_on_terminal(match['command'])}```", text)


if __name__ == "__main__":
    readme = REPOSITORY / "README.md"
    readme.write_text(updated(readme.read_text(encoding="utf-8")), encoding="utf-8")
