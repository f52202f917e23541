"""Repositories with traps, by the real git."""

import shutil

import pytest

from tests.attacks.git.traps import Trap, Trapped
from tests.cli.conftest import alone

__all__ = ["alone"]


@pytest.fixture
def trapped(tmp_path, alone):
    """Make a book with a trap in one of the places."""
    if not shutil.which("git"):
        pytest.skip("there is no git")

    def make(trap: Trap, place: str = "unpacked") -> Trapped:
        return Trapped(tmp_path, trap, place)

    return make
