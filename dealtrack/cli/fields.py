"""The fields of a new fact: given as options, or asked for one after the other where a required one is missing."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from dealtrack.cli.asking import Question, ask, ask_several, tell
from dealtrack.cli.errors import UsageProblem

_ORDER = (
    "names", "aliases", "founded", "type", "state_owned", "country", "city", "sectors", "groups", "parents",
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


def fact_of(
    noun: str,
    fields: Sequence[Field],
    given: Mapping[str, Any],
    *,
    asks: bool,
    keep: Callable[[Fact], None] = lambda _: None,
    asks_all: bool = False,
) -> Fact:
    """What was *given*, by keys, checked; and if something required is not, and somebody *asks*, all the rest.

    With *asks_all* the rest is asked for in any case. *keep* is told what there is, given and typed, after each answer.
    Raises UsageProblem.
    """
    required = [field for field in fields if field.required and not given.get(field.key)]
    missing = [field.option for field in sorted(required, key=lambda field: _ORDER.index(field.key))]
    if missing and not asks:
        listed = " and ".join(filter(None, [", ".join(missing[:-1]), missing[-1]]))
        raise UsageProblem(f"{noun} needs {listed}: give what is missing, or answer questions on a terminal")
    fact: Fact = {}
    for field in fields:
        if given.get(field.key):
            fact[field.key] = _checked(field, given[field.key])
        elif (missing or asks_all) and field.question and field.matters(fact):

            def answered(answer: Any, key: str = field.key) -> None:
                keep(_ordered({**given, **fact, key: answer}))

            fact[field.key] = _asked(field, field.question, answered)
        else:
            continue
        if asks and (comment := field.comment(fact)):
            tell(comment)
    return _ordered(fact)


def _ordered(fact: Fact) -> Fact:
    return {key: fact[key] for key in sorted(fact, key=_ORDER.index) if fact[key]}


def _checked(field: Field, given: Any) -> Any:
    return [field.checked(each) for each in given] if field.several else field.checked(given)


def _asked(field: Field, question: Question, answered: Callable[[Any], None]) -> Any:
    """The answer, of which *answered* is told; of several, after each of them."""
    if not field.several:
        answer = ask(question, lambda answer: field.checked(answer) if answer or field.required else "")
        answered(answer)
        return answer
    first = [ask(question, field.checked)] if field.required else []
    answered(first)
    further = question._replace(text=f"{question.text}, one more", hint="empty for no more") if first else question
    return first + ask_several(further, field.checked, lambda answers: answered(first + answers))
