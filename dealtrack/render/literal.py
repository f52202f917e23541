"""Data as literal Markdown: nothing of it is markup, and GitHub makes no link and no message of it."""

import re

from dealtrack.render.harmless import one_line, without_commands

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~&@!])")
# Mentions, addresses of people and pages, issues: GitHub looks for them when Markdown's escapes are gone.
_LINKED = re.compile(
    r"(?<![\w.+/-])[\w.+/-]*(?:@\w[\w.+/@-]*|#\d[\w-]*)|@\w[\w.+/@-]*|#\d[\w-]*|\bGH-\d+"
    r"|(?:(?:https?|ftp)://|mailto:|xmpp:|www\.)(?:[!-~]*[\w/=&#%~-])?",
    re.IGNORECASE,
)
# What else begins a block: 1. 1) - + --- ===
_BLOCK = re.compile(r"^(\d*)([.)](?=\s|$)|[-+](?=[\s-]|$)|=)")


def markdown(text: str) -> str:
    """*text* as literal Markdown, safe in a table's cell.

    What GitHub makes a link of by itself, or a message to somebody, becomes code: no escape keeps it from that.
    """
    seen, done, parts = one_line(text), 0, list[str]()
    for found in _LINKED.finditer(seen):
        parts += [_MARKDOWN.sub(r"\\\1", seen[done : found.start()]), markdown_code(found[0])]
        done = found.end()
    return "".join([*parts, _MARKDOWN.sub(r"\\\1", seen[done:])])


def markdown_line(text: str) -> str:
    """*text* as literal Markdown that may begin a line: it is no list, heading, block of code or command there."""
    return without_commands(_BLOCK.sub(r"\1\\\2", markdown(text).lstrip()))


def markdown_code(text: str) -> str:
    """*text* as Markdown code, safe in a table's cell; empty where *text* is.

    Only in code does GitHub leave mentions, addresses, numbers of issues and hashes of commits alone: it looks for them
    after Markdown's own escapes are gone.
    """
    shown = one_line(text).strip()
    if not shown:
        return ""
    fence = _fence(shown, 1)
    pad = " " if shown.startswith("`") or shown.endswith("`") else ""
    # A table is divided before code is looked for, and there a backslash before a bar is an escape, code or not.
    cell = re.sub(r"(\\*)\|", r"\1\1\\|", shown)
    return f"{fence}{pad}{cell}{pad}{fence}"


def markdown_block(text: str) -> str:
    """Lines, each of them harmless already, as a block of Markdown code that nothing in them ends."""
    fence = _fence(text, 3)
    return f"{fence}text\n{text}\n{fence}"


def _fence(text: str, least: int) -> str:
    """More backticks than stand together anywhere in *text*."""
    return "`" * max(least, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
