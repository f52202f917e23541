"""``dealtrack timeline``, ``compare``, ``show`` and ``reconcile``."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from dealtrack.cli import completion
from dealtrack.cli.errors import UsageProblem, complain_of_faults, exits, meant, refuse_unrated
from dealtrack.cli.filtering import (
    Given,
    KindOption,
    MaybeOption,
    SinceOption,
    StatusOption,
    UntilOption,
    filters,
)
from dealtrack.cli.options import ReportFormat, ReportOptions, Session, report_options
from dealtrack.cli.output import emit_document

if TYPE_CHECKING:
    from dealtrack.reports.document import Document

Companies = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[COMPANY]...", help="Slugs or names; all, if none is given.", autocompletion=completion.companies
    ),
]


@exits
@report_options
def timeline(
    companies: Companies = None,
    since: SinceOption = None,
    until: UntilOption = None,
    kind: KindOption = None,
    status: StatusOption = None,
    maybe: MaybeOption = False,
    interleave: Annotated[
        bool, typer.Option("--interleave", help="All companies in one table, in the order of dates.")
    ] = False,
    chart: Annotated[bool, typer.Option("--chart", help="Draw the rows along a time axis, with bars by size.")] = False,
    ascii: Annotated[bool, typer.Option("--ascii", help="Draw the chart in plain ASCII.")] = False,
    *,
    options: ReportOptions,
) -> None:
    """What happened when: deals, plans and their turns, valuations, stated totals, events."""
    from dealtrack.reports.timeline import timeline as report

    if ascii and not chart:
        raise UsageProblem("--ascii is about the chart: write --chart --ascii")
    if chart and interleave:
        raise UsageProblem("a chart is drawn for each company: leave out --interleave")
    session = Session.of(options)
    slugs = companies_asked(session, companies)
    asked = filters(Given(status, kind, since=since, until=until, maybe=maybe), session)
    document = report(session.book, slugs, session.converter, asked, with_rates=options.rates, interleaved=interleave)
    if chart:
        from dealtrack.reports.charts.chart import with_charts

        document = with_charts(document, session.converter.to)
    print_report(document, session, ascii=ascii)


@exits
@report_options
def compare(
    companies: Companies = None,
    group: Annotated[
        str | None, typer.Option("--group", help="Only companies of that group.", autocompletion=completion.group)
    ] = None,
    sector: Annotated[
        str | None, typer.Option("--sector", help="Only companies of that sector.", autocompletion=completion.sector)
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option(
            "--columns",
            metavar="KEYS",
            help="Which metrics, by comma-separated keys.",
            autocompletion=completion.metric_list,
        ),
    ] = None,
    sort: Annotated[
        str | None,
        typer.Option(
            "--sort",
            metavar="KEY",
            help="Order companies by a metric; -KEY turns it round.",
            autocompletion=completion.metric,
        ),
    ] = None,
    transpose: Annotated[
        bool, typer.Option("--transpose", help="Companies down instead of across; where they are many, across.")
    ] = False,
    help_metrics: Annotated[bool, typer.Option("--help-metrics", help="List the metrics and what they mean.")] = False,
    *,
    options: ReportOptions,
) -> None:
    """Companies side by side."""
    from dealtrack.reports.compare import compare as report
    from dealtrack.reports.compare import metrics_defined, sorted_slugs
    from dealtrack.reports.metrics import METRICS

    if help_metrics:
        emit_document(metrics_defined(), options.format, options.common.color, options.page)
        return
    session = Session.of(options)
    slugs = [
        slug
        for slug in companies_asked(session, companies)
        if (group is None or group in session.book.companies[slug].groups)
        and (sector is None or sector in session.book.companies[slug].sectors)
    ]
    if not slugs:
        raise UsageProblem("no company is of that group and sector")
    keys = [_metric(key.strip(), METRICS) for key in columns.split(",")] if columns else []
    if sort:
        key = _metric(sort.removeprefix("-"), METRICS)
        slugs = sorted_slugs(session.book, slugs, session.converter, key, reverse=sort.startswith("-"))
    document = report(session.book, slugs, session.converter, keys, transpose=transpose, with_rates=options.rates)
    print_report(document, session)


@exits
@report_options
def show(
    company: Annotated[
        str,
        completion.COMPANY,
    ],
    *,
    options: ReportOptions,
) -> None:
    """One company on one screen."""
    from dealtrack.reports.show import show as report

    session = Session.of(options)
    [slug] = companies_asked(session, [company])
    print_report(report(session.book, slug, session.converter, with_rates=options.rates), session)


@exits
@report_options
def reconcile(companies: Companies = None, *, options: ReportOptions) -> None:
    """What was stated against what is on record: totals, claims, valuations, printed conversions."""
    from dealtrack.reports.reconcile import reconcile as report
    from dealtrack.rules.registry import Whole

    session = Session.of(options)
    slugs = companies_asked(session, companies)
    unread = Whole(session.on_disk, options.common.today).lacking("deals")
    print_report(report(session.book, slugs, session.converter, with_rates=options.rates, unread=unread), session)


def _metric(key: str, known: Mapping[str, object]) -> str:
    if key not in known:
        raise UsageProblem(f"there is no metric {key}: {meant(key, known)}")
    return key


def companies_asked(session: Session, asked: list[str] | None) -> list[str]:
    """The companies that were asked for; all where none was. Raises UsageProblem."""
    from dealtrack.files.book import find_company

    if not session.book.companies:
        known = " of that day" if session.options.known_by else ""
        raise UsageProblem(f"the book{known} holds no company: {session.on_disk.root}")
    if not asked:
        return list(session.book.companies)
    slugs = []
    for name in asked:
        found = find_company(session.book, name)
        if not isinstance(found, tuple):
            hint = f"did you mean {found}?" if found else f"known are {', '.join(session.book.companies)}"
            raise UsageProblem(f"there is no company {name}: {hint}")
        slugs.append(found[0])
    return list(dict.fromkeys(slugs))


def print_report(document: "Document", session: Session, *, ascii: bool = False) -> None:
    """Print a report in the way that was asked for; with --strict, exit 1 where a figure lacks its rate."""
    options = session.options
    complain_of_faults(session.on_disk)
    if options.format in (ReportFormat.HTML, ReportFormat.SVG):
        from msgspec.structs import replace

        document = replace(document, asked=(session.on_disk.root.name, *options.asked))
    emit_document(document, options.format, options.common.color, options.page._replace(ascii=ascii))
    if options.strict:
        refuse_unrated(document)
