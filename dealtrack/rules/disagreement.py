"""DT5xx: what several parties say of one thing, where it cannot all be true."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dealtrack.diagnostics import Path, Related, Severity
from dealtrack.model import Deal, StatedTotal, Valuation
from dealtrack.rates.lookup import NoRate, converted_at
from dealtrack.rules.registry import Finding, Subject, rule_of_facts
from dealtrack.values.amount import Amount
from dealtrack.values.dates import PartialDate
from dealtrack.values.figures import original
from dealtrack.values.leeway import contradict
from dealtrack.values.vocabulary import Standing


class _Claim(NamedTuple):
    """That ``party`` names a sum, printed as ``amounts``: as stated, and perhaps in another currency.

    ``party`` is empty for a deal's own amount. ``when`` is the date of what the sum is of, ``said`` that of its being
    said, where a sum of another day may be another sum.
    """

    path: Path
    party: str
    amounts: tuple[Amount, ...]
    when: PartialDate
    sources: tuple[str, ...]
    said: PartialDate | None = None

    @property
    def statement(self) -> str:
        says = f"{self.party} says" if self.party else "the deal's own amount is"
        return f"{says} {original(self.amounts[0]).prose} ({self.said or self.when})"


@rule_of_facts("DT504", "claims-disagree", Severity.NOTE)
def claims_disagree(subject: Subject) -> Iterator[Finding]:
    """What it checks: whether the sums that are claimed for one deal, the valuations of one time and basis by different
    parties, and the totals stated by different parties on one day can all be true, as rounded and converted.

    Why it matters: a report shows one of them; whoever reads it should know that there are others.

    Bad:

        name: CloudWalk Technology
        deals:
          - id: 2018-10-b-plus
            date: 2018-10
            status: completed
            amount: CNY 1bn
            claims:
              - {by: Tianyancha, amount: CNY 1bn, sources: [a]}
              - {by: IT Juzi, amount: CNY 500m, sources: [a]}
            sources: [a]

    Good:

        name: CloudWalk Technology
        deals:
          - id: 2018-10-b-plus
            date: 2018-10
            status: completed
            amount: CNY 1bn
            claims:
              - {by: CloudWalk, amount: undisclosed, sources: [a]}
              - {by: Tianyancha, amount: about CNY 1bn, sources: [a]}
            sources: [a]

    How to mend it: nothing needs mending, if each party did say so; the deal's own `amount` is what reports show.
    """
    for claim, other in _contradictions(subject):
        message = f"{claim.statement}, and {other.statement}: not both can be true"
        told = f"{other.party} says so" if other.party else "the deal's own amount"
        related = (Related(subject.place(*other.path, "amount"), told),)
        yield Finding(subject.place(*claim.path, "amount"), message, "nothing needs mending, if each was said", related)


def _contradictions(subject: Subject) -> Iterator[tuple[_Claim, _Claim]]:
    """Each claim that contradicts another, with one that it contradicts."""
    for index, deal in enumerate(subject.company.deals):
        if deal.claims:
            yield from _about_deal(subject, index, deal)
    by_basis, by_day = defaultdict(list), defaultdict(list)
    for number, valuation in enumerate(subject.company.valuations):
        if _is_figure(valuation) and not valuation.date.is_open:
            by_basis[valuation.basis].append(_about_company(subject, ("valuations", number), valuation))
    for number, stated in enumerate(subject.company.totals):
        if _is_figure(stated) and stated.date.day:
            by_day[stated.date].append(_about_company(subject, ("totals", number), stated))
    for claims in (*by_basis.values(), *by_day.values()):
        yield from _among(subject, claims)


def _among(subject: Subject, claims: Sequence[_Claim]) -> Iterator[tuple[_Claim, _Claim]]:
    """Each of *claims* that contradicts an earlier one, with that."""
    for number, claim in enumerate(claims):
        other = next((each for each in claims[:number] if _disagree(subject, each, claim)), None)
        if other:
            yield claim, other


def _about_deal(subject: Subject, index: int, deal: Deal) -> Iterator[tuple[_Claim, _Claim]]:
    """Claims that contradict what others say of the deal; those that bear its own amount out are not to blame."""
    claims = [
        _Claim(
            ("deals", index, "claims", number), claim.by, _printed(claim.amount, claim.equivalent), deal.date,
            claim.sources or deal.sources, None if deal.is_done else claim.date,
        )
        for number, claim in enumerate(deal.claims)
        if not claim.amount.is_undisclosed and (claim.standing is not Standing.TARGET or not deal.is_done)
    ]  # fmt: skip
    if deal.amount is None or deal.amount.is_undisclosed:
        yield from _among(subject, claims)
        return
    # What was said of a plan on a certain day may have been so then: it says nothing against the deal's own amount.
    yield from _among(subject, [claim for claim in claims if claim.said])
    claims = [claim for claim in claims if not claim.said]
    own = _Claim(("deals", index), "", _printed(deal.amount, deal.equivalent), deal.date, deal.sources)
    agreeing = [claim for claim in claims if not _disagree(subject, own, claim)]
    if not agreeing:
        yield from ((claim, own) for claim in claims[:1])
        yield from _among(subject, claims)
        return
    for claim in claims:
        if claim not in agreeing:
            yield claim, next((each for each in agreeing if _disagree(subject, each, claim)), own)


def _is_figure(claim: Valuation | StatedTotal) -> bool:
    return not claim.amount.is_undisclosed and claim.standing is not Standing.TARGET


def _about_company(subject: Subject, path: Path, claim: Valuation | StatedTotal) -> _Claim:
    publishers = (subject.on_disk.book.source(subject.company, source_id) for source_id in claim.sources)
    party = claim.by or ", ".join(source.publisher for source in publishers if source) or "one source"
    amounts = _printed(claim.amount, claim.equivalent)
    return _Claim(path, party, amounts, claim.date, claim.sources, claim.date)


def _printed(amount: Amount, equivalent: Amount | None) -> tuple[Amount, ...]:
    return (amount, equivalent) if equivalent and not equivalent.is_undisclosed else (amount,)


def _disagree(subject: Subject, one: _Claim, other: _Claim) -> bool:
    """Whether two sums cannot both be true, in any currency that they were printed in, or at any rate in question."""
    if one.said and other.said and one.said.days_apart(other.said):
        return False
    if one.path[0] != "deals" and one.party.casefold() == other.party.casefold():
        return False  # it may have changed its mind within the day, or the year
    pairs = [(a, b) for a in one.amounts for b in other.amounts if a.currency == b.currency]
    if not all(contradict(a, b) for a, b in pairs):
        return False
    if one.amounts[0].currency == other.amounts[0].currency:
        return True
    return _differ_converted(subject, one, other)


def _differ_converted(subject: Subject, one: _Claim, other: _Claim) -> bool:
    """Whether the sums differ beyond tolerance at the deal's rate, and at those of the days when sources told of it."""
    cited = (subject.on_disk.book.source(subject.company, source_id) for source_id in one.sources + other.sources)
    days = [one.when, *(source.published for source in cited if source)]
    amount, currency = other.amounts[0], str(other.amounts[0].currency)
    found = [
        converted_at(subject.on_disk.rates, one.amounts[0], currency, day, today=subject.today)
        for day in dict.fromkeys(days)
    ]
    converted = [conversion.converted for conversion in found if not isinstance(conversion, NoRate)]
    tolerance = subject.on_disk.settings.rates.tolerance
    return bool(converted) and all(contradict(sum_, amount, tolerance) for sum_ in converted)
