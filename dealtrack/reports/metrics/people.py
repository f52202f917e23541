"""Metrics of who invested."""

from dealtrack.reports.cells import Cell, Joined, said
from dealtrack.reports.document import Align
from dealtrack.reports.metrics.registry import Subject, metric


@metric("leads", "lead investors", rank=9)
def leads(subject: Subject) -> Cell:
    """Everyone who led a deal that was announced or completed."""
    names = [name for deal in subject.company.deals if deal.is_done for name in deal.leads]
    unique = tuple(dict.fromkeys(subject.roster.canonical(name) for name in names))
    return subject.roster.named(unique) if unique else None


@metric("state-owned", "state-owned investors", align=Align.RIGHT, rank=8)
def state_owned(subject: Subject) -> Cell:
    """How many of the investors in rounds done are state-owned, by count, and of how many that is not known."""
    names = [name for deal in subject.company.deals if deal.is_raised for name in deal.backers]
    unique = {subject.roster.canonical(name) for name in names}
    if not unique:
        return None
    known = [subject.roster.is_state_owned(name) for name in unique]
    unknown = sum(answer is None for answer in known)
    share = said("{owned} of {all}", owned=sum(answer is True for answer in known), all=len(unique))
    return Joined((share, said("{count} not known", count=unknown))) if unknown else share
