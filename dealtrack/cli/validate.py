"""``dealtrack validate``: check the whole book, report on all of it or on some paths."""

import os
from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dealtrack.cli.errors import FINDINGS, USAGE, UsageProblem, complain, exits
from dealtrack.cli.hosts import append_step_summary, prefix_in_repository
from dealtrack.cli.options import BookOption, ColorOption, Common, TodayOption
from dealtrack.cli.output import emit_run

if TYPE_CHECKING:
    from dealtrack.diagnostics import Diagnostic
    from dealtrack.files.book import BookOnDisk
    from dealtrack.render.diagnostics import Summary


class DiagnosticFormat(StrEnum):
    """The formats of diagnostics; a test holds them to the registry of reporters."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    GITLAB = "gitlab"
    SARIF = "sarif"
    JUNIT = "junit"


# These name files as the book does; the others are read in its repository, and name them from there.
_OF_THE_BOOK = (DiagnosticFormat.TEXT, DiagnosticFormat.JSON)


@exits
def validate(
    context: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument(metavar="[PATH]...", help="Report on these files only.")] = None,
    format: Annotated[
        DiagnosticFormat, typer.Option("--format", "-f", help="How to print it.")
    ] = DiagnosticFormat.TEXT,
    concise: Annotated[bool, typer.Option("--concise", help="Print a line a diagnostic, without excerpts.")] = False,
    statistics: Annotated[bool, typer.Option("--statistics", help="Count what was found by rule.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail, too.")] = False,
    book: BookOption = None,
    color: ColorOption = None,
    today: TodayOption = None,
) -> None:
    """Check the whole book. Exits 1 if there are errors, 2 if there is nothing to check."""
    from dealtrack.files import tree
    from dealtrack.files.places import pin
    from dealtrack.render.diagnostics import Run
    from dealtrack.rules import check_book

    _check_options(format, concise=concise, statistics=statistics)
    common = Common.of(context, book, color, today)
    if not tree.HAS_LIBYAML:
        complain("PyYAML was built without libyaml here: reading is slower", "pip install --force-reinstall PyYAML")
    on_disk = common.open_book()
    found = check_book(on_disk, common.today)
    if not any(file.startswith("deals/") for file in on_disk.read):
        complain(f"nothing to check: {on_disk.root / 'deals'} holds no .yaml files")
        raise typer.Exit(USAGE)
    reported = on_disk.read
    if paths:
        wanted = _asked_for(on_disk, paths)
        reported = tuple(file for file in reported if file in wanted)
        found = tuple(each for each in found if each.place.file in wanted)
    summary = _summary(on_disk, found)
    prefix = "" if format in _OF_THE_BOOK else prefix_in_repository(on_disk.root)
    run = Run(pin(found, on_disk.text_of), summary, reported, prefix, strict)
    emit_run(run, format.value, common.color, concise=concise, statistics=statistics)
    if format is DiagnosticFormat.GITHUB:
        append_step_summary(run)
    if summary.errors or (strict and summary.warnings):
        raise typer.Exit(FINDINGS)


def _check_options(format: DiagnosticFormat, *, concise: bool, statistics: bool) -> None:
    """Raises UsageProblem for an option that the format has no use for."""
    if concise and format is not DiagnosticFormat.TEXT:
        raise UsageProblem(f"--concise is for --format text, not {format.value}")
    if statistics and format not in _OF_THE_BOOK:
        raise UsageProblem(f"--statistics is for --format text or json, not {format.value}")


def _asked_for(on_disk: "BookOnDisk", paths: list[Path]) -> set[str]:
    """The files of the book that *paths* name or contain. Raises UsageProblem for a path that names none."""
    wanted: set[str] = set()
    for path in paths:
        inside = {file for file in on_disk.read if any(_names(own, file) for own in _relative(on_disk.root, path))}
        if not inside:
            where = "no file of" if _relative(on_disk.root, path) else "not in"
            raise UsageProblem(f"{path} is {where} the book {on_disk.root}")
        wanted |= inside
    return wanted


def _relative(root: Path, path: Path) -> list[str]:
    """*path* as the book names its files, as it was typed and with its links followed."""
    ways = {Path(os.path.abspath(path)), path.resolve()}
    return [way.relative_to(root).as_posix() for way in ways if way.is_relative_to(root)]


def _names(own: str, file: str) -> bool:
    return own in (file, ".") or file.startswith(f"{own}/")


def _summary(on_disk: "BookOnDisk", found: "tuple[Diagnostic, ...]") -> "Summary":
    from dealtrack.render.diagnostics import Summary

    by_severity = Counter(diagnostic.severity.value for diagnostic in found)
    companies = on_disk.book.companies.values()
    return Summary(
        files=len(on_disk.files),
        companies=len(companies),
        deals=sum(len(company.deals) for company in companies),
        errors=by_severity["error"],
        warnings=by_severity["warning"],
        notes=by_severity["note"],
    )
