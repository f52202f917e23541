"""``dealtrack validate``: check the whole book, report on all of it or on some paths."""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dealtrack.cli import completion, known
from dealtrack.cli.errors import FINDINGS, USAGE, UsageProblem, complain, exits
from dealtrack.cli.fix import diff_text, worth_writing, write
from dealtrack.cli.hosts import append_step_summary, prefix_in_repository
from dealtrack.cli.options import BookOption, ColorOption, Common, TodayOption
from dealtrack.cli.output import emit, emit_run
from dealtrack.cli.reported import choice, files_wanted

if TYPE_CHECKING:
    from dealtrack.files.book import BookOnDisk
    from dealtrack.files.places import PinnedDiagnostic
    from dealtrack.render.diagnostics import Run, Summary
    from dealtrack.rules.fixes import Fix
    from dealtrack.rules.selectors import Choice


class DiagnosticFormat(StrEnum):
    """The formats of diagnostics; a test holds them to the registry of reporters."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    GITLAB = "gitlab"
    SARIF = "sarif"
    JUNIT = "junit"


_DIGITS = 9  # that a number of diagnostics has at most
# What is mended, and how many bytes the book has, where it is found out beforehand what --fix does: by doing it.
_MOST_MENDED, _MOST_BYTES = 1000, 1024 * 1024
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
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select",
            metavar="RULES",
            help="Only these rules: DT403,DT5,unknown-source.",
            autocompletion=completion.rule_list,
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="RULES", help="Not these rules.", autocompletion=completion.rule_list),
    ] = None,
    most: Annotated[
        str,
        typer.Option("--max", metavar="N", help="Show so many of a file, the gravest first; 0 or all: all of them."),
    ] = "200",
    changed_since: Annotated[
        str | None, typer.Option("--changed-since", metavar="REV", help="Report on files changed since then only.")
    ] = None,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", metavar="FILE", help="Report only what this file does not know.")
    ] = None,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Write all that is found to the baseline.")
    ] = False,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what can be mended without a doubt.")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show what --fix would change, and write nothing.")] = False,
    hook: Annotated[
        bool, typer.Option("--hook", help="PATHs are a commit's: report on them, and on what it breaks elsewhere.")
    ] = False,
    book: BookOption = None,
    color: ColorOption = None,
    today: TodayOption = None,
) -> None:
    """Check the whole book. Exits 1 if there are errors, 2 if there is nothing to check."""
    _check_options(format, concise=concise, statistics=statistics)
    shown_at_most = _most(most)
    if hook and changed_since is not None:
        raise UsageProblem("--hook is for the PATHs of a commit: not with --changed-since")
    if write_baseline and (paths or changed_since is not None or fix or diff):
        raise UsageProblem("--write-baseline is for the whole book as it stands: not for PATHs, and not with --fix")
    common = Common.of(context, book, color, today)
    on_disk = _checkable(common)
    chosen = choice(on_disk, select or (), ignore or ())
    if write_baseline:
        others = choice(on_disk).rules - chosen.rules
        known.write_baseline(on_disk, baseline, _found(on_disk, common, chosen), others)
        return
    files = _files(on_disk, paths or (), changed_since, hook=hook)
    known_from = known.baseline_path(on_disk, baseline)
    before = known.read_baseline(on_disk.root, known_from)
    mending = _mending(on_disk, common, chosen, files, only_show=diff) if fix or diff else []
    was_written = write(mending, on_disk)
    if mending:
        on_disk = common.open_book()
    found = _found(on_disk, common, chosen)
    new = known.new_since(before, found, chosen.rules)
    caused = _caused(on_disk, new, files, chosen, common) if hook else frozenset()
    run = _run(
        on_disk, found, new, files, caused, format, has_baseline=known_from is not None, strict=strict,
        most=shown_at_most,
    )  # fmt: skip
    if format is DiagnosticFormat.TEXT and any(each.diagnostic.edits for each in run.found):
        from msgspec import structs

        run = structs.replace(run, mendable=_mendable(run, on_disk, common, chosen))
    emit_run(run, format.value, common.color, concise=concise, statistics=statistics)
    if format is DiagnosticFormat.GITHUB:
        append_step_summary(run)
    if not was_written:
        raise typer.Exit(USAGE)
    if run.summary.errors or (strict and run.summary.warnings):
        raise typer.Exit(FINDINGS)


def _check_options(format: DiagnosticFormat, *, concise: bool, statistics: bool) -> None:
    """Raises UsageProblem for an option that the format has no use for."""
    if concise and format is not DiagnosticFormat.TEXT:
        raise UsageProblem(f"--concise is for --format text, not {format.value}")
    if statistics and format not in _OF_THE_BOOK:
        raise UsageProblem(f"--statistics is for --format text or json, not {format.value}")


def _files(on_disk: "BookOnDisk", paths: Sequence[Path], since: str | None, *, hook: bool) -> tuple[str, ...]:
    """The files to report on. Raises UsageProblem."""
    if not (hook and paths):
        return files_wanted(on_disk, paths, since)
    from dealtrack.cli.hooked import of_the_book

    return of_the_book(on_disk, paths)


def _caused(
    on_disk: "BookOnDisk", new: "Sequence[PinnedDiagnostic]", files: Sequence[str], chosen: "Choice", common: Common
) -> "frozenset[PinnedDiagnostic]":
    """What the commit breaks in other *files* than its own."""
    from dealtrack.cli.hooked import broken_elsewhere

    return broken_elsewhere(on_disk, new, files, chosen, common.today)


def _most(given: str) -> int | None:
    """How many diagnostics of a file are shown; None for all. Raises UsageProblem."""
    if given in ("all", "0"):
        return None
    if given.isascii() and given.isdigit() and len(given) <= _DIGITS:
        return int(given)
    raise UsageProblem(f"--max is a number or all, not {given}: write --max 1000")


def _checkable(common: Common) -> "BookOnDisk":
    """The book that was asked for. Raises UsageProblem where there is nothing in it to check."""
    from dealtrack.files import tree

    if not tree.HAS_LIBYAML:
        complain("PyYAML was built without libyaml here: reading is slower", "pip install --force-reinstall PyYAML")
    on_disk = common.open_book()
    if not any(file.partition("/")[0] == "deals" for file in on_disk.read):
        raise UsageProblem(f"nothing to check: {on_disk.root / 'deals'} holds no .yaml files")
    return on_disk


def _mending(
    on_disk: "BookOnDisk", common: Common, chosen: "Choice", files: tuple[str, ...], *, only_show: bool
) -> "list[Fix]":
    """What can be mended in *files*. To *only_show* it, print it, and exit 1 if there is anything."""
    from dealtrack.rules.fixes import fixes

    mending = worth_writing(fixes(on_disk, common.today, chosen.applied, files))
    if only_show:
        emit(diff_text(mending), for_machines=True)
        raise typer.Exit(FINDINGS if mending else 0)
    return mending


def _mendable(run: "Run", on_disk: "BookOnDisk", common: Common, chosen: "Choice") -> frozenset[str] | None:
    """The files with something to mend, of which --fix leaves none as it was for an error that would remain.

    None where it would take too long to find out.
    """
    from dealtrack.rules.fixes import fixes

    hopeless = {
        each.at.place.file
        for each in run.found
        if each.diagnostic.severity.value == "error" and not each.diagnostic.edits
    }
    files = {each.at.place.file for each in run.found if each.diagnostic.edits} - hopeless
    if not files:
        return frozenset()
    count = sum(len(each.diagnostic.edits) for each in run.found if each.at.place.file in files)
    if count > _MOST_MENDED or _bytes_exceed(on_disk, _MOST_BYTES):
        return None
    return frozenset(fix.file for fix in fixes(on_disk, common.today, chosen.applied, files) if not fix.left)


def _bytes_exceed(on_disk: "BookOnDisk", most: int) -> bool:
    """Whether the files that were read have more than *most* bytes; those that cannot be read have none."""
    for file in on_disk.read:
        with suppress(OSError):
            most -= len(on_disk.disk.read(file))
    return most < 0


def _found(on_disk: "BookOnDisk", common: Common, chosen: "Choice") -> "tuple[PinnedDiagnostic, ...]":
    """All that is wrong in the book by the rules that count, in the order of the places."""
    from dealtrack.files.places import pin
    from dealtrack.rules import check_book

    return pin(chosen.applied(check_book(on_disk, common.today)), on_disk.text_of)


def _run(
    on_disk: "BookOnDisk",
    found: "tuple[PinnedDiagnostic, ...]",
    new: "tuple[PinnedDiagnostic, ...]",
    files: tuple[str, ...],
    caused: "frozenset[PinnedDiagnostic]",
    format: DiagnosticFormat,
    *,
    has_baseline: bool,
    strict: bool,
    most: int | None,
) -> "Run":
    """What is reported of the *new* in all that was *found*. Where files with errors are left out, a line says so."""
    from dealtrack.render.diagnostics import Run
    from dealtrack.render.diagnostics.wording import counted

    wanted = set(files)
    reported = tuple(each for each in new if each.at.place.file in wanted or each in caused)
    held_back = sum(each.at.place.file in wanted for each in found) + len(caused) - len(reported)
    summary = _summary(on_disk, reported, held_back if has_baseline else None)
    elsewhere = _summary(on_disk, new).errors - summary.errors
    if elsewhere:
        complain(f"{counted(elsewhere, 'error')} in other files of the book", "dealtrack validate")
    prefix = "" if format in _OF_THE_BOOK else prefix_in_repository(on_disk.root)
    broken = {each.at.place.file for each in caused}
    files = tuple(file for file in on_disk.read if file in wanted or file in broken)
    return Run(reported, summary, files, prefix, strict, most=most)


def _summary(on_disk: "BookOnDisk", found: "Sequence[PinnedDiagnostic]", known_ones: int | None = None) -> "Summary":
    from dealtrack.render.diagnostics import Summary

    by_severity = Counter(each.diagnostic.severity.value for each in found)
    companies = on_disk.book.companies.values()
    return Summary(
        files=len(on_disk.files),
        companies=len(companies),
        deals=sum(len(company.deals) for company in companies),
        errors=by_severity["error"],
        warnings=by_severity["warning"],
        notes=by_severity["note"],
        known=known_ones,
    )
