"""Nothing outside of the book is written, whatever the book's files say; only regular files are ever replaced."""

import os
import stat
import time
from pathlib import Path

import pytest

from dealtrack.files import atomic, opening
from dealtrack.files.atomic import Before, NotWritten, write_atomically, write_in_book
from tests.attacks.conftest import Canary
from tests.attacks.test_reading_outside import GOOD, put, socket_at

SLIP = "name: X\ncity： Guangzhou\n"
OUTSIDE = [
    "{outside}/new.json",
    "{outside}/made/new.json",
    "{outside}/known.json",
    "../outside/new.json",
    "deals/../../outside/new.json",
    "/dev/null",
    "/dev/stdout",
    "/dev/fd/1",
    "C:/new.json",
    "C:new.json",
    "//host/share/new.json",
    "\\\\\\\\host\\\\share\\\\new.json",
    "../new.json",
    ".",
    "..",
    "/",
]


@pytest.mark.parametrize("path", OUTSIDE)
@pytest.mark.parametrize("settings", ["dealtrack.toml", "pyproject.toml"])
def test_settings_name_no_path_outside(settings, path, canary: Canary, make_book, run):
    table = "[validate]" if settings == "dealtrack.toml" else "[tool.dealtrack.validate]"
    value = path.format(outside=canary.folder)
    book = make_book({"deals/x.yaml": GOOD, settings: f'{table}\nbaseline = "{value}"\n'})
    for options in ((), ("--write-baseline",), ("--baseline", "own.json")):
        result = run("validate", *options, book=book)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith(f"dealtrack: {settings}:2: ")
        assert "validate.baseline: " in result.stderr
        assert "is not in the book: name a file in it, such as .dealtrack-baseline.json" in result.stderr


@pytest.mark.parametrize("path", [".git/config", ".GIT/hooks/pre-commit", "deals/../.git/x"])
def test_settings_name_nothing_of_gits(path, make_book, run):
    book = make_book({"deals/x.yaml": GOOD, "dealtrack.toml": f'[validate]\nbaseline = "{path}"\n'})
    result = run("validate", "--write-baseline", book=book)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "is git's: name another file" in result.stderr
    assert not (book.root / ".git").exists()


@pytest.mark.parametrize("where", ["folder", "file"])
def test_a_baseline_is_written_through_no_link_out(where, canary: Canary, make_book, run):
    name = "known/new.json" if where == "folder" else "known"
    book = make_book({"deals/x.yaml": GOOD, "dealtrack.toml": f'[validate]\nbaseline = "{name}"\n'})
    put(book.root / "known", canary.folder if where == "folder" else canary.folder / "new.json")
    result = run("validate", "--write-baseline", book=book)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "outside the book" in result.stderr


@pytest.mark.parametrize("name", ["deals/x.yaml", "README.md", "seeds/rates/ecb.csv"])
def test_a_baseline_takes_no_other_files_place(name, make_book, run):
    book = make_book(
        {"deals/x.yaml": GOOD, "README.md": "# Ours\n", "dealtrack.toml": f'[validate]\nbaseline = "{name}"'}
    )
    before = (book.root / name).read_bytes()
    result = run("validate", "--write-baseline", book=book)
    assert (result.exit_code, (book.root / name).read_bytes()) == (2, before)
    assert f"{name} is left as it was: it is no baseline" in result.stderr


COMMANDS = [
    (("validate", "--fix"), "deals"),
    (("fmt",), "deals"),
    (("new", "New Company", "--city", "X"), "deals"),
    (("add", "x", "--date", "2020-05-13", "--amount", "CNY 1bn", "--source", "a", "--yes"), "deals"),
    (("source", "add", "b", "--publisher", "P", "--published", "2020-05-14"), "seeds"),
    (("rates", "import", "{rates}"), "seeds/rates"),
]


