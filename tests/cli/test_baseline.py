"""A baseline: adopting dealtrack on a book with mistakes, and what is new from then on."""

import json
import os

import pytest

X = """\
name: X
citty: Y
sources:
  b: {publisher: B, published: 2020}
valuations:
  - {date: 2020, amount: 5bn, sources: [a]}
"""
Y = "name: Y\nfoundde: 2015\n"
KNOWN = ".dealtrack-baseline.json"


@pytest.fixture
def book(make_book):
    """Three errors (DT101 twice, DT105) and a warning (DT206) in two files."""
    return make_book({"deals/x.yaml": X, "deals/y.yaml": Y})


@pytest.fixture
def adopted(book, run):
    """The book with a baseline of all that was wrong with it, set in its settings."""
    assert run("validate", "--write-baseline", book=book).exit_code == 0
    book.write("dealtrack.toml", f'[validate]\nbaseline = "{KNOWN}"\n')
    return book


@pytest.fixture
def found(run):
    """What a run reports of a book, as ``"file:line code"``, and what it says on standard error."""

    def finding(book, *options):
        result = run("validate", "--format", "json", *options, book=book)
        assert result.exit_code in (0, 1), result.stderr
        told = json.loads(result.stdout)["diagnostics"]
        return [f"{each['file']}:{each['line']} {each['code']}" for each in told], result.stderr

    return finding


def known(book, file=KNOWN):
    """The files and codes of a baseline, as pairs."""
    return [(each["file"], each["code"]) for each in json.loads((book.root / file).read_text())["diagnostics"]]


# Adopting.


def test_a_book_with_mistakes_is_clean_once_they_are_known(book, run):
    assert run("validate", book=book).exit_code == 1
    result = run("validate", "--write-baseline", book=book)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == (
        f"dealtrack: wrote {KNOWN}: 4 diagnostics are known from now on\n"
        f"  pass --baseline {KNOWN}, or set it as validate.baseline\n"
    )
    result = run("validate", "--strict", "--baseline", KNOWN, book=book)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "checked 2 files, 2 companies, 0 deals: nothing to report (the baseline holds back 4 diagnostics)\n"
    )
    assert run("validate", book=book).exit_code == 1  # nobody has asked for the baseline


def test_a_baseline_of_a_clean_book_is_empty(make_book, run, found):
    book = make_book({"deals/x.yaml": "name: X\n"})
    assert "0 diagnostics are known from now on" in run("validate", "--write-baseline", book=book).stderr
    assert (book.root / KNOWN).read_text() == '{"version": 1, "diagnostics": []}\n'
    assert found(book, "--baseline", KNOWN) == ([], "")


@pytest.mark.parametrize("format", ["text", "json", "github", "gitlab", "sarif", "junit"])
def test_every_format_leaves_out_what_is_known(format, adopted, run):
    adopted.write("deals/y.yaml", Y + "citti: Z\n")
    result = run("validate", "--format", format, book=adopted)
    assert result.exit_code == 1
    assert "citti" in result.stdout
    assert "foundde" not in result.stdout


@pytest.mark.parametrize(
    ("options", "held", "told"),
    [
        ((), 4, "1 error (the baseline holds back 4 diagnostics)"),
        (("deals/y.yaml",), 1, "1 error (the baseline holds back 1 diagnostic)"),
        (("deals/x.yaml",), 3, "nothing to report (the baseline holds back 3 diagnostics)"),
        (("--ignore", "DT1"), 1, "nothing to report (the baseline holds back 1 diagnostic)"),
        (("--select", "DT7"), 0, "nothing to report"),
    ],
)
def test_how_much_is_held_back_of_what_is_reported_on(options, held, told, adopted, run):
    adopted.write("deals/y.yaml", Y + "citti: Z\n")
    assert run("validate", "--concise", *options, book=adopted).stdout.rpartition(" deals: ")[2] == f"{told}\n"
    summary = json.loads(run("validate", "--format", "json", *options, book=adopted).stdout)["summary"]
    assert summary["known"] == held


def test_without_a_baseline_nothing_is_counted_as_known(book, run):
    assert "known" not in json.loads(run("validate", "--format", "json", book=book).stdout)["summary"]


# What is new.


