"""``dealtrack add``: a deal, a step of one, a valuation, a stated total or an event, by options or by questions."""

from collections.abc import Callable, Mapping
from functools import reduce
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dealtrack.cli import completion
from dealtrack.cli.completion import completed
from dealtrack.cli.drafts import Draft, kept_if_lost
from dealtrack.cli.entering import deal_id
from dealtrack.cli.errors import UsageProblem, exits, meant
from dealtrack.cli.fields import Fact, fact_of
from dealtrack.cli.kinds_of_facts import Surroundings
from dealtrack.cli.new_sources import NewSources
from dealtrack.cli.options import BookOption, ColorOption, Common, TodayOption
from dealtrack.cli.writing import Manner, proposal, write

if TYPE_CHECKING:
    from dealtrack.files.book import BookOnDisk
    from dealtrack.model import Company, Deal
    from dealtrack.rules.proposals import Proposal

DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would change, and change nothing.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Write without asking, also what may be there already.")]
NoInput = Annotated[bool, typer.Option("--no-input", help="Ask nothing, also on a terminal.")]
Sources = Annotated[
    list[str] | None,
    typer.Option(
        "--source", metavar="ID", help="Where it was said; may be repeated.", autocompletion=completion.sources
    ),
]


def _instead(option: str, metavar: str, help: str) -> Any:
    """An option of facts that are no deals, which have a place of their own in the help."""
    return typer.Option(option, metavar=metavar, help=help, rich_help_panel="Instead of a deal")


def _turn(option: str, metavar: str, help: str, words: Any = None) -> Any:
    """An option of a deal's new status."""
    panel = "What became of a deal"
    return typer.Option(option, metavar=metavar, help=help, rich_help_panel=panel, autocompletion=words)


@exits
def add(
    context: typer.Context,
    company: Annotated[str, completion.COMPANY],
    round: Annotated[str | None, completed("--round", "a, b+, pre-ipo, C轮 …", completion.round_list)] = None,
    kind: Annotated[
        str | None, completed("--kind", "equity, if not said; support, ipo …", completion.kind_list)
    ] = None,
    date: Annotated[str | None, typer.Option("--date", help="When it was announced, or was so.")] = None,
    status: Annotated[str | None, completed("--status", "completed, announced …", completion.status_list)] = None,
    amount: Annotated[str | None, typer.Option("--amount", help='Such as "CNY 1.8bn", 18亿元, undisclosed.')] = None,
    equivalent: Annotated[str | None, typer.Option("--equivalent", help="What the source converted it to.")] = None,
    lead: Annotated[list[str] | None, completed("--lead", "Who led; may be repeated.", completion.investors)] = None,
    investor: Annotated[
        list[str] | None, completed("--investor", "Who took part; repeatable.", completion.investors)
    ] = None,
    from_: Annotated[str | None, completed("--from", "Who gave a grant or support.", completion.investors)] = None,
    venue: Annotated[str | None, typer.Option("--venue", help="The exchange of a listing.")] = None,
    label: Annotated[str | None, typer.Option("--label", help="The round in the source's words.")] = None,
    source: Sources = None,
    id: Annotated[str | None, typer.Option("--id", help="The deal's id; made of date and round, if not given.")] = None,
    notes: Annotated[str | None, typer.Option("--notes", help="Free text.")] = None,
    valuation: Annotated[str | None, _instead("--valuation", "AMOUNT", "What the company is said to be worth.")] = None,
    total: Annotated[str | None, _instead("--total", "AMOUNT", "A stated total of all that was raised.")] = None,
    event: Annotated[str | None, _instead("--event", "TEXT", "A fact that is no deal.")] = None,
    basis: Annotated[str | None, _instead("--basis", "WORD", "pre-money or post-money.")] = None,
    standing: Annotated[str | None, _instead("--standing", "WORD", "estimate, ranking, target …")] = None,
    rounds: Annotated[str | None, _instead("--rounds", "COUNT", "In how many rounds: 9, at least 9.")] = None,
    by: Annotated[str | None, _instead("--by", "NAME", "Who says so, if not the source.")] = None,
    deal: Annotated[
        str | None, _turn("--deal", "ID", "Add a step to this deal: its new --status.", completion.deals)
    ] = None,
    on: Annotated[str | None, _turn("--on", "DATE", "Since when it has that status.")] = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    no_input: NoInput = False,
    book: BookOption = None,
    color: ColorOption = None,
    today: TodayOption = None,
) -> None:
    """Add a deal to a company's file, by options or by questions; or a valuation, a total, an event, a new status."""
    from dealtrack.files.adding import with_fact

    given = {
        "round": round, "kind": kind, "date": date, "status": status, "amount": amount, "equivalent": equivalent,
        "leads": lead, "investors": investor, "from": from_, "venue": venue, "label": label, "sources": source,
        "id": id, "notes": notes, "valuation": valuation, "total": total, "what": event, "deal": deal, "on": on,
        "basis": basis, "standing": standing, "rounds": rounds, "by": by,
    }  # fmt: skip
    common, manner = Common.of(context, book, color, today), Manner.of(dry_run=dry_run, yes=yes, no_input=no_input)
    on_disk = common.open_book()
    slug, found = company_asked(on_disk, company)
    file = on_disk.company_file(slug)
    key, said = _kind_of_fact({name: value for name, value in given.items() if value})
    with kept_if_lost() as draft:
        sources = NewSources(on_disk, found, file, draft, asks=manner.asks)
        around = Surroundings(on_disk, found, sources, common.today, manner.asks)
        if key == "steps":
            _add_step(around, file, said, draft, common, manner)
            return
        noun, fields = _KINDS[key]
        keep = draft.keeper(file, lambda fact: {key: [fact]})
        fact = fact_of(noun, fields(around), said, asks=manner.asks, keep=keep)
        done = f"{noun} of {fact['date']}"
        if key == "deals":
            fact = _as_deal(fact, found)
            done = f"deal {fact['id']}"
        made = _with_sources(around, file, lambda text: with_fact(text, key, fact))
        write(on_disk, made, common, manner, f"added {done} to {file}{_sources_told(sources)}")


