"""Questions to somebody at a terminal, with what is known offered on the tab key, and asked again until answered."""

import sys
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

import typer

from dealtrack.cli.errors import UsageProblem
from dealtrack.render.harmless import one_line

T = TypeVar("T")


class Question(NamedTuple):
    """What is asked, what an empty answer means, and what the tab key completes."""

    text: str
    default: str = ""
    choices: Sequence[str] = ()
    hint: str = ""


def ask(question: Question, checked: Callable[[str], T]) -> T:
    """What *checked* makes of the answer; where it raises UsageProblem, the question is put again."""
    while True:
        answer = _line(question)
        try:
            return checked(answer)
        except UsageProblem as problem:
            tell(str(problem))


def ask_several(
    question: Question, checked: Callable[[str], T], answered: Callable[[list[T]], None] = lambda _: None
) -> list[T]:
    """An answer a line, until one is empty. *answered* is told of all so far after each."""
    answers: list[T] = []
    more = question
    while True:
        found = ask(more, lambda answer: checked(answer) if answer else None)
        if found is None:
            return answers
        answers.append(found)
        answered(list(answers))
        more = question._replace(text=f"{question.text}, one more", hint="")


def confirm(text: str, *, default: bool) -> bool:
    """Whether the answer is yes. Raises KeyboardInterrupt at the end of the input."""
    try:
        return typer.confirm(text, default=default, err=True)
    except typer.Abort:
        raise KeyboardInterrupt from None


def tell(text: str) -> None:
    """Say something between two questions."""
    print(f"  {one_line(text)}", file=sys.stderr)


def _line(question: Question) -> str:
    """The line that was typed, or the default. Raises KeyboardInterrupt at the end of the input."""
    told = f" [{question.default}]" if question.default else f" ({question.hint})" if question.hint else ""
    _complete(question.choices)
    try:
        return input(f"{one_line(question.text)}{one_line(told)}: ").strip() or question.default
    except (EOFError, KeyboardInterrupt):
        print(file=sys.stderr)
        raise KeyboardInterrupt from None
    finally:
        _complete(())


def _complete(choices: Sequence[str]) -> None:
    """Let the tab key complete a whole line to one of *choices*, whatever its capitals, where there is a readline."""
    try:
        import readline
    except ImportError:
        return

    def completer(typed: str, number: int) -> str | None:
        found = [choice for choice in choices if choice.casefold().startswith(typed.casefold())]
        return found[number] if number < len(found) else None

    readline.set_completer_delims("")
    readline.set_completer(completer)
    is_libedit = "libedit" in (readline.__doc__ or "")
    readline.parse_and_bind("bind ^I rl_complete" if is_libedit else "tab: complete")
