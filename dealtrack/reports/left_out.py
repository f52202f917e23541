"""What a filter or a limit left out, in one line; and why a row that is shown may not match."""

from typing import Any

from dealtrack.reports.document import Column
from dealtrack.reports.sifting import Sifted, Verdict

_WHY = {
    Verdict.COUNTRY: "country not on record",
    Verdict.SECTOR: "sectors not on record",
    Verdict.TYPE: "type not on record",
    Verdict.OWNERSHIP: "ownership not known",
    Verdict.ROUND: "round not stated",
    Verdict.DATE: "date not precise enough",
    Verdict.UNRECORDED: "no amount on record",
    Verdict.UNDISCLOSED: "amount undisclosed",
    Verdict.NO_RATE: "no rate",
    Verdict.AMOUNT: "amount not precise enough",
}

MAY_MATCH = Column("reason", "may match", rank=1, flexible=True)


def reason(verdict: Verdict) -> str:
    """Why it cannot be told whether something matches; nothing where it can."""
    return _WHY.get(verdict, "")


def count_line(sifted: Sifted[Any], shown: int, things: tuple[str, str]) -> str:
    """``first 20 of 312 deals``, ``3 of 9 deals match · 2 more may: round not stated (1), no rate (1)``.

    *things* is what they are called, one of them and several.
    """
    kept = len(sifted.kept)
    first = f"first {shown} of {kept}" if shown < kept else ""
    if sifted.matching == sifted.total:
        return f"{first or sifted.total} {things[sifted.total != 1]}"
    verb = "matches" if sifted.matching == 1 else "match"
    parts = [first, f"{sifted.matching} of {sifted.total} {things[sifted.total != 1]} {verb}"]
    if sifted.may:
        parts.append(f"{sifted.may_match} more may: {_reasons(sifted)}")
    return " · ".join(part for part in parts if part)


def _reasons(sifted: Sifted[Any]) -> str:
    if len(sifted.may) == 1:
        return reason(sifted.may[0][0])
    return ", ".join(f"{reason(verdict)} ({count})" for verdict, count in sifted.may)