@pytest.mark.parametrize(
    ("files", "expected", "mended"),
    [
        ({}, [], 0),
        # A line may move, and the space around it may change.
        ({"deals/x.yaml": f"# a comment\n\n{X}"}, [], 0),
        ({"deals/x.yaml": X.replace("citty: Y\n", "") + "citty: Y\n"}, [], 0),
        ({"deals/x.yaml": X.replace("  - {date", "    - {date")}, [], 0),
        ({"deals/x.yaml": X.replace("\n", "\r\n")}, [], 0),
        ({"deals/x.yaml": "\ufeff" + X}, [], 0),
        # One that is edited is new.
        ({"deals/x.yaml": X.replace("citty: Y", "citty: Z")}, ["deals/x.yaml:2 DT101"], 1),
        ({"deals/x.yaml": X.replace("citty: Y", "citty: Y # why")}, ["deals/x.yaml:2 DT101"], 1),
        ({"deals/x.yaml": X.replace("5bn", "6bn")}, ["deals/x.yaml:6 DT105"], 1),
        # What is right may be edited.
        ({"deals/x.yaml": X.replace("name: X", "name: XX")}, [], 0),
        # Another mistake is new, be it in the same file, or of the same words in another file.
        ({"deals/x.yaml": X + "citti: Y\n"}, ["deals/x.yaml:7 DT101"], 0),
        ({"deals/z.yaml": Y.replace("Y", "Z")}, ["deals/z.yaml:2 DT101"], 0),
        # A second equal line is new, and only one of the two.
        ({"deals/x.yaml": f"{X}  - {{date: 2020, amount: 5bn, sources: [a]}}\n"}, ["deals/x.yaml:7 DT105"], 0),
        # Mistakes that are mended are told.
        ({"deals/y.yaml": "name: Y\nfounded: 2015\n"}, [], 1),
        ({"deals/x.yaml": "name: X\nnotes: nothing\n"}, [], 3),
        ({"deals/x.yaml": "name: X\n", "deals/y.yaml": "name: Y\n"}, [], 4),
        ({"deals/y.yaml": "name: Y\nfounded: 2015\ncitti: Z\n"}, ["deals/y.yaml:3 DT101"], 1),
    ],
)
def test_what_is_known_is_known_by_its_line(files, expected, mended, adopted, found):
    for file, text in files.items():
        adopted.write(file, text.encode())
    if all("[a]" not in text for text in files.values()) and "deals/x.yaml" in files:
        (adopted.root / "seeds/sources.yaml").unlink()  # which nothing cites any more
    told = {0: "", 1: "dealtrack: 1 of the baseline is mended\n  write it anew: --write-baseline\n"}
    many = f"dealtrack: {mended} of the baseline are mended\n  write it anew: --write-baseline\n"
    assert found(adopted) == (expected, told.get(mended, many))


def test_of_two_on_one_line_one_may_be_mended(make_book, run, found):
    text = "name: X\nvaluations:\n  - {date: 2020, amount: USD 1bn, standing: target, sources: [b, c]}\n"
    book = make_book({"deals/x.yaml": text})
    run("validate", "--write-baseline", book=book)
    assert known(book) == [("deals/x.yaml", "DT201")] * 2
    assert found(book, "--baseline", KNOWN) == ([], "")


def test_a_mistake_that_is_raised_to_an_error_stays_known(adopted, found):
    adopted.write("dealtrack.toml", f'[validate]\nbaseline = "{KNOWN}"\nseverity = {{DT206 = "error"}}\n')
    assert found(adopted) == ([], "")


def test_errors_that_are_known_are_not_told_of_other_files(adopted, found):
    assert found(adopted, "deals/y.yaml") == ([], "")
    adopted.write("deals/x.yaml", X + "citti: Y\n")
    assert found(adopted, "deals/y.yaml") == (
        [],
        "dealtrack: 1 error in other files of the book\n  dealtrack validate\n",
    )


# Writing it anew.


def test_the_file_is_sorted_stable_and_a_line_each(adopted, run):
    path = adopted.root / KNOWN
    written = path.read_bytes()
    lines = written.decode().splitlines()
    assert (lines[0], lines[-1]) == ('{"version": 1, "diagnostics": [', "]}")
    assert known(adopted) == sorted(known(adopted))
    assert known(adopted) == [
        ("deals/x.yaml", "DT101"),
        ("deals/x.yaml", "DT105"),
        ("deals/x.yaml", "DT206"),
        ("deals/y.yaml", "DT101"),
    ]
    result = run("validate", "--write-baseline", book=adopted)
    assert path.read_bytes() == written
    assert result.stderr == f"dealtrack: wrote {KNOWN}: 4 diagnostics are known from now on\n"  # the settings name it


