"""What must hold of every run, whatever the book and the command line."""

import json
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tests.fuzz import kept, printed
from tests.fuzz.cases import Case
from tests.fuzz.place import Place, Stamps, stamps
from tests.fuzz.running import MEGABYTES, PRINTED, Outcome, entry, run, seconds_for

CODES = (0, 1, 2, 130)


class Finding(NamedTuple):
    """An invariant by its name, and how a run breaks it."""

    invariant: str
    what: str


class Scene(NamedTuple):
    """A run with all that there is to judge it by."""

    case: Case
    place: Place
    outcome: Outcome
    before: Stamps  # of the whole place
    program: Callable[[], None] = entry

    @property
    def names_canary(self) -> bool:
        """Whether the command line itself names what is a canary to books."""
        return any(
            "canary" in text or "secret" in text for text in (*self.case.argv, *dict(self.case.environment).values())
        )


def exit_code(scene: Scene) -> Iterator[str]:
    """Exit code 0, 1, 2 or 130."""
    if scene.outcome.code not in CODES and not scene.outcome.crash:
        yield f"exit code {scene.outcome.code}"


def no_fault(scene: Scene) -> Iterator[str]:
    """No traceback, and no fault that the program calls its own."""
    if scene.outcome.crash:
        yield scene.outcome.crash.strip().splitlines()[-1] + "\n" + scene.outcome.crash
    for text in (scene.outcome.out, scene.outcome.err):
        for sign in ("internal fault", "Traceback (most recent call last)"):
            if sign in text and not (sign.startswith("Traceback") and _asks_for_tracebacks(scene)):
                yield text[text.find(sign) :][:600].split("\n  please")[0]


def _asks_for_tracebacks(scene: Scene) -> bool:
    return "--debug" in scene.case.argv


def limits(scene: Scene) -> Iterator[str]:
    """5 seconds of the processor, and 500 MB; and less printed than any book is worth."""
    most = seconds_for(scene.case.argv)
    if scene.outcome.seconds > most:
        yield f"over {most:g} s: {scene.outcome.seconds:.1f} s"
    if scene.outcome.megabytes > MEGABYTES:
        yield f"over {MEGABYTES} MB: {scene.outcome.megabytes:.0f} MB"
    if scene.outcome.printed > PRINTED:
        yield f"over {PRINTED >> 20} MB printed: {scene.outcome.printed >> 20} MB"


def harmless(scene: Scene) -> Iterator[str]:
    """Nothing printed that terminals, hosts, pages or spreadsheets act on."""
    yield from printed.controls(scene.case, scene.outcome)
    yield from printed.host_commands(scene.case, scene.outcome)
    yield from printed.formats(scene.case, scene.outcome)


def nothing_outside(scene: Scene) -> Iterator[str]:
    """Nothing outside the book is read, written or run, unless the command line names it."""
    if scene.names_canary:
        return
    yield from printed.secrets(scene.case, scene.outcome)
    yield from scene.outcome.seen
    after = stamps(scene.place.canary)
    for path in sorted(after.keys() | scene.place.canaries.keys()):
        if after.get(path) != scene.place.canaries.get(path):
            yield f"the canary was touched: {path.removeprefix(str(scene.place.root))}"


def book_is_kept(scene: Scene) -> Iterator[str]:
    """Commands that read change nothing; those that write keep what they should, and make no new mistake."""
    case, place = scene.case, scene.place
    if stamps(place.root) == scene.before:
        return
    yield from kept.kinds(case, place)
    yield from kept.conflicts(case, place, scene.outcome.code)
    changed = kept.changed_files(case, place)
    yield from kept.contents(case, changed)
    if changed and not kept.writes(case) and not scene.names_canary and not _writes_where_asked(case):
        yield f"a command that reads has changed {sorted(changed)[0]!a}"
    if (
        changed
        and scene.program is entry
        and case.command in ("fmt", "add", "new", "source add", "investor add", "validate")
    ):
        yield from _no_new_error(scene, [name for name in changed if name.endswith((".yaml", ".yml", ".csv"))])


def _writes_where_asked(case: Case) -> bool:
    return case.command in ("merge-driver", "init") or any("SUMMARY" in name for name, _ in case.environment)


def _no_new_error(scene: Scene, names: list[str]) -> Iterator[str]:
    """No more errors in the changed files than there were."""
    after = _errors(scene, names)
    if not any(after.values()):
        return
    scene.place.clear()
    scene.place.fill(scene.case.entries)
    before = _errors(scene, names)
    for name in names:
        if after.get(name, 0) > before.get(name, 0) and scene.case.entries.get(f"book/{name}") is not None:
            yield f"{scene.case.command} makes errors: {after[name]} in {name!a}, which had {before.get(name, 0)}"


def _errors(scene: Scene, names: list[str]) -> dict[str, int]:
    """How many errors each of the files has."""
    argv = (("validate",), ("--format", "json"), ("--book", str(scene.place.book)))
    again = run(
        scene.case._replace(command="validate", arguments=argv, environment=(), directory="elsewhere"), scene.place
    )
    try:
        found = [each["file"] for each in json.loads(again.out)["diagnostics"] if each["severity"] == "error"]
    except (ValueError, KeyError):
        return {}
    return {name: found.count(name) for name in names}


INVARIANTS: tuple[Callable[[Scene], Iterator[str]], ...] = (
    no_fault, exit_code, limits, harmless, nothing_outside, book_is_kept,
)  # fmt: skip


def findings(scene: Scene) -> list[Finding]:
    """All that a run breaks."""
    return [Finding(invariant.__name__, what) for invariant in INVARIANTS for what in invariant(scene)]
