"""``dealtrack validate``: its options, its exit codes, its JSON, and where its output goes."""

import json
import os
import re
import subprocess
import sys

import pytest

GOOD = "name: Good\n"
BAD = "name: Bad\ncitty: G\n"
WARNED = "name: Warned\nvaluations:\n  - {date: 1998, amount: CNY 1bn, sources: [a]}\n"
DATED = "name: Dated\nvaluations:\n  - {date: 2020-05-19, amount: CNY 1bn, standing: target, sources: [a]}\n"
FILES = {
    "deals/good.yaml": GOOD,
    "deals/bad.yaml": BAD,
    "deals/warned.yaml": WARNED,
    "seeds/sources.yaml": "a: {publisher: A Paper, published: 2020-05-14}\nb: x\n",
    "seeds/rates/own.csv": "date,base,quote,rate\n2020-05-12,USD,ISK,140\n2020-05-13,USD,ISK,x\n",
}
NOTED = {
    "deals/noted.yaml": "name: Noted\nvaluations:\n"
    "  - {date: 2017-11-03, amount: CNY 500m, equivalent: USD 70m, sources: [a]}\n",
    "seeds/rates/ecb.csv": "Date,USD,CNY,\n2020-05-14,1.0792,7.6655,\n2017-11-03,1.1657,7.72,\n",
}


def codes(result):
    return [each["code"] for each in json.loads(result.stdout)["diagnostics"]]


@pytest.mark.parametrize(
    ("files", "arguments", "exit_code"),
    [
        ({"deals/x.yaml": GOOD}, (), 0),
        ({"deals/x.yaml": GOOD}, ("--strict",), 0),
        ({"deals/x.yaml": BAD}, (), 1),
        ({"deals/x.yaml": BAD}, ("--strict",), 1),
        ({"deals/x.yaml": WARNED}, (), 0),
        ({"deals/x.yaml": WARNED}, ("--strict",), 1),
        (NOTED, (), 0),
        (NOTED, ("--strict",), 0),
        ({}, (), 2),
        ({"deals/x.yaml": GOOD}, ("--format", "xml"), 2),
        ({"deals/x.yaml": GOOD}, ("--nonsense",), 2),
        ({"deals/x.yaml": GOOD}, ("--today", "soon"), 2),
        ({"deals/x.yaml": GOOD}, ("--today", "2020-05"), 2),
        ({"deals/x.yaml": GOOD}, ("deals/none.yaml",), 2),
    ],
)
@pytest.mark.parametrize("format", ["text", "json"])
def test_the_exit_code_tells_how_it_went(files, arguments, exit_code, format, make_book, run):
    result = run("validate", "--format", format, *arguments, book=make_book(files))
    assert result.exit_code == exit_code
    assert bool(result.stdout) == (exit_code != 2)
    assert bool(result.stderr) == (exit_code == 2)


def test_a_clean_book_is_told_in_one_line(make_book, run):
    result = run("validate", book=make_book({"deals/x.yaml": GOOD}))
    assert (result.stdout, result.stderr) == ("checked 1 file, 1 company, 0 deals: nothing to report\n", "")


def test_the_last_line_counts(make_book, run):
    result = run("validate", book=make_book({**FILES, **NOTED}))
    assert result.stdout.endswith(
        "\nchecked 4 files, 4 companies, 0 deals: 3 errors, 1 warning, 1 note; --fix mends 1 of them\n"
    )


