"""What several parties say of one thing, and where it cannot all be true."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dealtrack.diagnostics import Path
from dealtrack.model import Company, StatedTotal, Valuation
from dealtrack.rates.lookup import NoRate, converted_at
from dealtrack.reconciliation.reckoning import Reckoning
from dealtrack.values.amount import Amount
from dealtrack.values.dates import PartialDate
from dealtrack.values.figures import original
from dealtrack.values.leeway import contradict
from dealtrack.values.names import normal
from dealtrack.values.vocabulary import Standing


class Claim(NamedTuple):
    """That ``party`` names a sum, printed as ``amounts``: as stated, and perhaps in another currency.

    ``party`` is empty for a deal's own amount. ``when`` is the date of what the sum is of, ``published`` those of its
    sources, ``said`` that of its being said, where a sum of another day may be another sum, and ``dated`` that which
    the claim itself bears.
    """

    path: Path
    party: str
    amounts: tuple[Amount, ...]
    when: PartialDate
    published: tuple[PartialDate, ...]
    said: PartialDate | None = None
    dated: PartialDate | None = None

    @property
    def statement(self) -> str:
        """``IT Juzi says CNY 500m (2018-10)``."""
        says = f"{self.party} says" if self.party else "the deal's own amount is"
        return f"{says} {original(self.amounts[0]).prose} ({self.dated or self.said or self.when})"


def contradictions(reckoning: Reckoning, company: Company) -> Iterator[tuple[Claim, Claim]]:
    """Each claim that contradicts another, with one that it contradicts."""
    for index, deal in enumerate(company.deals):
        if deal.claims:
            yield from _about_deal(reckoning, company, index)
    by_basis, by_day = defaultdict(list), defaultdict(list)
    for number, valuation in enumerate(company.valuations):
        if _is_figure(valuation) and not valuation.date.is_open:
            by_basis[valuation.basis].append(_about_company(reckoning, company, ("valuations", number), valuation))
    for number, stated in enumerate(company.totals):
        if _is_figure(stated) and stated.date.day:
            by_day[stated.date].append(_about_company(reckoning, company, ("totals", number), stated))
    for claims in (*by_basis.values(), *by_day.values()):
        yield from _among(reckoning, claims)


def _among(reckoning: Reckoning, claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Each of *claims* that contradicts an earlier one, with that."""
    for number, claim in enumerate(claims):
        other = next((each for each in claims[:number] if _disagree(reckoning, each, claim)), None)
        if other:
            yield claim, other


def _about_deal(reckoning: Reckoning, company: Company, index: int) -> Iterator[tuple[Claim, Claim]]:
    """Claims that contradict what others say of the deal; those that bear its own amount out are not to blame."""
    deal = company.deals[index]
    claims = [
        Claim(
            ("deals", index, "claims", number), claim.by, _printed(claim.amount, claim.equivalent), deal.date,
            reckoning.published(company, claim.sources or deal.sources), None if deal.is_done else claim.date,
            claim.date,
        )
        for number, claim in enumerate(deal.claims)
        if not claim.amount.is_undisclosed and (claim.standing is not Standing.TARGET or not deal.is_done)
    ]  # fmt: skip
    if deal.amount is None or deal.amount.is_undisclosed:
        yield from _among(reckoning, claims)
        return
    # What was said of a plan on a certain day may have been so then: it says nothing against the deal's own amount.
    yield from _among(reckoning, [claim for claim in claims if claim.said])
    claims = [claim for claim in claims if not claim.said]
    published = reckoning.published(company, deal.sources)
    own = Claim(("deals", index), "", _printed(deal.amount, deal.equivalent), deal.date, published)
    agreeing = [claim for claim in claims if not _disagree(reckoning, own, claim)]
    if not agreeing:
        yield from ((claim, own) for claim in claims[:1])
        yield from _among(reckoning, claims)
        return
    for claim in claims:
        if claim not in agreeing:
            yield claim, next((each for each in agreeing if _disagree(reckoning, each, claim)), own)


def _is_figure(claim: Valuation | StatedTotal) -> bool:
    return not claim.amount.is_undisclosed and claim.standing is not Standing.TARGET


def _about_company(reckoning: Reckoning, company: Company, path: Path, claim: Valuation | StatedTotal) -> Claim:
    party = claim.by or ", ".join(reckoning.publishers(company, claim.sources)) or "one source"
    amounts = _printed(claim.amount, claim.equivalent)
    return Claim(path, party, amounts, claim.date, reckoning.published(company, claim.sources), claim.date)


def _printed(amount: Amount, equivalent: Amount | None) -> tuple[Amount, ...]:
    return (amount, equivalent) if equivalent and not equivalent.is_undisclosed else (amount,)


def _disagree(reckoning: Reckoning, one: Claim, other: Claim) -> bool:
    """Whether two sums cannot both be true, in any currency that they were printed in, or at any rate in question."""
    if one.said and other.said and one.said.days_apart(other.said):
        return False
    if one.path[0] != "deals" and normal(one.party) == normal(other.party):
        return False  # it may have changed its mind within the day, or the year
    pairs = [(a, b) for a in one.amounts for b in other.amounts if a.currency == b.currency]
    if not all(contradict(a, b) for a, b in pairs):
        return False
    if one.amounts[0].currency == other.amounts[0].currency:
        return True
    return _differ_converted(reckoning, one, other)


def _differ_converted(reckoning: Reckoning, one: Claim, other: Claim) -> bool:
    """Whether the sums differ beyond tolerance at the deal's rate, and at those of the days when sources told of it."""
    days = [one.when, *one.published, *other.published]
    amount, currency = other.amounts[0], str(other.amounts[0].currency)
    found = [
        converted_at(reckoning.rates, one.amounts[0], currency, day, today=reckoning.today)
        for day in dict.fromkeys(days)
    ]
    converted = [conversion.converted for conversion in found if not isinstance(conversion, NoRate)]
    return bool(converted) and all(contradict(sum_, amount, reckoning.tolerance) for sum_ in converted)
