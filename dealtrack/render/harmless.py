"""Data shown as data: nothing that a book holds may act on the terminal, file or page that it is shown in."""

import re

# Controls, joiners, fillers, bidirectional controls, tags, surrogates, and what XML forbids.
_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    r"\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]"
)
# Selectors of variants show in the character before them, but not by themselves; a runner may compare without them.
_SELECTOR = r"[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]"
_COLOR = r"\x1b\[[0-9;]*m"
_ACTING = re.compile(rf"({_COLOR}|\r?\n|\t)|{_UNSEEN.pattern}")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~&@!])")
# Mentions, addresses of people and pages, issues: GitHub looks for them when Markdown's escapes are gone.
_LINKED = re.compile(
    r"(?<![\w.+/-])[\w.+/-]*(?:@\w[\w.+/@-]*|#\d[\w-]*)|@\w[\w.+/@-]*|#\d[\w-]*|\bGH-\d+"
    r"|(?:(?:https?|ftp)://|mailto:|xmpp:|www\.)(?:[!-~]*[\w/=&#%~-])?",
    re.IGNORECASE,
)
# What else begins a block: 1. 1) - + --- ===
_BLOCK = re.compile(r"^(\d*)([.)](?=\s|$)|[-+](?=[\s-]|$)|=)")
_FORMULA = tuple("=+-@＝＋－＠﹦﹢﹣﹫")
_BEFORE_FORMULA = " \u00a0\u3000'\"‘’“”＇＂\ufffd"
# Runners of GitHub, Azure and TeamCity look for ##[error], ##vso[…] and ##teamcity[…] anywhere in a line.
_COMMAND = re.compile(rf"#{_SELECTOR}*#(?=(?:\w|{_SELECTOR})*\[)")
_COMMAND_IN_JSON = re.compile(rf"(#{_SELECTOR}*#(?:\w|{_SELECTOR})*)\[")
# GitHub's runner takes :: for a command where nothing but blanks stands before it in its line.
_COMMAND_LINE = re.compile(rf"(?:(?<=[\n\r])|\A)((?:[^\S\n\r]|{_SELECTOR}|{_COLOR})*)(?=:{_SELECTOR}*:)")


def one_line(text: str) -> str:
    """*text* on one line; characters that a terminal or a log would act on, or not show, become U+FFFD."""
    seen = _UNSEEN.sub("\ufffd", text.replace("\r\n", " ").replace("\n", " ").replace("\t", " "))
    return _COMMAND.sub("#\ufffd", seen) if "#" in seen else seen


def is_plain(text: str) -> bool:
    """Whether all of *text* is seen where it is printed, and none of it acts on what it is printed on."""
    return not _UNSEEN.search(text)


def without_commands(text: str) -> str:
    """Lines as they are printed, of which none is a command of GitHub's runner: ``::`` at its start becomes ``\\::``.

    The backslash is the one that Markdown takes for an escape.
    """
    return _COMMAND_LINE.sub(r"\1\\", text) if ":" in text else text


def shown(text: str, *, begins_line: bool = True) -> str:
    """Lines that somebody else has put together, as they are printed: only line ends, tabs and colours are kept."""
    seen = _ACTING.sub(lambda match: match[1] or "\ufffd", text)
    seen = _COMMAND.sub("#\ufffd", seen) if "#" in seen else seen
    return without_commands(seen) if begins_line else without_commands(f" .{seen}")[2:]


def json_text(text: str) -> str:
    """JSON as it is printed: what no terminal shows, or a terminal or a log acts on, as the escapes JSON has for it."""
    seen = _UNSEEN.sub(lambda match: match[0] if match[0] == "\n" else _json_escape(match[0]), text)
    return _COMMAND_IN_JSON.sub(r"\1\\u005b", seen) if "#" in seen else seen


def _json_escape(char: str) -> str:
    """``\\u202e``; a character above U+FFFF takes two, as in UTF-16."""
    units = char.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[index : index + 4]}" for index in range(0, len(units), 4))


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


def spreadsheet(text: str) -> str:
    """*text* as a cell that no spreadsheet takes for a formula, nor after it has taken blanks and quotes away."""
    cell = one_line(text)
    return f"'{cell}" if cell.lstrip(_BEFORE_FORMULA).startswith(_FORMULA) else cell


def first_cell(cell: str) -> str:
    """A cell that begins a line of CSV or TSV, which a runner takes for no command."""
    return f"'{cell}" if without_commands(cell) != cell else cell
