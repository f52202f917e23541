"""Nothing outside of the book is read: links out of it, pipes, devices, sockets and folders are never opened."""

import json
import os
import socket
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from dealtrack.files import opening
from dealtrack.files.names import Names, names, slugs
from dealtrack.files.opening import Refused, found, read_in_book, read_named
from tests.attacks.conftest import SECRET, Canary
from tests.conftest import MadeBook

GOOD = "name: X\nvaluations:\n  - {date: 2020-05-13, amount: CNY 1bn, sources: [a]}\n"
FORMATS = ("text", "json", "github", "gitlab", "sarif", "junit")
COMMANDS = (
    ("timeline",),
    ("timeline", "--format", "json"),
    ("list", "deals"),
    ("compare",),
    ("show", "x"),
    ("reconcile",),
    ("investors",),
    ("rates", "list"),
    ("fmt",),
    ("fmt", "--diff"),
    ("validate", "--fix"),
    ("validate", "--diff"),
    ("validate", "--write-baseline"),
    ("add", "x", "--no-input"),
)
FILES = ("deals/x.yaml", "seeds/sources.yaml", "seeds/investors.yaml", "seeds/rates/x.csv")


def put(path: Path, target: str | Path) -> None:
    """A link, in the place of what may be there."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target)


def codes(result) -> list[tuple[str, str]]:
    return [(each["code"], each["file"]) for each in json.loads(result.stdout)["diagnostics"]]


@pytest.fixture
def everything(run: Callable, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[MadeBook], str]:
    """All that every command and every format says of a book."""

    def said(book: MadeBook) -> str:
        monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary"))
        runs = [("validate", "--format", format) for format in FORMATS] + list(COMMANDS)
        results = [run(*arguments, book=book) for arguments in runs]
        assert all(result.exit_code in (0, 1, 2) for result in results)
        told = "".join(result.stdout + result.stderr for result in results)
        assert "internal fault" not in told
        summary = tmp_path / "summary"
        return told + (summary.read_text(encoding="utf-8") if summary.is_file() else "")

    return said


LINKS = [
    pytest.param(lambda canary, path: put(path, canary), id="absolute"),
    pytest.param(lambda canary, path: put(path, os.path.relpath(canary, path.parent)), id="relative"),
    pytest.param(lambda canary, path: (put(path, "again"), put(path.parent / "again", canary)), id="link to a link"),
    pytest.param(
        lambda canary, path: (put(path, "way/" + canary.name), put(path.parent / "way", canary.parent)),
        id="through a folder that is a link",
    ),
    pytest.param(lambda canary, path: put(path, f"../deals/../../outside/{canary.name}"), id="round about"),
    pytest.param(lambda canary, path: put(path, f"{path.parent}/../../outside/{canary.name}"), id="from the root"),
]


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("file", FILES)
def test_a_link_out_of_the_book_is_refused_and_never_read(link, file, canary: Canary, make_book, everything, run):
    book = make_book({"deals/x.yaml": GOOD})
    link(canary.rates if file.endswith(".csv") else canary.company, book.root / file)
    assert SECRET not in everything(book)
    found = codes(run("validate", "--format", "json", book=book))
    assert ("DT009", file) in found


@pytest.mark.parametrize("file", FILES)
def test_the_environment_is_not_printed(file, make_book, everything, run, monkeypatch):
    monkeypatch.setenv("TOKEN", SECRET)
    book = make_book({"deals/x.yaml": GOOD})
    put(book.root / file, "/proc/self/environ")
    assert SECRET not in everything(book)
    assert ("DT009", file) in codes(run("validate", "--format", "json", book=book))


@pytest.mark.parametrize("folder", ["deals", "seeds", "seeds/rates"])
def test_a_folder_that_is_a_link_out_of_the_book_is_refused_once(folder, canary: Canary, make_book, everything, run):
    book = make_book({"deals/x.yaml": GOOD, "seeds/investors.yaml": "A: {}\n"})
    for path in sorted((book.root / folder).rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    (book.root / folder).rmdir()
    (book.root / folder).symlink_to(canary.folder / "deals" if folder == "deals" else canary.folder)
    assert SECRET not in everything(book)
    told = codes(run("validate", "--format", "json", book=book))
    assert [each for each in told if each[0] != "DT206"] == [("DT009", folder)]


def socket_at(path: Path) -> None:
    """A socket; bound from its folder, since the path of one is short."""
    here = os.getcwd()
    os.chdir(path.parent)
    try:
        socket.socket(socket.AF_UNIX).bind(path.name)
    finally:
        os.chdir(here)


KINDS = [
    pytest.param(os.mkfifo, "it is a pipe", id="pipe"),
    pytest.param(socket_at, "it is a socket", id="socket"),
    pytest.param(Path.mkdir, "is a directory", id="folder"),
    pytest.param(lambda path: path.symlink_to(path.name), "it is a link that leads in a circle", id="circle"),
    pytest.param(lambda path: path.symlink_to("nowhere"), "it is a link that leads nowhere", id="nowhere"),
    pytest.param(lambda path: path.symlink_to("."), "is a directory", id="link to its folder"),
    pytest.param(lambda path: path.symlink_to("/dev/zero"), "it is a link to /dev/zero, outside the book", id="device"),
    pytest.param(lambda path: path.symlink_to("/dev/stdin"), "it is a link to /dev/stdin", id="standard input"),
]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The last part of every path that is opened."""
    seen: list[str] = []
    real = os.open

    def watched(path, *how, **at):
        seen.append(os.path.basename(os.fspath(path)))
        return real(path, *how, **at)

    monkeypatch.setattr(os, "open", watched)
    return seen


