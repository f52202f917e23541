"""The sums that reports speak of: which deals count in each."""

from collections.abc import Iterable

from dealtrack.model import Company, Deal
from dealtrack.rates.sums import Total
from dealtrack.reports.conversion import Converter


def raised(company: Company, converter: Converter) -> Total:
    """Equity and convertible money that was announced or has arrived."""
    return raised_in(company.deals, converter)


def raised_in(deals: Iterable[Deal], converter: Converter) -> Total:
    """The same of any *deals*."""
    return sum_of((deal for deal in deals if deal.is_raised), converter)


def state_support(company: Company, converter: Converter) -> Total:
    """Non-equity money from the state that was announced or has arrived."""
    return sum_of((deal for deal in company.deals if deal.is_state_support), converter)


def sum_of(deals: Iterable[Deal], converter: Converter) -> Total:
    """All of *deals*, each at its own date."""
    return converter.total((deal.amount, deal.equivalent, deal.date) for deal in deals)
