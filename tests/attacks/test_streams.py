"""Every command with standard streams that are closed, full, or that nobody reads: never a traceback, always a code."""

import os
import pty
import shutil
import subprocess
from pathlib import Path

import pytest

from dealtrack.cli.commands import COMMANDS
from tests.attacks.processes import DEALTRACK, assert_no_fault, run
from tests.conftest import REPOSITORY

# A line for each command that prints something to standard output, and changes nothing.
LINES = {
    "validate": ["validate", "--format", "json"],
    "fmt": ["fmt", "--diff"],
    "explain": ["explain", "--all"],
    "timeline": ["timeline"],
    "compare": ["compare", "--format", "md"],
    "show": ["show", "cloudwalk", "--format", "html"],
    "list": ["list"],
    "investors": ["investors", "--format", "csv"],
    "reconcile": ["reconcile"],
    "convert": ["convert", "CNY 1bn", "--on", "2020-05-13"],
    "new": ["new", "X", "--dry-run"],
    "add": ["add", "yitu", "--event", "x", "--date", "2020", "--source", "dealstreetasia-cloudwalk", "--dry-run"],
    "investor": ["investor", "add", "x", "--dry-run"],
    "source": ["source", "add", "x", "--publisher", "x", "--published", "2020-05-13", "--dry-run"],
    "schema": ["schema"],
    "rates": ["rates", "list"],
    "help": ["--help"],
    "help of a command": ["add", "--help"],
    "nothing": [],
    "version": ["--version"],
    "completion": ["--show-completion", "bash"],
}
NO_STDOUT = {"fmt"}  # there is nothing to change in this book
WITHOUT = {"init", "merge-driver", "diff", "log", "blame"}  # these write, or need a repository: tested with those
CLOSED = {"output": ">&-", "input": "<&-", "errors": "2>&-", "all": "<&- >&- 2>&-"}
FULL = "/dev/full"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="streams are closed by a POSIX shell")


def test_every_command_is_tried():
    assert set(COMMANDS) - WITHOUT <= set(LINES)


@pytest.mark.skipif(not Path(FULL).exists(), reason="there is no full device")
@pytest.mark.parametrize("line", LINES)
def test_a_full_device_is_told(line):
    done = run(*LINES[line], shell=f"> {FULL}", cwd=REPOSITORY)
    if line in NO_STDOUT:
        assert_no_fault(done, 0)
    elif line != "completion":  # which guesses at the shell that runs it, and may know none
        assert_no_fault(done, 2)
        assert done.stderr.endswith("dealtrack: standard output: no space left on device\n")


@pytest.mark.parametrize("closed", CLOSED)
@pytest.mark.parametrize("line", ["validate", "list", "timeline", "add", "help", "version"])
def test_a_closed_stream_is_no_fault(line, closed):
    done = run(*LINES[line], shell=CLOSED[closed], cwd=REPOSITORY)
    writes_nowhere = closed in ("output", "all")
    assert_no_fault(done, 2 if writes_nowhere else 0)
    if closed == "output":
        assert done.stderr.endswith("dealtrack: standard output: bad file descriptor\n")
    if not writes_nowhere:
        assert done.stdout == run(*LINES[line], cwd=REPOSITORY).stdout


@pytest.mark.parametrize("shell", ["2>&-", f"2>{FULL}", "<&- 2>&-"])
@pytest.mark.parametrize(
    "arguments", [["show", "nope"], ["nope"], ["list", "--nope"], ["convert", "x", "--on", "2020"]]
)
def test_what_cannot_be_complained_of_keeps_its_code(arguments, shell):
    assert_no_fault(run(*arguments, shell=shell, cwd=REPOSITORY), 2)


def test_a_closed_output_is_not_given_to_the_next_file_that_is_opened(tmp_path):
    """Else what is printed would be written into it."""
    (tmp_path / "deals").mkdir()
    shutil.copy(REPOSITORY / "deals/yitu.yaml", tmp_path / "deals/yitu.yaml")
    before = (tmp_path / "deals/yitu.yaml").read_bytes()
    for command in (["timeline"], ["validate"], ["validate", "--write-baseline"], ["fmt"]):
        assert_no_fault(run(*command, shell="<&- >&- 2>&-", cwd=tmp_path))
    assert (tmp_path / "deals/yitu.yaml").read_bytes() == before


@pytest.mark.parametrize("arguments", [["--help"], ["list", "--format", "csv"], ["explain", "--all", "--format", "md"]])
def test_a_pipe_that_nobody_reads_ends_quietly(arguments):
    reading, writing = os.pipe()
    os.close(reading)
    with subprocess.Popen([*DEALTRACK, *arguments], stdout=writing, stderr=subprocess.PIPE, cwd=REPOSITORY) as process:
        os.close(writing)
        assert process.communicate(timeout=60)[1] == b""
    assert process.returncode == 0


@pytest.mark.parametrize("columns", [1, 2, 7, 65535])
@pytest.mark.parametrize("line", ["list", "timeline", "compare", "show", "reconcile", "help", "explain"])
def test_a_terminal_of_any_width(line, columns):
    arguments = [part for part in LINES[line] if part not in ("--format", "md", "html")]
    seen = on_terminal(columns, *arguments)
    assert "Traceback" not in seen
    assert "internal fault" not in seen
    assert len(seen) > 20


def on_terminal(columns, *arguments):
    import fcntl
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 25, columns, 0, 0))
    environment = {**os.environ, "TERM": "xterm", "PAGER": "cat", "DEALTRACK_TODAY": "2026-11-22"}
    with subprocess.Popen(
        [*DEALTRACK, *arguments], stdin=theirs, stdout=theirs, stderr=theirs, cwd=REPOSITORY, env=environment
    ) as process:
        os.close(theirs)
        seen = b""
        try:
            while part := os.read(ours, 65536):
                seen += part
        except OSError:  # how Linux tells that the other side is closed
            pass
        process.wait(timeout=60)
    os.close(ours)
    assert process.returncode == 0, seen
    return seen.decode("utf-8", "replace")
