"""The merge driver with versions that are no files, missing, too large or full of odd characters: nothing is lost."""

import os

import pytest

from dealtrack.files.text import MAX_BYTES
from tests.attacks.git.traps import NEW, OLD

FILE = "deals/yitu.yaml"
ADDED = "  - {id: c, date: 2018-05, status: completed, amount: USD 70m}\n"
LONG = "".join(f"# {number}\n" for number in range(9))


@pytest.fixture
def versions(tmp_path, alone):
    """Write base, ours and theirs: texts, bytes, or what to make in the place of a file."""

    def write(*contents):
        paths = [tmp_path / name for name in ("base", "ours", "theirs")]
        for path, content in zip(paths, contents, strict=True):
            if callable(content):
                content(path)
            else:
                path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return paths

    return write


def nothing(path):
    """No file at all."""


def link(path):
    (path.parent / "elsewhere").write_text(OLD)
    path.symlink_to(path.parent / "elsewhere")


def dangling(path):
    path.symlink_to(path.parent / "nowhere")


def loop(path):
    path.symlink_to(path)


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize(
    ("odd", "why"),
    [
        (nothing, "no such file or directory"),
        (lambda path: path.mkdir(), "it is no file"),
        (os.mkfifo, "it is no file"),
        (link, "it is no file"),
        (dangling, "it is no file"),
        (loop, "it is no file"),
    ],
    ids=["missing", "folder", "fifo", "link", "dangling link", "loop of links"],
)
def test_what_is_no_file_is_a_conflict(odd, why, place, versions, run, tmp_path):
    contents = [OLD, NEW, OLD + ADDED]
    contents[place] = odd
    paths = versions(*contents)
    result = run("merge-driver", *paths, FILE, book=tmp_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        f"dealtrack: {FILE} is not merged: {paths[place]}: {why}\n"
        "  ours is left as it is; git checkout --theirs, or --merge, and the file's name show the other side\n"
    )
    if place != 1:
        assert paths[1].read_text() == NEW
    assert (tmp_path / "elsewhere").exists() is (odd is link)


@pytest.mark.parametrize("path", ["", "\0", "a\0b", "x" * 5000, ".", "/", "\udcff"], ids=lambda path: ascii(path)[:9])
def test_a_name_that_no_file_has(path, versions, run, tmp_path):
    base, ours, _ = versions(OLD, NEW, OLD)
    result = run("merge-driver", "--", base, ours, path, FILE, book=tmp_path)
    assert result.exit_code in (1, 2)
    assert "internal fault" not in result.output
    assert ours.read_text() == NEW


ODD = ["\0", "\x01", "\x1b[2J", "\x7f", "\x85\x9b", "\u202e", "\ufffe", "\ud800".encode("utf-8", "surrogatepass"), b"\xff", "\x0b", "\x0c"]  # fmt: skip


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("odd", ODD, ids=ascii)
@pytest.mark.parametrize("file", [FILE, "seeds/sources.yaml", "seeds/rates/ecb.csv", "README", ""])
def test_odd_characters_are_left_to_git(file, odd, place, versions, run, tmp_path):
    contents = [LONG.encode(), (LONG + "ours: 1\n").encode(), ("theirs: 1\n" + LONG).encode()]
    contents[place] += b"# " + (odd if isinstance(odd, bytes) else odd.encode("utf-8")) + b"\n"
    paths = versions(*contents)
    result = run("merge-driver", *paths, *([file] if file else []), book=tmp_path)
    assert result.exit_code in (0, 1), result.output
    assert "internal fault" not in result.output
    assert not set(result.output) & set("\0\x01\x1b\x7f\x85\u202e")
    kept = paths[1].read_bytes()
    assert b"ours: 1\n" in kept
    if result.exit_code == 0:
        assert b"theirs: 1\n" in kept


@pytest.mark.parametrize("odd", ["\0", "\x01", "\u202e"], ids=ascii)
def test_what_keeps_it_from_being_read_is_told(odd, versions, run, tmp_path):
    paths = versions(OLD, NEW, f"{OLD}# {odd}\n")
    result = run("merge-driver", *paths, FILE, book=tmp_path)
    assert f"{FILE} is merged by git, line by line: there is a control character in it\n" in result.stderr
    if odd == "\0":  # for git, no text
        assert result.exit_code == 1
        assert f"{FILE} is not merged: git says error: Cannot merge binary files" in result.stderr
        assert paths[1].read_text() == NEW


def test_what_is_too_large_is_left_to_git(versions, run, tmp_path):
    large = "# a comment\n" * (MAX_BYTES // 12 + 1)
    paths = versions(OLD + large, NEW + large, OLD + large + ADDED)
    result = run("merge-driver", *paths, FILE, book=tmp_path)
    assert (result.exit_code, result.stdout) == (0, "")
    assert f"{FILE} is merged by git, line by line: it is larger than a file of a book may be\n" in result.stderr
    assert paths[1].read_text() == NEW + large + ADDED


HOSTILE = ["[" * 5000, "? " * 3000, "&a " * 500, "a: *a", "!!python/object/apply:os.system [x]", "---\n---\n", "<<: {}", "a: 1\na: 2\n", "\t", "-" * 9000, "'", "<<<<<<< ours\n=======\n>>>>>>> theirs\n"]  # fmt: skip


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text)[:12])
@pytest.mark.parametrize("file", [FILE, "seeds/rates/ecb.csv"])
def test_hostile_texts_end_in_a_merge_or_a_conflict(file, text, place, versions, run, tmp_path):
    contents = [OLD, NEW, OLD + ADDED]
    contents[place] = text
    paths = versions(*contents)
    result = run("merge-driver", *paths, file, book=tmp_path)
    assert result.exit_code in (0, 1), result.output
    assert "internal fault" not in result.output
    if place != 1:
        assert "55m" in paths[1].read_text()


def test_where_there_is_no_git_either_it_is_a_conflict(versions, run, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    paths = versions(OLD, NEW, "name: [\n")
    result = run("merge-driver", *paths, FILE, book=tmp_path)
    assert result.exit_code == 1
    assert f"{FILE} is not merged: git is not installed here" in result.stderr
    assert paths[1].read_text() == NEW


def test_a_file_that_cannot_be_written_is_a_conflict(versions, run, tmp_path, monkeypatch):
    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dealtrack.files.atomic.write_atomically", fail)
    paths = versions(OLD, NEW, "name: [\n" + OLD)
    result = run("merge-driver", *paths, FILE, book=tmp_path)
    assert result.exit_code in (0, 1)
    assert "internal fault" not in result.output
