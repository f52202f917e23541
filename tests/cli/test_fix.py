"""``validate --fix``: what is mended and how, what is left alone to the byte, and what is said of it."""

import json
import os

import pytest

from tests.outside.conftest import commit_all
from tests.outside.programs import find

INVESTORS = """\
Industrial and Commercial Bank of China:
  aliases: [ICBC, 工商银行]
'Foo: Bar, Inc.':
  aliases: [Foo Bar]
"""
HEAD = "name: X\n"


def deal(id="a", date="2020", more="", status="completed"):
    return f"  - id: {id}\n    date: {date}\n    status: {status}\n{more}    sources: [a]\n"


@pytest.fixture
def mended(make_book, run):
    """What ``--fix`` makes of a company's file, in a book with some investors."""

    def mend(text, *arguments):
        written = text.encode() if isinstance(text, str) else text
        book = make_book({"deals/x.yaml": written, "seeds/investors.yaml": INVESTORS})
        run("validate", "--fix", *arguments, book=book)
        return (book.root / "deals" / "x.yaml").read_bytes().decode()

    return mend


def in_deal(line):
    return f"{HEAD}deals:\n{deal(more=line)}"


SLIPS = [
    # What Chinese input methods type where YAML has its own.
    (in_deal("    amount：CNY 1bn\n"), in_deal("    amount: CNY 1bn\n")),
    (in_deal("    amount： CNY 1bn\n"), in_deal("    amount: CNY 1bn\n")),
    (in_deal("    amount：'CNY 1bn'\n"), in_deal("    amount: 'CNY 1bn'\n")),
    (HEAD + "deals：\n" + deal(), HEAD + "deals:\n" + deal()),
    (HEAD + "deals:\n" + deal().replace("- id", "－ id"), HEAD + "deals:\n" + deal()),
    (HEAD + "deals:\n" + deal().replace("- id", "－id"), HEAD + "deals:\n" + deal()),
    (in_deal("").replace("[a]", "［a］"), in_deal("")),
    (in_deal("").replace("[a]", "[a］"), in_deal("")),
    (in_deal("    leads: [红杉，高瓴]\n"), in_deal("    leads: [红杉, 高瓴]\n")),
    (in_deal("    leads: [红杉、高瓴， IDG]\n"), in_deal("    leads: [红杉, 高瓴, IDG]\n")),
    (in_deal("    leads: [红杉，\u3000高瓴]\n"), in_deal("    leads: [红杉, 高瓴]\n")),
    (in_deal("    leads: ［红杉（中国），高瓴］\n"), in_deal("    leads: [红杉（中国）, 高瓴]\n")),
    (in_deal("    leads: ［'红杉，高瓴'，IDG］\n"), in_deal("    leads: ['红杉，高瓴', IDG]\n")),
    (in_deal("    leads: ［ICBC］\n"), in_deal("    leads: [Industrial and Commercial Bank of China]\n")),
    (HEAD + "names： {zh：云从}\n", HEAD + "names: {zh: 云从}\n"),
    (HEAD + "events:\n  - ｛date：２０２０，what：甲，乙，sources：［a］｝\n", HEAD + "events:\n  - {date: 2020, what: 甲，乙, sources: [a]}\n"),
    (HEAD + "events:\n  - {date: 2020, what: “one: two”, sources: [a]}\n",) * 2,
    (in_deal("    label: “one: two”\n"), in_deal('    label: "one: two"\n')),
    # Typed values: digits and signs, in whatever quotes they have.
    (in_deal("    amount: １８亿元\n"), in_deal("    amount: 18亿元\n")),
    (in_deal("    amount: '１８亿元'\n"), in_deal("    amount: '18亿元'\n")),
    (in_deal('    amount: "１８亿元"  # 约\n'), in_deal('    amount: "18亿元"  # 约\n')),
    (in_deal("    amount: “18亿元”\n"), in_deal("    amount: 18亿元\n")),
    (in_deal("    amount: CNY\u00a01bn\n"), in_deal("    amount: CNY 1bn\n")),
    (in_deal("    amount: CNY 1bn\u200b\n"), in_deal("    amount: CNY 1bn\n")),
    (in_deal("    round: ａ＋\n"), in_deal("    round: a+\n")),
    (HEAD + "deals:\n" + deal(date="２０２０－０５？"), HEAD + "deals:\n" + deal(date="2020-05?")),
    (in_deal("    ａmount: CNY 1bn\n"), in_deal("    amount: CNY 1bn\n")),
    (in_deal("    'ａmount': CNY 1bn\n"), in_deal("    'amount': CNY 1bn\n")),
    (in_deal("    amount\u200b: CNY 1bn\n"), in_deal("    amount: CNY 1bn\n")),
    # Odd spaces.
    (in_deal("\u3000\u3000amount: CNY 1bn\n"), in_deal("    amount: CNY 1bn\n")),
    (in_deal("\u00a0\u00a0\u00a0\u00a0amount: CNY 1bn\n"), in_deal("    amount: CNY 1bn\n")),
    (in_deal("    amount:\u3000CNY 1bn\n"), in_deal("    amount: CNY 1bn\n")),
    (in_deal("    amount: \u200bCNY 1bn\n"), in_deal("    amount: CNY 1bn\n")),
    # What nobody can be certain of.
    (in_deal("    amount: ￥18亿\n"),) * 2,
    (in_deal("    amount: １，８\n"),) * 2,
    (HEAD + "deals:\n  - id: a\n    claims:\n      - by: X\n\u00a0    amount: CNY 1bn\n",) * 2,
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), SLIPS)
def test_slips_are_mended_where_they_leave_no_doubt(before, after, mended):
    assert mended(before) == after


