"""``validate --diff``: a diff that git and patch take, that changes nothing, and that no terminal acts on."""

import subprocess

import pytest

from tests.outside.conftest import commit_all
from tests.outside.programs import environment, find, succeed

TEXT = """\
name: 云从科技\t# tab
city：Guangzhou
deals:
  # newer
  - {id: b, date: 2019, status: completed, sources: [a]}  # 注意：

  - {id: a, date: 2018, status: completed, sources: [a]}
"""
MENDED = """\
name: 云从科技\t# tab
city: Guangzhou
deals:
  - {id: a, date: 2018, status: completed, sources: [a]}

  # newer
  - {id: b, date: 2019, status: completed, sources: [a]}  # 注意：
"""
PRINTED = """\
--- a/deals/x.yaml
+++ b/deals/x.yaml
@@ -1,7 +1,7 @@
 name: 云从科技\t# tab
-city：Guangzhou
+city: Guangzhou
 deals:
+  - {id: a, date: 2018, status: completed, sources: [a]}
+
   # newer
   - {id: b, date: 2019, status: completed, sources: [a]}  # 注意：
-
-  - {id: a, date: 2018, status: completed, sources: [a]}
"""


def test_what_would_be_mended_is_printed_and_nothing_is_written(make_book, run):
    book = make_book({"deals/x.yaml": TEXT.encode()})
    for arguments in (["--diff"], ["--fix", "--diff"], ["--diff", "--format", "json"]):
        result = run("validate", *arguments, book=book)
        assert (result.exit_code, result.stdout, result.stderr) == (1, PRINTED, "")
    assert (book.root / "deals/x.yaml").read_bytes() == TEXT.encode()


def test_where_there_is_nothing_to_mend_nothing_is_printed(make_book, run):
    result = run("validate", "--diff", book=make_book({"deals/x.yaml": "name: X\ncountry: zzz\n"}))
    assert (result.exit_code, result.stdout) == (0, "")


LONG = "name: X\n" + "".join(f"# {n}\n" for n in range(40)) + "city：G\n" + "".join(f"# {n}\n" for n in range(40))
ENDS = {
    "plain": (TEXT, MENDED),
    "crlf": (TEXT.replace("\n", "\r\n"), MENDED.replace("\n", "\r\n")),
    "mixed": (TEXT.replace("tab\n", "tab\r\n"), MENDED.replace("tab\n", "tab\r\n")),
    "byte order mark": ("\ufeff" + TEXT, "\ufeff" + MENDED),
    "no newline at the end": (TEXT.rstrip("\n"), MENDED.rstrip("\n")),
    "slip in the last line": ("name: X\ncity：G", "name: X\ncity: G"),
    "slip in the first line": ("\ufeffname：X", "\ufeffname: X"),
    "several hunks": (LONG + "country：CN\n", LONG.replace("：", ": ") + "country: CN\n"),
    "many lines": (
        "name: X\n" + "# a\n" * 2000 + "city：G\n" + "# a\n" * 9 + "country：CN",
        "name: X\n" + "# a\n" * 2000 + "city: G\n" + "# a\n" * 9 + "country: CN",
    ),
    "separators in lines": ("name: X\n# a\u3000\u00a0b\ncity：G\n", "name: X\n# a\u3000\u00a0b\ncity: G\n"),
}


@pytest.mark.skipif(not find("git"), reason="there is no git")
@pytest.mark.parametrize("ends", ENDS)
@pytest.mark.parametrize("folder", [".", "books/one"])
def test_git_takes_the_diff(ends, folder, make_book, run, tmp_path):
    book = make_book({f"deals/{name}.yaml": ENDS[ends][0].replace("X", name).encode() for name in ("x", "y")})
    commit_all(book.root)
    printed = run("validate", "--diff", "--ignore", "DT205", book=book).stdout_bytes
    root = tmp_path / "other" / folder
    root.parent.mkdir(parents=True, exist_ok=True)
    book.root.rename(root)
    if folder != ".":
        succeed("rm", "-rf", root / ".git", cwd=root)
        commit_all(tmp_path / "other")
    for command in (["git", "apply", "-"], ["git", "apply", "-R", "-"], ["patch", "-p1", "-s", "--binary"]):
        if find(command[0]):
            done = subprocess.run(command, cwd=root, input=printed, capture_output=True, env=environment(), check=False)
            assert (done.returncode, done.stdout, done.stderr) == (0, b"", b""), command
            wanted = ENDS[ends][0 if "-R" in command else 1]
            for name in ("x", "y"):
                assert (root / f"deals/{name}.yaml").read_bytes() == wanted.replace("X", name).encode()


@pytest.mark.parametrize(
    ("harmful", "shown"),
    [
        ("# a\u200bb\n", " # a\ufffdb\n"),
        ("# ##[error]a\n", " # #\ufffd[error]a\n"),
        ("# a\u2028b: c\n", None),  # so has it there
        ("# a\rb: c\n", None),  # YAML has a line of its own there
        ("# \x1b[31m\n", None),  # a mistake: such a file is not mended
        ("# \u202e\n", None),
    ],
)
def test_no_terminal_acts_on_what_is_printed(harmful, shown, make_book, run):
    book = make_book({"deals/x.yaml": f"name: X\n{harmful}city：G\n".encode()})
    printed = run("validate", "--diff", book=book).stdout
    assert (shown in printed) if shown else not printed
    printed = run("validate", "--diff", "--ignore", "DT0", book=book).stdout
    assert not set(printed) & set("\x1b\u202e\u200b\u2028\r")


def test_controls_stay_where_their_rule_is_ignored(make_book, run):
    text = "name: X\n# \x1b[31m\ndeals:\n  - {id: a, date: 2018, status: completed, leads: [B], sources: [a]}\n"
    book = make_book({"deals/x.yaml": text.encode(), "seeds/investors.yaml": "Bank:\n  aliases: [B]\n"})
    assert " # \ufffd[31m\n" in run("validate", "--diff", "--ignore", "DT006", book=book).stdout
    run("validate", "--fix", "--ignore", "DT006", book=book)
    assert (book.root / "deals/x.yaml").read_bytes() == text.replace("[B]", "[Bank]").encode()
