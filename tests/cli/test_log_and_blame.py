"""``dealtrack log`` and ``blame``: commit by commit, through renames, broken files, merges and odd authors."""

import json
import subprocess

import pytest

from tests.cli.test_diff import COMPANY, TWICE, Book


@pytest.fixture
def book(make):
    made = Book(make())
    made.commit({"deals/yitu.yaml": COMPANY})
    return made


def rows(run, book, *arguments):
    result = run(*arguments, "--format", "json", book=book.root)
    assert result.exit_code == 0, result.stderr
    [section] = json.loads(result.stdout)["sections"]
    return section


def log(run, book, *arguments):
    """What is told, oldest first, as (commit, what, change)."""
    found = rows(run, book, "log", *arguments)["rows"]
    return [(row["commit"], row["what"], row["change"]) for row in reversed(found)]


def blamed(run, book, *arguments):
    found = rows(run, book, "blame", *arguments)["rows"]
    return {(row["what"], row["field"]): row["commit"] for row in found}


def test_each_change_with_its_commit(book, run):
    first = book.git("rev-parse", "--short=9", "HEAD")
    second = book.commit({"deals/yitu.yaml": TWICE})[:9]
    third = book.commit({"deals/yitu.yaml": TWICE.replace("completed", "postponed")})[:9]
    assert log(run, book, "yitu") == [
        (first, "A, 2020-05-13", "added: CNY 500m, completed, ICBC"),
        (first, "company", "added"),
        (second, "A, 2020-05-13", "amount: CNY 500m → CNY 1bn"),
        (third, "A, 2020-05-13", "status: completed → postponed"),
    ]
    found = blamed(run, book, "yitu")
    assert found["A, 2020-05-13", "amount"] == second
    assert found["A, 2020-05-13", "status"] == third
    assert found["A, 2020-05-13", "investors"] == found["company", "name"] == first


def test_a_deal_alone_by_the_id_that_it_has(book, run):
    first = book.git("rev-parse", "--short=9", "HEAD")
    other = "  - {id: other, date: 2021, status: planned, sources: [a]}\n"
    second = book.commit({"deals/yitu.yaml": COMPANY.replace("id: a", "id: b") + other})[:9]
    assert log(run, book, "yitu", "b") == [
        (first, "A, 2020-05-13", "added: CNY 500m, completed, ICBC"),
        (second, "A, 2020-05-13", "id: a → b"),
    ]
    result = run("log", "yitu", "c", book=book.root)
    assert (result.exit_code, result.stderr) == (2, "dealtrack: there is no deal c: known are b, other, a\n")


def test_a_file_is_followed_through_renames(book, run):
    first = book.git("rev-parse", "--short=9", "HEAD")
    book.git("mv", "deals/yitu.yaml", "deals/middle.yaml")
    second = book.commit()[:9]
    (book.root / "deals" / "middle.yaml").unlink()
    third = book.commit({"deals/yitu.yaml": TWICE})[:9]  # back, and edited
    assert log(run, book, "yitu") == [
        (first, "A, 2020-05-13", "added: CNY 500m, completed, ICBC"),
        (first, "company", "added"),
        (second, "company", "file renamed: yitu → middle"),
        (third, "A, 2020-05-13", "amount: CNY 500m → CNY 1bn"),
        (third, "company", "file renamed: middle → yitu"),
    ]
    assert blamed(run, book, "yitu")["A, 2020-05-13", "status"] == first


def test_a_company_that_went_and_came_back(book, run):
    book.git("rm", "-q", "deals/yitu.yaml")
    gone = book.commit()[:9]
    assert log(run, book, "yitu")[-1] == (gone, "company", "removed")
    back = book.commit({"deals/yitu.yaml": COMPANY})[:9]
    assert set(blamed(run, book, "yitu").values()) == {back}


def test_through_a_broken_version(book, run):
    first = book.git("rev-parse", "--short=9", "HEAD")
    broken = book.commit({"deals/yitu.yaml": "name: [\n"})[:9]
    assert rows(run, book, "blame", "yitu")["rows"][0]["commit"] == first
    mended = book.commit({"deals/yitu.yaml": TWICE})[:9]
    assert log(run, book, "yitu")[2:] == [
        (broken, "the file", "cannot be read"),
        (mended, "A, 2020-05-13", "amount: CNY 500m → CNY 1bn"),
    ]
    assert blamed(run, book, "yitu")["A, 2020-05-13", "status"] == first


