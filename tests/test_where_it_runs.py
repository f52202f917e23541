"""What books take from here to be checked: hooks, the action, and the page that shows them. No program is run."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from tests.yaml_blocks import (
    CHANGED_SINCE,
    CHANGES,
    COMMENT,
    GITLAB,
    PAGE,
    PRE_COMMIT,
    REPOSITORY,
    SCANNING,
    WORKFLOW,
    page_files,
)

ACTION = REPOSITORY / ".github" / "actions" / "validate"
HOOKS = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
DEFINITION = yaml.safe_load((ACTION / "action.yml").read_text(encoding="utf-8"))
OWN = sorted(path for folder in ("workflows", "actions") for path in (REPOSITORY / ".github" / folder).rglob("*.yml"))
TEXTS = {str(path.relative_to(REPOSITORY)): path.read_text(encoding="utf-8") for path in OWN} | {
    f"page:{name}": text for name, text in page_files().items() if name.startswith(".github/")
}
PLACEHOLDER = "0" * 40
WRITING = f"page:{COMMENT}"  # may write comments, and therefore takes nothing from a pull request but text


def uses(text: str) -> list[tuple[str, str]]:
    """Every ``uses:`` with the comment behind it."""
    return re.findall(r"^\s*(?:- )?uses: (\S+)(?: # (.+))?$", text, re.MULTILINE)


def values_of(key: str, tree: Any) -> Iterator[Any]:
    """Every value of *key* in a YAML tree, however deep."""
    if isinstance(tree, dict):
        for name, value in tree.items():
            if name == key:
                yield value
            yield from values_of(key, value)
    elif isinstance(tree, list):
        for each in tree:
            yield from values_of(key, each)


def test_the_page_shows_every_way() -> None:
    assert set(page_files()) == {WORKFLOW, CHANGED_SINCE, SCANNING, CHANGES, COMMENT, PRE_COMMIT, GITLAB}


@pytest.mark.parametrize("name", TEXTS)
def test_actions_are_pinned_to_commits_with_their_version_beside(name: str) -> None:
    found = uses(TEXTS[name])
    assert found or name == WRITING
    for action, comment in found:
        if action.startswith("./"):
            continue
        assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action), action
        if not action.endswith(f"@{PLACEHOLDER}"):
            assert re.fullmatch(r"v\d+\.\d+\.\d+", comment), action


def test_an_action_is_pinned_to_one_commit_everywhere() -> None:
    pins = {pin for text in TEXTS.values() for pin in uses(text) if "@" in pin[0]}
    assert len(pins) == len({action.partition("@")[0] for action, _ in pins}), sorted(pins)


@pytest.mark.parametrize("name", TEXTS)
def test_no_expression_is_written_into_a_script(name: str) -> None:
    for script in values_of("run", yaml.safe_load(TEXTS[name])):
        assert "${{" not in script


@pytest.mark.parametrize("name", [name for name in TEXTS if "workflows" in name and name != WRITING])
def test_workflows_hold_the_least_permissions(name: str) -> None:
    workflow = yaml.safe_load(TEXTS[name])
    assert "pull_request" in workflow[True]  # what YAML 1.1 makes of the key on
    assert "pull_request_target" not in TEXTS[name]
    assert workflow["permissions"] == {}
    allowed = {"contents": "read"} | ({"security-events": "write"} if "scanning" in name else {})
    for job in workflow["jobs"].values():
        assert job["permissions"] == allowed
        assert job["timeout-minutes"] <= 20
    for step in values_of("steps", workflow):
        checkouts = [each for each in step if each.get("uses", "").startswith("actions/checkout@")]
        assert checkouts
        assert all(each["with"]["persist-credentials"] is False for each in checkouts)


def test_the_workflow_that_may_write_runs_nothing_of_a_pull_request() -> None:
    workflow = yaml.safe_load(TEXTS[WRITING])
    assert list(workflow[True]) == ["workflow_run"]
    assert workflow[True]["workflow_run"]["workflows"] == [yaml.safe_load(TEXTS[f"page:{CHANGES}"])["name"]]
    assert workflow["permissions"] == {}
    [job] = workflow["jobs"].values()
    assert job["permissions"] == {"actions": "read", "pull-requests": "write"}
    assert uses(TEXTS[WRITING]) == []  # no checkout, no action
    for step in job["steps"]:
        commands = set(re.findall(r"^\s*(?:[{|] )?([a-z]+) ", step["run"], re.MULTILINE))
        assert commands <= {"gh", "echo", "if", "exit", "head", "sed", "iconv", "else"}, commands


def test_every_input_reaches_its_script() -> None:
    [environment] = [step["env"] for step in DEFINITION["runs"]["steps"] if "run.sh" in step.get("run", "")]
    script = (ACTION / "run.sh").read_text(encoding="utf-8")
    [checked] = re.findall(r"for input in (.*); do", script)
    passed = {value.removeprefix("${{ inputs.").removesuffix(" }}"): name for name, value in environment.items()}
    assert set(passed) == set(DEFINITION["inputs"]) - {"working-directory", "python-version", "dealtrack"}
    assert set(passed) == set(checked.split())
    for name, variable in passed.items():
        assert variable == "INPUT_" + name.upper().replace("-", "_")
        assert f"${variable}" in script


def test_the_page_tells_every_input() -> None:
    rows = re.findall(r"^\| (`[^|]+) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert [name for row in rows for name in re.findall(r"`([\w-]+)`", row)] == list(DEFINITION["inputs"])


def test_the_page_names_hooks_that_there_are() -> None:
    [repository] = yaml.safe_load(page_files()[PRE_COMMIT])["repos"]
    assert {hook["id"] for hook in repository["hooks"]} <= {hook["id"] for hook in HOOKS}


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
@pytest.mark.parametrize(
    ("path", "runs"),
    [
        ("deals/yitu.yaml", True),
        ("deals/Yitu.yml", True),  # refused for its name, so the hook has to see it
        ("seeds/sources.yaml", True),
        ("seeds/rates/ecb.csv", True),
        ("dealtrack.toml", True),
        ("pyproject.toml", True),  # may hold [tool.dealtrack]
        ("books/china/deals/yitu.yaml", True),
        ("README.md", False),
        ("deals.yaml", False),
        ("ideals/plato.yaml", False),
        ("dealtrack.toml.orig", False),
        ("src/deals.py", False),
    ],
)
def test_which_files_run_a_hook(hook: dict[str, Any], path: str, runs: bool) -> None:
    is_laid_out = path.endswith(".yaml")  # fmt is for files that have a layout, and are named as they should be
    assert bool(re.search(hook["files"], path)) is (runs and (hook["id"] != "dealtrack-fmt" or is_laid_out))
