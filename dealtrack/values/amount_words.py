"""The words of amounts: qualifiers, scales, numbers and ways to say that a sum is withheld.

All are in lower case and in simplified characters; :func:`simplified` brings a text there, but for its capitals.
"""

from collections.abc import Container

from dealtrack.values.amount import Qualifier

_LONGEST = 20

PREFIXES = {
    word: qualifier
    for qualifier, words in {
        Qualifier.ABOUT: "about|around|approximately|approx.|approx|roughly|circa|ca.|c.|nearly|almost|close to|some"
        "|just under|an estimated|estimated|in the region of|~|≈|大约|约合|约为|约|将近|接近|近|大概|差不多|估计",
        Qualifier.AT_LEAST: "more than|at least|upwards of|north of|no less than|not less than|over|above|>=|≥|>"
        "|just over|just above|slightly over|well over|in excess of|exceeding|a minimum of|超过|超|逾|至少"
        "|不少于|不低于|过|上"
        "|高于|多于|大于",
        Qualifier.AT_MOST: "no more than|not more than|at most|as much as|up to|less than|under|below|<=|≤|<"
        "|a maximum of|不超过|至多|最多|最高|不足|不到|不高于|低于|少于|小于",
    }.items()
    for word in words.split("|")
}
SUFFIXES = {
    "左右": Qualifier.ABOUT, "上下": Qualifier.ABOUT, "or so": Qualifier.ABOUT,
    "or more": Qualifier.AT_LEAST, "及以上": Qualifier.AT_LEAST, "以上": Qualifier.AT_LEAST, "+": Qualifier.AT_LEAST,
    "or less": Qualifier.AT_MOST, "及以下": Qualifier.AT_MOST, "以下": Qualifier.AT_MOST, "以内": Qualifier.AT_MOST,
}  # fmt: skip

# What a headline puts around a sum without saying how it bounds it.
BEFORE_A_SUM = (
    r"(?:a |the |an )?(?:combined |grand |record )?(?:total|sum|amount|aggregate)(?: amount)?(?: of)?"
    "|raised|raising|worth"
    r"|valued at|totall?ing|(?:总额|总金额|总计|合计|共计|累计|共|融资额?|募资|获得?|完成|金额)(?:融资|募资"
    "|获投|投资|金额)?(?:为|达)?"
)
AFTER_A_SUM = (
    r"in (?:total|all|cash|stock|equity|debt|funding|financing|capital)|total|funding|financing|investment|cash"
    r"|的?(?:融资|投资|资金|现金|注资|增资)"
)

UNDISCLOSED = frozenset(
    "undisclosed|undisclosed amount|undisclosed sum|an undisclosed amount|an undisclosed sum|not disclosed"
    "|amount undisclosed|amount not disclosed|not revealed|confidential|withheld"
    "|未透露|未披露|未公开|未公布|暂未透露|暂未披露|尚未透露|尚未披露|未透露金额|未披露金额|金额未透露|金额未披露"
    "|未公布金额|金额未公布|未公开金额|金额未公开|金额未知|金额不详|金额保密|不详|保密".split("|")
)
NOTHING = frozenset(
    "nan|inf|infinity|none|null|nil|n/a|n.a.|na|tbd|tba|?|-|--|—|unknown|unclear|not known|not available|not applicable"
    "|unspecified|not specified|not stated|未知|不明|不明确|未说明|无|暂无|待定|待披露|空".split("|")
)

SCALES = {
    "k": 3, "thousand": 3, "m": 6, "mm": 6, "mn": 6, "mln": 6, "million": 6, "b": 9, "bn": 9, "bln": 9, "billion": 9,
    "tn": 12, "trillion": 12, "mio": 6, "mrd": 9, "millions": 6, "billions": 9, "trillions": 12, "thousands": 3,
    "lakh": 5, "lakhs": 5, "lac": 5, "lacs": 5, "crore": 7, "crores": 7, "cr": 7, "lakh crore": 12,
    "hundred thousand": 5, "hundred million": 8, "hundred billion": 11,
    "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "个亿": 8, "十亿": 9, "百亿": 10, "千亿": 11,
    "万亿": 12,
}  # fmt: skip
# Scales that a headline prints as a sum of money: 千万元, 近亿元. 十万 and 十亿 are not among them: they are numbers.
UNITS = frozenset(["万", "亿", "百万", "千万", "百亿", "千亿", "万亿"])

# tens of millions, several hundred million: from one power of ten to the next.
MAGNITUDES = {
    f"{many}{scale}{plural}": SCALES[scale] + power
    for scale in ("thousand", "million", "billion", "trillion")
    for many, plural, power in (
        ("", "s", 0), ("tens of ", "s", 1), ("hundreds of ", "s", 2),
        ("several ", "", 0), ("several hundred ", "", 2), ("a few ", "", 0), ("a few hundred ", "", 2),
    )
}  # fmt: skip

NUMBERS = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}
HAN_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
HAN_PLACES = {"": 0, "十": 1, "百": 2, "千": 3}
# 两三千万 is from two to three; 三五亿 from three to five. No other pair of digits names two numbers.
HAN_PAIRS = frozenset("一两 一二 两三 二三 三四 四五 五六 六七 七八 八九 三五".split())

TRADITIONAL = "億萬數約過幣餘兩幾點個級別達總額計歐鎊韓圓臺雅紐盧詳開佈將間內離"
_SIMPLIFIED = "亿万数约过币余两几点个级别达总额计欧镑韩圆台雅纽卢详开布将间内离"
_SIMPLER = str.maketrans(TRADITIONAL, _SIMPLIFIED)


def simplified(text: str) -> str:
    """*text* with the traditional characters of amounts in their simplified form, one for one."""
    return text if text.isascii() else text.translate(_SIMPLER)


def leading_word(text: str, words: Container[str]) -> str:
    """The longest of *words* that *text* begins with, as *text* has it; empty if none. No word runs on in letters."""
    lowered = text.lower()
    for size in range(min(len(text), _LONGEST), 0, -1):
        if lowered[:size] in words and not is_latin(lowered[size - 1 : size + 1], 2):
            return text[:size]
    return ""


def trailing_word(text: str, words: Container[str]) -> str:
    """The longest of *words* that *text* ends with, as *text* has it; empty if none."""
    lowered = text.lower()
    for size in range(min(len(text), _LONGEST), 0, -1):
        if lowered[-size:] in words:
            return text[-size:]
    return ""


def is_latin(text: str, size: int) -> bool:
    """Whether *text* is *size* letters of the Latin alphabet."""
    return len(text) == size and text.isascii() and text.isalpha()
