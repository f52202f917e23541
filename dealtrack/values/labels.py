"""What others call a kind, a round, a status: one table, of the labels that databases, papers and exchanges print.

A label is read in any case, with blanks, hyphens and underscores alike: ``Series B-1``, ``series_b_1``, ``B1轮``. One
that says more than our word is kept beside it (:attr:`Meaning.is_whole` is false): ``Venture Round``, ``天使+轮``.
Words that may mean another thing are not read; :mod:`dealtrack.values.other_words` has what to write for them.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import product
from typing import NamedTuple, TypeVar

from dealtrack.values.rounds import Round
from dealtrack.values.vocabulary import Basis, InvestorType, Kind, Standing, Status, Term

T = TypeVar("T", bound=Term)


class Meaning(NamedTuple):
    """What a label in the place of a round means: a kind, a round or both, and whether they say all of it."""

    kind: Kind | None = None
    round: str | None = None
    is_whole: bool = True


BETWEEN = " \t_\\-–—"  # what may stand between the words of a label, as a class of characters
_BETWEEN = re.compile(f"[{BETWEEN}]+")
_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ＋", "abcdefghijklmnopqrstuvwxyz+")

# The words around the name of a round: Seed Round, 天使轮融资. A label is looked up with them, and without.
TAILS = ("round", "funding", "financing", "轮", "轮次", "融资", "投资")
_TAIL = re.compile(r"(?: (?:round|funding|financing)| ?轮次?| ?(?:融资|投资))$")
_MOST_TAILS = 2

# Stems, without those words. A blank stands where there may be a blank, a hyphen, an underscore or nothing.
ROUNDS = {
    "angel": "天使",
    "pre-seed": "种子前",
    "seed": "种子|series seed",
    "bridge": "过桥|桥",
    "strategic": "战略",
    "growth": "成长|成长期|growth equity|expansion",
    "pre-ipo": "上市前|ipo 前",
    "post-ipo": "ipo 上市后|上市后|ipo 后|post ipo equity",
    "private-placement": "定向增发|定增|非公开发行",
    "neeq": "新三板|新三板 挂牌",
    "pipe": "",
    "unknown": "series unknown|round not stated|not stated|venture series unknown|funding round"
    "|financing round|undisclosed|unspecified"
    "|未透露|未披露"
    "|未公布|不明确|未知|未知轮次|轮次未知|轮次不明|轮次未说明|股权|equity|equity funding",
}
# Labels that say more than the word beside them, or of which no word of ours says anything.
LOOSE_ROUNDS = {
    "angel": "天使 +|angel +|天使 a|angel ext|angel extension|angel group",
    "pre-seed": "pre 种子|pre 天使|pre angel",
    "seed": "种子 +|seed +|seed 1|seed 2|seed 3|seed ext|seed extension|seed ii|seed vc",
    "strategic": "corporate|corporate minority|strategic minority",
    "growth": "private equity|私募股权|pe|growth vc|pe growth",
    "post-ipo": "rights issue|follow on|follow on offering|配股|公开增发",
    "private-placement": "主板 定向增发|上市 定增|主板 定增",
    "neeq": "新三板 定增|新三板 定向增发",
    "unknown": "venture|venture capital|vc|early stage vc|later stage vc|later stage|late stage|early stage"
    "|风险|后期阶段|后期"
    "|早期|首|首次|增资|增资扩股|equity crowdfunding|股权 众筹|新四板|亲友|其他|other round",
}
KINDS = {
    Kind.CONVERTIBLE: "convertible note|convertible notes|convertible bond|convertible loan|convertible debt|可转债"
    "|可转换债券|可转换债|可转换票据",
    Kind.DEBT: "债权|债务|债券",
    Kind.GRANT: "政府补助|政府补贴|补助|补贴",
    Kind.SUPPORT: "政府扶持|扶持资金|state support|government support",
    Kind.SECONDARY: "secondary market|secondary sale|secondary transaction|share transfer|股权转让|老股转让|股份转让",
    Kind.IPO: "initial public offering|ipo 上市|上市|已上市|首次公开发行",
    Kind.ACQUISITION: "并购|收购|被收购|已被收购|acquired|m&a",
    Kind.MERGER: "合并|战略合并",
    Kind.TAKE_PRIVATE: "私有化|going private|go private|privatization|privatisation",
    Kind.SPIN_OFF: "分拆|拆分|spun off|spinout|spin out",
    Kind.BUYBACK: "回购|股份回购|share buyback|share repurchase|repurchase",
    Kind.JOINT_VENTURE: "合资|成立合资公司",
    Kind.CROWDFUNDING: "众筹|crowd",
}
LOOSE_KINDS = {
    Kind.CONVERTIBLE: "safe|simple agreement for future equity|可转换优先股",
    Kind.DEBT: "venture debt|post ipo debt|bond|bonds|loan|term loan|credit facility|mezzanine debt|贷款|银行贷款",
    Kind.GRANT: "捐赠|prize money",
    Kind.SECONDARY: "post ipo secondary|private secondary",
    Kind.IPO: "direct listing|spac|reverse merger|借壳上市|基石|二次上市|双重上市",
    Kind.ACQUISITION: "并购 / 合并|并购/合并|buyout|leveraged buyout|lbo|management buyout|mbo"
    "|asset acquisition|资产收购",
    Kind.CROWDFUNDING: "product crowdfunding|产品众筹",
    Kind.OTHER: "ico|initial coin offering|token sale|non equity assistance",
}
# What stands in the column of another vocabulary; what reports print in Chinese is read again.
_KIND_WORDS = {
    Kind.EQUITY: "股权|股权融资|equity funding|equity financing",
    Kind.DEBT: "债权融资|债务融资|债券融资|debt financing",
    Kind.OTHER: "其他",
}
TERMS: Mapping[type[Term], Mapping[Term, str]] = {
    Kind: {kind: "|".join(filter(None, (KINDS.get(kind), _KIND_WORDS.get(kind)))) for kind in Kind},
    Status: {
        Status.RUMORED: "传闻|传言|rumoured",
        Status.PLANNED: "计划中|计划",
        Status.IN_TALKS: "洽谈中|洽谈|谈判中",
        Status.FILED: "已申报|申报",
        Status.ANNOUNCED: "已宣布|宣布",
        Status.COMPLETED: "已完成|完成|已交割",
        Status.POSTPONED: "推迟|已推迟",
        Status.WITHDRAWN: "撤回|已撤回",
        Status.TERMINATED: "终止|已终止",
    },
    Standing: {
        Standing.CONFIRMED: "已证实",
        Standing.REPORTED: "据报道",
        Standing.ESTIMATE: "估计|estimated",
        Standing.RANKING: "榜单",
        Standing.TARGET: "目标",
        Standing.DECLINED: "拒绝透露|declined to say",
    },
    Basis: {Basis.PRE_MONEY: "投前", Basis.POST_MONEY: "投后"},
    InvestorType: {
        InvestorType.VC: "风险投资|venture capital",
        InvestorType.PE: "私募股权|private equity",
        InvestorType.CORPORATE: "企业",
        InvestorType.BANK: "银行",
        InvestorType.GOVERNMENT: "政府|govt|gov",
        InvestorType.GOVERNMENT_FUND: "政府基金|govt fund",
        InvestorType.STATE_OWNED_ENTERPRISE: "国有企业|soe",
        InvestorType.SOVEREIGN: "主权基金|sovereign wealth fund|swf",
        InvestorType.INDIVIDUAL: "个人|angel",
        InvestorType.OTHER: "其他",
    },
}


def label_form(text: str) -> str:
    """*text* as labels are compared: small letters, and a blank for whatever stands between its words."""
    return _BETWEEN.sub(" ", text.strip(" \t\r\n").translate(_LOWER))


@lru_cache(maxsize=4096)
def meaning_of(label: str) -> Meaning | None:
    """What *label* means in the place of a round; None where it means nothing, or not for certain."""
    form = label_form(label)
    table = _round_labels()
    stem = form
    for _ in range(_MOST_TAILS + 1):
        if found := table.get(stem):
            return found
        stem = _TAIL.sub("", stem)
    return _lettered(form)


def round_of(label: str) -> Round:
    """The round that *label* names. Raises ValueError where it names none, or a kind alone."""
    found = meaning_of(label)
    if found is None or found.kind or not found.round:
        raise ValueError(f"{label!r} is no round")
    return Round(found.round)


def term_of(vocabulary: type[T], label: str) -> T | None:
    """The term of a vocabulary that *label* means; None where it means none, or not for certain."""
    return _term_labels(vocabulary).get(label_form(label))  # type: ignore[return-value]


# A letter with the words around it, of a text in the form of labels.
_LETTERED = re.compile(
    r"(?!pre[py](?: |$))(?:(?P<pre>pre ?)?(?:series ?|round )?|(?:series ?|round )(?P<inner>pre ?))(?P<letter>[a-z])"
    r"(?: ?(?P<sign>\+{1,2})| (?P<plus>plus)| ?(?P<number>[1-9][0-9]?)(?P<more>\+{1,2})?)?(?P<ext> ext(?:ension)?)?"
    r"(?: ?轮次?(?: ?(?P<prolonged>延展|扩展|延长|追加)(?:轮| ?融资| ?投资)?| ?融资| ?投资)?| ?融资)?"
    r"(?: (?:series|round|funding|financing))*(?P<ext2> ext(?:ension)?)?"
)
_SEVERAL = re.compile(r"[a-h] ?轮(?:及?以[后上]|及之后)")
_BEFORE_LISTING = re.compile(r"[a-h] ?轮 ?(?:上市前|pre ?ipo)(?: ?轮)?")


def _lettered(form: str) -> Meaning | None:
    if _SEVERAL.fullmatch(form):
        return Meaning(round="unknown", is_whole=False)
    if _BEFORE_LISTING.fullmatch(form):
        return Meaning(round="pre-ipo", is_whole=False)
    match = _LETTERED.fullmatch(form)
    if match is None:
        return None
    is_extension = bool(match["ext"] or match["ext2"] or match["prolonged"])
    marks = [match["sign"] or "", "+" if match["plus"] else "", match["number"] or "", "-ext" if is_extension else ""]
    said = [mark for mark in marks if mark]
    stem = f"{'pre-' if match['pre'] or match['inner'] else ''}{match['letter']}"
    return Meaning(round=stem + (said[0] if said else ""), is_whole=len(said) < 2 and not match["more"])


@lru_cache(maxsize=1)
def _round_labels() -> Mapping[str, Meaning]:
    found: dict[str, Meaning] = {}
    for is_whole, kinds in ((True, KINDS), (False, LOOSE_KINDS)):
        for kind, labels in kinds.items():
            found |= dict.fromkeys(_forms(labels), Meaning(kind, None, is_whole))
    found |= {form: Meaning(kind) for kind in Kind for form in _forms(kind) if kind not in (Kind.EQUITY, Kind.OTHER)}
    for is_whole, rounds in ((True, ROUNDS), (False, LOOSE_ROUNDS)):
        for name, labels in rounds.items():
            found |= dict.fromkeys(_forms(f"{name}|{labels}" if is_whole else labels), Meaning(None, name, is_whole))
    return found


@lru_cache(maxsize=16)
def _term_labels(vocabulary: type[Term]) -> Mapping[str, Term]:
    found: dict[str, Term] = {}
    for term in vocabulary:
        found |= dict.fromkeys(_forms(f"{term}|{TERMS[vocabulary][term]}"), term)
    return found


def _forms(labels: str) -> list[str]:
    """Each of *labels* with its blanks and without."""
    found = []
    for label in filter(None, labels.split("|")):
        parts = label_form(label).split(" ")
        found += ["".join(map("".join, zip(parts, (*gaps, ""), strict=True))) for gaps in _gaps(len(parts) - 1)]
    return found


def _gaps(count: int) -> list[tuple[str, ...]]:
    return list(product(("", " "), repeat=count))
