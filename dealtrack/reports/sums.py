"""The sums that reports speak of: which deals count in each."""

from collections.abc import Iterable

from dealtrack.model import Company, Deal
from dealtrack.rates.sums import Total
from dealtrack.reports.conversion import Converter


def raised(company: Company, converter: Converter) -> Total:
    """Equity and convertible money that was announced or has arrived."""
    return _total((deal for deal in company.deals if deal.is_raised), converter)


def state_support(company: Company, converter: Converter) -> Total:
    """Non-equity money from the state that was announced or has arrived."""
    return _total((deal for deal in company.deals if deal.is_state_support), converter)


def _total(deals: Iterable[Deal], converter: Converter) -> Total:
    return converter.total((deal.amount, deal.equivalent, deal.date) for deal in deals)
