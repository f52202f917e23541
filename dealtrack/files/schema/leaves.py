"""The schemas of single values: texts, amounts, dates, counts, words of a vocabulary.

``errorMessage`` is what editors show beneath a value that is refused; the rest is standard.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from msgspec import inspect

from dealtrack.files.schema.amount_pattern import amount_pattern
from dealtrack.files.schema.descriptions import TERMS
from dealtrack.files.schema.plain_patterns import (
    count_pattern,
    date_pattern,
    label_pattern,
    round_pattern,
    truth_pattern,
    url_pattern,
)
from dealtrack.values.amount import Amount
from dealtrack.values.count import EXAMPLE as COUNTS
from dealtrack.values.count import MOST, Count
from dealtrack.values.dates import EXAMPLE as DATES
from dealtrack.values.dates import PartialDate
from dealtrack.values.labels import KINDS, LOOSE_KINDS
from dealtrack.values.labels import TERMS as LABELS
from dealtrack.values.rounds import KNOWN, OFFERED, Round
from dealtrack.values.vocabulary import Kind

Schema = dict[str, Any]

# null, said so that editors do not offer the word.
NOTHING: Schema = {"not": {"type": ["string", "number", "boolean", "object", "array"]}}
LIST_MEANT = "This is a list: put square brackets around it, or a hyphen before each item."


def text(expected: inspect.StrType) -> Schema:
    """One value of any type, for ``360`` and ``true`` are names, too."""
    no_text = {"type": ["object", "array", "null"]}
    meant = {"type": "string", "errorMessage": "Write one value, not a list or a mapping."}
    return {"if": no_text, "then": meant, **({"minLength": expected.min_length} if expected.min_length else {})}


def matching(expected: Any) -> Schema:
    """A text of a pattern (of msgspec's Metadata). Where digits match it, a number does."""
    pattern, described = expected.type.pattern, expected.extra_json_schema["description"]
    types = ["string", "integer"] if re.search(pattern, "1") else "string"
    return {"type": types, "minimum": 0, "pattern": pattern, "errorMessage": f"Write {described}."}


def vocabulary(cls: Any) -> Schema:
    """The terms, each with what it means, and the other words that are read as them.

    Those are a pattern, not more terms: there are hundreds, and editors would offer them all.
    """
    pattern = label_pattern(label for term, labels in LABELS[cls].items() for label in (term, *labels.split("|")))
    return _offered([*cls], TERMS[cls], pattern, f"Write one of {', '.join(cls)}.")


def _round() -> Schema:
    """The rounds that are offered, and all others, with the labels that databases print."""
    return _offered([*OFFERED], TERMS[Round], round_pattern(), f"Write one of {', '.join(KNOWN)}.")


def _offered(terms: list[str], described: Mapping[Any, str], pattern: str, message: str) -> Schema:
    offered: Schema = {
        "enum": [str(term) for term in terms],
        "enumDescriptions": [described[term] for term in terms],
        "errorMessage": message,
    }
    return {"anyOf": [offered, {"type": "string", "pattern": pattern}]}


def kinds_for_rounds() -> list[Schema]:
    """For each kind: a label of it may stand as the round of a deal of that kind, or of none yet."""
    found: list[Schema] = []
    for kind in KINDS:
        labels = [kind, *KINDS[kind].split("|"), *LOOSE_KINDS.get(kind, "").split("|")]
        pattern = label_pattern(labels, tails=True)
        named = {"required": ["round"], "properties": {"round": {"type": "string", "pattern": pattern}}}
        agreeing = label_pattern([kind, *LABELS[Kind][kind].split("|")])
        message = f"The round says that the kind is {kind}: write that, or leave out one of the two."
        found.append({"if": named, "then": {"properties": {"kind": {"pattern": agreeing, "errorMessage": message}}}})
    return found


def at_least_one(keys: Iterable[str]) -> list[Schema]:
    """For each of *keys*, that it is there and has a value."""
    message = f"Write {' or '.join(keys)}."
    some = {"if": {"type": "null"}, "then": {"type": "string", "errorMessage": message}}
    return [{"required": [key], "properties": {key: some}, "errorMessage": message} for key in keys]


def truth() -> Schema:
    """True or false, as it is typed plain or in quotes."""
    types = ["boolean", "integer", "string"]
    return {
        "type": types, "minimum": 0, "maximum": 1, "pattern": truth_pattern(), "errorMessage": "Write true or false.",
    }  # fmt: skip


def url() -> Schema:
    """The address of a web page."""
    return {
        "type": "string", "pattern": url_pattern(), "errorMessage": "Write an address that begins with https:// or http://.",
    }  # fmt: skip


def _amount() -> Schema:
    message = (
        "Write a currency and a number: CNY 1.8bn, about USD 5.5bn, USD 1bn-1.5bn, 18亿元, or undisclosed."
        " No $ or ¥ alone, no separators (1,800), no exponents."
    )
    return {"type": "string", "pattern": amount_pattern(), "errorMessage": message}


def _date() -> Schema:
    """A date; a year is a number to YAML."""
    message = f"No such date: {DATES}."
    return {
        "type": ["string", "integer"], "minimum": 1000, "maximum": 9999, "pattern": date_pattern(),
        "errorMessage": message,
    }  # fmt: skip


def _count() -> Schema:
    message = f"{COUNTS.capitalize()}."
    return {
        "type": ["string", "integer"], "minimum": 0, "maximum": MOST, "pattern": count_pattern(),
        "errorMessage": message,
    }  # fmt: skip


VALUES: Mapping[Any, Callable[[], Schema]] = {Amount: _amount, PartialDate: _date, Count: _count, Round: _round}
