"""DT3xx: what stands in an order of time: a deal's steps, a company's deals, and its rounds."""

from collections.abc import Iterator

from msgspec import structs

from dealtrack.diagnostics import Path, Related, Reorder, Severity
from dealtrack.model import Deal, StatusStep
from dealtrack.rules.registry import Finding, Subject, rule_of_facts
from dealtrack.rules.time import before_founding, completed_in_future, source_before_event
from dealtrack.values.chronology import Misplaced, arranged, is_in_order, misplaced
from dealtrack.values.vocabulary import Status


@rule_of_facts("DT303", "status-order")
def status_order(subject: Subject) -> Iterator[Finding]:
    """What it checks: that a deal's steps stand oldest first, and that none follows `completed` or `terminated`. (What
    was postponed or withdrawn may be taken up again.)

    Why it matters: the last step is the deal's present status, which decides whether it counts as raised.

    Bad:

        name: SenseTime
        deals:
          - id: ipo-hong-kong
            kind: ipo
            date: 2020
            status:
              - {on: 2020-05, is: postponed, sources: [a]}
              - {on: 2019-01, is: planned}
            sources: [a]

    Good:

        name: SenseTime
        deals:
          - id: ipo-hong-kong
            kind: ipo
            date: 2020
            status:
              - {on: 2019-01, is: planned}
              - {on: 2020-05, is: postponed, sources: [a]}
            sources: [a]

    How to mend it: put the steps in order, or mend the date; what begins anew after its end is a deal of its own.
    """
    with_steps = {index: deal.steps for index, deal in enumerate(subject.company.deals) if deal.steps}
    moves = {index: misplaced([step.on for step in steps]) for index, steps in with_steps.items()}
    told = _told_of(subject) if any(moves.values()) else set()
    for index, steps in with_steps.items():
        if subject.place("deals", index).path not in told:
            for move in moves[index]:
                yield _step_out_of_order(subject, index, steps, move)
        moved = {move.position for move in moves[index]}
        kept = [number for number in range(len(steps)) if number not in moved]
        final = next((at for at, number in enumerate(kept) if steps[number].is_.is_final), None)
        if final is not None and final + 1 < len(kept):
            yield _step_after_the_end(subject, index, steps, kept[final], kept[final + 1])


def _step_out_of_order(subject: Subject, index: int, steps: tuple[StatusStep, ...], move: Misplaced) -> Finding:
    step, other = steps[move.position], steps[move.other]
    side, way = ("below", "above") if move.above else ("above", "below")
    message = f"{_told(step)} stands {side} {_told(other)}"
    related = (Related(subject.place("deals", index, "status", move.other, "on"), _told(other)),)
    hint = f"move the step {way} {_told(other)}, or mend its date"
    return Finding(subject.place("deals", index, "status", move.position, "on"), message, hint, related)


def _step_after_the_end(
    subject: Subject, index: int, steps: tuple[StatusStep, ...], final: int, follower: int
) -> Finding:
    message = f"{_told(steps[follower])} follows {_told(steps[final])}, and nothing follows {steps[final].is_}"
    related = (Related(subject.place("deals", index, "status", final, "is"), "the deal ended here"),)
    if not steps[final].on.surely_before(steps[follower].on):
        hint = f"move {steps[follower].is_} above {steps[final].is_}"
    elif steps[final].is_ is Status.TERMINATED:
        hint = "if it was taken up again, it was postponed or withdrawn; what began anew is a deal of its own"
    else:
        hint = "what came after it is a deal or an event of its own"
    return Finding(subject.place("deals", index, "status", follower, "is"), message, hint, related)


def _told(step: StatusStep) -> str:
    return f"{step.is_} ({step.on})"


@rule_of_facts("DT304", "unsorted-deals", Severity.WARNING)
def unsorted_deals(subject: Subject) -> Iterator[Finding]:
    """What it checks: that deals stand oldest first, as far as their dates are certain.

    Why it matters: people read a file from top to bottom, and add to its end.

    Bad:

        name: CloudWalk Technology
        deals:
          - {id: 2020-05, date: 2020-05-13, status: completed, sources: [a]}
          - {id: 2017-11-b, date: 2017-11, status: completed, sources: [a]}

    Good:

        name: CloudWalk Technology
        deals:
          - {id: 2017-11-b, date: 2017-11, status: completed, sources: [a]}
          - {id: 2020-05, date: 2020-05-13, status: completed, sources: [a]}

    How to mend it: move the deal to the place that the help line names, or mend its date.
    """
    deals = subject.company.deals
    if is_in_order([deal.date for deal in deals]):
        return
    told = _told_of(subject)
    sound = [index for index in range(len(deals)) if subject.place("deals", index).path not in told]
    moved, moves = arranged([deals[index].date for index in sound])
    edits = _sorted(subject, sound, moved)
    for move in moves:
        finding = _deal_out_of_order(subject, sound[move.position], sound[move.other], move.above)
        yield structs.replace(finding, edits=edits)


