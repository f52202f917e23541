"""Which git, which Python and which modules are run where the working directory is a hostile book."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dealtrack.files.starting import starting_files
from tests.attacks.git.traps import CANARY, NEW, OLD, TRAPS

GIT = shutil.which("git") or ""
ROW = "  - {id: %s, date: 2018-0%d, status: completed, amount: USD 1m}\n"
HOSTILE = "open({ran!r}, 'a').write(__file__)\n"
MODULES = ("typer", "yaml", "msgspec", "rich", "click", "dateutil", "decimal", "shlex", "json")


@pytest.fixture
def book(trapped):
    """A book that holds programs and modules of the names that are looked for."""
    made = trapped(TRAPS["alias"])
    for folder in (made.book, made.book / "bin"):
        for name in ("git", "git.exe", "dealtrack", "python", "python3", "sh", "less", "more"):
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(CANARY.format(ran=made.ran))
            path.chmod(0o755)
    for name in MODULES:
        (made.book / f"{name}.py").write_text(HOSTILE.format(ran=str(made.ran)))
    return made


@pytest.mark.parametrize("first", [".", "", "bin", "./bin", "{book}", "{book}/bin", "{book}/deals/../bin"])
def test_no_git_in_the_book_is_run(first, book, run, monkeypatch):
    monkeypatch.setenv("PATH", f"{first.format(book=book.book)}{os.pathsep}{Path(GIT).parent}")
    for command in (
        ("diff",),
        ("log", "yitu"),
        ("validate", "--changed-since", "HEAD~1"),
        ("merge-driver", "--install"),
    ):
        assert run(*command, book=book.book).exit_code in (0, 1), command
    assert not book.written


def test_a_git_that_is_nowhere_else_is_not_run(book, run, monkeypatch):
    monkeypatch.setenv("PATH", f".{os.pathsep}{book.book}")
    result = run("diff", book=book.book)
    assert (result.exit_code, result.stderr) == (2, "dealtrack: git is not installed here\n")
    assert not book.written


def test_no_pager_in_the_book_is_run(book, monkeypatch):
    from dealtrack.cli.output import show_in_pager

    monkeypatch.chdir(book.book)
    monkeypatch.setenv("PATH", f".{os.pathsep}{book.book}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.delenv("PAGER", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    seen = []
    monkeypatch.setattr("pydoc.pager", lambda _: seen.append(os.environ["PATH"]))
    show_in_pager("text")
    assert shutil.which("less", path=seen[0]) != str(book.book / "less")
    assert "." not in seen[0].split(os.pathsep)


@pytest.mark.parametrize("flags", [(), ("-P",), ("-I",)])
def test_python_loads_no_module_of_the_book(flags, book):
    command = [sys.executable, *flags, "-m", "dealtrack", "diff"]
    done = subprocess.run(command, cwd=book.book, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not book.written


@pytest.mark.parametrize("name", ["deals/yitu.yaml", "deals/-x.yaml", "--install", "-h", "deals/$(touch pwned).yaml", "deals/'; touch pwned; '.yaml"])  # fmt: skip
def test_a_merge_by_git_runs_the_driver_alone(name, book, run, monkeypatch):
    """Both add a deal, in a file of any name, with PATH beginning in the work tree."""
    attributes = (
        starting_files(is_below_repository=False)[".gitattributes"]
        + "/--install merge=dealtrack\n/-h merge=dealtrack\n"
    )
    (book.book / ".gitattributes").write_text(attributes)
    assert run("merge-driver", "--install", book=book.book).exit_code == 0
    for branch, row in (("main", ""), ("branch", ROW % ("a", 1)), ("main", ROW % ("c", 3))):
        subprocess.run(
            [GIT, "switch", "-q", *(["-c"] if branch == "branch" else []), branch], cwd=book.book, check=True
        )
        (book.book / name).write_text(OLD + row)
        subprocess.run([GIT, "add", "-A"], cwd=book.book, check=True)
        subprocess.run([GIT, "commit", "-qm", "A commit"], cwd=book.book, check=True)
    monkeypatch.setenv("PATH", f".{os.pathsep}{book.book}{os.pathsep}{os.environ['PATH']}")
    done = subprocess.run(
        [GIT, "merge", "-q", "--no-edit", "branch"], cwd=book.book, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert (book.book / name).read_text() == OLD + ROW % ("a", 1) + ROW % ("c", 3)
    assert not list(book.book.rglob("pwned"))
    assert not book.written


def test_a_driver_whose_dealtrack_is_gone_leaves_the_merge_to_git(book, run):
    assert run("merge-driver", "--install", book=book.book).exit_code == 0
    [driver] = [
        line.removeprefix("merge.dealtrack.driver=")
        for line in subprocess.run(
            [GIT, "config", "--list"], cwd=book.book, capture_output=True, text=True, check=True
        ).stdout.splitlines()
        if line.startswith("merge.dealtrack.driver=")
    ]
    shell = shutil.which("sh")
    for gone in (
        driver.replace("import dealtrack", "import nothing_of_that_name"),
        driver.replace(sys.executable, "/nowhere/python"),
    ):
        for file, text in zip("OAB", ("a\nb\nc\nd\ne\n", "a\nb\nc\nd\nE\n", "A\nb\nc\nd\ne\n"), strict=True):
            (book.book / file).write_text(text)
        command = gone.replace("%O", "O").replace("%A", "A").replace("%B", "B").replace("%P", "x")
        done = subprocess.run([shell, "-c", command], cwd=book.book, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        assert (book.book / "A").read_text() == "A\nb\nc\nd\nE\n"


def test_a_python_inside_the_repository_is_warned_of(book, run, monkeypatch):
    monkeypatch.setattr(sys, "executable", str(book.book / ".venv" / "bin" / "python"))
    result = run("merge-driver", "--install", book=book.book)
    assert "this Python stands in the repository itself, where a branch can bring another one" in result.stderr


@pytest.mark.parametrize(
    "variables",
    [
        {"GIT_EXTERNAL_DIFF": "{canary}", "GIT_PAGER": "{canary}", "GIT_EDITOR": "{canary}"},
        {"GIT_SSH_COMMAND": "{canary}", "GIT_ASKPASS": "{canary}", "GIT_PROXY_COMMAND": "{canary}"},
        {"GIT_SSH": "{canary}", "GIT_ALLOW_PROTOCOL": "file:ssh:ext", "GIT_NO_LAZY_FETCH": "0"},
        {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.fsmonitor", "GIT_CONFIG_VALUE_0": "{canary}"},
    ],
)  # fmt: skip
def test_nothing_that_the_environment_names_is_needed(variables, trapped, run, monkeypatch):
    made = trapped(TRAPS["ssh"])
    for name, value in variables.items():
        monkeypatch.setenv(name, value.format(canary=made.canary))
    for command in (("diff",), ("diff", "HEAD~1"), ("validate", "--changed-since", "HEAD~1"), ("blame", "yitu")):
        run(*command, book=made.book)
    assert not made.written


def test_a_partial_clone_says_what_it_lacks(trapped, run):
    """What was left out when it was cloned is not fetched, whatever program the remote names for that."""
    made = trapped(TRAPS["alias"])
    made.git("config", "uploadpack.allowFilter", "true")
    made.git("clone", "-q", "--filter=blob:none", f"file://{made.book}", str(made.root / "partial"))
    partial = made.root / "partial"
    made.git("config", "remote.origin.uploadpack", str(made.canary), cwd=partial)
    for command in (("log", "yitu"), ("blame", "yitu"), ("diff", "HEAD~1..HEAD")):
        result = run(*command, book=partial)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr == (
            f"dealtrack: the clone of {partial} is a partial one, and lacks objects that are asked for\n"
            "  clone it without --filter, or fetch them: git fetch --refetch --no-filter\n"
        )
    assert not made.written
    made.git("config", "--unset", "remote.origin.uploadpack", cwd=partial)
    made.git("fetch", "-q", "--refetch", "--no-filter", cwd=partial)
    assert "USD 50m" in run("log", "yitu", book=partial).stdout


@pytest.mark.parametrize("command", ["log", "blame"])
def test_a_version_whose_bytes_are_missing_is_not_taken_for_none(command, trapped, run):
    made = trapped(TRAPS["uploadpack"])
    result = run(command, "yitu", book=made.book)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "git does not have deals/yitu.yaml as it was in " in result.stderr


REVISIONS = ["--output=x", "-x", "--help", "HEAD\n--output=x", "\0", "HEAD\0", "\x1b[2J", ":/", "@{-9}", "a" * 200_000, "..", "--..HEAD", "HEAD..--output=x", "\udcff"]  # fmt: skip


@pytest.mark.parametrize("revision", REVISIONS, ids=lambda revision: ascii(revision)[:20])
def test_a_revision_is_never_an_option(revision, trapped, run):
    made = trapped(TRAPS["alias"])
    before = sorted(made.book.iterdir())
    commands = (("diff", "--", revision), ("log", f"--rev={revision}", "yitu"), ("blame", f"--rev={revision}", "yitu"),
                ("validate", f"--changed-since={revision}"))  # fmt: skip
    for command in commands:
        result = run(*command, book=made.book)
        assert result.exit_code in (0, 2), (command, result.output)
        assert "internal fault" not in result.output
        assert "\x1b" not in result.output
    assert sorted(made.book.iterdir()) == before


@pytest.mark.parametrize("company", ["../../x", "../deals/yitu", "a\nb", "\0", "--", "-x", ":(top)x", "*", "/etc/passwd", "x" * 5000], ids=lambda company: ascii(company)[:20])  # fmt: skip
def test_a_company_is_never_a_path(company, trapped, run):
    made = trapped(TRAPS["alias"])
    for command in ("log", "blame"):
        result = run(command, "--", company, book=made.book)
        assert result.exit_code == 2
        assert "internal fault" not in result.output
    assert run("diff", "HEAD", "--", company, book=made.book).exit_code == 2


def test_the_same_deals_are_told_beside_the_traps(trapped, run):
    """What is switched off is not missed: the history of a book in a repository full of traps."""
    made = trapped(TRAPS["filter.process"])
    assert "USD 50m" in run("log", "yitu", book=made.book).stdout
    assert (made.book / "deals" / "yitu.yaml").read_text() == NEW


POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:{}\nsize 12\n"


@pytest.mark.parametrize("kind", ["link", "fifo", "other bytes"])
def test_what_git_lfs_keeps_is_what_the_pointer_names(kind, trapped, run):
    """An archive brings .git/lfs, too: a link there would show any file of the user's as a version of the book's."""
    made = trapped(TRAPS["alias"])
    oid = "ab" * 32
    secret = made.root / "secret"
    secret.write_text("name: the secret\n")
    (made.book / "deals" / "kept.yaml").write_text(POINTER.format(oid))
    made.git("add", "-A")
    made.git("commit", "-qm", "A pointer")
    kept = made.book / ".git" / "lfs" / "objects" / "ab" / "ab" / oid
    kept.parent.mkdir(parents=True)
    if kind == "link":
        kept.symlink_to(secret)
    elif kind == "fifo":
        os.mkfifo(kept)
    else:
        kept.write_bytes(secret.read_bytes())
    result = run("diff", "HEAD~1..HEAD", book=made.book)
    assert "the secret" not in result.output
    assert result.exit_code in (0, 2)
