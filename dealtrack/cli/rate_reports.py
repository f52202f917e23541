"""``dealtrack rates list``, ``coverage``, ``show``: what is on record, how far it reaches, where a rate comes from."""

import re
from typing import Annotated

import typer

from dealtrack.cli.errors import FINDINGS, UsageProblem, complain, complain_of_faults, exits, refuse_unrated
from dealtrack.cli.options import (
    BookOption,
    ColorOption,
    Common,
    FormatOption,
    ReportFormat,
    TodayOption,
    ToOption,
    currency,
    partial_date,
)
from dealtrack.cli.output import emit_document

_PAIR = re.compile(r"\s*([A-Za-z]{3})\s*[/:, -]?\s*([A-Za-z]{3})\s*")


@exits
def list_rates(
    context: typer.Context,
    format: FormatOption = ReportFormat.TABLE,
    book: BookOption = None,
    color: ColorOption = None,
    today: TodayOption = None,
) -> None:
    """What is recorded: whose rates, in which file, of which pairs, from when to when."""
    from dealtrack.reports.recorded_rates import recorded_rates

    common = Common.of(context, book, color, today)
    on_disk = common.open_book()
    complain_of_faults(on_disk, only="seeds/rates/")
    emit_document(recorded_rates(on_disk), format, common.color)


@exits
def coverage(
    context: typer.Context,
    to: ToOption = None,
    format: FormatOption = ReportFormat.TABLE,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 if a deal has no rate.")] = False,
    book: BookOption = None,
    color: ColorOption = None,
    today: TodayOption = None,
) -> None:
    """How far the record reaches: the share of weekdays, the gaps, and the deals that have no rate of their day."""
    from dealtrack.reports.rate_coverage import coverage as report

    common = Common.of(context, book, color, today)
    on_disk = common.open_book()
    complain_of_faults(on_disk)
    target = currency(to) if to else on_disk.settings.currency
    document = report(on_disk.book, on_disk.rates, target, common.today)
    emit_document(document, format, common.color)
    if strict:
        refuse_unrated(document, "deals")


@exits
def show(
    context: typer.Context,
    pair: Annotated[str, typer.Argument(metavar="PAIR", help="Two currencies, in any order: USD/CNY.")],
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="A day, a month, a quarter, a year or an interval.")],
    format: FormatOption = ReportFormat.TABLE,
    book: BookOption = None,
    color: ColorOption = None,
    today: TodayOption = None,
) -> None:
    """One rate with everything about it: the published figures, their file and line. Exits 1 if there is none."""
    from dealtrack.rates.lookup import NoRate, look_up
    from dealtrack.reports.rate_origin import rate_origin

    common = Common.of(context, book, color, today)
    base, quote = _currencies(pair)
    when = partial_date(on, "--on")
    on_disk = common.open_book()
    complain_of_faults(on_disk, only="seeds/rates/")
    rate = look_up(on_disk.rates, base, quote, when, today=common.today)
    if isinstance(rate, NoRate):
        complain(f"there is no rate of {rate.quote} per {rate.base} at {when}: {rate.reason}")
        raise typer.Exit(FINDINGS)
    emit_document(rate_origin(on_disk, rate, when, common.today), format, common.color)


def _currencies(text: str) -> tuple[str, str]:
    """The two currencies of a pair as people type it. Raises UsageProblem."""
    match = _PAIR.fullmatch(text)
    if not match:
        raise UsageProblem(f"{text} is no pair of currencies: write USD/CNY")
    base, quote = currency(match[1]), currency(match[2])
    if base == quote:
        raise UsageProblem(f"{base} needs no rate to itself: write two currencies, such as USD/CNY")
    return base, quote
