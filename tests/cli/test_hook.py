"""``dealtrack validate --hook``: what it reports of the files of a commit, and of what the commit breaks in others."""

import json
from xml.etree import ElementTree

import pytest

from tests.cli.repository import BAD, GOOD

CITING = "name:\nevents:\n  - {date: 2020, what: moved, sources: [a]}\n"
SOURCES = "a: {publisher: P, published: 2020-01-01}\nb: {publisher: P, published: 2020-01-01}\n"
WITHOUT_A = SOURCES.partition("\n")[2]


@pytest.fixture
def book(make):
    """A repository in which one file has an old mistake, and another cites a source."""
    made = make("books/china")
    seeds(made, SOURCES)
    made.commit(old=BAD, good=GOOD, citing=CITING.replace("name:", "name: "))
    return made


def seeds(made, text: str) -> None:
    """Write the sources."""
    (made.book / "seeds").mkdir(parents=True, exist_ok=True)
    (made.book / "seeds/sources.yaml").write_text(text, encoding="utf-8")


@pytest.fixture
def hook(book, run):
    """Run the hook on files of the book, or of the repository."""
    return lambda *files, options=(): run("validate", "--hook", *options, *files, book=book.book)


def test_an_old_mistake_in_another_file_blocks_nothing(book, hook) -> None:
    book.write(good=GOOD + "city: Beijing\n")
    result = hook("deals/good.yaml")
    assert (result.exit_code, result.stderr) == (
        0,
        "dealtrack: 1 error in other files of the book\n  dealtrack validate\n",
    )
    assert result.stdout == "checked 3 files, 3 companies, 0 deals: nothing to report\n"


def test_a_mistake_in_a_file_of_the_commit_blocks(book, hook) -> None:
    book.write(good=BAD)
    result = hook("deals/good.yaml")
    assert result.exit_code == 1
    assert result.stdout.startswith("deals/good.yaml:2:1: error ")
    assert "deals/old.yaml" not in result.stdout
    assert hook("deals/old.yaml").exit_code == 1


def test_what_the_commit_breaks_in_a_file_that_it_leaves_alone_blocks(book, hook) -> None:
    seeds(book, WITHOUT_A)
    result = hook("seeds/sources.yaml")
    assert result.exit_code == 1
    assert "deals/citing.yaml:3:41: error DT201 unknown-source: there is no source a" in result.stdout
    assert result.stdout.endswith("checked 3 files, 3 companies, 0 deals: 1 error, 1 warning\n")
    assert result.stderr == "dealtrack: 1 error in other files of the book\n  dealtrack validate\n"  # that of old.yaml


def test_a_mistake_that_was_there_is_known_though_the_lines_moved(book, hook) -> None:
    seeds(book, WITHOUT_A)
    book.commit()
    seeds(book, "# b is all that is left.\n" + WITHOUT_A)
    assert hook("seeds/sources.yaml").exit_code == 0


def test_a_second_mistake_of_the_same_words_is_new(book, hook) -> None:
    more = "  - {date: 2021, what: moved, sources: [b]}\n"
    book.commit(citing=CITING.replace("name:", "name: ") + more)
    seeds(book, "c: {publisher: P, published: 2020-01-01}\n")
    found = json.loads(hook("seeds/sources.yaml", options=("--format", "json")).stdout)["diagnostics"]
    assert [(each["file"], each["code"]) for each in found if each["severity"] == "error"] == [
        ("deals/citing.yaml", "DT201"),
        ("deals/citing.yaml", "DT201"),
    ]


def test_a_file_that_the_commit_deletes(book, hook) -> None:
    (book.book / "seeds/sources.yaml").unlink()
    result = hook("seeds/sources.yaml", "deals/good.yaml")
    assert result.exit_code == 1
    assert "deals/citing.yaml:3:41: error DT201" in result.stdout


def test_what_is_changed_and_no_part_of_the_commit_is_not_judged(book, hook) -> None:
    book.write(good=BAD, untracked=BAD)
    assert hook("deals/citing.yaml").exit_code == 0


@pytest.mark.parametrize(
    "path", ["README.md", "../../README.md", "deals/gone.yaml", "/nowhere/x.yaml", "dealtrack.toml"]
)
def test_paths_that_are_no_files_of_the_book_are_passed_over(path, book, hook) -> None:
    result = hook(path)
    assert (result.exit_code, "deals/old.yaml" in result.stdout) == (0, False)
    seeds(book, WITHOUT_A)
    assert hook(path).exit_code == 1  # it breaks another file all the same


