"""Texts that are several names, and those that are nobody's."""

import pytest

from dealtrack.values.several import listed, names_nobody, several

SEVERAL = {
    "交通银行、软银、银湖等": (("交通银行", "软银", "银湖"), "等", True),
    "银湖等": (("银湖",), "等", False),
    "腾讯等多家机构": (("腾讯",), "等多家机构", False),
    "高瓴资本等知名机构": (("高瓴资本",), "等知名机构", False),
    "中信证券等3家机构": (("中信证券",), "等3家机构", False),
    "Alpha; Beta; Gamma": (("Alpha", "Beta", "Gamma"), "", True),
    "Alpha；Beta": (("Alpha", "Beta"), "", True),
    "红杉，高瓴": (("红杉", "高瓴"), "", False),
    "Alpha/Beta": (("Alpha", "Beta"), "", False),
    "腾讯/阿里": (("腾讯", "阿里"), "", False),
    "Alpha / B": (("Alpha", "B"), "", False),
    "Alpha | Beta": (("Alpha", "Beta"), "", False),
    "Alpha + Beta": (("Alpha", "Beta"), "", False),
    "Alpha, Beta, Gamma": (("Alpha", "Beta", "Gamma"), "", False),
    "Alpha and others": (("Alpha",), "and others", False),
    "Alpha and 3 others": (("Alpha",), "and 3 others", False),
    "Alpha and other investors": (("Alpha",), "and other investors", False),
    "Alpha et al.": (("Alpha",), "et al.", False),
    "Alpha, among others": (("Alpha",), "among others", False),
    "Alpha; Beta, et al": (("Alpha", "Beta"), "et al", True),
}
ONE = [
    "A.P. Moller A/S", "24/7 Capital", "S/4 Capital", "Foo Co., Ltd.", "Foo, Inc.", "Alpha Brothers", "Etc Group", "A+ Capital",
    "Industrial and Commercial Bank of China", "平等", "北京平等投资", "S&P", "Kohlberg Kravis Roberts & Co. L.P.", "等",
    "others", "DST Global、", "", " ",
]  # fmt: skip
NOBODY = [
    "undisclosed investors", "Undisclosed Investor", "an undisclosed investor", "未透露", "未披露", "投资方未透露", "N/A", "n/a", "NA",
    "unknown", "个人投资者", "existing shareholders", "angel investors", "某投资机构", "天使投资人", "-", "—", "?", "TBD", "老股东",
    "several unnamed angels", "undisclosed strategic investors", "自然人", "Various", "等", "3 investors", "the investors",
]  # fmt: skip
SOMEBODY = [
    "Unknown Ventures", "Anonymous Capital", "New Enterprise Associates", "Other Ventures", "Angel Investment Group", "A Fund",
    "Private Equity Fund", "新希望", "国投", "战略基金", "Strategic Investors Group", "Investor AB", "The Fund", "360", "创新工场",
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SEVERAL.items(), ids=SEVERAL)
def test_several_names(text: str, expected: tuple[tuple[str, ...], str, bool]) -> None:
    found = several(text)
    assert found is not None
    assert (found.names, found.others, found.certain) == expected


@pytest.mark.parametrize("text", [*ONE, *SOMEBODY])
def test_one_name(text: str) -> None:
    assert several(text) is None


@pytest.mark.parametrize("text", NOBODY)
def test_nobody(text: str) -> None:
    assert names_nobody(text)


@pytest.mark.parametrize("text", [*(each for each in ONE if each.strip() and each not in ("等", "others")), *SOMEBODY])
def test_somebody(text: str) -> None:
    assert not names_nobody(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("交通银行、软银、银湖等", ("交通银行", "软银", "银湖")),
        ("Alpha, Beta", ("Alpha", "Beta")),
        ("Alpha", ("Alpha",)),
        ("Alpha; Beta and others", ("Alpha", "Beta")),
    ],
)
def test_a_list_in_one_text(text: str, expected: tuple[str, ...]) -> None:
    assert listed(text) == expected


@pytest.mark.parametrize(
    "text", [" " * 100_000, "a " * 50_000, "、" * 100_000, "A/" * 50_000 + " ", ", " * 50_000, "等" * 100_000]
)
def test_a_text_of_any_length_is_looked_through_once(text: str) -> None:
    several(text)
    names_nobody(text)
