"""Conversion as reports need it: one currency for all figures, and one answer to "at which day's rate"."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import partial

import msgspec

from dealtrack.rates import equivalent as equivalents
from dealtrack.rates.equivalent import Equivalence, Verdict
from dealtrack.rates.lookup import Conversion, NoRate, Rate, convert, converted_at, latest
from dealtrack.rates.sums import Total, add_up
from dealtrack.rates.table import RateTable
from dealtrack.reports.cells import Cell, Joined, Missing, Money, Said, listed, said
from dealtrack.values.amount import Amount
from dealtrack.values.dates import PartialDate


class AtMode(StrEnum):
    """Which day's rate a report takes."""

    DEAL = "deal"
    STATED = "stated"
    LATEST = "latest"
    DATE = "date"


_BASES = {
    AtMode.DEAL: "{currency} at each deal's own date",
    AtMode.STATED: "{currency} as stated by the source, else at each deal's own date",
    AtMode.LATEST: "{currency} at the latest rate on record, of {day}",
    AtMode.DATE: "{currency} at {day}",
}


class At(msgspec.Struct, frozen=True):
    """The choice of ``--at``: a mode, and the date where it is one."""

    mode: AtMode = AtMode.DEAL
    date: PartialDate | None = None


class Converter(msgspec.Struct, frozen=True):
    """Everything that a conversion depends on: the rates, the currency, the choice of day, the day of reckoning."""

    rates: RateTable
    to: str
    today: date
    at: At = At()
    tolerance: Decimal = equivalents.TOLERANCE

    def basis(self, taken: Iterable[Rate]) -> Joined:
        """Which rates a report takes, in words for its title: those *taken*, and who published them."""
        rates = tuple(taken)
        used = {rate.source for rate in rates}
        sources = listed(dict.fromkeys(each.source for each in self.rates.series if each.source in used))
        day: Cell = self.at.date if self.at.mode is AtMode.DATE else str(self._latest_day(rates))
        told = Said(_BASES[self.at.mode], {"currency": self.to, "day": day})
        if not self.rates.series:
            return Joined((told, said("no rates on record")), " · ")
        return Joined((told, sources) if used else (told,), " · ")

    def _latest_day(self, taken: Iterable[Rate]) -> str | None:
        """The last day of the rates *taken*; where none was, that of any series that has come by today."""
        known = (day for each in self.rates.series for day in each.days if day <= self.today)
        last = max((rate.date for rate in taken), default=None)
        return last or str(max(known, default=None))

    def convert(self, amount: Amount, stated: Amount | None, when: PartialDate) -> Conversion | NoRate:
        """*amount* in the report's currency; *stated* is the conversion that its source printed, if it did."""
        if amount.currency in (None, self.to):
            return Conversion(amount, amount)
        if self.at.mode is AtMode.STATED and stated is not None and stated.currency == self.to:
            return Conversion(amount, _as_sure(stated, amount), is_stated=True)
        if self.at.mode is not AtMode.LATEST:
            return converted_at(self.rates, amount, self.to, self.at.date or when, today=self.today)
        rate = latest(self.rates, str(amount.currency), self.to, today=self.today)
        return rate if isinstance(rate, NoRate) else convert(amount, self.to, rate)

    def money(
        self, amount: Amount | None, stated: Amount | None, when: PartialDate, note: str = ""
    ) -> Money | Missing | None:
        """The cell for *amount* converted; None where there is no amount to convert."""
        if amount is None:
            return None
        conversion = self.convert(amount, stated, when)
        if isinstance(conversion, NoRate):
            return Missing(conversion.reason)
        computed = conversion.rate is not None
        return Money(conversion.converted, computed, note if computed else "", conversion)

    def total(self, items: Iterable[tuple[Amount | None, Amount | None, PartialDate]]) -> Total:
        """The sum of ``(amount, stated equivalent, date)`` in the report's currency, and how many it lacks."""
        return add_up(
            ((amount, partial(self.convert, stated=stated, when=when)) for amount, stated, when in items), self.to
        )

    def explain(
        self, amount: Amount | None, stated: Amount | None, when: PartialDate, published: Iterable[PartialDate]
    ) -> Equivalence | None:
        """Why the source's own conversion differs from the deal date's; None where it does not, or printed none."""
        if amount is None or stated is None:
            return None
        found = equivalents.check(
            amount, stated, when, published, self.rates, today=self.today, tolerance=self.tolerance
        )
        return found if found and found.verdict is not Verdict.DEAL_DATE else None


def _as_sure(stated: Amount, amount: Amount) -> Amount:
    """A printed conversion, no surer than the amount that it converts."""
    return stated.about() if amount.approximate and not stated.is_undisclosed else stated
