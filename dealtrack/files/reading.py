"""The text of one file to a record: its tree, without slips of input methods, and what can be used of it."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

import msgspec
from msgspec import structs

from dealtrack.diagnostics import Edit, Fault, Place, Related, Span
from dealtrack.files.hollow import without_hollows
from dealtrack.files.ignores import MARKER
from dealtrack.files.limits import crowds, is_cut, limited, too_many_faults
from dealtrack.files.places import Located
from dealtrack.files.prose import ODD_SPACES
from dealtrack.files.salvage import EVERYTHING, Dropped, Salvaged, salvage, without
from dealtrack.files.slips import MOST_SLIPS, Mended, Slip, has_listed_commas, mend, mended_at, slip_at
from dealtrack.files.swallowed import swallowed_lines, told_once
from dealtrack.files.text import Lines
from dealtrack.files.tree import compose, mark
from dealtrack.model import Company
from dealtrack.values.conflict_markers import CONFLICT, RESOLVE, conflict_spans

_LOST_COMMENT = re.compile(r"[ \t](?P<cut>#\w\S*)")
_FULL_COMMA = re.compile(rf"[，、][{ODD_SPACES}]*")


class Reading(msgspec.Struct, frozen=True):
    """What one file came to: a record if there is one, and the text that was read in its stead where it has slips."""

    salvaged: Salvaged
    mended: Mended | None = None
    has_ignores: bool = False


def read_record(text: str, file: str, as_type: Any, stand_in: Mapping[str, Any] | None = None) -> Reading:
    """*text*, the YAML of *file*, as a value of *as_type*. For *stand_in*, see ``salvage``.

    Full-width punctuation in the structure is a fault each, and the rest is read as if it were mended. Of a text with
    conflicts of a merge nothing is read: what it says is not decided.
    """
    if conflicts := limited(_conflicts(text, file), file):
        return Reading(Salvaged(None, conflicts, EVERYTHING))
    reading = _without_slips(text, file, as_type, stand_in)
    if _is_lost(reading.salvaged):
        is_yaml = all(fault.rule != "invalid-yaml" for fault in reading.salvaged.faults)
        left = () if is_yaml else limited(_conflicts(text, file, between=True), file)
        return Reading(Salvaged(None, left, EVERYTHING)) if left else reading
    cut = limited(_lost_comments(Located(text, reading.mended), file), file) if _LOST_COMMENT.search(text) else ()
    salvaged = structs.replace(reading.salvaged, faults=reading.salvaged.faults + cut)
    return Reading(salvaged, reading.mended, MARKER.search(text) is not None)


def _without_slips(text: str, file: str, as_type: Any, stand_in: Mapping[str, Any] | None) -> Reading:
    plain = _as_it_stands(text, file, as_type, stand_in)
    if text.isascii() or not (plain.faults or has_listed_commas(text)):
        return Reading(plain)
    mended = _mended(text, plain)
    if not mended.slips:
        return Reading(plain)
    if len(mended.slips) > MOST_SLIPS:
        faults = (*islice(mended.faults(file), MOST_SLIPS), too_many_faults(file, MOST_SLIPS))
        return Reading(Salvaged(None, faults, EVERYTHING), mended)
    rest = _as_it_stands(mended.text, file, as_type, stand_in)
    is_unread = _is_lost(rest) and not is_cut(rest.faults)
    if is_unread and not (_is_lost(plain) and _first(rest.faults, mended) > _first(plain.faults)):
        return Reading(plain)  # what stops the reader is no slip
    moved = (_moved_back(fault, mended) for fault in rest.faults)
    faults = limited((*mended.faults(file), *moved), file)
    return Reading(Salvaged(rest.value, faults, rest.dropped), mended)


def _as_it_stands(text: str, file: str, as_type: Any, stand_in: Mapping[str, Any] | None) -> Salvaged:
    composed = compose(text, file)
    if composed.tree is None or is_cut(composed.faults):
        return Salvaged(None, composed.faults, EVERYTHING)
    tree = without_hollows(composed.tree, as_type) if composed.hollow else composed.tree
    crowded = tuple(crowds(tree, file)) if as_type is Company else ()
    gone = {fault.place.path: None for fault in crowded}
    salvaged = salvage(without(tree, gone), as_type, file, stand_in)
    if composed.folded and not is_cut(salvaged.faults):
        swallowed = limited(swallowed_lines(text, file), file)
        salvaged = structs.replace(salvaged, faults=told_once(swallowed, salvaged.faults))
    dropped = Dropped({**gone, **salvaged.dropped}) if gone else salvaged.dropped
    return Salvaged(salvaged.value, composed.faults + crowded + salvaged.faults, dropped)


def _mended(text: str, plain: Salvaged) -> Mended:
    """*text* with its slips mended: all of them where it is no YAML, else those on lines with a fault."""
    slips = list(mend(text).slips) if plain.faults else []
    if slips and not _is_lost(plain):
        located, lines = Located(text), Lines(text)
        wrong = {located.locate(fault.place).line for fault in plain.faults}
        slips = [slip for slip in slips if lines.position(slip.span.start)[0] in wrong]
    mended = mended_at(text, slips)
    if len(mended.slips) > MOST_SLIPS:
        return mended
    commas = tuple(islice(_listed_commas(mended), MOST_SLIPS + 1))
    return mended_at(text, [*mended.slips, *commas]) if commas else mended


def _listed_commas(mended: Mended) -> Iterator[Slip]:
    """Full-width commas in items of lists in brackets, which are not in quotes."""
    text = mended.text
    if not has_listed_commas(text):
        return
    marks = mark(text)
    for path, found in marks.items():
        is_item = found.plain and path and isinstance(path[-1], int)
        if is_item and text.startswith("[", marks[path[:-1]].value.start):
            for comma in _FULL_COMMA.finditer(text, found.value.start, found.value.end):
                slip = slip_at(text, *comma.span())
                yield structs.replace(slip, span=mended.original(slip.span))


def _lost_comments(located: Located, file: str) -> Iterator[Fault]:
    """Where ``#`` cuts a plain value short: behind a blank it begins a comment, though no blank follows it."""
    text = located.lines.text
    ends = {found.value.end for found in located.marks.values() if found.plain}
    for match in _LOST_COMMENT.finditer(text):
        end = match.start()
        while end and text[end - 1] in " \t":
            end -= 1
        if end in ends and not MARKER.match(text, match.start("cut")):
            yield Fault("lost-comment", Place(file, span=Span(*match.span("cut"))), text=match["cut"])


def _conflicts(text: str, file: str, *, between: bool = False) -> Iterator[Fault]:
    spans = conflict_spans(text, between=between)
    return (Fault("merge-conflict", Place(file, span=Span(*span)), why=CONFLICT, hint=RESOLVE) for span in spans)


def _is_lost(salvaged: Salvaged) -> bool:
    return () in salvaged.dropped


def _first(faults: tuple[Fault, ...], mended: Mended | None = None) -> int:
    """Where the first of *faults* stands in the original."""
    spans = [fault.place.span or Span(0, 0) for fault in faults]
    return min(((mended.original(span) if mended else span).start for span in spans), default=0)


def _moved_back(fault: Fault, mended: Mended) -> Fault:
    """*fault*, found in the mended text, at its place in the original."""
    related = tuple(Related(_place(other.place, mended), other.message) for other in fault.related)
    edits = tuple(Edit(_place(edit.place, mended), edit.text) for edit in fault.edits)
    return structs.replace(fault, place=_place(fault.place, mended), related=related, edits=edits)


def _place(place: Place, mended: Mended) -> Place:
    return place if place.span is None else structs.replace(place, span=mended.original(place.span))