def test_a_merge_tells_only_what_it_changed_itself(book, run):
    book.git("switch", "-q", "-c", "branch")
    status = book.commit({"deals/yitu.yaml": COMPANY.replace("completed", "planned")})[:9]
    book.git("switch", "-q", "main")
    more = "city: Shanghai\n"
    city = book.commit({"deals/yitu.yaml": COMPANY + more})[:9]
    with pytest.raises(subprocess.CalledProcessError):  # lines that meet are a conflict
        book.git("merge", "-q", "--no-commit", "branch")
    merge = book.commit({"deals/yitu.yaml": COMPANY.replace("completed", "planned").replace("500m", "7m") + more})[:9]
    told = log(run, book, "yitu")[2:]
    assert sorted(told[:2]) == sorted([(status, "A, 2020-05-13", "status: completed → planned"), (city, "company", "city: none → Shanghai")])  # fmt: skip
    assert told[2:] == [(merge, "A, 2020-05-13", "amount: CNY 500m → CNY 7m")]
    found = blamed(run, book, "yitu")
    assert (found["A, 2020-05-13", "amount"], found["company", "city"], found["A, 2020-05-13", "status"]) == (
        merge,
        city,
        status,
    )


@pytest.mark.parametrize(
    ("author", "encoding", "shown"),
    [
        ("李 雷", "", "李 雷"),
        ("李雷", "GBK", "李雷"),
        ("Evil \x1b[31mred", "", "Evil \\u001b[31mred"),
        ('O\'Neil "Q" [red]x[/red]', "", 'O\'Neil \\"Q\\" [red]x[/red]'),
    ],
)
def test_authors_as_they_are_written_and_harmless(author, encoding, shown, book, run, monkeypatch):
    monkeypatch.setenv("GIT_AUTHOR_NAME", author)
    if encoding:
        book.git("config", "i18n.commitEncoding", encoding)
        monkeypatch.setenv("GIT_AUTHOR_NAME", author.encode(encoding).decode("utf-8", "surrogateescape"))
    book.commit({"deals/yitu.yaml": TWICE})
    assert f'"author": "{shown}"' in run("log", "yitu", "--format", "json", book=book.root).stdout
    assert "\x1b" not in run("log", "yitu", book=book.root).stdout


def test_a_day_is_that_of_the_author(book, run, monkeypatch):
    monkeypatch.setenv("GIT_AUTHOR_DATE", "2020-05-13T00:30:00 +0800")
    book.commit({"deals/yitu.yaml": TWICE})
    assert rows(run, book, "log", "yitu")["rows"][0]["day"] == "2020-05-13"


def test_a_shallow_clone_says_where_its_history_begins(book, tmp_path, run):
    edge = book.commit({"deals/yitu.yaml": TWICE})[:9]
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{book.root}", tmp_path / "shallow"], check=True)
    shallow = Book(book.repository)
    shallow.root = tmp_path / "shallow"
    section = rows(run, shallow, "log", "yitu")
    assert section["lines"] == [f"this clone's history begins at {edge}: what stood there may be older"]
    assert log(run, shallow, "yitu")[-1] == (edge, "company", "on record already")
    assert rows(run, shallow, "blame", "yitu")["lines"] == section["lines"]


def test_companies_by_their_names_and_as_of_a_revision(book, run):
    book.commit({"deals/yitu.yaml": TWICE})
    assert len(log(run, book, "Yitu Technology")) == 3
    assert len(log(run, book, "yitu", "--rev", "HEAD~1")) == 2
    result = run("log", "nobody", book=book.root)
    assert (result.exit_code, result.stderr) == (2, "dealtrack: there is no company nobody in the history of HEAD\n")


def test_one_process_of_git_reads_all_versions(book, run, monkeypatch):
    for number in range(20):
        book.commit({"deals/yitu.yaml": COMPANY.replace("500m", f"{number + 1}m")})
    started = []
    plain = subprocess.Popen.__init__

    def counting(self, *arguments, **named):
        started.append(arguments)
        plain(self, *arguments, **named)

    monkeypatch.setattr(subprocess.Popen, "__init__", counting)
    assert len(log(run, book, "yitu")) == 22
    assert len(started) <= 8
