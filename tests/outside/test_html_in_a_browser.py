"""HTML reports in a real browser: nothing is loaded, nothing runs but the page's script, tables sort, all of it fits."""

import base64
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dealtrack.render import html  # noqa: F401 - it registers its format
from dealtrack.render.registry import FORMATS, Page
from tests.outside.browser import Browser, Tab, chromium
from tests.render.page_parts import parsed
from tests.render.reports_to_render import BOOKS, HOSTILE, documents

pytestmark = pytest.mark.outside

PHONE, DESK = 390, 1440
WIDTHS = (320, PHONE, 640, 1150, 1160, 1500, 1510, 1920)  # on both sides of where the style sheet changes
FILES = ("real-timeline", "real-compare", "real-show-cloudwalk", "real-reconcile-with-rates", "hostile-show-hostile")


@pytest.fixture(scope="session")
def browser(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One for all tests."""
    program, env = chromium(Path(pytestconfig.cache.mkdir("chromium")))
    opened = Browser(program, env, tmp_path_factory.mktemp("profile"))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every report of every book, as a file."""
    root = tmp_path_factory.mktemp("pages")
    written = {}
    for book, make in BOOKS.items():
        for name, document in documents(make(root / book)):
            path = root / f"{book}-{name.replace(' ', '-')}.html"
            path.write_text(FORMATS["html"](document, Page()), encoding="utf-8")
            written[path.stem] = path
    return written


@pytest.fixture
def tab(browser: Browser, files: dict[str, Path], request: pytest.FixtureRequest) -> Iterator[Tab]:
    """The report that a test names, else the timeline of the real book."""
    opened = browser.open(files[getattr(request, "param", "real-timeline")], DESK)
    yield opened
    opened.close()


def column(tab: Tab, key: str, table: int = 0) -> list[str]:
    """What the cells of a column say, from top to bottom; none for those that another cell runs over."""
    return list(
        tab.run(f"""(() => {{
          const table = document.querySelectorAll("table")[{table}];
          const index = [...table.tHead.rows[0].cells].findIndex((head) => head.dataset.column === "{key}");
          return [...table.tBodies[0].rows].map((row) => row.cells[index]?.textContent ?? "");
        }})()""")
    )


def order(tab: Tab, key: str) -> str:
    return str(tab.run(f"""document.querySelector('th[data-column="{key}"]').ariaSort"""))


def head(key: str) -> str:
    return f'th[data-column="{key}"] button'


def overflow(tab: Tab) -> int:
    """By how many pixels the page is wider than its window."""
    return int(tab.run("document.documentElement.scrollWidth - innerWidth"))


def test_every_page_loads_nothing_says_nothing_and_fits(browser: Browser, files: dict[str, Path]) -> None:
    assert len(files) > 30
    for path in files.values():
        tab = browser.open(path, PHONE)
        elements = [each.name for each in parsed(path.read_text(encoding="utf-8")).elements]
        made = ["button"] * tab.run("document.querySelectorAll('th button').length")
        assert tab.run("document.querySelectorAll('*').length") == len(elements) + len(made), path.stem
        for width in WIDTHS:
            tab.resize(width)
            assert overflow(tab) <= 0, (path.stem, width)
        assert tab.requests == [path.as_uri()]
        assert tab.problems == [], path.stem
        tab.close()


def test_the_policy_is_in_force(tab: Tab) -> None:
    """That nothing was loaded above means something."""
    tab.run("document.body.append(Object.assign(new Image(), { src: 'https://example.org/a.png' }))")
    tab.run(
        "document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = true' }))"
    )
    tab.run("document.body.insertAdjacentHTML('beforeend', '<p onclick=\"window.ran = true\">x</p>')")
    tab.run("document.querySelector('p[onclick]').click()")
    assert tab.run("window.ran") is None
    told = " ".join(each["entry"]["text"] for each in tab.problems if "entry" in each)
    assert told.count("Content Security Policy") >= 3
    assert tab.blocked == ["csp"]


@pytest.mark.parametrize("tab", ["hostile-show-hostile"], indirect=True)
def test_hostile_values_are_text(tab: Tab) -> None:
    assert tab.run("document.querySelector('h1').firstChild.data").strip() == HOSTILE
    assert tab.run("document.querySelectorAll('img, main script, [onclick], [onmouseover]').length") == 0
    assert tab.run("document.title").startswith(HOSTILE)
    assert set(tab.run("[...document.links].map((link) => link.protocol)")) == {"https:", "http:"}


DATES = [
    "2015", "2017-11", "2017-11", "2018-10", "2019", "2020-05-13", "2020-05-13", "by 2020-05-13", "2020-05", "2020-05",
    "by 2020-12",
]  # fmt: skip
SUMS = ["USD 75.5m ¹", "USD ~144.5m ¹", "USD 253.9m", "USD 302.0m ¹", "USD 747.5m", "USD 3bn", "USD 5.5bn"]
WHO = [
    "China Internet Investment Fund, Nansha Financial Holdings, Industrial and Commercial Bank of China, "
    "Guosheng Group, Haier Financial Holdings",
    "China Reform Fund, SF International Holdings, Bohai Industrial Investment Fund, Yuexiu Financial Holdings",
    "CloudWalk declined to say",
    "EqualOcean",
    "EqualOcean",
    "Guangzhou municipal government",
    "Hurun Global Unicorn List 2019",
    "rumored",
    "Shunwei Capital*, Puhua Capital*, SIP Oriza Seed Fund Management*",
]


@pytest.mark.parametrize(("key", "expected"), [("date", DATES), ("converted", SUMS), ("who", WHO)])
def test_columns_sort_both_ways_and_back(tab: Tab, key: str, expected: list[str]) -> None:
    before = column(tab, key)
    empty = [""] * (len(before) - len(expected))
    assert order(tab, key) == "none"
    for direction, shown in (
        ("ascending", expected + empty),
        ("descending", [*sorted(expected, key=expected.index, reverse=True), *empty]),
        ("none", before),
        ("ascending", expected + empty),
    ):
        tab.click(head(key))
        assert order(tab, key) == direction
        assert column(tab, key) == shown
    assert tab.problems == []


def test_sorting_is_stable_and_by_one_column(tab: Tab) -> None:
    tab.click(head("who"))
    tab.click(head("date"))
    assert (order(tab, "who"), order(tab, "date")) == ("none", "ascending")
    assert [what for what, date in zip(column(tab, "what"), column(tab, "date"), strict=True) if date == "2017-11"] == [
        "B", "support",
    ]  # fmt: skip
    tab.click(head("date"))
    assert [what for what, date in zip(column(tab, "what"), column(tab, "date"), strict=True) if date == "2017-11"] == [
        "B", "support",
    ]  # fmt: skip


def test_sorting_one_table_leaves_the_others(tab: Tab) -> None:
    others = [column(tab, "date", table) for table in (1, 2)]
    tab.click(head("date"))
    tab.click(head("date"))
    assert [column(tab, "date", table) for table in (1, 2)] == others


@pytest.mark.parametrize(("key", "code", "text"), [("Enter", 13, "\r"), (" ", 32, " ")])
def test_the_keyboard_sorts(tab: Tab, key: str, code: int, text: str) -> None:
    for _ in range(20):
        tab.press("Tab", 9)
        if tab.run("document.activeElement.closest('th')?.dataset.column") == "converted":
            break
    assert tab.run("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    tab.press(key, code, text)
    assert column(tab, "converted")[:3] == SUMS[:3]
    tab.press(key, code, text)
    assert column(tab, "converted")[:3] == SUMS[:-4:-1]
    assert order(tab, "converted") == "descending"


def background(tab: Tab) -> str:
    return str(tab.run("getComputedStyle(document.body).backgroundColor"))


def test_dark_and_light(tab: Tab) -> None:
    found = {}
    for scheme in ("light", "dark"):
        tab.media(scheme=scheme)
        found[scheme] = background(tab)
        tab.click("#scheme")
        assert background(tab) != found[scheme]
        tab.click("#scheme")
        assert background(tab) == found[scheme]
        tab.run("document.documentElement.removeAttribute('style')")
    assert found["light"] != found["dark"]


# The contrast that WCAG 2 asks for at level AA: 4.5 to 1, here for every text of the page.
CONTRAST = """(() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgb = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return canvas.getImageData(0, 0, 1, 1).data;
  };
  const light = (color) => {
    const [r, g, b] = [...rgb(color)].map((each) => each / 255)
      .map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const paper = light(getComputedStyle(document.body).backgroundColor);
  return Math.min(...[...document.body.querySelectorAll("*:not(script)")]
    .filter((each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
    .map((each) => light(getComputedStyle(each).color))
    .map((ink) => (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05)));
})()"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("tab", FILES, indirect=True)
def test_contrast(tab: Tab, scheme: str) -> None:
    tab.media(scheme=scheme)
    assert tab.run(CONTRAST) >= 4.5


EDGES = """Object.fromEntries([...document.querySelectorAll("tr[data-tone]")].map((row) =>
  [row.dataset.tone, getComputedStyle(row.cells[0]).borderLeftStyle + getComputedStyle(row.cells[0]).borderLeftColor]))"""


def test_tones_differ_by_more_than_colour(tab: Tab) -> None:
    edges = tab.run(EDGES)
    styles = {tone: edge.partition("rgb")[0] for tone, edge in edges.items() if "rgba(0, 0, 0, 0)" not in edge}
    assert styles == {"done": "solid", "plan": "dashed", "ended": "double", "claim": "dotted"}
    assert edges["event"].endswith("rgba(0, 0, 0, 0)")


def test_printing_leaves_out_what_cannot_be_pressed(tab: Tab) -> None:
    shown = "getComputedStyle(document.querySelector('{}')).display"
    assert tab.run(shown.format("#scheme")) == "block"
    tab.media("print", "dark")
    assert tab.run(shown.format("#scheme")) == "none"
    assert tab.run(shown.format("nav")) == "none"
    assert tab.run("getComputedStyle(document.querySelector('th button'), '::after').content") == "none"
    assert tab.run(shown.format("thead")) == "table-header-group"
    assert background(tab) == "rgb(255, 255, 255)"


@pytest.mark.parametrize(
    ("tab", "shape"), [("real-timeline", "high"), ("real-timeline-with-rates", "wide")], indirect=["tab"]
)
def test_printing_lays_wide_tables_on_their_side(tab: Tab, shape: str) -> None:
    paper = base64.b64decode(tab.send("Page.printToPDF", preferCSSPageSize=True)["data"])
    boxes = {tuple(map(float, box)) for box in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)}
    assert {"wide" if width > height else "high" for width, height in boxes} == {shape}


@pytest.mark.parametrize("tab", ["real-rate"], indirect=True)
def test_heads_stay_in_sight(tab: Tab) -> None:
    tab.run("scrollTo(0, document.body.scrollHeight)")
    tops = tab.run("[...document.querySelectorAll('thead th')].map((head) => head.getBoundingClientRect().top)")
    assert min(tab.run("[scrollY]")) > 500
    assert 0 in tops


@pytest.mark.parametrize("tab", FILES, indirect=True)
def test_sums_stand_under_each_other(tab: Tab) -> None:
    """In each column the currencies begin, and the numbers end, at one place."""
    places = tab.run("""[...document.querySelectorAll("table")].flatMap((table) =>
      [...table.tHead.rows[0].cells].map((_, index) => {
        const cells = [...table.tBodies[0].rows].map((row) => row.cells[index]).filter((cell) => cell?.querySelector(".code"));
        const all = (name, side) => new Set(cells.map((cell) => Math.round(cell.querySelector(name).getBoundingClientRect()[side])));
        return [all(".code", "left").size, all(".number", "right").size];
      }))""")
    assert all(set(pair) <= {0, 1} for pair in places)


@pytest.mark.parametrize("tab", ["real-chart"], indirect=True)
def test_charts_are_drawn_in_the_colours_of_the_page(tab: Tab) -> None:
    boxes = "[...document.querySelectorAll('.dt-chart')].map(each => each.getBoundingClientRect())"
    assert tab.run(f"{boxes}.every(box => box.width > 300 && box.height > 10)")
    assert tab.run("document.querySelectorAll('.dt-chart .dt-raised').length") >= 4
    seen = "getComputedStyle(document.querySelector('.dt-raised')).color"
    assert tab.run(seen) == "rgb(31, 111, 178)"
    tab.run("document.documentElement.style.colorScheme = 'dark'")
    assert tab.run(seen) == "rgb(106, 183, 255)"
