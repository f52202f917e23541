"""Which fields the facts have that can be added: deals, their steps, valuations, stated totals, events."""

from typing import TYPE_CHECKING, NamedTuple

from dealtrack.cli import entering
from dealtrack.cli.asking import Question, confirm
from dealtrack.cli.fields import Fact, Field
from dealtrack.values.rounds import OFFERED
from dealtrack.values.vocabulary import Basis, Kind, Standing, Status

if TYPE_CHECKING:
    from datetime import date

    from dealtrack.cli.new_sources import NewSources
    from dealtrack.files.book import BookOnDisk
    from dealtrack.model import Company

_DATES = "such as 2020-05-13, 2020-05, ../2020-12"
_SUMS = "such as CNY 1.8bn, 18亿元, undisclosed"
_ROUNDS = (Kind.EQUITY, Kind.CONVERTIBLE)
_GIFTS = (Kind.SUPPORT, Kind.GRANT)


class Surroundings(NamedTuple):
    """What a new fact is checked against: the book, the company, its sources, today, and whether somebody answers."""

    on_disk: "BookOnDisk"
    company: "Company"
    sources: "NewSources"
    today: "date"
    asks: bool

    def deal(self) -> list[Field]:
        """The fields of a deal."""
        names = self.on_disk.book.investor_names()
        who = entering.investor(names, self._is_meant)
        invest = Question("Investor", hint="empty for none", choices=sorted(names))
        return [
            self._cited(),
            self._date("Date of the announcement"),
            Field("kind", "--kind", entering.word(Kind), Question("Kind", "equity", [*Kind])),
            Field(
                "round", "--round", entering.round_name,
                Question("Round", "", OFFERED, "a, b+, c2, pre-ipo …; empty if unknown"),
                matters=lambda fact: fact.get("kind") in _ROUNDS,
            ),
            Field("label", "--label", entering.prose("--label")),
            Field(
                "venue", "--venue", entering.prose("--venue"), Question("Venue", hint="the exchange"),
                matters=lambda fact: fact.get("kind") == Kind.IPO,
            ),
            Field(
                "status", "--status", entering.word(Status), Question("Status", "completed", [*Status]), required=True
            ),
            *self._sums(),
            Field("leads", "--lead", who, invest._replace(text="Lead"), several=True),
            Field("investors", "--investor", who, invest, several=True),
            Field(
                "from", "--from", who, Question("From", hint="who gave it", choices=sorted(names)),
                matters=lambda fact: fact.get("kind") in _GIFTS,
            ),
            Field("id", "--id", entering.prose("--id")),
            _notes(),
        ]  # fmt: skip

    def step(self) -> list[Field]:
        """The fields of a step of a deal."""
        return [
            self._cited(),
            Field("on", "--on", entering.day("--on"), Question("Since when is it so", hint=_DATES), required=True),
            Field("is", "--status", entering.word(Status), required=True),
            _notes(),
        ]

    def valuation(self) -> list[Field]:
        """The fields of a valuation."""
        basis = Question("Basis", "", [*Basis], "pre-money, post-money; empty if not said")
        return [
            self._cited(),
            self._date("Date of the valuation"),
            Field("amount", "--valuation", entering.amount, required=True, comment=self._converted),
            self._equivalent(),
            Field("basis", "--basis", entering.word(Basis), basis),
            *self._said(),
            _notes(),
        ]

    def total(self) -> list[Field]:
        """The fields of a stated total."""
        rounds = Question("In how many rounds", hint="9, at least 9; empty if not said")
        return [
            self._cited(),
            self._date("Date of the statement"),
            Field("amount", "--total", entering.amount, required=True, comment=self._converted),
            self._equivalent(),
            Field("rounds", "--rounds", entering.count, rounds),
            *self._said(),
            _notes(),
        ]

    def event(self) -> list[Field]:
        """The fields of an event."""
        return [
            self._cited(),
            self._date("Date of the event"),
            Field("what", "--event", entering.prose("--event"), required=True),
            Field("by", "--by", entering.prose("--by")),
            _notes(),
        ]

    def _date(self, text: str) -> Field:
        return Field("date", "--date", entering.day("--date"), Question(text, hint=_DATES), required=True)

    def _sums(self) -> list[Field]:
        question = Question("Amount", hint=f"{_SUMS}; empty if none")
        return [
            Field("amount", "--amount", entering.amount, question, comment=self._converted),
            self._equivalent(),
        ]

    def _equivalent(self) -> Field:
        question = Question("The source's own conversion", hint="such as USD 254m; empty if none")
        return Field(
            "equivalent", "--equivalent", entering.amount, question, matters=lambda fact: bool(fact.get("amount"))
        )

    def _said(self) -> list[Field]:
        standing = Question("Standing", "", [*Standing], "estimate, ranking, target …; empty if not said")
        return [
            Field("standing", "--standing", entering.word(Standing), standing),
            Field("by", "--by", entering.prose("--by"), Question("Who says so", hint="empty if the source does")),
        ]

    def _cited(self) -> Field:
        question = Question("Source", "", self.sources.known, "its id; a new one is recorded on the way")
        return Field("sources", "--source", self.sources.checked, question, required=True, several=True)

    def _converted(self, fact: Fact) -> str:
        """What the amount comes to at its date, with the rate, or why there is none; empty where there is no need."""
        from dealtrack.rates.lookup import NoRate, convert, look_up
        from dealtrack.reports.converted import converted_lines
        from dealtrack.values.amount_text import parse_amount
        from dealtrack.values.dates import parse_date

        amount, target = parse_amount(fact["amount"]) if fact["amount"] else None, self.on_disk.settings.currency
        if amount is None or amount.is_undisclosed or amount.currency == target:
            return ""
        rate = look_up(self.on_disk.rates, str(amount.currency), target, parse_date(fact["date"]), today=self.today)
        if isinstance(rate, NoRate):
            return f"no {target} at that date: {rate.reason}"
        return " ".join(converted_lines(convert(amount, target, rate)))

    def _is_meant(self, near: str) -> bool:
        return self.asks and confirm(f"  did you mean {near}?", default=True)


def _notes() -> Field:
    return Field("notes", "--notes", entering.prose("--notes"), Question("Notes", hint="empty for none"))
