"""``dealtrack convert``: one conversion, with its rate, day, method and source."""

from typing import TYPE_CHECKING, Annotated

import typer

from dealtrack.cli.errors import FINDINGS, UsageProblem, complain, complain_of_faults, exits
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
from dealtrack.cli.output import emit, emit_document

if TYPE_CHECKING:
    from dealtrack.values.amount import Amount


@exits
def convert(
    context: typer.Context,
    amount: Annotated[str, typer.Argument(metavar="AMOUNT", help='Such as "CNY 1.8bn" or 18亿元.')],
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="A day, a month, a quarter, a year or an interval.")],
    to: ToOption = None,
    format: FormatOption = ReportFormat.TABLE,
    book: BookOption = None,
    color: ColorOption = None,
    today: TodayOption = None,
) -> None:
    """Convert one amount at the rate on record for a date. Exits 1 if there is none."""
    from dealtrack.rates.lookup import Conversion, NoRate, look_up
    from dealtrack.rates.lookup import convert as at_rate
    from dealtrack.render.jsonable import conversion_json, pretty
    from dealtrack.reports.converted import converted_document, converted_lines

    common = Common.of(context, book, color, today)
    given, when = _amount(amount), partial_date(on, "--on")
    on_disk = common.open_book()
    complain_of_faults(on_disk, only="seeds/rates/")
    target = currency(to) if to else on_disk.settings.currency
    if given.currency == target:
        conversion = Conversion(given, given)
    else:
        rate = look_up(on_disk.rates, str(given.currency), target, when, today=common.today)
        if isinstance(rate, NoRate):
            complain(f"{given} cannot be converted to {target} at {when}: {rate.reason}")
            raise typer.Exit(FINDINGS)
        conversion = at_rate(given, target, rate)
    if format is ReportFormat.JSON:
        emit(pretty(conversion_json(conversion)), for_machines=True)
    elif format is ReportFormat.TABLE:
        emit("\n".join(converted_lines(conversion)) + "\n")
    else:
        emit_document(converted_document(conversion), format, common.color)


def _amount(text: str) -> "Amount":
    from dealtrack.values.amount_text import BadAmount, parse_amount

    try:
        amount = parse_amount(text)
    except BadAmount as error:
        raise UsageProblem(f"{text}: {error}" + (f": {error.hint}" if error.hint else "")) from None
    if amount.is_undisclosed:
        raise UsageProblem("an undisclosed amount cannot be converted")
    return amount
