"""What a word completes to: asked as a shell asks, without the shell."""

import json
import os
import subprocess
import sys

import pytest

from dealtrack.cli.app import main
from dealtrack.cli.shells import words_of
from dealtrack.files.names import Names, names, slugs
from tests.conftest import REPOSITORY

FILES = {
    "deals/cloudwalk.yaml": """\
        name: CloudWalk Technology
        names: {zh: 云从科技}
        groups: [dragons]
        deals:
          - {id: 2019-a, date: 2019, status: completed, leads: [Puhua, "A: B"], from: Guangzhou, sources: [own]}
        backers:
          - {date: 2020, investors: [Later]}
        sources: {own: {publisher: P, published: 2020}}
        """,
    "deals/yitu.yaml": "name: Yitu\nsectors: [vision]\ncountry: CN\n",
    "seeds/investors.yaml": "Sequoia: {aliases: [红杉], names: {zh: 红杉资本}}\nIDG:\n",
}


@pytest.fixture
def book(make_book, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return make_book({**FILES, "seeds/sources.yaml": "b: {publisher: A Paper, published: 2020-05-14}\n"})


@pytest.fixture
def ask(monkeypatch, capfdbinary):
    """What a shell is answered: bash hands over words, the others the line."""

    for stream in ("stdout", "stderr"):
        monkeypatch.setattr(sys, stream, getattr(sys, stream))  # the run puts its own there

    def run(*words, shell="bash", cwd, status=0, **environment):
        line = " ".join(words)
        asked = {"COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1), "_TYPER_COMPLETE_ARGS": line}
        for name, value in {**asked, "_DEALTRACK_COMPLETE": f"complete_{shell}", **environment}.items():
            monkeypatch.setenv(name, value)
        monkeypatch.chdir(cwd)
        assert main() == status
        out, err = capfdbinary.readouterr()
        assert err == b""
        return out.decode("utf-8")

    return run


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Names.COMPANIES, {"CloudWalk Technology": "cloudwalk", "云从科技": "cloudwalk", "Yitu": "yitu"}),
        (Names.DEALS, {"2019-a": "CloudWalk Technology"}),
        (
            Names.INVESTORS,
            {"A: B": "", "Guangzhou": "", "IDG": "", "Later": "", "Puhua": "", "Sequoia": "", "红杉": "Sequoia", "红杉资本": "Sequoia"},
        ),
        (Names.GROUPS, {"dragons": ""}),
        (Names.SECTORS, {"vision": ""}),
        (Names.SOURCES, {"b": "A Paper", "own": "P"}),
        (Names.COUNTRIES, {"CN": ""}),
    ],
)  # fmt: skip
def test_names_of_a_book(book, kind, expected):
    assert names(book.root, kind) == names(book.root, kind) == expected


def test_slugs_are_names_of_files(book):
    book.write("deals/.hidden.yaml", "name: H\n")
    book.write("deals/notes.txt", "")
    assert slugs(book.root) == ["cloudwalk", "yitu"]


def test_the_cache_follows_the_files(book, tmp_path):
    names(book.root, Names.COMPANIES)
    [cache] = (tmp_path / "cache" / "dealtrack").iterdir()
    first = cache.read_bytes()
    names(book.root, Names.GROUPS)
    assert cache.read_bytes() == first
    book.write("deals/yitu.yaml", "name: Yitu Tech\n")
    (book.root / "deals" / "cloudwalk.yaml").unlink()
    assert list(names(book.root, Names.COMPANIES)) == ["Yitu Tech"]
    assert set(json.loads(cache.read_text())["files"]) == {
        "deals/yitu.yaml",
        "seeds/investors.yaml",
        "seeds/sources.yaml",
    }


@pytest.mark.parametrize(
    "text", ["", "[]", '{"version": 0}', '{"version": 1, "files": {"deals/yitu.yaml": 3}}', "\xff"]
)
def test_a_strange_cache_is_no_cache(book, tmp_path, text):
    expected = names(book.root, Names.INVESTORS)
    [cache] = (tmp_path / "cache" / "dealtrack").iterdir()
    cache.write_text(text, encoding="latin-1")
    assert names(book.root, Names.INVESTORS) == expected


