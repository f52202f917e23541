"""Diagnostics as annotations on GitHub: workflow commands on standard output, and a table for the summary of the job.

The syntax of commands, and what is escaped in them, is that of ``actions/toolkit``, ``packages/core/src/command.ts``;
columns are only given within one line, as the REST API of check runs has it.
"""

from collections.abc import Iterator, Sequence

from dealtrack.diagnostics import Severity
from dealtrack.files.places import PinnedDiagnostic
from dealtrack.render.diagnostics.registry import Run, Style, reports
from dealtrack.render.diagnostics.wording import closing, counted, head, help_line, more, short_help
from dealtrack.render.harmless import one_line
from dealtrack.render.literal import markdown_code

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_MOST_OF_A_KIND = 10  # annotations of one kind that GitHub shows of a step; it drops the rest without a word
SUMMARY_LIMIT = 1024 * 1024  # bytes that a step's summary may have; GitHub shows nothing of a larger one
_HEAD = "| severity | where | rule | message | help |\n| --- | --- | --- | --- | --- |\n"


@reports("github")
def github(run: Run, style: Style) -> str:
    """Commands: errors, warnings, notices; then, as plain lines, those for which there was no room; then the counts."""
    commands: list[str] = []
    plain: list[str] = []
    everything = run.in_repository
    for severity in Severity:
        found = [each for each in everything if each.diagnostic.severity is severity]
        fitting = found if len(found) <= _MOST_OF_A_KIND else found[: _MOST_OF_A_KIND - 1]
        commands += (_annotation(each) for each in fitting)
        if left_out := found[len(fitting) :]:
            more = f"{counted(len(left_out), f'more {severity.value}')}: see the log of this step"
            commands.append(f"::{_COMMANDS[severity]} title=dealtrack::{_data(more)}")
            # No path begins a line: one that begins with :: would be a command.
            plain += (f"- {head(each)}{short_help(each)}" for each in left_out)
    return "\n".join([*commands, *plain, *_more(run), closing(run.summary)]) + "\n"


def _more(run: Run) -> Iterator[str]:
    """``- deals/x.yaml: and 7,912 more of 3 kinds``, a line a file of which not all is shown."""
    yield from (f"- {one_line(run.prefix + each.file)}: {more(each)}" for each in run.omitted)


def _annotation(found: PinnedDiagnostic) -> str:
    diagnostic, location = found.diagnostic, found.at.location
    place = {"file": one_line(found.at.place.file), "line": location.line}
    if not found.at.place.as_whole:
        if location.line == location.end_line:
            place |= {"col": location.column, "endLine": location.end_line, "endColumn": location.end_column}
        else:
            place |= {"endLine": location.end_line}
    place |= {"title": f"{diagnostic.code} {diagnostic.name}"}
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in place.items())
    message = _data(one_line(diagnostic.message) + help_line(found))
    return f"::{_COMMANDS[diagnostic.severity]} {properties}::{message}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def step_summary(run: Run, room: int = SUMMARY_LIMIT) -> str:
    """What was found as a table in Markdown, of at most *room* bytes: whole rows, and how many there was no room for.

    Empty where there is not even room for the counts.
    """
    title = f"### dealtrack validate\n\n{closing(run.summary)}\n"
    title += "".join(f"\n{markdown_code(line.removeprefix('- '))}\n" for line in _more(run))
    found = sorted(run.in_repository, key=lambda each: list(Severity).index(each.diagnostic.severity))
    rows = [_row(each) for each in found]
    for text in (title + (f"\n{_HEAD}{''.join(rows)}" if rows else ""), _cut(title, rows, room), title):
        if len(text.encode()) <= room:
            return text
    return ""


def _cut(title: str, rows: Sequence[str], room: int) -> str:
    kept = list(_fitting(rows, room - len(f"{title}\n{_HEAD}\n{_left_out(len(rows))}".encode())))
    return f"{title}\n{_HEAD}{''.join(kept)}\n{_left_out(len(rows) - len(kept))}"


def _fitting(rows: Sequence[str], room: int) -> Iterator[str]:
    for row in rows:
        room -= len(row.encode())
        if room < 0:
            return
        yield row


def _left_out(count: int) -> str:
    return f"{counted(count, 'row')} left out for want of room: see the log of this step.\n"


def _row(found: PinnedDiagnostic) -> str:
    diagnostic = found.diagnostic
    where = f"{one_line(found.at.place.file)}:{found.at.location.line}"
    rule = f"{diagnostic.code} {diagnostic.name}"
    cells = (markdown_code(where), rule, markdown_code(diagnostic.message), markdown_code(diagnostic.hint))
    return f"| {diagnostic.severity.value} | {' | '.join(cells)} |\n"
