"""What is made of a line, and that a module's own words stay."""

import pytest

from tests.mutants.made import mutants_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a < b", ["a <= b", "pass"]),
        ("x = a and b", ["x = a or b", "x = b", "x = a"]),
        ("x = not a", ["x = a"]),
        ("x = {1, 2}", ["x = {2}", "x = {1}", "x = {2, 2}", "x = {0, 2}", "x = {1, 3}", "x = {1, 1}"]),
        ("x = {'a': b, 'c': d}", ["x = {'c': d}", "x = {'a': b}"]),
        ("x = f(a, b)", ["x = f(b, a)"]),
        ("x = f(a, a)", []),
        ("x = min(a)", ["x = max(a)"]),
        ("x = f(key=a)", ["x = f()"]),
        ("x = [a for a in b if c]", ["x = [a for a in b]"]),
        ("x = a if b else c", ["x = c if b else a"]),
        ("x: 'A | B' = a * b", ["x: 'A | B' = a // b"]),
        ("x = True", ["x = False"]),
        ("x = 'text'", []),
        ("import a", []),
        ('def f():\n    """Words."""\n    return a', ['def f():\n    """Words."""\n    return None']),
        ("while a:\n    break", ["while not a:\n    break", "while a:\n    pass"]),
    ],
)
def test_every_change_of_a_text(text: str, expected: list[str]) -> None:
    assert sorted(mutant.text() for mutant in mutants_of(text)) == sorted(expected)


def test_a_mutant_knows_the_lines_that_run_together() -> None:
    text = "A = (\n    1,\n)\ndef f(a):\n    if a < 1:\n        return a\n    return 2"
    found = {(mutant.what, mutant.lines.start, mutant.lines.stop, mutant.names) for mutant in mutants_of(text)}
    assert found >= {
        ("element 1 of 1 dropped", 1, 4, ("A",)),
        ("Lt → LtE", 5, 6, ()),
        ("None returned", 6, 7, ()),
        ("2 + 1", 7, 8, ()),
    }
