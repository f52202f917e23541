"""DT4xx: sums that are out of all proportion to what stands beside them."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from dealtrack.diagnostics import Related, Severity
from dealtrack.model import Deal, Valuation
from dealtrack.rates.equivalent import Verdict
from dealtrack.rates.lookup import Conversion, NoRate, converted_at
from dealtrack.rules.money import explained
from dealtrack.rules.registry import Finding, Subject, rule_of_facts
from dealtrack.values.amount import EXACT, Amount
from dealtrack.values.figures import original, rounded
from dealtrack.values.leeway import as_printed
from dealtrack.values.vocabulary import Basis

_TIMES = Decimal(100)
_BETWEEN = "at least 40 times"
_TIMES_BOTH = Decimal(40)  # of the round before and the one after, whatever stands further off
_LEEWAY = Decimal("0.25")  # of a valuation in another currency, which may have been converted at another day's rate
_HINT = "compare it with the source: m and bn, 万 and 亿 are easily mistaken"


@rule_of_facts("DT404", "implausible-amount", Severity.WARNING)
def implausible_amount(subject: Subject) -> Iterator[Finding]:
    """What it checks: that no round is larger than the company was worth with it (a post-money valuation of the same
    time); that none is 100 times as large as the rounds around it, up to two before and two after, or a hundredth; and
    that none is 40 times as large as both the one before and the one after it.

    Why it matters: m for bn, or 万 for 亿, passes every other check, and swamps every total.

    Bad:

        name: CloudWalk Technology
        deals:
          - {id: 2017-b, round: b, date: 2017-11, status: completed, amount: CNY 500m, sources: [a]}
          - {id: 2018-b-plus, round: b+, date: 2018-10, status: completed, amount: CNY 1bn, sources: [a]}
          - {id: 2020-c, round: c, date: 2020-05-13, status: completed, amount: CNY 180bn, sources: [a]}

    Good:

        name: CloudWalk Technology
        deals:
          - {id: 2017-b, round: b, date: 2017-11, status: completed, amount: CNY 500m, sources: [a]}
          - {id: 2018-b-plus, round: b+, date: 2018-10, status: completed, amount: CNY 1bn, sources: [a]}
          - {id: 2020-c, round: c, date: 2020-05-13, status: completed, amount: CNY 1.8bn, sources: [a]}

    How to mend it: compare the amount with the source, and its scale first.
    """
    found = {**_beside_neighbours(subject), **_above_valuations(subject)}
    if found:
        # A slip that the printed conversion gives away is told of there.
        told = {priced.path for priced, _ in explained(subject, Verdict.MISMATCH)}
        yield from (finding for index, finding in sorted(found.items()) if ("deals", index) not in told)


def _above_valuations(subject: Subject) -> dict[int, Finding]:
    """By deal: rounds that are larger than a valuation that counts them in."""
    found: dict[int, Finding] = {}
    for number, valuation in enumerate(subject.company.valuations):
        if valuation.basis is not Basis.POST_MONEY or valuation.amount.high is None or valuation.date.is_open:
            continue
        if first := _first_larger(subject, valuation):
            index, told = first
            worth = f"{original(valuation.amount).prose} ({valuation.date})"
            related = (Related(subject.place("valuations", number, "amount"), "the post-money valuation"),)
            message = f"{told} is more than the company was worth with it, {worth}"
            found[index] = Finding(subject.place("deals", index, "amount"), message, _HINT, related)
    return found


def _first_larger(subject: Subject, valuation: Valuation) -> tuple[int, str] | None:
    """The first of the rounds of a valuation's time, and its sum in words, if all of them are larger."""
    first = None
    for index, deal in enumerate(subject.company.deals):
        if deal.is_round and not deal.date.is_open and deal.date.days_apart(valuation.date) == 0:
            told = _larger(subject, deal, valuation)
            if not told:
                return None  # it may be the one that the valuation belongs to: the others say nothing against it then
            first = first or (index, told)
    return first


def _larger(subject: Subject, deal: Deal, valuation: Valuation) -> str:
    """The round's sum in words, where it was larger than the valuation for certain."""
    worth, conversion = as_printed(valuation.amount), _converted(subject, deal, str(valuation.amount.currency))
    if conversion is None or worth.high is None:
        return ""
    invested = as_printed(conversion.converted, _LEEWAY if conversion.rate else Decimal(0))
    if invested.low is None or invested.low <= worth.high:
        return ""
    given = f"{original(conversion.amount).prose} of {deal.date}"
    return f"{given} ({rounded(conversion.converted).prose})" if conversion.rate else given


def _converted(subject: Subject, deal: Deal, to: str) -> Conversion | None:
    """The deal's amount in another currency at its own date; None where it is not known."""
    if deal.amount is None or deal.amount.is_undisclosed:
        return None
    found = converted_at(subject.on_disk.rates, deal.amount, to, deal.date, today=subject.today)
    return None if isinstance(found, NoRate) else found


class _Round(NamedTuple):
    """A round of a known sum, as it is and in the book's currency."""

    number: int
    deal: Deal
    amount: Amount
    common: Amount

    @property
    def told(self) -> str:
        return f"{original(self.amount).prose} ({self.deal.date})"


def _beside_neighbours(subject: Subject) -> dict[int, Finding]:
    """By deal: rounds that are far larger, or far smaller, than those around them."""
    raised = [(index, deal) for index, deal in enumerate(subject.company.deals) if deal.is_raised and deal.amount]
    if len(raised) <= 2:
        return {}
    currency = subject.on_disk.settings.currency
    rounds = [
        _Round(index, deal, conversion.amount, conversion.converted)
        for index, deal in sorted(raised, key=lambda each: each[1].date)
        if (conversion := _converted(subject, deal, currency))
    ]
    found: dict[int, Finding] = {}
    for at, each in enumerate(rounds):
        before, after = rounds[max(0, at - 2) : at], rounds[at + 1 : at + 3]
        if words := _proportion(each, before, after):
            beside = (before + after) if words != _BETWEEN else (before[-1:] + after[:1])
            around = ", ".join(neighbour.told for neighbour in beside)
            message = f"{each.told} is {words} each round around it: {around}"
            next_to, side = (before[-1], "before") if before else (after[0], "after")
            related = (Related(subject.place("deals", next_to.number, "amount"), f"the round {side} it"),)
            found[each.number] = Finding(subject.place("deals", each.number, "amount"), message, _HINT, related)
    return found


def _proportion(each: _Round, before: Sequence[_Round], after: Sequence[_Round]) -> str:
    """What the round is of its neighbours in words, where it is out of all proportion to them for certain."""
    amounts = [neighbour.common for neighbour in (*before, *after)]
    lows = [amount.low for amount in amounts if amount.low is not None]
    highs = [amount.high for amount in amounts if amount.high is not None]
    low, high = each.common.low, each.common.high
    if len(amounts) > 1 and len(highs) == len(amounts) and low and low >= EXACT.multiply(_TIMES, max(highs)):
        return "at least 100 times"
    if before and after and high is not None and EXACT.multiply(_TIMES, high) <= min(lows):
        return "at most a hundredth of"
    if before and after and low:
        beside = [neighbour.common.high for neighbour in (before[-1], after[0])]
        if all(amount is not None and low >= EXACT.multiply(_TIMES_BOTH, amount) for amount in beside):
            return _BETWEEN
    return ""
