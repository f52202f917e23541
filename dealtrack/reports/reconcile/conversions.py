"""The conversions that sources printed: the rates that each implies, which recorded rate fits, and the one for all."""

from collections.abc import Iterator

from dealtrack.rates.equivalent import Implied
from dealtrack.rates.lookup import Rate
from dealtrack.reconciliation.conversions import Explained, Printed, SourceConversions
from dealtrack.reconciliation.reckoning import Reckoning
from dealtrack.reports.document import Align, Column, Money, Row, Section, Table, Tone
from dealtrack.reports.wording import date_words, deal_title
from dealtrack.values.figures import original, rate_text

_COLUMNS = (
    Column("what", "what", flexible=True),
    Column("amount", "stated", Align.MONEY),
    Column("equivalent", "printed", Align.MONEY),
    Column("implied_low", "implies", Align.RIGHT),
    Column("implied_high", "to", Align.RIGHT),
    Column("rate_at_date", "its date", Align.RIGHT),
    Column("rate_at_publication", "published", Align.RIGHT, rank=2),
    Column("fits", "fits"),
)


def conversions_section(reckoning: Reckoning, found: SourceConversions) -> Section:
    """All that one source converted between two currencies; conversions of several companies name theirs."""
    source, pair = found.source, found.explained[0].printed.implied
    with_owner = len({each.printed.owner for each in found.explained if each.printed.when}) > 1
    rows = tuple(_row(reckoning, each, with_owner) for each in found.explained)
    title = f"Conversions printed by {source.publisher}, {date_words(source.published)}: {pair.quote} per {pair.base}"
    key = f"sources.{found.key.source_id}"
    return Section(key, title, table=Table(_COLUMNS, rows), lines=tuple(_lines(reckoning, found, with_owner)))


def _row(reckoning: Reckoning, each: Explained, with_owner: bool) -> Row:
    printed = each.printed
    return Row(
        (
            _what(reckoning, printed, with_owner), Money(printed.amount), Money(printed.equivalent),
            *_ends(printed.implied),
            each.at_deal, each.at_publication, _fit(each),
        ),
        Tone.PLAIN if each.fits_any or each.fits_deal else Tone.PLAN,
    )  # fmt: skip


def _what(reckoning: Reckoning, printed: Printed, with_owner: bool) -> str:
    """What was converted: ``B, 2017-11``, ``stated total, 2020-05-13``, ``China Internet Investment Fund, size``."""
    if printed.when is None:
        return f"{printed.owner}, size"
    company = reckoning.book.companies[printed.owner]
    key, index, *rest = printed.path
    fact = getattr(company, str(key))[index]
    match key:
        case "deals":
            title = f"{deal_title(fact)}, by {fact.claims[rest[1]].by}" if rest else deal_title(fact)
        case "valuations":
            title = "valuation"
        case "totals":
            title = "stated total"
        case _:
            title = fact.label
    return f"{f'{company.name}: ' if with_owner else ''}{title}, {date_words(printed.when)}"


def _fit(each: Explained) -> str:
    if each.fits_deal and each.fits_publication:
        return "either"
    if each.fits_deal:
        return "its date"
    if each.fits_publication:
        return "publication"
    if each.fits_any:
        return "another source's publication"
    return "neither" if each.at_deal or each.at_publication else "no rate on record"


def _lines(reckoning: Reckoning, found: SourceConversions, with_owner: bool) -> Iterator[str]:
    count, common = len(found.explained), found.common
    if count > 1 and common is None:
        yield f"No one rate explains most of the {count}."
    elif count > 1 and common:
        which = f"all {count}" if not common.odd else f"{len(common.fitting)} of the {count}"
        pair = f"{common.rates.quote} per {common.rates.base}"
        yield f"One rate explains {which}, {_between(common.rates)} {pair}{_beside(found)}."
        for index in common.odd:
            printed = found.explained[index].printed
            what = _what(reckoning, printed, with_owner)
            yield f"{_printed(printed)} ({what}) does not fit it."
    shared = sum(len(each.printed.cited) > 1 for each in found.explained)
    if shared and count > 1:
        cite = "cites" if shared == 1 else "cite"
        yield f"{shared} of them {cite} another source, too: either may have printed it."
    for each in found.explained:
        if not each.fits_deal and not each.fits_any and (each.at_deal or each.at_publication):
            yield f"{_printed(each.printed)} fits no recorded rate in question: a figure may be mistyped."


def _beside(found: SourceConversions) -> str:
    """Where the recorded rate of the day of publication lies beside the one that explains all."""
    rate, common = found.published, found.common
    if not isinstance(rate, Rate) or common is None:
        return ""
    beyond, when = common.beyond(rate), date_words(found.source.published)
    told = f"; the {rate.source}'s at publication, {when}, was {rate_text(rate.value)}"
    return f"{told}, {abs(beyond) * 100:.2f}% {'above' if beyond > 0 else 'below'}" if beyond else f"{told}, within"


def _printed(printed: Printed) -> str:
    return f"{original(printed.amount).prose} / {original(printed.equivalent).prose}"


def _ends(implied: Implied) -> tuple[str, str]:
    return (rate_text(implied.low), rate_text(implied.high)) if implied.consistent else ("no rate", "")


def _between(implied: Implied) -> str:
    return f"{rate_text(implied.low)}–{rate_text(implied.high)}"
