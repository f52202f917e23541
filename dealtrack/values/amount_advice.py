"""What to write for a text that is no amount. All that is advised is known to be read, since it was read here."""

import re
from collections.abc import Callable, Iterable, Iterator

from dealtrack.values.amount import Amount
from dealtrack.values.amount_refusals import EXAMPLE, BadAmount, BadCurrency, TwoSums, narrow
from dealtrack.values.amount_words import AFTER_A_SUM, BEFORE_A_SUM, simplified

Read = Callable[[str], Amount]

_DEEPEST = 4  # refusals, one behind the other, that are looked through for what can be read
_MOST = 3  # texts that a hint names

_BRACKETED = re.compile(r"(.+?)\s*\(\s*(.+?)\s*\)\s*(.*)")
_SIDE_BY_SIDE = re.compile(r"(.+?)\s*(?:/|=|,\s|，|;|；|,(?=[^0-9])|\s+or\s)\s*(.+)")
_JOINED = re.compile(r"(.+?)\s*(?:\s(?:and|plus)\s|[+&]|以?及|和|与|加上?|、)\s*(.+)")
_SAME_AS = re.compile(
    r"(?:or|i\.e\.|=|(?:the )?equivalent (?:to|of)|equal(?:s| to)?|折合|合计?|等值于?|相当于|即)\s*", re.I
)
_PAID_IN = (
    re.compile(r"(?:.{0,20}?\s)?equivalent (?:to|of)\s+(.+)", re.I),
    re.compile(r"等值于?(.+?(?:元|币|美金|镑|盾))的?.*"),
    re.compile(r"(.+?)的?等值.*"),
)
_BEFORE = re.compile(rf"(?:{BEFORE_A_SUM})\s*(?=.)", re.I)
_AFTER = re.compile(rf"\s*(?:{AFTER_A_SUM})$", re.I)


def advised(written: str, refusal: BadAmount, read: Read) -> BadAmount:
    """The refusal of *written* with what to write instead; *read* raises BadAmount for what it cannot read."""
    plain = simplified(narrow(written))
    for shape in (_two_sums, _several_sums, _paid_in_another):
        if found := shape(plain, read):
            return found
    texts = [*_instead(written, refusal, read)]
    if not texts and (found := _with_words_around(plain, read)):
        return found
    if texts:
        write = "write the code of its currency, such as" if isinstance(refusal, BadCurrency) else "write"
        return type(refusal)(str(refusal), f"{write} {_listed(texts)}")
    return type(refusal)(str(refusal), refusal.hint or EXAMPLE)


def _instead(written: str, refusal: BadAmount, read: Read) -> list[str]:
    return [*dict.fromkeys(_readable(written, refusal, read, _DEEPEST))][:_MOST]


def _readable(written: str, refusal: BadAmount, read: Read, depth: int) -> Iterator[str]:
    """The texts that a refusal would have instead, where they are read; else what the refusals of those would have."""
    plain = simplified(written)  # as a swap names its part
    for text in (*refusal.instead, *(_swapped(plain, *swap) for swap in refusal.swaps)):
        if text == written:
            continue
        try:
            read(text)
            yield text
        except BadAmount as further:
            if depth:
                yield from _readable(text, further, read, depth - 1)


def _swapped(text: str, old: str, new: str) -> str:
    """*text* with *new* for *old*, where that stands last if it is dropped, else everywhere."""
    if not new:
        head, _, tail = text.rpartition(old)
        return " ".join(f"{head}{tail}".split())
    return " ".join(text.replace(old, new).split())


def _read_part(text: str, read: Read) -> str | None:
    """A part of a text that is an amount, as it can be read; None where it cannot."""
    text = _SAME_AS.sub("", text.strip(), count=1) if _SAME_AS.match(text.strip()) else text.strip()
    if not text:
        return None
    try:
        read(text)
    except BadAmount as refusal:
        return next(iter(_instead(text, refusal, read)), None)
    return text


def _two_sums(plain: str, read: Read) -> BadAmount | None:
    for pattern in (_BRACKETED, _SIDE_BY_SIDE):
        if match := pattern.fullmatch(plain):
            behind = match[3] if pattern is _BRACKETED else ""
            amount, equivalent = _read_part(match[1] + behind, read), _read_part(match[2], read)
            if amount and equivalent and _differ(amount, equivalent, read):
                return TwoSums(amount, equivalent)
    return None


def _several_sums(plain: str, read: Read) -> BadAmount | None:
    match = _JOINED.fullmatch(plain)
    if match is None:
        return None
    one, other = _read_part(match[1], read), _read_part(match[2], read)
    if not one or not other or not _differ(one, other, read):
        return None
    return BadAmount("two sums in two currencies", f"write {one}, and {other} in an entry of its own")


def _paid_in_another(plain: str, read: Read) -> BadAmount | None:
    """``RMB equivalent of USD 100m``, ``等值1亿美元人民币``."""
    for pattern in _PAID_IN:
        if (match := pattern.fullmatch(plain)) and (part := _read_part(match[1], read)):
            return BadAmount("a sum of one currency that is paid in another", f"write {part}")
    return None


def _with_words_around(plain: str, read: Read) -> BadAmount | None:
    """A sum with a word that does not belong to it, or with something in brackets that is none."""
    if plain.startswith("高达"):
        texts = [part for front in ("", "最高") if (part := _read_part(f"{front}{plain[2:]}", read))]
        return BadAmount("高达 can mean exactly as well as at most", f"write {_listed(texts)}") if texts else None
    match = _BRACKETED.fullmatch(plain)
    bare = f"{match[1]} {match[3]}".strip() if match else plain
    bare = _AFTER.sub("", _BEFORE.sub("", bare, count=1) if _BEFORE.match(bare) else bare)
    part = next(
        (part for text in (bare, re.sub("级别?", "", bare)) if text != plain and (part := _read_part(text, read))), None
    )
    return BadAmount("words that do not belong to a sum", f"write {part}") if part else None


def _differ(one: str, other: str, read: Read) -> bool:
    """Whether two readable texts are sums of two currencies."""
    amounts = [read(one), read(other)]
    return not any(each.is_undisclosed for each in amounts) and amounts[0].currency != amounts[1].currency


def _listed(texts: Iterable[str]) -> str:
    """``A``, ``A or B``, ``A, B or C``."""
    *first, last = texts
    return f"{', '.join(first)} or {last}" if first else last
