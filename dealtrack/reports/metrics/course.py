"""Metrics of a company's course: when it was founded, how many deals it has, how they follow each other."""

from collections.abc import Iterator

from dealtrack.model import Deal
from dealtrack.reports.cells import Cell, Joined, said
from dealtrack.reports.document import Align
from dealtrack.reports.gaps import gaps, median_gap, months_apart
from dealtrack.reports.metrics.registry import Subject, metric
from dealtrack.reports.wording import deal_title, status_words
from dealtrack.values.dates import PartialDate
from dealtrack.values.vocabulary import Kind


@metric("founded", "founded", rank=8)
def founded(subject: Subject) -> Cell:
    """When the company was founded."""
    return subject.company.founded


@metric("deals", "deals on record", align=Align.RIGHT, rank=3)
def deals(subject: Subject) -> Cell:
    """How many deals are on record as announced or completed, of whatever kind, and how many are not done."""
    done = sum(deal.is_done for deal in subject.company.deals)
    others = len(subject.company.deals) - done
    return said("{done}, {others} not done", done=done, others=others) if others else done


@metric("undisclosed", "undisclosed deals", align=Align.RIGHT, rank=7)
def undisclosed(subject: Subject) -> Cell:
    """How many of the deals that were announced or completed name no sum, or none that is on record."""
    done = [deal for deal in subject.company.deals if deal.is_done]
    return sum(deal.amount is None or deal.amount.is_undisclosed for deal in done) if done else None


@metric("first-deal", "first deal", rank=9)
def first_deal(subject: Subject) -> Cell:
    """The date of the first deal on record that was announced or completed."""
    return min((deal.done_on for deal in _done(subject)), default=None)


@metric("since-last", "months since the last", align=Align.RIGHT, rank=6)
def since_last(subject: Subject) -> Cell:
    """Whole months from the latest deal done to the day of reckoning, least to most where its date is not a day."""
    latest = max((deal.done_on for deal in _done(subject) if not deal.done_on.is_open), default=None)
    today = subject.converter.today
    return None if latest is None else months_apart(latest, PartialDate.of(today), today)


@metric("between", "median months between", align=Align.RIGHT, rank=9)
def between(subject: Subject) -> Cell:
    """The median of the whole months between one round done and the next, least to most where dates are not days."""
    months = gaps(subject.company, subject.converter.today)
    return median_gap(months) if months else None


@metric("plan", "plan to list", rank=6)
def plan_to_list(subject: Subject) -> Cell:
    """The listing on record, with its venue, its sum, the date it is meant for and the state it is in."""
    listings = [deal for deal in subject.company.deals if deal.kind is Kind.IPO]
    if not listings:
        return None
    deal = max(listings, key=lambda deal: deal.date)
    title = None if deal.label is None and deal.venue else deal_title(deal)
    money = subject.converter.money(deal.amount, deal.equivalent, deal.date)
    return Joined((status_words(deal.current_status), title, deal.venue if title is None else None, deal.date, money))


@metric("events", "events", rank=9, by_default=False)
def events(subject: Subject) -> Cell:
    """The dated facts that are no deal, such as an entry on a list of sanctions."""
    told = tuple(said("{what} ({date})", what=event.what, date=event.date) for event in subject.company.events)
    return Joined(told, "; ") if told else None


def _done(subject: Subject) -> Iterator[Deal]:
    return (deal for deal in subject.company.deals if deal.is_done)
