"""Companies side by side. Each metric is one function, and its docstring is its definition."""

from collections.abc import Callable, Iterable
from decimal import Decimal

import msgspec

from dealtrack.model import Book, Company, Valuation
from dealtrack.rates.sums import Total
from dealtrack.reports.conversion import Converter
from dealtrack.reports.document import Cell, Column, Document, Money, Names, Row, Section, Table
from dealtrack.reports.investors import Roster
from dealtrack.reports.sums import raised, state_support
from dealtrack.reports.wording import date_words, deal_title, rounds_words, status_words, sum_words
from dealtrack.values.amount import Amount
from dealtrack.values.dates import PartialDate
from dealtrack.values.figures import original, rounded
from dealtrack.values.vocabulary import Kind, Standing


class Subject(msgspec.Struct, frozen=True):
    """What a metric is computed from."""

    company: Company
    roster: Roster
    converter: Converter


class Metric(msgspec.Struct, frozen=True):
    """A metric: its key for ``--columns``, its title, the function that computes it."""

    key: str
    title: str
    compute: Callable[[Subject], Cell]

    @property
    def definition(self) -> str:
        """What it means, in one line."""
        return (self.compute.__doc__ or "").split("\n\n")[0].replace("\n    ", " ")


METRICS: dict[str, Metric] = {}

NOTHING = "–"  # nothing on record


def _metric(key: str, title: str) -> Callable[[Callable[[Subject], Cell]], Callable[[Subject], Cell]]:
    def register(compute: Callable[[Subject], Cell]) -> Callable[[Subject], Cell]:
        METRICS[key] = Metric(key, title, compute)
        return compute

    return register


def compare(book: Book, slugs: Iterable[str], converter: Converter, keys: Iterable[str] = ()) -> Document:
    """The metrics *keys* (all where none is named) of the companies *slugs*: a row a metric, a column a company."""
    metrics = [METRICS[key] for key in keys] or list(METRICS.values())
    roster = Roster(book)
    subjects = {slug: Subject(book.companies[slug], roster, converter) for slug in slugs}
    columns = [Column("metric", "", flexible=True, wraps=True)]
    for slug, subject in subjects.items():
        names = " ".join((subject.company.name, *subject.company.names.values()))
        columns.append(Column(slug, names, flexible=True, wraps=True))
    rows = tuple(
        Row((metric.title, *(_known(metric.compute(subject)) for subject in subjects.values()))) for metric in metrics
    )
    return Document("compare", (Section("compare", table=Table(tuple(columns), rows)),), converter.basis)


def _known(cell: Cell) -> Cell:
    return NOTHING if _is_blank(cell) else cell


@_metric("founded", "founded")
def founded(subject: Subject) -> Cell:
    """When the company was founded."""
    return subject.company.founded


@_metric("deals", "deals on record")
def deals(subject: Subject) -> Cell:
    """How many deals are on record as announced or completed, of whatever kind, and how many are only planned."""
    done = sum(deal.is_done for deal in subject.company.deals)
    others = len(subject.company.deals) - done
    return f"{done}, {others} not done" if others else str(done)


@_metric("raised", "raised")
def raised_metric(subject: Subject) -> Cell:
    """Equity and convertible money announced or received, as the interval known; the undisclosed are counted."""
    return raised(subject.company, subject.converter)


@_metric("stated", "stated total")
def stated_total(subject: Subject) -> Cell:
    """The last total that somebody stated, as stated and converted, with its count of rounds and its date."""
    totals = sorted(subject.company.totals, key=lambda total: total.date)
    if not totals:
        return None
    last = totals[-1]
    converted = subject.converter.money(last.amount, last.equivalent, last.date)
    shown = [original(last.amount).prose]
    if isinstance(converted, Money) and converted.amount != last.amount:
        shown.append(f"({rounded(converted.amount).prose})")
    if last.rounds:
        shown.append(f"in {rounds_words(last.rounds)}")
    return f"{' '.join(shown)}, {date_words(last.date)}"


@_metric("last-deal", "last deal")
def last_deal(subject: Subject) -> Cell:
    """The latest deal that was announced or completed: its round, converted amount and date."""
    done = sorted((deal for deal in subject.company.deals if deal.is_done), key=lambda deal: deal.date)
    if not done:
        return None
    deal = done[-1]
    money = subject.converter.money(deal.amount, deal.equivalent, deal.date)
    shown = "no amount on record" if money is None else money_words(money)
    return f"{shown}, {deal_title(deal)}, {date_words(deal.date)}"


