"""What every reconciliation leans on."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import partial

import msgspec

from dealtrack.model import Book, Company
from dealtrack.rates.lookup import converted_at
from dealtrack.rates.sums import Converting
from dealtrack.rates.table import RateTable
from dealtrack.values.dates import PartialDate


class Reckoning(msgspec.Struct, frozen=True):
    """The book, its rates, the day of reckoning, and how far a rate may lie off (0.01 is one per cent)."""

    book: Book
    rates: RateTable
    today: date
    tolerance: Decimal

    def at(self, when: PartialDate, currency: str) -> Converting:
        """How to convert an amount into *currency* at the rate of *when*."""
        return partial(converted_at, self.rates, to=currency, when=when, today=self.today)

    def published(self, company: Company, source_ids: Iterable[str]) -> tuple[PartialDate, ...]:
        """When the sources of these ids were published, in their order."""
        sources = (self.book.source(company, source_id) for source_id in source_ids)
        return tuple(source.published for source in sources if source)

    def publishers(self, company: Company, source_ids: Iterable[str]) -> tuple[str, ...]:
        """Who published the sources of these ids, in their order."""
        sources = (self.book.source(company, source_id) for source_id in source_ids)
        return tuple(source.publisher for source in sources if source)
