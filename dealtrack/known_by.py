"""The book as it could be known on a day: what no source had published by then is not in it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec import structs

from dealtrack.model import Book, Company, Deal, DealClaim, Source, Sourced, StatusStep, facts_of


def known_by(book: Book, day: date) -> Book:
    """*book* with only the facts whose earliest source was published by *day* (facts without a source are left out).

    Of a deal known by then, steps after *day* and claims of later sources are dropped; where the deal's amount is that
    of a dropped claim, the last claim that remains takes its place. A company of which nothing was known is left out.
    """
    companies = {slug: _company(book, company, day) for slug, company in book.companies.items()}
    sources = _published(book.sources, day)
    kept = {slug: company for slug, company in companies.items() if any(True for _ in facts_of(company))}
    return structs.replace(book, companies=kept, sources=sources)


def _company(book: Book, company: Company, day: date) -> Company:
    kept: dict[str, Any] = {}
    for key in ("valuations", "totals", "metrics", "events", "backers"):
        kept[key] = tuple(fact for fact in getattr(company, key) if _is_known(book, company, fact, day))
    deals = (_deal(book, company, deal, day) for deal in company.deals if _is_known(book, company, deal, day))
    sources = _published(company.sources, day)
    return structs.replace(company, deals=tuple(deal for deal in deals if deal), sources=sources, **kept)


def _published(sources: Mapping[str, Source], day: date) -> dict[str, Source]:
    return {key: source for key, source in sources.items() if source.published.last <= day}


def _is_known(book: Book, company: Company, fact: Sourced, day: date) -> bool:
    return any(published <= day for published in book.published(company, fact))


def _deal(book: Book, company: Company, deal: Deal, day: date) -> Deal | None:
    """The deal as it was known; None where it had not yet taken its first step."""
    changes: dict[str, Any] = {
        "sources": tuple(key for key in deal.sources if (s := book.source(company, key)) and s.published.last <= day)
    }
    if deal.steps:
        steps = tuple(step for step in deal.steps if _is_taken(book, company, step, day))
        if not steps:
            return None
        changes["status"] = steps
    if deal.claims:
        claims = tuple(claim for claim in deal.claims if not claim.sources or _is_known(book, company, claim, day))
        changes |= {"claims": claims} | _amount(deal, claims)
    return structs.replace(deal, **changes)


def _is_taken(book: Book, company: Company, step: StatusStep, day: date) -> bool:
    return step.on.first <= day and (not step.sources or _is_known(book, company, step, day))


def _amount(deal: Deal, claims: tuple[DealClaim, ...]) -> dict[str, Any]:
    """The amount and equivalent to put in the deal's place where its own are those of a claim that was dropped."""
    dropped = [claim.amount for claim in deal.claims if claim not in claims]
    if deal.amount not in dropped or any(claim.amount == deal.amount for claim in claims):
        return {}
    if not claims:
        return {"amount": None, "equivalent": None}
    return {"amount": claims[-1].amount, "equivalent": claims[-1].equivalent}
