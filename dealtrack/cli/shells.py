"""What a shell asks when somebody presses Tab, and what it is answered, so that its own quoting comes out right.

The functions that shells have for it are typer's: they hand over the line in the environment, and take the answers from
standard output. Typer's own answers break at names with blanks and quotes. Nothing else is ever printed.
"""

import os
import re
import shlex
import sys
from collections.abc import Callable, MutableMapping
from contextlib import redirect_stderr
from typing import Any, NamedTuple

import typer

from dealtrack.render.harmless import is_plain, one_line

_ASKED = "_DEALTRACK_COMPLETE"
_BLANKS = re.compile(r"\s")
_TO_ESCAPE = re.compile(r"([^\w.,:/@%+=-])")
_SAFE_IN_POWERSHELL = re.compile(r"[\w.+/=-]+")
_POWERSHELL_WORD = "_TYPER_COMPLETE_WORD_TO_COMPLETE"
_TO_ESCAPE_IN_DOUBLE = re.compile(r"([\\\"$`])")


class Line(NamedTuple):
    """The words before the one that Tab was pressed at, and that word as far as it is typed, with its open quote."""

    words: list[str]
    incomplete: str
    quote: str = ""


def asking_shell() -> str:
    """The shell that asks to complete a line: bash, zsh, fish or PowerShell; else nothing."""
    _, _, shell = os.environ.get(_ASKED, "").partition("complete_")
    return shell if shell in _ANSWERS else ""


def complete(app: typer.Typer, shell: str) -> int:
    """Answer *shell*; the exit code, 1 where fish asks whether there is an answer, and there is none."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere, redirect_stderr(nowhere):
        try:
            line = _LINES[shell](os.environ)
            items = _items(app, line)
            text = _ANSWERS[shell](line, items)
        except (Exception, SystemExit):  # whatever it is, the prompt is no place to tell it
            items, text = [], ""
    if os.environ.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args":
        return 0 if items else 1
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    return 0


def _items(app: typer.Typer, line: Line) -> list[tuple[str, str]]:
    """What the word can become, each with what it is.

    What a terminal would act on, or not show, is no answer: nobody could tell what was put into the line.
    """
    from typer._click.shell_completion import ShellComplete  # typer has no public way to ask for it
    from typer.main import get_command

    class Asking(ShellComplete):
        get_completion_args = source_vars = format_completion = None  # type: ignore[assignment]

    found = Asking(get_command(app), {}, "dealtrack", _ASKED).get_completions(line.words, line.incomplete)
    plain = [(item.value, one_line(_BLANKS.sub(" ", item.help or ""))) for item in found if is_plain(item.value)]
    return list({value: (value, what) for value, what in plain}.values())


def words_of(text: str) -> Line:
    """A line of a shell as words, without the name of the program; the last is the one that is being typed."""
    words, word, quote, is_open = [], "", "", False
    chars = iter(text)
    for char in chars:
        if char == "\\" and quote != "'":
            word, is_open = word + next(chars, ""), True
        elif quote:
            word, quote = (word, "") if char == quote else (word + char, quote)
        elif char in "'\"":
            quote, is_open = char, True
        elif char.isspace():
            if is_open:
                words.append(word)
            word, is_open = "", False
        else:
            word, is_open = word + char, True
    return Line(words[1:], word, quote)


def _line_of_bash(environment: MutableMapping[str, str]) -> Line:
    """Bash hands over one word a line, and cuts words at = as well."""
    given = environment["COMP_WORDS"].split("\n")[: int(environment["COMP_CWORD"]) + 1]
    raw = [word for number, word in enumerate(given) if word != "=" or number == 0]
    last = words_of("x " + ("" if given[-1] == "=" else raw[-1]))
    before = raw[1:] if given[-1] == "=" else raw[1:-1]
    return Line([words_of(f"x {word}").incomplete for word in before], last.incomplete, last.quote)


def _whole_line(environment: MutableMapping[str, str]) -> Line:
    return words_of(environment.get("_TYPER_COMPLETE_ARGS", ""))


def _for_bash(line: Line, items: list[tuple[str, str]]) -> str:
    return "\n".join(_quoted_for_bash(value, line.quote) for value, _ in items)


def _quoted_for_bash(value: str, quote: str) -> str:
    if quote == "'":
        return value.replace("'", "'\\''")
    if quote == '"':
        return _TO_ESCAPE_IN_DOUBLE.sub(r"\\\1", value)
    return _TO_ESCAPE.sub(r"\\\1", value)


def _for_zsh(line: Line, items: list[tuple[str, str]]) -> str:
    """Code that zsh runs. It cuts what it reads at blanks, so there is no line end in it."""
    if not items:
        return "_files"
    start = "compset -P '*='; " if _is_option_with_value(line) else ""
    described = " ".join(shlex.quote(_shown(*item)) for item in items)
    values = " ".join(shlex.quote(value) for value, _ in items)
    return f"{start}local -a shown; shown=({described}); compadd -l -d shown -- {values}"


def _shown(value: str, what: str) -> str:
    return f"{value}  -- {what}" if what else value


def _for_fish(line: Line, items: list[tuple[str, str]]) -> str:
    option = line.incomplete.partition("=")[0] + "=" if _is_option_with_value(line) else ""
    return "\n".join(f"{option}{value}\t{what}" if what else option + value for value, what in items)


def _line_of_powershell(environment: MutableMapping[str, str]) -> Line:
    """PowerShell hands over the command, without what is blank behind it, and its last word as it is typed."""
    line, word = words_of(environment.get("_TYPER_COMPLETE_ARGS", "")), environment.get(_POWERSHELL_WORD, "")
    words = [*line.words, line.incomplete] if line.incomplete and not word else line.words
    return Line(words, word.lstrip("'\""))


def _for_powershell(line: Line, items: list[tuple[str, str]]) -> str:
    """An answer a line, and behind ``:::`` what it is; what is put into the line is a literal there."""
    option = line.incomplete.partition("=")[0] + "=" if _is_option_with_value(line) else ""
    return "\n".join(
        f"{_quoted_for_powershell(option + value)}:::{what.replace(':::', ' ') or ' '}"
        for value, what in items
        if ":::" not in value
    )


def _quoted_for_powershell(value: str) -> str:
    """PowerShell takes any of the typographic quotes for a single one, too."""
    return value if _SAFE_IN_POWERSHELL.fullmatch(value) else "'" + re.sub("(['‘’‚‛])", r"\1\1", value) + "'"


def _is_option_with_value(line: Line) -> bool:
    return line.incomplete.startswith("-") and "=" in line.incomplete


_LINES: dict[str, Callable[[MutableMapping[str, str]], Line]] = {
    "bash": _line_of_bash,
    "zsh": _whole_line,
    "fish": _whole_line,
    "powershell": _line_of_powershell,
    "pwsh": _line_of_powershell,
}
_ANSWERS: dict[str, Callable[[Line, Any], str]] = {
    "bash": _for_bash,
    "zsh": _for_zsh,
    "fish": _for_fish,
    "powershell": _for_powershell,
    "pwsh": _for_powershell,
}
