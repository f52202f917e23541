"""``dealtrack new``, ``add`` and ``source add``: what is written, what is asked, what is refused, and what is said."""

import os
import pty
import subprocess
import sys
import time

import pytest

from dealtrack.cli import asking, writing
from dealtrack.files import atomic

COMPANY = """\
name: X Robotics  # the chief name
names: {zh: 某机器人}
aliases: [X]

deals:
  - id: 2018-a
    round: a
    date: 2018
    status: completed
    amount: CNY 100m
    sources: [a]

  # A plan.
  - id: ipo
    kind: ipo
    date: ../2021
    status: rumored  # they say
    sources: [a]
"""
INVESTORS = "Shunwei Capital:\n  aliases: [Shunwei, 顺为资本]\n"


@pytest.fixture
def book(make_book):
    """A book with one company, one source ``a`` and one investor."""
    return make_book({"deals/x.yaml": COMPANY, "seeds/investors.yaml": INVESTORS})


@pytest.fixture
def text(book):
    """The text of a file of the book, byte for byte."""
    return lambda file="deals/x.yaml": (book.root / file).read_bytes().decode()


@pytest.fixture
def answering(monkeypatch):
    """Answer questions as at a terminal; ``True`` and ``False`` to those for yes or no. What was asked is kept."""

    def answer(*answers):
        left, asked = list(answers), []

        def put(question, *, default=None):
            asked.append(question.rstrip(": "))
            found = left.pop(0)
            if isinstance(found, BaseException):
                raise found
            return found

        monkeypatch.setattr(
            writing.Manner, "of", classmethod(lambda cls, *, dry_run, yes, no_input: cls(dry_run, yes, not no_input))
        )
        monkeypatch.setattr("builtins.input", put)
        for module in (asking, writing, sys.modules["dealtrack.cli.kinds_of_facts"]):
            monkeypatch.setattr(module, "confirm", put)
        return asked

    return answer


DEAL = ("--date", "2019-05", "--status", "completed", "--source", "a")


@pytest.mark.parametrize("name", ["x", "X", "X Robotics", "某机器人", "x robotics"])
def test_a_company_answers_to_all_its_names(name, book, run, text) -> None:
    result = run("add", name, *DEAL, "--round", "Series B", "--amount", "3000万美元", "--lead", "顺为资本", book=book)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "added deal 2019-05-b to deals/x.yaml\n", "")
    new = (
        "  - id: 2019-05-b\n    round: b\n    date: 2019-05\n    status: completed\n    amount: 3000万美元\n"
        "    leads: [Shunwei Capital]\n    sources: [a]\n\n"
    )
    assert text() == COMPANY.replace("  # A plan.", f"{new}  # A plan.")


@pytest.mark.parametrize(
    ("options", "lines"),
    [
        (("--date", "15 May 2019"), "date: 2019-05-15"),
        (("--date", "2019年5月"), "id: 2019-05"),
        (("--round", "天使轮"), "id: 2019-05-angel"),
        (("--round", "B++"), "id: 2019-05-b-plus-plus"),
        (("--round", "a", "--date", "2018"), "id: 2018-a-2"),
        (("--date", "../2019"), "id: 2019"),
        (("--date", "2019-Q2"), "id: 2019-q2"),
        (("--kind", "support", "--from", "A City"), "id: 2019-05-support"),
        (("--kind", "equity"), "id: 2019-05\n    date"),
        (("--status", "Completed"), "status: completed"),
        (("--id", "own"), "id: own"),
        (("--investor", "Foo: Bar", "--investor", "no"), "investors: ['Foo: Bar', no]"),
        (("--notes", "甲：乙 #1"), "notes: '甲：乙 #1'"),
        (("--label", "C 轮", "--amount", "undisclosed"), "label: C 轮\n    date"),
    ],
)
def test_what_is_written(options, lines, book, run, text) -> None:
    assert run("add", "x", *DEAL, *options, book=book).exit_code == 0
    assert lines in text()


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ((), "a deal needs --date, --status and --source: give what is missing, or answer questions on a terminal"),
        (("--date", "2019", "--status", "completed"), "a deal needs --source: give what is missing"),
        ((*DEAL, "--date", "yesterday"), "--date: yesterday is not a date"),
        ((*DEAL, "--status", "complete-ish"), "complete-ish is no status: did you mean completed?"),
        (
            (*DEAL, "--round", "zzz"),
            "zzz is no round: write unknown, with --label for the words, or one of angel, pre-seed",
        ),
        ((*DEAL, "--amount", "$5m"), "$5m: $ is the money of several countries"),
        ((*DEAL, "--source", "b-source"), "there is no source b-source: dealtrack source add b-source"),
        ((*DEAL, "--event", "moved"), "--status is not for an event: it is for a deal"),
        (
            (*DEAL[:2], "--event", "moved", "--total", "USD 1bn"),
            "--total and --event are facts of their own: add one at a time",
        ),
        (
            ("--valuation", "USD 1bn", "--amount", "USD 1bn"),
            "--amount is for a deal: the sum stands behind --valuation",
        ),
        (("--valuation", "USD 1bn", "--lead", "Y"), "--lead is not for a valuation: it is for a deal"),
        (("--basis", "post-money"), "--basis is not for a deal: write it with --valuation"),
        (
            ("--total", "USD 1bn", "--rounds", "many", "--date", "2019", "--source", "a"),
            "many is not a count: write a whole number",
        ),
        (
            ("--deal", "ip", "--status", "filed", "--on", "2020", "--source", "a"),
            "X Robotics has no deal ip: did you mean ipo?",
        ),
        (("--deal", "ipo"), "a step of a deal needs --on, --status and --source"),
    ],
)
def test_what_is_refused_before_anything_is_looked_at(arguments, complaint, book, run, text) -> None:
    result = run("add", "x", *arguments, book=book)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"dealtrack: {complaint}")
    assert text() == COMPANY


