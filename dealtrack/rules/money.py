"""DT4xx: amounts, and the conversions that sources print."""

from collections.abc import Iterator

from dealtrack.diagnostics import Place, Related, Severity
from dealtrack.files.listing import INVESTORS, RATES
from dealtrack.model import PricedFact, priced_facts
from dealtrack.rates.equivalent import Equivalence, Verdict
from dealtrack.rates.lookup import NoRate, Rate, convert, look_up
from dealtrack.reconciliation.conversions import explanation, explanation_of_size
from dealtrack.reconciliation.reckoning import Reckoning
from dealtrack.rules.registry import Finding, Subject, Whole, rule_of_book, rule_of_facts
from dealtrack.values.amount import Amount
from dealtrack.values.figures import original, rate_range, rate_text, rounded


@rule_of_facts("DT401", "no-rate", Severity.WARNING)
def no_rate(subject: Subject) -> Iterator[Finding]:
    """What it checks: that for every amount there is a recorded rate to the book's currency, at its date.

    Why it matters: an amount that cannot be converted is left out of every total in that currency.

    Bad:

        name: CloudWalk Technology
        valuations:
          - {date: 1998, amount: CNY 5.3bn, sources: [a]}

    Good:

        name: CloudWalk Technology
        valuations:
          - {date: 2020-05-13, amount: CNY 5.3bn, sources: [a]}

    How to mend it: import the missing rates into seeds/rates/, or correct the date.
    """
    on_disk = subject.on_disk
    if any(file.startswith(RATES) and () in gone for file, gone in on_disk.dropped.items()):
        return  # the rates may be in the file that cannot be read
    to = on_disk.settings.currency
    for priced in priced_facts(subject.company):
        amount = priced.fact.amount
        if amount is None or amount.is_undisclosed or amount.currency in (None, to):
            continue
        rate = look_up(on_disk.rates, str(amount.currency), to, priced.date, today=subject.today)
        if isinstance(rate, NoRate):
            message = f"{original(amount).prose} cannot be converted to {to} at {priced.date}: {rate.reason}"
            hint = (
                "take that rate from its publisher again" if rate.is_set_aside else "record the rates in seeds/rates/"
            )
            yield Finding(subject.place(*priced.path, "amount"), message, hint)


@rule_of_facts("DT402", "equivalent-at-publication", Severity.NOTE)
def equivalent_at_publication(subject: Subject) -> Iterator[Finding]:
    """What it checks: whether the conversion that a source printed fits the rate of the day on which the source was
    published, and not that of the deal.

    Why it matters: it is not wrong, but it is not what the deal was worth when it was made; reports that add such
    figures up mix the rates of several years.

    Bad:

        name: CloudWalk Technology
        deals:
          - {id: b, date: 2017-11, status: completed, amount: CNY 500m, equivalent: USD 70m, sources: [a]}
        sources:
          a: {publisher: A Paper, published: 2020-05-14}

    Good:

        name: CloudWalk Technology
        deals:
          - {id: b, date: 2017-11, status: completed, amount: CNY 500m, equivalent: USD 75.5m, sources: [a]}
        sources:
          a: {publisher: A Paper, published: 2020-05-14}

    How to mend it: nothing needs mending: the equivalent records what the source printed, and reports convert anew.
    """
    for priced, found in explained(subject, Verdict.PUBLICATION):
        if found.explaining:
            printed = _printed(priced.fact.amount, priced.fact.equivalent)
            message = f"{printed} was converted at the publication-day rate, {_quoted(found.explaining)}"
            related = tuple(_publication(subject, priced, found))
            yield Finding(subject.place(*priced.path, "equivalent"), message, _at_deal(priced, found), related)


def _publication(subject: Subject, priced: PricedFact, found: Equivalence) -> Iterator[Related]:
    """Where the source says when it was published, whose day explains the conversion."""
    for source_id in priced.sources:
        source = subject.on_disk.book.source(subject.company, source_id)
        if source and source.published == found.published:
            yield Related(subject.source_place(source_id, "published"), "it was published on this day")
            return


@rule_of_book("DT403", "equivalent-mismatch", Severity.WARNING)
def equivalent_mismatch(whole: Whole) -> Iterator[Finding]:
    """What it checks: that the conversion that a source printed fits some recorded rate: that of the deal's date, or of
    the day on which the source was published; for the size of an investor, of that day.

    Why it matters: where neither fits, one of the two figures was probably mistyped, here or in the source.

    Bad:

        name: CloudWalk Technology
        deals:
          - {id: b, date: 2017-11, status: completed, amount: CNY 500m, equivalent: USD 700m, sources: [a]}
        sources:
          a: {publisher: A Paper, published: 2020-05-14}

    Good:

        name: CloudWalk Technology
        deals:
          - {id: b, date: 2017-11, status: completed, amount: CNY 500m, equivalent: USD 75.5m, sources: [a]}
        sources:
          a: {publisher: A Paper, published: 2020-05-14}

    How to mend it: compare both figures with the source, and its day of publication too.
    """
    for subject in whole.subjects():
        yield from mismatches(subject)
    on_disk = whole.on_disk
    reckoning = Reckoning(on_disk.book, on_disk.rates, whole.today, on_disk.settings.rates.tolerance)
    for name, investor in on_disk.book.investors.items():
        explaining = explanation_of_size(reckoning, investor)
        if explaining and explaining.verdict is Verdict.MISMATCH:
            yield Finding(
                Place(INVESTORS, (name, "equivalent")), _mismatch(investor.size, investor.equivalent, explaining),
                _at(investor.size, investor.equivalent, "the day of publication", explaining),
            )  # fmt: skip


def mismatches(subject: Subject) -> Iterator[Finding]:
    """The conversions of one company's facts that no recorded rate explains."""
    for priced, found in explained(subject, Verdict.MISMATCH):
        message = _mismatch(priced.fact.amount, priced.fact.equivalent, found)
        yield Finding(subject.place(*priced.path, "equivalent"), message, _at_deal(priced, found))


def _mismatch(amount: Amount | None, equivalent: Amount | None, found: Equivalence) -> str:
    implied = f"{rate_range(found.implied.low, found.implied.high)} {found.implied.quote} per {found.implied.base}"
    return f"{_printed(amount, equivalent)} implies {implied}, which no recorded rate explains"


def explained(subject: Subject, verdict: Verdict) -> Iterator[tuple[PricedFact, Equivalence]]:
    """The priced facts whose printed conversion is explained in that way."""
    for priced in priced_facts(subject.company):
        found = explanation(subject.reckoning, subject.company, priced)
        if found and found.verdict is verdict:
            yield priced, found


def _printed(*amounts: Amount | None) -> str:
    return " / ".join(original(amount).prose for amount in amounts if amount)


def _quoted(rate: Rate) -> str:
    when = f"mean of {rate.counted}" if rate.is_mean else rate.date
    return f"{rate_text(rate.value)} {rate.quote} per {rate.base} ({rate.source}, {when})"


def _at_deal(priced: PricedFact, found: Equivalence) -> str:
    """What the amount came to at its own date."""
    return _at(priced.fact.amount, priced.fact.equivalent, str(priced.date), found)


def _at(amount: Amount | None, equivalent: Amount | None, when: str, found: Equivalence) -> str:
    if found.at_deal is None or amount is None or equivalent is None:
        return f"there is no rate on record at {when}"
    converted = convert(amount, str(equivalent.currency), found.at_deal).converted
    return f"at {when} it was {rounded(converted, extra=1).prose}, at {_quoted(found.at_deal)}"
