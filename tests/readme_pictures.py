"""Pictures of real terminal output for the README, as SVG: ``python -m tests.readme_pictures`` draws them anew.

A test holds them current. They load nothing from anywhere: fonts are the reader's own.
"""

import html
import re
from io import StringIO
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from tests.conftest import REPOSITORY
from tests.readme_console import COLUMNS, run_on_terminal

PICTURES = {
    "timeline": "dealtrack timeline cloudwalk",
    "chart": "dealtrack timeline cloudwalk sensetime --chart --kind equity",
    "chinese": "dealtrack timeline sensetime --lang zh",
}
FOLDER = REPOSITORY / "docs" / "pictures"

_NIGHT = TerminalTheme(
    (22, 27, 34), (220, 225, 232),
    [(22, 27, 34), (240, 113, 120), (127, 200, 130), (226, 192, 96),
     (115, 165, 240), (199, 146, 234), (102, 204, 204), (220, 225, 232)],
)  # fmt: skip
_PAGE = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">
<style>
.{unique_id}-matrix {{ font: {char_height}px "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK SC",
monospace; line-height: {line_height}px; font-variant-east-asian: full-width; }}
.{unique_id}-title {{ font: bold 18px system-ui, sans-serif; }}
{styles}
</style>
<defs>{lines}</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""
_TEXT = re.compile(
    r'<text (class="\S+") x="([\d.]+)" y="([\d.]+)" textLength="[\d.]+" (clip-path="\S+")>([^<]*)</text>'
)


def picture(name: str) -> str:
    """What the command prints on a terminal of COLUMNS columns, in colour."""
    command = PICTURES[name]
    shown = run_on_terminal(f"{command} --color always")
    console = Console(file=StringIO(), width=COLUMNS, record=True, force_terminal=True, legacy_windows=False)
    console.print(Text.from_ansi(shown.rstrip("\n")), soft_wrap=True)
    drawn = console.export_svg(title=f"$ {command}", theme=_NIGHT, code_format=_PAGE, unique_id=name)
    return "\n".join(line.rstrip() for line in _TEXT.sub(_in_cells, drawn).split("\n"))


def _in_cells(match: re.Match[str]) -> str:
    """Text in runs of narrow and of wide characters, each as wide as its cells are on a terminal."""
    style, x, y, clip, escaped = match.groups()
    text = html.unescape(escaped)
    cell = _CELL
    column = round(float(x) / cell)
    runs = []
    for _, group in groupby(text, key=lambda char: cell_len(char) > 1):
        run = "".join(group)
        place = f'x="{column * cell:g}" y="{y}" textLength="{cell_len(run) * cell:g}"'
        runs.append(f"<text {style} {place} {clip}>{html.escape(run).replace(chr(160), '&#160;')}</text>\n")
        column += cell_len(run)
    return "".join(runs)


_CELL = 20 * 0.61  # of the picture: the height of a character, and its aspect

if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name in PICTURES:
        (FOLDER / f"{name}.svg").write_text(picture(name), encoding="utf-8")
