"""The words that several reports use for deals, dates, claims and totals."""

from collections.abc import Sequence

from dealtrack.model import Deal, Valuation
from dealtrack.rates.sums import Total
from dealtrack.reports.document import Tone
from dealtrack.values.count import Count
from dealtrack.values.dates import PartialDate
from dealtrack.values.figures import original, rounded
from dealtrack.values.vocabulary import Kind, Round, Status

_PLANS = (Status.RUMORED, Status.PLANNED, Status.IN_TALKS, Status.FILED)


def deal_title(deal: Deal) -> str:
    """What a deal is called: ``B+``, ``IPO, SSE STAR Market``, ``support``, ``round not stated``."""
    if deal.kind is Kind.EQUITY or (deal.kind is Kind.CONVERTIBLE and deal.round):
        title = deal.label or round_title(deal.round)
    else:
        title = deal.label or ("IPO" if deal.kind is Kind.IPO else deal.kind.value)
    return f"{title}, {deal.venue}" if deal.venue else title


def round_title(term: Round | None) -> str:
    """A round as the market prints it: ``B+``, ``Pre-A``, ``strategic``."""
    if term is None or term is Round.UNKNOWN:
        return "round not stated"
    if term.value.startswith("pre-") and len(term.value) <= len("pre-a+"):
        return f"Pre-{term.value[4:].upper()}"
    return term.value.upper() if len(term.value.rstrip("+")) == 1 or term in (Round.NEEQ, Round.PIPE) else term.value


def status_mark(status: Status, kind: Kind) -> tuple[str, Tone]:
    """The mark of a row that tells of a deal, and its tone."""
    if status.is_done:
        return ("●" if kind in (Kind.EQUITY, Kind.CONVERTIBLE) else "◆"), Tone.DONE
    return ("○", Tone.PLAN) if status in _PLANS else ("×", Tone.ENDED)


def status_words(status: Status) -> str:
    """``in talks``, ``postponed``."""
    return status.value.replace("-", " ")


def rounds_words(rounds: Count) -> str:
    """``1 round``, ``at least 9 rounds``."""
    return f"{rounds} round{'' if rounds.number == 1 else 's'}"


def valuation_title(valuation: Valuation) -> str:
    """``valued, estimate``."""
    return f"valued, {valuation.standing.value}" if valuation.standing else "valued"


def total_words(total: Total) -> str:
    """``~USD 473.9m in 3 deals``, ``≥ USD 253.9m in 1 deal, 2 undisclosed``."""
    if not total.counted:
        return sum_words(total)
    plural = "s" if total.counted != 1 else ""
    return f"{_sum(total)} in {total.counted} deal{plural}{left_out_words(total)}"


def sum_words(total: Total) -> str:
    """The sum alone: ``USD 302.0m``, ``≥ USD 253.9m, 2 undisclosed``."""
    if not total.counted:
        return left_out_words(total).removeprefix(", ") or "none on record"
    return f"{_sum(total)}{left_out_words(total)}"


def _sum(total: Total) -> str:
    return (rounded if total.computed else original)(total.amount).prose


def left_out_words(total: Total) -> str:
    """What a total could not count: ``, 2 undisclosed``."""
    parts = [
        (total.undisclosed, "undisclosed"),
        (total.unrecorded, "without an amount on record"),
        (total.unconverted, "without a rate"),
    ]
    return "".join(f", {count} {words}" for count, words in parts if count)


def listed(words: Sequence[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``; each once."""
    unique = list(dict.fromkeys(words))
    return unique[0] if len(unique) == 1 else f"{', '.join(unique[:-1])} and {unique[-1]}"


def date_words(when: PartialDate) -> str:
    """A date as people say it: ``by 2020-12``, ``since 2020-05``, ``~2020-05``."""
    head, slash, tail = when.text.partition("/")
    if not slash:
        return f"~{when.text[:-1]}" if when.approximate else when.text
    if head == "..":
        return f"by {tail}"
    return f"since {head}" if tail == ".." else f"{head} to {tail}"