@pytest.mark.parametrize(("make", "why"), KINDS)
@pytest.mark.parametrize("file", FILES)
def test_what_is_no_file_is_refused_and_not_opened(file, make, why, make_book, run, opened):
    book = make_book({"deals/y.yaml": GOOD})
    (book.root / file).unlink(missing_ok=True)
    make(book.root / file)
    result = run("validate", book=book)
    assert f"{file}:1:1: error DT009 unreadable-file: cannot be read: {why}" in result.stdout
    assert os.path.basename(file) not in opened
    for command in COMMANDS:
        assert run(*command, book=book).exit_code in (0, 1, 2)
    assert os.path.basename(file) not in opened


@pytest.mark.parametrize(("make", "why"), KINDS)
@pytest.mark.parametrize("file", ["dealtrack.toml", "pyproject.toml"])
def test_settings_that_are_no_file_are_refused(file, make, why, make_book, run, opened):
    book = make_book({"deals/y.yaml": GOOD})
    make(book.root / file)
    result = run("validate", book=book)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"dealtrack: {file}: cannot be read (DT009): {why}")
    assert file not in opened


@pytest.mark.parametrize("file", ["dealtrack.toml", "pyproject.toml"])
def test_settings_that_are_a_link_out_of_the_book_are_refused(file, canary: Canary, make_book, run):
    book = make_book({"deals/y.yaml": GOOD})
    put(book.root / file, canary.folder / "settings.toml")
    result = run("validate", book=book)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "outside the book" in result.stderr
    assert SECRET not in result.stderr


@pytest.mark.parametrize("options", [(), ("--baseline", "known.json"), ("--write-baseline",), ("--fix",)])
def test_a_baseline_that_is_a_link_out_of_the_book_is_refused(options, canary: Canary, make_book, run):
    book = make_book({"deals/y.yaml": GOOD, "dealtrack.toml": '[validate]\nbaseline = "known.json"\n'})
    put(book.root / "known.json", canary.folder / "known.json")
    result = run("validate", *options, book=book)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "outside the book" in result.stderr


@pytest.mark.parametrize(("make", "why"), KINDS)
def test_a_baseline_that_is_no_file_is_refused(make, why, make_book, run, opened):
    book = make_book({"deals/y.yaml": GOOD, "dealtrack.toml": '[validate]\nbaseline = "known.json"\n'})
    make(book.root / "known.json")
    for options in ((), ("--write-baseline",), ("--baseline", "known.json")):
        result = run("validate", *options, book=book)
        assert (result.exit_code, result.stdout) == (2, "")
        assert why in result.stderr
    assert "known.json" not in opened


