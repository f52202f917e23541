"""Texts that stand where one name should: those that are several names, and those that name nobody.

What is certain may be split without asking: no name holds ``、`` or ``;``. A slash, a comma or a plus may be part of
one.
"""

import re

from dealtrack.values.frozen import Frozen
from dealtrack.values.names import normal

_CERTAIN = re.compile(r"\s*[、；;]\s*")
_LIKELY = re.compile(r"\s+[/／|｜+＋]\s+|\s*[、；;，|｜]\s*|\s*[/／](?=\s)|(?<=\s)[/／]\s*")
_TIGHT_SLASH = re.compile("[/／]")
_COMMA = re.compile(
    r",\s+(?!(?:inc|ltd|llc|llp|lp|l\.p|l\.l\.c|co|corp|plc|gmbh|ag|sa|s\.a|nv|bv|pte|pty|limited|jr|sr)\b)", re.I
)
_ANY_SIGN = re.compile(r"[、；;，,|｜/／+＋等…]|\.{3}|(?i:other|more|\bal\b|etc)")  # without one, it is a single name
_LONGEST_TAIL, _LONGEST_NOBODY = 60, 80  # characters of *and others*, and of what names nobody
_FEWEST_LETTERS, _FEWEST_HAN = 3, 2  # on either side of a slash without blanks: A/S and 24/7 are parts of names

# 平等, 高等 and the like are words that end in the same character.
_OTHERS_HAN = re.compile(
    r"(?<![平高中初同对优头一二三上下特])等(?:多家|数家|知名|多个|几家|其他|[一二三四五六七八九十两0-9]+家|[一二三四五六七八九十两0-9]+位)?"
    r"(?:联合|跟投|参与)*(?:投资|风投|创投)?(?:机构|方|人|者|基金|资本方|股东)?(?:联合|跟投|投资|参与)*$"
)
_OTHERS = re.compile(
    r"(?i)(?:[\s,;]+(?:(?:and|&)\s+)?(?:(?:several|many|various|some|[0-9]+)\s+)?others?(?:\s+(?:investors?|funds?|backers?))?"
    r"|[\s,;]+and\s+more|[\s,;]+et\s+al(?:ii|\.)?|[\s,;]+among\s+others|[\s,;]+etc\.?|\s*(?:\.{3}|…+))$"
)
_NOBODY_WORD = (
    r"(?:undisclosed|unnamed|unknown|unspecified|unidentified|anonymous|confidential|not (?:yet )?disclosed|not known)"
)
_CALLED = (
    r"(?:(?:strategic|financial|private|institutional|individual|angel|foreign|existing|new|other|local|lead|"
    r"corporate|chinese|international|overseas)\s+)*"
    r"(?:investors?|backers?|buyers?|lenders?|part(?:y|ies)|shareholders?|sources?|names?|funds?|firms?|institutions?|"
    r"vcs?|banks?|individuals?|angels?|consortium|syndicate|group)"
)
_NOBODY = re.compile(
    rf"(?:an? |the |some |several |various |multiple |many |other |[0-9]+ )*{_NOBODY_WORD}(?: {_CALLED})?"
    rf"|(?:some |several |various |multiple |many |[0-9]+ )+(?:of the |of its )?{_CALLED}"
    r"|(?:an? |the )(?:strategic |private |institutional |individual |angel |foreign |local )?(?:investor|backer)s?"
    r"|(?:strategic|private|institutional|individual|angel|existing|current|new|other|various|multiple|several) "
    r"(?:investors|backers|shareholders|individuals|angels|funds)(?: \((?:undisclosed|unnamed)\))?"
    r"|(?:investors?|backers?)(?: (?:undisclosed|unknown|unnamed|not disclosed))?|n\.?/?a\.?|none|nobody|null|nil|tbd|"
    r"tba|various|others?|individuals|angels|unclear"
)
_NOBODY_HAN = re.compile(
    r"(?:具体)?(?:投资(?:方|人|者|机构)?|领投方?|跟投方?|名称)?(?:均|尚|暂|都)?"
    r"(?:未透露|未披露|未公布|未公开|不公开|不详|未知|不明确|不明|保密|匿名|暂无|无|没有|待定|待披露)"
    r"(?:的)?(?:投资(?:方|人|者|机构)|机构|个人|股东)?"
    r"|(?:某|多家|多位|数家|若干|其他|其它|部分|现有|原有|老|新|境外|海外|知名|战略|财务|个人|天使|机构|民间|私人|匿名|自然)+"
    r"(?:投资(?:方|人|者|机构|公司)|机构|股东|个人|自然人|人)"
    r"|个人|自然人|投资方|投资人|投资者|其他|其它|等"
)


class Several(Frozen):
    """The single ``names`` in a text, the words for ``others`` at its end if any, and whether they are ``certain``."""

    __slots__ = ("names", "others", "certain")
    names: tuple[str, ...]
    others: str
    certain: bool

    def __init__(self, names: tuple[str, ...], *, others: str, certain: bool) -> None:
        self._set(names=names, others=others, certain=certain)


def several(text: str) -> Several | None:
    """The names in *text*, where it is more than one, or one with others that it does not name; else None."""
    if not _ANY_SIGN.search(text):
        return None
    bare = " ".join(text.split())
    head, tail = bare[:-_LONGEST_TAIL], bare[-_LONGEST_TAIL:]
    named = (head + _OTHERS_HAN.sub("", _OTHERS.sub("", tail))).strip(" ,;、；，") or bare
    surely = _names(_CERTAIN, named)
    names = [part for name in surely for part in _likely(name)]
    others = bare[len(named) :].strip(" ,;、；，")
    if len(names) < 2 and not others:
        return None
    return Several(tuple(names), others=others, certain=len(names) == len(surely) > 1)


def names_nobody(text: str) -> bool:
    """Whether *text* is what a source prints where it has no name: ``undisclosed investors``, 未透露, ``N/A``."""
    name = normal(text)
    if len(name) > _LONGEST_NOBODY:
        return False
    if not any(char.isalnum() for char in name):
        return True
    return bool((_NOBODY if name.isascii() else _NOBODY_HAN).fullmatch(name))


def listed(text: str) -> tuple[str, ...]:
    """The items of a text that was meant to be a list, without *and others* at its end; it may have but one."""
    found = several(text)
    names = found.names if found else (text.strip(),)
    return tuple(part for name in names for part in re.split(r",\s*", name) if part.strip())


def _names(separator: re.Pattern[str], text: str) -> list[str]:
    return [part for part in separator.split(text) if part]


def _likely(name: str) -> list[str]:
    """The names that *name* probably is; itself where it may well be one."""
    parts = _names(_LIKELY, name)
    if len(parts) < 2:
        parts = _names(_TIGHT_SLASH, name)
        if not all(map(_is_long, parts)):
            parts = [name]
    if len(parts) < 2:
        commas = _names(_COMMA, name)
        parts = commas if len(commas) > 2 else [name]
    return parts


def _is_long(part: str) -> bool:
    fewest = _FEWEST_LETTERS if part.isascii() else _FEWEST_HAN
    return sum(char.isalpha() for char in part) >= fewest