def test_writing_it_anew_forgets_what_is_mended(adopted, run, found):
    adopted.write("deals/y.yaml", "name: Y\ncitti: Z\n")
    run("validate", "--write-baseline", book=adopted)
    assert found(adopted) == ([], "")
    assert len(known(adopted)) == 4


def test_chinese_is_written_as_it_is(make_book, run):
    book = make_book({"deals/云从.yaml": "name: X\n城市: 广州\n"})
    run("validate", "--write-baseline", book=book)
    assert '"deals/云从.yaml"' in (book.root / KNOWN).read_text(encoding="utf-8")


def test_a_failure_leaves_the_old_one(adopted, run, monkeypatch):
    before = (adopted.root / KNOWN).read_bytes()

    def fail(*_, **__):
        raise OSError(28, "No space left on device", "the disk")

    monkeypatch.setattr("os.replace", fail)
    adopted.write("deals/y.yaml", "name: Y\n")
    result = run("validate", "--write-baseline", book=adopted)
    assert (result.exit_code, result.stderr) == (2, "dealtrack: the disk: no space left on device\n")
    assert (adopted.root / KNOWN).read_bytes() == before
    assert [path.name for path in adopted.root.iterdir() if "baseline" in path.name] == [KNOWN]


# Where it is.


@pytest.mark.parametrize("start", [".", "deals", ".."])
def test_the_path_of_a_setting_starts_at_the_root_of_the_book(start, adopted, run):
    options = ("--book", adopted.root) if start == ".." else ()
    assert run("validate", *options, book=adopted.root / start).exit_code == 0


@pytest.mark.parametrize(
    ("start", "option", "exit_code"),
    [
        (".", KNOWN, 0),
        ("deals", f"../{KNOWN}", 0),
        ("deals", KNOWN, 2),
        (".", "{root}/" + KNOWN, 0),
        ("deals", "{root}/" + KNOWN, 0),
    ],
)
def test_the_path_of_the_option_starts_where_one_is(start, option, exit_code, book, run):
    run("validate", "--write-baseline", book=book)
    result = run("validate", "--baseline", option.format(root=book.root), book=book.root / start)
    assert result.exit_code == exit_code


def test_the_option_wins_over_the_setting(adopted, run, found):
    adopted.write("none.json", '{"version": 1, "diagnostics": []}')
    assert len(found(adopted, "--baseline", "none.json")[0]) == 4
    run("validate", "--write-baseline", "--baseline", "own.json", book=adopted.root / "deals")
    assert known(adopted, "deals/own.json") == known(adopted)


@pytest.mark.parametrize("value", ["known/here.json", "known 中国.json", "{root}/deals/known.json"])
def test_a_setting_may_name_another_place(value, book, run, found):
    value = value.format(root=book.root)
    book.write("dealtrack.toml", f'[validate]\nbaseline = "{value}"\n')
    assert run("validate", "--write-baseline", book=book).exit_code == 0
    assert (book.root / value).is_file()
    assert found(book) == ([], "")


def test_a_setting_in_pyproject_holds_too(adopted, run):
    (adopted.root / "dealtrack.toml").unlink()
    adopted.write("pyproject.toml", f'[tool.dealtrack.validate]\nbaseline = "{KNOWN}"\n')
    assert run("validate", book=adopted).exit_code == 0


def test_a_link_stays_a_link(adopted, run):
    (adopted.root / KNOWN).rename(adopted.root / "real.json")
    (adopted.root / KNOWN).symlink_to("real.json")
    adopted.write("deals/y.yaml", "name: Y\n")
    run("validate", "--write-baseline", book=adopted)
    assert (adopted.root / KNOWN).is_symlink()
    assert len(known(adopted, "real.json")) == 3


# With other options.


@pytest.mark.parametrize(
    "options", [("--select", "DT1"), ("--ignore", "DT206"), ("--select", "DT206"), ("--ignore", "all")]
)
def test_rules_that_do_not_count_are_not_called_mended(options, adopted, found):
    assert found(adopted, *options) == ([], "")


def test_of_rules_that_count_what_is_mended_is_told(adopted, found):
    adopted.write("deals/y.yaml", "name: Y\n")
    assert "1 of the baseline is mended" in found(adopted, "--select", "DT1")[1]
    assert found(adopted, "--select", "DT2") == ([], "")


