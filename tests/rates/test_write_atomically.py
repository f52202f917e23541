"""Writing a file: the old one or the new one is there, and nothing else."""

import os
import stat
from pathlib import Path

import pytest

from dealtrack.files.atomic import write_atomically


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file in a directory of its own."""
    file = tmp_path / "rates" / "ecb.csv"
    file.parent.mkdir()
    file.write_text("old\n", encoding="utf-8")
    return file


@pytest.mark.parametrize(
    "text",
    ["new\n", "", "no newline", "CRLF\r\n", "云从科技\n", "\ufeffmark\n", pytest.param("long " * 100_000, id="long")],
)
def test_the_file_holds_the_text_to_the_byte(old: Path, text: str) -> None:
    write_atomically(old, text)
    assert old.read_bytes() == text.encode("utf-8")
    assert list(old.parent.iterdir()) == [old]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o664, 0o755, 0o444])
def test_permissions_are_kept(old: Path, mode: int) -> None:
    old.chmod(mode)
    write_atomically(old, "new\n")
    assert stat.S_IMODE(old.stat().st_mode) == mode


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o002, 0o664), (0o077, 0o600)])
def test_a_new_file_has_the_usual_permissions(tmp_path: Path, umask: int, mode: int) -> None:
    before = os.umask(umask)
    try:
        write_atomically(tmp_path / "new.csv", "new\n")
        assert os.umask(umask) == umask
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new.csv").stat().st_mode) == mode


def test_directories_are_made(tmp_path: Path) -> None:
    file = tmp_path / "seeds" / "rates" / "ecb.csv"
    write_atomically(file, "new\n")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [file]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=repr)
@pytest.mark.parametrize("call", ["fsync", "chmod", "replace"])
def test_a_failure_leaves_the_old_file(
    old: Path, monkeypatch: pytest.MonkeyPatch, call: str, error: BaseException
) -> None:
    def fail(*arguments: object, **options: object) -> None:
        raise error

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(type(error)):
        write_atomically(old, "new\n")
    assert old.read_text(encoding="utf-8") == "old\n"
    assert list(old.parent.iterdir()) == [old]


def test_a_failure_leaves_no_new_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object, **options: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError):  # noqa: PT011
        write_atomically(tmp_path / "new.csv", "new\n")
    assert list(tmp_path.iterdir()) == []


def test_text_that_is_no_utf_8_changes_nothing(old: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        write_atomically(old, "new \ud800\n")
    assert old.read_text(encoding="utf-8") == "old\n"
    assert list(old.parent.iterdir()) == [old]


def test_the_new_file_is_written_before_it_takes_the_place_of_the_old(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, seen = os.replace, []

    def watched(source: str, target: str, **folders: int) -> None:
        new = (old.parent / source).read_text(encoding="utf-8")
        seen.append((new, (old.parent / target).read_text(encoding="utf-8")))
        replace(source, target, **folders)

    monkeypatch.setattr(os, "replace", watched)
    write_atomically(old, "new\n")
    assert seen == [("new\n", "old\n")]


def test_a_link_stays_a_link(old: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.csv"
    link.symlink_to(old)
    write_atomically(link, "new\n")
    assert link.is_symlink()
    assert old.read_text(encoding="utf-8") == "new\n"
