"""Footnotes where a source's own conversion was not the deal date's: one for each explanation, however many sums."""

from dealtrack.model import Book, PricedFact
from dealtrack.rates.equivalent import Equivalence
from dealtrack.reports.conversion import AtMode, Converter
from dealtrack.reports.wording import listed
from dealtrack.values.figures import original, rate_range, rate_text

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Footnotes:
    """Collects explanations while a report is built; equal ones share a mark."""

    def __init__(self, book: Book, converter: Converter) -> None:
        self._book, self._converter = book, converter
        self._printed: dict[str, list[tuple[str, str]]] = {}

    def mark(self, slug: str, priced: PricedFact) -> str:
        """The mark for a figure whose source printed another conversion; empty where it did not."""
        if self._converter.at.mode is not AtMode.DEAL:
            return ""
        company, amount, stated = self._book.companies[slug], priced.fact.amount, priced.fact.equivalent
        sources = (self._book.source(company, source_id) for source_id in priced.sources)
        published = [source.published for source in sources if source]
        found = self._converter.explain(amount, stated, priced.date, published)
        if found is None or stated is None:
            return ""
        explanation = _explanation(found)
        self._printed.setdefault(explanation, []).append((slug, original(stated).prose))
        return self._mark(list(self._printed).index(explanation))

    def all(self) -> tuple[tuple[str, str], ...]:
        """Every footnote, as ``(mark, text)``."""
        return tuple(
            (self._mark(index), f"the source printed {_told(printed, explanation)}")
            for index, (explanation, printed) in enumerate(self._printed.items())
        )

    def _mark(self, index: int) -> str:
        return str(index + 1).translate(_SUPERSCRIPT)


def _told(printed: list[tuple[str, str]], explanation: str) -> str:
    """The sums, what explains them, and the command that tells more."""
    slugs = " ".join(dict.fromkeys(slug for slug, _ in printed))
    return f"{listed([each for _, each in printed])}{explanation}: dealtrack reconcile {slugs}"


def _explanation(found: Equivalence) -> str:
    if found.explaining is None:
        implied = f"{rate_range(found.implied.low, found.implied.high)} {found.implied.quote} per {found.implied.base}"
        return f", which implies {implied}: no recorded rate explains it"
    rate = found.explaining
    quoted = f"{rate_text(rate.value)} {rate.quote} per {rate.base}"
    return f", at the rate of the day it was published: {quoted} on {rate.date}"
