"""DT5xx: the totals that somebody stated, against the deals on record.

Sums are in the currency of the stated total. Where a rate is missing, or a deal could not be read, nothing is said.
"""

from collections.abc import Iterator, Sequence

from dealtrack.diagnostics import Path, Place, Severity
from dealtrack.model import Company, StatedTotal
from dealtrack.rates.sums import Total
from dealtrack.reconciliation.totals import (
    disclosed,
    exceeding,
    falling_short,
    is_claimed,
    perhaps_by,
    rounds_missing,
    surely_by,
    with_support,
)
from dealtrack.rules.duplicates import duplicate_deal
from dealtrack.rules.money import mismatches
from dealtrack.rules.registry import Finding, Subject, Whole, rule_of_book, rule_of_facts
from dealtrack.rules.scale import implausible_amount
from dealtrack.rules.time import completed_in_future
from dealtrack.values.amount import Amount, remainder
from dealtrack.values.dates import PartialDate
from dealtrack.values.figures import original, rounded

_ADD = "add the deals that are missing, or say in the total's notes what else it counts"


@rule_of_facts("DT501", "total-exceeded", Severity.WARNING)
def total_exceeded(subject: Subject) -> Iterator[Finding]:
    """What it checks: that the deals on record up to the day of a stated total add up to no more than that total,
    rounding and the settings' `tolerance_percent` allowed for. Only deals that count as raised, and that are certainly
    not younger, are counted; sums in other currencies are tried at their own day's rate and at the total's.

    Why it matters: a deal is on record twice or too large, it is not what the total counts, or the total is wrong.

    Bad:

        name: CloudWalk Technology
        deals:
          - {id: 2017-11-b, date: 2017-11, status: completed, amount: USD 75m, sources: [a]}
          - {id: 2018-10-b-plus, date: 2018-10, status: completed, amount: USD 144m, sources: [a]}
        totals:
          - {date: 2020-05, amount: USD 144m, sources: [a]}

    Good:

        name: CloudWalk Technology
        deals:
          - {id: 2017-11-b, date: 2017-11, status: completed, amount: USD 75m, sources: [a]}
          - {id: 2018-10-b-plus, date: 2018-10, status: completed, amount: USD 144m, sources: [a]}
        totals:
          - {date: 2020-05, amount: USD 219m, sources: [a]}

    How to mend it: compare each deal with its source; where the total does leave a deal out, the deal may be of another
    kind: money that is no equity is not counted as raised.
    """
    for index, stated in _reconcilable(subject):
        deals = [deal for deal in disclosed(subject.company.deals) if surely_by(deal, stated)]
        if not exceeding(subject.reckoning, stated, deals):
            continue
        doubtful = _doubtful(subject)
        come = exceeding(subject.reckoning, stated, [deal for deal in deals if deal.id not in doubtful])
        if come:
            excess = _words(remainder(come.amount, stated.amount), come)
            message = f"{_come_to(come, stated.date)}, {excess} more than the {original(stated.amount).prose} stated"
            hint = "look for a deal that is on record twice or too large, or that the total does not count"
            yield Finding(subject.place("totals", index, "amount"), message, hint)


@rule_of_book("DT502", "total-unexplained", Severity.NOTE)
def total_unexplained(whole: Whole) -> Iterator[Finding]:
    """What it checks: whether the deals on record up to the day of a stated total explain it: how much is left, and how
    many of the deals may hold it because their sums are not disclosed. Where a company, or the whole book, has no deal
    at all, that is said once.

    Why it matters: it shows what is missing on record, or that the total counts what is not equity.

    Bad:

        name: SenseTime
        deals:
          - {id: 2018-04-c, round: c, date: 2018-04, status: completed, amount: USD 600m, sources: [a]}
        totals:
          - {date: 2020-05, amount: USD 2.6bn, sources: [a]}

    Good:

        name: SenseTime
        deals:
          - {id: 2018-04-c, round: c, date: 2018-04, status: completed, amount: USD 600m, sources: [a]}
          - {id: 2018-05-c-plus, round: c+, date: 2018-05, status: completed, amount: about USD 2bn, sources: [a]}
        totals:
          - {date: 2020-05, amount: USD 2.6bn, sources: [a]}

    How to mend it: nothing needs mending; add the deals that are missing as you come to know of them.
    """
    stated_without_deals = []
    for subject in whole.subjects():
        if subject.company.deals or subject.lacks("deals"):
            yield from _unexplained(subject)
        elif places := [subject.place("totals", index, "amount") for index, _ in _reconcilable(subject)]:
            stated_without_deals.append((subject.company, places))
    if len(stated_without_deals) > 1 and not any(each.deals for each in whole.on_disk.book.companies.values()):
        count = sum(len(places) for _, places in stated_without_deals)
        message = f"no deal is on record, and all of the {count} totals that were stated is unexplained"
        yield Finding(stated_without_deals[0][1][0], message, _ADD)
    else:
        yield from (_nothing_on_record(company, places) for company, places in stated_without_deals)