@pytest.mark.parametrize(
    ("target", "hidden"),
    [
        ("../.git/config", ".git"),
        ("../.GIT/config", ".GIT"),
        ("../.env", ".env"),
        ("../seeds/../.git/config", ".git"),
        ("../.ssh/id", ".ssh"),
    ],
)
def test_a_link_into_what_is_hidden_is_refused(target, hidden, make_book, everything, run):
    """``.git/config`` holds the token of a workflow, ``.env`` whatever a team keeps there."""
    secret = f"token: {SECRET}\n"
    book = make_book({f"{hidden}/config": secret, "deals/y.yaml": GOOD} if "." not in target[-7:] else {})
    if hidden == ".env":
        book.write(".env", secret)
    put(book.root / "deals/x.yaml", target)
    assert SECRET not in everything(book)
    assert f"it is a link into {hidden}, which is no part of the book" in run("validate", book=book).stdout


def test_links_inside_the_book_are_followed(make_book, run):
    book = make_book({"archive/x.yaml": GOOD, "archive/y.yaml": GOOD.replace("X", "Y"), "archive/z.yaml": GOOD})
    put(book.root / "deals/x.yaml", "../archive/x.yaml")
    put(book.root / "deals/y.yaml", book.root / "archive" / "y.yaml")
    put(book.root / "deals/z.yaml", "../deals/../more/z.yaml")
    put(book.root / "more", "archive")
    (book.root / "archive/z.yaml").write_text(GOOD.replace("X", "Z"), encoding="utf-8")
    assert codes(run("validate", "--format", "json", book=book)) == []
    assert run("list", "companies", "--format", "csv", book=book).stdout.count("\n") == 4


def test_a_file_in_the_place_of_another_is_only_wrong_inside(make_book, run):
    book = make_book({"deals/y.yaml": GOOD})
    put(book.root / "deals/x.yaml", "../seeds/sources.yaml")
    assert {code for code, _ in codes(run("validate", "--format", "json", book=book))} >= {"DT101", "DT102"}


def test_a_book_reached_through_a_link_has_its_own_links(make_book, run, tmp_path):
    book = make_book({"archive/x.yaml": GOOD})
    put(book.root / "deals/x.yaml", book.root / "archive" / "x.yaml")
    (tmp_path / "way").symlink_to(book.root)
    assert codes(run("validate", "--format", "json", book=tmp_path / "way")) == []


def test_a_chain_of_many_links_ends(make_book, run):
    book = make_book({"archive/x.yaml": GOOD})
    for number in range(60):
        put(book.root / f"archive/{number}.yaml", f"{number + 1}.yaml" if number < 59 else "x.yaml")
    put(book.root / "deals/x.yaml", "../archive/0.yaml")
    assert "it is a link that leads in a circle" in run("validate", book=book).stdout


def test_completion_reads_nothing_outside(canary: Canary, make_book, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    book = make_book({"deals/y.yaml": GOOD})
    put(book.root / "deals/x.yaml", canary.company)
    put(book.root / "seeds/investors.yaml", canary.folder / "investors.yaml")
    os.mkfifo(book.root / "deals/pipe.yaml")
    assert [SECRET in str(names(book.root, kind)) for kind in Names] == [False] * len(Names)
    assert "Y" not in names(book.root, Names.COMPANIES)
    assert "X" in names(book.root, Names.COMPANIES)


def test_completion_looks_through_no_folder_outside(canary: Canary, make_book, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    book = make_book({})
    (book.root / "deals").rmdir()
    (book.root / "deals").symlink_to(canary.folder / "deals")
    assert names(book.root, Names.COMPANIES) == {}
    with pytest.raises(Refused):
        slugs(book.root)


@pytest.mark.parametrize("command", [("rates", "import"), ("rates", "update", "--from")], ids=" ".join)
@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.symlink_to("/dev/zero")], ids=["pipe", "device"])
def test_what_is_imported_is_a_file(make, command, make_book, run, tmp_path):
    book = make_book({"deals/y.yaml": GOOD})
    make(tmp_path / "rates.csv")
    result = run(*command, tmp_path / "rates.csv", book=book)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "and no regular file" in result.stderr


def test_a_file_that_grows_is_read_to_a_limit(tmp_path):
    """What ``stat`` says of its size is not relied on: files of /proc have none."""
    (tmp_path / "x").write_bytes(b"x" * 100)
    assert read_in_book(tmp_path, "x", 10) == b"x" * 10
    assert read_named(tmp_path / "x", 10) == b"x" * 10
    if sys.platform == "linux":
        assert len(read_named(Path("/proc/self/maps"), 10)) == 10


