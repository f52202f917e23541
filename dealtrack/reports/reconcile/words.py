"""What reconciling a stated total has found, in sentences."""

from collections.abc import Iterable

from dealtrack.model import Deal, StatedTotal
from dealtrack.reconciliation.other_ways import OtherWay
from dealtrack.reconciliation.totals import Reconciled, Verdict
from dealtrack.reports.cells import Cell, Joined, Money, Said, listed, said
from dealtrack.reports.wording import deal_title, rounds_words, sum_words
from dealtrack.values.amount import Amount


def too_many(stated: StatedTotal, raised: int) -> bool:
    """Whether more deals were *raised* on record than the total counts rounds."""
    most = stated.rounds.bounds[1] if stated.rounds else None
    return most is not None and raised > most


def missing_rounds(stated: StatedTotal, raised: int) -> Said | None:
    """That fewer deals were *raised* on record than the total counts rounds; None where they were not."""
    if stated.rounds is None or stated.rounds.bounds[0] <= raised:
        return None
    known = "{raised} are" if raised > 1 else "one is" if raised else "none is"
    values: dict[str, Cell] = {"rounds": rounds_words(stated.rounds), "raised": raised}
    return Said(f"It counts {{rounds}}, of which {known} on record.", values)


def _unexplained(found: Reconciled) -> Said:
    left, withheld, day = _left(found), found.withheld, found.stated.date
    if not found.counted:
        return said(
            "No deal that was raised by {date} is on record: all of it is unexplained, and nothing on record speaks "
            "against it.",
            date=day,
        )
    if withheld:
        return said("{left} is left for what is not disclosed: {deals}.", left=left, deals=_names(withheld))
    return said("{left} is unexplained: no deal on record by {date} lacks a sum.", left=left, date=day)


def _exceeded(found: Reconciled) -> Said:
    return said(
        "The deals on record come to {left} more than the total: one may be on record twice or too large, or the total "
        "may not count it.",
        left=_left(found),
    )


def _explained(found: Reconciled) -> Said:
    if found.come.amount.high is None:
        return said("The deals on record may explain it: what they come to is open above.")
    if found.withheld:
        deals = _names(found.withheld)
        return said("The disclosed deals explain it, without what is not disclosed: {deals}.", deals=deals)
    return said("The deals on record explain it.")


def _unknown(found: Reconciled) -> Said:
    count = found.come.unconverted
    lacking = "one deal has" if count == 1 else "{count} deals have"
    told = f"Whether the deals on record explain it is not known: {lacking} no rate on record."
    return Said(told, {"count": count})


VERDICTS = {
    Verdict.UNEXPLAINED: _unexplained,
    Verdict.EXCEEDED: _exceeded,
    Verdict.EXPLAINED: _explained,
    Verdict.UNKNOWN: _unknown,
}


def _left(found: Reconciled) -> Money:
    return Money(found.left or Amount.undisclosed(), computed=True)


def way_words(way: OtherWay) -> Said:
    """With which other money, and without which deals, the total is come to."""
    changes = " and ".join(
        word for word, deals in (("with {added}", way.added), ("without {left}", way.left_out)) if deals
    )
    return Said(
        f"{changes[:1].upper()}{changes[1:]}, the deals come to {{sum}}: it may be counted so.",
        {"added": _names(way.added), "left": _names(way.left_out), "sum": sum_words(way.come)},
    )


def contested(deal: Deal) -> Said | None:
    """Who does not disclose the sum of a deal that has one from somebody else."""
    if deal.amount is None or deal.amount.is_undisclosed:
        return None
    withholding = [claim.by for claim in deal.claims if claim.amount.is_undisclosed]
    saying = [claim.by for claim in deal.claims if claim.amount == deal.amount]
    if not withholding:
        return None
    whose = "; {amount} is the figure of {others}" if saying else ", {amount}"
    return Said(
        f"{{who}} did not disclose the sum of {{deal}}{whose}.",
        {"who": listed(withholding), "deal": _names([deal]), "amount": Money(deal.amount), "others": listed(saying)},
    )


def _names(deals: Iterable[Deal]) -> Joined:
    return listed(said("{deal} ({date})", deal=deal_title(deal), date=deal.date) for deal in deals)
