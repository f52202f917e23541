"""What a filter or a limit left out, in one line; and why a row that is shown may not match."""

from typing import Any

from dealtrack.reports.cells import Cell, Joined, Said, said
from dealtrack.reports.document import Column
from dealtrack.reports.lists.sifting import Sifted, Verdict

_WHY = {
    Verdict.COUNTRY: said("country not on record"),
    Verdict.SECTOR: said("sectors not on record"),
    Verdict.TYPE: said("type not on record"),
    Verdict.OWNERSHIP: said("ownership not known"),
    Verdict.ROUND: said("round not stated"),
    Verdict.DATE: said("date not precise enough"),
    Verdict.UNRECORDED: said("no amount on record"),
    Verdict.UNDISCLOSED: said("amount undisclosed"),
    Verdict.NO_RATE: said("no rate"),
    Verdict.AMOUNT: said("amount not precise enough"),
}

MAY_MATCH = Column("reason", said("may match"), rank=1, flexible=True)

ROWS = ("row", "rows")


def reason(verdict: Verdict) -> Said | None:
    """Why it cannot be told whether something matches; None where it can."""
    return _WHY.get(verdict)


def count_line(sifted: Sifted[Any], shown: int, things: tuple[str, str]) -> Cell:
    """``first 20 of 312 deals``, ``3 of 9 deals match · 2 more may: round not stated (1), no rate (1)``.

    *things* is what they are called, one of them and several.
    """
    kept = len(sifted.kept)
    thing = things[sifted.total != 1]
    is_cut = shown < kept
    if sifted.matching == sifted.total:
        template = f"first {{shown}} of {{kept}} {thing}" if is_cut else f"{{total}} {thing}"
        return Said(template, {"shown": shown, "kept": kept, "total": sifted.total})
    verb = "matches" if sifted.matching == 1 else "match"
    counts: dict[str, Cell] = {"matching": sifted.matching, "total": sifted.total}
    parts: tuple[Cell, ...] = (
        said("first {shown} of {kept}", shown=shown, kept=kept) if is_cut else None,
        Said(f"{{matching}} of {{total}} {thing} {verb}", counts),
        said("{count} more may: {reasons}", count=sifted.may_match, reasons=_reasons(sifted)) if sifted.may else None,
    )
    return Joined(parts, " · ")


def _reasons(sifted: Sifted[Any]) -> Cell:
    if len(sifted.may) == 1:
        return reason(sifted.may[0][0])
    return Joined(
        tuple(said("{reason} ({count})", reason=reason(verdict), count=count) for verdict, count in sifted.may)
    )
