"""Before a file takes the old one's place, its bytes are on the disk, and then its name is: a loss of power spares one."""

import os
import stat
from pathlib import Path

import pytest

from dealtrack.files.atomic import Before, write_atomically


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is asked of the system: ``fsync file of 4`` with the bytes that are there, ``replace``, ``link``, ``fsync directory``."""
    made: list[str] = []
    fsync = os.fsync

    def synced(handle: int) -> None:
        state = os.fstat(handle)
        made.append("fsync directory" if stat.S_ISDIR(state.st_mode) else f"fsync file of {state.st_size}")
        fsync(handle)

    def watched(name: str) -> None:
        call = getattr(os, name)
        monkeypatch.setattr(os, name, lambda *given, **more: (made.append(name), call(*given, **more))[1])

    monkeypatch.setattr(os, "fsync", synced)
    watched("replace")
    watched("link")
    return made


def test_bytes_are_on_the_disk_before_the_name_is(tmp_path: Path, calls: list[str]) -> None:
    write_atomically(tmp_path / "x", "new\n")
    assert calls == ["fsync file of 4", "replace", "fsync directory"]


def test_so_they_are_where_nothing_was(tmp_path: Path, calls: list[str]) -> None:
    write_atomically(tmp_path / "x", "new\n", Before.NOTHING)
    assert calls == ["fsync file of 4", "link", "fsync directory"]


def test_no_file_stays_open(tmp_path: Path) -> None:
    """Neither the file nor its directory: a run over a large book writes thousands."""
    before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else None
    for _ in range(3):
        write_atomically(tmp_path / "x", "new\n")
    if before is not None:
        assert len(os.listdir("/proc/self/fd")) == before


def test_a_directory_that_cannot_be_flushed_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fsync = os.fsync

    def refuse(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(22, "Invalid argument")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", refuse)
    write_atomically(tmp_path / "x", "new\n")
    assert (tmp_path / "x").read_bytes() == b"new\n"