SLIP = "city：Guangzhou\n"


@pytest.mark.parametrize(
    "words",
    [
        "# 注意：amount：CNY 1bn，\n",
        "country: CN  # 注意：amount：CNY 1bn，\n",
        "notes: see here, amount：CNY 1bn\n",
        "notes: 'see here, amount：CNY 1bn'\n",
        "notes: 'a\n  amount：b，c：d\n\n  － e'\n",
        'notes: "a \\"\n  amount：b，c：d"\n',
        "notes: a\n  amount：b\n\n  - ［c］\n",
        "notes: |\n  amount：b\n  \u3000c\n\n  － ｛d｝\n",
        "notes: >-\n  amount：b\n# c：d\n",
        "notes:\n  'a\n  amount：b'\n",
        "notes: a ［b，c］ d\n",
        "notes: it's this：that, what：it's\n",
        "aliases: ['云，从', \"a，b：c\"]\n",
        "aliases: [\n  '云，从',  # 注意，amount：b\n  云从\n]\n",
        "aliases:\n- '云，从'\n- 云（从）：科技\n- a\n  amount：b\n",
        "events:\n  - date: 2020\n    what: |\n      amount：b\n    sources: [a]\n",
        "events:\n  - {date: 2020, what: '甲，amount：乙', sources: [a]}\n",
    ],
)
@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("{words}name: X\ncity：G\n", "{words}name: X\ncity: G\n"),
        ("city：G\nname: X\n{words}", "city: G\nname: X\n{words}"),
        ("founded: ２０１５\n{words}name: X\n", "founded: 2015\n{words}name: X\n"),
        ("name: X\n{words}founders: [甲，乙]\n", "name: X\n{words}founders: [甲, 乙]\n"),
    ],
)
def test_prose_is_left_alone_while_other_lines_are_mended(words, text, right, mended):
    assert mended(text.replace("{words}", words)) == right.replace("{words}", words)


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("investors: [ICBC]", "investors: [Industrial and Commercial Bank of China]"),
        ("investors: ['ICBC']", "investors: ['Industrial and Commercial Bank of China']"),
        ('investors: ["ICBC", IDG]', 'investors: ["Industrial and Commercial Bank of China", IDG]'),
        ("investors: [工商银行]  # 工商银行", "investors: [Industrial and Commercial Bank of China]  # 工商银行"),
        ("investors: [Foo Bar]", "investors: ['Foo: Bar, Inc.']"),
        ('leads: ["Foo Bar"]', 'leads: ["Foo: Bar, Inc."]'),
        ("from: Foo Bar", "from: 'Foo: Bar, Inc.'"),
        ("leads:\n      - ICBC", "leads:\n      - Industrial and Commercial Bank of China"),
        (
            "leads:\n    # who\n    - ICBC # how",
            "leads:\n    # who\n    - Industrial and Commercial Bank of China # how",
        ),
        ("leads:\n    -\n      ICBC", "leads:\n    -\n      Industrial and Commercial Bank of China"),
        ("leads: [Foo\n      Bar]",) * 2,  # over two lines: not mended
    ],
)
def test_aliases_become_the_canonical_name_in_their_quotes(written, right, mended):
    assert mended(in_deal(f"    {written}\n")) == in_deal(f"    {right}\n")