def test_without_a_cache_it_is_read_each_time(book, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert "Yitu" in names(book.root, Names.COMPANIES)


def test_what_cannot_be_read_has_no_names(book):
    book.write("deals/bad.yaml", "name: [\n")
    book.write("deals/worse.yaml", b"name: \xff\n")
    book.write(
        "deals/odd.yaml", "name: {a: b}\naliases: x\ndeals: [1, {id: [a], leads: y}]\nsources: [a]\nnames: [b]\n"
    )
    book.write("deals/control.yaml", 'name: "A\\x1b[31mB\\nC"\n')
    assert list(names(book.root, Names.COMPANIES)) == ["CloudWalk Technology", "Yitu", "odd", "云从科技"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["timeline", "c"], ["cloudwalk"]),
        (["timeline", "Cl"], ["CloudWalk\\ Technology"]),
        (["timeline", '"Cl'], ["CloudWalk Technology"]),
        (["timeline", "云"], ["云从科技"]),
        (["timeline", "cloudwalk", "y"], ["yitu"]),
        (["show", "x"], [""]),
        (["list", "--company", "=", "c"], ["cloudwalk"]),
        (["list", "--investor", "IDG,P"], ["IDG,Puhua"]),
        (["list", "--investor", "A"], ["A:\\ B"]),
        (["list", "--status", "completed,wit"], ["completed,withdrawn"]),
        (["list", "--kind", "deb"], ["debt"]),
        (["list", "--round", "pre-i"], ["pre-ipo"]),
        (["list", "--country", ""], ["CN"]),
        (["list", "--sector", "v"], ["vision"]),
        (["list", "co"], ["companies"]),
        (["investors", "--type", "sov"], ["sovereign"]),
        (
            ["compare", "--columns", "founded,stat"],
            ["founded,state-owned", "founded,stated"],
        ),
        (["compare", "--sort", "fou"], ["founded"]),
        (["list", "--sort", "comp"], ["company"]),
        (["investors", "--sort", "rou"], ["rounds"]),
        (["add", "yi"], ["yitu"]),
        (["add", "cloudwalk", "--deal", "2019"], ["2019-a"]),
        (["add", "cloudwalk", "--source", "o"], ["own"]),
        (["add", "cloudwalk", "--lead", "Pu"], ["Puhua"]),
        (["new", "X", "--group", "dr"], ["dragons"]),
        (["log", "cloudwalk", "2019"], ["2019-a"]),
        (["source", "add", "x", "--company", "clo"], ["cloudwalk"]),
        (["compare", "--group", "d"], ["dragons"]),
        (["explain", "DT50"], ["DT501", "DT502", "DT503", "DT504", "DT505"]),
        (["explain", "too-d"], ["too-deep"]),
        (["validate", "--ignore", "DT403,DT70"], ["DT403,DT701"]),
        (["convert", "CNY 1bn", "--to", "US"], ["USD", "USN"]),
        (["timeline", "--format", "h"], ["html"]),
        (["timeline", "--at", "st"], ["stated"]),
        (["validate", "deals"], [""]),
        (["rates", "im"], ["import"]),
    ],
)
def test_what_a_word_becomes(ask, book, words, expected):
    assert sorted(ask("dealtrack", *words, cwd=book.root).split("\n")) == sorted(expected)


def test_the_book_that_is_named_is_the_one(ask, book, tmp_path):
    for line in (["--book", "book", "timeline", "c"], ["timeline", "--book", "book", "c"]):
        assert ask("dealtrack", *line, cwd=tmp_path) == "cloudwalk"
    assert ask("dealtrack", "timeline", "c", cwd=tmp_path) == ""


def test_fish_asks_twice(ask, book):
    asked = {"shell": "fish", "cwd": book.root, "_TYPER_COMPLETE_FISH_ACTION": "is-args"}
    for word, status in (("c", 0), ("x", 1)):
        ask("dealtrack", "timeline", word, status=status, **asked)


@pytest.mark.parametrize(
    ("shell", "words", "expected"),
    [
        ("fish", ["timeline", "c"], "cloudwalk"),
        ("fish", ["timeline", "云"], "云从科技\tcloudwalk"),
        ("fish", ["list", "--sector=v"], "--sector=vision"),
        ("fish", ["timeline", "x"], ""),
        ("zsh", ["timeline", "c"], "local -a shown; shown=(cloudwalk); compadd -l -d shown -- cloudwalk"),
        (
            "zsh",
            ["list", "--investor=A"],
            "compset -P '*='; local -a shown; shown=('A: B'); compadd -l -d shown -- 'A: B'",
        ),
        ("zsh", ["timeline", "x"], "_files"),
    ],
)
def test_what_other_shells_are_told(ask, book, shell, words, expected):
    assert ask("dealtrack", *words, shell=shell, cwd=book.root) == expected


@pytest.mark.parametrize("environment", [{"COMP_CWORD": "x"}, {"COMP_CWORD": "99"}, {"COMP_WORDS": "\udcff'\n\"$("}])
def test_strange_questions_have_no_answer(ask, environment):
    assert ask("dealtrack", "timeline", "zzz", cwd=REPOSITORY, **environment) == ""


@pytest.mark.parametrize(
    ("line", "words", "incomplete", "quote"),
    [
        ("dealtrack a b", ["a"], "b", ""),
        ("dealtrack a b ", ["a", "b"], "", ""),
        ('dealtrack "a b" c', ["a b"], "c", ""),
        ('dealtrack "a b', [], "a b", '"'),
        ("dealtrack 'a \\b", [], "a \\b", "'"),
        ("dealtrack a\\ b", [], "a b", ""),
        ("dealtrack a\\ ", [], "a ", ""),
        ('dealtrack "" x', [""], "x", ""),
        ("dealtrack 'it'\\''s'", [], "it's", ""),
        ("dealtrack 云 从", ["云"], "从", ""),
        ("dealtrack", [], "dealtrack", ""),
        ("dealtrack a\\", [], "a", ""),
    ],
)
def test_words_of_a_line(line, words, incomplete, quote):
    assert words_of(line) == (words, incomplete, quote)


def test_slugs_need_no_reading():
    """Nothing is loaded for them that ``--version`` does not need."""
    code = "import sys\nfrom dealtrack.cli import main\nmain()\nprint(*sys.modules, file=sys.__stderr__)"
    asked = {"_DEALTRACK_COMPLETE": "complete_bash", "COMP_WORDS": "dealtrack\ntimeline\nc", "COMP_CWORD": "2"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **asked},
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "cloudwalk"
    assert not {"yaml", "msgspec", "rich", "decimal", "dateutil"} & set(done.stderr.split())