def test_an_unknown_company(book, run) -> None:
    assert (
        run("add", "X Robotik", *DEAL, book=book).stderr
        == "dealtrack: there is no company X Robotik: did you mean x?\n"
    )
    assert run("add", "商汤", *DEAL, book=book).stderr == "dealtrack: there is no company 商汤: dealtrack new 商汤\n"


def test_a_deal_that_is_there_already_is_told_of_and_not_written(book, run, text) -> None:
    twice = ("--date", "2018-06", "--status", "completed", "--source", "a", "--amount", "CNY 100m")
    result = run("add", "x", *twice, book=book)
    assert (result.exit_code, result.stdout, text()) == (1, "", COMPANY)
    assert (
        "warning DT503 duplicate-deal: deal 2018-a (CNY 100m, completed 2018) looks like deal 2018-06" in result.stderr
    )
    assert result.stderr.endswith("the deal may be on record already\n  write it all the same: --yes\n")
    assert run("add", "x", *twice, "--yes", book=book).exit_code == 0
    assert "id: 2018-06" in text()


def test_a_mistake_is_shown_at_its_place_and_not_written(book, run, text) -> None:
    result = run("add", "x", *DEAL, "--id", "2018-a", book=book)
    assert (result.exit_code, result.stdout, text()) == (1, "", COMPANY)
    assert "deals/x.yaml:13:9: error DT203 duplicate-id" in result.stderr
    assert result.stderr.endswith("deals/x.yaml is left as it was: with that, there would be mistakes in the book\n")


def test_mistakes_that_are_there_already_do_not_stand_in_the_way(book, run, text) -> None:
    book.write("deals/x.yaml", COMPANY + "    amount: $5m\n")
    book.write("deals/y.yaml", "name: Y\ncitty: Z\n")
    result = run("add", "x", *DEAL, book=book)
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize("broken", ["name: [X\n", "name: X\nname: Y\n", "- a\n"])
def test_a_file_that_cannot_be_read_is_left_alone(broken, book, run, text) -> None:
    book.write("deals/x.yaml", broken)
    result = run("add", "x", *DEAL, book=book)
    assert (result.exit_code, text()) == (2, broken)
    assert (
        result.stderr
        == "dealtrack: deals/x.yaml is left as it was: it cannot be read as it stands: dealtrack validate deals/x.yaml\n"
    )


def test_a_dry_run_shows_the_change_and_makes_none(book, run, text) -> None:
    result = run(
        "add", "x", "--deal", "ipo", "--status", "withdrawn", "--on", "2020-05", "--source", "a", "--dry-run", book=book
    )
    assert result.exit_code == 0
    assert result.stdout.splitlines()[2:] == [
        "@@ -14,5 +14,7 @@",
        "   - id: ipo",
        "     kind: ipo",
        "     date: ../2021",
        "-    status: rumored  # they say",
        "+    status:",
        "+      - {on: ../2020-05-14, is: rumored, sources: [a]}  # they say",
        "+      - {on: 2020-05, is: withdrawn, sources: [a]}",
        "     sources: [a]",
    ]
    assert text() == COMPANY


