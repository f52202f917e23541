"""Options that several commands share, and what they come to: a book, a day, a converter."""

import inspect
import os
from collections.abc import Callable, Collection
from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from dealtrack.cli import completion
from dealtrack.cli.errors import UsageProblem
from dealtrack.values.units import Units

if TYPE_CHECKING:
    from dealtrack.files.book import BookOnDisk
    from dealtrack.model import Book
    from dealtrack.reports.conversion import At, Converter
    from dealtrack.values.dates import PartialDate


class ColorMode(StrEnum):
    """When to print in colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Language(StrEnum):
    """The languages of words and names; a test holds them to the catalogues."""

    ENGLISH = "en"
    CHINESE = "zh"


class ReportFormat(StrEnum):
    """The formats of reports; a test holds them to the registry of renderers."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"
    MD = "md"
    SVG = "svg"
    HTML = "html"


BookOption = Annotated[Path | None, typer.Option("--book", metavar="DIR", help="The book, if not the one around here.")]
ColorOption = Annotated[ColorMode | None, typer.Option("--color", help="When to print in colour. [default: auto]")]
TodayOption = Annotated[str | None, typer.Option("--today", metavar="DATE", help="Reckon as of that day.")]
# Only before the command does the environment count, so that it never overrides what was typed there.
TodayFirst = Annotated[
    str | None, typer.Option("--today", metavar="DATE", help="Reckon as of that day.", envvar="DEALTRACK_TODAY")
]
FormatOption = Annotated[ReportFormat, typer.Option("--format", "-f", help="How to print it.")]
ToOption = Annotated[
    str | None,
    typer.Option("--to", metavar="CUR", help="The currency to convert to.", autocompletion=completion.currency),
]


class Common(NamedTuple):
    """What holds for every command, given before it or behind it."""

    book: Path | None
    color: ColorMode
    today: date

    @classmethod
    def of(cls, context: typer.Context, book: Path | None, color: ColorMode | None, today: str | None) -> "Common":
        """The command's own options, else those given before it. Raises UsageProblem."""
        given = context.obj or {}
        day = today or given.get("today")
        return cls(
            book or given.get("book"),
            color or given.get("color") or ColorMode.AUTO,
            full_day(day, "--today") if day else date.today(),
        )

    def open_book(self) -> "BookOnDisk":
        """The book that was asked for. Raises BookNotFound, BadSettings."""
        from dealtrack.files.book import open_book

        return open_book(self.book, exact=True) if self.book else open_book(os.curdir)


class PageOptions(NamedTuple):
    """How a reader wants a report."""

    language: Language = Language.ENGLISH
    units: Units = Units.AUTO
    pager: bool = True
    ascii: bool = False


DEFAULTS = PageOptions()


class ReportOptions(NamedTuple):
    """What every report takes."""

    common: Common
    at: str
    to: str | None
    rates: bool
    known_by: str | None
    format: ReportFormat
    strict: bool
    page: PageOptions
    asked: tuple[str, ...] = ()


class Session(NamedTuple):
    """A report's book (as it was known by a day, if asked), and the converter for its figures."""

    on_disk: "BookOnDisk"
    book: "Book"
    converter: "Converter"
    options: ReportOptions

    @classmethod
    def of(cls, options: ReportOptions) -> "Session":
        """Open the book. Raises BookNotFound, BadSettings, UsageProblem."""
        from dealtrack.known_by import known_by
        from dealtrack.reports.conversion import Converter

        on_disk = options.common.open_book()
        to = currency(options.to) if options.to else on_disk.settings.currency
        book, today = on_disk.book, options.common.today
        if options.known_by:
            today = full_day(options.known_by, "--known-by")
            book = known_by(book, today)
        converter = Converter(on_disk.rates, to, today, at(options.at), on_disk.settings.rates.tolerance)
        return cls(on_disk, book, converter, options)


def report_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give *command*, whose last parameter is ``options: ReportOptions``, the options that every report takes."""
    return report_options_but()(command)


def report_options_but(*without: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the options that every report takes, but those that have no meaning for it."""
    return partial(_with_report_options, without=without)


