"""Metrics of what companies are said to be worth: claims, steps between them, and what was raised beside them."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from dealtrack.model import Valuation
from dealtrack.reconciliation.step_ups import Multiple, step_ups
from dealtrack.reports.cells import Cell, Joined, Missing, Money, Said, said
from dealtrack.reports.document import Align
from dealtrack.reports.metrics.registry import Subject, metric
from dealtrack.reports.sums import raised
from dealtrack.values.amount import EXACT, Amount
from dealtrack.values.vocabulary import Standing

UNLIKE = "†"  # marks what is not comparable like for like


@metric("valuation", "valuation claims", rank=1)
def valuations(subject: Subject) -> Cell:
    """The range that the claims of the last twelve months on record span, and what each claimant says; no average."""
    recent = _recent(subject.company.valuations)
    if not recent:
        return None
    claims = Joined(tuple(_claim(subject, valuation) for valuation in recent), "; ")
    span = _span([_money(subject, valuation) for valuation in recent])
    return said("{span}: {claims}", span=span, claims=claims) if span else claims


@metric("step-up", "step-up", align=Align.RIGHT, rank=7)
def step_up(subject: Subject) -> Cell:
    """How many times the valuation before the last one is; † where their bases are not both stated."""

    def convert(valuation: Valuation) -> Amount | None:
        money = _money(subject, valuation)
        return money.amount if isinstance(money, Money) else None

    steps = list(step_ups(subject.company.valuations, convert))
    if not steps:
        return None
    last = steps[-1]
    return last.multiple if last.is_like_for_like else _unlike(last.multiple)


@metric("over-raised", "valuation over raised", align=Align.RIGHT, rank=8)
def over_raised(subject: Subject) -> Cell:
    """How many times what was raised the last valuation is, by the intervals of both; † unless it is confirmed."""
    last = max(subject.company.valuations, key=lambda claim: claim.date, default=None)
    known = [claim for claim in subject.company.valuations if claim.amount.low]
    last = max(known, key=lambda claim: claim.date, default=None)
    money = _money(subject, last) if last else None
    total = raised(subject.company, subject.converter).amount
    if last is None or not isinstance(money, Money) or not total.low or money.amount.low is None:
        return None
    low = Decimal(0) if total.high is None else EXACT.divide(money.amount.low, total.high)
    high = None if money.amount.high is None else EXACT.divide(money.amount.high, total.low)
    multiple = Multiple(low, high, money.amount.approximate or total.approximate)
    return multiple if last.standing is Standing.CONFIRMED else _unlike(multiple)


def _unlike(multiple: Multiple) -> Joined:
    return Joined((multiple, UNLIKE), " ")


def _recent(claims: Iterable[Valuation]) -> list[Valuation]:
    """The claims that are dated within a year of the last one."""
    ordered = sorted(claims, key=lambda claim: claim.date)
    if not ordered:
        return []
    newest = ordered[-1].date.last
    return [claim for claim in ordered if (newest - claim.date.last).days <= 366]


def _money(subject: Subject, valuation: Valuation) -> Money | Missing | None:
    return subject.converter.money(valuation.amount, valuation.equivalent, valuation.date)


def _span(sums: Sequence[Cell]) -> Money | None:
    """From the lowest end of several sums to the highest; None where there are not two."""
    known = [cell for cell in sums if isinstance(cell, Money) and not cell.amount.is_undisclosed]
    if len(known) < 2:
        return None
    amounts = [cell.amount for cell in known]
    low = min(amount.low or Decimal(0) for amount in amounts)
    high = None if any(amount.high is None for amount in amounts) else max(amount.high or low for amount in amounts)
    span = Amount(amounts[0].currency, low, high, approximate=any(amount.approximate for amount in amounts))
    return Money(span, any(cell.computed for cell in known))


def _claim(subject: Subject, valuation: Valuation) -> Said:
    by = valuation.by or said("unattributed")
    if valuation.standing is Standing.DECLINED:
        return said("{who} declined to say", who=by)
    money = _money(subject, valuation)
    figure = money if isinstance(money, Money) else Money(valuation.amount)
    if valuation.standing is None:
        return said("{amount} by {who}", amount=figure, who=by)
    return said("{amount} {standing} by {who}", amount=figure, standing=Said(valuation.standing.value), who=by)
