"""The title of an HTML page, and of an SVG file, says which book, companies and filters were asked for."""

import re

import pytest

COMPANY = """\
name: X Robotics
aliases: [<b>X, '</title><script>']
deals:
  - {id: a, date: 2018, status: completed, amount: USD 1m, sources: [a]}
"""


@pytest.fixture
def title(make_book, run):
    """The title of what a command line prints."""
    book = make_book({"deals/x.yaml": COMPANY})

    def of(*arguments: str) -> str:
        result = run(*arguments, book=book)
        assert result.exit_code == 0, result.stderr
        return re.search("<title>(.*?)</title>", result.stdout, re.DOTALL)[1]

    return of


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("timeline",), "X Robotics · book · dealtrack timeline"),
        (
            ("timeline", "x", "--since", "2017", "--lang", "en"),
            "X Robotics · book · x · --since 2017 · dealtrack timeline",
        ),
        (("timeline", "<b>X"), "X Robotics · book · &lt;b&gt;X · dealtrack timeline"),
        (("timeline", "x", "--debug"), "X Robotics · book · x · dealtrack timeline"),
        (("show", "x", "--known-by", "2020-06-01"), "X Robotics · book · x · --known-by 2020-06-01 · dealtrack show"),
    ],
)
def test_an_html_page(arguments, expected, title) -> None:
    assert title(*arguments, "--format", "html") == expected


def test_an_svg_file(title) -> None:
    assert title("timeline", "x", "--chart", "--format", "svg").endswith(" · book · x")


def test_a_hostile_filter(title) -> None:
    told = title("timeline", "</title><script>", "--format", "html")
    assert "&lt;/title&gt;&lt;script&gt; · dealtrack" in told
