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
_KEPT = re.compile(rf"({_COLOR}|\r?\n|\t)")
_FORMULA = tuple("=+-@＝＋－＠﹦﹢﹣﹫")
_BEFORE_FORMULA = " \u00a0\u3000'\"‘’“”＇＂\ufffd"
# Runners of GitHub, Azure and TeamCity look for ##[error], ##vso[…] and ##teamcity[…] anywhere in a line.
_COMMAND = re.compile(rf"#{_SELECTOR}*#(?=(?:\w|{_SELECTOR})*\[)")
_COMMAND_IN_JSON = re.compile(rf"(#{_SELECTOR}*#(?:\w|{_SELECTOR})*)\[")
# GitHub's runner takes :: for a command where nothing but blanks stands before it in its line.
_COLONS = re.compile(f":{_SELECTOR}*:")
_COMMAND_LINE = re.compile(rf"(?:(?<=[\n\r])|\A)((?:[^\S\n\r]|{_SELECTOR}|{_COLOR})*)(?={_COLONS.pattern})")


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
    return _COMMAND_LINE.sub(r"\1\\", text) if _COLONS.search(text) else text


def shown(text: str, *, begins_line: bool = True) -> str:
    """Lines that somebody else has put together, as they are printed: only line ends, tabs and colours are kept."""
    parts = _KEPT.split(text)  # what is kept stands between the others
    parts[::2] = [_UNSEEN.sub("\ufffd", part) for part in parts[::2]]
    seen = "".join(parts)
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


def spreadsheet(text: str) -> str:
    """*text* as a cell that no spreadsheet takes for a formula, nor after it has taken blanks and quotes away."""
    cell = one_line(text)
    return f"'{cell}" if cell.lstrip(_BEFORE_FORMULA).startswith(_FORMULA) else cell


def first_cell(cell: str) -> str:
    """A cell that begins a line of CSV or TSV, which a runner takes for no command."""
    return f"'{cell}" if without_commands(cell) != cell else cell
