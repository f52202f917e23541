"""What people type of a fact, checked as it is typed, and written as the book writes it."""

import re
from collections.abc import Callable, Collection
from enum import StrEnum
from typing import TYPE_CHECKING

from dealtrack.cli.errors import UsageProblem, meant
from dealtrack.cli.options import partial_date

if TYPE_CHECKING:
    from dealtrack.files.book import BookOnDisk
    from dealtrack.model import Company
    from dealtrack.values.names import Names

Check = Callable[[str], str]

# Controls but for tabs and line ends, what turns text round, what is no character, and halves of characters.
_ACTING = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069\\ufffe\\uffff\\ud800-\\udfff]"
)


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
    """A term of a vocabulary, or a label that means one, as the term. Raises UsageProblem."""

    def checked(text: str) -> str:
        from dealtrack.values.spelling import certain

        try:
            return str(vocabulary(text))
        except ValueError:
            pass
        if term := certain(text, [*vocabulary]):
            return str(term)
        raise UsageProblem(f"{text or 'nothing'} is no {vocabulary.__name__.lower()}: {_term_meant(text, vocabulary)}")

    return checked


def _term_meant(text: str, vocabulary: type[StrEnum]) -> str:
    from dealtrack.diagnostics import suggested
    from dealtrack.values.other_words import terms_for

    terms = terms_for(text, vocabulary.__name__.lower()) or suggested(text, [*vocabulary])
    return f"did you mean {terms}?" if terms else f"known are {', '.join(vocabulary)}"


def round_name(text: str) -> str:
    """A round, or a label that databases print for one or for a kind in its place. Raises UsageProblem.

    A label stays as it was printed: what it says beyond the round is kept with it.
    """
    from dealtrack.diagnostics import suggested
    from dealtrack.values.labels import meaning_of
    from dealtrack.values.rounds import KNOWN, OFFERED
    from dealtrack.values.spelling import certain

    meaning = meaning_of(text)
    if meaning:
        return meaning.round if meaning.round and meaning.is_whole and text.isascii() else text
    if term := certain(text, OFFERED):
        return term
    near = suggested(text, OFFERED)
    hint = (
        f"did you mean {near}?" if near else f"write unknown, with --label for the words, or one of {', '.join(KNOWN)}"
    )
    raise UsageProblem(f"{text or 'nothing'} is no round: {hint}")


def count(text: str) -> str:
    """A count, as it was typed. Raises UsageProblem."""
    from dealtrack.values.count import BadCount, parse_count

    try:
        parse_count(text)
    except BadCount as error:
        raise UsageProblem(f"{text} is {error}: {error.hint}") from None
    return text.strip()


def prose(option: str) -> Check:
    """Any text but an empty one, and one that acts on what shows it. Raises UsageProblem."""

    def checked(text: str) -> str:
        if not text.strip():
            raise UsageProblem(f"{option}: write something")
        if found := _ACTING.search(text):
            raise UsageProblem(f"{option}: U+{ord(found[0]):04X} acts on what shows it: leave it out")
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

    from dealtrack.values.labels import meaning_of

    found = re.search("[0-9]{4}(?:-[Q0-9][0-9])?", date)  # an interval by its first end
    when = found[0].lower() if found else "undated"
    meaning = meaning_of(called)
    term = (meaning.kind or meaning.round or "") if meaning else called
    label = re.sub(r"[^a-z0-9]+", "-", term.lower().replace("+", "-plus")).strip("-")
    stem = f"{when}-{label}" if label else when
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(each for each in (stem, *numbered) if each not in taken)
