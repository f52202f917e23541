"""The YAML examples of the page on continuous integration, by the name of the file that each is for."""

import re
import textwrap
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
PAGE = REPOSITORY / "docs" / "continuous-integration.md"
WORKFLOW, SCANNING = ".github/workflows/deals.yml", ".github/workflows/deals-scanning.yml"
CHANGED_SINCE = ".github/workflows/deals-changed-since.yml"
CHANGES, COMMENT = ".github/workflows/deals-changes.yml", ".github/workflows/deals-changes-comment.yml"
PRE_COMMIT, GITLAB = ".pre-commit-config.yaml", ".gitlab-ci.yml"


def page_files() -> dict[str, str]:
    """Every file that the page shows. A list of steps is put in the place of the first workflow's."""
    text = PAGE.read_text(encoding="utf-8")
    files = dict(re.findall(r"```yaml\n# (\S+)\n(.*?)```", text, re.DOTALL))
    files[CHANGED_SINCE] = with_steps(files[WORKFLOW], files.pop("steps"))
    return files


def with_steps(workflow: str, steps: str) -> str:
    """A workflow of one job, with other *steps*."""
    head, key, _ = workflow.partition("    steps:\n")
    return head + key + textwrap.indent(steps, " " * 6)