def _sorted(subject: Subject, sound: list[int], moved: list[int]) -> tuple[Reorder, ...]:
    """The change that has the *sound* deals *moved*; none where the file has deals that cannot be read."""
    if subject.was_dropped("deals"):
        return ()
    order = list(range(len(subject.company.deals)))
    for slot, source in zip(sound, moved, strict=True):
        order[slot] = sound[source]
    return (Reorder(subject.place("deals"), tuple(order)),)


def _told_of(subject: Subject) -> set[Path]:
    """The deals of which other rules say that a date is wrong: then it does not say where they belong."""
    others = (completed_in_future, before_founding, source_before_event)
    return {finding.place.path[:2] for rule in others for finding in rule(subject)}


def _deal_out_of_order(subject: Subject, position: int, place: int, above: bool) -> Finding:
    deal, other = subject.company.deals[position], subject.company.deals[place]
    side, age, way = ("below", "newer", "above") if above else ("above", "older", "below")
    message = f"deal {deal.id} ({deal.date}) stands {side} the {age} deal {other.id} ({other.date})"
    related = (Related(subject.place("deals", place, "date"), f"this deal is {age}"),)
    hint = f"move it {way} deal {other.id}, or mend its date"
    return Finding(subject.place("deals", position, "date"), message, hint, related)


_BEFORE_ALL = ("angel", "pre-seed", "seed")  # a bridge may lead to any round


@rule_of_facts("DT307", "round-order", Severity.NOTE)
def round_order(subject: Subject) -> Iterator[Finding]:
    """What it checks: that no round by an earlier letter is certainly younger than one by a later letter: A after C,
    Pre-B after B, seed money after A. What stands behind the letter (`+`, a number, `-ext`) is not compared.

    Why it matters: it is so now and then; more often a date or a letter is a slip.

    Bad:

        name: CloudWalk Technology
        deals:
          - {id: 2017-11-c, round: c, date: 2017-11, status: completed, amount: CNY 500m, sources: [a]}
          - {id: 2018-10-a, round: a, date: 2018-10, status: completed, amount: CNY 1bn, sources: [a]}

    Good:

        name: CloudWalk Technology
        deals:
          - {id: 2017-11-a, round: a, date: 2017-11, status: completed, amount: CNY 500m, sources: [a]}
          - {id: 2018-10-c, round: c, date: 2018-10, status: completed, amount: CNY 1bn, sources: [a]}

    How to mend it: compare the letter and the date with the source; where both are right, nothing needs mending.
    """
    lettered = [
        (index, deal, place)
        for index, deal in enumerate(subject.company.deals)
        if deal.is_raised and (place := _letter(deal))
    ]
    found = list(_too_young(lettered))
    told = _told_of(subject) | _out_of_place(subject) if found else set()
    for index, other in found:
        if not told & {subject.place("deals", each).path for each in (index, other)}:
            yield _after_later_round(subject, index, other)


def _out_of_place(subject: Subject) -> set[Path]:
    """The deals that do not stand where their dates put them: that one of the dates may be wrong is told already."""
    moves = misplaced([deal.date for deal in subject.company.deals])
    return {subject.place("deals", each).path for move in moves for each in (move.position, move.other)}


def _letter(deal: Deal) -> tuple[str, bool] | None:
    """What the round of a deal is compared by: its letter, and whether it is more than *pre-*; None if it has none."""
    if deal.round is None or not (deal.round.letter or deal.round.name in _BEFORE_ALL):
        return None
    return deal.round.letter, not deal.round.earlier


def _too_young(lettered: list[tuple[int, Deal, tuple[str, bool]]]) -> Iterator[tuple[int, int]]:
    """Each deal that is certainly younger than one of a later round, with the latest of these."""
    over = sorted(lettered, key=lambda each: each[1].done_on.certain[1])
    latest, at = None, 0
    for index, deal, place in sorted(lettered, key=lambda each: each[1].done_on.certain[0]):
        while at < len(over) and over[at][1].done_on.surely_before(deal.done_on):
            latest = over[at] if latest is None or over[at][2] > latest[2] else latest
            at += 1
        if latest is not None and latest[2] > place:
            yield index, latest[0]


def _after_later_round(subject: Subject, index: int, other: int) -> Finding:
    deal, earlier = subject.company.deals[index], subject.company.deals[other]
    message = f"round {deal.round} ({deal.done_on}) comes after round {earlier.round} ({earlier.done_on})"
    related = (Related(subject.place("deals", other, "round"), f"round {earlier.round} is here"),)
    return Finding(subject.place("deals", index, "round"), message, "compare the round and the date of both", related)
