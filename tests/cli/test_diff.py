"""``dealtrack diff``: what it compares, what it tells, and what it makes of repositories that are not as they should be."""

import hashlib
import json
import os
import shutil
import subprocess
from decimal import Decimal

import pytest

from dealtrack.values.amount import Amount
from dealtrack.values.figures import original, rounded
from tests.conftest import RATES, SOURCES

COMPANY = """\
name: Yitu Technology
deals:
  - {id: a, round: a, date: 2020-05-13, status: completed, amount: CNY 500m, investors: [ICBC], sources: [a]}
"""
TWICE = COMPANY.replace("CNY 500m", "CNY 1bn")
ROW = ("→", "A, 2020-05-13", "amount", "CNY 500m", "CNY 1bn", "USD 70.5m", "USD 141.0m")


class Book:
    """A book in a folder of a git repository."""

    def __init__(self, repository):
        self.repository, self.root, self.git = repository, repository.book, repository.git

    def write(self, texts):
        for file, text in texts.items():
            path = self.root / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def commit(self, texts=None):
        self.write(texts or {})
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "A commit")
        return self.git("rev-parse", "HEAD")

    def diff(self, *arguments, code=0, book=None):
        result = self.repository._run("diff", *arguments, "--format", "json", book=book or self.root)
        assert result.exit_code == code, (result.stdout, result.stderr)
        return Told(json.loads(result.stdout))


class Told:
    """What a report says."""

    def __init__(self, tree):
        self.sections = {section["key"]: section for section in tree["sections"]}
        self.lines = [line for section in tree["sections"] for line in section["lines"]]

    def rows(self, key="yitu"):
        return [
            tuple(cell(value) for name, value in row.items() if name != "tone") for row in self.sections[key]["rows"]
        ]


def cell(value):
    """A sum as people write it; other cells as they are."""
    if isinstance(value, dict) and "low" in value:
        low, high = (None if value[end] is None else Decimal(value[end]) for end in ("low", "high"))
        is_computed = low is not None and low != low.to_integral_value()
        return (rounded if is_computed else original)(Amount(value["currency"], low, high)).prose
    return value["missing"] if isinstance(value, dict) and "missing" in value else value


@pytest.fixture
def book(make):
    made = Book(make())
    made.commit({"deals/yitu.yaml": COMPANY, "seeds/sources.yaml": SOURCES, "seeds/rates/ecb.csv": RATES})
    return made


NOTHING = "nothing changed in deals, sources, investors and rates"


def test_nothing_has_changed(book):
    told = book.diff("--exit-code")
    assert list(told.sections) == ["changes"]
    assert told.lines == [NOTHING]


# Which two states.


def test_the_work_tree_the_index_and_revisions(book):
    book.write({"deals/yitu.yaml": TWICE})
    assert book.diff().rows() == [ROW]
    assert book.diff("HEAD").rows() == [ROW]
    assert book.diff("--staged").lines == [NOTHING]
    book.git("add", "-A")
    assert book.diff("--staged").rows() == [ROW]
    book.commit()
    assert book.diff().lines == [NOTHING]
    for revision in ("HEAD~1..HEAD", "HEAD~1..", "HEAD^..main", "HEAD~1", "HEAD~1...HEAD"):
        assert book.diff(revision, "--exit-code", code=1).rows() == [ROW], revision
    [(mark, *_, before, after, _, _)] = book.diff("HEAD..HEAD~1").rows()
    assert (mark, before, after) == ("→", "CNY 1bn", "CNY 500m")


def test_from_where_a_branch_left(book):
    book.git("switch", "-q", "-c", "branch")
    book.commit({"deals/yitu.yaml": TWICE})
    book.git("switch", "-q", "main")
    book.commit({"deals/other.yaml": "name: Other\n"})
    assert list(book.diff("main...branch").sections) == ["changes", "yitu"]
    assert list(book.diff("main..branch").sections) == ["changes", "yitu", "other"]


def test_a_new_file_counts_before_it_is_added_unless_it_is_ignored(book):
    book.write({"deals/new.yaml": COMPANY.replace("Yitu", "New")})
    assert book.diff().rows("new")[0] == ("+", "A, 2020-05-13", "amount", None, "CNY 500m", None, "USD 70.5m")
    assert book.diff("--staged").lines == [NOTHING]
    (book.root / ".gitignore").write_text("new.yaml\n")
    assert book.diff().lines == [NOTHING]


def test_a_file_that_is_only_meant_to_be_added_is_not_in_the_index(book):
    book.write({"deals/new.yaml": "name: New\n"})
    book.git("add", "-N", "deals/new.yaml")
    assert book.diff("--staged").lines == [NOTHING]
    assert list(book.diff().sections) == ["changes", "new"]


