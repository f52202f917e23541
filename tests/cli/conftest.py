"""Git repositories to compare with, by the real git."""

import os
import shutil

import pytest

from tests.cli.repository import BAD, GOOD, Repository


@pytest.fixture
def alone(monkeypatch):
    """A git that knows nothing of this machine's settings, nor of a hook that runs these tests."""
    for name in os.environ:
        if name.startswith("GIT_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "A Tester")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "tests@example.org")


@pytest.fixture
def make(tmp_path, run, alone):
    """Make a repository with a book in *folder*."""
    if not shutil.which("git"):
        pytest.skip("there is no git")
    return lambda folder=".": Repository(tmp_path / "repository", folder, run)


@pytest.fixture
def repository(make):
    """A repository with one commit of two files with mistakes, and one without."""
    made = make()
    made.commit(old=BAD, other=BAD, good=GOOD)
    return made


@pytest.fixture
def branched(repository):
    """A branch that changed ``mine``, after which ``main`` changed ``old`` and ``theirs``."""
    repository.git("switch", "-q", "-c", "branch")
    repository.commit(mine=BAD)
    repository.git("switch", "-q", "main")
    repository.commit(old=BAD + "# edited\n", theirs=BAD)
    repository.git("tag", "v1")
    repository.git("tag", "-a", "-m", "A tag", "annotated")
    repository.git("switch", "-q", "branch")
    return repository