def test_an_investor_keeps_the_name_it_has_where_that_is_no_alias_of_a_backer(mended):
    text = HEAD + "aliases: [ICBC]\nnotes: ICBC\n"
    assert mended(text) == text


BOM = "\ufeff"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (BOM + HEAD + SLIP, BOM + HEAD + "city: Guangzhou\n"),
        (BOM + SLIP + HEAD, BOM + "city: Guangzhou\n" + HEAD),
        ((HEAD + "\n# c  \n" + SLIP).replace("\n", "\r\n"), "name: X\r\n\r\n# c  \r\ncity: Guangzhou\r\n"),
        (HEAD + SLIP.rstrip(), HEAD + "city: Guangzhou"),
        ("---\n" + HEAD + SLIP, "---\n" + HEAD + "city: Guangzhou\n"),
        ("\n\n" + HEAD + "\n" + SLIP + "\n\n", "\n\n" + HEAD + "\ncity: Guangzhou\n\n\n"),
        ("name:   X   # x\n" + SLIP, "name:   X   # x\ncity: Guangzhou\n"),
        ("name:\tX\n" + SLIP, "name:\tX\ncity: Guangzhou\n"),
        ("{name: X,\n city：Guangzhou}\n", "{name: X,\n city: Guangzhou}\n"),
    ],
)
def test_all_other_bytes_stay(before, after, mended):
    assert mended(before) == after


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ("citt: 1\nzzz: 2\n", "DT101"),
        ("notes: 'a\n", "DT001"),
        ("notes: \x07\n", "DT006"),
        ("notes: \u202e\n", "DT006"),
        ("name: Y\n", "DT003"),
        ("deals:\n" + deal(date="soon"), "DT106"),
        ("deals:\n" + deal(more="    amount: ￥1bn\n"), "DT006"),
        ("deals:\n" + deal().replace("[a]", "[b]"), "DT201"),
        ("deals:\n" + deal() + deal(), "DT203"),
    ],
)
def test_a_file_that_would_still_have_an_error_stays_to_the_byte(wrong, why, make_book, run):
    text = f"{HEAD}{SLIP}{wrong}".encode()
    book = make_book({"deals/x.yaml": text})
    shown = run("validate", "--diff", book=book)
    assert shown.stdout == ""
    assert shown.exit_code == 0
    result = run("validate", "--fix", book=book)
    assert result.exit_code == 1
    assert (book.root / "deals" / "x.yaml").read_bytes() == text
    assert f"deals/x.yaml is left as it was: {why} " in result.stderr
    assert "mend that by hand first" in result.stderr


def test_what_refers_to_a_file_that_stays_is_not_mended_for_its_sake(make_book, run):
    investors = "Industrial Bank：\n  aliases: [IB]\nOther:\n  zzz: 1\n"
    text = in_deal("    leads: [IB]\n    amount：CNY 1bn\n")
    book = make_book({"deals/x.yaml": text, "seeds/investors.yaml": investors})
    run("validate", "--fix", book=book)
    assert (book.root / "seeds/investors.yaml").read_text() == investors
    assert (book.root / "deals/x.yaml").read_text() == text.replace("：", ": ")


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("seeds/investors.yaml", "红杉中国：\n  type：vc\n  aliases: [红杉，Sequoia]\n", "红杉中国:\n  type: vc\n  aliases: [红杉, Sequoia]\n"),
        ("seeds/investors.yaml", "A:\n  type：vc\n# 完：\n", "A:\n  type: vc\n# 完：\n"),
        ("seeds/sources.yaml", "a: {publisher：X，published：２０２０}\n", "a: {publisher: X, published: 2020}\n"),
        ("seeds/sources.yaml", "a：\n  publisher: X\n  published: 2020\n  title: 甲：乙，丙\n", "a:\n  publisher: X\n  published: 2020\n  title: 甲：乙，丙\n"),
    ],
)  # fmt: skip
def test_the_seeds_are_mended_too(file, before, after, make_book, run):
    book = make_book({"deals/x.yaml": in_deal(""), file: before})
    assert run("validate", "--fix", book=book).exit_code == 0
    assert (book.root / file).read_text() == after


# What restricts it: files, rules, comments.


