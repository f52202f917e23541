"""A chart as a neutral drawing: marks along an axis of time, each with a bar by its size."""

from enum import StrEnum

import msgspec

from dealtrack.reports.cells import Cell, Missing, Money, Tone
from dealtrack.reports.charts.axes import Scale, Span
from dealtrack.values.amount import Amount
from dealtrack.values.dates import PartialDate


class Category(StrEnum):
    """What a mark stands for; the same kinds that a timeline tells apart by its signs."""

    RAISED = "raised"
    OTHER = "other"
    PLAN = "plan"
    ENDED = "ended"
    CLAIM = "claim"
    EVENT = "event"

    @property
    def sign(self) -> str:
        """The sign of a timeline's rows."""
        return _SIGNS[self]

    @property
    def tone(self) -> Tone:
        """The tone of a timeline's rows."""
        return _TONES.get(self, Tone.DONE)


_SIGNS = {
    Category.RAISED: "●", Category.OTHER: "◆", Category.PLAN: "○", Category.ENDED: "×", Category.CLAIM: "◦",
    Category.EVENT: "·",
}  # fmt: skip
_TONES = {Category.PLAN: Tone.PLAN, Category.ENDED: Tone.ENDED, Category.CLAIM: Tone.CLAIM, Category.EVENT: Tone.EVENT}


class Mark(msgspec.Struct, frozen=True):
    """A deal, a claim or an event: when, what, by whom, and its sum in the chart's currency (None: it has none)."""

    when: PartialDate
    category: Category
    label: Cell
    who: Cell = ""
    money: Money | Missing | None = None

    @property
    def amount(self) -> Amount | None:
        """The sum that a bar is drawn for; None where it is withheld, not on record, or has no rate."""
        known = isinstance(self.money, Money) and not self.money.amount.is_undisclosed
        return self.money.amount if known and isinstance(self.money, Money) else None


class Chart(msgspec.Struct, frozen=True):
    """The marks of one company, of that ``title``, oldest first, on axes that have room for them.

    ``span`` is None where no mark has a date to draw, ``scale`` where none has a sum.
    """

    title: str
    currency: str
    marks: tuple[Mark, ...]
    span: Span | None = None
    scale: Scale | None = None
