"""The script that writes a pull request's comment, run by bash with a ``gh`` that only notes what it is asked."""

import os
from pathlib import Path

import pytest
import yaml

from tests.outside.programs import environment, run
from tests.yaml_blocks import COMMENT, page_files

pytestmark = pytest.mark.outside

HEAD = b"<!-- dealtrack diff -->\nWhat this pull request's own run of dealtrack says that it changes:\n\n"
GH = """\
#!/bin/bash
all="$*"
printf '%s\\n' "$all" >> "$RUNNER_TEMP/asked"
case "$all" in
  *artifacts*) printf '%s' "$SIZE" ;;
  *download*) touch "$RUNNER_TEMP/downloaded" ;;
  *pulls*) printf '%s' "$PULL" ;;
  *--paginate*) printf '%s' "$WRITTEN" ;;
  *body=@*) cp "${all##*body=@}" "$RUNNER_TEMP/sent" ;;
esac
"""


def write(root: Path, report: bytes, pull: str, written: str) -> tuple[str, bytes | None]:
    """What the script asks of GitHub, and the comment that it sends."""
    [job] = yaml.safe_load(page_files()[COMMENT])["jobs"].values()
    programs, report_folder = root / "bin", root / "report"
    programs.mkdir()
    report_folder.mkdir()
    (programs / "gh").write_text(GH)
    (programs / "gh").chmod(0o755)
    (report_folder / "changes.md").write_bytes(report)
    path = f"{programs}{os.pathsep}{environment()['PATH']}"
    given = {
        "RUNNER_TEMP": str(root),
        "GITHUB_REPOSITORY": "o/r",
        "HEAD": "a:b",
        "SHA": "c",
        "PULL": pull,
        "WRITTEN": written,
    }
    done = run("bash", "-e", "-c", job["steps"][1]["run"], cwd=root, env=environment(**given) | {"PATH": path})
    assert done.returncode == 0, done.stdout
    sent = root / "sent"
    return (root / "asked").read_text(), sent.read_bytes() if sent.exists() else None


def test_a_comment_is_written_once_and_then_brought_up_to_date(tmp_path: Path) -> None:
    for name, written, method in (("first", "", "POST repos/o/r/issues/7/comments"), ("then", "42\n", "PATCH repos/o/r/issues/comments/42")):  # fmt: skip
        (tmp_path / name).mkdir()
        asked, sent = write(tmp_path / name, b"### Changes\n", "7", written)
        assert f"--method {method}" in asked
        assert sent == HEAD + b"### Changes\n"


def test_nothing_is_written_where_the_commit_is_of_no_open_pull_request(tmp_path: Path) -> None:
    asked, sent = write(tmp_path, b"### Changes\n", "", "")
    assert asked.count("\n") == 1
    assert sent is None


@pytest.mark.parametrize(
    "report", [b"@team " * 30_000, "云从".encode() * 40_000, b"\xff\xfe\x00$(touch pwned)`touch pwned`"]
)
def test_a_forged_report_is_text_that_fits(report: bytes, tmp_path: Path) -> None:
    _, sent = write(tmp_path, report, "7", "")
    assert sent is not None
    assert len(sent) < 65_536
    assert sent.decode("utf-8").startswith("<!-- dealtrack diff -->\n")
    assert b"@t" not in sent
    assert not (tmp_path / "pwned").exists()


@pytest.mark.parametrize(
    ("size", "is_fetched"), [("900000", True), ("0", True), ("1000001", False), ("99999999999", False)]
)
def test_a_report_that_is_too_large_is_not_fetched(size: str, is_fetched: bool, tmp_path: Path) -> None:
    [job] = yaml.safe_load(page_files()[COMMENT])["jobs"].values()
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "gh").write_text(GH)
    (tmp_path / "bin" / "gh").chmod(0o755)
    given = {"RUNNER_TEMP": str(tmp_path), "GITHUB_REPOSITORY": "o/r", "RUN": "1", "SIZE": size}
    path = f"{tmp_path / 'bin'}{os.pathsep}{environment()['PATH']}"
    done = run("bash", "-e", "-c", job["steps"][0]["run"], cwd=tmp_path, env=environment(**given) | {"PATH": path})
    assert (done.returncode == 0) is is_fetched
    assert (tmp_path / "downloaded").exists() is is_fetched


@pytest.mark.parametrize("kind", ["missing", "link", "folder"])
def test_a_report_that_is_no_file_is_not_sent(kind: str, tmp_path: Path) -> None:
    [job] = yaml.safe_load(page_files()[COMMENT])["jobs"].values()
    for folder in ("bin", "report"):
        (tmp_path / folder).mkdir()
    (tmp_path / "bin" / "gh").write_text(GH)
    (tmp_path / "bin" / "gh").chmod(0o755)
    (tmp_path / "secret").write_text("a secret")
    report = tmp_path / "report" / "changes.md"
    if kind == "link":
        report.symlink_to(tmp_path / "secret")
    elif kind == "folder":
        report.mkdir()
    given = {
        "RUNNER_TEMP": str(tmp_path),
        "GITHUB_REPOSITORY": "o/r",
        "HEAD": "a:b",
        "SHA": "c",
        "PULL": "7",
        "WRITTEN": "",
    }
    path = f"{tmp_path / 'bin'}{os.pathsep}{environment()['PATH']}"
    done = run("bash", "-e", "-c", job["steps"][1]["run"], cwd=tmp_path, env=environment(**given) | {"PATH": path})
    assert done.returncode == 1
    assert not (tmp_path / "sent").exists()
