"""The facts that a book holds, typed and immutable: companies, their deals, and what is claimed about them.

The fields are the keys of the files (``from_`` is ``from``, ``is_`` is ``is``). Positions are no part of it.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, ClassVar, Protocol

import msgspec
from msgspec import Meta, field

from dealtrack.values.amount import Amount
from dealtrack.values.count import Count
from dealtrack.values.dates import PartialDate
from dealtrack.values.names import Names
from dealtrack.values.rounds import Round
from dealtrack.values.vocabulary import Basis, InvestorType, Kind, Standing, Status

# An id is never shown as prose, and is typed on command lines.
Id = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9._-]*$(?!\n)", description="lower-case letters, digits, hyphens")]
Text = Annotated[str, Meta(min_length=1)]
CountryCode = Annotated[str, Meta(pattern=r"^[A-Za-z]{2}$(?!\n)", description="two letters of ISO 3166, such as CN")]


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What every mapping in a file is: immutable, and strict about its keys.

    ``one_of`` names keys of which a record must have one at least, ``sums`` those whose amount cannot be nothing.
    """

    one_of: ClassVar[tuple[str, ...]] = ()
    sums: ClassVar[tuple[str, ...]] = ()


def _require_one_of(record: Record) -> None:
    if all(getattr(record, key) is None for key in record.one_of):
        raise ValueError(f"needs {' or '.join(record.one_of)}")


def _require_sums(record: Record) -> None:
    """A deal of nothing is no deal, and nothing can be compared with it. Raises ValueError."""
    for key in record.sums:
        amount = getattr(record, key)
        if amount is not None and amount.is_nothing:
            raise ValueError(f"{key} is nothing: is it undisclosed?")


class Sourced(Protocol):
    """A fact that names where it was said, by the ids of sources."""

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of sources."""


class DatedFact(Sourced, Protocol):
    """A fact about a company that has a date of its own."""

    @property
    def date(self) -> PartialDate:
        """When it was so."""


class Source(Record, frozen=True):
    """A document that facts are taken from. Of an approximate or partial ``published``, the last day counts."""

    publisher: Text
    published: PartialDate
    title: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    notes: str | None = None


class StatusStep(Record, frozen=True):
    """A turn that a deal took: from the day ``on``, its status ``is``."""

    on: PartialDate
    is_: Status = field(name="is")
    sources: tuple[Text, ...] = ()
    notes: str | None = None


class DealClaim(Record, frozen=True):
    """What one party says a deal's amount was, where parties differ."""

    sums: ClassVar[tuple[str, ...]] = ("amount", "equivalent")
    by: Text
    amount: Amount
    equivalent: Amount | None = None
    date: PartialDate | None = None
    standing: Standing | None = None
    sources: tuple[Text, ...] = ()
    notes: str | None = None

    def __post_init__(self) -> None:
        _require_sums(self)


class Deal(Record, frozen=True):
    """Money that changed hands or was meant to: a round, a listing, state support …

    ``date`` is when it was announced, ``amount`` the sum as stated, ``equivalent`` the conversion that the source
    itself printed. No ``amount`` means that none is on record; one that is withheld says ``undisclosed``.
    """

    sums: ClassVar[tuple[str, ...]] = ("amount", "equivalent")
    id: Id
    date: PartialDate
    status: Status | Annotated[tuple[StatusStep, ...], Meta(min_length=1)]
    kind: Kind = Kind.EQUITY
    round: Round | None = None
    label: str | None = None
    closed: PartialDate | None = None
    amount: Amount | None = None
    equivalent: Amount | None = None
    leads: tuple[Text, ...] = ()
    investors: tuple[Text, ...] = ()
    from_: str | None = field(name="from", default=None)
    venue: str | None = None
    claims: tuple[DealClaim, ...] = ()
    notes: str | None = None
    sources: tuple[Text, ...] = ()

    def __post_init__(self) -> None:
        _require_sums(self)

    @property
    def steps(self) -> tuple[StatusStep, ...]:
        """The deal's turns, oldest first; none where only its present status is on record."""
        return self.status if isinstance(self.status, tuple) else ()

    @property
    def current_status(self) -> Status:
        """The status after the last turn on record."""
        return self.status[-1].is_ if isinstance(self.status, tuple) else self.status

    @property
    def is_raised(self) -> bool:
        """Equity or convertible money that was announced or has arrived: what counts as raised."""
        return self.is_round and self.is_done

    @property
    def is_round(self) -> bool:
        """Money for new shares, now or later: equity or convertible."""
        return self.kind in (Kind.EQUITY, Kind.CONVERTIBLE)

    @property
    def is_state_support(self) -> bool:
        """Non-equity money from the state that was announced or has arrived."""
        return self.kind is Kind.SUPPORT and self.is_done

    @property
    def is_done(self) -> bool:
        """Announced or completed, of whatever kind."""
        return self.current_status.is_done

    @property
    def done_on(self) -> PartialDate:
        """When it was announced or completed, if it was: of its turns the first to that, else its date."""
        return next((step.on for step in self.steps if step.is_.is_done), self.date)

    @property
    def backers(self) -> tuple[str, ...]:
        """All who gave money, leads first."""
        given = (self.from_,) if self.from_ else ()
        return tuple(dict.fromkeys(self.leads + self.investors + given))


class Valuation(Record, frozen=True):
    """What somebody says that a company is worth; never averaged with what others say."""

    sums: ClassVar[tuple[str, ...]] = ("amount", "equivalent")
    date: PartialDate
    amount: Amount
    equivalent: Amount | None = None
    basis: Basis | None = None
    standing: Standing | None = None
    by: str | None = None
    notes: str | None = None
    sources: tuple[Text, ...] = ()

    def __post_init__(self) -> None:
        _require_sums(self)


