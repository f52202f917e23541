"""``dealtrack explain``: what a rule checks, why, and how to mend what it finds."""

from enum import StrEnum
from typing import Annotated

import typer

from dealtrack.cli import completion
from dealtrack.cli.errors import UsageProblem, exits
from dealtrack.cli.options import ColorMode, ColorOption
from dealtrack.cli.output import emit, page


class ExplainFormat(StrEnum):
    """How a rule can be explained."""

    TEXT = "text"
    MD = "md"
    JSON = "json"


@exits
def explain(
    context: typer.Context,
    rules: Annotated[
        list[str] | None,
        typer.Argument(metavar="[CODE]...", help="A rule's code, or its name.", autocompletion=completion.rules),
    ] = None,
    all_rules: Annotated[bool, typer.Option("--all", help="List every rule.")] = False,
    format: Annotated[ExplainFormat, typer.Option("--format", "-f", help="How to print it.")] = ExplainFormat.TEXT,
    color: ColorOption = None,
) -> None:
    """Explain a rule: what it checks, why, a bad and a good example, how to mend it."""
    from dealtrack.render import explain
    from dealtrack.rules import RULES
    from dealtrack.rules.selectors import UnknownRule, codes

    if bool(rules) == all_rules:
        raise UsageProblem("name a rule, such as dealtrack explain DT403, or list all with --all")
    try:
        asked = [RULES[code] for word in rules or ("all",) for code in sorted(codes(word))]
    except UnknownRule as error:
        raise UsageProblem(f"{error}: {error.hint}") from None
    sheet = page(color or (context.obj or {}).get("color") or ColorMode.AUTO)
    if format is ExplainFormat.JSON:
        emit(explain.as_json(asked), for_machines=True)
    elif format is ExplainFormat.MD:
        emit(explain.page(asked), for_machines=True)
    elif all_rules:
        emit(explain.listing(asked, sheet.width, sheet.color))
    else:
        emit("\n\n".join(explain.explained(rule, sheet.width, sheet.color) for rule in asked))
