"""``dealtrack new``: the file of a company that is not in the book yet, by options or by questions."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dealtrack.cli import completion, entering
from dealtrack.cli.add import DryRun, NoInput, Yes
from dealtrack.cli.asking import Question, ask, ask_several
from dealtrack.cli.completion import completed
from dealtrack.cli.errors import UsageProblem, complain, exits
from dealtrack.cli.options import BookOption, ColorOption, Common, TodayOption
from dealtrack.cli.writing import Manner, proposal, write

if TYPE_CHECKING:
    from dealtrack.files.book import BookOnDisk


@exits
def new(
    context: typer.Context,
    company: Annotated[str, typer.Argument(metavar="COMPANY", help="Its name, as reports are to print it.")],
    slug: Annotated[
        str | None, typer.Option("--slug", help="The file's name, without .yaml; made of the name.")
    ] = None,
    names: Annotated[
        list[str] | None, typer.Option("--names", metavar="zh=NAME", help="A name in another language; repeatable.")
    ] = None,
    alias: Annotated[list[str] | None, typer.Option("--alias", help="Another name; may be repeated.")] = None,
    founded: Annotated[str | None, typer.Option("--founded", metavar="DATE", help="When it was founded.")] = None,
    country: Annotated[str | None, typer.Option("--country", help="Two letters of ISO 3166, such as CN.")] = None,
    city: Annotated[str | None, typer.Option("--city", help="Where it is.")] = None,
    sector: Annotated[list[str] | None, completed("--sector", "A sector; may be repeated.", completion.sector)] = None,
    group: Annotated[
        list[str] | None,
        completed("--group", "A group to compare it in; repeatable.", completion.group),
    ] = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    no_input: NoInput = False,
    book: BookOption = None,
    color: ColorOption = None,
    today: TodayOption = None,
) -> None:
    """Start the file of a company. Nothing is overwritten."""
    from dealtrack.files.adding import new_company

    common, manner = Common.of(context, book, color, today), Manner.of(dry_run=dry_run, yes=yes, no_input=no_input)
    on_disk = common.open_book()
    fields: dict[str, Any] = {
        "name": entering.prose("COMPANY")(company),
        "names": dict(map(_name_in_a_language, names or ())),
        "aliases": list(map(entering.prose("--alias"), alias or ())),
        "founded": founded and entering.day("--founded")(founded),
        "country": country and _country(country),
        "city": city and entering.prose("--city")(city),
        "sectors": list(map(entering.prose("--sector"), sector or ())),
        "groups": list(map(entering.prose("--group"), group or ())),
    }
    is_bare = not any(value for key, value in fields.items() if key != "name")
    suggestion = _suggested_slug(fields) if slug is None else slug
    if manner.asks and not yes and is_bare:
        if slug is None:
            suggestion = ask(Question("File name, without .yaml", suggestion), _slug)
        fields |= _asked(on_disk)
    file = f"deals/{_slug(suggestion)}.yaml"
    if on_disk.disk.has(file):
        raise UsageProblem(f"{file} is there already: dealtrack add {suggestion} adds to it")
    made = proposal(on_disk, file, lambda _: new_company(fields))
    write(on_disk, made, common, manner, f"wrote {file}")
    if not manner.dry_run:
        complain(f"it has no deals yet: dealtrack add {suggestion}")


def _asked(on_disk: "BookOnDisk") -> dict[str, Any]:
    """The answers to questions about a company."""
    companies = on_disk.book.companies.values()
    chinese = ask(Question("Name in Chinese", hint="empty for none"), _optional(entering.prose("name")))
    return {
        "names": {"zh": chinese} if chinese else {},
        "aliases": ask_several(Question("Another name that it answers to", hint="empty for none"), str),
        "founded": ask(Question("Founded", hint="2014, 2014-10; empty if unknown"), _optional(entering.day("Founded"))),
        "country": ask(Question("Country", hint="two letters, such as CN; empty if unknown"), _optional(_country)),
        "city": ask(Question("City", hint="empty if unknown"), str),
        "sectors": ask_several(_known("Sector", (each.sectors for each in companies)), str),
        "groups": ask_several(_known("Group", (each.groups for each in companies)), str),
    }


def _known(text: str, used: Iterable[tuple[str, ...]]) -> Question:
    return Question(text, hint="empty for none", choices=sorted({word for words in used for word in words}))


def _optional(checked: entering.Check) -> entering.Check:
    return lambda text: checked(text) if text else ""


def _suggested_slug(fields: dict[str, Any]) -> str:
    """The name as a file's name; where its script leaves nothing of it, another one."""
    from dealtrack.files.listing import slug_of

    names = (fields["name"], *fields["aliases"], *fields["names"].values())
    return next(filter(None, map(slug_of, names)), "")


def _slug(text: str) -> str:
    """Raises UsageProblem for what is no sound name of a file."""
    from dealtrack.files.listing import is_reserved, is_slug, slug_of, unreserved

    if is_reserved(text):
        raise UsageProblem(f"{text} is a name that Windows keeps for itself: write --slug, such as {unreserved(text)}")
    if not is_slug(text):
        near = unreserved(slug_of(text))
        meant = f"such as {near}" if near else "such as cloudwalk"
        what = f"{text} is no name for its file" if text else "the name has no letters for that of a file"
        raise UsageProblem(f"{what}: write --slug in lower case with hyphens, {meant}")
    return text


def _name_in_a_language(text: str) -> tuple[str, str]:
    """``zh=云从科技``. Raises UsageProblem."""
    language, sign, name = text.partition("=")
    if not (sign and language.strip() and name.strip()):
        raise UsageProblem(f"--names {text}: write the language and the name, such as zh=云从科技")
    return language.strip(), entering.prose("--names")(name)


def _country(text: str) -> str:
    """Two letters, in capitals. Raises UsageProblem."""
    if not (len(text) == 2 and text.isascii() and text.isalpha()):
        raise UsageProblem(f"{text} is no country: write two letters of ISO 3166, such as CN")
    return text.upper()
