"""Names in the one form in which they are compared, and the code points that tell two spellings apart."""

import unicodedata

import pytest

from dealtrack.values.names import Names, code_points_apart, normal, points_that_look_alike

COMPOSED = "Société Lumière"
DECOMPOSED = unicodedata.normalize("NFD", COMPOSED)

SAME = [
    (COMPOSED, DECOMPOSED),
    ("IDG\u00a0资本", "IDG 资本"),
    ("ＩＤＧ资本", "IDG 资本"),
    ("IDG资本", "idg　资本"),
    ("HongShan", " hongshan "),
    ("Shunwei  Capital", "Shunwei\tCapital"),
    ("A\u200bB", "ab"),
    ("Straße", "STRASSE"),
    ("ﬁrst fund", "First Fund"),
    ("ÉTOILE", "e\u0301toile"),
    ("红杉 中国", "红杉中国"),
]
OTHER = [
    ("Société", "Societe"),
    ("Alpha", "Аlpha"),
    ("Shun wei", "Shunwei"),
    ("A+ Capital", "A Capital"),
    ("云从", "雲從"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_name_in_two_spellings(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_two_names(one: str, other: str) -> None:
    assert normal(one) != normal(other)


@pytest.mark.parametrize("name", [text for pair in (*SAME, *OTHER) for text in pair])
def test_the_form_of_a_form_is_itself(name: str) -> None:
    assert normal(normal(name)) == normal(name)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (DECOMPOSED, COMPOSED, "U+0065 U+0301 against U+00E9"),
        (COMPOSED, DECOMPOSED, "U+00E9 against U+0065 U+0301"),
        ("IDG\u00a0资本", "IDG 资本", "U+00A0 against U+0020"),
        ("A\u200bB", "AB", "U+200B against nothing"),
        ("hongshan", "HongShan", ""),
        ("IDG资本", "IDG 资本", ""),
        ("ab", "AB", ""),
    ],
)
def test_the_code_points_that_differ(one: str, other: str, expected: str) -> None:
    assert code_points_apart(one, other) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Аlpha", "Alpha", "U+0410 against U+0041"),
        ("O’Neil", "O'Neil", "U+2019 against U+0027"),
        ("Société", "Societe", ""),
        ("红杉中国", "红杉资本", ""),
        ("Alpah", "Alpha", ""),
    ],
)
def test_letters_of_other_scripts_that_look_alike(one: str, other: str, expected: str) -> None:
    assert points_that_look_alike(one, other) == expected


def test_a_mapping_answers_to_every_spelling_and_first_to_what_is_written() -> None:
    names = Names([("HongShan", 1), ("hongshan", 2), ("X", 3)])
    assert (names["HongShan"], names["hongshan"], names["HONGSHAN"], names.get(" x ")) == (1, 2, 1, 3)
    assert (names.get("y"), "x" in names, "y" in names, 3 in names, list(names), len(names)) == (
        None, True, False, False, ["HongShan", "hongshan", "X"], 3,
    )  # fmt: skip