@pytest.mark.parametrize(
    ("arguments", "said", "end"),
    [
        (
            (
                "--valuation",
                "USD 1bn",
                "--date",
                "2019",
                "--basis",
                "post-money",
                "--standing",
                "estimate",
                "--by",
                "Y",
            ),
            "added a valuation of 2019 to deals/x.yaml",
            "\nvaluations:\n  - {date: 2019, amount: USD 1bn, basis: post-money, standing: estimate, by: Y, sources: [a]}\n",
        ),
        (
            ("--total", "CNY 100m", "--date", "2019", "--rounds", "at least 1", "--equivalent", "USD 14m"),
            "added a stated total of 2019 to deals/x.yaml",
            "\ntotals:\n  - {date: 2019, amount: CNY 100m, equivalent: USD 14m, rounds: at least 1, sources: [a]}\n",
        ),
        (
            ("--event", "Moved: to 上海", "--date", "2019"),
            "added an event of 2019 to deals/x.yaml",
            "\nevents:\n  - date: 2019\n    what: 'Moved: to 上海'\n    sources: [a]\n",
        ),
    ],
)
def test_facts_that_are_no_deals(arguments, said, end, book, run, text) -> None:
    result = run("add", "x", *arguments, "--source", "a", book=book)
    assert (result.exit_code, result.stdout) == (0, f"{said}\n")
    assert text() == COMPANY + end


@pytest.mark.parametrize(
    ("turn", "since"),
    [
        ("2020-05", "../2020-05-14"),
        ("2020-06", "../2020-05-14"),
        ("2020-04", "../2020-04"),
        ("2020-04~", "../2020-04-30"),
        ("2019-08/2019-10", "../2019-10-31"),
        ("../2019-06", "../2019-06-30"),
    ],
)
def test_a_plan_was_one_by_the_time_of_its_source_and_of_its_turn(turn, since, book, run, text) -> None:
    assert (
        run("add", "x", "--deal", "ipo", "--status", "filed", "--on", turn, "--source", "a", book=book).exit_code == 0
    )
    assert f"- {{on: {since}, is: rumored, sources: [a]}}  # they say\n      - {{on: {turn}, is: filed" in text()


def test_a_step_of_a_deal_that_is_done_starts_on_its_date(book, run, text) -> None:
    book.write("deals/x.yaml", COMPANY.replace("completed", "announced"))
    assert (
        run(
            "add", "x", "--deal", "2018-a", "--status", "completed", "--on", "2019", "--source", "a", book=book
        ).exit_code
        == 0
    )
    assert "- {on: 2018, is: announced, sources: [a]}\n      - {on: 2019, is: completed, sources: [a]}\n" in text()


def test_nothing_follows_what_is_completed(book, run, text) -> None:
    result = run("add", "x", "--deal", "2018-a", "--status", "filed", "--on", "2019", "--source", "a", book=book)
    assert (result.exit_code, text()) == (1, COMPANY)
    assert "error DT303 status-order" in result.stderr


def test_line_ends_marks_and_rights_are_kept(book, run, text) -> None:
    path = book.root / "deals/x.yaml"
    path.write_bytes(("\ufeff" + COMPANY.replace("\n", "\r\n")).encode())
    path.chmod(0o640)
    assert run("add", "x", *DEAL, book=book).exit_code == 0
    assert text().startswith("\ufeffname: X Robotics  # the chief name\r\n")
    assert text().count("\n") == text().count("\r\n") == COMPANY.count("\n") + 5
    assert path.stat().st_mode & 0o777 == 0o640


def test_what_another_program_changes_meanwhile_stays(book, run, text, monkeypatch) -> None:
    write = atomic.write_in_book

    def changed_first(root, file, *rest):
        (root / file).write_text("name: Z\n")
        write(root, file, *rest)

    monkeypatch.setattr(atomic, "write_in_book", changed_first)
    result = run("add", "x", *DEAL, book=book)
    assert (result.exit_code, text()) == (2, "name: Z\n")
    assert (
        result.stderr == "dealtrack: deals/x.yaml is left as it was: another program has changed it in the meantime\n"
    )


