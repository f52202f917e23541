"""Names that act on a terminal, or on the shell whose line they are put into, when Tab is pressed."""

import re
import shlex
import subprocess

import pytest

from dealtrack.cli.shells import _quoted_for_powershell
from tests.attacks.hostile import TEXTS, book_of, deeds
from tests.attacks.processes import assert_no_fault, run
from tests.conftest import REPOSITORY

SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")
RUN = ("$(touch x)", "`touch x`", "; touch x", "'; touch x; '", "’; touch x; ‘", "a:::b", "-x", "~", "*", "&& touch x")


def answered(shell, book, *words):
    line = " ".join(words)
    env = {
        "_DEALTRACK_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": "\n".join(words),
        "COMP_CWORD": str(len(words) - 1),
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": words[-1],
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "XDG_CACHE_HOME": str(book.root.parent / "cache"),
        "PYTHONPATH": str(REPOSITORY),
    }
    done = run(cwd=book.root, env=env)
    assert_no_fault(done, 0)
    assert done.stderr == ""
    return done.stdout


@pytest.mark.parametrize(
    "text", [TEXTS[name] for name in ("line feed", "colour", "link of a terminal", "return", "turned round", "unseen")]
)
@pytest.mark.parametrize("shell", SHELLS)
def test_no_escape_and_no_line_end(shell, text, make_book):
    book = make_book(book_of(text))
    for words in (("dealtrack", "list", "--investor", ""), ("dealtrack", "list", "--group", "")):
        out = answered(shell, book, *words)
        assert not deeds(out)
        assert "error::b" not in out


@pytest.mark.parametrize("text", RUN)
def test_what_is_put_into_the_line_is_a_word(text, make_book):
    """An answer is a name as it is, or it is not given."""
    book = make_book(book_of(text))
    words = ("dealtrack", "list", "--group", "")
    assert shlex.split(answered("bash", book, *words).split("\n")[0]) in ([text], [])
    assert answered("fish", book, *words).split("\n")[0].partition("\t")[0] == text  # which fish quotes itself
    zsh = answered("zsh", book, *words)
    assert text in shlex.split(zsh.replace(";", " ; ")) or text in shlex.split(zsh)
    line = answered("pwsh", book, *words).split("\n")[0]
    if ":::" in text:
        assert line == ""
    else:
        value, what = line.split(":::")
        assert what
        assert value == _quoted_for_powershell(text)
        assert re.fullmatch(r"[\w.+/=-]+|'(?:[^'‘’‚‛]|['‘’‚‛]{2})*'", value)


@pytest.mark.parametrize("shell", ["powershell", "pwsh"])
def test_powershell_is_answered(shell, make_book):
    book = make_book({"deals/x.yaml": "name: X\ngroups: [four dragons, fine]\n"})
    out = answered(shell, book, "dealtrack", "list", "--group", "f")
    assert set(out.split("\n")) == {"'four dragons'::: ", "fine::: "}
    assert answered(shell, book, "dealtrack", "rat").split(":::")[0] == "rates"
    assert answered(shell, book, "dealtrack", "list", "--format", "c") == "csv::: "


@pytest.mark.parametrize("environment", [{"COMP_WORDS": ""}, {"COMP_CWORD": "x"}, {"_TYPER_COMPLETE_ARGS": "'"}, {}])
@pytest.mark.parametrize("shell", [*SHELLS, "nope", ""])
def test_what_no_shell_asks(shell, environment):
    done = run(env={"_DEALTRACK_COMPLETE": f"complete_{shell}", **environment}, cwd=REPOSITORY)
    if shell in SHELLS:
        assert_no_fault(done, 0, 1)
        assert done.stderr == ""
    else:
        assert "Traceback" not in done.stderr


def test_the_completion_has_no_reader():
    done = run(shell="| true", env={"_DEALTRACK_COMPLETE": "complete_fish"}, cwd=REPOSITORY)
    assert isinstance(done, subprocess.CompletedProcess)
    assert done.stderr == ""