@pytest.mark.parametrize(
    ("command", "folder"), COMMANDS, ids=lambda value: value[0] if isinstance(value, tuple) else None
)
@pytest.mark.parametrize("kind", ["folder", "file"])
def test_no_command_writes_through_a_link_out(kind, command, folder, canary: Canary, make_book, run, tmp_path):
    (tmp_path / "eurofxref.csv").write_text("Date, USD, CNY,\n13 May 2020, 1.0875, 7.7102,\n", encoding="utf-8")
    book = make_book({"deals/x.yaml": SLIP})
    target = book.root / folder
    if kind == "folder":
        for path in sorted(target.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        target.rmdir()
        target.symlink_to(canary.folder / "deals" if folder == "deals" else canary.folder)
    else:
        name = {"deals": "x.yaml", "seeds": "sources.yaml", "seeds/rates": "ecb.csv"}[folder]
        put(target / name, canary.folder / name)
        put(target / "new-company.yaml", canary.folder / "new.yaml")
    result = run(*(part.format(rates=tmp_path / "eurofxref.csv") for part in command), book=book)
    assert result.exit_code in (1, 2)
    assert "internal fault" not in result.stderr


@pytest.mark.parametrize("name", ["deals", "seeds", "seeds/rates", ".github", ".github/workflows"])
def test_a_new_book_is_made_through_no_link_out(name, canary: Canary, run, tmp_path):
    put(tmp_path / "new" / name, canary.folder)
    result = run("init", "new", book=tmp_path)
    assert result.exit_code == 2
    assert "outside the book" in result.stderr
    assert [path for path in (tmp_path / "new").rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("name", ["deals/example.yaml", "dealtrack.toml", ".gitignore"])
def test_a_new_book_takes_no_links_place(name, canary: Canary, run, tmp_path):
    put(tmp_path / "new" / name, canary.folder / "new.yaml")
    result = run("init", "new", book=tmp_path)
    assert result.exit_code == 2
    assert f"  {name}\n" in result.stderr


def look_alike(path: Path) -> None:
    """A device of its own, which is /dev/null's twin."""
    os.mknod(path, 0o600 | stat.S_IFCHR, os.makedev(1, 3))


IRREGULAR = [
    pytest.param(os.mkfifo, "it is a pipe, and no regular file", id="pipe"),
    pytest.param(socket_at, "it is a socket, and no regular file", id="socket"),
    pytest.param(
        look_alike,
        "it is a device, and no regular file",
        id="device",
        marks=pytest.mark.skipif(getattr(os, "geteuid", lambda: 1)() != 0, reason="only root can make a device"),
    ),
]


@pytest.fixture
def irregular(tmp_path: Path):
    """Make something; it is still the same afterwards."""
    made = []

    def making(make, path: Path) -> Path:
        try:
            make(path)
        except PermissionError:
            pytest.skip("this machine makes no devices")
        made.append((path, path.stat().st_mode, path.stat().st_ino))
        return path

    yield making
    for path, mode, number in made:
        assert (path.lstat().st_mode, path.lstat().st_ino) == (mode, number)
        assert [each.name for each in path.parent.iterdir() if each.name.endswith(".new")] == []


@pytest.mark.parametrize(("make", "why"), IRREGULAR)
@pytest.mark.parametrize("before", [Before.WHATEVER, b""])
def test_what_is_no_regular_file_is_not_replaced(before, make, why, tmp_path, irregular):
    irregular(make, tmp_path / "x")
    (tmp_path / "link").symlink_to("x")
    for name in ("x", "link"):
        with pytest.raises(NotWritten, match=why):
            write_atomically(tmp_path / name, "text", before)
        with pytest.raises(NotWritten, match=why):
            write_in_book(tmp_path, name, "text", before)


@pytest.mark.parametrize(("make", "why"), IRREGULAR)
def test_no_option_replaces_what_is_no_regular_file(make, why, tmp_path, make_book, run, irregular):
    book = make_book({"deals/x.yaml": GOOD})
    irregular(make, tmp_path / "x")
    result = run("validate", "--write-baseline", "--baseline", tmp_path / "x", book=book)
    assert (result.exit_code, result.stdout) == (2, "")
    assert why in result.stderr


@pytest.mark.parametrize(("make", "why"), IRREGULAR)
def test_the_summary_of_a_step_goes_into_a_file_only(make, why, tmp_path, make_book, run, irregular, monkeypatch):
    book = make_book({"deals/x.yaml": "nmae: X\n"})
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(irregular(make, tmp_path / "x")))
    result = run("validate", "--format", "github", book=book)
    assert result.exit_code == 1
    assert f"no summary for this step: {tmp_path / 'x'}: {why}" in result.stderr


def test_the_summary_of_a_step_is_made_and_added_to(tmp_path, make_book, run, monkeypatch):
    book = make_book({"deals/x.yaml": "nmae: X\n"})
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary"))
    for times in (1, 2):
        run("validate", "--format", "github", book=book)
        assert (tmp_path / "summary").read_text(encoding="utf-8").count("deals/x.yaml") == times


def test_what_is_planted_for_the_sweep_leads_nowhere(canary: Canary, tmp_path):
    """A link, a folder or a pipe that is called as what a killed run leaves behind: none is followed, all stay."""
    (tmp_path / "book").mkdir()
    old = tmp_path / "book" / "x.yaml"
    old.write_text("old", encoding="utf-8")
    planted = {name: tmp_path / "book" / f".x.yaml.{name}.new" for name in ("link", "folder", "pipe", "killed")}
    planted["link"].symlink_to(canary.company)
    planted["folder"].mkdir()
    os.mkfifo(planted["pipe"])
    planted["killed"].write_text("half", encoding="utf-8")
    for path in planted.values():
        os.utime(path, (time.time() - 3600,) * 2, follow_symlinks=False)
    write_in_book(tmp_path / "book", "x.yaml", "new", b"old")
    assert [name for name, path in planted.items() if os.path.lexists(path)] == ["link", "folder", "pipe"]


def test_the_name_of_a_new_file_cannot_be_taken_by_a_link(canary: Canary, tmp_path, monkeypatch):
    monkeypatch.setattr(os, "urandom", bytes)  # an attacker who guesses it
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / f".x.yaml.{'00' * 6}.new").symlink_to(canary.company)
    with pytest.raises(FileExistsError):
        write_in_book(tmp_path / "book", "x.yaml", "new", Before.NOTHING)