def test_a_full_disk(book, run, text, monkeypatch) -> None:
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = run("add", "x", *DEAL, book=book)
    assert (result.exit_code, text()) == (2, COMPANY)
    assert result.stderr.endswith("deals/x.yaml: no space left on device\n")
    assert sorted(path.name for path in (book.root / "deals").iterdir()) == ["x.yaml"]


def test_questions_for_a_deal(book, run, text, answering) -> None:
    asked = answering(
        "soon", "2020-05-13", "", "B轮", "announced", "5m", "CNY 1.8bn", "USD 254m", "shunwei", "", "Shunwai Capital", True, "", "",
        "b", "a", "", True,
    )  # fmt: skip
    result = run("add", "x", book=book)
    assert result.exit_code == 0
    assert [question.partition(" (")[0] for question in asked] == [
        "Date of the announcement", "Date of the announcement", "Kind [equity]", "Round", "Status [completed]", "Amount", "Amount",
        "The source's own conversion", "Lead", "Lead, one more", "Investor", "  did you mean Shunwei Capital?", "Investor, one more",
        "Notes", "Source", "Source", "Source, one more", "Write it?",
    ]  # fmt: skip
    assert (
        "  CNY 1.8bn = USD 253.88m at 7.0898 CNY per USD · ECB · cross via EUR · Wednesday 2020-05-13\n"
        in result.stderr
    )
    assert "  --date: soon is not a date" in result.stderr
    assert "  there is no source b" in result.stderr
    assert (
        "  - id: 2020-05-b\n    round: B轮\n    date: 2020-05-13\n    status: announced\n    amount: CNY 1.8bn\n"
        "    equivalent: USD 254m\n    leads: [Shunwei Capital]\n    investors: [Shunwei Capital]\n    sources: [a]\n"
    ) in text()


def test_why_there_is_no_conversion_is_told(book, run, answering) -> None:
    answering("2001", "", "", "", "CNY 1bn", KeyboardInterrupt())
    assert "  no USD at that date: " in run("add", "x", book=book).stderr


@pytest.mark.parametrize("last", [KeyboardInterrupt(), False])
def test_nothing_is_written_without_a_yes(last, book, run, text, answering) -> None:
    answering("2019", "", "", "", "", "", "", "", "a", "", last)
    assert run("add", "x", book=book).exit_code in (1, 130)
    assert text() == COMPANY


def test_the_end_of_the_input_ends_the_questions(book, run, text, answering) -> None:
    answering("2019", EOFError())
    assert (run("add", "x", book=book).exit_code, text()) == (130, COMPANY)


def test_only_what_is_missing_is_asked_of_a_step(book, run, text, answering) -> None:
    asked = answering("2020-05-10", "", "a", "")
    assert run("add", "x", "--deal", "ipo", "--status", "filed", "--yes", book=book).exit_code == 0
    assert [question.partition(" (")[0] for question in asked] == [
        "Since when is it so",
        "Notes",
        "Source",
        "Source, one more",
    ]
    assert "- {on: ../2020-05-10, is: rumored, sources: [a]}  # they say\n" in text()


def test_a_new_company(book, run, text) -> None:
    options = ("--names", "zh=依图科技", "--alias", "Yitu", "--founded", "2012", "--country", "cn", "--city", "上海")
    result = run("new", "Yitu: Technology", *options, "--sector", "computer vision", "--group", "dragons", book=book)
    assert (result.exit_code, result.stdout) == (0, "wrote deals/yitu-technology.yaml\n")
    assert result.stderr == "dealtrack: it has no deals yet: dealtrack add yitu-technology\n"
    assert text("deals/yitu-technology.yaml") == (
        "# yaml-language-server: $schema=../seeds/company.schema.json\nname: 'Yitu: Technology'\nnames: {zh: 依图科技}\n"
        "aliases: [Yitu]\nfounded: 2012\ncountry: CN\ncity: 上海\nsectors: [computer vision]\ngroups: [dragons]\n"
    )


