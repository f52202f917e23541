"""No command has git run a program that a repository names, wherever the repository came from."""

import pytest

from tests.attacks.git.traps import PLACES, TRAPS

COMMANDS = (
    ("diff",),
    ("diff", "--staged"),
    ("diff", "HEAD~1..HEAD"),
    ("diff", "HEAD~1", "yitu"),
    ("diff", "HEAD~1...HEAD"),
    ("diff", "signed..HEAD"),
    ("log", "yitu"),
    ("log", "yitu", "--rev", "signed"),
    ("blame", "yitu"),
    ("validate", "--changed-since", "HEAD~1"),
    ("validate",),
    ("validate", "--fix", "--diff"),
    ("fmt", "--check"),
    ("timeline", "yitu"),
    ("merge-driver", "deals/yitu.yaml", "deals/yitu.yaml", "deals/yitu.yaml", "deals/yitu.yaml"),
    ("merge-driver", "broken", "broken", "broken", "deals/yitu.yaml"),  # which git merge-file does
    ("merge-driver", "--install"),
)


@pytest.mark.parametrize("name", [name for name, trap in TRAPS.items() if trap.springs])
def test_the_traps_are_real(name, trapped):
    assert trapped(TRAPS[name]).spring()


def test_git_itself_takes_a_tracked_folder_for_a_repository(trapped):
    made = trapped(TRAPS["fsmonitor"], "tracked")
    assert made.spring()


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", TRAPS)
def test_no_program_is_run(name, place, trapped, run):
    made = trapped(TRAPS[name], place)
    (made.book / "broken").write_text("name: [\n")
    ran = {}
    for command in COMMANDS:
        made.ran.unlink(missing_ok=True)
        result = run(*command, book=made.book)
        assert result.exit_code in (0, 1, 2), result.output
        assert "internal fault" not in result.output
        if made.written:
            ran[" ".join(command)] = made.written
    assert not ran