@pytest.fixture
def three(make_book):
    """A book with the same slip and alias in three files."""
    text = SLIP + "deals:\n" + deal(more="    leads: [ICBC]\n")
    files = {f"deals/{name}.yaml": f"name: {name}\n{text}" for name in "xyz"}
    book = make_book({**files, "seeds/investors.yaml": INVESTORS})
    book.texts = lambda: {name: (book.root / f"deals/{name}.yaml").read_text() for name in "xyz"}
    return book


def state(three):
    return {name: ("：" not in text, "ICBC" not in text) for name, text in three.texts().items()}


BOTH, NONE = (True, True), (False, False)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], {"x": BOTH, "y": BOTH, "z": BOTH}),
        (["deals/y.yaml"], {"x": NONE, "y": BOTH, "z": NONE}),
        (["deals/x.yaml", "deals/y.yaml"], {"x": BOTH, "y": BOTH, "z": NONE}),
        (["deals"], {"x": BOTH, "y": BOTH, "z": BOTH}),
        (["seeds"], {"x": NONE, "y": NONE, "z": NONE}),
        (["--select", "DT006"], {"x": (True, False), "y": (True, False), "z": (True, False)}),
        (["--ignore", "DT207"], {"x": (True, False), "y": (True, False), "z": (True, False)}),
        (["--select", "DT207", "deals/x.yaml"], {"x": (False, True), "y": NONE, "z": NONE}),
    ],
)
def test_options_restrict_what_is_mended(arguments, expected, three, run):
    run("validate", "--fix", *arguments, book=three)
    assert state(three) == expected


@pytest.mark.skipif(not find("git"), reason="there is no git")
def test_only_what_changed_since_a_revision_is_mended(three, run):
    commit_all(three.root)
    with (three.root / "deals/y.yaml").open("a", encoding="utf-8") as stream:
        stream.write("country: CN\n")
    run("validate", "--fix", "--changed-since", "HEAD", book=three)
    assert state(three) == {"x": NONE, "y": BOTH, "z": NONE}


@pytest.mark.parametrize(
    ("ignored", "after"),
    [
        ("city：G  # dealtrack: ignore[DT006] why\n", "city：G  # dealtrack: ignore[DT006] why\n"),
        ("deals:\n" + deal(more="    leads: [ICBC]  # dealtrack: ignore[DT207] why\n"),) * 2,
        ("deals:\n" + deal("b", "2019") + deal("a", "2018  # dealtrack: ignore[DT304] why"),) * 2,
        ("deals:\n" + deal("b", "2019") + deal("a", "2018  # dealtrack: ignore[DT304] why") + deal("c", "2017"),) * 2,
    ],
)  # fmt: skip
def test_what_a_comment_silences_is_not_mended(ignored, after, mended):
    assert mended(HEAD + "founded: ２０１５\n" + ignored) == HEAD + "founded: 2015\n" + after


# Exit codes, messages, formats.


def test_the_exit_code_is_that_of_what_is_there_afterwards(make_book, run):
    book = make_book({"deals/x.yaml": in_deal("    amount：CNY 1bn\n")})
    result = run("validate", "--fix", book=book)
    assert (result.exit_code, result.stderr) == (0, "dealtrack: deals/x.yaml: 1 mended\n")
    assert "1 company, 1 deal" in result.stdout or "no errors" in result.stdout or result.stdout
    assert run("validate", "--fix", book=book).stderr == ""
    book.write("deals/y.yaml", "name: Y\ncountry: 1\n")
    assert run("validate", "--fix", book=book).exit_code == 1


@pytest.mark.parametrize("format", ["json", "github", "gitlab", "sarif", "junit"])
def test_what_machines_read_is_not_mixed_with_messages(format, three, run):
    result = run("validate", "--fix", "--format", format, book=three)
    assert result.stderr.count("mended") == 3
    assert "1 mended" not in result.stdout
    if format in ("json", "gitlab", "sarif"):
        json.loads(result.stdout)


def test_mending_again_changes_nothing(three, run):
    run("validate", "--fix", book=three)
    once, times = three.texts(), [os.stat(three.root / f"deals/{name}.yaml").st_mtime_ns for name in "xyz"]
    result = run("validate", "--fix", book=three)
    assert result.stderr == ""
    assert three.texts() == once
    assert [os.stat(three.root / f"deals/{name}.yaml").st_mtime_ns for name in "xyz"] == times
    assert run("validate", "--diff", book=three).exit_code == 0


# What may be in the way of writing.


