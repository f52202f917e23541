"""Data shown as data: nothing that a book holds may act on the terminal, file or page that it is shown in."""

import re

# Controls, joiners, bidirectional controls, tags, surrogates, and what XML forbids.
_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff"
    r"\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~&@!])")
# Runners of GitHub, Azure and TeamCity look for ##[error], ##vso[…] and ##teamcity[…] anywhere in a line.
_COMMAND = re.compile(r"##(?=(\w*)\[)")
_COMMAND_IN_JSON = re.compile(r"(##\w*)\[")


def one_line(text: str) -> str:
    """*text* on one line; characters that a terminal or a log would act on, or not show, become U+FFFD."""
    shown = _UNSEEN.sub("\ufffd", text.replace("\r\n", " ").replace("\n", " ").replace("\t", " "))
    return _COMMAND.sub("#\ufffd", shown) if "##" in shown else shown


def json_text(text: str) -> str:
    """JSON as it is printed: what no terminal shows, or a terminal or a log acts on, as the escapes JSON has for it."""
    shown = _UNSEEN.sub(lambda match: match[0] if match[0] == "\n" else _json_escape(match[0]), text)
    return _COMMAND_IN_JSON.sub(r"\1\\u005b", shown) if "##" in shown else shown


def _json_escape(char: str) -> str:
    """``\\u202e``; a character above U+FFFF takes two, as in UTF-16."""
    units = char.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[index : index + 4]}" for index in range(0, len(units), 4))


def markdown(text: str) -> str:
    """*text* as literal Markdown, safe in a table's cell."""
    return _MARKDOWN.sub(r"\\\1", one_line(text))


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


def spreadsheet(text: str) -> str:
    """*text* as a cell that no spreadsheet takes for a formula."""
    shown = one_line(text)
    return f"'{shown}" if shown.lstrip().startswith(("=", "+", "-", "@")) else shown