_KINDS: Mapping[str, tuple[str, Callable[[Surroundings], Any]]] = {
    "deals": ("a deal", Surroundings.deal),
    "valuations": ("a valuation", Surroundings.valuation),
    "totals": ("a stated total", Surroundings.total),
    "events": ("an event", Surroundings.event),
    "steps": ("a step of a deal", Surroundings.step),
}
# What makes a fact something else than a deal: the options that say so, and the key that their value has in the fact.
_SIGNS = {
    "valuation": ("valuations", "amount"), "total": ("totals", "amount"),
    "what": ("events", "what"), "deal": ("steps", "deal"),
}  # fmt: skip
_OPTIONS = {"what": "--event", "leads": "--lead", "investors": "--investor", "sources": "--source"}
_KEYS = {
    "deals": set("round kind date status amount equivalent leads investors from venue label sources id notes".split()),
    "valuations": set("date amount equivalent basis standing by sources notes".split()),
    "totals": set("date amount equivalent rounds standing by sources notes".split()),
    "events": set("date what by sources notes".split()),
    "steps": set("deal on is sources notes".split()),
}


def _kind_of_fact(given: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Which list the fact is for, and what was given of it, by its keys there. Raises UsageProblem."""
    signs = [sign for sign in _SIGNS if sign in given]
    if len(signs) > 1:
        raise UsageProblem(f"{' and '.join(map(_option, signs))} are facts of their own: add one at a time")
    if not signs:
        key, said = "deals", dict(given)
    else:
        key, own = _SIGNS[signs[0]]
        said = {name: value for name, value in given.items() if name != signs[0]}
        if own in said:
            raise UsageProblem(f"{_option(own)} is for a deal: the sum stands behind {_option(signs[0])}")
        said[own] = given[signs[0]]
    if key == "steps" and "status" in said:
        said["is"] = said.pop("status")
    for name in said:
        if name not in _KEYS[key]:
            raise UsageProblem(f"{_option(name)} is not for {_KINDS[key][0]}: {_where(name)}")
    return key, said


def _option(name: str) -> str:
    return _OPTIONS.get(name, f"--{name}")


def _where(name: str) -> str:
    """Which facts an option is for."""
    if name in _KEYS["deals"]:
        return "it is for a deal"
    return f"write it with {' or '.join(_option(sign) for sign, (key, _) in _SIGNS.items() if name in _KEYS[key])}"


def company_asked(on_disk: "BookOnDisk", asked: str) -> tuple[str, "Company"]:
    """The company that was asked for, and its slug. Raises UsageProblem."""
    from dealtrack.files.book import find_company

    found = find_company(on_disk.book, asked)
    if isinstance(found, tuple):
        return found
    if on_disk.company_file(asked) in on_disk.files:
        file = on_disk.company_file(asked)
        raise UsageProblem(f"{file} is left as it was: it cannot be read as it stands: dealtrack validate {file}")
    raise UsageProblem(
        f"there is no company {asked}: " + (f"did you mean {found}?" if found else f"dealtrack new {asked}")
    )


def _as_deal(fact: Fact, company: "Company") -> Fact:
    """A deal with an id, and without what goes without saying."""
    kind = fact.get("kind", "equity")
    called = fact.get("round") or ("" if kind == "equity" else kind)
    made = fact.get("id") or deal_id(fact["date"], called, {deal.id for deal in company.deals})
    return {"id": made} | {key: value for key, value in fact.items() if (key, value) != ("kind", "equity")}


def _with_sources(around: Surroundings, file: str, change: Callable[[str], str]) -> "list[Proposal]":
    """*change* to the company's file, with the sources that were made on the way. Raises UsageProblem, OSError."""
    from dealtrack.files.adding import with_own_source, with_shared_source
    from dealtrack.files.listing import SOURCES

    shared, own = around.sources.shared, around.sources.own

    def shared_change(text: str) -> str:
        return reduce(lambda text, each: with_shared_source(text, *each), shared.items(), text)

    def own_change(text: str) -> str:
        return reduce(lambda text, each: with_own_source(text, *each), own.items(), change(text))

    first = [proposal(around.on_disk, SOURCES, shared_change)] if shared else []
    return [*first, proposal(around.on_disk, file, own_change)]  # a source without its fact is no mistake


def _sources_told(sources: NewSources) -> str:
    """Which sources were recorded with the fact, as the end of what is said of it."""
    made = [*sources.shared, *sources.own]
    return f", with the source{'s' if len(made) > 1 else ''} {', '.join(made)}" if made else ""


def _add_step(
    around: Surroundings, file: str, said: Mapping[str, Any], draft: Draft, common: Common, manner: Manner
) -> None:
    from dealtrack.files.adding import with_step
    from dealtrack.files.salvage import NOTHING, restored

    number, deal = _deal(around.company, said["deal"])
    noun, fields = _KINDS["steps"]
    keep = draft.keeper(f"deal {deal.id} in {file}", lambda step: {"status": [step]})
    given = {key: value for key, value in said.items() if key != "deal"}
    step = fact_of(noun, fields(around), given, asks=manner.asks, keep=keep)
    first = {"on": _since(around, deal, step["on"]), "sources": list(deal.sources)}
    index = int(restored(("deals", number), around.on_disk.dropped.get(file, NOTHING))[1])
    made = _with_sources(around, file, lambda text: with_step(text, index, step, first))
    done = f"deal {deal.id} in {file} is {step['is']} on {step['on']}"
    write(around.on_disk, made, common, manner, done + _sources_told(around.sources))


def _deal(company: "Company", asked: str) -> tuple[int, "Deal"]:
    """The deal of that id, and its number. Raises UsageProblem."""
    for number, deal in enumerate(company.deals):
        if deal.id == asked:
            return number, deal
    known = [deal.id for deal in company.deals]
    hint = meant(asked, known, "" if known else "it has none")
    raise UsageProblem(f"{company.name} has no deal {asked}: {hint}")


def _since(around: Surroundings, deal: "Deal", turn: str) -> str:
    """Since when a deal had the one status that it has until its *turn*: since its date, if it was done then.

    The date of a plan is when it is meant to happen: it was one by the time of its first source, and of its turn.
    """
    from dealtrack.values.dates import parse_date

    told = around.on_disk.book.published(around.company, deal)
    if deal.is_done or not told or deal.date.last <= told[0]:
        return str(deal.date)
    until = parse_date(turn)
    if until.last >= told[0]:
        return f"../{told[0]}"
    return f"../{until.last}" if until.is_open or set("/~?") & set(turn) else f"../{turn}"
