"""``dealtrack investor add``: an investor by options or questions, or all whom deals name and nobody has recorded."""

from typing import TYPE_CHECKING, Annotated

import typer

from dealtrack.cli import completion, entering
from dealtrack.cli.add import DryRun, NoInput, Yes
from dealtrack.cli.asking import Question
from dealtrack.cli.completion import completed
from dealtrack.cli.drafts import kept_if_lost
from dealtrack.cli.errors import UsageProblem, complain, exits
from dealtrack.cli.fields import Fact, Field, fact_of
from dealtrack.cli.options import BookOption, ColorOption, Common, TodayOption
from dealtrack.cli.writing import Manner, proposal, write
from dealtrack.values.vocabulary import InvestorType

if TYPE_CHECKING:
    from dealtrack.files.book import BookOnDisk
    from dealtrack.rules.mentions import Mention

app = typer.Typer(add_completion=False, help="The record of who invests.", no_args_is_help=True)

_COMPARED = 1_000_000  # pairs of names, some seconds; who is not compared could be misspelt
_UNKNOWN = ("DT202",)  # who else is not on record is not so for being left out here


@app.callback()
def _investor() -> None:
    """The record of who invests."""


@app.command("add")
@exits
def add_investor(
    context: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="As reports are to print it.")] = None,
    alias: Annotated[list[str] | None, typer.Option("--alias", help="Another name; may be repeated.")] = None,
    names: Annotated[
        list[str] | None, typer.Option("--names", metavar="zh=NAME", help="A name in another language; repeatable.")
    ] = None,
    type: Annotated[str | None, completed("--type", "vc, pe, bank …", completion.type_list)] = None,
    state_owned: Annotated[
        bool | None, typer.Option("--state-owned/--not-state-owned", help="Whether a state owns it.")
    ] = None,
    country: Annotated[str | None, typer.Option("--country", help="Two letters of ISO 3166, such as CN.")] = None,
    parent: Annotated[list[str] | None, completed("--parent", "Who owns it; repeatable.", completion.investors)] = None,
    notes: Annotated[str | None, typer.Option("--notes", help="Free text.")] = None,
    unknown: Annotated[bool, typer.Option("--unknown", help="Record all whom the deals name: DT202.")] = False,
    dry_run: DryRun = False,
    yes: Yes = False,
    no_input: NoInput = False,
    book: BookOption = None,
    color: ColorOption = None,
    today: TodayOption = None,
) -> None:
    """Add an investor to seeds/investors.yaml, or all who are not on record there."""
    from dealtrack.files.listing import INVESTORS

    given = {
        "aliases": alias, "names": names, "type": type, "country": country, "parents": parent, "notes": notes,
        "state_owned": None if state_owned is None else str(state_owned).lower(),
    }  # fmt: skip
    is_bare = not any(given.values())
    common, manner = Common.of(context, book, color, today), Manner.of(dry_run=dry_run, yes=yes, no_input=no_input)
    if unknown == (name is not None) or (unknown and not is_bare):
        raise UsageProblem("name one investor, or write --unknown alone for all who are not on record")
    on_disk = common.open_book()
    if name is None:
        _add_unknown(on_disk, common, manner)
        return
    name = _new_name(on_disk, name)
    with kept_if_lost() as draft:
        keep = draft.keeper(INVESTORS, lambda investor: {name: _named(investor)})
        asks_all = manner.asks and is_bare and not yes
        investor = _named(fact_of("an investor", _fields(), given, asks=manner.asks, keep=keep, asks_all=asks_all))
        _write(on_disk, {name: investor}, common, manner, f"added investor {name} to {INVESTORS}")


