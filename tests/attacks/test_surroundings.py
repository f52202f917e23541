"""Odd environments, arguments, folders and signals: a code and a line, never a traceback, nothing half written."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.attacks.hostile import deeds
from tests.attacks.processes import DEALTRACK, assert_no_fault, run
from tests.conftest import REPOSITORY

ENVIRONMENTS = {
    "wide": {"COLUMNS": "9999999"},
    "wider than an int": {"COLUMNS": "9" * 5000},
    "no width": {"COLUMNS": "0", "LINES": "0"},
    "below nothing": {"COLUMNS": "-5"},
    "narrow": {"COLUMNS": "1"},
    "no number": {"COLUMNS": "abc", "LINES": "abc", "TERMINAL_WIDTH": "abc"},
    "no digit of ours": {"COLUMNS": "１２", "TERMINAL_WIDTH": "²"},
    "ascii": {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "latin": {"PYTHONIOENCODING": "latin-1:strict"},
    "unbuffered": {"PYTHONUNBUFFERED": "1"},
    "no home": {"HOME": ""},
    "no path": {"PATH": ""},
    "in a workflow": {"GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": "/nonexistent/x"},
    "no day": {"DEALTRACK_TODAY": "9" * 400},
}
ARGUMENTS = {
    "bytes": [b"show", b"\xff\xfe"],
    "bytes of an option": [b"list", b"--format", b"\xff"],
    "bytes of a path": [b"validate", b"\xff\xfe"],
    "bytes of a book": [b"list", b"--book", b"\xff"],
    "colours": ["show", "\x1b[31mx"],
    "a command": ["\n::error::x"],
    "a command of an option": ["list", "--::error::x"],
    "a command of old": ["##[error]x"],
    "a long one": ["show", "x" * 100_000],
    "a long path": ["validate", "x" * 100_000],
    "a long command": ["x" * 100_000],
    "a long amount": ["convert", "CNY " + "9" * 100_000, "--on", "2020"],
    "a long date": ["convert", "CNY 1", "--on", "9" * 100_000],
    "first day": ["list", "--today", "0001-01-01"],
    "last day": ["list", "--today", "9999-12-31"],
    "no day": ["list", "--today", "0000-00-00"],
    "last day of a search": ["timeline", "--known-by", "9999-12-31"],
    "first rate": ["convert", "CNY 1", "--on", "0001-01-01"],
    "last rate": ["convert", "CNY 1", "--on", "9999-12-31"],
    "no book": ["list", "--book", "/nonexistent"],
    "a file for a book": ["list", "--book", "README.md"],
    "a device for a book": ["list", "--book", "/dev/null"],
    "nothing for a book": ["list", "--book", ""],
    "a folder to import": ["rates", "import", "deals"],
    "nothing to merge": ["merge-driver", "nope", "nope", "nope"],
}


@pytest.mark.parametrize("name", ENVIRONMENTS)
@pytest.mark.parametrize("arguments", [["--help"], ["timeline"], ["nope"], ["validate", "--format", "github"]])
def test_in_an_odd_environment(arguments, name):
    done = run(*arguments, env=ENVIRONMENTS[name], cwd=REPOSITORY)
    assert_no_fault(done)
    assert len(done.stdout + done.stderr) < 1_000_000


@pytest.mark.parametrize("name", ARGUMENTS)
def test_with_odd_arguments(name):
    done = run(*ARGUMENTS[name], cwd=REPOSITORY)
    said = done.stderr.replace("internal fault: FileNotFoundError", "") if name == "nothing to merge" else done.stderr
    assert_no_fault(subprocess.CompletedProcess(done.args, done.returncode, done.stdout, said))
    assert not deeds(done.stdout + "\n" + done.stderr)
    assert len(done.stderr) < 450_000


@pytest.mark.parametrize("arguments", [["list"], ["validate"], ["init"], ["diff"], ["fmt"], ["--version"]])
def test_in_a_folder_that_is_gone(arguments, tmp_path):
    script = f'mkdir "$1/gone" && cd "$1/gone" && rmdir "$1/gone" && shift && exec "$@"'  # noqa: F541
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    command = ["sh", "-c", script, "sh", str(tmp_path), *DEALTRACK, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert_no_fault(done, *((0,) if arguments == ["--version"] else (2,)))


def test_a_book_that_is_a_fifo(tmp_path):
    os.mkfifo(tmp_path / "fifo")
    assert_no_fault(run("list", "--book", str(tmp_path / "fifo"), cwd=REPOSITORY, limit=20), 2)


@pytest.mark.parametrize("debug", [["--debug", "timeline"], ["timeline", "--debug"], ["rates", "list", "--debug"]])
def test_debug_stands_before_and_behind_a_command(debug):
    done = run(*debug, cwd=REPOSITORY)
    assert (done.returncode, done.stderr) == (0, "")


FAULTY = """
import importlib
import sys
sys.argv = ["dealtrack", *sys.argv[1:]]
module = importlib.import_module("dealtrack.{module}")
def fail(*_, **__):
    raise {error}
