"""The league table of investors, by the rounds that they took part in.

No book says how the investors of a round shared it. So what stands beside an investor is the size of whole rounds, and
nobody's own money; only in a round that has no other investor on record may it be that.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

import msgspec

from dealtrack.model import Investor
from dealtrack.rates.sums import Total
from dealtrack.reports.cells import Cell, Name, Said, said
from dealtrack.reports.conversion import Converter
from dealtrack.reports.document import Align, Column, Row, Table
from dealtrack.reports.investors import Roster
from dealtrack.reports.lists.deals import Listed
from dealtrack.reports.lists.left_out import MAY_MATCH, reason
from dealtrack.reports.lists.ordering import Key, Order
from dealtrack.reports.lists.sifting import Verdict
from dealtrack.reports.sums import sum_of
from dealtrack.values.dates import PartialDate


class Part(msgspec.Struct, frozen=True):
    """An investor's part in one deal: whether it leads, and whether no other is on record."""

    listed: Listed
    leads: bool
    alone: bool


class Investing(msgspec.Struct, frozen=True):
    """An investor with its parts in deals, one at least, the sum of these, and of those in which it is alone."""

    name: str
    investor: Investor | None
    parts: tuple[Part, ...]
    rounds: Total
    alone: Total
    verdict: Verdict = Verdict.YES

    @classmethod
    def of(
        cls, name: str, investor: Investor | None, parts: Sequence[Part], verdict: Verdict, converter: Converter
    ) -> "Investing":
        """Put together what the parts come to."""
        rounds = sum_of((part.listed.deal for part in parts), converter)
        alone = sum_of((part.listed.deal for part in parts if part.alone), converter)
        return cls(name, investor, tuple(parts), rounds, alone, verdict)

    @property
    def companies(self) -> tuple[str, ...]:
        """The names of the companies, as their first deals come."""
        return companies_of(part.listed for part in self.parts)

    @property
    def title(self) -> Name:
        """Its name, with its forms in other languages."""
        return Name(self.name, self.investor.names if self.investor else {})

    @property
    def leads(self) -> int:
        """How many deals it led."""
        return sum(part.leads for part in self.parts)

    @property
    def first(self) -> PartialDate:
        """The date of its first deal."""
        return min(part.listed.deal.date for part in self.parts)

    @property
    def last(self) -> PartialDate:
        """The date of its last deal."""
        return max(part.listed.deal.date for part in self.parts)

    @property
    def country(self) -> str | None:
        """The code in capitals, where it is on record."""
        return self.investor.country.upper() if self.investor and self.investor.country else None

    @property
    def state_owned(self) -> bool | None:
        """Whether the state owns it; None where that is not known."""
        return self.investor.state_owned if self.investor else None


def _low(total: Total) -> Decimal | None:
    return total.amount.low if total.counted else None


INVESTOR_KEYS: dict[str, Key[Investing]] = {
    "investor": lambda each: each.name.casefold(),
    "deals": lambda each: (len(each.parts), each.leads),
    "leads": lambda each: each.leads,
    "companies": lambda each: len(each.companies),
    "rounds": lambda each: _low(each.rounds),
    "alone": lambda each: _low(each.alone),
    "state-owned": lambda each: each.state_owned,
    "type": lambda each: each.investor and each.investor.type,
    "country": lambda each: each.country,
    "first": lambda each: each.first,
    "last": lambda each: each.last,
}
MOST_DEALS_FIRST = Order("deals", reverse=True)


def parts_in(deals: Iterable[Listed], roster: Roster) -> dict[str, list[Part]]:
    """Each investor's parts in *deals*, by its canonical name."""
    parts: dict[str, list[Part]] = {}
    for listed in deals:
        taking = roster.names(listed.deal)
        for place, name in enumerate(taking.names):
            parts.setdefault(name, []).append(Part(listed, place < taking.leads, len(taking.names) == 1))
    return parts


def companies_of(deals: Iterable[Listed]) -> tuple[str, ...]:
    """The names of the companies of *deals*, each once."""
    return tuple({listed.slug: listed.company.name for listed in deals}.values())


def league_table(investing: Iterable[Investing], *, with_reasons: bool = False) -> Table:
    """One row an investor; *with_reasons* says why it is not sure that one matches."""
    columns = (
        Column("investor", said("investor"), flexible=True, narrowest=26),
        Column("deals", said("deals"), Align.RIGHT),
        Column("leads", said("led"), Align.RIGHT),
        Column("companies", said("companies"), Align.RIGHT, rank=2),
        Column("rounds", said("size of rounds"), Align.MONEY),
        Column("unsummed", said("no sum"), Align.RIGHT, rank=6),
        Column("alone", said("alone in"), Align.MONEY, rank=5),
        Column("state_owned", said("state-owned")),
        Column("type", said("type"), rank=6),
        Column("country", said("country"), rank=7),
        Column("first", said("first"), rank=4),
        Column("last", said("last"), rank=3),
        *((MAY_MATCH,) if with_reasons else ()),
    )
    return Table(columns, tuple(_row(each, with_reasons) for each in investing))


def _row(each: Investing, with_reasons: bool) -> Row:
    cells: tuple[Cell, ...] = (
        each.title,
        len(each.parts),
        each.leads,
        len(each.companies),
        each.rounds,
        each.rounds.without_sum,
        None if each.alone.is_empty else each.alone,
        _OWNED[each.state_owned],
        Said(each.investor.type.value) if each.investor and each.investor.type else None,
        each.country,
        each.first,
        each.last,
        *((reason(each.verdict),) if with_reasons else ()),
    )
    return Row(cells)


_OWNED = {True: said("yes"), False: said("no"), None: said("not known")}
