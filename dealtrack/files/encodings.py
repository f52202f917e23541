"""Which encoding a file that is no UTF-8 was probably saved in.

Most bytes of GBK are characters in Big5, too, and the other way round. What tells them apart is how common these are:
both standards have the characters of everyday use in a block of their own, and the rare ones in another.
"""

import re
from typing import NamedTuple


class _Encoding(NamedTuple):
    """An encoding by its name, its name to iconv, the codec that reads it, and where its common characters are.

    ``standard`` is the codec in which their first byte lies between ``first`` and ``last``.
    """

    name: str
    iconv: str
    codec: str
    standard: str
    first: int
    last: int


_GBK = _Encoding("GBK", "GB18030", "gb18030", "gb2312", 0xB0, 0xD7)
_BIG5 = _Encoding("Big5", "BIG5", "cp950", "big5", 0xA4, 0xC6)


def encoding_hint(data: bytes) -> str:
    """How to mend a file of these bytes, which are no UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or is_utf_16(data):
        return "the file is UTF-16: save it as UTF-8"
    found = _possible(data)
    if not found:
        return "save the file as UTF-8"
    names = " or ".join(each.name for each in found)
    commands = " or ".join(f"iconv -f {each.iconv} -t UTF-8" for each in found)
    return f"the file reads as {names}: save it as UTF-8, or run {commands}"


def is_utf_16(data: bytes) -> bool:
    """Whether every other byte of the beginning is nought, as in Latin text in UTF-16 without a mark."""
    start = data[:64]
    return len(start) > 3 and any(not any(start[half::2]) and all(start[1 - half :: 2]) for half in (0, 1))


def _possible(data: bytes) -> list[_Encoding]:
    """The encodings that *data* may be in: it can be read so, and does not look far stranger than in another.

    Twice as many and two make the difference: a few there are in every other name.
    """
    rare = {each: count for each in (_GBK, _BIG5) if (count := _rare_characters(data, each)) is not None}
    fewest = min(rare.values(), default=0)
    return [each for each, count in rare.items() if count < 2 * fewest + 2]


def _rare_characters(data: bytes, encoding: _Encoding) -> int | None:
    """How many of the Chinese characters are rare ones, if *encoding* it is; None if it cannot be it."""
    try:
        text = data.decode(encoding.codec)
    except UnicodeDecodeError:
        return None
    if not re.search("[\u4e00-\u9fff]{2}", text):
        return None
    return sum(not _is_common(char, encoding) for char in re.findall("[\u3400-\u9fff\ue000-\uf8ff]", text))


def _is_common(char: str, encoding: _Encoding) -> bool:
    try:
        return encoding.first <= char.encode(encoding.standard)[0] <= encoding.last
    except UnicodeEncodeError:
        return False