def test_only_the_companies_that_are_asked_for(book):
    book.write({"deals/yitu.yaml": TWICE, "deals/other.yaml": "name: Other\nnames: {zh: 其他}\n"})
    for asked in (["yitu"], ["HEAD", "yitu"], ["Yitu Technology"], ["HEAD", "yitu technology"]):
        assert list(book.diff(*asked).sections) == ["changes", "yitu"], asked
    assert list(book.diff("HEAD", "其他").sections) == ["changes", "other"]


# What is told.


@pytest.mark.parametrize(
    ("after", "rows"),
    [
        (COMPANY.replace("id: a", "id: b"), [("→", "A, 2020-05-13", "id", "a", "b", None, None)]),
        (
            COMPANY.replace("2020-05-13", "2020-05-18"),
            [("→", "A, 2020-05-18", "date", "2020-05-13", "2020-05-18", "USD 70.5m", "USD 70.3m")],
        ),
        (COMPANY.replace("completed", "planned"), [("→", "A, 2020-05-13", "status", "completed", "planned", None, None)]),
        (
            COMPANY.replace("completed", "[{on: 2019, is: planned}, {on: 2020, is: completed}]"),
            [("→", "A, 2020-05-13", "status", "completed", "planned (2019), completed (2020)", None, None)],
        ),
        (
            COMPANY.replace("[ICBC]", "[ICBC, Haier]"),
            [("→", "A, 2020-05-13", "investors", None, "+ Haier", None, None)],
        ),
        (COMPANY.replace("CNY 500m", "undisclosed"), [("→", "A, 2020-05-13", "amount", "CNY 500m", "undisclosed", "USD 70.5m", None)]),
        (COMPANY.replace("amount: CNY 500m, ", ""), [("→", "A, 2020-05-13", "amount", "CNY 500m", None, "USD 70.5m", None)]),
        (COMPANY + "city: Shanghai\n", [("→", "company", "city", None, "Shanghai", None, None)]),
        (COMPANY + "names: {zh: 依图}\n", [("→", "company", "names.zh", None, "依图", None, None)]),
        (
            COMPANY + "valuations: [{date: 2020-05, amount: USD 1bn, by: X, sources: [a]}]\n",
            [("+", "valuation, 2020-05, X", "amount", None, "USD 1bn", None, None)],
        ),
        (
            COMPANY.replace("sources", "claims: [{by: X, amount: CNY 7m}], sources"),
            [("+", "X on A, 2020-05-13", "amount", None, "CNY 7m", None, "USD 987k")],
        ),
    ],
)  # fmt: skip
def test_each_change_is_told_in_the_words_of_deals(after, rows, book):
    book.write({"deals/yitu.yaml": after})
    assert book.diff().rows() == rows


def test_totals_and_last_valuations(book):
    more = "valuations:\n  - {date: 2020-05, amount: USD 1bn, sources: [a]}\n"
    book.write({"deals/yitu.yaml": TWICE + more})
    assert book.diff().rows("changes") == [
        ("Yitu Technology", "raised", "USD 70.5m", "USD 141.0m", "+USD 70.5m"),
        ("Yitu Technology", "last valuation", None, "USD 1bn", "+USD 1bn"),
    ]


def test_layout_and_comments_are_no_change(book):
    book.write({"deals/yitu.yaml": "# a remark\r\n" + COMPANY.replace("\n", "\r\n").replace("ICBC", "'ICBC'")})
    assert book.diff("--exit-code").lines == [NOTHING, "1 file differs in layout or comments alone"]


def test_a_renamed_file_is_the_same_company(book):
    book.git("mv", "deals/yitu.yaml", "deals/yitu-tech.yaml")
    told = book.diff()
    assert told.rows("yitu-tech") == []
    assert told.lines == ["1 company changed", "file renamed: yitu → yitu-tech"]


def test_sources_and_investors(book):
    book.write(
        {"seeds/sources.yaml": SOURCES.replace("A Paper", "Another"), "seeds/investors.yaml": "ICBC: {type: bank}\n"}
    )
    told = book.diff()
    assert told.rows("sources") == [("→", "source a", "publisher", "A Paper", "Another", None, None)]
    assert told.rows("investors") == [("+", "ICBC", "type", None, "bank", None, None)]
    assert told.lines == ["1 source changed · 1 investor added"]


