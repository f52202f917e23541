"""The fields of a new fact: given as options, or asked for one after the other where a required one is missing."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from dealtrack.cli.asking import Question, ask, ask_several, tell
from dealtrack.cli.errors import UsageProblem

_ORDER = (
    "id", "on", "is", "kind", "round", "label", "venue", "date", "status", "what", "amount", "equivalent", "rounds",
    "basis", "standing", "by", "leads", "investors", "from", "publisher", "title", "author", "url", "published",
    "language", "notes", "sources",
)  # fmt: skip

Fact = dict[str, Any]


class Field(NamedTuple):
    """A key of a fact, the option that gives it, and how it is asked for (not at all, where it has no question).

    It is asked for only where ``matters`` says that it is of use beside what was said before; ``comment`` is what to
    tell of the answer.
    """

    key: str
    option: str
    checked: Callable[[str], str]
    question: Question | None = None
    required: bool = False
    several: bool = False
    matters: Callable[[Fact], bool] = lambda _: True
    comment: Callable[[Fact], str] = lambda _: ""


def fact_of(noun: str, fields: Sequence[Field], given: Mapping[str, Any], *, asks: bool) -> Fact:
    """What was *given*, by keys, checked; and if something required is not, and somebody *asks*, all the rest.

    Raises UsageProblem.
    """
    missing = [field.option for field in fields if field.required and not given.get(field.key)]
    if missing and not asks:
        listed = " and ".join(filter(None, [", ".join(missing[:-1]), missing[-1]]))
        raise UsageProblem(f"{noun} needs {listed}: give what is missing, or answer questions on a terminal")
    fact: Fact = {}
    for field in fields:
        if given.get(field.key):
            fact[field.key] = _checked(field, given[field.key])
        elif missing and field.question and field.matters(fact):
            fact[field.key] = _asked(field, field.question)
        else:
            continue
        if asks and (comment := field.comment(fact)):
            tell(comment)
    return {key: fact[key] for key in sorted(fact, key=_ORDER.index) if fact[key]}


def _checked(field: Field, given: Any) -> Any:
    return [field.checked(each) for each in given] if field.several else field.checked(given)


def _asked(field: Field, question: Question) -> Any:
    if not field.several:
        return ask(question, lambda answer: field.checked(answer) if answer or field.required else "")
    first = [ask(question, field.checked)] if field.required else []
    further = question._replace(text=f"{question.text}, one more", hint="empty for no more") if first else question
    return first + ask_several(further, field.checked)
