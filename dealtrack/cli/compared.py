"""Two states of a book, read for ``dealtrack diff``: what of them is compared, and at which rates each converts."""

from collections.abc import Collection, Sequence

from msgspec import structs

from dealtrack.cli.errors import UsageProblem
from dealtrack.cli.options import ReportOptions, at, currency, full_day
from dealtrack.comparison.books import BookChange, book_change
from dealtrack.comparison.rates import rate_changes
from dealtrack.files.book import BookNotFound, find_company, slug_of
from dealtrack.files.git_tree import files_below
from dealtrack.files.listing import DEALS, INVESTORS, RATES, SOURCES
from dealtrack.files.revisions import Named, State, compared_files, read_both
from dealtrack.known_by import known_by
from dealtrack.model import Book
from dealtrack.reports.cells import Cell, said
from dealtrack.reports.changes import Changes, Side
from dealtrack.reports.conversion import Converter

Compared = tuple[Side, Side, Changes]


def compare_states(before: Named, after: Named, companies: Sequence[str], options: ReportOptions) -> Compared:
    """What differs, in the whole book or in these *companies*.

    Raises UsageProblem for a company that neither has, BookNotFound where neither has any ``deals/``.
    """
    if not (before.files.has(DEALS) or after.files.has(DEALS)):
        raise BookNotFound(f"{after.files.root} is no book: it has no {DEALS}/")
    slugs = {slug_of(file) for named in (before, after) for file in files_below(named.files, DEALS)}
    states = read_both(before, after, whole=any(each not in slugs for each in companies))
    changed = compared_files(before, after)
    unread = _unread(states, changed)
    sides = _sides(states, unread, changed, options)
    found = _found(sides, states, unread, changed)
    if not companies:
        return (*sides, found)
    return _only([_slug(each, slugs, states) for each in companies], *sides, found)


def _unread(states: Sequence[State], changed: Collection[str]) -> frozenset[str]:
    """The files that cannot be compared, since one state cannot be read; those that are the same in both do not count.

    Seeds that cannot be read count in any case, since what they hold would seem to have been removed.
    """
    lost = states[0].unread | states[1].unread
    return frozenset(file for file in lost if file in changed or not file.startswith(f"{DEALS}/"))


def _found(sides: Sequence[Side], states: Sequence[State], unread: frozenset[str], changed: Collection[str]) -> Changes:
    books = [_without_unread(side.book, unread) for side in sides]
    found = book_change(books[0], books[1], {slug_of(file) for file in unread})
    lacks_rates = any(file.startswith(RATES) for file in unread)
    rates = () if lacks_rates else rate_changes(states[0].book.rates, states[1].book.rates)
    touched = {slug for each in found.companies for slug in (each.slug, each.old_slug)}
    laid_out = sum(slug_of(file) not in touched for file in changed if file not in unread)
    return Changes(found, rates, laid_out, len(unread))


def _without_unread(book: Book, unread: frozenset[str]) -> Book:
    sources = {} if SOURCES in unread else book.sources
    return structs.replace(book, sources=sources, investors={} if INVESTORS in unread else book.investors)


def _sides(
    states: Sequence[State], unread: frozenset[str], changed: Collection[str], options: ReportOptions
) -> tuple[Side, Side]:
    """Both states as reports take them. Where the rates of one cannot be read, those of the other hold for both."""
    first, second = states
    to = currency(options.to) if options.to else second.book.settings.currency
    known = full_day(options.known_by, "--known-by") if options.known_by else None
    sides = []
    for state, other in ((first, second), (second, first)):
        lost = any(file.startswith(RATES) for file in state.unread)
        rates = (other if lost else state).book.rates
        tolerance = state.book.settings.rates.tolerance
        converter = Converter(rates, to, known or options.common.today, at(options.at), tolerance)
        book = known_by(state.book.book, known) if known else state.book.book
        mistaken = tuple(sorted(state.mistaken & frozenset(changed)))
        lines = tuple(_problems(state))
        sides.append(Side(_name(state.named), book, converter, tuple(sorted(state.unread & unread)), mistaken, lines))
    return sides[0], sides[1]


def _name(named: Named) -> Cell:
    return named.name or (said("the index") if named.is_index else said("the work tree"))


def _problems(state: State) -> list[Cell]:
    if not state.settings_problem:
        return []
    return [said("the settings of {state} cannot be used: {why}", state=_name(state.named), why=state.settings_problem)]


def _slug(asked: str, slugs: Collection[str], states: Sequence[State]) -> str:
    """The company that answers to a name before or after. Raises UsageProblem."""
    if asked in slugs:
        return asked
    found = [find_company(state.book.book, asked) for state in reversed(states)]
    for each in found:
        if isinstance(each, tuple):
            return each[0]
    near = next((each for each in found if isinstance(each, str)), None)
    raise UsageProblem(f"there is no company {asked}" + (f": did you mean {near}?" if near else ""))


def _only(slugs: Collection[str], before: Side, after: Side, found: Changes) -> Compared:
    """Only what changed in some companies: nothing of the sources and investors that all of them share."""
    kept = tuple(each for each in found.book.companies if each.slug in slugs or each.old_slug in slugs)
    names = {name for each in kept for name in (each.slug, each.old_slug)} | set(slugs)
    sides = [structs.replace(side, book=_of(side.book, names)) for side in (before, after)]
    unread = {slug_of(file) for side in (before, after) for file in side.unread} & names
    changes = Changes(BookChange(kept), found.rates, 0, len(unread))
    return sides[0], sides[1], changes


def _of(book: Book, slugs: Collection[str]) -> Book:
    return structs.replace(book, companies={slug: each for slug, each in book.companies.items() if slug in slugs})