@_metric("valuation", "valuation claims")
def valuations(subject: Subject) -> Cell:
    """The range that the claims of the last twelve months on record span, and what each claimant says; no average."""
    recent = _recent(subject.company.valuations)
    if not recent:
        return None
    claims = [(valuation, _converted(subject, valuation)) for valuation in recent]
    spoken = "; ".join(_claim_words(valuation, amount) for valuation, amount in claims)
    ends = [amount for _, amount in claims if amount and not amount.is_undisclosed]
    if len(ends) < 2:
        return spoken
    low = min(amount.low or Decimal(0) for amount in ends)
    high = None if any(amount.high is None for amount in ends) else max(amount.high or Decimal(0) for amount in ends)
    span = Amount(subject.converter.to, low, high, approximate=any(amount.approximate for amount in ends))
    computed = any(amount != valuation.amount for valuation, amount in claims)
    return f"{(rounded if computed else original)(span).prose}: {spoken}"


def _recent(claims: Iterable[Valuation]) -> list[Valuation]:
    """The claims that are dated within a year of the last one."""
    ordered = sorted(claims, key=lambda claim: claim.date)
    if not ordered:
        return []
    newest = ordered[-1].date.last
    return [claim for claim in ordered if (newest - claim.date.last).days <= 366]


def _converted(subject: Subject, valuation: Valuation) -> Amount | None:
    money = subject.converter.money(valuation.amount, valuation.equivalent, valuation.date)
    return money.amount if isinstance(money, Money) else None


def _claim_words(valuation: Valuation, amount: Amount | None) -> str:
    by = valuation.by or "unattributed"
    if valuation.standing is Standing.DECLINED:
        return f"{by} declined to say"
    standing = f" {valuation.standing.value}" if valuation.standing else ""
    figure = (
        (rounded(amount) if amount != valuation.amount else original(amount)).prose
        if amount
        else original(valuation.amount).prose
    )
    return f"{figure}{standing} by {by}"


@_metric("plan", "plan to list")
def plan_to_list(subject: Subject) -> Cell:
    """The listing on record, with its venue, its sum, the date it is meant for and the state it is in."""
    listings = [deal for deal in subject.company.deals if deal.kind is Kind.IPO]
    if not listings:
        return None
    deal = max(listings, key=lambda deal: deal.date)
    money = subject.converter.money(deal.amount, deal.equivalent, deal.date)
    parts = [status_words(deal.current_status), deal_title(deal).removeprefix("IPO, "), date_words(deal.date)]
    return ", ".join(parts + ([money_words(money)] if money else []))


@_metric("leads", "lead investors")
def leads(subject: Subject) -> Cell:
    """Everyone who led a deal that was announced or completed."""
    names = [name for deal in subject.company.deals if deal.is_done for name in deal.leads]
    unique = tuple(dict.fromkeys(subject.roster.canonical(name) for name in names))
    return Names(unique) if unique else None


@_metric("state-owned", "state-owned investors")
def state_owned(subject: Subject) -> Cell:
    """How many of the investors in equity deals done are state-owned, by count, and of how many that is not known."""
    names = [name for deal in subject.company.deals if deal.is_raised for name in deal.backers]
    unique = {subject.roster.canonical(name) for name in names}
    if not unique:
        return None
    known = [subject.roster.is_state_owned(name) for name in unique]
    unknown = sum(answer is None for answer in known)
    rest = f", {unknown} not known" if unknown else ""
    return f"{sum(answer is True for answer in known)} of {len(unique)}{rest}"


@_metric("support", "state support")
def support(subject: Subject) -> Cell:
    """Money from the state that bought no equity."""
    total = state_support(subject.company, subject.converter)
    return None if total.is_empty else sum_words(total)


def money_words(money: Cell) -> str:
    """A converted amount in a sentence."""
    if isinstance(money, Money):
        return (rounded if money.computed else original)(money.amount).prose
    return "no rate"


def sorted_slugs(book: Book, slugs: Iterable[str], converter: Converter, key: str, *, reverse: bool) -> list[str]:
    """*slugs* by the metric *key*; companies without a value come last either way."""
    roster = Roster(book)
    computed = {slug: METRICS[key].compute(Subject(book.companies[slug], roster, converter)) for slug in slugs}
    known = [slug for slug, cell in computed.items() if not _is_blank(cell)]
    ordered = sorted(known, key=lambda slug: _order(computed[slug]), reverse=reverse)
    return ordered + [slug for slug in computed if slug not in known]


def _is_blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, Total) and cell.is_empty)


def _order(cell: Cell) -> tuple[Decimal, str]:
    if isinstance(cell, Total):
        return cell.amount.low or Decimal(0), ""
    if isinstance(cell, PartialDate):
        return Decimal(cell.last.toordinal()), ""
    return Decimal(0), str(cell)
