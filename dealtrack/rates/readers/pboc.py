"""The People's Bank of China's central parity of the yuan, as CFETS and SAFE publish it, a row a working day.

CFETS (chinamoney.com.cn) heads its columns ``日期,美元/人民币,100日元/人民币,人民币/韩元``, in English
``Date,USD/CNY,100JPY/CNY,CNY/KRW``: how many units of the second currency one unit of the first buys, or as many as
the number before it says; ``---`` where a currency is not quoted. SAFE (safe.gov.cn) heads them ``日期,美元,日元,韩元``
and quotes 100 units of a currency in yuan, but 100 yuan in those currencies that CFETS has behind the stroke. Lines
about the source may stand below.
"""

import re
from collections.abc import Collection, Mapping

from msgspec import structs

from dealtrack.diagnostics import Fault
from dealtrack.rates.readers.cells import Cell, Key, Sheet
from dealtrack.rates.readers.formats import Format, register
from dealtrack.rates.readers.publisher import Publisher
from dealtrack.rates.readers.wide import Column, Layout, find_in_wide, read_wide
from dealtrack.rates.table import Pair, Series
from dealtrack.values.currencies import CURRENCIES

SOURCE = "PBoC"

# Quoted as so many yuan for one of theirs; and as so many of theirs for one yuan. Both by CFETS's own order and names.
_IN_YUAN = {
    "美元": "USD", "欧元": "EUR", "日元": "JPY", "港元": "HKD", "英镑": "GBP", "澳元": "AUD", "新西兰元": "NZD",
    "新加坡元": "SGD", "瑞士法郎": "CHF", "瑞郎": "CHF", "加元": "CAD",
}  # fmt: skip
_PER_YUAN = {
    "澳门元": "MOP", "马来西亚林吉特": "MYR", "林吉特": "MYR", "俄罗斯卢布": "RUB", "卢布": "RUB", "南非兰特": "ZAR",
    "兰特": "ZAR", "韩元": "KRW", "阿联酋迪拉姆": "AED", "迪拉姆": "AED", "沙特里亚尔": "SAR", "里亚尔": "SAR",
    "匈牙利福林": "HUF", "福林": "HUF", "波兰兹罗提": "PLN", "兹罗提": "PLN", "丹麦克朗": "DKK", "瑞典克朗": "SEK",
    "挪威克朗": "NOK", "土耳其里拉": "TRY", "里拉": "TRY", "墨西哥比索": "MXN", "比索": "MXN", "泰铢": "THB",
}  # fmt: skip
_CODES = {"人民币": "CNY", **_IN_YUAN, **_PER_YUAN}
_PAIR = re.compile(r"(1(0*))?([^0-9/]+)/([^0-9/]+)")
_NOT_QUOTED = re.compile(r"(?<=,)[ \t\"]*-+[ \t\"]*(?=[,\r\n]|\Z)")
_BELOW = re.compile(
    r"^\W*(?:数据来源|资料来源|来源|说明|备注|注|(?:Data )?Source\b|Notes?\b).*", re.MULTILINE | re.DOTALL
)


def recognises(sheet: Sheet) -> bool:
    """Whether the header is a date, and pairs with a stroke between or Chinese names."""
    first, *heads = sheet.heads or ("",)
    if first in ("日期", "Date") and any(_PAIR.fullmatch(head) for head in heads):
        return True
    return first == "日期" and any(head in _CODES for head in heads)


def read(sheet: Sheet) -> tuple[tuple[Series, ...], tuple[Fault, ...]]:
    """The one series of the file; every pair has CNY on one of its sides."""
    laid_out = layout(sheet)
    named = zip(sheet.header[1:], laid_out.columns, strict=True)
    hint = "write it as CFETS does: USD/CNY, 100JPY/CNY, CNY/KRW"
    unknown = [
        sheet.fault(cell, "is no pair that dealtrack knows", hint) for cell, column in named if cell.text and not column
    ]
    series, faults = read_wide(laid_out)
    return series, (*unknown, *faults)


def find(sheet: Sheet, wanted: Collection[Key]) -> Mapping[Key, Cell]:
    """The cells of the *wanted* figures."""
    return find_in_wide(layout(sheet), wanted)


def layout(sheet: Sheet) -> Layout:
    """Which pair each column holds, and for how many units; without what stands below the rates."""
    body = _BELOW.sub("", sheet.body)
    body = _NOT_QUOTED.sub(
        lambda match: " " * len(match[0]), body
    )  # as long as before, so that cells keep their places
    return Layout(structs.replace(sheet, body=body), SOURCE, tuple(_column(head) for head in sheet.heads[1:]))


def _column(head: str) -> Column | None:
    if head in _IN_YUAN:
        return Column((_IN_YUAN[head], "CNY"), power=2)
    if head in _PER_YUAN:
        return Column(("CNY", _PER_YUAN[head]), power=2)
    match = _PAIR.fullmatch(head)
    if not match:
        return None
    base, quote = (_CODES.get(name, name) for name in (match[3].strip(), match[4].strip()))
    is_known = base != quote and "CNY" in (base, quote) and {base, quote} <= CURRENCIES
    return Column((base, quote), len(match[2] or "")) if is_known else None


def _head(pair: Pair) -> tuple[str, Column] | None:
    if "CNY" not in pair:
        return None
    return ("100JPY/CNY", Column(pair, 2)) if pair == ("JPY", "CNY") else ("/".join(pair), Column(pair))


PUBLISHER = Publisher(
    SOURCE,
    "seeds/rates/pboc.csv",
    "# Central parity of the yuan, daily: USD/CNY is yuan per dollar, 100JPY/CNY yuan per 100 yen.\n"
    "# Source: People's Bank of China, as published by the China Foreign Exchange Trade System (chinamoney.com.cn) or\n"
    "# the State Administration of Foreign Exchange (safe.gov.cn).\n",
    home="CNY",
    day="Date",
    recognises=recognises,
    layout=layout,
    head_of=_head,
)
register(Format("the PBoC's central parity", "日期,美元/人民币", recognises, read, find, PUBLISHER))
