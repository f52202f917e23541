"""What several parties say of one deal, side by side: who says it, when, and whether all of it can be true."""

from collections.abc import Iterator

from dealtrack.model import Company, Deal, DealClaim, PricedFact
from dealtrack.reconciliation.claims import Claim, contradictions
from dealtrack.reconciliation.reckoning import Reckoning
from dealtrack.reports.conversion import Converter
from dealtrack.reports.document import Align, Column, Row, Section, Table, Tone
from dealtrack.reports.timeline import money_cells
from dealtrack.reports.wording import date_words, deal_title


def claims_section(reckoning: Reckoning, slug: str, converter: Converter) -> Section | None:
    """The claims of every deal on which they are not all of one sum, and what contradicts what."""
    company = reckoning.book.companies[slug]
    rows = tuple(row for index in range(len(company.deals)) for row in _rows(reckoning, company, index, converter))
    found = list(contradictions(reckoning, company))
    lines = [
        f"{_topic(company, claim)}: {claim.statement}, and {other.statement}; not both can be true."
        for claim, other in found
    ]
    if not rows and not lines:
        return None
    columns = (
        Column("date", "date"), Column("what", "what", flexible=True), Column("amount", "amount", Align.MONEY),
        Column("converted", converter.to, Align.MONEY), Column("by", "by", flexible=True),
        Column("source", "source", rank=2, flexible=True),
    )  # fmt: skip
    return Section(
        f"{slug}.claims", "Claims that differ", table=Table(columns, rows, headed=False),
        lines=tuple(lines) or ("None contradicts another, each at its time.",),
    )  # fmt: skip


def _rows(reckoning: Reckoning, company: Company, index: int, converter: Converter) -> Iterator[Row]:
    deal = company.deals[index]
    if len({claim.amount for claim in deal.claims} | ({deal.amount} if deal.amount else set())) < 2:
        return
    if deal.amount and all(claim.amount != deal.amount for claim in deal.claims):
        yield _row(reckoning, company, deal, deal, converter)
    for claim in deal.claims:
        yield _row(reckoning, company, deal, claim, converter)


def _topic(company: Company, claim: Claim) -> str:
    """What the claim is of."""
    key, index = claim.path[:2]
    return deal_title(company.deals[int(index)]) if key == "deals" else str(key).capitalize()


def _row(reckoning: Reckoning, company: Company, deal: Deal, said: Deal | DealClaim, converter: Converter) -> Row:
    when, sources = said.date or deal.date, said.sources or deal.sources
    amount, converted = money_cells(converter, PricedFact((), said, when, sources))
    by = said.by if isinstance(said, DealClaim) else "the deal's own amount"
    known = (reckoning.book.source(company, source_id) for source_id in sources)
    cited = "; ".join(f"{source.publisher}, {date_words(source.published)}" for source in known if source)
    return Row((when, deal_title(deal), amount, converted, by, cited), Tone.CLAIM)