@pytest.mark.parametrize(
    ("paths", "files"),
    [
        ([], {"deals/bad.yaml", "deals/warned.yaml", "seeds/sources.yaml", "seeds/rates/own.csv"}),
        (["."], {"deals/bad.yaml", "deals/warned.yaml", "seeds/sources.yaml", "seeds/rates/own.csv"}),
        (["deals"], {"deals/bad.yaml", "deals/warned.yaml"}),
        (["deals/"], {"deals/bad.yaml", "deals/warned.yaml"}),
        (["deals/bad.yaml"], {"deals/bad.yaml"}),
        (["./deals/../deals/bad.yaml"], {"deals/bad.yaml"}),
        (["deals/bad.yaml", "deals/warned.yaml"], {"deals/bad.yaml", "deals/warned.yaml"}),
        (["deals/good.yaml"], set()),
        (["seeds"], {"seeds/sources.yaml", "seeds/rates/own.csv"}),
        (["seeds/sources.yaml"], {"seeds/sources.yaml"}),
        (["seeds/rates"], {"seeds/rates/own.csv"}),
        (["seeds/rates/own.csv"], {"seeds/rates/own.csv"}),
        (["seeds/rates/ecb.csv"], set()),
    ],
)
def test_paths_choose_what_is_reported(paths, files, make_book, run):
    result = run("validate", "--format", "json", *paths, book=make_book(FILES))
    found = json.loads(result.stdout)
    assert {each["file"] for each in found["diagnostics"]} == files
    assert found["summary"]["files"] == 3  # the whole book is checked all the same
    errors = [each for each in found["diagnostics"] if each["severity"] == "error"]
    assert (found["summary"]["errors"], result.exit_code) == (len(errors), int(bool(errors)))


@pytest.mark.parametrize(
    "path", ["deals/none.yaml", "none", "seeds/investors.yaml", "README.md", "seeds/rates/none.csv"]
)
def test_a_path_that_is_no_file_of_the_book_is_told(path, make_book, run):
    result = run("validate", path, book=make_book({**FILES, "README.md": "x"}))
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{path} is no file of the book" in result.stderr


def test_a_path_outside_the_book_is_told(make_book, run, tmp_path):
    result = run("validate", tmp_path / "x.yaml", book=make_book(FILES))
    assert result.exit_code == 2
    assert "x.yaml is not in the book" in result.stderr


def test_a_file_of_the_book_may_be_a_link_inside_of_it(make_book, run):
    book = make_book(FILES | {"elsewhere.yaml": BAD.replace("Bad", "Linked")})
    (book.root / "deals" / "link.yaml").symlink_to("../elsewhere.yaml")
    (book.root / "deals" / "dangling.yaml").symlink_to("../nowhere.yaml")
    assert codes(run("validate", "--format", "json", "deals/link.yaml", book=book)) == ["DT101"]
    assert codes(run("validate", "--format", "json", "deals/dangling.yaml", book=book)) == ["DT009"]


def test_the_book_may_be_reached_through_a_link(make_book, run, tmp_path):
    (tmp_path / "link").symlink_to(make_book(FILES).root)
    result = run("validate", "--format", "json", "deals/bad.yaml", book=tmp_path / "link")
    assert codes(result) == ["DT101"]


def test_a_book_without_faults_is_checked_by_path(make_book, run):
    book = make_book(
        {"deals/x.yaml": GOOD, "seeds/rates/none.csv": "Date,USD,\n", "seeds/investors.yaml": "A: {type: vc}\n"}
    )
    for path in ("deals/x.yaml", "seeds/investors.yaml", "seeds/rates/none.csv"):
        assert run("validate", path, book=book).exit_code == 0


def test_the_book_may_be_named_from_elsewhere(make_book, run, tmp_path):
    book = make_book(FILES)
    for arguments in (("validate", "--book", book.root), ("--book", book.root, "validate")):
        assert codes(run(*arguments, "--format", "json", book=tmp_path)) == codes(
            run("validate", "--format", "json", book=book)
        )


def test_the_book_around_the_current_directory_is_checked(make_book, run):
    book = make_book(FILES)
    (book.root / "deals" / "deep").mkdir()
    assert run("validate", book=book.root / "deals" / "deep").exit_code == 1


def test_today_decides_which_rates_are_known(make_book, run):
    book = make_book({"deals/x.yaml": DATED})
    assert codes(run("validate", "--format", "json", book=book)) == []
    assert codes(run("validate", "--format", "json", "--today", "2020-05-01", book=book)) == ["DT401", "DT306"]


