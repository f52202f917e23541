"""How much a file may hold of what takes more time the more there is of it, and how many of its mistakes are told.

No company's file comes near. One that does is told so, and what is too much is left out, so that any file is checked,
and any report made, in time that grows with the file's size and no faster.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from dealtrack.diagnostics import MOST_FAULTS, Fault, Path, Place

_MOST_ON_ONE_THING = {"claims": 50, "status": 1000}  # by key of a deal: each is held against the others
_MOST_OF_A_COMPANY = {"valuations": 1000, "totals": 1000}  # and these, too
_MOST_PAIRS = {"valuations": 200_000, "totals": 50_000}  # of one of these and a deal


def limited(faults: Iterable[Fault], file: str) -> tuple[Fault, ...]:
    """The first of *faults*, and a last one if there are more than are told of one file."""
    left = iter(faults)
    found = tuple(islice(left, MOST_FAULTS))
    return found if next(left, None) is None else (*found, too_many_faults(file))


def too_many_faults(file: str, most: int = MOST_FAULTS) -> Fault:
    """That a file has more mistakes than are told."""
    why = f"more than {most:,} mistakes of one kind: the others are not told"
    return Fault("too-many", Place(file, as_whole=True), why=why, hint="mend these first")


def is_cut(faults: tuple[Fault, ...]) -> bool:
    """Whether there are more faults than *faults* has."""
    return bool(faults) and faults[-1].rule == "too-many"


def crowds(tree: Any, file: str) -> Iterator[Fault]:
    """A fault for each list of a company's *tree* that is too long; at its place is what has to be left out."""
    if not isinstance(tree, dict):
        return
    deals = _listed(tree, "deals")
    for key, most in _MOST_OF_A_COMPANY.items():
        count = len(_listed(tree, key))
        if count > most:
            yield _crowd(file, (key,), f"{count:,} {key} are more than the {most:,} that a company may have")
        elif count * len(deals) > _MOST_PAIRS[key]:
            yield _crowd(file, (key,), f"{count:,} {key} are too many to be held against {len(deals):,} deals")
    for index, deal in enumerate(deals):
        if isinstance(deal, dict):
            for key, most in _MOST_ON_ONE_THING.items():
                if (count := len(_listed(deal, key))) > most:
                    noun = "steps" if key == "status" else key
                    why = f"{count:,} {noun} are more than the {most:,} that a deal may have"
                    yield _crowd(file, ("deals", index, key), why)


def _listed(holder: Mapping[str, Any], key: str) -> list[Any]:
    value = holder.get(key)
    return value if isinstance(value, list) else []


def _crowd(file: str, path: Path, why: str) -> Fault:
    hint = "keep those that matter, and tell of the others in notes"
    return Fault("too-many", Place(file, path, at_key=True), why=why, hint=hint)
