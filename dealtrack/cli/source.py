"""``dealtrack source``: the documents that facts are taken from."""

from typing import Annotated

import typer

from dealtrack.cli import completion, entering
from dealtrack.cli.add import DryRun, NoInput, Yes, company_asked
from dealtrack.cli.drafts import kept_if_lost
from dealtrack.cli.errors import UsageProblem, exits
from dealtrack.cli.fields import fact_of
from dealtrack.cli.new_sources import source_fields
from dealtrack.cli.options import BookOption, ColorOption, Common, TodayOption
from dealtrack.cli.writing import Manner, proposal, write

app = typer.Typer(add_completion=False, help="The documents that facts are taken from.", no_args_is_help=True)


@app.command("add")
@exits
def add_source(
    context: typer.Context,
    id: Annotated[str, typer.Argument(metavar="ID", help="What facts are to cite it by.")],
    publisher: Annotated[str | None, typer.Option("--publisher", help="Who published it.")] = None,
    published: Annotated[str | None, typer.Option("--published", metavar="DATE", help="When.")] = None,
    title: Annotated[str | None, typer.Option("--title", help="Its headline.")] = None,
    author: Annotated[str | None, typer.Option("--author", help="Who wrote it.")] = None,
    url: Annotated[str | None, typer.Option("--url", help="Where it is to be read.")] = None,
    language: Annotated[str | None, typer.Option("--language", help="Such as zh.")] = None,
    notes: Annotated[str | None, typer.Option("--notes", help="Free text.")] = None,
    company: Annotated[
        str | None,
        typer.Option(
            "--company",
            metavar="COMPANY",
            help="Keep it in this company's file alone.",
            autocompletion=completion.companies,
        ),
    ] = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    no_input: NoInput = False,
    book: BookOption = None,
    color: ColorOption = None,
    today: TodayOption = None,
) -> None:
    """Add a source to seeds/sources.yaml, or to a company's own."""
    from dealtrack.files.adding import with_own_source, with_shared_source
    from dealtrack.files.listing import SOURCES

    common, manner = Common.of(context, book, color, today), Manner.of(dry_run=dry_run, yes=yes, no_input=no_input)
    on_disk = common.open_book()
    file, own, change = SOURCES, {}, with_shared_source
    if company is not None:
        slug, found = company_asked(on_disk, company)
        file, own, change = on_disk.company_file(slug), dict(found.sources), with_own_source
    if id in own or id in on_disk.book.sources:
        where = file if id in own else SOURCES
        raise UsageProblem(f"{where} has a source {id} already: cite it, or choose another id")
    given = {
        "publisher": publisher, "title": title, "author": author, "url": url, "published": published,
        "language": language, "notes": notes,
    }  # fmt: skip
    publishers = {each.publisher for each in (*on_disk.book.sources.values(), *own.values())}
    with kept_if_lost() as draft:
        keep = draft.keeper(file, lambda source: {id: source} if company is None else {"sources": {id: source}})
        source = fact_of("a source", source_fields(publishers), given, asks=manner.asks, keep=keep)
        made = proposal(on_disk, file, lambda text: change(text, entering.prose("ID")(id), source))
        write(on_disk, [made], common, manner, f"added source {id} to {file}")
