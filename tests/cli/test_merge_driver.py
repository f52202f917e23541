"""Branches that change the same file, put together by the real git with ``dealtrack merge-driver``."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dealtrack.cli.merge_driver import driver_command
from dealtrack.files.starting import starting_files

BASE = """\
# 依图, as two papers tell it
name: Yitu Technology
names: {zh: 依图科技}
city: Shanghai

deals:                       # oldest first
  - id: 2017-05-c
    date: 2017-05
    status: completed
    amount: USD 55m          # 约3.8亿元
    sources: [a]

  # the last before the plan
  - id: 2018-07-c-plus
    date: 2018-07
    status: completed
    amount: USD 200m
    sources: [a]

valuations:
  - {date: 2018-07, amount: USD 2.4bn, by: A Paper, sources: [a]}

sources:
  a: {publisher: A Paper, published: 2018-07-11}
"""
OURS_DEAL = """\
  - id: 2019-06-d            # 依图 D轮
    date: 2019-06
    status: reported
    amount: undisclosed
    sources: [a]

""".replace("reported", "announced")
THEIRS_DEAL = """\
  # from 36氪
  - id: 2019-01-loan
    kind: debt
    date: 2019-01
    status: completed
    amount: CNY 100m
    sources: [a]
    # the bank is not named

