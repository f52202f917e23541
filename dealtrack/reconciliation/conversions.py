"""The conversions that sources printed: what explains each, and whether one rate explains all of a source.

A fact that cites several sources may have been converted by any of them: it counts with each.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import msgspec

from dealtrack.diagnostics import Path
from dealtrack.model import Company, Investor, PricedFact, Source, priced_facts
from dealtrack.rates.equivalent import Equivalence, Implied, check, implied_rates
from dealtrack.rates.lookup import NoRate, Rate, look_up
from dealtrack.rates.one_rate import OneRate, one_rate
from dealtrack.reconciliation.reckoning import Reckoning
from dealtrack.values.amount import Amount
from dealtrack.values.dates import PartialDate


class SourceKey(NamedTuple):
    """A source by its id, and the slug of the company whose file it stands in; empty for a shared one."""

    slug: str
    source_id: str


class Printed(msgspec.Struct, frozen=True):
    """A sum and its conversion, as printed: of a company's fact at ``path``, or of the size of an investor.

    ``owner`` is the company's slug or the investor's name. An investor's size has no date of its own.
    """

    owner: str
    path: Path
    amount: Amount
    equivalent: Amount
    implied: Implied
    when: PartialDate | None
    cited: tuple[SourceKey, ...]


class Explained(msgspec.Struct, frozen=True):
    """A printed conversion with the rate of its own date and that of the source's publication, and which of them fits.

    ``fits_any`` tells whether it fits the day on which any of its sources was published.
    """

    printed: Printed
    at_deal: Rate | None
    at_publication: Rate | None
    fits_deal: bool
    fits_publication: bool
    fits_any: bool


class SourceConversions(msgspec.Struct, frozen=True):
    """All that one source converted between two currencies, the rate of its day, and the rate that explains it."""

    key: SourceKey
    source: Source
    explained: tuple[Explained, ...]
    published: Rate | NoRate
    common: OneRate | None


def explanation(reckoning: Reckoning, company: Company, priced: PricedFact) -> Equivalence | None:
    """Which rate explains the conversion that a fact's source printed; None where there is nothing to check."""
    amount, equivalent = priced.fact.amount, priced.fact.equivalent
    if amount is None or equivalent is None:
        return None
    published = (*reckoning.published(company, priced.sources), *priced.said_on)
    return check(
        amount,
        equivalent,
        priced.date,
        published,
        reckoning.rates,
        today=reckoning.today,
        tolerance=reckoning.tolerance,
    )


def explanation_of_size(reckoning: Reckoning, investor: Investor) -> Equivalence | None:
    """Whether the rate of a day on which a source of the investor was published explains the size in two currencies.

    A size has no date of its own: the first source's day stands for it.
    """
    sources = (reckoning.book.sources.get(source_id) for source_id in investor.sources)
    published = [source.published for source in sources if source]
    if investor.size is None or investor.equivalent is None or not published:
        return None
    return check(
        investor.size, investor.equivalent, published[0], published[1:], reckoning.rates,
        today=reckoning.today, tolerance=reckoning.tolerance,
    )  # fmt: skip


def printed_by_source(reckoning: Reckoning, slugs: Collection[str]) -> Iterator[SourceConversions]:
    """The conversions of every source that printed one for a company of *slugs*, with what it printed for others."""
    cited = {key for slug in slugs for printed in _of_company(reckoning, slug) for key in printed.cited}
    if not cited:
        return
    grouped: dict[SourceKey, dict[tuple[str, str], list[Printed]]] = defaultdict(lambda: defaultdict(list))
    for printed in _all(reckoning):
        for key in printed.cited:
            if key in cited:
                grouped[key][printed.implied.base, printed.implied.quote].append(printed)
    for key, by_pair in grouped.items():
        for found in by_pair.values():
            yield _together(reckoning, key, _once(found))


def source_of(reckoning: Reckoning, key: SourceKey) -> Source | None:
    """The source of that key."""
    if key.slug:
        return reckoning.book.companies[key.slug].sources.get(key.source_id)
    return reckoning.book.sources.get(key.source_id)


def _all(reckoning: Reckoning) -> Iterator[Printed]:
    for slug in reckoning.book.companies:
        yield from _of_company(reckoning, slug)
    for name, investor in reckoning.book.investors.items():
        cited = tuple(SourceKey("", source_id) for source_id in investor.sources if source_id in reckoning.book.sources)
        yield from _printed(name, ("size",), investor.size, investor.equivalent, None, cited)


def _of_company(reckoning: Reckoning, slug: str) -> Iterator[Printed]:
    company = reckoning.book.companies[slug]
    for priced in priced_facts(company):
        cited = tuple(
            SourceKey(slug if source_id in company.sources else "", source_id)
            for source_id in priced.sources
            if reckoning.book.source(company, source_id)
        )
        yield from _printed(slug, priced.path, priced.fact.amount, priced.fact.equivalent, priced.date, cited)


def _printed(
    owner: str, path: Path, amount: Amount | None, equivalent: Amount | None, when: PartialDate | None,
    cited: tuple[SourceKey, ...],
) -> Iterator[Printed]:  # fmt: skip
    implied = implied_rates(amount, equivalent) if amount and equivalent else None
    if amount and equivalent and implied:
        yield Printed(owner, path, amount, equivalent, implied, when, cited)


def _once(found: Sequence[Printed]) -> list[Printed]:
    """Without the claims that repeat a deal's own figures, which the source printed once."""
    first: dict[tuple[object, ...], Printed] = {}
    for each in found:
        first.setdefault((each.owner, each.path[:2], each.amount, each.equivalent), each)
    return list(first.values())


def _together(reckoning: Reckoning, key: SourceKey, found: Sequence[Printed]) -> SourceConversions:
    source = source_of(reckoning, key)
    if source is None:
        raise LookupError(f"no source {key.source_id}")
    pair = found[0].implied
    published = look_up(reckoning.rates, pair.base, pair.quote, source.published, today=reckoning.today)
    at_publication = published if isinstance(published, Rate) else None
    explained = tuple(_explained(reckoning, printed, at_publication) for printed in found)
    return SourceConversions(key, source, explained, published, one_rate([printed.implied for printed in found]))


def _explained(reckoning: Reckoning, printed: Printed, at_publication: Rate | None) -> Explained:
    def fits(rate: Rate | None) -> bool:
        return rate is not None and printed.implied.allows(rate, reckoning.tolerance)

    at_deal = _rate(reckoning, printed, printed.when) if printed.when else None
    days = [source.published for key in printed.cited if (source := source_of(reckoning, key))]
    fits_any = any(fits(_rate(reckoning, printed, day)) for day in days)
    return Explained(printed, at_deal, at_publication, fits(at_deal), fits(at_publication), fits_any)


def _rate(reckoning: Reckoning, printed: Printed, when: PartialDate) -> Rate | None:
    pair = printed.implied
    found = look_up(reckoning.rates, pair.base, pair.quote, when, today=reckoning.today)
    return found if isinstance(found, Rate) else None
