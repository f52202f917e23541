"""The README and the pages are true: their examples print what they say, their commands are the ones that are run."""

import contextlib
import io
import re
from pathlib import Path

import pytest

from dealtrack.files.book import open_book
from tests.readme_console import PAGES, REPOSITORY, examples, run_on_terminal

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
FORMAT = (REPOSITORY / "docs" / "format.md").read_text(encoding="utf-8")


CONSOLE = {page: examples((REPOSITORY / page).read_text(encoding="utf-8")) for page in PAGES}


@pytest.mark.parametrize(
    ("command", "output"),
    [pytest.param(*each, id=f"{page}: {each[0][:60]}") for page, found in CONSOLE.items() for each in found],
)
def test_console_examples(command: str, output: str) -> None:
    assert run_on_terminal(command) == output


def test_there_are_console_examples() -> None:
    assert len(CONSOLE["README.md"]) >= 6
    assert all(CONSOLE.values())


@pytest.mark.parametrize("block", re.findall(r"```python\n(.*?)```", README, re.DOTALL))
def test_python_examples(block: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(block, "README.md", "exec"), {})
    expected = [line.removeprefix("# ") for line in block.splitlines() if line.startswith("# ")]
    assert printed.getvalue().splitlines() == expected


@pytest.mark.parametrize("text", [README, FORMAT], ids=["README", "format"])
def test_company_files_in_the_text_are_sound(text: str, tmp_path: Path) -> None:
    blocks = [block for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL) if block.startswith("name:")]
    assert blocks
    for number, block in enumerate(blocks):
        (tmp_path / str(number) / "deals").mkdir(parents=True)
        (tmp_path / str(number) / "deals" / "company.yaml").write_text(block, encoding="utf-8")
        on_disk = open_book(tmp_path / str(number))
        assert on_disk.faults == ()
        assert on_disk.book.companies["company"].deals


def test_the_commands_that_set_up_are_the_ones_that_checks_run() -> None:
    [setup, tests] = re.findall(r"```sh\n(python3 -m venv .*)\n```", README)
    assert setup.endswith(".venv/bin/dealtrack validate && .venv/bin/dealtrack timeline && .venv/bin/dealtrack compare")
    pattern = re.compile(r"^(python3 -m venv .*pytest)$", re.MULTILINE)
    assert pattern.findall(README) == [tests]  # what .ci/run takes from here
    assert r"s/^\(python3 -m venv .*pytest\)$/\1/p" in (REPOSITORY / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "amount", re.findall(r"\| amounts \| (.*?) \| (.*?) \|", README)[0][0].replace("`", "").split(", ")
)
def test_amounts_that_it_shows_are_read(amount: str) -> None:
    from dealtrack.values.amount_text import parse_amount

    assert parse_amount(parse_amount(amount).__str__()) == parse_amount(amount)


@pytest.mark.parametrize(
    "amount", re.findall(r"\| amounts \| (.*?) \| (.*?) \|", README)[0][1].replace("`", "").split(", ")
)
def test_amounts_that_it_warns_of_are_refused(amount: str) -> None:
    from dealtrack.values.amount_text import BadAmount, parse_amount

    with pytest.raises(BadAmount):
        parse_amount(amount)