def test_a_link_inside_the_book_stays_a_link(make_book, run):
    book = make_book({"notes/x.yaml": HEAD + SLIP})
    (book.root / "deals/x.yaml").symlink_to("../notes/x.yaml")
    assert run("validate", "--fix", book=book).exit_code == 0
    assert (book.root / "deals/x.yaml").is_symlink()
    assert (book.root / "notes/x.yaml").read_text() == HEAD + "city: Guangzhou\n"


def test_what_a_link_names_outside_the_book_is_not_written(make_book, run, tmp_path):
    book = make_book()
    outside = tmp_path / "x.yaml"
    outside.write_text(HEAD + SLIP)
    (book.root / "deals/x.yaml").symlink_to(outside)
    result = run("validate", "--fix", book=book)
    assert result.exit_code == 1
    assert f"error DT009 unreadable-file: cannot be read: it is a link to {outside}, outside the book" in result.stdout
    assert outside.read_text() == HEAD + SLIP


def test_a_file_that_may_not_be_written_is_named_and_the_others_are_mended(three, run, monkeypatch):
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, *how, **at: "y.yaml" not in str(path) and access(path, *how, **at))
    result = run("validate", "--fix", book=three)
    assert result.exit_code == 2
    assert "deals/y.yaml is left as it was: it cannot be written: permission denied" in result.stderr
    assert state(three) == {"x": BOTH, "y": NONE, "z": BOTH}


def test_a_directory_that_may_not_be_written_loses_nothing(three, run, monkeypatch):
    opened = os.open

    def refuse(name, flags, *how, **at):
        if flags & os.O_CREAT:
            raise PermissionError(13, "Permission denied", name)
        return opened(name, flags, *how, **at)

    monkeypatch.setattr(os, "open", refuse)
    before = three.texts()
    result = run("validate", "--fix", book=three)
    assert result.exit_code == 2
    assert "deals/x.yaml is left as it was: it cannot be written: permission denied" in result.stderr
    assert three.texts() == before


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 0)() == 0, reason="the superuser may write anything")
@pytest.mark.parametrize(("name", "mode"), [("deals/x.yaml", 0o444), ("deals", 0o555)])
def test_permissions_are_kept_to(name, mode, make_book, run):
    book = make_book({"deals/x.yaml": HEAD + SLIP})
    (book.root / name).chmod(mode)
    result = run("validate", "--fix", book=book)
    (book.root / name).chmod(0o755)
    assert result.exit_code == 2
    assert "it cannot be written: permission denied" in result.stderr
    assert (book.root / "deals/x.yaml").read_text() == HEAD + SLIP


def test_permissions_stay_as_they_were(make_book, run):
    book = make_book({"deals/x.yaml": HEAD + SLIP})
    (book.root / "deals/x.yaml").chmod(0o640)
    assert run("validate", "--fix", book=book).exit_code == 0
    assert (book.root / "deals/x.yaml").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("change", [lambda path: path.write_text(HEAD + "city: Y\n"), lambda path: path.unlink()])
def test_a_file_that_another_program_changes_meanwhile_is_left_alone(change, make_book, run, monkeypatch):
    from dealtrack.cli import validate

    book = make_book({"deals/x.yaml": HEAD + SLIP, "deals/y.yaml": "name: Y\n"})
    path = book.root / "deals/x.yaml"
    worth = validate.worth_writing
    monkeypatch.setattr(validate, "worth_writing", lambda fixes: [change(path), worth(fixes)][1])
    result = run("validate", "--fix", book=book)
    assert "deals/x.yaml is left as it was: another program has changed it in the meantime" in result.stderr
    assert not path.exists() or path.read_text() == HEAD + "city: Y\n"


def test_what_was_found_in_one_text_is_not_mended_in_another(make_book, run, monkeypatch):
    from dealtrack.rules import fixes

    book = make_book({"deals/x.yaml": HEAD + SLIP})
    path, check = book.root / "deals/x.yaml", fixes.check_book

    def check_and_change(on_disk, today):
        found = check(on_disk, today)
        if path.read_text() == HEAD + SLIP:
            path.write_text("name: 云从科技\nnotes: 甲：乙\n" + SLIP)
        return found

    monkeypatch.setattr(fixes, "check_book", check_and_change)
    assert run("validate", "--fix", book=book).exit_code == 0
    assert path.read_text() == "name: 云从科技\nnotes: 甲：乙\ncity: Guangzhou\n"