module.{name} = fail
from dealtrack.__main__ import main
main()
"""


@pytest.mark.parametrize(
    ("module", "name", "error", "words"),
    [
        ("files.book", "read_record", "ValueError('a\\n::error::x')", "internal fault while reading deals/cloudwalk.yaml: ValueError: a ::error::x"),
        ("files.book", "read_rates", "KeyError('x')", "internal fault while reading seeds/rates/ecb.csv: KeyError: 'x'"),
        ("files.book", "read_record", "MemoryError", "out of memory while reading deals/cloudwalk.yaml"),
        ("files.book", "read_record", "RecursionError('deep')", "internal fault while reading deals/cloudwalk.yaml: RecursionError: deep"),
        ("rules.run", "_of_faults", "ValueError", "internal fault while running dealtrack validate: ValueError"),
        ("cli.app", "set_up", "ValueError('early')", "internal fault while running dealtrack validate: ValueError: early"),
        ("cli.app", "set_up", "KeyboardInterrupt", ""),
    ],
)  # fmt: skip
def test_a_fault_says_what_was_being_done(module, name, error, words):
    code = FAULTY.format(module=module, name=name, error=error)
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    done, traced = (
        subprocess.run(
            [sys.executable, "-c", code, "validate", *more],
            capture_output=True, text=True, check=False, env=environment, cwd=REPOSITORY,
        )
        for more in ([], ["--debug"])
    )  # fmt: skip
    if not words:
        assert (done.returncode, done.stdout, done.stderr) == (130, "", "")
        return
    lines = done.stderr.split("\n")
    assert (done.returncode, done.stdout) == (2, "")
    assert lines[-3] == f"dealtrack: {words}"
    assert "--debug shows where" in lines[-2]
    assert "Traceback (most recent call last):" in traced.stderr
    assert traced.returncode == 2


def test_what_is_installed_begins_at_the_outermost_edge():
    """Only the handler is loaded before it stands."""
    text = (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")
    assert 'dealtrack = "dealtrack.__main__:main"' in text
    code = "import sys; before = set(sys.modules); import dealtrack.__main__; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=REPOSITORY)
    assert done.stdout.split() == ["dealtrack", "dealtrack.__main__"]


INTERRUPTED = """
import builtins, sys
real, left = builtins.__import__, int(sys.argv.pop(1))
def counting(*given, **named):
    global left
    left -= 1
    if left == 0:
        raise KeyboardInterrupt
    return real(*given, **named)
from dealtrack.__main__ import main
builtins.__import__ = counting
main()
"""


@pytest.mark.parametrize("number", [1, 2, 5, 20, 60, 150, 400, 900])
def test_an_interrupt_while_modules_are_loaded(number):
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    command = [sys.executable, "-c", INTERRUPTED, str(number), "timeline"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=REPOSITORY)
    assert_no_fault(done, 0, 130)
    assert done.returncode == 130 or number > 400


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("seconds", [0.05, 0.12, 0.2, 0.3, 0.45])
def test_a_signal_at_any_time_leaves_a_whole_file(seconds, number, tmp_path):
    """The old rates or the new ones; and what is left behind beside them is hidden, and no file of the book."""
    for folder in ("deals", "seeds/rates"):
        (tmp_path / folder).mkdir(parents=True)
    new = (REPOSITORY / "seeds/rates/ecb.csv").read_bytes()
    lines = new.splitlines(keepends=True)
    old = b"".join(line for number, line in enumerate(lines) if number > 200 or not line[:1].isdigit())
    (tmp_path / "seeds/rates/ecb.csv").write_bytes(old)
    command = [*DEALTRACK, "rates", "import", str(REPOSITORY / "seeds/rates/ecb.csv")]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        time.sleep(seconds)
        process.send_signal(number)
        _, err = process.communicate(timeout=60)
    if number == signal.SIGTERM:
        assert process.returncode in (0, -signal.SIGTERM)
    elif "Traceback" in err:  # the interpreter itself was still starting, and nothing of ours was there to catch it
        assert not re.search(r'File "[^"]*/dealtrack/(?!__init__)', err)
    else:
        assert process.returncode in (0, 130, -signal.SIGINT)  # the last, before Python minds signals
    after = (tmp_path / "seeds/rates/ecb.csv").read_bytes()
    assert after == old or len(after) > len(old)
    assert {path.name for path in (tmp_path / "seeds/rates").iterdir() if not path.name.startswith(".")} == {"ecb.csv"}


def test_nothing_of_an_installation_that_lacks_a_part_is_a_traceback(tmp_path):
    (tmp_path / "typer.py").write_text("raise ImportError('no typer\\n::error::x')\n")
    environment = {**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{REPOSITORY}"}
    done = subprocess.run(
        [sys.executable, "-m", "dealtrack", "list"], capture_output=True, text=True, check=False, env=environment,
        cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr == "dealtrack: cannot start: ImportError('no typer\\n::error::x'): install it again\n"
    assert Path(tmp_path / "typer.py").exists()
