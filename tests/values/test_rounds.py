"""Rounds: which there are, in what order, and what databases and newspapers call them."""

import itertools
import random

import pytest

from dealtrack.values.labels import meaning_of, round_of
from dealtrack.values.rounds import OFFERED, Round


@pytest.mark.parametrize(
    "name",
    "angel pre-seed seed bridge pre-a pre-z a z a+ z++ b1 c2 d99 e-ext pre-b+ pre-c++ pre-d2 pre-e-ext strategic growth "
    "pre-ipo post-ipo neeq private-placement pipe unknown".split(),
)
def test_the_rounds_of_the_design(name: str) -> None:
    assert str(Round(name)) == name
    assert round_of(name) == Round(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "A",
        "aa",
        "a+++",
        "a0",
        "a01",
        "a100",
        "b-1",
        "pre-",
        "pre-pre-a",
        "a-extension",
        "pre-seed+",
        "seed2",
        "A轮",
    ],
)
def test_what_is_no_round(name: str) -> None:
    with pytest.raises(ValueError, match="is no round"):
        Round(name)


def test_rounds_stand_in_the_order_in_which_a_company_passes_through_them() -> None:
    in_order = (
        "angel pre-seed seed bridge pre-a pre-a+ a a1 a2 a10 a-ext a+ a++ pre-b b b1 pre-c c z strategic growth pre-ipo "
        "post-ipo neeq private-placement pipe unknown"
    ).split()
    rounds = [Round(name) for name in in_order]
    random.Random(1).shuffle(rounds)
    assert [str(each) for each in sorted(rounds)] == in_order
    for one, other in itertools.combinations(in_order, 2):
        assert Round(one) < Round(other)


@pytest.mark.parametrize(
    ("name", "whole"),
    [("c2", "c"), ("c-ext", "c"), ("c", "c"), ("c+", "c+"), ("c++", "c++"), ("pre-c2", "pre-c"), ("seed", "seed")],
)
def test_the_round_that_it_is_a_part_of(name: str, whole: str) -> None:
    assert Round(name).whole == Round(whole)


# Label, and what it means: the round, or the kind where it is one, and a + where the label says more than that.
@pytest.mark.parametrize(
    "row",
    [
        # letters
        *("Series A → a;SERIES a → a;series_b → b;Series-C → c;seriesA+ → a+;Series Z → z;B round → b;Round B → b".split(";")),
        *("Series B-1 → b1;Series B1 → b1;B-2 → b2;C2 → c2;Series C Extension → c-ext;C ext → c-ext".split(";")),
        *("B plus round → b+;Pre-Series A → pre-a;Series Pre-A → pre-a;PreA → pre-a;pre a round → pre-a".split(";")),
        *("Series C funding round → c;Series A2+ → a2 +;Series A+ extension → a+ +".split(";")),
        *("A轮 → a;a轮 → a;A1轮 → a1;B2轮 → b2;A+轮 → a+;A＋轮 → a+;D++轮 → d++;Pre-A+轮 → pre-a+;PreB+轮 → pre-b+".split(";")),
        *("I轮 → i;B轮融资 → b;A+轮融资 → a+;Pre-A 轮 → pre-a;B轮延展 → b-ext;C轮追加融资 → c-ext;A轮投资 → a".split(";")),
        *("E轮及以后 → unknown +;D轮及以上 → unknown +;F轮-上市前 → pre-ipo +;F轮—PreIPO → pre-ipo +".split(";")),
        # words
        *("Seed → seed;Seed Round → seed;seed round → seed;Pre-Seed → pre-seed;Angel → angel;Bridge → bridge".split(";")),
        *("种子轮 → seed;种子 → seed;天使轮 → angel;天使轮融资 → angel;天使+轮 → angel +;过桥轮 → bridge;种子前轮 → pre-seed".split(";")),
        *("战略融资 → strategic;战略投资 → strategic;战略轮 → strategic;Corporate Round → strategic +".split(";")),
        *("成长轮 → growth;私募股权 → growth +;Private Equity → growth +;private_equity → growth +".split(";")),
        *("Pre-IPO → pre-ipo;Pre-IPO轮 → pre-ipo;PreIPO → pre-ipo;上市前轮 → pre-ipo;IPO上市后 → post-ipo;IPO后 → post-ipo".split(";")),
        *("Post-IPO Equity → post-ipo;post_ipo_equity → post-ipo;PIPE → pipe;新三板 → neeq;新三板定增 → neeq +".split(";")),
        *("定增 → private-placement;定向增发 → private-placement;主板定向增发 → private-placement +".split(";")),
        *("Private Placement → private-placement;Venture Round → unknown +;Series Unknown → unknown".split(";")),
        *("Undisclosed → unknown;Funding Round → unknown;funding_round → unknown;股权融资 → unknown;轮次未知 → unknown".split(";")),
        *("未公布 → unknown;不明确 → unknown;首轮 → unknown +;首轮融资 → unknown +;增资 → unknown +;后期阶段 → unknown +".split(";")),
        *("Equity Crowdfunding → unknown +;equity_crowdfunding → unknown +;股权众筹 → unknown +".split(";")),
        # kinds
        *("Debt Financing → debt;debt_financing → debt;债权融资 → debt;Post-IPO Debt → debt +;Venture Debt → debt +".split(";")),
        *("Convertible Note → convertible;convertible_note → convertible;可转债 → convertible;SAFE → convertible +".split(";")),
        *("Grant → grant;政府补助 → grant;捐赠 → grant +;扶持资金 → support;Secondary Market → secondary".split(";")),
        *("股权转让 → secondary;老股转让 → secondary;Post-IPO Secondary → secondary +;IPO → ipo;IPO上市 → ipo".split(";")),
        *("已上市 → ipo;基石轮 → ipo +;借壳上市 → ipo +;并购 → acquisition;被收购 → acquisition;M&A → acquisition".split(";")),
        *("合并 → merger;战略合并 → merger;Merger → merger;私有化 → take-private;Going Private → take-private".split(";")),
        *("回购 → buyback;Share Buyback → buyback;众筹 → crowdfunding;Product Crowdfunding → crowdfunding +".split(";")),
        *("Spin-off → spin-off;Joint Venture → joint-venture;Initial Coin Offering → other +".split(";")),
        *("Non-equity Assistance → other +;ICO → other +".split(";")),
    ],
)  # fmt: skip
def test_a_label_of_others(row: str) -> None:
    label, said = row.split(" → ")
    term, *more = said.split()
    meaning = meaning_of(label)
    assert meaning is not None, label
    assert (meaning.kind or meaning.round, meaning.is_whole) == (term, not more)


@pytest.mark.parametrize(
    "label",
    ["", "-", "round", "融资", "轮", "Series", "aa", "Series AA", "A0轮", "A+1轮", "prep", "prey", "around", "ground", "background", "pip", "未融资", "尚未获投", "Series A and B", "A/B轮", "closed", "see d", "a lead"],
)  # fmt: skip
def test_what_means_no_round(label: str) -> None:
    assert meaning_of(label) is None


@pytest.mark.parametrize("name", OFFERED)
def test_what_is_offered_means_itself(name: str) -> None:
    assert meaning_of(name) == (None, name, True)
