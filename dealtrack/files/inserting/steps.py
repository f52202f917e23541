"""From a status of one word to a list of steps, of which the word, where it stands, is the first."""

import copy
from collections.abc import Mapping

from msgspec import structs

from dealtrack.diagnostics import Path, Span
from dealtrack.files.inserting.brackets import are_in_brackets, end_of_line
from dealtrack.files.inserting.layouts import usual_layout
from dealtrack.files.inserting.new import CannotInsert
from dealtrack.files.tree import compose, mark
from dealtrack.files.yaml_text import Layout, Value, in_brackets


def with_list_of_steps(text: str, path: Path, first: Mapping[str, Value], step: Mapping[str, Value]) -> str:
    """*text* with the word at *path* as a step of a list, whose other keys are those of *first*, and *step* behind it.

    Raises CannotInsert.
    """
    marks = mark(text)
    word, key = marks[path].value, marks[path].key
    layout = structs.replace(usual_layout(text, marks, Layout()), brackets=True)
    whole = in_brackets({"on": first["on"], "is": "", **first}, layout)
    head, _, tail = whole.partition(" ''")
    if key is None:
        raise CannotInsert("its status has no key")
    new = in_brackets(step, layout)
    if are_in_brackets(text, marks, path[:-1]):
        after = f"{text[: word.start]}[{head} {text[word.start : word.end]}{tail}, {new}]{text[word.end :]}"
    else:
        after = _in_lines(text, key, word, (head, tail, new), layout)
    wanted = compose(text, "").tree
    holder, outer = wanted, path[:-1]
    for each in outer:
        holder = holder[each]
    holder[path[-1]] = [{**first, "is": holder[path[-1]]}, copy.deepcopy(dict(step))]
    if compose(after, "").tree != wanted:
        raise CannotInsert("its status is laid out in a way that leaves no safe place for a step")
    return after


def _in_lines(text: str, key: Span, word: Span, written: tuple[str, str, str], layout: Layout) -> str:
    """The two steps in lines of their own, with hyphens; a comment behind the word stays behind it."""
    head, tail, new = written
    colon, line_end = text.index(":", key.end) + 1, end_of_line(text, word.end)
    column = key.start - text.rfind("\n", 0, key.start) - 1 + layout.indent
    if "\n" in text[colon : word.start]:
        start, column = word.start, word.start - text.rfind("\n", 0, word.start) - 1
        opened = f"- {head} "
    else:
        start, opened = colon, f"{layout.newline}{' ' * column}- {head}"
    old = f"{text[start : word.end]}{tail}{text[word.end : line_end]}"
    return f"{text[:start]}{opened}{old}{layout.newline}{' ' * column}- {new}{text[line_end:]}"