def _add_unknown(on_disk: "BookOnDisk", common: Common, manner: Manner) -> None:
    """Record whom DT202 would name, but for texts that are several names or none, and for probable misspellings.

    Raises UsageProblem, OSError.
    """
    from dealtrack.files.listing import INVESTORS
    from dealtrack.render.diagnostics.wording import counted
    from dealtrack.rules.naming import is_no_single_name
    from dealtrack.rules.references import backers_not_on_record, nearest_investors
    from dealtrack.rules.registry import Whole
    from dealtrack.values.names import normal

    whole = Whole(on_disk, common.today)
    if whole.lost(INVESTORS):
        raise UsageProblem(f"{INVESTORS} cannot be read as it stands: dealtrack validate {INVESTORS}")
    mentions: dict[str, Mention] = {}
    for each in backers_not_on_record(whole):
        mentions.setdefault(normal(each.text), each)
    left_out = [each.text for each in mentions.values() if is_no_single_name(each.text)]
    single = [each for each in mentions.values() if not is_no_single_name(each.text)]
    near = nearest_investors(whole, single, _COMPARED)
    new: dict[str, Fact] = {text: {} for text, meant in near.items() if not meant}
    _tell_of_left_out(left_out, {text: meant for text, meant in near.items() if meant})
    if len(near) < len(single):
        complain(f"{counted(len(single) - len(near), 'name')} left out: too many to compare at once", "run it again")
    if not new:
        complain("there is no investor to add: all who can be are on record")
        return
    _write(on_disk, new, common, manner, f"added {counted(len(new), 'investor')} to {INVESTORS}")


def _tell_of_left_out(several_or_none: list[str], near: dict[str, str]) -> None:
    from dealtrack.render.diagnostics.wording import counted

    if several_or_none:
        told = f"{counted(len(several_or_none), 'name')} left out, which look like several or none: "
        complain(told + ", ".join(several_or_none), "write each by itself in the deals, or add it by its name")
    if near:
        told = f"{counted(len(near), 'name')} left out, which may be misspelt: "
        pairs = ", ".join(f"{text} (did you mean {meant}?)" for text, meant in near.items())
        complain(told + pairs, "mend the deals, or add it by its name: dealtrack investor add NAME")


def _write(on_disk: "BookOnDisk", investors: dict[str, Fact], common: Common, manner: Manner, done: str) -> None:
    """Raises UsageProblem, OSError."""
    from dealtrack.files.adding import with_investors
    from dealtrack.files.listing import INVESTORS

    made = proposal(on_disk, INVESTORS, lambda text: with_investors(text, investors))
    write(on_disk, [made], common, manner, done, passed_over=_UNKNOWN)


def _new_name(on_disk: "BookOnDisk", text: str) -> str:
    """Raises UsageProblem for one that is on record."""
    from dealtrack.files.listing import INVESTORS

    name = entering.prose("NAME")(text)
    canonical = on_disk.book.investor_names().get(name)
    if canonical is not None:
        answers = "" if canonical == name else f", which answers to {name}"
        raise UsageProblem(f"{INVESTORS} has {canonical} already{answers}: change it there")
    return name


def _fields() -> list[Field]:
    none = "empty for none"
    prose = entering.prose
    return [
        Field(
            "names",
            "--names",
            _language_and_name,
            Question("Name in another language", hint=f"zh=…; {none}"),
            several=True,
        ),
        Field("aliases", "--alias", prose("--alias"), Question("Another name", hint=none), several=True),
        Field(
            "type", "--type", entering.word(InvestorType), Question("Type", "", [*InvestorType], f"vc, pe …; {none}")
        ),
        Field(
            "state_owned",
            "--state-owned",
            _truth,
            Question("Does a state own it", hint="true, false; empty if unknown"),
        ),
        Field("country", "--country", entering.country, Question("Country", hint="two letters; empty if unknown")),
        Field("parents", "--parent", prose("--parent"), Question("Parent", hint=none), several=True),
        Field("notes", "--notes", prose("--notes"), Question("Notes", hint=none)),
    ]


def _named(investor: Fact) -> Fact:
    """The *investor* with its names by languages."""
    if not investor.get("names"):
        return investor
    return {**investor, "names": dict(map(entering.name_in_a_language, investor["names"]))}


def _language_and_name(text: str) -> str:
    return "=".join(entering.name_in_a_language(text))


def _truth(text: str) -> str:
    """Raises UsageProblem."""
    words = {"true": "true", "yes": "true", "y": "true", "false": "false", "no": "false", "n": "false"}
    if text.lower() not in words:
        raise UsageProblem(f"{text}: write true or false")
    return words[text.lower()]
