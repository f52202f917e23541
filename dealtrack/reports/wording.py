"""The words that several reports use for deals, claims and totals."""

from dealtrack.model import Company, Deal, Valuation
from dealtrack.rates.sums import Total
from dealtrack.reports.cells import Cell, Joined, Money, Name, Said, Tone, said
from dealtrack.values.count import Count
from dealtrack.values.rounds import UNKNOWN, Round
from dealtrack.values.vocabulary import Kind, Status

_PLANS = (Status.RUMORED, Status.PLANNED, Status.IN_TALKS, Status.FILED)


def company_name(company: Company) -> Name:
    """A company's name, with its forms in other languages."""
    return Name(company.name, company.names)


def deal_title(deal: Deal) -> Cell:
    """What a deal is called: ``B+``, ``IPO, SSE STAR Market``, ``support``, ``round not stated``."""
    if deal.kind is Kind.EQUITY or (deal.kind is Kind.CONVERTIBLE and deal.round):
        title = deal.label or round_title(deal.round)
    else:
        title = deal.label or kind_title(deal.kind)
    return Joined((title, deal.venue)) if deal.venue else title


def kind_title(kind: Kind) -> Said:
    """A kind of deal as people write it: ``IPO``, ``support``."""
    return Said("IPO" if kind is Kind.IPO else kind.value)


def round_title(term: Round | None) -> Said:
    """A round as the market prints it: ``B+``, ``Pre-A``, ``C2``, ``D extension``, ``strategic``."""
    if term is None or term == UNKNOWN:
        return said("round not stated")
    if not term.letter:
        return Said(term.name.upper() if term.name in ("neeq", "pipe") else term.name)
    series = f"{'Pre-' if term.earlier else ''}{term.letter.upper()}"
    if term.mark == "-ext":
        return said("{round} extension", round=series)
    return said("{round}", round=series + term.mark)


def status_mark(status: Status, kind: Kind) -> tuple[str, Tone]:
    """The mark of a row that tells of a deal, and its tone."""
    if status.is_done:
        return ("●" if kind in (Kind.EQUITY, Kind.CONVERTIBLE) else "◆"), Tone.DONE
    return ("○", Tone.PLAN) if status in _PLANS else ("×", Tone.ENDED)


def status_words(status: Status) -> Said:
    """``in talks``, ``postponed``."""
    return Said(status.value.replace("-", " "))


def rounds_words(rounds: Count) -> Said:
    """``1 round``, ``at least 9 rounds``."""
    return Said("{count} round" if rounds.number == 1 else "{count} rounds", {"count": rounds})


def valuation_title(valuation: Valuation) -> Said:
    """``valued, estimate``."""
    if valuation.standing is None:
        return said("valued")
    return said("valued, {standing}", standing=Said(valuation.standing.value))


def total_words(total: Total) -> Cell:
    """``~USD 473.9m in 3 deals``, ``≥ USD 253.9m in 1 deal, 2 undisclosed``."""
    if not total.counted:
        return sum_words(total)
    template = "{sum} in {count} deal" if total.counted == 1 else "{sum} in {count} deals"
    told = Said(template, {"sum": _sum(total), "count": total.counted})
    return Joined((told, *_beside(total)))


def sum_words(total: Total) -> Cell:
    """The sum alone: ``USD 302.0m``, ``≥ USD 253.9m, 2 undisclosed``."""
    if total.is_empty:
        return said("none on record")
    return Joined((*((_sum(total),) if total.counted else ()), *_beside(total)))


def _sum(total: Total) -> Money:
    return Money(total.amount, total.computed, parts=total.parts)


def _beside(total: Total) -> tuple[Said, ...]:
    """What a total could not count, and where it is of two kinds: ``2 undisclosed``."""
    stated = sum(part.is_stated for part in total.parts)
    is_mixed = stated and any(part.rate for part in total.parts)
    parts = (
        (stated if is_mixed else 0, "{count} as its source converted it"),
        (total.undisclosed, "{count} undisclosed"),
        (total.unrecorded, "{count} without an amount on record"),
        (total.unconverted, "{count} without a rate"),
    )
    return tuple(Said(template, {"count": count}) for count, template in parts if count)
