"""What people type of a fact, checked as it is typed, and written as the book writes it."""

from collections.abc import Callable, Collection
from enum import StrEnum
from typing import TYPE_CHECKING

from dealtrack.cli.errors import UsageProblem, meant
from dealtrack.cli.options import partial_date
from dealtrack.values.vocabulary import HAN_KINDS, HAN_ROUNDS

if TYPE_CHECKING:
    from dealtrack.files.book import BookOnDisk
    from dealtrack.model import Company
    from dealtrack.values.names import Names

Check = Callable[[str], str]


def amount(text: str) -> str:
    """An amount, as it was typed. Raises UsageProblem."""
    from dealtrack.values.amount_text import BadAmount, parse_amount

    try:
        parse_amount(text)
    except BadAmount as error:
        raise UsageProblem(f"{text or 'no amount'}: {error}" + (f": {error.hint}" if error.hint else "")) from None
    return text.strip()


def day(option: str) -> Check:
    """A date as the book writes it, whatever way it was typed. Raises UsageProblem."""
    return lambda text: str(partial_date(text, option))


def word(vocabulary: type[StrEnum]) -> Check:
    """A term of a vocabulary, or a label that means one. Raises UsageProblem."""

    def checked(text: str) -> str:
        from dealtrack.values.spelling import certain

        if text in HAN_KINDS or text in HAN_ROUNDS:
            return text  # whether it fits here is for the rules to say
        term = certain(text, [*vocabulary])
        if term:
            return str(term)
        hint = meant(text, [*vocabulary])
        raise UsageProblem(f"{text or 'nothing'} is no {vocabulary.__name__.lower()}: {hint}")

    return checked


def count(text: str) -> str:
    """A count, as it was typed. Raises UsageProblem."""
    from dealtrack.values.count import BadCount, parse_count

    try:
        parse_count(text)
    except BadCount as error:
        raise UsageProblem(f"{text} is {error}: {error.hint}") from None
    return text.strip()


def prose(option: str) -> Check:
    """Any text but an empty one. Raises UsageProblem."""

    def checked(text: str) -> str:
        if not text.strip():
            raise UsageProblem(f"{option}: write something")
        return text.strip()

    return checked


def source(on_disk: "BookOnDisk", company: "Company | None") -> Check:
    """The id of a source that there is. Raises UsageProblem, with the nearest."""
    from dealtrack.files.listing import SOURCES

    known = {*on_disk.book.sources, *(company.sources if company else ())}
    known |= {str(path[0]) for path in on_disk.dropped.get(SOURCES, ()) if path}

    def checked(text: str) -> str:
        if text in known:
            return text
        otherwise = f"dealtrack source add {text} --publisher … --published …" if text else "name one"
        raise UsageProblem(f"there is no source {text}".rstrip() + f": {meant(text, known, otherwise)}")

    return checked


def investor(names: "Names[str]", is_meant: Callable[[str], bool]) -> Check:
    """An investor by the canonical name. *names* lead to those.

    Anybody may be new; where a name is near one that is known, *is_meant* tells whether it is that one.
    """

    def checked(text: str) -> str:
        from dealtrack.diagnostics import nearest

        name = prose("an investor")(text)
        if name in names:
            return names[name]
        near = nearest(name, names)
        return names[near] if near and is_meant(names[near]) else name

    return checked


def deal_id(date: str, called: str, taken: Collection[str]) -> str:
    """An id for a deal of that date, round or kind, which no other has: ``2018-10-b-plus``."""
    import re

    found = re.search("[0-9]{4}(?:-[Q0-9][0-9])?", date)  # an interval by its first end
    when = found[0].lower() if found else "undated"
    term = HAN_ROUNDS.get(called, called)
    label = re.sub(r"[^a-z0-9]+", "-", term.lower().replace("+", "-plus")).strip("-")
    stem = f"{when}-{label}" if label else when
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(each for each in (stem, *numbered) if each not in taken)