@pytest.mark.parametrize("mode", [0o4755, 0o2755, 0o1755, 0o6777])
def test_no_right_beyond_reading_writing_and_running_is_taken_over(mode, tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text("old", encoding="utf-8")
    path.chmod(mode)
    write_in_book(tmp_path, "x.yaml", "new", b"old")
    assert stat.S_IMODE(path.stat().st_mode) == mode & 0o777


def test_a_folder_that_is_swapped_meanwhile_leads_nowhere(canary: Canary, tmp_path, monkeypatch):
    """The folder is held open: what is written goes where it was looked at, wherever that is now."""
    (tmp_path / "book" / "deals").mkdir(parents=True)
    (tmp_path / "book" / "deals" / "x.yaml").write_text("old", encoding="utf-8")
    fill = atomic._fill

    def swapped(stream, data):
        (tmp_path / "book" / "deals").rename(tmp_path / "book" / "moved")
        (tmp_path / "book" / "deals").symlink_to(canary.folder / "deals")
        fill(stream, data)

    monkeypatch.setattr(atomic, "_fill", swapped)
    write_in_book(tmp_path / "book", "deals/x.yaml", "new", b"old")
    assert (tmp_path / "book" / "moved" / "x.yaml").read_text(encoding="utf-8") == "new"


def test_where_folders_cannot_be_held_open_the_same_is_refused(canary: Canary, tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "_BY_HANDLE", False)
    (tmp_path / "book" / "deals").mkdir(parents=True)
    put(tmp_path / "book" / "deals" / "x.yaml", canary.company)
    put(tmp_path / "book" / "seeds", canary.folder)
    for file in ("deals/x.yaml", "seeds/new.yaml"):
        with pytest.raises(NotWritten, match="outside the book"):
            write_in_book(tmp_path / "book", file, "new", Before.WHATEVER)
    write_in_book(tmp_path / "book", "deals/y.yaml", "new", Before.NOTHING)
    write_in_book(tmp_path / "book", "deals/y.yaml", "newer", b"new")
    assert (tmp_path / "book" / "deals" / "y.yaml").read_text(encoding="utf-8") == "newer"
