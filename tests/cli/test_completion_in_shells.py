"""Tab pressed in real shells, on a terminal: what the command line has become is what the program is then given."""

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

COMPANY = """\
name: CloudWalk Technology
names: {zh: 云从科技}
groups: [cv-four-dragons, "four dragons"]
sectors: [robotics]
deals:
  - {id: 2019-a, date: 2019, status: completed, sources: [a]}
"""
INVESTORS = """\
China Reform Fund: {}
"O'Neil & Sons": {}
"Fund \\"X\\" $1": {}
红杉资本: {aliases: [Sequoia China]}
"""
START = {
    "bash": ("bash", "--norc", "--noprofile", "-i"),
    "zsh": ("zsh", "-f", "-i"),
    "fish": ("fish", "--no-config", "-i"),
}
SET_UP = {
    "bash": 'bind "set bell-style none"; bind "set enable-bracketed-paste off"; PS1=; source {script}\n',
    "zsh": "PS1=; unsetopt beep; autoload -Uz compinit; compinit -u -D; source {script}\n",
    "fish": "function fish_prompt; end; source {script}\n",
}
SECONDS = 20

pytestmark = pytest.mark.outside


@pytest.fixture(params=START)
def typed(request, tmp_path, monkeypatch):
    """What the program is given, after keys were typed in a shell that stands in a book."""
    shell = request.param
    if not shutil.which(shell):
        pytest.skip(f"there is no {shell}")
    for file, text in {"deals/cloudwalk.yaml": COMPANY, "seeds/investors.yaml": INVESTORS}.items():
        path = tmp_path / "book" / file
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    return lambda keys, change=None: Shell(shell, tmp_path).type(keys, change)


class Shell:
    """An interactive shell with completion set up, in which ``dealtrack`` shows what it is given."""

    def __init__(self, name, folder):
        self.name, self.folder = name, folder
        program = folder / "bin" / "dealtrack"
        program.parent.mkdir()
        python = Path(sys.executable)
        program.write_text(
            f'#!/bin/sh\n[ -n "$_DEALTRACK_COMPLETE" ] && exec {python} -m dealtrack "$@"\n'
            "[ $# -gt 0 ] && printf '<%s>' \"$@\"; printf '[end]'\n"
        )
        program.chmod(0o755)
        self.environment = {
            "PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(folder / "home"),
            "XDG_CACHE_HOME": str(folder / "cache"),
            "LC_ALL": "C.UTF-8",
            "TERM": "xterm",
        }
        (folder / "home").mkdir()
        asked = {**self.environment, "_DEALTRACK_COMPLETE": f"source_{name}"}
        script = subprocess.run([program], env=asked, capture_output=True, text=True, check=True, cwd=folder).stdout
        (folder / "script").write_text(script)

    def type(self, keys, change):
        book = self.folder / "book"
        if change:
            change(book)
        process, terminal = pty.fork()
        if not process:
            os.chdir(book)
            os.execvpe(START[self.name][0], START[self.name], self.environment)
        try:
            os.write(terminal, SET_UP[self.name].format(script=self.folder / "script").encode())
            os.write(terminal, b"dealtrack\n")
            self.read(terminal, "[end]")
            os.write(terminal, keys.encode() + b"\n")
            text = self.read(terminal, "[end]")
        finally:
            os.close(terminal)
            os.waitpid(process, 0)
        assert "Traceback" not in text
        shown = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>()][0B]?|\r", "", text)
        return re.findall(r"<([^>]*)>", shown[: shown.rindex("[end]")].rpartition("\n")[2])

    @staticmethod
    def read(terminal, until):
        text, deadline = b"", time.monotonic() + SECONDS
        while until.encode() not in text:
            assert time.monotonic() < deadline, text.decode("utf-8", "replace")
            if select.select([terminal], [], [], 0.2)[0]:
                text += os.read(terminal, 65536)
        return text.decode("utf-8", "replace")


@pytest.mark.parametrize(
    ("keys", "given"),
    [
        ("dealtrack timeline clo\t", ["timeline", "cloudwalk"]),
        ("dealtrack timeline Cloud\t", ["timeline", "CloudWalk Technology"]),
        ("dealtrack timeline 云\t", ["timeline", "云从科技"]),
        ("dealtrack list --investor China\\ R\t", ["list", "--investor", "China Reform Fund"]),
        ('dealtrack list --investor "China R\t', ["list", "--investor", "China Reform Fund"]),
        ("dealtrack list --investor 'China R\t", ["list", "--investor", "China Reform Fund"]),
        ("dealtrack investors O\t", ["investors", "O'Neil & Sons"]),
        ("dealtrack investors Fund\t", ["investors", 'Fund "X" $1']),
        ("dealtrack investors 红\t", ["investors", "红杉资本"]),
        ("dealtrack compare --group four\t", ["compare", "--group", "four dragons"]),
        ("dealtrack explain DT40\t3", ["explain", "DT403"]),
        ("dealtrack compare --columns raised,foun\t", ["compare", "--columns", "raised,founded"]),
        ("dealtrack timeline --format cs\t", ["timeline", "--format", "csv"]),
        ("dealtrack list --sector=robo\t", ["list", "--sector=robotics"]),
    ],
    ids=lambda each: repr(each) if isinstance(each, str) else "",
)
def test_tab(typed, keys, given):
    assert typed(keys) == given


def broken(book):
    (book / "deals" / "cloudwalk.yaml").write_bytes(b"name: [\xff\n")
    (book / "deals" / "yitu.yaml").write_text("{{{")
    (book / "dealtrack.toml").write_text("no toml")


def test_a_broken_book_says_nothing(typed):
    assert typed("dealtrack list --group four\t", broken) == ["list", "--group", "four"]


def test_outside_of_a_book_nothing_is_said(typed):
    assert typed("dealtrack timeline clo\t", lambda book: shutil.rmtree(book / "deals")) == ["timeline", "clo"]
