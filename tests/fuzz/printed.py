"""What may be printed: no control characters, nothing that hosts, pages or spreadsheets act on; each format as it is defined."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from xml.etree import ElementTree

from tests.fuzz.cases import Case
from tests.fuzz.commands import COMPLETION
from tests.fuzz.running import Outcome
from tests.fuzz.texts import FOR_PAGES, MARKUP, SECRET

_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# What runners take for commands: GitHub where a line begins so, it and Azure and TeamCity anywhere in a line.
_COMMANDS = re.compile(r"^[\s\ufeff]*::.*$|##\w*\[", re.MULTILINE)
_GITHUBS_OWN = re.compile(r"^::(error|warning|notice) .*\n?", re.MULTILINE)
_NUMBER = re.compile(r"[-+]?[0-9][0-9.,]*%?")
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
_CODE = re.compile(r"^(`{3,}|~{3,}).*?^\1`*$|(?<!`)(`+)(?!`).+?(?<!`)\2(?!`)", re.MULTILINE | re.DOTALL)
_BLOCKS = tuple(text for text in FOR_PAGES if text in ("- item", "# head", "> quote", "1. one", "+ item"))


def format_of(case: Case) -> str:
    """The format that was asked for last; empty where none was."""
    return next(
        (group[1] for group in reversed(case.arguments) if len(group) > 1 and group[0] in ("--format", "-f")), ""
    )


def has(case: Case, *options: str) -> bool:
    """Whether one of these stands in the command line."""
    return any(group and group[0] in options for group in case.arguments)


def controls(case: Case, outcome: Outcome) -> Iterator[str]:
    """No control character but the end of a line; colours where they are asked for."""
    for name, text in (("standard output", outcome.out), ("standard error", outcome.err)):
        allowed = "\t\r" if name == "standard output" and _shows_a_file(case) else ""
        if format_of(case) == "tsv" or case.command == COMPLETION:
            allowed += "\t"
        shown = _COLOURS.sub("", text) if ("--color", "always") in case.arguments else text
        if odd := next((match for match in _CONTROLS.finditer(shown) if match[0] not in allowed), None):
            yield f"{name} holds {odd[0]!a} in {_line_around(shown, odd.start())!a}"


def _shows_a_file(case: Case) -> bool:
    return has(case, "--diff", "--stdin") and case.command in ("fmt", "validate")


def host_commands(case: Case, outcome: Outcome) -> Iterator[str]:
    """No line that a host takes for a command, but those of the format for GitHub."""
    for name, text in (("standard output", outcome.out), ("standard error", outcome.err)):
        if case.command == "fmt" and has(case, "--stdin") and name == "standard output":
            continue  # the text of a file, for an editor
        lines = text.replace("\r", "\n")
        if case.command == "validate" and format_of(case) == "github" and name == "standard output":
            lines = _GITHUBS_OWN.sub("", lines)
        if found := _COMMANDS.search(lines):
            yield f"{name}: a host takes this for a command: {_line_around(lines, found.start())!a}"


def secrets(case: Case, outcome: Outcome) -> Iterator[str]:
    """Nothing of the canaries, which no command line of ours has named."""
    if SECRET in outcome.out or SECRET in outcome.err:
        yield f"prints the canary's secret: {_line_around(outcome.out + outcome.err, (outcome.out + outcome.err).find(SECRET))!a}"


def formats(case: Case, outcome: Outcome) -> Iterator[str]:
    """What was asked for in a format is in that format."""
    check = _FORMATS.get(format_of(case))
    if check is None or not outcome.out or outcome.code not in (0, 1) or has(case, "--help", "-h", "--diff"):
        return
    try:
        yield from check(outcome.out)
    except (ValueError, ElementTree.ParseError, csv.Error) as error:
        yield f"{format_of(case)} cannot be read: {type(error).__name__}: {error}"


def _json(text: str) -> Iterator[str]:
    json.loads(text)
    yield from ()


def _xml(text: str) -> Iterator[str]:
    ElementTree.fromstring(text)
    yield from _markup(text)


def _html(text: str) -> Iterator[str]:
    HTMLParser().feed(text)
    yield from _markup(text)


def _markup(text: str) -> Iterator[str]:
    for evil in (MARKUP, "<script>alert", "<!-- <b"):
        if evil in text:
            yield f"markup of the data as it is: {_line_around(text, text.find(evil))!a}"


def _markdown(text: str) -> Iterator[str]:
    prose = _CODE.sub("", text)
    if (at := re.sub(r"\\.", "  ", prose).find(MARKUP)) >= 0:
        yield f"markup of the data as it is: {_line_around(prose, at)!a}"
    for line in prose.split("\n"):
        if line.lstrip().startswith(_BLOCKS):
            yield f"a line becomes a list or a heading by its data: {line!a}"


def _sheet(delimiter: str) -> Callable[[str], Iterator[str]]:
    def check(text: str) -> Iterator[str]:
        for row in csv.reader(io.StringIO(text), delimiter=delimiter, strict=True):
            for cell in row:
                if cell.lstrip(" ").startswith(_FORMULA) and not _NUMBER.fullmatch(cell):
                    yield f"a spreadsheet takes a cell for a formula: {cell[:60]!a}"
                    return

    return check


_FORMATS: dict[str, Callable[[str], Iterator[str]]] = {
    "json": _json, "gitlab": _json, "sarif": _json, "junit": _xml, "svg": _xml, "html": _html, "md": _markdown, "csv": _sheet(","), "tsv": _sheet("\t"),
}  # fmt: skip


def _line_around(text: str, at: int) -> str:
    start = max(text.rfind("\n", 0, at) + 1, at - 60)
    end = text.find("\n", at + 1)
    return text[start : end if 0 <= end < at + 60 else at + 60]
