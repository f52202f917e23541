"""The conversions that sources printed: the rates that each implies, which recorded rate fits, and the one for all."""

from collections.abc import Iterator

from dealtrack.rates.equivalent import Implied
from dealtrack.rates.lookup import Rate
from dealtrack.reconciliation.conversions import Explained, Printed, SourceConversions
from dealtrack.reconciliation.reckoning import Reckoning
from dealtrack.reports.cells import Cell, Joined, Money, Said, Tone, said
from dealtrack.reports.document import Align, Column, Row, Section, Table
from dealtrack.reports.wording import company_name, deal_title
from dealtrack.values.figures import rate_text

_COLUMNS = (
    Column("what", said("what"), flexible=True),
    Column("amount", said("stated"), Align.MONEY),
    Column("equivalent", said("printed"), Align.MONEY),
    Column("implied_low", said("implies"), Align.RIGHT),
    Column("implied_high", said("to"), Align.RIGHT),
    Column("rate_at_date", said("its date"), Align.RIGHT),
    Column("rate_at_publication", said("published"), Align.RIGHT, rank=2),
    Column("fits", said("fits")),
)


def conversions_section(reckoning: Reckoning, found: SourceConversions) -> Section:
    """All that one source converted between two currencies; conversions of several companies name theirs."""
    source, pair = found.source, found.explained[0].printed.implied
    with_owner = len({each.printed.owner for each in found.explained if each.printed.when}) > 1
    rows = tuple(_row(reckoning, each, with_owner) for each in found.explained)
    title = said(
        "Conversions printed by {source}, {date}: {quote} per {base}",
        source=source.publisher, date=source.published, quote=pair.quote, base=pair.base,
    )  # fmt: skip
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


def _what(reckoning: Reckoning, printed: Printed, with_owner: bool) -> Cell:
    """What was converted: ``B, 2017-11``, ``stated total, 2020-05-13``, ``China Internet Investment Fund, size``."""
    if printed.when is None:
        return said("{investor}, size", investor=printed.owner)
    company = reckoning.book.companies[printed.owner]
    key, index, *rest = printed.path
    fact = getattr(company, str(key))[index]
    match key:
        case "deals":
            by = (said("by {who}", who=fact.claims[int(rest[1])].by),) if rest else ()
            title: Cell = Joined((deal_title(fact), *by))
        case "valuations":
            title = said("valuation")
        case "totals":
            title = said("stated total")
        case _:
            title = fact.label
    told = Joined((title, printed.when))
    return Joined((company_name(company), told), ": ") if with_owner else told


def _fit(each: Explained) -> Said:
    if each.fits_deal and each.fits_publication:
        return said("either")
    if each.fits_deal:
        return said("its date")
    if each.fits_publication:
        return said("publication")
    if each.fits_any:
        return said("another source's publication")
    return said("neither") if each.at_deal or each.at_publication else said("no rate on record")


def _lines(reckoning: Reckoning, found: SourceConversions, with_owner: bool) -> Iterator[Cell]:
    count, common = len(found.explained), found.common
    if count > 1 and common is None:
        yield said("No one rate explains most of the {count}.", count=count)
    elif count > 1 and common:
        yield _common(found)
        for index in common.odd:
            printed = found.explained[index].printed
            what = _what(reckoning, printed, with_owner)
            yield said("{printed} ({what}) does not fit it.", printed=_printed(printed), what=what)
    shared = sum(len(each.printed.cited) > 1 for each in found.explained)
    if shared and count > 1:
        cite = "cites" if shared == 1 else "cite"
        yield Said(f"{{count}} of them {cite} another source, too: either may have printed it.", {"count": shared})
    for each in found.explained:
        if not each.fits_deal and not each.fits_any and (each.at_deal or each.at_publication):
            told = "{printed} ({what}) fits no recorded rate in question: a figure may be mistyped."
            yield Said(told, {"printed": _printed(each.printed), "what": _what(reckoning, each.printed, with_owner)})


def _common(found: SourceConversions) -> Said:
    """The one rate, and where the recorded rate of the day of publication lies beside it."""
    count, common, rate = len(found.explained), found.common, found.published
    assert common is not None
    which = said("all {count}", count=count)
    if common.odd:
        which = said("{some} of the {count}", some=len(common.fitting), count=count)
    values: dict[str, Cell] = {
        "which": which, "rates": _between(common.rates), "quote": common.rates.quote, "base": common.rates.base,
    }  # fmt: skip
    told = "One rate explains {which}, {rates} {quote} per {base}"
    if not isinstance(rate, Rate):
        return Said(f"{told}.", values)
    beyond = common.beyond(rate)
    values |= {
        "source": rate.source, "when": found.source.published, "value": rate_text(rate.value),
        "share": f"{abs(beyond) * 100:.2f}%",
    }  # fmt: skip
    where = ("{share} above" if beyond > 0 else "{share} below") if beyond else "within"
    return Said(f"{told}; the {{source}}'s at publication, {{when}}, was {{value}}, {where}.", values)


def _printed(printed: Printed) -> Joined:
    return Joined((Money(printed.amount), Money(printed.equivalent)), " / ")


def _ends(implied: Implied) -> tuple[Cell, Cell]:
    return (rate_text(implied.low), rate_text(implied.high)) if implied.consistent else (said("no rate"), "")


def _between(implied: Implied) -> str:
    return f"{rate_text(implied.low)}–{rate_text(implied.high)}"
