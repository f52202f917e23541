"""The hooks, run by the real pre-commit in a real repository that holds a book."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import MadeBook
from tests.outside.conftest import BAD, BAD_DATE, DOUBTFUL, GOOD, commit_all, small_book
from tests.outside.programs import environment, run, succeed
from tests.yaml_blocks import PRE_COMMIT, REPOSITORY, page_files

pytestmark = pytest.mark.outside


class Committer:
    """A repository with a book, whose commits go through pre-commit."""

    def __init__(self, root: Path, book: MadeBook, hooks: Path, home: Path) -> None:
        self.root, self.book, self.hooks = root, book, hooks
        self.env = environment(PRE_COMMIT_HOME=str(home))

    def install(self, hook: str = "id: dealtrack-validate") -> None:
        """Take *hook* from the repository of hooks, and let git run it before each commit."""
        revision = succeed("git", "rev-parse", "HEAD", cwd=self.hooks).strip()
        config = f"repos: [{{repo: '{self.hooks}', rev: '{revision}', hooks: [{{{hook}}}]}}]\n"
        (self.root / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
        commit_all(self.root)
        succeed("pre-commit", "install", cwd=self.root, env=self.env)

    def commit(self, **files: str) -> subprocess.CompletedProcess[str]:
        """Commit files of the book: ``commit(**{"deals/yitu.yaml": "…"})``."""
        for name, text in files.items():
            self.book.write(name, text)
        run("git", "add", "-A", cwd=self.root, env=self.env)
        return run("git", "commit", "-m", "A change", cwd=self.root, env=self.env)

    def commits(self) -> int:
        """How many there are; the first is from before the hook."""
        return int(succeed("git", "rev-list", "--count", "HEAD", cwd=self.root))


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps the hooks' environments; making one takes longer than all that is done with it."""
    return tmp_path_factory.mktemp("pre-commit")


@pytest.fixture
def committer(tmp_path: Path, checkout: Path, home: Path) -> Callable[..., Committer]:
    """Make a repository whose book is in *folder*, with *hook* in force."""

    def make(hook: str = "id: dealtrack-validate", folder: str = ".") -> Committer:
        root = tmp_path / "repository"
        made = Committer(root, small_book(root / folder), checkout, home)
        made.install(hook)
        return made

    return make


def test_the_manifest_and_the_configurations_are_valid(tmp_path: Path) -> None:
    succeed("pre-commit", "validate-manifest", REPOSITORY / ".pre-commit-hooks.yaml", cwd=tmp_path)
    succeed("pre-commit", "validate-config", REPOSITORY / ".pre-commit-config.yaml", cwd=tmp_path)
    (tmp_path / PRE_COMMIT).write_text(page_files()[PRE_COMMIT], encoding="utf-8")
    succeed("pre-commit", "validate-config", tmp_path / PRE_COMMIT, cwd=tmp_path)


def test_a_sound_change_is_committed(committer: Callable[..., Committer]) -> None:
    repository = committer()
    done = repository.commit(**{"deals/yitu.yaml": GOOD.replace("30m", "31m")})
    assert done.returncode == 0, done.stdout
    assert "dealtrack validate" in done.stdout
    assert "Passed" in done.stdout
    assert repository.commits() == 2


def test_a_mistake_is_refused_with_our_message(committer: Callable[..., Committer]) -> None:
    repository = committer()
    done = repository.commit(**{"deals/yitu.yaml": BAD})
    assert done.returncode == 1, done.stdout
    assert BAD_DATE in done.stdout
    assert "= help: write 2020-02-29, its last, or 2020-02" in done.stdout
    assert repository.commits() == 1


def test_a_source_that_breaks_is_caught_though_no_deal_changed(committer: Callable[..., Committer]) -> None:
    repository = committer()
    done = repository.commit(**{"seeds/sources.yaml": "b: {publisher: A Paper, published: 2020-05-14}\n"})
    assert done.returncode == 1, done.stdout
    assert "deals/yitu.yaml:3:" in done.stdout
    assert "error DT201 unknown-source" in done.stdout
    assert repository.commits() == 1


def test_an_old_mistake_elsewhere_blocks_nothing(committer: Callable[..., Committer]) -> None:
    repository = committer()
    repository.book.write("deals/old.yaml", BAD)
    succeed("git", "add", "-A", cwd=repository.root)
    succeed("git", "commit", "--no-verify", "-m", "A mistake", cwd=repository.root, env=repository.env)
    done = repository.commit(**{"deals/yitu.yaml": GOOD.replace("30m", "31m")})
    assert done.returncode == 0, done.stdout
    assert "Passed" in done.stdout
    assert repository.commits() == 3


def test_settings_that_break_are_caught(committer: Callable[..., Committer]) -> None:
    done = committer().commit(**{"dealtrack.toml": "currency = 'USDX'\n"})
    assert done.returncode == 1
    assert "- exit code: 2" in done.stdout
    assert "dealtrack: dealtrack.toml" in done.stdout


def test_an_unrelated_change_skips_the_hook(committer: Callable[..., Committer]) -> None:
    repository = committer()
    done = repository.commit(**{"README.md": "# A book\n"})
    assert done.returncode == 0, done.stdout
    assert "(no files to check)Skipped" in done.stdout


def test_what_is_not_staged_is_not_judged(committer: Callable[..., Committer]) -> None:
    repository = committer()
    repository.book.write("deals/yitu.yaml", GOOD.replace("30m", "31m"))
    succeed("git", "add", "-A", cwd=repository.root)
    repository.book.write("deals/yitu.yaml", BAD)
    assert run("git", "commit", "-m", "A change", cwd=repository.root, env=repository.env).returncode == 0


@pytest.mark.parametrize(("arguments", "status"), [("", 0), (", args: [--strict]", 1)])
def test_arguments_can_be_given(committer: Callable[..., Committer], arguments: str, status: int) -> None:
    done = committer(f"id: dealtrack-validate{arguments}").commit(**{"deals/yitu.yaml": DOUBTFUL})
    assert done.returncode == status, done.stdout
    assert ("warning DT401 no-rate" in done.stdout) is bool(status)


def test_a_book_in_a_subdirectory(committer: Callable[..., Committer]) -> None:
    repository = committer("id: dealtrack-validate, args: [--book, books/china]", folder="books/china")
    done = repository.commit(**{"deals/yitu.yaml": BAD})
    assert done.returncode == 1
    assert BAD_DATE in done.stdout


def test_fix_mends_and_stops_the_commit_once(committer: Callable[..., Committer]) -> None:
    unsorted = GOOD + "  - {id: 2019, date: 2019, status: completed, amount: USD 3m, sources: [a]}\n"
    repository = committer("id: dealtrack-fix")
    first = repository.commit(**{"deals/yitu.yaml": unsorted})
    assert first.returncode == 1, first.stdout
    assert "files were modified by this hook" in first.stdout
    second = repository.commit()
    assert second.returncode == 0, second.stdout
    mended = (repository.root / "deals" / "yitu.yaml").read_text(encoding="utf-8")
    assert mended.index("2019") < mended.index("2020-05")