def _nothing_on_record(company: Company, places: Sequence[Place]) -> Finding:
    """That a company has totals, and no deals at all."""
    sums = ", ".join(original(stated.amount).prose for stated in company.totals if is_claimed(stated))
    if len(places) == 1:
        message = f"{sums} was stated, and no deal is on record: all of it is unexplained"
    else:
        message = f"{len(places)} totals were stated, and no deal is on record: all of each is unexplained"
    return Finding(places[0], message, _ADD)


def _unexplained(subject: Subject) -> Iterator[Finding]:
    for index, stated in _reconcilable(subject):
        raised = [deal for deal in subject.company.deals if deal.is_raised and perhaps_by(deal, stated)]
        come = falling_short(subject.reckoning, stated, disclosed(raised))
        if come and not _doubtful(subject):
            message = f"{original(stated.amount).prose} was stated, and {_explained(stated, come, len(raised))}"
            hint = _support(subject, stated) or _missing(stated, len(raised))
            yield Finding(subject.place("totals", index, "amount"), message, hint)


def _reconcilable(subject: Subject) -> Iterator[tuple[int, StatedTotal]]:
    """The stated totals that can be held against the deals; none where some of the deals could not be read."""
    if not subject.company.totals or subject.lacks("deals"):
        return
    for index, stated in enumerate(subject.company.totals):
        if is_claimed(stated) and not subject.was_dropped("totals", index):
            yield index, stated


def _doubtful(subject: Subject) -> set[str]:
    """The ids of deals whose sums or dates other rules take for slips: what follows from these is no news."""
    rules = (completed_in_future, implausible_amount, duplicate_deal, mismatches)
    told: set[Path] = {finding.place.path[:2] for rule in rules for finding in rule(subject)}
    return {deal.id for index, deal in enumerate(subject.company.deals) if subject.place("deals", index).path in told}


def _explained(stated: StatedTotal, come: Total, raised: int) -> str:
    """How much of the total is explained, of all the deals that were *raised*, by what the disclosed ones *come* to."""
    withheld = raised - come.counted
    if not raised:
        return f"no deal that was raised by {stated.date} is on record: all of it is unexplained"
    if not come.counted:
        have = "has" if withheld == 1 else "have"
        return f"the {_deals(withheld)} on record by {stated.date} {have} no disclosed sum"
    left = _words(remainder(stated.amount, come.amount), come)
    if not withheld:
        return f"{_come_to(come, stated.date)}: {left} is unexplained"
    return f"{_come_to(come, stated.date, 'disclosed ')}: {left} is left for {withheld} more, undisclosed"


def _support(subject: Subject, stated: StatedTotal) -> str:
    """Whether money from the state would explain the rest."""
    found = with_support(subject.reckoning, subject.company, stated)
    if found is None:
        return ""
    given, together = found
    come = _words(together.amount, together)
    return f"with the state support on record, {_words(given.amount, given)}, it would be {come}"


def _missing(stated: StatedTotal, raised: int) -> str:
    missing = rounds_missing(stated, raised)
    return f"{missing}: {_ADD}" if missing else _ADD


def _come_to(come: Total, when: PartialDate, which: str = "") -> str:
    verb = "comes" if come.counted == 1 else "come"
    return f"the {_deals(come.counted, which)} on record by {when} {verb} to {_words(come.amount, come)}"


def _deals(count: int, which: str = "") -> str:
    return f"one {which}deal" if count == 1 else f"{count} {which}deals"


def _words(amount: Amount, come: Total) -> str:
    """A sum in words, rounded where rates were needed for it."""
    return (rounded if come.computed else original)(amount).prose
