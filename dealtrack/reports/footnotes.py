"""Footnotes where a source's own conversion was not the deal date's: one for each explanation, however many sums."""

from dealtrack.model import Book, Company, PricedFact
from dealtrack.rates.equivalent import Equivalence
from dealtrack.reports.conversion import AtMode, Converter
from dealtrack.values.figures import original, rate_range, rate_text

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Footnotes:
    """Collects explanations while a report is built; equal ones share a mark."""

    def __init__(self, book: Book, converter: Converter) -> None:
        self._book, self._converter = book, converter
        self._printed: dict[str, list[str]] = {}

    def mark(self, company: Company, priced: PricedFact) -> str:
        """The mark for a figure whose source printed another conversion; empty where it did not."""
        if self._converter.at.mode is not AtMode.DEAL:
            return ""
        amount, stated = priced.fact.amount, priced.fact.equivalent
        sources = (self._book.source(company, source_id) for source_id in priced.sources)
        published = [source.published for source in sources if source]
        found = self._converter.explain(amount, stated, priced.date, published)
        if found is None or stated is None:
            return ""
        explanation = _explanation(found)
        self._printed.setdefault(explanation, []).append(original(stated).prose)
        return self._mark(list(self._printed).index(explanation))

    def all(self) -> tuple[tuple[str, str], ...]:
        """Every footnote, as ``(mark, text)``."""
        return tuple(
            (self._mark(index), f"the source printed {_listed(printed)}{explanation}")
            for index, (explanation, printed) in enumerate(self._printed.items())
        )

    def _mark(self, index: int) -> str:
        return str(index + 1).translate(_SUPERSCRIPT)


def _explanation(found: Equivalence) -> str:
    if found.explaining is None:
        implied = f"{rate_range(found.implied.low, found.implied.high)} {found.implied.quote} per {found.implied.base}"
        return f", which implies {implied}: no recorded rate explains it"
    rate = found.explaining
    quoted = f"{rate_text(rate.value)} {rate.quote} per {rate.base}"
    return f", at the rate of the day it was published: {quoted} on {rate.date}"


def _listed(figures: list[str]) -> str:
    unique = list(dict.fromkeys(figures))
    return unique[0] if len(unique) == 1 else f"{', '.join(unique[:-1])} and {unique[-1]}"