def _with_report_options(command: Callable[..., None], without: Collection[str]) -> Callable[..., None]:

    def run(
        context: typer.Context,
        /,
        at: Annotated[
            str,
            typer.Option(
                "--at",
                metavar="WHEN",
                help="Which day's rate: deal, stated, latest or a date.",
                autocompletion=completion.when,
            ),
        ] = "deal",
        to: ToOption = None,
        rates: Annotated[
            bool, typer.Option("--rates", help="Show each figure's rate, its day, method and source.")
        ] = False,
        known_by: Annotated[
            str | None, typer.Option("--known-by", metavar="DATE", help="The book as it could be known on that day.")
        ] = None,
        format: FormatOption = ReportFormat.TABLE,
        lang: Annotated[Language, typer.Option("--lang", help="The language of words and names.")] = Language.ENGLISH,
        units: Annotated[
            Units, typer.Option("--units", help="The unit of sums; auto takes one that suits each column.")
        ] = Units.AUTO,
        no_pager: Annotated[
            bool, typer.Option("--no-pager", help="Print what is longer than the screen at once, too.")
        ] = False,
        strict: Annotated[bool, typer.Option("--strict", help="Exit 1 if a figure has no rate.")] = False,
        book: BookOption = None,
        color: ColorOption = None,
        today: TodayOption = None,
        **own: Any,
    ) -> None:
        common = Common.of(context, book, color, today)
        page = PageOptions(lang, units, not no_pager)
        asked: tuple[str, ...] = ()
        if format in (ReportFormat.HTML, ReportFormat.SVG):
            from dealtrack.cli.asked import asked_of

            asked = asked_of(context)
        command(**own, options=ReportOptions(common, at, to, rates, known_by, format, strict, page, asked))

    shared = inspect.signature(run).parameters
    own_parameters = [
        parameter for name, parameter in inspect.signature(command).parameters.items() if name != "options"
    ]
    positional = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own_parameters]
    kept = [
        parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for name, parameter in shared.items()
        if name not in ("context", "own", *without)
    ]
    first = shared["context"].replace(kind=inspect.Parameter.POSITIONAL_OR_KEYWORD)
    signature = inspect.Signature([first, *positional, *kept])

    def wrapped(**given: Any) -> None:
        run(given.pop("context"), **given)

    wrapped.__signature__ = signature  # type: ignore[attr-defined]
    wrapped.__annotations__ = {name: parameter.annotation for name, parameter in signature.parameters.items()}
    wrapped.__name__, wrapped.__doc__ = command.__name__, command.__doc__
    return wrapped


def currency(text: str) -> str:
    """A currency's code, in whatever case or by whatever word it was typed (``RMB``). Raises UsageProblem."""
    from dealtrack.values.currencies import currency_of

    if (code := currency_of(text)) is None:
        raise UsageProblem(f"{text} is not a currency of ISO 4217: write its three letters, such as USD")
    return code


def partial_date(text: str, option: str) -> "PartialDate":
    """A date as people type it. Raises UsageProblem."""
    from dealtrack.values.dates import BadDate, parse_date
    from dealtrack.values.forgiving import date_advice, guess_date

    guessed = guess_date(text)
    if guessed is None:
        try:
            return parse_date(text)
        except BadDate as error:
            raise UsageProblem(f"{option}: {error}: {date_advice(text, error)}") from None
    return guessed


def full_day(text: str, option: str) -> date:
    """A full day as people type it. Raises UsageProblem."""
    day = partial_date(text, option).day
    if day is None:
        raise UsageProblem(
            f"{option}: {text} is no full day: write the year, the month and the day, such as 2020-05-13"
        )
    return day


def at(text: str) -> "At":
    """The choice of ``--at``. Raises UsageProblem."""
    from dealtrack.reports.conversion import At, AtMode

    if text in (AtMode.DEAL, AtMode.STATED, AtMode.LATEST):
        return At(AtMode(text))
    return At(AtMode.DATE, partial_date(text, "--at (deal, stated, latest or a date)"))
