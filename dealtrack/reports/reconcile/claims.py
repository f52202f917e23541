"""What several parties say of one deal, side by side: who says it, when, and whether all of it can be true."""

from collections.abc import Iterator

from dealtrack.model import Company, Deal, DealClaim, PricedFact
from dealtrack.reconciliation.claims import Claim, contradictions
from dealtrack.reconciliation.reckoning import Reckoning
from dealtrack.reports.cells import Cell, Joined, Money, Said, Tone, said
from dealtrack.reports.conversion import Converter
from dealtrack.reports.document import Align, Column, Row, Section, Table
from dealtrack.reports.story import money_cells
from dealtrack.reports.wording import deal_title


def claims_section(reckoning: Reckoning, slug: str, converter: Converter) -> Section | None:
    """The claims of every deal on which they are not all of one sum, and what contradicts what."""
    company = reckoning.book.companies[slug]
    rows = tuple(row for index in range(len(company.deals)) for row in _rows(reckoning, company, index, converter))
    found = list(contradictions(reckoning, company))
    lines = [
        said(
            "{topic}: {claim}, and {other}; not both can be true.",
            topic=_topic(company, claim), claim=_statement(claim), other=_statement(other),
        )
        for claim, other in found
    ]  # fmt: skip
    if not rows and not lines:
        return None
    columns = (
        Column("date", said("date")), Column("what", said("what"), flexible=True),
        Column("amount", said("amount"), Align.MONEY), Column("converted", converter.to, Align.MONEY),
        Column("by", said("by"), flexible=True), Column("source", said("source"), rank=2, flexible=True),
    )  # fmt: skip
    return Section(
        f"{slug}.claims", said("Claims that differ"), table=Table(columns, rows, headed=False),
        lines=tuple(lines) or (said("None contradicts another, each at its time."),),
    )  # fmt: skip


def _rows(reckoning: Reckoning, company: Company, index: int, converter: Converter) -> Iterator[Row]:
    deal = company.deals[index]
    if len({claim.amount for claim in deal.claims} | ({deal.amount} if deal.amount else set())) < 2:
        return
    if deal.amount and all(claim.amount != deal.amount for claim in deal.claims):
        yield _row(reckoning, company, deal, deal, converter)
    for claim in deal.claims:
        yield _row(reckoning, company, deal, claim, converter)


def _statement(claim: Claim) -> Said:
    """``IT Juzi says CNY 500m (2018-10)``."""
    values: dict[str, Cell] = {
        "party": claim.party, "amount": Money(claim.amounts[0]), "when": claim.said or claim.when,
    }  # fmt: skip
    return Said(
        "{party} says {amount} ({when})" if claim.party else "the deal's own amount is {amount} ({when})", values
    )


def _topic(company: Company, claim: Claim) -> Cell:
    """What the claim is of."""
    key, index = claim.path[:2]
    return deal_title(company.deals[int(index)]) if key == "deals" else Said(str(key), capital=True)


def _row(reckoning: Reckoning, company: Company, deal: Deal, claim: Deal | DealClaim, converter: Converter) -> Row:
    sources = claim.sources or deal.sources
    amount, converted = money_cells(converter, PricedFact((), claim, deal.date, sources))
    by = claim.by if isinstance(claim, DealClaim) else said("the deal's own amount")
    known = (reckoning.book.source(company, source_id) for source_id in sources)
    cited = Joined(tuple(Joined((source.publisher, source.published)) for source in known if source), "; ")
    return Row((claim.date or deal.date, deal_title(deal), amount, converted, by, cited), Tone.CLAIM)
