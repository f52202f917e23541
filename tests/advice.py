"""What a hint says to write, taken out of its words, so that it can be written and read again."""

import re

_WRITE = re.compile(r"(?:^|, |: )(?:write|did you mean|name the currency:?) (.+)$")
_FRONT = re.compile(r".*?(?:such as|as in) (.+)")
_OTHERWISE = re.compile(
    r" if (?:it|that) is .*|; what nobody.*|, and .* in an entry of its own|, or a (?:month|quarter) from .*|, and label: .*"
    r"|, or one of .*"
)


def suggestions(hint: str) -> list[str]:
    """The texts that *hint* names: all of ``write A``, ``write A, B or C``, ``such as A or B``, ``did you mean A?``."""
    match = _WRITE.search(hint)
    if match is None:
        return []
    text = _OTHERWISE.sub("", match[1].removesuffix("?"))
    if front := _FRONT.fullmatch(text):
        text = front[1]
    text = text.replace(", its last, or ", " or ")
    return [part.strip() for part in re.split(r", or | or |, (?![^\[]*\])", text) if part.strip()]