def test_rates_that_moved_figures(book):
    book.write({"seeds/rates/ecb.csv": RATES.replace("2020-05-13,1.0875,7.7102", "2020-05-13,1.0875,7.8102")})
    told = book.diff("--exit-code", code=1)
    assert told.rows("rates") == [("ECB", "EUR/CNY", None, 1, None, "2020-05-13: 7.7102 → 7.8102")]
    assert told.rows("moved") == [("Yitu Technology", "A, 2020-05-13", "CNY 500m", "USD 70.5m", "USD 69.6m")]
    assert told.rows("changes")[0][:4] == ("Yitu Technology", "raised", "USD 70.5m", "USD 69.6m")


def test_rates_that_were_added_move_nothing(book):
    book.write({"seeds/rates/ecb.csv": RATES.replace("Date,USD,CNY,\n", "Date,USD,CNY,\n2020-05-21,1.1,7.8,\n")})
    told = book.diff()
    assert "moved" not in told.sections
    assert told.rows("rates") == [
        ("ECB", "EUR/USD", 1, None, None, "2020-05-21"),
        ("ECB", "EUR/CNY", 1, None, None, "2020-05-21"),
    ]


# What cannot be read is told, and the rest is compared.


@pytest.mark.parametrize("broken", ["name: [\n", "名称：依图".encode("gb18030"), b"", b"x" * (3 << 20)])
@pytest.mark.parametrize("is_before", [True, False])
def test_a_file_that_cannot_be_read(broken, is_before, book):
    book.commit({"deals/broken.yaml": broken if is_before else "name: Broken\n"})
    book.write({"deals/broken.yaml": "name: Broken\n" if is_before else broken, "deals/yitu.yaml": TWICE})
    told = book.diff("--exit-code", code=1)
    assert list(told.sections) == ["changes", "yitu"]
    where = "HEAD" if is_before else "the work tree"
    assert told.lines[-1] == f"deals/broken.yaml cannot be read in {where}, and is not compared"


def test_a_file_of_which_something_is_left_out(book):
    book.write({"deals/yitu.yaml": TWICE + "citty: X\n"})
    told = book.diff()
    assert told.rows() == [ROW]
    assert told.lines[-1] == "deals/yitu.yaml has mistakes in the work tree: what is wrong there is left out"


@pytest.mark.parametrize("file", ["seeds/sources.yaml", "seeds/investors.yaml", "seeds/rates/ecb.csv"])
def test_seeds_that_cannot_be_read_are_not_taken_for_removed(file, book):
    book.commit({"seeds/investors.yaml": "ICBC: {type: bank}\n"})
    book.write({file: "[\n", "deals/yitu.yaml": TWICE})
    told = book.diff()
    assert list(told.sections) == ["changes", "yitu"]
    assert told.rows() == [ROW]  # at the rates that can be read
    assert f"{file} cannot be read in the work tree, and is not compared" in told.lines


def test_settings_that_cannot_be_used(book):
    book.write({"dealtrack.toml": "currency = 'XXY'\n", "deals/yitu.yaml": TWICE})
    told = book.diff()
    assert told.rows() == [ROW]
    assert told.lines[-1].startswith("the settings of the work tree cannot be used: dealtrack.toml:1: currency: XXY")


def test_rates_in_git_lfs(book):
    oid = hashlib.sha256(RATES.encode()).hexdigest()
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize 3\n"
    book.commit({"seeds/rates/ecb.csv": pointer})
    book.write({"seeds/rates/ecb.csv": RATES, "deals/yitu.yaml": TWICE})
    told = book.diff()
    assert told.rows() == [ROW]
    assert "seeds/rates/ecb.csv cannot be read in HEAD, and is not compared" in told.lines
    kept = book.root / ".git" / "lfs" / "objects" / oid[:2] / oid[2:4] / oid
    kept.parent.mkdir(parents=True)
    kept.write_text(RATES)
    assert book.diff().lines == ["1 company changed · 1 deal changed"]


# Repositories.


@pytest.mark.parametrize(
    ("make_it", "arguments", "message"),
    [
        (lambda book: shutil.rmtree(book.root / ".git"), [], "is in no git repository"),
        (lambda book: None, ["HEAD~7"], "git knows no revision HEAD~7"),
        (lambda book: None, ["HEAD~7..HEAD"], "git knows no revision HEAD~7"),
        (lambda book: None, ["HEAD", "yitoo"], "there is no company yitoo: did you mean yitu?"),
        (lambda book: None, ["yitoo"], "git knows no revision yitoo"),
        (lambda book: None, ["--staged", "HEAD..HEAD"], "--staged compares one revision with the index"),
        (lambda book: book.git("branch", "yitu"), ["yitu"], "yitu is a revision and a company"),
        (lambda book: None, ["--format", "svg"], "there is no chart to draw as SVG here"),
        (lambda book: None, ["--output=x"], "No such option"),
    ],
)
def test_what_cannot_be_compared_is_told_in_a_line(make_it, arguments, message, book, run):
    make_it(book)
    result = run("diff", *arguments, book=book.root)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_no_commit_yet(make, run):
    repository = make()
    repository.write(x="name:\n")
    result = run("diff", book=repository.book)
    assert result.exit_code == 2
    assert (
        result.stderr
        == f"dealtrack: the repository of {repository.book} has no commit yet: there is nothing to compare with\n"
    )


