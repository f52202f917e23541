"""Footnotes where a source's own conversion was not the deal date's: one for each explanation, however many sums."""

from dealtrack.model import Book, PricedFact
from dealtrack.rates.equivalent import Equivalence
from dealtrack.reports.cells import Cell, Money, Said, listed, said
from dealtrack.reports.conversion import AtMode, Converter
from dealtrack.values.amount import Amount
from dealtrack.values.figures import rate_range, rate_text

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Footnotes:
    """Collects explanations while a report is built; equal ones share a mark."""

    def __init__(self, book: Book, converter: Converter) -> None:
        self._book, self._converter = book, converter
        self._printed: list[tuple[Said, list[tuple[str, Amount]]]] = []

    def mark(self, slug: str, priced: PricedFact) -> str:
        """The mark for a figure whose source printed another conversion; empty where it did not."""
        if self._converter.at.mode is not AtMode.DEAL:
            return ""
        company, amount, stated = self._book.companies[slug], priced.fact.amount, priced.fact.equivalent
        sources = (self._book.source(company, source_id) for source_id in priced.sources)
        published = [*(source.published for source in sources if source), *priced.said_on]
        found = self._converter.explain(amount, stated, priced.date, published)
        if found is None or stated is None:
            return ""
        return self._mark(self._note((slug, stated), _explanation(found)))

    def _note(self, printed: tuple[str, Amount], explanation: Said) -> int:
        """The number of the footnote with that explanation."""
        for index, (known, others) in enumerate(self._printed):
            if known == explanation:
                others.append(printed)
                return index
        self._printed.append((explanation, [printed]))
        return len(self._printed) - 1

    def all(self) -> tuple[tuple[str, Cell], ...]:
        """Every footnote, as ``(mark, text)``."""
        return tuple(
            (self._mark(index), _told(printed, explanation))
            for index, (explanation, printed) in enumerate(self._printed)
        )

    def _mark(self, index: int) -> str:
        return str(index + 1).translate(_SUPERSCRIPT)


def _told(printed: list[tuple[str, Amount]], explanation: Said) -> Said:
    """The sums, what explains them, and the command that tells more."""
    command = f"dealtrack reconcile {' '.join(dict.fromkeys(slug for slug, _ in printed))}"
    sums = listed(Money(stated) for _, stated in printed)
    return Said(explanation.template, {**explanation.values, "sums": sums, "command": command})


def _explanation(found: Equivalence) -> Said:
    """The footnote, still without the sums that were printed and the command."""
    if found.explaining is None:
        return said(
            "the source printed {sums}, which implies {rates} {quote} per {base}: no recorded rate explains it: "
            "{command}",
            rates=rate_range(found.implied.low, found.implied.high), quote=found.implied.quote, base=found.implied.base,
        )  # fmt: skip
    rate = found.explaining
    return said(
        "the source printed {sums}, at the rate of the day it was published: {rate} {quote} per {base} on {day}: "
        "{command}",
        rate=rate_text(rate.value), quote=rate.quote, base=rate.base, day=rate.date,
    )  # fmt: skip