def test_the_settings_decide_too(make_book, run):
    late = DATED.replace("2020-05-19", "2020-05-25")
    book = make_book({"deals/x.yaml": late})
    assert codes(run("validate", "--format", "json", book=book)) == []
    book.write("dealtrack.toml", "[rates]\nmax_age_days = 2\n")
    assert codes(run("validate", "--format", "json", book=book)) == ["DT401"]
    book.write("dealtrack.toml", 'currency = "CNY"\n[rates]\nmax_age_days = 2\n')
    assert codes(run("validate", "--format", "json", book=book)) == []


# JSON.

KEYS = ["code", "name", "severity", "message", "hint", "file", "line", "column", "end_line", "end_column", "path"]


def test_the_json_is_as_designed(make_book, run):
    text = "name: X\ndeals:\n  - id: a\n    date: 2020\n    status: filed\n    amount: 5bn\n    sources: [a]\n"
    found = json.loads(run("validate", "--format", "json", book=make_book({"deals/x.yaml": text})).stdout)
    assert found == {
        "version": 1,
        "summary": {"files": 1, "companies": 1, "deals": 1, "errors": 1, "warnings": 0, "notes": 0},
        "diagnostics": [
            {
                "code": "DT105",
                "name": "bad-amount",
                "severity": "error",
                "message": '"5bn" is not an amount: an amount without a currency',
                "hint": "write CNY 5bn or USD 5bn",
                "file": "deals/x.yaml",
                "line": 6,
                "column": 13,
                "end_line": 6,
                "end_column": 16,
                "path": "deals[0].amount",
                "related": [],
            }
        ],
    }


def test_every_diagnostic_has_the_same_keys_in_the_same_order(make_book, run):
    files = {**FILES, **NOTED, "deals/x.yml": "[", "deals/y.yaml": "name: A\nname: B\n", "deals/z.yaml": ""}
    found = json.loads(run("validate", "--format", "json", book=make_book(files)).stdout)
    assert len(found["diagnostics"]) > 7
    assert {tuple(each) for each in found["diagnostics"]} == {(*KEYS, "related")}
    for each in found["diagnostics"]:
        assert (1, 1) <= (each["line"], each["column"]) <= (each["end_line"], each["end_column"])
        assert each["message"]


def test_a_clean_book_is_an_empty_list(make_book, run):
    found = json.loads(run("validate", "--format", "json", book=make_book({"deals/x.yaml": GOOD})).stdout)
    assert found["diagnostics"] == []
    assert found["summary"] == {"files": 1, "companies": 1, "deals": 0, "errors": 0, "warnings": 0, "notes": 0}


def test_the_summary_counts_what_is_listed(make_book, run):
    found = json.loads(run("validate", "--format", "json", book=make_book({**FILES, **NOTED})).stdout)
    for severity in ("error", "warning", "note"):
        listed = [each for each in found["diagnostics"] if each["severity"] == severity]
        assert found["summary"][f"{severity}s"] == len(listed)


def test_chinese_stays_chinese(make_book, run):
    book = make_book({"deals/x.yaml": "name: X\n城市: 广州\n"})
    assert '"path": "城市"' in run("validate", "--format", "json", book=book).stdout
    assert "2 | 城市: 广州\n  | ^^^^\n" in run("validate", book=book).stdout


def test_both_formats_tell_the_same_places_in_the_same_order(make_book, run):
    book = make_book({**FILES, "deals/y.yaml": "city: [a]\nfounded: x\nnmae: y\n"})
    found = json.loads(run("validate", "--format", "json", book=book).stdout)["diagnostics"]
    heads = re.findall(r"(?m)^(\S+):(\d+):(\d+): (\w+) (DT\d+) ([\w-]+): (.*)$", run("validate", book=book).stdout)
    keys = ("file", "line", "column", "severity", "code", "name", "message")
    assert heads == [tuple(str(each[key]) for key in keys) for each in found]
    assert found == sorted(found, key=lambda each: (each["file"], each["line"], each["column"], each["code"]))


