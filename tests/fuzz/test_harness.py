"""The harness itself: everything joins it, a seed means the same runs, and a few runs of each command hold."""

import re
import subprocess
import sys
from collections import Counter
from itertools import islice
from random import Random

import pytest
import typer.main
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from msgspec import inspect

from dealtrack.cli import app
from dealtrack.cli.commands import COMMANDS
from dealtrack.model import Company, Investor, Source
from tests.conftest import REPOSITORY
from tests.fuzz import yaml_suite
from tests.fuzz.cases import Case, any_case
from tests.fuzz.commands import COMPLETION, ROOT, command_line, commands, names
from tests.fuzz.harness import Harness, sequence
from tests.fuzz.place import File
from tests.fuzz.record import WRITTEN, Maker, described
from tests.fuzz.shrinking import shrink
from tests.fuzz.yaml_writing import Writer

CASES = st.randoms(use_true_random=False).map(lambda random: any_case(random, size=0.3))


@pytest.fixture(scope="module")
def harness():
    with Harness() as made:
        yield made


def test_every_command_is_reached():
    reached = Counter(made.command for made in islice(sequence(1), len(names())))
    assert set(reached) == {*names()}
    assert {name.split()[0] for name in names()} - {COMPLETION, ROOT} == {*COMMANDS}


def test_every_option_of_every_command_is_tried():
    random = Random(1)
    for command in commands():
        tried = {word for _ in range(600) for group in command_line(random, command.name) for word in group[:1]}
        for param in command.params:
            if param.param_type_name == "option":
                assert tried & {*param.opts, *param.secondary_opts}, f"{command.name} {param.name}"


def test_a_command_that_comes_later_joins_by_itself(monkeypatch):
    monkeypatch.setitem(COMMANDS, "later", "schema:schema")
    commands.cache_clear()
    try:
        assert "later" in names()
        assert command_line(Random(1), "later")[0] == ("later",)
    finally:
        monkeypatch.undo()
        commands.cache_clear()
    assert typer.main.get_command(app).commands.keys() == COMMANDS.keys()


def test_the_same_seed_makes_the_same_cases():
    one, other = (list(islice(sequence(7), 40)) for _ in range(2))
    assert one == other
    assert one != list(islice(sequence(8), 40))


@pytest.mark.parametrize("as_type", [Company, dict[str, Source], dict[str, Investor]])
def test_every_key_of_the_model_is_written_in_time(as_type):
    maker, seen = Maker(Random(3), keys=0.6), set()
    for _ in range(60):
        seen |= set(_keys(maker.of(as_type)))
    assert seen >= set(_fields(described(as_type)))


def test_the_types_of_the_model_have_examples_that_they_read():
    for cls, examples in WRITTEN.items():
        assert sum(_is_read(cls, text) for text in examples) > len(examples) / 2, cls


def test_what_is_written_is_what_was_made():
    for seed in range(60):
        made = Maker(Random(seed)).of(Company)
        assert yaml.load(Writer(Random(seed)).text(made), yaml.BaseLoader) == made


@pytest.mark.skipif(not yaml_suite.FOLDER.is_dir(), reason=yaml_suite.WHY_NOT)
def test_the_yaml_test_suite_is_read_as_it_is_meant():
    assert len(yaml_suite.cases()) > 300
    assert b"!!str \xe2\x88\x8e" not in b"".join(yaml_suite.cases())


@pytest.mark.skipif(not yaml_suite.FOLDER.is_dir(), reason=yaml_suite.WHY_NOT)
@pytest.mark.parametrize("words", ["validate", "validate --diff", "fmt", "timeline"])
def test_the_yaml_test_suite_as_companies(harness, words):
    """Every case is a company's file of one book."""
    entries = {f"book/deals/case-{number}.yaml": File(text) for number, text in enumerate(yaml_suite.cases())}
    _, found = harness.judged(made_case(words, entries))
    assert not found


@pytest.mark.skipif(not yaml_suite.FOLDER.is_dir(), reason=yaml_suite.WHY_NOT)
@pytest.mark.parametrize("file", ["seeds/sources.yaml", "seeds/investors.yaml", "dealtrack.toml", "known.json"])
def test_the_yaml_test_suite_in_the_place_of_other_files(harness, file):
    """Some of the cases; all of them come in longer runs."""
    for text in yaml_suite.cases()[len(file) :: 40]:
        _, found = harness.judged(
            made_case("validate", {"book/deals/y.yaml": File(b"name: Y\n"), f"book/{file}": File(text)})
        )
        assert not found, text


@settings(
    max_examples=25, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate]
)  # fmt: skip
@given(CASES)
def test_whole_books_of_hypothesis(harness, made):
    """The same ones every time; python -m tests.fuzz tries others."""
    _, found = harness.judged(made)
    assert not found, shrink(harness, made, found[0], seconds=10)


def test_the_command_prints_its_seed_and_its_counts():
    command = [sys.executable, "-m", "tests.fuzz", "--runs", "4", "--only", "schema"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.match(r"seed [0-9]+: python -m tests.fuzz --seed [0-9]+\n", done.stdout)
    assert "4 runs\nby command:\n       4 schema\nby exit code:\n" in done.stdout


def made_case(words, entries):
    return Case(words.split()[0], entries, arguments=tuple((word,) for word in words.split()))


def _keys(value):
    if isinstance(value, dict):
        for key, each in value.items():
            yield key
            yield from _keys(each)
    elif isinstance(value, list):
        for each in value:
            yield from _keys(each)


def _fields(kind):
    if isinstance(kind, inspect.StructType):
        for field in kind.fields:
            yield field.encode_name
            yield from _fields(field.type)
    for name in ("type", "item_type", "value_type"):
        if (below := getattr(kind, name, None)) is not None:
            yield from _fields(below)
    for each in getattr(kind, "types", ()):
        yield from _fields(each)


def _is_read(cls, text):
    from dealtrack.files.decode import decode

    _, faults = decode({"x": text}, dict[str, cls], "x.yaml")
    return not faults
