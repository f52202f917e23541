"""What the parameters of commands complete to: names of the book around, and words that dealtrack knows.

Nothing is ever said where something is wrong: then there is nothing to complete to. A word is asked for with what is
typed of it so far, and the answers are words that begin so, in whatever spelling.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import typer

Words = Iterable[tuple[str, str]]  # each with what it is
Completion = Callable[[typer.Context, str], list[tuple[str, str]]]


def _quietly(words: Callable[[typer.Context, str], Words]) -> Completion:
    def complete(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
        try:
            from dealtrack.values.names import normal

            begun = normal(incomplete)
            return [
                each
                for each in words(ctx, incomplete)
                if each[0].startswith(incomplete) or normal(each[0]).startswith(begun)
            ]
        except Exception:  # nobody who presses Tab wants to be told
            return []

    return complete


def _one_of_many(words: Callable[[typer.Context, str], Words]) -> Completion:
    """Words that stand behind commas, too."""

    def part(ctx: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
        before, comma, last = incomplete.rpartition(",")
        for word, what in words(ctx, last):
            yield before + comma + word, what

    return _quietly(part)


def _root(ctx: typer.Context) -> Path:
    """The book that is meant by the line so far. Raises LookupError."""
    from dealtrack.files.names import book_around

    given = ctx.params.get("book") or (ctx.find_root().params.get("book"))
    root = book_around(Path(os.path.realpath(given)), exact=True) if given else book_around(Path.cwd())
    if root is None:
        raise LookupError
    return root


def _companies(ctx: typer.Context, incomplete: str) -> Words:
    """Slugs, which take no reading; where none begins so, the names in all scripts."""
    from dealtrack.files.names import Names, names, slugs

    root = _root(ctx)
    found = [slug for slug in slugs(root) if slug.startswith(incomplete)]
    return [(slug, "") for slug in found] or names(root, Names.COMPANIES).items()


def _named(kind: str) -> Callable[[typer.Context, str], Words]:
    def words(ctx: typer.Context, _: str) -> Words:
        from dealtrack.files.names import Names, names

        return names(_root(ctx), Names(kind)).items()

    return words


def _rules(_: typer.Context, incomplete: str) -> Words:
    from dealtrack.rules import RULES

    found = [(rule.code, name) for rule in RULES.values() for name in rule.names]
    is_code = not incomplete or incomplete[0].isupper()
    return [(code, name) if is_code else (name, code) for code, name in found]


def _currencies(_: typer.Context, __: str) -> Words:
    from dealtrack.values.currencies import CURRENCIES

    return [(code, "") for code in sorted(CURRENCIES)]


def _keys(of: str) -> Callable[[typer.Context, str], Words]:
    """Keys of a report: ``module:NAME`` of the mapping that has them."""

    def words(_: typer.Context, __: str) -> Words:
        from importlib import import_module

        module, _colon, name = of.partition(":")
        return [(key, "") for key in getattr(import_module(f"dealtrack.reports.{module}"), name)]

    return words


def _terms(vocabulary: str) -> Callable[[typer.Context, str], Words]:
    def words(_: typer.Context, __: str) -> Words:
        from dealtrack.values import vocabulary as all_of_them

        return [(term.value, "") for term in getattr(all_of_them, vocabulary)]

    return words


def _rounds(_: typer.Context, __: str) -> Words:
    from dealtrack.values.rounds import OFFERED

    return [(name, "") for name in OFFERED]


def _fixed(*known: str) -> Completion:
    return _quietly(lambda _, __: [(word, "") for word in known])


def completed(option: str, help: str, words: Completion) -> Any:
    """An option of which a shell completes the words."""
    return typer.Option(option, help=help, autocompletion=words)


companies = _quietly(_companies)
company_list = _one_of_many(_companies)
deals = _quietly(_named("deals"))
sources = _quietly(_named("sources"))
investors = _quietly(_named("investors"))
investor_list = _one_of_many(_named("investors"))
group = _quietly(_named("groups"))
group_list = _one_of_many(_named("groups"))
sector = _quietly(_named("sectors"))
sector_list = _one_of_many(_named("sectors"))
country_list = _one_of_many(_named("countries"))
rules = _quietly(_rules)
rule_list = _one_of_many(_rules)
currency = _quietly(_currencies)
currency_list = _one_of_many(_currencies)
metric = _quietly(_keys("metrics:METRICS"))
metric_list = _one_of_many(_keys("metrics:METRICS"))
investor_key = _quietly(_keys("lists.league:INVESTOR_KEYS"))
deal_key = _quietly(_keys("lists.deals:DEAL_KEYS"))
status_list = _one_of_many(_terms("Status"))
kind_list = _one_of_many(_terms("Kind"))
round_list = _one_of_many(_rounds)
type_list = _one_of_many(_terms("InvestorType"))
listed = _fixed("deals", "companies")
when = _fixed("deal", "stated", "latest")

COMPANY = typer.Argument(metavar="COMPANY", help="A slug, a name or an alias, in any script.", autocompletion=companies)