class StatedTotal(Record, frozen=True):
    """The sum of all financing up to ``date``, as somebody stated it, and in how many ``rounds``."""

    sums: ClassVar[tuple[str, ...]] = ("amount", "equivalent")
    date: PartialDate
    amount: Amount
    equivalent: Amount | None = None
    rounds: Count | None = None
    by: str | None = None
    standing: Standing | None = None
    notes: str | None = None
    sources: tuple[Text, ...] = ()

    def __post_init__(self) -> None:
        _require_sums(self)


class Metric(Record, frozen=True):
    """A figure about the company that is no deal: revenue, growth, market share."""

    one_of: ClassVar[tuple[str, ...]] = ("amount", "value")
    label: Text
    date: PartialDate
    value: str | None = None
    amount: Amount | None = None
    equivalent: Amount | None = None
    standing: Standing | None = None
    by: str | None = None
    notes: str | None = None
    sources: tuple[Text, ...] = ()

    def __post_init__(self) -> None:
        _require_one_of(self)


class Event(Record, frozen=True):
    """A dated fact that is no deal: a blacklisting, a court case, a pivot."""

    date: PartialDate
    what: Text
    by: str | None = None
    notes: str | None = None
    sources: tuple[Text, ...] = ()


class Backing(Record, frozen=True):
    """Investors that a source names without saying in which round they came in."""

    date: PartialDate
    investors: tuple[Text, ...]
    by: str | None = None
    notes: str | None = None
    sources: tuple[Text, ...] = ()


class Company(Record, frozen=True):
    """One company, as its file tells it."""

    name: Text
    names: Mapping[str, str] = {}
    aliases: tuple[Text, ...] = ()
    founded: PartialDate | None = None
    founders: tuple[Text, ...] = ()
    country: CountryCode | None = None
    city: str | None = None
    sectors: tuple[Text, ...] = ()
    groups: tuple[Text, ...] = ()
    deals: tuple[Deal, ...] = ()
    valuations: tuple[Valuation, ...] = ()
    totals: tuple[StatedTotal, ...] = ()
    metrics: tuple[Metric, ...] = ()
    events: tuple[Event, ...] = ()
    backers: tuple[Backing, ...] = ()
    notes: str | None = None
    sources: Mapping[str, Source] = {}

    @property
    def known_as(self) -> tuple[str, ...]:
        """Every name that it answers to, the chief one first."""
        return tuple(dict.fromkeys((self.name, *self.names.values(), *self.aliases)))


class Investor(Record, frozen=True):
    """Someone who invests, under a canonical name; ``size`` is the fund's own."""

    sums: ClassVar[tuple[str, ...]] = ("size", "equivalent")
    aliases: tuple[Text, ...] = ()
    names: Mapping[str, str] = {}
    type: InvestorType | None = None
    state_owned: bool | None = None
    country: CountryCode | None = None
    parents: tuple[Text, ...] = ()
    size: Amount | None = None
    equivalent: Amount | None = None
    notes: str | None = None
    sources: tuple[Text, ...] = ()

    def __post_init__(self) -> None:
        _require_sums(self)


class Book(msgspec.Struct, frozen=True):
    """All that is on record: companies by slug, shared sources by id, investors by canonical name."""

    companies: Mapping[str, Company] = {}
    sources: Mapping[str, Source] = {}
    investors: Mapping[str, Investor] = {}

    def source(self, company: Company, source_id: str) -> Source | None:
        """The source of that id: the company file's own, else the shared one."""
        return company.sources.get(source_id) or self.sources.get(source_id)

    def published(self, company: Company, fact: Sourced) -> tuple[date, ...]:
        """The days by which the fact's sources were published, earliest first."""
        found = (self.source(company, source_id) for source_id in fact.sources)
        return tuple(sorted(source.published.last for source in found if source))

    def investor_names(self) -> Names[str]:
        """Every name and alias of an investor, in whatever spelling, mapped to the canonical name."""
        return Names(
            (name, canonical)
            for canonical, investor in self.investors.items()
            for name in (canonical, *investor.aliases, *investor.names.values())
        )


def facts_of(company: Company) -> Iterable[tuple[tuple[str | int, ...], DatedFact]]:
    """Every fact of *company* that needs a source, with the path to it in the file."""
    for key in ("deals", "valuations", "totals", "metrics", "events", "backers"):
        for index, fact in enumerate(getattr(company, key)):
            yield (key, index), fact


class Priced(Sourced, Protocol):
    """A fact with an amount, and perhaps the conversion that its source printed."""

    @property
    def amount(self) -> Amount | None:
        """The sum as stated."""

    @property
    def equivalent(self) -> Amount | None:
        """The conversion that the source printed."""


class PricedFact(msgspec.Struct, frozen=True):
    """A priced fact with what its company's file says around it: its path, its date, its sources."""

    path: tuple[str | int, ...]
    fact: Priced
    date: PartialDate
    sources: tuple[str, ...]

    @property
    def said_on(self) -> tuple[PartialDate, ...]:
        """The day on which a claim about a deal was made, where that is known: it may have been converted then."""
        return (self.fact.date,) if isinstance(self.fact, DealClaim) and self.fact.date else ()


def priced_facts(company: Company) -> Iterable[PricedFact]:
    """Every fact of *company* that can have an amount; all that is said of a deal has its date: one rate."""
    for path, fact in facts_of(company):
        if isinstance(fact, Deal):
            yield PricedFact(path, fact, fact.date, fact.sources)
            for index, claim in enumerate(fact.claims):
                yield PricedFact((*path, "claims", index), claim, fact.date, claim.sources or fact.sources)
        elif isinstance(fact, Valuation | StatedTotal | Metric):
            yield PricedFact(path, fact, fact.date, fact.sources)
