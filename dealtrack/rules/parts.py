"""DT5xx: figures of one deal that do not fit each other."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from dealtrack.diagnostics import Related, Severity
from dealtrack.model import Deal, Valuation
from dealtrack.rates.lookup import NoRate, converted_at
from dealtrack.rules.registry import Finding, Subject, rule_of_facts
from dealtrack.values.amount import Amount, total
from dealtrack.values.figures import original, rounded
from dealtrack.values.leeway import as_meant, as_printed
from dealtrack.values.vocabulary import Basis, Standing

_LEEWAY = Decimal("0.05")  # of sums in two currencies, which may have been converted at another day's rate
_MOST_ROUNDS = 6  # at one time, of which any may be the round that the valuations are about


@rule_of_facts("DT505", "parts-disagree", Severity.WARNING)
def parts_disagree(subject: Subject) -> Iterator[Finding]:
    """What it checks: that a pre-money and a post-money valuation of one time fit the round between them: the pre-money
    valuation and what came in are the post-money one, rounding allowed for. Where several rounds are of that time, any
    of them may be the one; where its sum is not known, the pre-money valuation is at least the lower of the two.

    Why it matters: one of the three figures is wrong, or of another round, and so is whatever is reckoned from it.

    Bad:

        name: CloudWalk Technology
        deals:
          - {id: 2018-10-b-plus, round: b+, date: 2018-10, status: completed, amount: USD 500m, sources: [a]}
        valuations:
          - {date: 2018-10, amount: USD 1bn, basis: pre-money, sources: [a]}
          - {date: 2018-10, amount: USD 3bn, basis: post-money, sources: [a]}

    Good:

        name: CloudWalk Technology
        deals:
          - {id: 2018-10-b-plus, round: b+, date: 2018-10, status: completed, amount: USD 500m, sources: [a]}
        valuations:
          - {date: 2018-10, amount: USD 2.5bn, basis: pre-money, sources: [a]}
          - {date: 2018-10, amount: USD 3bn, basis: post-money, sources: [a]}

    How to mend it: compare all three with the source; a valuation of unknown basis says none.
    """
    stated = list(_stated(subject))
    for earlier, (number, one) in enumerate(stated):
        for other_number, other in stated[:earlier]:
            if {one.basis, other.basis} == {Basis.PRE_MONEY, Basis.POST_MONEY} and not one.date.days_apart(other.date):
                pair = (one, other) if one.basis is Basis.PRE_MONEY else (other, one)
                if message := _contradiction(subject, *pair):
                    related = (Related(subject.place("valuations", other_number, "amount"), "the other valuation"),)
                    place = subject.place("valuations", number, "amount")
                    yield Finding(place, message, "compare these figures with the source", related)
                    break


def _stated(subject: Subject) -> Iterator[tuple[int, Valuation]]:
    """The valuations of a known basis and sum that are no mere aims."""
    for number, valuation in enumerate(subject.company.valuations):
        is_figure = valuation.basis and not valuation.amount.is_undisclosed and not valuation.date.is_open
        if is_figure and valuation.standing is not Standing.TARGET:
            yield number, valuation


def _contradiction(subject: Subject, before: Valuation, after: Valuation) -> str:
    """Why the figures cannot all be right, in words; empty where they can be, or nobody can tell."""
    pre, post = _in_currency_of(after, subject, before), after.amount
    if pre is None:
        return ""
    if not _may_be_less(as_printed(pre), as_printed(post)):
        return f"{_told(before)} pre-money is more than {_told(after)} post-money ({after.date})"
    rounds = [deal for deal in subject.company.deals if deal.is_raised and not deal.date.is_open
              and not deal.date.days_apart(after.date)]  # fmt: skip
    given = [_in_currency_of(after, subject, deal) for deal in rounds[: _MOST_ROUNDS + 1]]
    known = [amount for amount in given if amount is not None]
    if not rounds or len(known) < len(given) or len(known) > _MOST_ROUNDS:
        return ""
    if any(_may_be(total(map(as_printed, (pre, *chosen)), str(post.currency)), as_printed(post))
           for chosen in _choices(known)):  # fmt: skip
        return ""
    money = " or ".join(f"{_told(deal)} of {deal.id}" for deal in rounds)
    come = f"come to {rounded(total((pre, *known), str(post.currency))).prose}, not"
    come = come if len(known) == 1 else "do not come to"
    return f"{_told(before)} pre-money and {money} {come} {_told(after)} post-money ({after.date})"


def _choices(amounts: Sequence[Amount]) -> Iterator[tuple[Amount, ...]]:
    """Each choice of one or more of *amounts*."""
    for count in range(1, len(amounts) + 1):
        yield from combinations(amounts, count)


def _in_currency_of(after: Valuation, subject: Subject, fact: Deal | Valuation) -> Amount | None:
    """The sum of *fact* in the currency of the later valuation, give or take for a rate; None where it is not known."""
    amount, currency = fact.amount, str(after.amount.currency)
    if amount is None or amount.is_undisclosed:
        return None
    if amount.currency == currency:
        return amount
    printed = fact.equivalent
    if printed and printed.currency == currency and not printed.is_undisclosed:
        return printed
    found = converted_at(subject.on_disk.rates, amount, currency, fact.date, today=subject.today)
    return None if isinstance(found, NoRate) else as_meant(found.converted, _LEEWAY)


def _may_be(one: Amount, other: Amount) -> bool:
    """Whether two intervals share a sum."""
    return _may_be_less(one, other) and _may_be_less(other, one)


def _may_be_less(one: Amount, other: Amount) -> bool:
    """Whether *one* can be *other* or less."""
    return other.high is None or one.low is None or one.low <= other.high


def _told(fact: Deal | Valuation) -> str:
    return original(fact.amount).prose if fact.amount else ""
