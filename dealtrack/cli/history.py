"""``dealtrack diff``, ``log`` and ``blame``: what git knows of a book's deals and dollars."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dealtrack.cli import completion
from dealtrack.cli.errors import FINDINGS, UsageProblem, exits, meant, refuse_unrated
from dealtrack.cli.options import Common, ReportOptions, report_options_but
from dealtrack.cli.output import emit_document

if TYPE_CHECKING:
    from dealtrack.comparison.history import History
    from dealtrack.files.git_objects import Objects

CompanyArgument = Annotated[str, completion.COMPANY]
RevisionOption = Annotated[str, typer.Option("--rev", metavar="REV", help="As of that revision.")]
# What these reports convert nothing for.
_UNCONVERTED = ("at", "to", "rates", "known_by", "strict", "today")


@exits
@report_options_but("rates")
def diff(
    what: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[REV[..REV]] [COMPANY]...",
            help="From a revision (else HEAD) to the work tree, or to another; A...B from where B left A.",
        ),
    ] = None,
    staged: Annotated[bool, typer.Option("--staged", "--cached", help="To the index, not the work tree.")] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit 1 if anything changed.")] = False,
    *,
    options: ReportOptions,
) -> None:
    """What changed in deals and dollars between two revisions of the book."""
    from dealtrack.cli.compared import compare_states
    from dealtrack.files.revisions import asked
    from dealtrack.reports.changes import changes

    with _objects(options.common) as objects:
        revision, companies = _split(objects, what or [])
        if staged and ".." in revision:
            raise UsageProblem("--staged compares one revision with the index: write --staged REV")
        before, after, found = compare_states(*asked(objects, revision, staged=staged), companies, options)
        document = changes(before, after, found)
    emit_document(document, options.format, options.common.color, options.page, fits_comment=True)
    if options.strict:
        refuse_unrated(document)
    if exit_code and not found.is_empty:
        raise typer.Exit(FINDINGS)


@exits
@report_options_but(*_UNCONVERTED)
def log(
    company: CompanyArgument,
    deal: Annotated[
        str | None,
        typer.Argument(metavar="[DEAL]", help="The id of one of its deals.", autocompletion=completion.deals),
    ] = None,
    revision: RevisionOption = "HEAD",
    *,
    options: ReportOptions,
) -> None:
    """How the record of a company, or of one of its deals, came to be: commit by commit, newest first."""
    from dealtrack.reports.changes.past import log as report

    slug, past = _past(company, revision, options.common)
    if deal is not None:
        _refuse_unknown(deal, past)
    emit_document(report(slug, past, deal or ""), options.format, options.common.color, options.page)


@exits
@report_options_but(*_UNCONVERTED)
def blame(company: CompanyArgument, revision: RevisionOption = "HEAD", *, options: ReportOptions) -> None:
    """Which commit last set each value of a company's record."""
    from dealtrack.reports.changes.past import blame as report

    slug, past = _past(company, revision, options.common)
    if all(version.company is None for version in past.versions):
        raise UsageProblem(f"no version of {slug} can be read: see dealtrack log {slug}")
    emit_document(report(slug, past), options.format, options.common.color, options.page)


def _objects(common: Common) -> "Objects":
    """The repository of the book that was asked for. Raises BookNotFound, GitProblem."""
    from dealtrack.files.book import BookNotFound, find_root
    from dealtrack.files.git_objects import Objects

    start = Path(os.path.realpath(common.book or Path.cwd()))
    try:
        root = start if common.book else find_root(start)
    except BookNotFound:
        root = start  # a bare repository, or one whose deals/ is in its history alone
    if not root.is_dir():
        raise UsageProblem(f"there is no directory {root}")
    return Objects(root)


def _split(objects: "Objects", what: list[str]) -> tuple[str, list[str]]:
    """The revision or range, HEAD where there is none, and the companies. Raises UsageProblem."""
    from dealtrack.files.revisions import is_revision

    if not what:
        return "HEAD", []
    first, *others = what
    if ".." in first:
        return first, others
    has_file = (objects.root / "deals" / f"{first}.yaml").is_file()
    if is_revision(objects, first):
        if has_file:
            raise UsageProblem(f"{first} is a revision and a company: write HEAD {first}, or refs/heads/{first}")
        return first, others
    return ("HEAD", what) if has_file or others else _company_or_revision(objects, first)


def _company_or_revision(objects: "Objects", text: str) -> tuple[str, list[str]]:
    """*text* as a company, if its book knows one of that name; else git says that there is no such revision."""
    from dealtrack.files.book import BookNotFound, find_company, open_book

    try:
        known = isinstance(find_company(open_book(objects.root, exact=True).book, text), tuple)
    except BookNotFound:
        known = False
    return ("HEAD", [text]) if known else (text, [])


def _past(company: str, revision: str, common: Common) -> "tuple[str, History]":
    """The company's slug and its history. Raises UsageProblem, GitProblem."""
    from dealtrack.files.git_history import history

    with _objects(common) as objects:
        commit = objects.commit(revision)
        slug = _slug(objects, commit, revision, company)
        past = history(objects, commit, f"deals/{slug}.yaml")
    if not past.versions:
        raise UsageProblem(f"there is no company {company} in the history of {revision}")
    return slug, past


def _slug(objects: "Objects", commit: str, revision: str, company: str) -> str:
    """The company that answers to a name at a commit; the name itself where it may be that of a file that went."""
    from dealtrack.files.book import find_company, read_book
    from dealtrack.files.git_tree import at_commit
    from dealtrack.files.settings import Settings

    tree = at_commit(objects, commit)
    if tree.has(f"deals/{company}.yaml"):
        return company
    found = find_company(read_book(tree, Settings()).book, company)
    if not isinstance(found, tuple) and "/" in company:
        raise UsageProblem(f"there is no company {company} in the history of {revision}")
    return found[0] if isinstance(found, tuple) else company


def _refuse_unknown(deal: str, past: "History") -> None:
    """Raise UsageProblem for a deal that no version has."""
    companies = [version.company for version in past.versions if version.company]
    known = list(dict.fromkeys(each.id for company in companies for each in company.deals))
    if deal not in known:
        raise UsageProblem(f"there is no deal {deal}: {meant(deal, known)}")
