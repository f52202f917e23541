"""What is longer than the screen is paged; and only for somebody who can page."""

import pytest

from tests.readme_console import run_on_terminal

PAGER = "sed 's/^/paged: /'"


@pytest.mark.parametrize(
    ("command", "rows", "typed", "variables", "paged"),
    [
        ("timeline cloudwalk", 10, True, {}, True),
        ("timeline cloudwalk", 50, True, {}, False),
        ("timeline cloudwalk", 10, False, {}, False),
        ("timeline cloudwalk --no-pager", 10, True, {}, False),
        ("timeline cloudwalk --format md", 10, True, {}, False),
        ("timeline cloudwalk | cat", 10, True, {}, False),
        ("timeline cloudwalk", 10, True, {"TERM": "dumb"}, False),
        ("show cloudwalk", 10, True, {}, True),
        ("convert 'CNY 1.8bn' --on 2020-05-13", 2, True, {}, False),
    ],
)
def test_who_gets_a_pager(command: str, rows: int, typed: bool, variables: dict[str, str], paged: bool) -> None:
    shown = run_on_terminal(f"dealtrack {command}", rows=rows, typed=typed, PAGER=PAGER, **variables)
    lines = shown.splitlines()
    assert len(lines) > 1
    assert {line.startswith("paged: ") for line in lines} == {paged}


def test_less_is_told_to_keep_colours_and_what_a_reader_wants_else() -> None:
    told = "sh -c 'echo LESS=$LESS; cat'"
    assert run_on_terminal("dealtrack timeline", rows=4, typed=True, PAGER=told).startswith("LESS=FRX\n")
    own = run_on_terminal("dealtrack timeline", rows=4, typed=True, PAGER=told, LESS="-S")
    assert own.startswith("LESS=-S\n")


def test_colours_are_kept() -> None:
    paged = run_on_terminal("dealtrack timeline sensetime --color always", rows=4, typed=True, PAGER="cat")
    assert "\x1b[33m" in paged