@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [
        (("依图",), 2, "the name has no letters for that of a file: write --slug"),
        (
            ("Y", "--slug", "Y_Z"),
            2,
            "Y_Z is no name for its file: write --slug in lower case with hyphens, such as y-z",
        ),
        (("Y", "--slug", "../y"), 2, "../y is no name for its file"),
        (("X",), 2, "deals/x.yaml is there already: dealtrack add x adds to it"),
        (("Y", "--names", "依图"), 2, "--names 依图: write the language and the name, such as zh=云从科技"),
        (("Y", "--country", "China"), 2, "China is no country"),
        (("Y", "--founded", "long ago"), 2, "--founded: long ago is not a date"),
        (
            ("Y", "--names", "zh=某机器人"),
            1,
            "deals/y.yaml is left as it was: another answers to that name\n  write it all the same: --yes",
        ),
    ],
)
def test_a_new_company_that_is_refused(arguments, code, complaint, book, run) -> None:
    result = run("new", *arguments, book=book)
    assert result.exit_code == code
    assert complaint in result.stderr
    assert [path.name for path in (book.root / "deals").iterdir()] == ["x.yaml"]


def test_a_new_company_by_a_dry_run(book, run) -> None:
    result = run("new", "Yitu", "--dry-run", book=book)
    assert result.stdout.startswith("--- /dev/null\n+++ b/deals/yitu.yaml\n@@ -0,0 +1,2 @@\n+# yaml")
    assert not (book.root / "deals/yitu.yaml").exists()


def test_questions_for_a_company(book, run, text, answering) -> None:
    answering("", "yitu", "依图科技", "", "2012", "China", "CN", "", "computer vision", "", "", True)
    assert run("new", "依图", book=book).exit_code == 0
    assert text("deals/yitu.yaml").splitlines()[1:] == [
        "name: 依图", "names: {zh: 依图科技}", "founded: 2012", "country: CN", "sectors: [computer vision]",
    ]  # fmt: skip


def test_a_source(book, run, text) -> None:
    more = ("--publisher", "36氪", "--published", "2020年5月13日", "--title", "A: B", "--url", "https://36kr.com/p/1")
    result = run("source", "add", "b", *more, book=book)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "added source b to seeds/sources.yaml\n", "")
    assert text("seeds/sources.yaml") == (
        "a: {publisher: A Paper, published: 2020-05-14}\n"
        "b: {publisher: 36氪, title: 'A: B', url: https://36kr.com/p/1, published: 2020-05-13}\n"
    )
    assert run("source", "add", "c", *more[:4], "--company", "某机器人", book=book).exit_code == 0
    assert text() == COMPANY + "\nsources:\n  c: {publisher: 36氪, published: 2020-05-13}\n"


def test_the_first_source_of_a_book(make_book, run) -> None:
    book = make_book({"deals/x.yaml": "name: X\n"})
    assert not (book.root / "seeds/sources.yaml").exists()
    assert run("source", "add", "b", "--publisher", "P", "--published", "2020", book=book).exit_code == 0
    assert (book.root / "seeds/sources.yaml").read_text() == (
        "# yaml-language-server: $schema=sources.schema.json\n\nb:\n  publisher: P\n  published: 2020\n"
    )


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("b",), "a source needs --publisher and --published"),
        (("a", "--publisher", "P", "--published", "2020"), "seeds/sources.yaml has a source a already"),
        (("b", "--publisher", "P", "--published", "2020", "--company", "zz"), "there is no company zz"),
    ],
)
def test_a_source_that_is_refused(arguments, complaint, book, run) -> None:
    result = run("source", "add", *arguments, book=book)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"dealtrack: {complaint}")


def test_at_a_real_terminal(book, text) -> None:
    main, side = pty.openpty()
    command = [sys.executable, "-m", "dealtrack", "add", "x"]
    environment = {**os.environ, "DEALTRACK_TODAY": "2026-11-22", "TERM": "xterm"}
    with subprocess.Popen(command, cwd=book.root, stdin=side, stdout=side, stderr=side, env=environment) as process:
        os.close(side)
        said = b""
        answers = ["2019-05", "", "b", "", "", "Shun\t", "", "", "", "a", "", "y"]
        while answers or process.poll() is None:
            try:
                said += os.read(main, 65536)
            except OSError:  # the other side is closed
                break
            time.sleep(0.05)
            if answers and said.rstrip(b"\x1b[?204hl").endswith((b": ", b"? ")):
                os.write(main, f"{answers.pop(0)}\n".encode())
        assert process.wait() == 0, said.decode()
    os.close(main)
    assert "    leads: [Shunwei Capital]\n" in text()
