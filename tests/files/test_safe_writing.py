"""Every writer leaves the old file or the new one, whatever happens: a kill, a full disk, another program, a link."""

import os
import random
import signal
import time
from pathlib import Path
from typing import IO

import pytest

from dealtrack.files import atomic
from dealtrack.files.atomic import Before, NotWritten, write_atomically, write_in_book
from dealtrack.files.disk import Disk
from dealtrack.files.listing import list_files

OLD, NEW = "old\n" * 5000, "new\n" * 9000


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book with one file."""
    (tmp_path / "book" / "deals").mkdir(parents=True)
    (tmp_path / "book" / "deals" / "x.yaml").write_bytes(b"name: X\n")
    return tmp_path / "book"


def test_what_another_program_has_changed_is_left_alone(book: Path) -> None:
    with pytest.raises(NotWritten, match="another program has changed it in the meantime"):
        write_in_book(book, "deals/x.yaml", "name: Z\n", b"name: Y\n")
    assert [path.name for path in (book / "deals").iterdir()] == ["x.yaml"]
    assert (book / "deals/x.yaml").read_bytes() == b"name: X\n"


def test_what_another_program_has_deleted_stays_deleted(book: Path) -> None:
    with pytest.raises(NotWritten, match="another program"):
        write_in_book(book, "deals/gone.yaml", "name: Z\n", b"name: Y\n")
    assert [path.name for path in (book / "deals").iterdir()] == ["x.yaml"]


def test_a_new_file_takes_nobodys_place(book: Path) -> None:
    with pytest.raises(NotWritten, match="it is there already"):
        write_in_book(book, "deals/x.yaml", "name: Z\n", Before.NOTHING)
    write_in_book(book, "deals/y.yaml", "name: Y\n", Before.NOTHING)
    assert {path.name: path.read_bytes() for path in (book / "deals").iterdir()} == {
        "x.yaml": b"name: X\n",
        "y.yaml": b"name: Y\n",
    }


def test_a_new_file_where_there_are_no_hard_links(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    write_in_book(book, "deals/y.yaml", "name: Y\n", Before.NOTHING)
    assert (book / "deals/y.yaml").read_bytes() == b"name: Y\n"
    with pytest.raises(NotWritten, match="it is there already"):
        write_in_book(book, "deals/y.yaml", "name: Z\n", Before.NOTHING)


def test_links_are_followed_inside_the_book_only(book: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_bytes(b"name: O\n")
    (book / "deals" / "out.yaml").symlink_to(outside)
    (book / "deals" / "in.yaml").symlink_to(book / "deals" / "x.yaml")
    with pytest.raises(NotWritten, match=r"it is a link to .*outside\.yaml, outside the book"):
        write_in_book(book, "deals/out.yaml", "name: Z\n", b"name: O\n")
    write_in_book(book, "deals/in.yaml", "name: Z\n", b"name: X\n")
    assert outside.read_bytes() == b"name: O\n"
    assert (book / "deals" / "in.yaml").is_symlink()
    assert (book / "deals" / "x.yaml").read_bytes() == b"name: Z\n"


def test_a_directory_that_is_a_link_is_no_way_out(book: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (book / "seeds").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NotWritten, match="outside the book"):
        write_in_book(book, "seeds/sources.yaml", "a: {}\n", Before.NOTHING)
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_that_may_not_be_written_is_not_replaced(book: Path) -> None:
    (book / "deals/x.yaml").chmod(0o444)
    with pytest.raises(PermissionError):
        write_in_book(book, "deals/x.yaml", "name: Z\n", b"name: X\n")


def test_a_full_disk_leaves_the_old_file_and_is_named(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(half: IO[bytes], data: bytes) -> None:
        half.write(data[:3])
        with open("/dev/full", "wb", buffering=0) as stream:
            stream.write(data)

    monkeypatch.setattr(atomic, "_fill", full)
    with pytest.raises(OSError, match="No space left") as raised:
        write_in_book(book, "deals/x.yaml", "name: Z\n", b"name: X\n")
    assert raised.value.filename == str(book / "deals/x.yaml")
    assert [path.name for path in (book / "deals").iterdir()] == ["x.yaml"]
    assert (book / "deals/x.yaml").read_bytes() == b"name: X\n"


def test_what_a_killed_run_left_behind_is_swept_away_once_it_is_old(book: Path) -> None:
    left, fresh, other = (book / "deals" / f".{name}.new" for name in ("x.yaml.aaa", "x.yaml.bbb", "y.yaml.aaa"))
    for path in (left, fresh, other):
        path.write_bytes(b"half")
    os.utime(left, (time.time() - 3600,) * 2)
    os.utime(other, (time.time() - 3600,) * 2)
    write_atomically(book / "deals/x.yaml", "name: Z\n")
    assert {path.name for path in (book / "deals").iterdir()} == {"x.yaml", fresh.name, other.name}


def _write_for_ever(path: Path, told: int) -> None:
    """In a process of its own, replace one text by the other until somebody kills it."""
    try:
        while True:
            for text, before in ((OLD, NEW), (NEW, OLD)):
                write_atomically(path, text, before.encode())
            os.write(told, b".")
    finally:
        os._exit(1)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be divided here")
def test_a_kill_at_any_moment_leaves_the_old_file_or_the_new_one(book: Path) -> None:
    path, moments = book / "deals" / "c.yaml", random.Random(500)
    path.write_text(NEW, encoding="utf-8")
    for _ in range(500):
        path.write_text(NEW, encoding="utf-8")
        listening, told = os.pipe()
        child = os.fork() or _write_for_ever(path, told)
        os.read(listening, 1)
        time.sleep(moments.random() * 0.005)
        os.kill(child, signal.SIGKILL)
        assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
        os.close(listening)
        os.close(told)
        assert path.read_text(encoding="utf-8") in (OLD, NEW)
    assert list_files(Disk(book)).companies == ("deals/c.yaml", "deals/x.yaml")
    assert list_files(Disk(book)).faults == ()
    left = [left.name for left in (book / "deals").iterdir() if left.name.startswith(".")]
    assert len(left) > 20, "hardly any was hit in the middle of its work"
    assert all(name.endswith(".new") for name in left)