# Colour.

ESCAPE = "\x1b["


@pytest.mark.parametrize(
    ("arguments", "environment", "colored"),
    [
        ((), {}, False),  # the output is no terminal
        (("--color", "always"), {}, True),
        (("--color", "never"), {"FORCE_COLOR": "1"}, False),
        (("--color", "always"), {"NO_COLOR": "1"}, True),
        (("--color", "auto"), {"FORCE_COLOR": "1"}, True),
        ((), {"FORCE_COLOR": "1"}, True),
        ((), {"NO_COLOR": "1"}, False),
        ((), {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ((), {"NO_COLOR": "", "FORCE_COLOR": "1"}, True),
        ((), {"FORCE_COLOR": ""}, False),
    ],
)
def test_colour_is_where_it_was_asked_for(arguments, environment, colored, make_book, run, monkeypatch):
    book = make_book(FILES)
    plain = run("validate", book=book).stdout
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    printed = run("validate", *arguments, book=book).stdout
    assert (ESCAPE in printed) is colored
    assert re.sub(r"\x1b\[[\d;]*m", "", printed) == plain
    assert printed.count("\x1b[0m") * 2 == printed.count(ESCAPE)


def test_colour_may_be_asked_for_before_the_command(make_book, run):
    assert ESCAPE in run("--color", "always", "validate", book=make_book(FILES)).stdout


def test_each_severity_has_its_colour(make_book, run):
    printed = run("validate", "--color", "always", book=make_book({**FILES, **NOTED})).stdout
    for shown in ("\x1b[1;31merror DT101\x1b[0m", "\x1b[1;33mwarning DT401\x1b[0m", "\x1b[1;36mnote DT402\x1b[0m"):
        assert shown in printed


def test_json_has_no_colour(make_book, run):
    assert ESCAPE not in run("validate", "--format", "json", "--color", "always", book=make_book(FILES)).stdout


# A process of its own.


def process(book, *arguments, **options):
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path), **options.pop("env", {})}
    return subprocess.Popen(
        [sys.executable, "-m", "dealtrack", "validate", *arguments],
        cwd=book.root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options,
    )  # fmt: skip


def test_a_reader_that_goes_away_ends_it_quietly(make_book):
    book = make_book({"deals/x.yaml": "name: X\n" + "".join(f"k{n}: v\n" for n in range(2000))})
    with process(book) as running:
        first = running.stdout.readline()
        running.stdout.close()
        errors = running.stderr.read()
        exit_code = running.wait(timeout=20)
    assert first.startswith(b"deals/x.yaml:2:1: error DT101")
    assert (errors, exit_code) == (b"", 1)


def test_a_shell_pipe_to_head_is_quiet(make_book):
    book = make_book({"deals/x.yaml": "name: X\n" + "".join(f"k{n}: v\n" for n in range(2000))})
    result = subprocess.run(
        f"'{sys.executable}' -m dealtrack validate | head -1",
        shell=True, cwd=book.root, capture_output=True, timeout=20, check=False,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout.count(b"\n") == 1


def test_a_terminal_that_knows_only_ascii_is_no_trouble(make_book):
    book = make_book({"deals/x.yaml": "name: X\n城市: 广州\n"})
    with process(book, env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"}) as running:
        output, errors = running.communicate(timeout=20)
    assert (running.returncode, errors) == (1, b"")
    assert b'a company has no key "??"' in output


def test_python_m_and_the_script_are_called_by_their_name(make_book):
    with process(make_book(FILES), "--nonsense") as running:
        _, errors = running.communicate(timeout=20)
    assert running.returncode == 2
    assert errors.startswith(b"Usage: dealtrack validate")
