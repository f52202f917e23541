"""``dealtrack list`` and ``investors``: what is on record over the whole book, filtered, sorted, limited."""

from typing import TYPE_CHECKING, Annotated

import typer

from dealtrack.cli import completion
from dealtrack.cli.errors import UsageProblem, complain_of_faults, exits, meant
from dealtrack.cli.filtering import (
    Given,
    KindOption,
    LimitOption,
    MaybeOption,
    SinceOption,
    StatusOption,
    UntilOption,
    Words,
    company_slugs,
    filters,
    investor_names,
    order,
    sort_option,
    terms,
)
from dealtrack.cli.options import ReportFormat, ReportOptions, Session, report_options
from dealtrack.cli.output import emit_stream
from dealtrack.cli.reports import companies_asked, print_report

if TYPE_CHECKING:
    from dealtrack.reports.lists.sifting import InvestorFilter

_Company = Annotated[
    Words,
    typer.Option("--company", metavar="NAME", help="Only of that company.", autocompletion=completion.company_list),
]


@exits
@report_options
def list_(
    what: Annotated[
        str, typer.Argument(metavar="[deals|companies]", help="What to list.", autocompletion=completion.listed)
    ] = "deals",
    status: StatusOption = None,
    kind: KindOption = None,
    round: Annotated[
        Words,
        typer.Option(
            "--round", metavar="ROUND", help="Deals of that round: b+, B+轮 …", autocompletion=completion.round_list
        ),
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    investor: Annotated[
        Words,
        typer.Option(
            "--investor",
            metavar="NAME",
            help="Deals in which that investor took part.",
            autocompletion=completion.investor_list,
        ),
    ] = None,
    least: Annotated[
        str | None, typer.Option("--min", metavar="AMOUNT", help="Deals of surely so much: USD 100m, CNY 1bn …")
    ] = None,
    most: Annotated[
        str | None, typer.Option("--max", metavar="AMOUNT", help="Deals of surely no more than that.")
    ] = None,
    company: _Company = None,
    country: Annotated[
        Words,
        typer.Option(
            "--country", metavar="CC", help="Companies of that country.", autocompletion=completion.country_list
        ),
    ] = None,
    group: Annotated[
        Words,
        typer.Option("--group", metavar="GROUP", help="Companies of that group.", autocompletion=completion.group_list),
    ] = None,
    sector: Annotated[
        Words,
        typer.Option(
            "--sector", metavar="SECTOR", help="Companies of that sector.", autocompletion=completion.sector_list
        ),
    ] = None,
    maybe: MaybeOption = False,
    sort: Annotated[str | None, sort_option(completion.deal_key)] = None,
    limit: LimitOption = None,
    *,
    options: ReportOptions,
) -> None:
    """Deals or companies, filtered, sorted, limited. Options repeat, or take several words with commas."""
    from dealtrack.reports.lists.companies import BY_NAME, COMPANY_KEYS, list_companies
    from dealtrack.reports.lists.deals import DEAL_KEYS, OLDEST_FIRST, list_deals, stream_deals

    of_companies = _is_companies(what)
    session = Session.of(options)
    companies_asked(session, None)
    asked = filters(
        Given(status, kind, round, since, until, investor, least, most, company, country, group, sector, maybe), session
    )
    if of_companies:
        ranking = order(sort, COMPANY_KEYS) if sort else BY_NAME
        document = list_companies(session.book, session.converter, asked, ranking, limit)
    else:
        ranking = order(sort, DEAL_KEYS) if sort else OLDEST_FIRST
        if options.format in (ReportFormat.CSV, ReportFormat.TSV) and not options.strict:
            complain_of_faults(session.on_disk)
            rows = stream_deals(session.book, session.converter, asked, ranking, limit, with_rates=options.rates)
            emit_stream(rows, options.format, options.page)
            return
        document = list_deals(session.book, session.converter, asked, ranking, limit, with_rates=options.rates)
    print_report(document, session)


@exits
@report_options
def investors(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]...", help="Only these, with their deals.", autocompletion=completion.investors),
    ] = None,
    company: _Company = None,
    co_investors: Annotated[
        str | None,
        typer.Option(
            "--co-investors",
            metavar="NAME",
            help="Who invests together with NAME.",
            autocompletion=completion.investors,
        ),
    ] = None,
    state_owned: Annotated[
        bool | None, typer.Option("--state-owned/--not-state-owned", help="Only those that the state owns, or not.")
    ] = None,
    type: Annotated[
        Words,
        typer.Option(
            "--type", metavar="TYPE", help="Only of that type: vc, bank …", autocompletion=completion.type_list
        ),
    ] = None,
    maybe: MaybeOption = False,
    sort: Annotated[str | None, sort_option(completion.investor_key)] = None,
    limit: LimitOption = None,
    *,
    options: ReportOptions,
) -> None:
    """Who invests where: deals, leads, companies, and the size of whole rounds, since nobody says who gave how much."""
    from dealtrack.reports.lists.league import INVESTOR_KEYS, MOST_DEALS_FIRST
    from dealtrack.reports.lists.who_invests import Asked
    from dealtrack.reports.lists.who_invests import co_investors as report_beside
    from dealtrack.reports.lists.who_invests import investors as report

    session = Session.of(options)
    companies_asked(session, None)
    named = tuple(investor_names(names, session))
    asked = Asked(
        company_slugs(company, session) if company else None,
        tuple(_of_investors(named, state_owned, type)),
        named,
        order(sort, INVESTOR_KEYS) if sort else MOST_DEALS_FIRST,
        limit,
        maybe,
    )
    if co_investors is not None:
        [beside] = investor_names([co_investors], session)
        print_report(report_beside(session.book, session.converter, beside, asked), session)
    else:
        print_report(report(session.book, session.converter, asked, with_rates=options.rates), session)


def _of_investors(named: tuple[str, ...], owned: bool | None, types: Words) -> "list[InvestorFilter]":
    from dealtrack.reports.lists.filters import named as is_named
    from dealtrack.reports.lists.filters import of_type, state_owned
    from dealtrack.values.vocabulary import InvestorType

    found: list[InvestorFilter] = []
    if named:
        found.append(is_named(frozenset(named)))
    if owned is not None:
        found.append(state_owned(owned))
    if types:
        found.append(of_type(terms("type", types, InvestorType)))
    return found


def _is_companies(what: str) -> bool:
    known = ("deals", "companies")
    if what not in known:
        hint = meant(what, known, f"for the deals of one company, write --company {what}")
        raise UsageProblem(f"list shows deals or companies, not {what}: {hint}")
    return what == "companies"
