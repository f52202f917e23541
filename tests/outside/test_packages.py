"""The archives that are published: the same whenever they are made, whole, and installed by whatever people use."""

import hashlib
import os
import shutil
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.outside.programs import environment, find, succeed

pytestmark = pytest.mark.outside

_NOT_PUBLISHED = shutil.ignore_patterns(
    ".git", ".venv*", "__pycache__", ".*_cache", ".hypothesis", "*.egg-info", "dist"
)
_DAY = "1577836800"  # 2020-01-01


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the archives as they are built of this tree."""
    return built(tmp_path_factory.mktemp("first"))


def built(folder: Path) -> Path:
    source, target = folder / "source", folder / "archives"
    shutil.copytree(REPOSITORY, source, ignore=_NOT_PUBLISHED)
    command = (sys.executable, "-m", "build", "--outdir", target, source)
    succeed(*command, cwd=folder, env=environment(SOURCE_DATE_EPOCH=_DAY))
    return target


def hashes(folder: Path) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir()}


def wheel_in(folder: Path) -> Path:
    [wheel] = folder.glob("*.whl")
    return wheel


def test_two_builds_are_equal_to_the_byte(archives: Path, tmp_path: Path) -> None:
    assert len(hashes(archives)) == 2
    assert hashes(built(tmp_path)) == hashes(archives)


def files_of(folder: str) -> set[str]:
    found = (REPOSITORY / folder).rglob("*")
    return {str(file.relative_to(REPOSITORY)) for file in found if file.is_file() and "__pycache__" not in file.parts}


def test_the_wheel_holds_the_package_and_nothing_else(archives: Path) -> None:
    with zipfile.ZipFile(wheel_in(archives)) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
        about = {name.partition("/")[2] for name in wheel.namelist() if ".dist-info/" in name}
    assert names == files_of("dealtrack")
    assert about >= {"METADATA", "WHEEL", "entry_points.txt", "licenses/LICENSE"}


def test_the_source_archive_holds_all_that_the_tests_need(archives: Path) -> None:
    [file] = archives.glob("*.tar.gz")
    with tarfile.open(file) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    needed = set().union(*map(files_of, ("dealtrack", "tests", "deals", "seeds", "docs")))
    assert needed <= names
    assert {"README.md", "LICENSE", "CHANGELOG.md", "pyproject.toml"} <= names


def makes_a_book(dealtrack: Path, folder: Path) -> None:
    folder.mkdir()
    env = environment(DEALTRACK_TODAY="")
    assert succeed(dealtrack, "--version", cwd=folder, env=env).startswith("dealtrack ")
    succeed(dealtrack, "init", cwd=folder, env=env)
    succeed(dealtrack, "validate", "--strict", cwd=folder, env=env)
    assert "raised" in succeed(dealtrack, "timeline", cwd=folder, env=env)


def test_installed_by_pip(archives: Path, tmp_path: Path) -> None:
    succeed(sys.executable, "-m", "venv", tmp_path / "venv", cwd=tmp_path)
    succeed(tmp_path / "venv/bin/pip", "install", "-q", wheel_in(archives), cwd=tmp_path)
    makes_a_book(tmp_path / "venv/bin/dealtrack", tmp_path / "book")


def test_installed_from_source(archives: Path, tmp_path: Path) -> None:
    [file] = archives.glob("*.tar.gz")
    succeed(sys.executable, "-m", "venv", tmp_path / "venv", cwd=tmp_path)
    succeed(tmp_path / "venv/bin/pip", "install", "-q", file, cwd=tmp_path)
    makes_a_book(tmp_path / "venv/bin/dealtrack", tmp_path / "book")


def test_installed_by_pipx(archives: Path, tmp_path: Path) -> None:
    env = environment(PIPX_HOME=str(tmp_path / "home"), PIPX_BIN_DIR=str(tmp_path / "bin"))
    succeed(
        sys.executable, "-m", "pipx", "install", "--python", sys.executable, wheel_in(archives), cwd=tmp_path, env=env
    )
    makes_a_book(tmp_path / "bin/dealtrack", tmp_path / "book")


def test_installed_by_uv(archives: Path, tmp_path: Path) -> None:
    uv = find("uv")
    assert uv, "the dev extra brings uv"
    folders = {name: str(tmp_path / name.lower()) for name in ("UV_TOOL_DIR", "UV_TOOL_BIN_DIR", "UV_CACHE_DIR")}
    env = {**environment(**folders), "HOME": os.environ.get("HOME", str(tmp_path))}
    succeed(uv, "tool", "install", "--python", sys.executable, wheel_in(archives), cwd=tmp_path, env=env)
    makes_a_book(Path(folders["UV_TOOL_BIN_DIR"]) / "dealtrack", tmp_path / "book")
