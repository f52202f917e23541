"""What the changes come to: totals raised and last valuations before and after, and figures that other rates move."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec import structs

from dealtrack.comparison.companies import pairings
from dealtrack.model import Company, Valuation
from dealtrack.rates.lookup import NoRate
from dealtrack.rates.sums import Total
from dealtrack.reports.cells import Cell, Money, Said, said
from dealtrack.reports.changes.words import record_title
from dealtrack.reports.conversion import Converter
from dealtrack.reports.document import Align, Column, Row, Section, Table
from dealtrack.reports.sums import raised, state_support
from dealtrack.reports.wording import company_name
from dealtrack.values.amount import EXACT, Amount, Qualifier


class Both(NamedTuple):
    """A company before and after, None where it is not."""

    before: Company | None
    after: Company | None

    @property
    def company(self) -> Company:
        """As it is, or as it last was."""
        return self.after or self.before or Company("x")


def totals_table(companies: Iterable[Both], before: Converter, after: Converter) -> Table | None:
    """For each company what was raised and the last valuation, where these differ."""
    rows = tuple(row for each in companies for row in _totals(each, before, after))
    columns = (
        Column("company", said("company"), flexible=True, narrowest=16),
        Column("figure", said("figure")),
        Column("before", said("{currency} before", currency=before.to), Align.MONEY),
        Column("after", said("{currency} after", currency=after.to), Align.MONEY),
        Column("change", said("change")),
    )
    return Table(columns, rows) if rows else None


def _totals(both: Both, before: Converter, after: Converter) -> Iterator[Row]:
    name = company_name(both.company)
    for title, of in ((said("raised"), raised), (said("state support"), state_support)):
        was, is_now = (_total(of(each, at)) if each else None for each, at in zip(both, (before, after), strict=True))
        if _shown(was) != _shown(is_now):
            amounts = (total.amount if total else None for total in (was, is_now))
            yield Row((name, title, was, is_now, _difference(*amounts)))
    was_valued, is_valued = _last_valued(both.before, before), _last_valued(both.after, after)
    if _sum(was_valued) != _sum(is_valued):
        yield Row((name, said("last valuation"), was_valued, is_valued, _difference(_sum(was_valued), _sum(is_valued))))


def _sum(cell: Cell) -> Amount | None:
    return cell.amount if isinstance(cell, Money) else None


def _shown(total: Total | None) -> object:
    """What a reader sees of a total: not of which days the rates were."""
    return total and structs.replace(total, parts=())


def _total(total: Total) -> Total | None:
    return None if total.is_empty else total


def _last_valued(company: Company | None, converter: Converter) -> Cell:
    """The latest valuation on record that names a sum."""
    known = [each for each in company.valuations if not each.amount.is_undisclosed] if company else []
    last: Valuation | None = max(known, key=lambda each: each.date, default=None)
    return converter.money(last.amount, last.equivalent, last.date) if last else None


def _difference(before: Amount | None, after: Amount | None) -> Cell:
    """By how much a sum grew or shrank; of one that is open above, by how much what is known of it did."""
    was, is_now = (each or Amount(None, None, None) for each in (before, after))
    if (is_now.currency or was.currency) is None or (was.currency or is_now.currency) != (
        is_now.currency or was.currency
    ):
        return None
    low = EXACT.subtract(is_now.low or 0, was.low or 0)
    if not low:
        return None
    size = Money(Amount.exactly(is_now.currency or was.currency or "", abs(low)), computed=True)
    if any(each.qualifier in (Qualifier.RANGE, Qualifier.AT_MOST) for each in (was, is_now)):
        return None
    if not all(each is None or each.is_point for each in (before, after)):
        return Said("+{sum} known" if low > 0 else "−{sum} known", {"sum": size})
    if was.approximate or is_now.approximate:
        return Said("~+{sum}" if low > 0 else "~−{sum}", {"sum": size})
    return Said("+{sum}" if low > 0 else "−{sum}", {"sum": size})


class Moved(NamedTuple):
    """A figure that is what it was on record, and comes to something else in the currency of the report."""

    company: Company
    what: Cell
    amount: Amount
    before: Cell
    after: Cell


def moved(companies: Iterable[Both], before: Converter, after: Converter) -> Iterator[Moved]:
    """The figures that only other rates have changed."""
    for both in companies:
        if both.before and both.after:
            yield from _moved(both.before, both.after, before, after)


def _moved(was: Company, is_now: Company, before: Converter, after: Converter) -> Iterator[Moved]:
    for kind, then, now, of in pairings(was, is_now):
        amount: Amount | None = getattr(now, "amount", None)
        when = getattr(now, "date", None) or getattr(of, "date", None)
        if then is None or amount is None or when is None or amount != then.amount or now.date != then.date:
            continue
        old, new = before.convert(amount, then.equivalent, when), after.convert(amount, now.equivalent, when)
        if (old if isinstance(old, NoRate) else old.converted) != (new if isinstance(new, NoRate) else new.converted):
            title = record_title(kind, now, getattr(now, "id", ""), of)
            cells = before.money(amount, then.equivalent, when), after.money(amount, now.equivalent, when)
            yield Moved(is_now, title, amount, *cells)


def moved_section(found: Iterable[Moved], before: Converter, after: Converter) -> Section | None:
    """The table of what moved; None where nothing did."""
    rows = tuple(
        Row((company_name(each.company), each.what, Money(each.amount), each.before, each.after)) for each in found
    )
    columns = (
        Column("company", said("company"), flexible=True),
        Column("what", said("what"), flexible=True),
        Column("amount", said("amount"), Align.MONEY),
        Column("before", said("{currency} before", currency=before.to), Align.MONEY),
        Column("after", said("{currency} after", currency=after.to), Align.MONEY),
    )
    return Section("moved", said("Figures that other rates have moved"), Table(columns, rows)) if rows else None