def test_a_folder_that_is_swapped_for_a_link_meanwhile_leads_nowhere(make_book, canary: Canary, monkeypatch):
    book = make_book({"deals/x.yaml": GOOD})
    status = opening.Folder.status

    def swapped(folder, name):
        was = status(folder, name)
        if name == "deals" and was and stat.S_ISDIR(was.st_mode):
            (book.root / "deals").rename(book.root / "gone")
            (book.root / "deals").symlink_to(canary.folder / "deals")
        return was

    monkeypatch.setattr(opening.Folder, "status", swapped)
    with pytest.raises(OSError):  # noqa: PT011 (which one, is the system's to say)
        read_in_book(book.root, "deals/x.yaml", 1000)


@pytest.mark.parametrize("target", ["link", "pipe"])
def test_a_file_that_is_swapped_meanwhile_is_not_read(target, make_book, canary: Canary, monkeypatch):
    book = make_book({"deals/x.yaml": GOOD})
    with found(book.root, "deals/x.yaml") as spot:
        (book.root / "deals/x.yaml").unlink()
        if target == "link":
            (book.root / "deals/x.yaml").symlink_to(canary.company)
        else:
            os.mkfifo(book.root / "deals/x.yaml")
        with pytest.raises(OSError):  # noqa: PT011
            spot.read(1000)


@pytest.mark.parametrize("link", LINKS)
def test_where_folders_cannot_be_held_open_the_same_is_refused(link, make_book, canary: Canary, monkeypatch):
    monkeypatch.setattr(opening, "_BY_HANDLE", False)
    book = make_book({"deals/y.yaml": GOOD})
    link(canary.company, book.root / "deals/x.yaml")
    put(book.root / "deals/z.yaml", "../deals/y.yaml")
    with pytest.raises(Refused, match="outside the book"):
        read_in_book(book.root, "deals/x.yaml", 1000)
    assert read_in_book(book.root, "deals/z.yaml", 1000) == GOOD.encode()


def git_in(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.mark.parametrize("target", ["../../secret.yaml", "y.yaml"])
def test_a_revision_is_read_no_further_than_the_book(target, make_book, run, tmp_path):
    """The book is a folder of a repository that holds more: what git has there is not the book's."""
    book = make_book({"deals/z.yaml": GOOD})
    put(book.root / "deals/x.yaml", target)
    put(book.root / "deals/y.yaml", "../../secret.yaml")
    (tmp_path / "secret.yaml").write_text(f"name: {SECRET}\n", encoding="utf-8")
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
        git_in(tmp_path, *arguments)
    for name in ("x", "y"):
        (book.root / f"deals/{name}.yaml").unlink()
    for command in (("diff",), ("diff", "HEAD", "x")):
        result = run(*command, book=book)
        assert SECRET not in result.stdout + result.stderr


def test_git_lfs_is_read_from_its_own_folder_only(make_book, canary: Canary, run):
    oid = "a" * 64
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize 10\n"
    book = make_book({"deals/x.yaml": pointer})
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
        git_in(book.root, *arguments)
    stored = book.root / ".git" / "lfs" / "objects" / "aa" / "aa"
    stored.mkdir(parents=True)
    (stored / oid).symlink_to(canary.company)
    book.write("deals/x.yaml", GOOD)
    result = run("diff", book=book)
    assert SECRET not in result.stdout + result.stderr


@pytest.mark.parametrize(
    "command",
    [
        ("validate", "--book", "circle"),
        ("validate", "circle"),
        ("validate", "--baseline", "circle"),
        ("validate", "--write-baseline", "--baseline", "circle"),
        ("fmt", "circle"),
        ("fmt", "--book", "circle"),
        ("timeline", "--book", "circle"),
        ("diff", "--book", "circle"),
        ("rates", "import", "circle"),
        ("init", "circle"),
    ],
)
def test_a_link_to_itself_may_be_named_anywhere(command, make_book, run):
    book = make_book({"deals/x.yaml": GOOD})
    (book.root / "circle").symlink_to("circle")
    result = run(*command, book=book)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") <= 2
    assert "circle" in result.stderr
    assert "internal fault" not in result.stderr
