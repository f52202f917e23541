"""The words a book may use where it may not use just any: kinds, rounds, statuses and their like.

Each term is a string enumeration. The labels that Chinese deal databases print mean the same as the English terms.
"""

from enum import StrEnum


class Kind(StrEnum):
    """What sort of deal it is."""

    EQUITY = "equity"
    CONVERTIBLE = "convertible"
    DEBT = "debt"
    GRANT = "grant"
    SUPPORT = "support"
    SECONDARY = "secondary"
    IPO = "ipo"
    ACQUISITION = "acquisition"
    OTHER = "other"

    @classmethod
    def _missing_(cls, value: object) -> "Kind | None":
        return HAN_KINDS.get(value) if isinstance(value, str) else None


class Round(StrEnum):
    """The round of an equity deal, as the market names it."""

    ANGEL = "angel"
    PRE_SEED = "pre-seed"
    SEED = "seed"
    PRE_A = "pre-a"
    PRE_A_PLUS = "pre-a+"
    PRE_B = "pre-b"
    PRE_C = "pre-c"
    PRE_D = "pre-d"
    PRE_E = "pre-e"
    PRE_F = "pre-f"
    PRE_G = "pre-g"
    PRE_H = "pre-h"
    A = "a"
    A_PLUS = "a+"
    A_PLUS_PLUS = "a++"
    B = "b"
    B_PLUS = "b+"
    B_PLUS_PLUS = "b++"
    C = "c"
    C_PLUS = "c+"
    C_PLUS_PLUS = "c++"
    D = "d"
    D_PLUS = "d+"
    D_PLUS_PLUS = "d++"
    E = "e"
    E_PLUS = "e+"
    E_PLUS_PLUS = "e++"
    F = "f"
    F_PLUS = "f+"
    F_PLUS_PLUS = "f++"
    G = "g"
    G_PLUS = "g+"
    G_PLUS_PLUS = "g++"
    H = "h"
    H_PLUS = "h+"
    H_PLUS_PLUS = "h++"
    STRATEGIC = "strategic"
    GROWTH = "growth"
    PRE_IPO = "pre-ipo"
    POST_IPO = "post-ipo"
    NEEQ = "neeq"
    PRIVATE_PLACEMENT = "private-placement"
    PIPE = "pipe"
    UNKNOWN = "unknown"

    @classmethod
    def _missing_(cls, value: object) -> "Round | None":
        return HAN_ROUNDS.get(value) if isinstance(value, str) else None


class Status(StrEnum):
    """How far a deal has come."""

    RUMORED = "rumored"
    PLANNED = "planned"
    IN_TALKS = "in-talks"
    FILED = "filed"
    ANNOUNCED = "announced"
    COMPLETED = "completed"
    POSTPONED = "postponed"
    WITHDRAWN = "withdrawn"
    TERMINATED = "terminated"

    @property
    def is_done(self) -> bool:
        """Announced or completed: it is more than a plan."""
        return self in (Status.ANNOUNCED, Status.COMPLETED)

    @property
    def is_final(self) -> bool:
        """Completed or terminated: nothing follows. What is postponed or withdrawn may be taken up again."""
        return self in (Status.COMPLETED, Status.TERMINATED)


class Standing(StrEnum):
    """How sure a claim is, by the word of whoever makes it."""

    CONFIRMED = "confirmed"
    REPORTED = "reported"
    ESTIMATE = "estimate"
    RANKING = "ranking"
    TARGET = "target"
    DECLINED = "declined"


class Basis(StrEnum):
    """Whether a valuation counts the new money."""

    PRE_MONEY = "pre-money"
    POST_MONEY = "post-money"


class InvestorType(StrEnum):
    """What sort of investor it is."""

    VC = "vc"
    PE = "pe"
    CORPORATE = "corporate"
    BANK = "bank"
    GOVERNMENT = "government"
    GOVERNMENT_FUND = "government-fund"
    STATE_OWNED_ENTERPRISE = "state-owned-enterprise"
    SOVEREIGN = "sovereign"
    INDIVIDUAL = "individual"
    OTHER = "other"


_ROUND_LABELS = {
    Round.PRE_SEED: "种子前轮",
    Round.SEED: "种子轮 种子+轮",
    Round.ANGEL: "天使轮 天使+轮",
    Round.STRATEGIC: "战略融资 战略投资 战略轮",
    Round.GROWTH: "成长轮 成长期融资 私募股权",
    Round.PRE_IPO: "Pre-IPO Pre-IPO轮 PreIPO 上市前轮 F轮-上市前 F轮—PreIPO",
    Round.POST_IPO: "IPO上市后 上市后",
    Round.PRIVATE_PLACEMENT: "定向增发 主板定向增发 定增 上市定增 非公开发行",
    Round.NEEQ: "新三板 新三板挂牌 新三板定增",
    Round.PIPE: "PIPE",
    # A bucket of a database, or no round at all: the deal's label keeps the printed wording.
    Round.UNKNOWN: "E轮及以后 E轮及以上 股权融资 众筹 股权众筹 未透露 未披露 不明确 未知 未知轮次 轮次未知 其他"
    " 其他轮次",
}


def _han_rounds() -> dict[str, Round]:
    """Labels such as A轮, A+轮, Pre-A轮, and those that are words. A1轮 and A2轮 are parts of the A round."""
    letters = {
        f"{letter}{mark}轮": Round(letter.lower() + mark.rstrip("123").replace("＋", "+"))
        for letter in "ABCDEFGH"
        for mark in ("", "+", "++", "＋", "＋＋", "1", "2", "3")
    }
    earlier = {
        f"{pre}{letter}{plus}轮": Round.PRE_A_PLUS if letter == "A" and plus else Round(f"pre-{letter.lower()}")
        for pre in ("Pre-", "pre-", "PRE-", "Pre", "pre", "PRE")
        for letter in "ABCDEFGH"
        for plus in ("", "+", "＋")
    }
    return letters | earlier | {label: term for term, labels in _ROUND_LABELS.items() for label in labels.split()}


HAN_ROUNDS = _han_rounds()

# What databases print in the column for rounds, though it is a kind.
HAN_KINDS = {
    "并购": Kind.ACQUISITION, "收购": Kind.ACQUISITION, "被收购": Kind.ACQUISITION, "并购/合并": Kind.ACQUISITION,
    "合并": Kind.ACQUISITION, "私有化": Kind.ACQUISITION, "IPO上市": Kind.IPO, "IPO": Kind.IPO, "上市": Kind.IPO,
    "已上市": Kind.IPO, "借壳上市": Kind.IPO, "基石轮": Kind.IPO, "基石投资": Kind.IPO, "债权融资": Kind.DEBT,
    "债务融资": Kind.DEBT, "债权": Kind.DEBT, "债券融资": Kind.DEBT, "可转债": Kind.CONVERTIBLE,
    "可转换债券": Kind.CONVERTIBLE, "股权转让": Kind.SECONDARY, "老股转让": Kind.SECONDARY, "捐赠": Kind.GRANT,
    "政府补助": Kind.GRANT, "政府补贴": Kind.GRANT,
}  # fmt: skip