def test_a_selection_writes_its_own_and_keeps_the_others(adopted, run, found):
    adopted.write("deals/y.yaml", "name: Y\ncitti: Z\n")
    adopted.write("deals/x.yaml", X.replace("5bn", "6bn"))
    result = run("validate", "--select", "DT101", "--write-baseline", book=adopted)
    assert "4 diagnostics are known from now on" in result.stderr
    assert found(adopted) == (
        ["deals/x.yaml:6 DT105"],
        "dealtrack: 1 of the baseline is mended\n  write it anew: --write-baseline\n",
    )


def test_a_selection_may_be_adopted_alone(book, run, found):
    run("validate", "--select", "DT101", "--write-baseline", book=book)
    assert known(book) == [("deals/x.yaml", "DT101"), ("deals/y.yaml", "DT101")]
    assert found(book, "--baseline", KNOWN) == (["deals/x.yaml:4 DT206", "deals/x.yaml:6 DT105"], "")


def test_rules_that_the_settings_turn_off_are_not_kept(adopted, run):
    settings = f'[validate]\nbaseline = "{KNOWN}"\nignore = ["DT105"]\nseverity = {{DT206 = "off"}}\n'
    adopted.write("dealtrack.toml", settings)
    run("validate", "--write-baseline", book=adopted)
    assert [code for _, code in known(adopted)] == ["DT101", "DT101"]


def test_what_a_comment_silences_is_not_known(make_book, run):
    book = make_book({"deals/x.yaml": "name: X\nciti: Y  # dealtrack: ignore[DT101] ours\n"})
    run("validate", "--write-baseline", book=book)
    assert known(book) == []


@pytest.mark.parametrize(
    "options", [("deals/x.yaml",), (".",), ("--changed-since", "HEAD"), ("--fix",), ("--diff",), ("deals", "--fix")]
)
def test_a_baseline_is_of_the_whole_book_as_it_stands(options, book, run):
    result = run("validate", "--write-baseline", *options, book=book)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--write-baseline is for the whole book as it stands" in result.stderr
    assert not (book.root / KNOWN).exists()


def test_a_broken_baseline_stops_a_fix_before_it_writes(book, run):
    result = run("validate", "--fix", "--baseline", "none.json", book=book)
    assert result.exit_code == 2
    assert (book.root / "deals/y.yaml").read_text() == Y


# What is no baseline.


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "known.json is no baseline: "),
        (b"{", "known.json is no baseline: "),
        (b"[]", "known.json is no baseline: "),
        (b"null", "known.json is no baseline: "),
        (b"{}", "known.json is no baseline: "),
        (b'{"version": "1", "diagnostics": []}', "known.json is no baseline: "),
        (b'{"diagnostics": []}', "known.json is no baseline: "),
        (b'{"version": 1}', "known.json is no baseline: "),
        (b'{"version": 1, "diagnostics": [{"file": "deals/x.yaml"}]}', "known.json is no baseline: "),
        (b'{"version": 1, "diagnostics": [{"file": "\xff", "code": "", "fingerprint": ""}]}', "known.json is no baseline: "),
        (b"\xff\xfe{", "known.json is no baseline: "),
        (b'<<<<<<< ours\n{"version": 1, "diagnostics": []}\n', "known.json is no baseline: "),
        (b'{"version": 2, "diagnostics": []}', "known.json is a baseline of version 2, and this dealtrack reads 1"),
        (b'{"version": 2, "found": {}}', "known.json is a baseline of version 2, and this dealtrack reads 1"),
        (None, "there is no baseline known.json: write it with --write-baseline"),
    ],
)  # fmt: skip
def test_what_is_no_baseline_is_told(content, words, book, run):
    if content is not None:
        book.write("known.json", content)
    result = run("validate", "--baseline", "known.json", book=book)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"dealtrack: {words}")
    assert "--write-baseline" in result.stderr


def test_a_setting_that_names_no_file_is_told(book, run):
    book.write("dealtrack.toml", '[validate]\nbaseline = "known.json"\n')
    result = run("validate", book=book)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "dealtrack: there is no baseline known.json: write it with --write-baseline\n"


def test_a_damaged_one_can_be_written_anew(book, run):
    book.write("known.json", "{")
    assert run("validate", "--write-baseline", "--baseline", "known.json", book=book).exit_code == 0
    assert len(known(book, "known.json")) == 4


def test_a_folder_is_no_baseline(book, run):
    for options in (("--baseline", "deals"), ("--baseline", "deals", "--write-baseline")):
        result = run("validate", *options, book=book)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "is a directory" in result.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read anything")
def test_one_that_may_not_be_read_is_told(adopted, run):
    (adopted.root / KNOWN).chmod(0)
    assert "permission denied" in run("validate", book=adopted).stderr
