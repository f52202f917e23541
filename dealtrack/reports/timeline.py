"""The timeline: what happened to a company when, each at the precision that is known, plans and their turns apart."""

from collections.abc import Iterable, Iterator

from dealtrack.model import Book, Company, Deal, PricedFact, StatusStep, Valuation
from dealtrack.reports.conversion import Converter
from dealtrack.reports.document import Align, Cell, Column, Document, Money, Names, Row, Section, Table, Tone
from dealtrack.reports.footnotes import Footnotes
from dealtrack.reports.investors import Roster
from dealtrack.reports.rate_columns import rate_cells, rate_columns
from dealtrack.reports.wording import date_words, deal_title, status_mark, status_words, sum_words, total_words, valuation_title
from dealtrack.reports.sums import raised, state_support
from dealtrack.values.amount import Amount
from dealtrack.values.dates import PartialDate
from dealtrack.values.figures import original, rounded
from dealtrack.values.vocabulary import Kind, Standing

_Entry = tuple[PartialDate, int, Row]


def timeline(book: Book, slugs: Iterable[str], converter: Converter, *, with_rates: bool = False) -> Document:
    """One section a company: its deals, plans, valuations, totals and events, oldest first."""
    footnotes, roster = Footnotes(book, converter), Roster(book)
    sections = tuple(_Story(book.companies[slug], slug, roster, converter, footnotes, with_rates).section() for slug in slugs)
    return Document("timeline", sections, converter.basis, footnotes.all())


def _columns(to: str, with_rates: bool) -> tuple[Column, ...]:
    rates = rate_columns() if with_rates else ()
    return (
        Column("date", "date"),
        Column("mark", ""),
        Column("what", "what"),
        Column("amount", "amount", Align.MONEY),
        Column("converted", to, Align.MONEY),
        *rates,
        Column("who", "who", rank=1, flexible=True),
    )


class _Story:
    """The rows of one company, while they are put together."""

    def __init__(
        self, company: Company, slug: str, roster: Roster, converter: Converter, footnotes: Footnotes, with_rates: bool
    ) -> None:
        self.company, self.slug, self.roster = company, slug, roster
        self.converter, self.footnotes, self.with_rates = converter, footnotes, with_rates

    def section(self) -> Section:
        entries = sorted(self._entries(), key=lambda entry: (entry[0], entry[1]))
        table = Table(_columns(self.converter.to, self.with_rates), tuple(row for _, _, row in entries), headed=False)
        names = "  ".join(self.company.names.values())
        return Section(self.slug, self.company.name, names, table, tuple(summary(self.company, self.converter)))

    def _entries(self) -> Iterator[_Entry]:
        company = self.company
        if company.founded and not any(event.date == company.founded for event in company.events):
            yield company.founded, 0, self._row(company.founded, "·", "founded", tone=Tone.EVENT)
        for index, deal in enumerate(company.deals):
            yield from self._deal(deal, index)
        for index, valuation in enumerate(company.valuations):
            yield valuation.date, 2, self._valuation(valuation, index)
        for index, stated in enumerate(company.totals):
            priced = PricedFact(("totals", index), stated, stated.date, stated.sources)
            what = f"total, {stated.rounds} rounds" if stated.rounds else "total"
            yield stated.date, 3, self._row(stated.date, "◦", what, priced, stated.by or "", Tone.CLAIM)
        for event in company.events:
            who = f"{event.what} ({event.by})" if event.by else event.what
            yield event.date, 4, self._row(event.date, "·", "", who=who, tone=Tone.EVENT)

    def _deal(self, deal: Deal, index: int) -> Iterator[_Entry]:
        priced = PricedFact(("deals", index), deal, deal.date, deal.sources)
        if not deal.steps:
            mark, tone = status_mark(deal.current_status, deal.kind)
            who: str | Names = self.roster.names(deal) if deal.backers else ""
            if not deal.is_done:
                who = status_words(deal.current_status)
            yield deal.date, 1, self._row(deal.date, mark, deal_title(deal), priced, who, tone)
            return
        for step in deal.steps:
            yield step.on, 1, self._step(deal, step, priced)

    def _step(self, deal: Deal, step: StatusStep, priced: PricedFact) -> Row:
        mark, tone = status_mark(step.is_, deal.kind)
        is_last = step is deal.steps[-1]
        aimed = f", for {date_words(deal.date)}" if deal.kind is Kind.IPO and not deal.is_done else ""
        if is_last and deal.is_done:
            return self._row(step.on, mark, deal_title(deal), priced, self.roster.names(deal), tone)
        shown = priced if is_last else self._claimed(deal, step)
        return self._row(step.on, mark, deal_title(deal), shown, status_words(step.is_) + aimed, tone)

    def _claimed(self, deal: Deal, step: StatusStep) -> PricedFact | None:
        """What was said of the amount when the deal took that step: by a claim of the same source."""
        for claim in deal.claims:
            if set(claim.sources) & set(step.sources):
                return PricedFact((), claim, claim.date or deal.date, claim.sources)
        return None

    def _valuation(self, valuation: Valuation, index: int) -> Row:
        priced = PricedFact(("valuations", index), valuation, valuation.date, valuation.sources)
        declined = valuation.standing is Standing.DECLINED
        title = "valued" if declined else valuation_title(valuation)
        who = f"{valuation.by or 'the company'} declined to say" if declined else valuation.by or ""
        return self._row(valuation.date, "◦", title, priced, who, Tone.CLAIM)

    def _row(
        self, when: PartialDate, mark: str, what: str, priced: PricedFact | None = None, who: Cell = "",
        tone: Tone = Tone.PLAIN,
    ) -> Row:  # fmt: skip
        amount = converted = None
        if priced and priced.fact.amount is not None:
            note = self.footnotes.mark(self.company, priced)
            amount, converted = money_cells(self.converter, priced, note)
        rates = rate_cells(converted) if self.with_rates else ()
        return Row((when, mark, what, amount, converted, *rates, who), tone)


def money_cells(converter: Converter, priced: PricedFact, note: str = "") -> tuple[Cell, Cell]:
    """The original and the converted cell; what is in the report's currency anyway stands in the latter only."""
    amount: Amount | None = priced.fact.amount
    if amount is None:
        return None, None
    if amount.currency == converter.to:
        return None, converter.money(amount, priced.fact.equivalent, priced.date)
    if amount.is_undisclosed:
        return Money(amount), None
    return Money(amount), converter.money(amount, priced.fact.equivalent, priced.date, note)


def summary(company: Company, converter: Converter) -> Iterator[str]:
    """The lines below a timeline: what was raised, what was stated, what the state gave."""
    parts = [f"raised {total_words(raised(company, converter))}"]
    for stated in company.totals:
        converted = converter.money(stated.amount, stated.equivalent, stated.date)
        same = stated.amount.currency == converter.to or not isinstance(converted, Money)
        shown = "" if same or not isinstance(converted, Money) else f" ({rounded(converted.amount).prose})"
        rounds = f" in {stated.rounds} rounds" if stated.rounds else ""
        parts.append(f"stated {original(stated.amount).prose}{shown}{rounds} on {stated.date}")
    support = state_support(company, converter)
    if not support.is_empty:
        parts.append(f"state support {sum_words(support)}")
    yield " · ".join(parts)
