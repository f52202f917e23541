"""Rules explained: for a terminal, as a page of documentation, and for programs."""

import textwrap
from collections.abc import Sequence
from typing import Any

from dealtrack.render.ansi import BOLD, BY_SEVERITY, styled
from dealtrack.render.jsonable import pretty
from dealtrack.rules.documentation import Part, parts, summary
from dealtrack.rules.registry import Rule

_WIDEST = 100
_SUBJECTS = {
    "DT0": "The file as YAML",
    "DT1": "Shape and types",
    "DT2": "References and identity",
    "DT3": "Time",
    "DT4": "Money",
    "DT5": "Reconciliation",
    "DT6": "Rates",
    "DT7": "Provenance",
}


def explained(rule: Rule, width: int | None, color: bool) -> str:
    """One rule for a terminal of *width* cells (None: as wide as reads well), with its examples as they are."""
    title = f"{rule.code} {' / '.join(rule.names)}"
    blocks = [f"{styled(title, BOLD, color)} · {_graded(rule, color)}"]
    for part in parts(rule):
        blocks.append(_block(part, min(width or _WIDEST, _WIDEST), color))
    return "\n\n".join(blocks) + "\n"


def _block(part: Part, width: int, color: bool) -> str:
    heading = styled(f"{part.heading}:", BOLD, color)
    if part.example:
        return f"{heading}\n\n{textwrap.indent(part.example, '    ')}"
    filled = textwrap.fill(f"{part.heading}: {part.words}", width, break_long_words=False, break_on_hyphens=False)
    return heading + filled.removeprefix(f"{part.heading}:")


def listing(rules: Sequence[Rule], width: int | None, color: bool) -> str:
    """All rules, a line each, below their subjects; cut at *width*."""
    widest = max(len(rule.names[0]) for rule in rules)
    lines = []
    for prefix, subject in _SUBJECTS.items():
        lines += ["", styled(f"{prefix}xx  {subject}", BOLD, color)]
        for rule in (rule for rule in rules if rule.code.startswith(prefix)):
            head = f"{rule.code}  {rule.names[0]:{widest}}  "
            words = textwrap.shorten(summary(rule), max(20, (width or 10_000) - len(head) - 9), placeholder=" …")
            lines.append(f"{head}{_graded(rule, color, 7)}  {words}")
    return "\n".join(lines[1:]) + "\n\ndealtrack explain CODE explains one of them\n"


def page(rules: Sequence[Rule]) -> str:
    """All rules as the Markdown of ``docs/rules.md``."""
    head = (
        "# Rules\n\n"
        "What `dealtrack validate` checks. This page is made of the rules' own documentation, as\n"
        "`dealtrack explain --all --format md` prints it; its examples are run by the tests. Errors fail a run; with\n"
        "`--strict`, warnings do, too. A rule is silenced on a line by `# dealtrack: ignore[DT404] reason`, and for a\n"
        "book by `[validate]` in `dealtrack.toml`: see [format.md](format.md#settings).\n"
    )
    sections = []
    for prefix, subject in _SUBJECTS.items():
        mine = [rule for rule in rules if rule.code.startswith(prefix)]
        rows = [f"| [{rule.code}](#{_anchor(rule)}) | {_title(rule)} | {rule.severity.value} |" for rule in mine]
        table = "\n".join(["| code | name | severity |", "| --- | --- | --- |", *rows])
        sections.append("\n\n".join([f"## {prefix}xx: {subject}", table, *map(_section, mine)]))
    return head + "\n" + "\n\n".join(sections) + "\n"


def _section(rule: Rule) -> str:
    blocks = [f"### {rule.code} {_title(rule)}"]
    for part in parts(rule):
        if part.example:
            blocks.append(f"**{part.heading}:**\n\n```yaml\n{part.example}\n```")
        else:
            blocks.append(textwrap.fill(f"**{part.heading}:** {part.words}", 120, break_long_words=False))
    return "\n\n".join(blocks)


def _title(rule: Rule) -> str:
    return ", ".join(rule.names)


def _anchor(rule: Rule) -> str:
    return f"{rule.code} {_title(rule)}".lower().replace(",", "").replace(" ", "-")


def as_json(rules: Sequence[Rule]) -> str:
    """Rules as a list of objects: code, names, severity, and the five parts of their documentation."""
    return pretty([_object(rule) for rule in rules])


def _object(rule: Rule) -> dict[str, Any]:
    told = {part.heading.lower().replace(" ", "_"): part.example or part.words for part in parts(rule)}
    return {"code": rule.code, "names": list(rule.names), "severity": rule.severity.value, **told}


def _graded(rule: Rule, color: bool, width: int = 0) -> str:
    return styled(f"{rule.severity.value:{width}}", BY_SEVERITY[rule.severity], color)
