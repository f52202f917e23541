"""Data shown as data: nothing that a book holds may act on the terminal, file or page that it is shown in."""

import re

_UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~&@!])")


def one_line(text: str) -> str:
    """*text* on one line; characters that a terminal would act on, or not show, become U+FFFD."""
    return _UNSEEN.sub("\ufffd", text.replace("\r\n", " ").replace("\n", " ").replace("\t", " "))


def json_text(text: str) -> str:
    """JSON as it is printed: what no terminal shows, or acts on, as the escapes that JSON has for it."""
    return _UNSEEN.sub(lambda match: match[0] if match[0] == "\n" else f"\\u{ord(match[0]):04x}", text)


def markdown(text: str) -> str:
    """*text* as literal Markdown, safe in a table's cell."""
    return _MARKDOWN.sub(r"\\\1", one_line(text))


def spreadsheet(text: str) -> str:
    """*text* as a cell that no spreadsheet takes for a formula."""
    shown = one_line(text)
    return f"'{shown}" if shown.lstrip().startswith(("=", "+", "-", "@")) else shown