"""


def with_deal(text: str, deal: str) -> str:
    return text.replace("valuations:\n", deal + "valuations:\n")


OURS, THEIRS = with_deal(BASE, OURS_DEAL), with_deal(BASE, THEIRS_DEAL)
BOTH = with_deal(BASE, THEIRS_DEAL + OURS_DEAL)


class Branches:
    """A repository in which ``main`` and ``branch`` have changed the same file since they parted."""

    def __init__(self, repository, file, versions):
        self.repository, self.path = repository, repository.book / file
        self.git = repository.git
        (repository.book / "deals").mkdir(exist_ok=True)
        attributes = starting_files(is_below_repository=False)[".gitattributes"]
        self.save(repository.book / ".gitattributes", attributes)
        base, ours, theirs = versions
        self.commit(base)
        self.dealtrack("merge-driver", "--install")
        self.git("switch", "-q", "-c", "branch")
        self.commit(theirs)
        self.git("switch", "-q", "main")
        self.commit(ours)

    @staticmethod
    def save(path, text):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))

    def commit(self, text):
        if text is not None:
            self.save(self.path, text)
        elif self.path.exists():
            self.path.unlink()
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "A commit")

    def dealtrack(self, *arguments):
        command = [sys.executable, "-m", "dealtrack", *arguments]
        return subprocess.run(command, cwd=self.repository.book, capture_output=True, text=True, check=False)

    def join(self, *command):
        """The exit status of a git command, and the text that is in the file after it."""
        done = subprocess.run(["git", *command], cwd=self.repository.book, capture_output=True, text=True, check=False)
        self.said = done.stdout + done.stderr
        return done.returncode, self.path.read_bytes().decode("utf-8")

    def merge(self):
        return self.join("merge", "-q", "--no-edit", "branch")


@pytest.fixture
def branches(make, monkeypatch):
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    return lambda base, ours, theirs, file="deals/yitu.yaml": Branches(make(), file, (base, ours, theirs))


def conflict(ours: str, theirs: str) -> str:
    return f"<<<<<<< ours\n{ours}=======\n{theirs}>>>>>>> theirs\n"


CLEAN = {
    "both add a deal": (OURS, THEIRS, BOTH),
    "the other way round": (THEIRS, OURS, BOTH),
    "both add the same deal": (OURS, OURS, OURS),
    "fields of one deal": (
        BASE.replace("USD 55m ", "USD 56m "),
        BASE.replace("    date: 2017-05\n", "    date: 2017-05-11\n"),
        BASE.replace("USD 55m ", "USD 56m ").replace("    date: 2017-05\n", "    date: 2017-05-11\n"),
    ),
    "both add a claim": (
        BASE.replace("sources: [a]}\n\n", "sources: [a]}\n  - {date: 2020, amount: USD 4bn, sources: [a]}  # ours\n\n"),
        BASE.replace("sources: [a]}\n\n", "sources: [a]}\n  - {date: 2019, amount: USD 3bn, sources: [a]}  # 他们\n\n"),
        BASE.replace(
            "sources: [a]}\n\n",
            "sources: [a]}\n  - {date: 2019, amount: USD 3bn, sources: [a]}  # 他们\n"
            "  - {date: 2020, amount: USD 4bn, sources: [a]}  # ours\n\n",
        ),
    ),
    "both add a list": (
        BASE + "\nevents:\n  - {date: 2019, what: one, sources: [a]}\n",
        BASE + "\nevents:\n  - {date: 2020, what: other, sources: [a]}\n",
        BASE + "\nevents:\n  - {date: 2019, what: one, sources: [a]}\n  - {date: 2020, what: other, sources: [a]}\n",
    ),
    "both add a source": (
        BASE + "  b: {publisher: B, published: 2019}\n",
        BASE + "  c: {publisher: C, published: 2019}\n",
        BASE + "  b: {publisher: B, published: 2019}\n  c: {publisher: C, published: 2019}\n",
    ),
    "comments only": (
        BASE.replace("city:", "# seat\ncity:"),
        BASE + "# the end\n",
        BASE.replace("city:", "# seat\ncity:") + "# the end\n",
    ),
    "one deletes, the other adds": (
        BASE.replace(BASE[BASE.index("  # the last") : BASE.index("valuations:")], ""),
        THEIRS,
        with_deal(BASE.replace(BASE[BASE.index("  # the last") : BASE.index("valuations:")], ""), THEIRS_DEAL),
    ),
    "one has no line at its end": (OURS.rstrip("\n"), THEIRS, BOTH.rstrip("\n")),
    "one is indented, the other grows": (
        BASE.replace("city: Shanghai", "city: Beijing"),
        BASE.replace("\ndeals:", "founders: [Leo Zhu]\n\ndeals:"),
        BASE.replace("city: Shanghai", "city: Beijing").replace("\ndeals:", "founders: [Leo Zhu]\n\ndeals:"),
    ),
}


@pytest.mark.parametrize(("ours", "theirs", "expected"), CLEAN.values(), ids=CLEAN)
def test_what_joins(branches, ours, theirs, expected):
    assert branches(BASE, ours, theirs).merge() == (0, expected)


CONFLICTS = {
    "both change an amount": (
        BASE.replace("USD 200m", "USD 210m"),
        BASE.replace("USD 200m", "USD 220m"),
        BASE.replace("    amount: USD 200m\n", conflict("    amount: USD 210m\n", "    amount: USD 220m\n")),
    ),
    "one deletes what the other changes": (
        BASE.replace(BASE[BASE.index("  # the last") : BASE.index("\nvaluations:")], ""),
        BASE.replace("USD 200m", "USD 220m"),
        None,
    ),
    "the same id for two deals": (
        with_deal(BASE, OURS_DEAL),
        with_deal(BASE, OURS_DEAL.replace("undisclosed", "USD 5m")),
        with_deal(BASE, conflict(OURS_DEAL[:-1], OURS_DEAL[:-1].replace("undisclosed", "USD 5m")) + "\n"),
    ),
    "a field of a source that both add": (
        BASE + "  b:\n    publisher: B\n    published: 2019\n",
        BASE + "  b:\n    publisher: B\n    published: 2020\n  c: {publisher: C, published: 2019}\n",
        BASE
        + "  b:\n    publisher: B\n"
        + conflict("    published: 2019\n", "    published: 2020\n")
        + "  c: {publisher: C, published: 2019}\n",
    ),
    "both change a claim": (
        BASE.replace("by: A Paper", "by: B Paper"),
        BASE.replace("USD 2.4bn", "USD 2.5bn"),
        BASE.replace(
            "  - {date: 2018-07, amount: USD 2.4bn, by: A Paper, sources: [a]}\n",
            conflict(
                "  - {date: 2018-07, amount: USD 2.4bn, by: B Paper, sources: [a]}\n",
                "  - {date: 2018-07, amount: USD 2.5bn, by: A Paper, sources: [a]}\n",
            ),
        ),
    ),
}


@pytest.mark.parametrize(("ours", "theirs", "expected"), CONFLICTS.values(), ids=CONFLICTS)
def test_what_is_a_conflict(branches, three, run, ours, theirs, expected):
    status, text = branches(BASE, ours, theirs).merge()
    paths = three(BASE, ours, theirs)
    assert run("merge-driver", *paths, "deals/yitu.yaml").exit_code == status
    assert paths[1].read_text(encoding="utf-8") == text
    assert status == 1
    if expected is None:
        deal = BASE[BASE.index("  # the last") : BASE.index("\nvaluations:")].replace("USD 200m", "USD 220m")
        assert conflict("", deal) in text
    else:
        assert text == expected


def test_the_rest_joins_beside_a_conflict(branches):
    ours, theirs = OURS.replace("USD 200m", "USD 210m"), THEIRS.replace("USD 200m", "USD 220m")
    status, text = branches(BASE, ours, theirs).merge()
    both = conflict("    amount: USD 210m\n", "    amount: USD 220m\n")
    assert (status, text) == (1, BOTH.replace("    amount: USD 200m\n", both))


def test_rebase(branches):
    made = branches(BASE, OURS, THEIRS)
    made.git("switch", "-q", "branch")
    assert made.join("rebase", "-q", "main") == (0, BOTH)


def test_cherry_pick(branches):
    assert branches(BASE, OURS, THEIRS).join("cherry-pick", "branch") == (0, BOTH)


def test_revert_takes_out_one_deal_of_two(branches):
    made = branches(BASE, OURS, THEIRS)
    made.merge()
    assert made.join("revert", "--no-edit", "branch") == (0, OURS)


def test_a_file_that_both_add(branches):
    made = branches(None, OURS, THEIRS)
    assert made.merge() == (0, BOTH)


def test_carriage_returns_of_ours_stay(branches):
    """In a repository that keeps them: what we have stays as it is, what comes gets the same ends of lines."""
    made = branches(BASE, BASE, THEIRS)
    made.save(made.repository.book / ".gitattributes", "deals/*.yaml -text merge=dealtrack\n")
    made.commit(OURS.replace("\n", "\r\n"))
    assert made.merge() == (0, BOTH.replace("\n", "\r\n"))


@pytest.mark.parametrize(
    ("name", "entry"), [("sources", "{publisher: P, published: 2020}"), ("investors", "{type: vc}")]
)
def test_shared_records_join_by_key(branches, name, entry):
    base = f"# shared\na: {entry}\n"
    done = branches(base, f"{base}b 红杉: {entry}\n", f"{base}# new\nc: {entry}\n", f"seeds/{name}.yaml").merge()
    assert done == (0, f"{base}b 红杉: {entry}\n# new\nc: {entry}\n")


RATES = "# From the ECB\nDate,USD,CNY,\n2020-05-14,1.0792,7.6655,\n2020-05-13,1.0875,7.7102,\n"
FRED = "observation_date,DEXCHUS\n2020-05-13,7.0908\n2020-05-14,7.0935\n"
OWN = "date,base,quote,rate,source\n2020-05-13,USD,CNY,7.09,A Bank\n2020-05-13,USD,CNY,7.10,B Bank\n"


def below_head(text: str, head: int, rows: str) -> str:
    lines = text.splitlines(keepends=True)
    return "".join([*lines[:head], rows, *lines[head:]])


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected"),
    [
        (
            RATES,
            below_head(RATES, 2, "2020-05-18,1.0832,7.7068,\n2020-05-15,1.0798,7.6759,\n"),
            below_head(RATES, 2, "2020-05-19,1.095,7.7816,\n2020-05-15,1.0798,7.6759,\n")
            + "2020-05-12,1.0858,7.6933,\n",
            below_head(RATES, 2, "2020-05-19,1.095,7.7816,\n2020-05-18,1.0832,7.7068,\n2020-05-15,1.0798,7.6759,\n")
            + "2020-05-12,1.0858,7.6933,\n",
        ),
        (FRED, FRED + "2020-05-18,7.1\n", FRED + "2020-05-15,7.1\n", FRED + "2020-05-15,7.1\n2020-05-18,7.1\n"),
        (
            OWN,
            OWN + "2020-05-14,USD,CNY,7.11,A Bank\n",
            OWN + "2020-05-14,USD,CNY,7.12,B Bank\n",
            OWN + "2020-05-14,USD,CNY,7.11,A Bank\n2020-05-14,USD,CNY,7.12,B Bank\n",
        ),
        (
            RATES,
            below_head(RATES, 2, "2020-05-15,1.0798,7.6759,\n"),
            below_head(RATES, 2, "2020-05-15,1.0798,7.6760,\n"),
            below_head(RATES, 2, conflict("2020-05-15,1.0798,7.6759,\n", "2020-05-15,1.0798,7.6760,\n")),
        ),
    ],
    ids=["newest first", "oldest first", "by source", "a conflict"],
)
def test_rates_join_by_day(branches, three, run, base, ours, theirs, expected):
    status, text = branches(base, ours, theirs, "seeds/rates/ecb.csv").merge()
    assert (status, text) == ("<<<<<<<" in expected, expected)
    paths = three(base, ours, theirs)
    assert run("merge-driver", *paths, "seeds/rates/ecb.csv").exit_code == status
    assert paths[1].read_text(encoding="utf-8") == expected


def test_what_is_no_yaml_is_merged_by_git(branches):
    made = branches(BASE, BASE.replace("city: Shanghai", "city: 'Shang"), BASE + "# the end\n")
    status, text = made.merge()
    assert (status, text) == (0, BASE.replace("city: Shanghai", "city: 'Shang") + "# the end\n")
    assert "deals/yitu.yaml is merged by git, line by line: it is no sound YAML" in made.said


def test_what_is_not_utf_8_is_merged_by_git(branches):
    made = branches(BASE, BASE, BASE + "# the end\n")
    made.path.write_bytes(BASE.replace("Shanghai", "上海").encode("gb18030"))
    made.git("commit", "-aqm", "In GBK")
    made.git("merge", "-q", "--no-edit", "branch")
    assert made.path.read_bytes().endswith(b"# the end\n")


def test_columns_that_differ_are_merged_by_git(branches):
    wider = RATES.replace("CNY,", "CNY,HKD,").replace("55,", "55,8.3,").replace("02,", "02,8.4,")
    made = branches(RATES, wider, RATES + "2020-05-12,1.0858,7.6933,\n", "seeds/rates/ecb.csv")
    status, text = made.merge()
    assert "the columns differ" in made.said
    assert status == 1
    assert "HKD" in text
    assert "2020-05-12,1.0858,7.6933" in text


def test_without_dealtrack_git_merges_as_ever(branches, monkeypatch):
    made = branches(BASE, BASE.replace("city: Shanghai", "city: Beijing"), BASE + "# the end\n")
    made.git("config", "merge.dealtrack.driver", driver_command().replace("dealtrack", "no-such-program"))
    assert made.merge() == (0, BASE.replace("city: Shanghai", "city: Beijing") + "# the end\n")


def test_install_says_what_it_did_and_what_is_missing(make, run):
    repository = make()
    done = run("merge-driver", "--install", book=repository.book)
    assert "-m dealtrack merge-driver -- %O %A %B %P" in done.stdout
    assert "deals/*.yaml merge=dealtrack" in done.stderr
    assert "-m dealtrack merge-driver -- %O %A %B %P" in repository.git("config", "merge.dealtrack.driver")


def test_install_needs_a_repository(tmp_path, run, alone):
    (tmp_path / "deals").mkdir()
    result = run("merge-driver", "--install", book=tmp_path)
    assert result.exit_code == 2
    assert "git cannot be told" in result.stderr


def test_without_files_it_tells_how_git_comes_to_run_it(run):
    result = run("merge-driver")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "dealtrack merge-driver --install" in result.stderr


@pytest.fixture
def three(tmp_path, alone):
    """The files that git would hand over; the text of the second becomes the result."""

    def write(*texts):
        paths = [tmp_path / name for name in ("base", "ours", "theirs")]
        for path, text in zip(paths, texts, strict=True):
            path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return paths

    return write


def test_an_internal_fault_loses_nothing(run, three, monkeypatch):
    def fail(*_):
        raise RuntimeError("oh")

    monkeypatch.setattr("dealtrack.files.merging.merge", fail)
    paths = three(BASE, BASE + "# ours\n", BASE.replace("city: Shanghai", "city: Beijing"))
    result = run("merge-driver", *paths, "deals/yitu.yaml")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "merged by git, line by line: internal fault: RuntimeError: oh" in result.stderr
    assert paths[1].read_text(encoding="utf-8") == BASE.replace("city: Shanghai", "city: Beijing") + "# ours\n"


def test_a_byte_order_mark_of_ours_stays(run, three):
    for mark in ("\ufeff", ""):
        paths = three("\ufeff" + BASE, mark + OURS, "\ufeff" + THEIRS)
        assert run("merge-driver", *paths, "deals/yitu.yaml").exit_code == 0
        assert paths[1].read_text(encoding="utf-8") == mark + BOTH


def test_what_git_alone_merges_to_nonsense_is_a_conflict(run, three):
    """Both add a key of one name in different places: for git, two lines that have nothing to do with each other."""
    flow = "{name: A,\n city: B,\n\n\n country: CN,\n founders: [C]}\n"
    paths = three(flow, flow.replace("city", "founded: 2015,\n city"), flow.replace("[C]}", "[C],\n founded: 2016}"))
    result = run("merge-driver", *paths, "deals/a.yaml")
    assert result.exit_code == 1
    assert "deals/a.yaml has mistakes after that: run dealtrack validate" in result.stderr
