"""Writing to a book: what a change would bring is looked at first, shown, asked for, and only then written."""

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

import typer

from dealtrack.cli.asking import confirm
from dealtrack.cli.errors import FINDINGS, UsageProblem, complain
from dealtrack.cli.options import Common
from dealtrack.cli.output import emit, has_color
from dealtrack.render.harmless import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from dealtrack.diagnostics import Diagnostic
    from dealtrack.files.book import BookOnDisk
    from dealtrack.rules.proposals import Outcome, Proposal

UNUSED = "DT206"  # a source is added before what it is cited for


class Manner(NamedTuple):
    """How to write: not at all (``dry_run``), without asking (``yes``), or asking first, where somebody ``asks``."""

    dry_run: bool
    yes: bool
    asks: bool

    @classmethod
    def of(cls, *, dry_run: bool, yes: bool, no_input: bool) -> "Manner":
        """What the options and the terminal come to: questions are for people who sit before one."""
        return cls(dry_run, yes, not no_input and sys.stdin.isatty() and sys.stdout.isatty())


def proposal(on_disk: "BookOnDisk", file: str, change: "Callable[[str], str]") -> "Proposal":
    """What *change* makes of a file, which is empty where there is none yet. Raises UsageProblem, OSError."""
    from dealtrack.files.inserting import CannotInsert
    from dealtrack.rules.proposals import Proposal

    try:
        before = on_disk.disk.read(file).decode("utf-8") if on_disk.disk.has(file) else None
        bare = (before or "").removeprefix("\ufeff")
        mark = "\ufeff" if bare != (before or "") else ""
        return Proposal(file, before, mark + change(bare))
    except (CannotInsert, UnicodeDecodeError) as error:
        why = "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
        raise UsageProblem(f"{file} is left as it was: {why}: dealtrack validate {file}") from None


def write(
    on_disk: "BookOnDisk",
    made: "Sequence[Proposal]",
    common: Common,
    manner: Manner,
    done: str,
    passed_over: "Collection[str]" = (UNUSED,),
) -> None:
    """Write what was proposed, all or nothing, and say that it is *done*, if nothing becomes wrong by it.

    Of the rules that are *passed_over* nothing is told. Exits 1 where something would, or a deal or a name would be
    there twice and nobody can be asked. Raises UsageProblem, OSError.
    """
    from dealtrack.cli.reported import choice
    from dealtrack.diagnostics import Severity
    from dealtrack.rules.proposals import DOUBTFUL, outcome

    then = outcome(on_disk, made, common.today, choice(on_disk).applied)
    found = [each for each in then.found if each.code not in passed_over]
    _show(then, found, common)
    left = _left(made)
    if any(each.severity is Severity.ERROR for each in found):
        complain(f"{left}: with that, there would be mistakes in the book")
        raise typer.Exit(FINDINGS)
    if manner.dry_run:
        emit("".join(map(_diff, made)), for_machines=True)
        return
    doubts = [DOUBTFUL[each.code] for each in found if each.code in DOUBTFUL]
    if manner.asks and not manner.yes:
        emit("".join(map(_diff, made)))
        if not confirm("Write it?", default=not doubts):
            complain(left)
            raise typer.Exit(FINDINGS)
    elif doubts and not manner.yes:
        complain(f"{left}: {doubts[0]}", "write it all the same: --yes")
        raise typer.Exit(FINDINGS)
    _replace(on_disk, made)
    emit(f"{one_line(done)}\n")


def _left(made: "Sequence[Proposal]") -> str:
    files = " and ".join(each.file for each in made)
    return f"{files} {'is' if len(made) == 1 else 'are'} left as {'it was' if len(made) == 1 else 'they were'}"


def _show(then: "Outcome", found: "Sequence[Diagnostic]", common: Common) -> None:
    """What would be wrong, on standard error, with the lines of the text that it would be in."""
    from dealtrack.files.places import pin
    from dealtrack.render.diagnostics import Run, Style, Summary, reporter

    if found:
        run = Run(pin(found, then.on_disk.text_of), Summary(0, 0, 0))
        shown = reporter("text")(run, Style(has_color(common.color, sys.stderr.isatty())))
        print(shown.rstrip("\n").rpartition("\n")[0].rstrip("\n"), file=sys.stderr)


def _diff(made: "Proposal") -> str:
    """The change as git takes it."""
    from dealtrack.render.patch import patch

    text = patch(made.file, made.before or "", made.after)
    return text.replace(f"--- a/{made.file}\n", "--- /dev/null\n", 1) if made.before is None else text


def _replace(on_disk: "BookOnDisk", made: "Sequence[Proposal]") -> None:
    """Write all of them; where one cannot be written, put back those that were. Raises UsageProblem, OSError."""
    from dealtrack.files.atomic import Before, NotWritten, write_in_book

    written: list[Proposal] = []
    try:
        for each in made:
            before = Before.NOTHING if each.before is None else each.before.encode("utf-8")
            write_in_book(on_disk.root, each.file, each.after, before)
            written.append(each)
    except BaseException as error:
        _put_back(on_disk, written)
        if isinstance(error, NotWritten):
            raise UsageProblem(f"{_left(made)}: {error}") from None
        raise


def _put_back(on_disk: "BookOnDisk", written: "Sequence[Proposal]") -> None:
    """Make files what they were, where nobody has changed them since they were written. Raises OSError."""
    from dealtrack.files.atomic import NotWritten, write_in_book

    for each in written:
        with suppress(NotWritten):
            if each.before is not None:
                write_in_book(on_disk.root, each.file, each.before, each.after.encode("utf-8"))
            elif on_disk.disk.read(each.file) == each.after.encode("utf-8"):
                (on_disk.root / each.file).unlink()
