"""The book as it could be known on a day: what no source had published by then is not in it.

What stands in the book without a source of its own (notes, who founded a company and when, whether an investor is the
state's) is known once all that it may lean on was published. Names, places, sectors and groups say who is meant, and
are always known.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from msgspec import structs

from dealtrack.model import Book, Company, Deal, DealClaim, Investor, Source, StatusStep, facts_of

# What a fact is made of; all of it has sources, and may have notes.
_Fact = TypeVar("_Fact", bound=Any)


def known_by(book: Book, day: date) -> Book:
    """*book* with only the facts whose earliest source was published by *day* (facts without a source are left out).

    Of a deal known by then, steps after *day* and claims of later sources are dropped; where the deal's amount is that
    of a dropped claim, the last claim that remains takes its place. No later source is cited, and notes are left out
    where one of the fact's sources is later. A company of which nothing was known is left out, an investor of whom
    nothing was known is a name.
    """
    companies = {slug: _View(book, company, day).company_then() for slug, company in book.companies.items()}
    kept = {slug: company for slug, company in companies.items() if any(True for _ in facts_of(company))}
    sources = _published(book.sources, day)
    investors = {name: _investor(investor, sources) for name, investor in book.investors.items()}
    return structs.replace(book, companies=kept, sources=sources, investors=investors)


def _published(sources: Mapping[str, Source], day: date) -> dict[str, Source]:
    return {key: source for key, source in sources.items() if source.published.last <= day}


def _investor(investor: Investor, sources: Mapping[str, Source]) -> Investor:
    """What the book says of an investor, if its sources, or some of them, were out; else the names."""
    known = tuple(key for key in investor.sources if key in sources)
    if investor.sources and not known:
        return Investor(aliases=investor.aliases, names=investor.names)
    notes = investor.notes if known == investor.sources else None
    return structs.replace(investor, sources=known, notes=notes)


class _View:
    """What of one company was known by a day."""

    def __init__(self, book: Book, company: Company, day: date) -> None:
        self.book, self.company, self.day = book, company, day

    def company_then(self) -> Company:
        kept: dict[str, Any] = {}
        for key in ("valuations", "totals", "metrics", "events", "backers"):
            kept[key] = tuple(self._then(fact) for fact in getattr(self.company, key) if self._is_known(fact.sources))
        deals = (self._deal(deal) for deal in self.company.deals if self._is_known(deal.sources))
        kept["deals"] = tuple(deal for deal in deals if deal)
        kept["sources"] = _published(self.company.sources, self.day)
        if not self._is_all_out(_cited(self.company)):
            kept["notes"] = None
            if not any(event.date == self.company.founded for event in kept["events"]):
                kept |= {"founded": None, "founders": ()}
        return structs.replace(self.company, **kept)

    def _out(self, source_ids: Iterable[str]) -> tuple[str, ...]:
        """Those of the sources that were published by the day."""
        found = ((key, self.book.source(self.company, key)) for key in source_ids)
        return tuple(key for key, source in found if source and source.published.last <= self.day)

    def _is_known(self, source_ids: Iterable[str]) -> bool:
        return bool(self._out(source_ids))

    def _is_all_out(self, source_ids: Iterable[str]) -> bool:
        cited = tuple(source_ids)
        return self._out(cited) == cited

    def _then(self, fact: _Fact) -> _Fact:
        """The fact without its later sources, and without notes that may lean on them."""
        known = self._out(fact.sources)
        return fact if known == fact.sources else structs.replace(fact, sources=known, notes=None)

    def _deal(self, deal: Deal) -> Deal | None:
        """The deal as it was known; None where it had not yet taken its first step."""
        if not deal.steps and deal.is_done and deal.date.first > self.day:
            return None
        changes: dict[str, Any] = {"sources": self._out(deal.sources)}
        if deal.steps:
            steps = tuple(self._then(step) for step in deal.steps if self._is_taken(step))
            if not steps:
                return None
            changes["status"] = steps
        if deal.claims:
            claims = tuple(claim for claim in deal.claims if self._is_made(claim))
            changes |= {"claims": tuple(map(self._then, claims))} | _amount(deal, claims)
        if deal.closed and deal.closed.first > self.day:
            changes["closed"] = None
        if not self._is_all_out(_cited_by_deal(deal)):
            changes["notes"] = None
        return structs.replace(deal, **changes)

    def _is_taken(self, step: StatusStep) -> bool:
        return step.on.first <= self.day and (not step.sources or self._is_known(step.sources))

    def _is_made(self, claim: DealClaim) -> bool:
        has_come = claim.date is None or claim.date.first <= self.day
        return has_come and (not claim.sources or self._is_known(claim.sources))


def _cited(company: Company) -> Iterable[str]:
    """The ids of all sources that the company's facts cite."""
    for _, fact in facts_of(company):
        if isinstance(fact, Deal):
            yield from _cited_by_deal(fact)
        else:
            yield from fact.sources


def _cited_by_deal(deal: Deal) -> Iterable[str]:
    yield from deal.sources
    for step in deal.steps:
        yield from step.sources
    for claim in deal.claims:
        yield from claim.sources


def _amount(deal: Deal, claims: tuple[DealClaim, ...]) -> dict[str, Any]:
    """The amount and equivalent to put in the deal's place where its own are those of a claim that was dropped."""
    dropped = [claim.amount for claim in deal.claims if claim not in claims]
    if deal.amount not in dropped or any(claim.amount == deal.amount for claim in claims):
        return {}
    if not claims:
        return {"amount": None, "equivalent": None}
    return {"amount": claims[-1].amount, "equivalent": claims[-1].equivalent}
