"""From the words of filter options to filters: each word is known, or it is refused with the nearest that is."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, TypeVar

import typer

from dealtrack.cli import completion
from dealtrack.cli.errors import UsageProblem
from dealtrack.cli.options import Session, partial_date
from dealtrack.values.names import Names, normal

if TYPE_CHECKING:
    from dealtrack.reports.lists.ordering import Order
    from dealtrack.reports.lists.sifting import CompanyFilter, DateFilter, DealFilter, Filters
    from dealtrack.values.amount import Amount
    from dealtrack.values.rounds import Round

Words = list[str] | None
Term = TypeVar("Term", bound=StrEnum)
V = TypeVar("V")
_MANY = 12  # words that a hint names
_NAMES = ("investor", "company", "group", "sector")  # names may be near in more ways than words of dealtrack's own

SinceOption = Annotated[str | None, typer.Option("--since", metavar="DATE", help="From the first day of that date on.")]
UntilOption = Annotated[str | None, typer.Option("--until", metavar="DATE", help="To the last day of that date.")]
KindOption = Annotated[
    Words,
    typer.Option(
        "--kind", metavar="KIND", help="Deals of that kind: equity, ipo, debt …", autocompletion=completion.kind_list
    ),
]
StatusOption = Annotated[
    Words,
    typer.Option(
        "--status", metavar="STATUS", help="Deals that have come so far.", autocompletion=completion.status_list
    ),
]
MaybeOption = Annotated[bool, typer.Option("--maybe", help="Show also what may match, and why that is not sure.")]


def sort_option(keys: completion.Completion) -> Any:
    """``--sort``, of which a shell completes the *keys*."""
    return typer.Option("--sort", metavar="KEY", help="Order by KEY; -KEY turns it round.", autocompletion=keys)


LimitOption = Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="Only the first N.")]


class Given(NamedTuple):
    """The options that filter, as they were typed."""

    status: Words = None
    kind: Words = None
    round: Words = None
    since: str | None = None
    until: str | None = None
    investor: Words = None
    least: str | None = None
    most: str | None = None
    company: Words = None
    country: Words = None
    group: Words = None
    sector: Words = None
    maybe: bool = False


def filters(given: Given, session: Session) -> "Filters":
    """What was typed as filters. Raises UsageProblem."""
    from dealtrack.reports.lists.sifting import Filters

    names = frozenset(investor_names(given.investor, session))
    deals = (*_of_terms(given), *_of_investors(names, session), *_of_amounts(given, session))
    return Filters(tuple(_of_companies(given, session)), deals, tuple(_of_dates(given)), names, given.maybe)


def _of_terms(given: Given) -> Iterable["DealFilter"]:
    from dealtrack.reports.lists.filters import has_status, of_kind, of_round
    from dealtrack.values.vocabulary import Kind, Status

    if given.status:
        yield has_status(terms("status", given.status, Status))
    if given.kind:
        yield of_kind(terms("kind", given.kind, Kind))
    if given.round:
        yield of_round(_rounds(given.round))


def _of_dates(given: Given) -> Iterable["DateFilter"]:
    from dealtrack.reports.lists.filters import since, until

    start = partial_date(given.since, "--since") if given.since is not None else None
    end = partial_date(given.until, "--until") if given.until is not None else None
    if start and end and end.last < start.first:
        raise UsageProblem(f"--until {end} ends before --since {start} begins")
    if start:
        yield since(start)
    if end:
        yield until(end)


def _of_investors(names: frozenset[str], session: Session) -> Iterable["DealFilter"]:
    from dealtrack.reports.investors import Roster
    from dealtrack.reports.lists.filters import backed_by

    if names:
        yield backed_by(names, Roster(session.book))


def _of_amounts(given: Given, session: Session) -> Iterable["DealFilter"]:
    from dealtrack.reports.lists.filters import at_least, at_most

    if given.least is not None:
        yield at_least(_sum(given.least, "--min"), session.converter)
    if given.most is not None:
        yield at_most(_sum(given.most, "--max"), session.converter)


def _of_companies(given: Given, session: Session) -> Iterable["CompanyFilter"]:
    from dealtrack.reports.lists.filters import in_country, in_group, in_sector, one_of

    companies = session.on_disk.book.companies.values()
    if given.company:
        yield one_of(company_slugs(given.company, session))
    if given.country:
        countries = {company.country.upper() for company in companies if company.country}
        yield in_country(_known("country", given.country, {each: each for each in countries}))
    if given.group:
        yield in_group(_known("group", given.group, {each: each for company in companies for each in company.groups}))
    if given.sector:
        sectors = {each: each for company in companies for each in company.sectors}
        yield in_sector(_known("sector", given.sector, sectors))


def terms(thing: str, words: Sequence[str], vocabulary: type[Term]) -> frozenset[Term]:
    """The terms of a vocabulary, in any case, or as Chinese databases print them. Raises UsageProblem."""
    found = set()
    for word in _split(thing, words):
        try:
            found.add(vocabulary(word))
        except ValueError:
            found.add(vocabulary(_one(thing, word, {term.value: term.value for term in vocabulary})))
    return frozenset(found)


def _rounds(words: Sequence[str]) -> "frozenset[Round]":
    """Rounds, in any case, or as databases print them. Raises UsageProblem."""
    from dealtrack.values.labels import round_of
    from dealtrack.values.rounds import OFFERED, Round

    found = set()
    for word in _split("round", words):
        try:
            found.add(round_of(word))
        except ValueError:
            found.add(Round(_one("round", word, {name: name for name in OFFERED})))
    return frozenset(found)


def investor_names(words: Sequence[str] | None, session: Session) -> list[str]:
    """The canonical names of investors, whatever of their names were typed. Raises UsageProblem."""
    from dealtrack.reports.investors import Roster

    if not words:
        return []
    everyone = Roster(session.on_disk.book).everyone()
    return list(dict.fromkeys(_whole_or_parts("investor", words, everyone)))


def company_slugs(words: Sequence[str], session: Session) -> frozenset[str]:
    """The slugs of companies, whatever of their names were typed. Raises UsageProblem."""
    from dealtrack.files.book import AmbiguousName, companies_by_name

    found = _whole_or_parts("company", words, companies_by_name(session.on_disk.book.companies))
    slugs: set[str] = set()
    for each in found:
        if len(each) > 1:
            raise AmbiguousName(session.on_disk.book.companies[each[0]].name, each)
        slugs.update(each)
    return frozenset(slugs)


def order(text: str, keys: Iterable[str]) -> "Order":
    """What ``--sort`` asks for. Raises UsageProblem."""
    from dealtrack.reports.lists.ordering import Order

    known = {key: key for key in keys}
    return Order(_one("key to sort by", text.strip().removeprefix("-"), known), text.strip().startswith("-"))


def _sum(text: str, option: str) -> "Amount":
    """One sum to compare with. Raises UsageProblem."""
    from dealtrack.values.amount_text import BadAmount, parse_amount

    try:
        amount = parse_amount(text)
    except BadAmount as error:
        raise UsageProblem(f"{option}: {text}: {error}" + (f": {error.hint}" if error.hint else "")) from None
    if not amount.is_point or amount.approximate:
        raise UsageProblem(f"{option} {text} is not one sum: write one to compare with, such as USD 100m")
    return amount


def _known(thing: str, words: Sequence[str], known: Mapping[str, str]) -> frozenset[str]:
    return frozenset(_whole_or_parts(thing, words, known))


def _whole_or_parts(thing: str, words: Sequence[str], known: Mapping[str, V]) -> Iterable[V]:
    """What each word means; a word with commas is a list of words, unless it is a known name as it is."""
    names = Names(known.items())
    for word in words:
        parts = [word] if word in names else _split(thing, [word])
        yield from (_one(thing, part, names) for part in parts)


def _one(thing: str, word: str, known: Mapping[str, V]) -> V:
    """What *word* means, in whatever spelling. Raises UsageProblem with the nearest known word."""
    names = known if isinstance(known, Names) else Names(known.items())
    if word in names:
        return names[word]
    raise UsageProblem(f"there is no {thing} {word}: {_hint(thing, word, known)}")


def _hint(thing: str, word: str, known: Collection[str]) -> str:
    from dealtrack.diagnostics import nearest, suggested

    part = normal(word)
    if (
        near := suggested(word, known)
        or (nearest(word, known) if thing in _NAMES else None)
        or next((name for name in known if part in normal(name)), None)
    ):
        return f"did you mean {near}?"
    if not known:
        return "none is on record"
    more = f" and {len(known) - _MANY} more" if len(known) > _MANY else ""
    return f"known are {', '.join(list(known)[:_MANY])}{more}"


def _split(thing: str, words: Iterable[str]) -> list[str]:
    """Words that stand each for itself or together behind commas. Raises UsageProblem where one is missing."""
    parts = [part.strip() for word in words for part in word.replace("，", ",").split(",")]
    if not all(parts):
        raise UsageProblem(f"no {thing} is named: write one, or several with commas between them")
    return parts
