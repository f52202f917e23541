"""What reconciling a stated total has found, in sentences."""

from collections.abc import Iterable

from dealtrack.model import Deal, StatedTotal
from dealtrack.reconciliation.other_ways import OtherWay
from dealtrack.reconciliation.totals import Reconciled, Verdict
from dealtrack.reports.wording import date_words, deal_title, listed, sum_words
from dealtrack.values.amount import Amount
from dealtrack.values.figures import original, rounded


def too_many(stated: StatedTotal, raised: int) -> bool:
    """Whether more deals were *raised* on record than the total counts rounds."""
    most = stated.rounds.bounds[1] if stated.rounds else None
    return most is not None and raised > most


def _unexplained(found: Reconciled) -> str:
    left, withheld = _left(found), found.withheld
    if not found.counted:
        return (
            f"No deal that was raised by {found.stated.date} is on record: all of it is unexplained, and nothing on "
            "record speaks against it."
        )
    if withheld:
        return f"{left} is left for what is not disclosed: {_names(withheld)}."
    return f"{left} is unexplained: no deal on record by {found.stated.date} lacks a sum."


def _exceeded(found: Reconciled) -> str:
    return (
        f"The deals on record come to {_left(found)} more than the total: one may be on record twice or too large, or "
        "the total may not count it."
    )


def _explained(found: Reconciled) -> str:
    if found.come.amount.high is None:
        return "The deals on record may explain it: what they come to is open above."
    if found.withheld:
        return f"The disclosed deals explain it, without what is not disclosed: {_names(found.withheld)}."
    return "The deals on record explain it."


def _unknown(found: Reconciled) -> str:
    count = found.come.unconverted
    lacking = "one deal has" if count == 1 else f"{count} deals have"
    return f"Whether the deals on record explain it is not known: {lacking} no rate on record."


VERDICTS = {
    Verdict.UNEXPLAINED: _unexplained,
    Verdict.EXCEEDED: _exceeded,
    Verdict.EXPLAINED: _explained,
    Verdict.UNKNOWN: _unknown,
}


def _left(found: Reconciled) -> str:
    left = found.left or Amount.undisclosed()
    return (rounded if found.come.computed else original)(left).prose


def way_words(way: OtherWay) -> str:
    """With which other money, and without which deals, the total is come to."""
    changes = [f"{word} {_names(deals)}" for word, deals in (("with", way.added), ("without", way.left_out)) if deals]
    return f"{sentence(' and '.join(changes))}, the deals come to {sum_words(way.come)}: it may be counted so."


def contested(deal: Deal) -> str:
    """Who does not disclose the sum of a deal that has one from somebody else."""
    if deal.amount is None or deal.amount.is_undisclosed:
        return ""
    withholding = [claim.by for claim in deal.claims if claim.amount.is_undisclosed]
    saying = [claim.by for claim in deal.claims if claim.amount == deal.amount]
    if not withholding:
        return ""
    figure = original(deal.amount).prose
    whose = f"; {figure} is the figure of {listed(saying)}" if saying else f", {figure}"
    return f"{listed(withholding)} did not disclose the sum of {_names([deal])}{whose}."


def _names(deals: Iterable[Deal]) -> str:
    return listed([f"{deal_title(deal)} ({date_words(deal.date)})" for deal in deals])


def sentence(text: str) -> str:
    """*text* with a capital at its start."""
    return text[:1].upper() + text[1:]