def test_a_repository_without_a_book(make, run):
    repository = make()
    repository.git("commit", "-q", "--allow-empty", "-m", "Nothing")
    for arguments in ([], ["HEAD..HEAD"]):
        result = run("diff", *arguments, book=repository.book)
        assert (result.exit_code, result.stdout) == (2, "")
        assert f"dealtrack: {repository.book} is no book: it has no deals/\n" in result.stderr


def test_no_git(book, run, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    result = run("diff", book=book.root)
    assert (result.exit_code, result.stderr) == (2, "dealtrack: git is not installed here\n")


def test_a_shallow_clone(book, tmp_path, run):
    book.commit({"deals/yitu.yaml": TWICE})
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{book.root}", tmp_path / "shallow"], check=True)
    assert book.diff(book=tmp_path / "shallow").lines == [NOTHING]
    result = run("diff", "HEAD~1..", book=tmp_path / "shallow")
    assert result.exit_code == 2
    assert (
        "git knows no revision HEAD~1\n  fetch it first (git fetch, or fetch-depth: 0 in a workflow)" in result.stderr
    )


def test_a_bare_repository_has_to_be_named(book, tmp_path, run, monkeypatch):
    book.commit({"deals/yitu.yaml": TWICE})
    subprocess.run(["git", "clone", "-q", "--bare", book.root, tmp_path / "bare.git"], check=True)
    result = run("diff", "HEAD~1..HEAD", book=tmp_path / "bare.git")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{tmp_path}/bare.git is a bare repository, or a folder that is made to look like one\n" in result.stderr
    assert f"  if it is yours, name it: GIT_DIR={tmp_path}/bare.git dealtrack" in result.stderr
    monkeypatch.setenv("GIT_DIR", ".")
    monkeypatch.chdir(tmp_path / "bare.git")
    assert book.diff("HEAD~1..HEAD", book=tmp_path / "bare.git").rows() == [ROW]
    result = run("diff", book=tmp_path / "bare.git")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "has no work tree\n  name two revisions: A..B" in result.stderr


@pytest.mark.parametrize("folder", ["books/china", "中国 的/a book", 'q"uote'])
def test_a_book_in_a_folder(folder, make):
    book = Book(make(folder))
    book.commit({"deals/yitu.yaml": COMPANY, "seeds/rates/ecb.csv": RATES})
    (book.repository.root / "deals").mkdir(exist_ok=True)
    (book.repository.root / "deals" / "other.yaml").write_text("name: Other\n")
    book.commit({"deals/yitu.yaml": TWICE})
    assert book.diff("HEAD~1..HEAD").rows() == [ROW]
    book.write({"deals/yitu.yaml": COMPANY})
    book.git("add", "-A")
    assert list(book.diff("--staged").sections) == ["changes", "yitu"]


def test_a_detached_head(book):
    book.commit({"deals/yitu.yaml": TWICE})
    book.git("switch", "-q", "--detach", "HEAD")
    assert book.diff("HEAD~1").rows() == [ROW]


@pytest.mark.parametrize("name", ["云从.yaml", "a b.yaml", "a\nb.yaml", 'a"b.yaml', "-x.yaml", ":!x.yaml", "*.yaml"])
def test_names_of_files_may_be_odd(name, book):
    book.commit({f"deals/{name}": "name: Odd\n"})
    assert list(book.diff("HEAD~1..HEAD").sections) == ["changes", name.removesuffix(".yaml")]
    book.write({f"deals/{name}": "name: Odder\n"})
    assert book.diff().rows(name.removesuffix(".yaml")) == [("→", "company", "name", "Odd", "Odder", None, None)]


def test_links_lead_where_they_lead_in_the_commit(book):
    (book.root / "deals" / "link.yaml").symlink_to("../elsewhere.yaml")
    book.commit({"elsewhere.yaml": "name: Linked\n"})
    book.write({"elsewhere.yaml": "name: Linked anew\n"})
    assert book.diff().rows("link") == [("→", "company", "name", "Linked", "Linked anew", None, None)]


def test_deals_in_a_repository_of_their_own(book, run):
    shutil.rmtree(book.root / "deals")
    book.git("rm", "-q", "--cached", "deals/yitu.yaml")
    book.git("update-index", "--add", "--cacheinfo", f"160000,{book.git('rev-parse', 'HEAD')},deals")
    book.git("commit", "-q", "-m", "A submodule")
    (book.root / "deals").mkdir()
    result = run("diff", "HEAD~1..HEAD", book=book.root)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "deals/ is a repository of its own (a submodule)\n  compare it from inside of it" in result.stderr


def test_a_book_whose_deals_are_no_longer_there(book):
    book.commit()
    shutil.rmtree(book.root / "deals")
    assert book.diff(book=book.root).lines[0] == "1 company removed · 1 deal removed"


def test_a_conflict_is_compared_by_its_own_side(book):
    book.git("switch", "-q", "-c", "branch")
    book.commit({"deals/yitu.yaml": COMPANY.replace("500m", "7m")})
    book.git("switch", "-q", "main")
    book.commit({"deals/yitu.yaml": TWICE})
    with pytest.raises(subprocess.CalledProcessError):
        book.git("merge", "-q", "branch")
    assert book.diff("--staged").lines == [NOTHING]
    assert book.diff().lines[-1] == "deals/yitu.yaml cannot be read in the work tree, and is not compared"


@pytest.mark.parametrize(
    "settings",
    [
        {"core.autocrlf": "true"},
        {"diff.external": "false"},
        {"diff.renames": "copies"},
        {"log.showSignature": "true"},
        {"color.ui": "always"},
        {"core.pager": "false"},
        {"core.quotePath": "true"},
        {"diff.yaml.textconv": "false"},
    ],
)
def test_settings_of_git_change_nothing(settings, book, run):
    (book.root / ".gitattributes").write_text("*.yaml diff=yaml text=auto\n")
    for key, value in settings.items():
        book.git("config", key, value)
    book.commit({"deals/yitu.yaml": TWICE})
    assert book.diff("HEAD~1..HEAD").rows() == [ROW]
    assert book.diff("HEAD~1").rows() == [ROW]
    assert json.loads(run("log", "yitu", "--format", "json", book=book.root).stdout)["sections"][0]["rows"][0]["change"] == "amount: CNY 500m → CNY 1bn"  # fmt: skip


def test_what_a_hook_sets_changes_nothing(book, monkeypatch):
    book.write({"deals/yitu.yaml": TWICE})
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_EXTERNAL_DIFF", "GIT_PAGER", "GIT_OBJECT_DIRECTORY"):
        monkeypatch.setenv(name, "/nowhere")
    monkeypatch.setenv("GIT_ICASE_PATHSPECS", "1")
    assert book.diff().rows() == [ROW]


def test_the_work_tree_is_left_alone(book):
    book.commit({"deals/yitu.yaml": TWICE})
    before = {path: os.stat(path).st_mtime_ns for path in book.root.rglob("*") if path.is_file()}
    book.diff("HEAD~1")
    book.diff("--staged", "HEAD~1")
    assert {path: os.stat(path).st_mtime_ns for path in book.root.rglob("*") if path.is_file()} == before


# Markdown that has to fit into a comment.


def test_markdown_fits_into_a_comment_by_whole_rows(book, run):
    deals = "".join(
        f"  - {{id: d{number}, date: 2020-05-13, status: completed, label: 第{number}号交易, amount: CNY {number}m, sources: [a]}}\n"
        for number in range(1, 1500)
    )
    book.write({"deals/large.yaml": f"name: Large\ndeals:\n{deals}"})
    whole = book.diff().sections
    result = run("diff", "--format", "md", book=book.root)
    assert 60_000 < len(result.stdout.encode()) <= 64_000
    tables = [line for line in result.stdout.splitlines() if line.startswith("| ") and not line.startswith("| ---")]
    shown = len(tables) - 2  # the heads
    everything = sum(len(section.get("rows", ())) for section in whole.values())
    assert f"{everything - shown} more rows are left out here" in result.stdout
    assert all(line.endswith(" |") for line in tables)


def test_markdown_says_nothing_but_what_it_means(book, run):
    book.write({"deals/yitu.yaml": COMPANY.replace("ICBC", '"@team <img src=x> | [x](y) ::error::"')})
    printed = run("diff", "--format", "md", book=book.root).stdout
    assert r"+ `@team` \<img src=x\> \| \[x\](y) ::error::" in printed