@pytest.mark.parametrize("has_commit", [False, True])
def test_the_first_commit_of_a_book(has_commit, make, run) -> None:
    made = make("books/china")
    if has_commit:
        made.git("commit", "-q", "--allow-empty", "-m", "Before the book")
    made.write(good=GOOD, bad=BAD, citing=CITING.replace("name:", "name: "))
    clean = run("validate", "--hook", "deals/good.yaml", book=made.book)
    assert clean.exit_code == 0
    assert "2 errors in other files of the book" in clean.stderr
    assert run("validate", "--hook", "deals/bad.yaml", book=made.book).exit_code == 1


def test_a_book_without_git(make_book, run, alone) -> None:
    book = make_book({"deals/good.yaml": "name: Good\n", "deals/bad.yaml": "name: Bad\ncitty: G\n"})
    assert run("validate", "--hook", "deals/good.yaml", book=book).exit_code == 0
    assert run("validate", "--hook", "deals/bad.yaml", book=book).exit_code == 1


def test_pre_commit_says_what_a_push_starts_from(book, hook, monkeypatch) -> None:
    first = book.git("rev-parse", "HEAD")
    seeds(book, WITHOUT_A)
    book.commit()
    assert hook("seeds/sources.yaml").exit_code == 0
    monkeypatch.setenv("PRE_COMMIT_FROM_REF", first)
    assert hook("seeds/sources.yaml").exit_code == 1
    monkeypatch.setenv("PRE_COMMIT_FROM_REF", "--output=x")
    assert hook("seeds/sources.yaml").exit_code == 0


def test_warnings_that_the_commit_causes_count_where_they_fail(book, hook) -> None:
    book.write(citing="name:\n", old=GOOD)
    book.git("add", "-A")
    assert hook("deals/citing.yaml", "deals/old.yaml").exit_code == 0
    result = hook("deals/citing.yaml", "deals/old.yaml", options=("--strict",))
    assert result.exit_code == 1
    assert "seeds/sources.yaml:1:1: warning DT206 unused-source" in result.stdout
    assert "seeds/sources.yaml:2:1" not in result.stdout  # b was unused before


def test_every_format_holds_what_the_commit_breaks(book, hook) -> None:
    seeds(book, WITHOUT_A)
    for name in ("text", "json", "github", "gitlab", "sarif", "junit"):
        result = hook("seeds/sources.yaml", options=("--format", name))
        assert result.exit_code == 1
        assert "deals/citing.yaml" in result.stdout, name
        assert "deals/old.yaml" not in result.stdout, name
    suites = {
        each.get("name"): each
        for each in ElementTree.fromstring(hook("seeds/sources.yaml", options=("-f", "junit")).stdout)
    }
    assert [*suites] == ["books/china/deals/citing.yaml", "books/china/seeds/sources.yaml"]
    assert suites["books/china/deals/citing.yaml"].get("failures") == "1"
    counts = json.loads(hook("seeds/sources.yaml", options=("-f", "json")).stdout)["summary"]
    assert (counts["errors"], counts["warnings"]) == (1, 1)


def test_what_the_commit_breaks_may_be_known_to_a_baseline(book, hook, run) -> None:
    seeds(book, WITHOUT_A)
    book.write(good=GOOD)
    assert run("validate", "--baseline", "known.json", "--write-baseline", book=book.book).exit_code == 0
    result = hook("seeds/sources.yaml", options=("--baseline", "known.json"))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.endswith("nothing to report (the baseline holds back 1 diagnostic)\n")  # that a is not cited


def test_it_is_not_for_revisions(hook) -> None:
    result = hook("deals/good.yaml", options=("--changed-since", "HEAD"))
    assert (result.exit_code, result.stderr) == (
        2,
        "dealtrack: --hook is for the PATHs of a commit: not with --changed-since\n",
    )


def test_what_no_baseline_knows_is_not_held_back(book, hook, run) -> None:
    assert run("validate", "--baseline", "known.json", "--write-baseline", book=book.book).exit_code == 0
    seeds(book, WITHOUT_A)
    result = hook("seeds/sources.yaml", options=("--baseline", "known.json"))
    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout.endswith(": 1 error (the baseline holds back 1 diagnostic)\n")  # that b is not cited
