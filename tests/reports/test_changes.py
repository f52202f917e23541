"""The report on changes, as it is printed: everything that can change, in every format."""

from pathlib import Path

import pytest
from rich.cells import cell_len

from dealtrack.render import languages
from dealtrack.render.chinese import CHINESE
from dealtrack.render.registry import FORMATS, Page
from tests.render.test_languages import _Listening
from tests.reports.changing import changed
from tests.reports.test_snapshots import check


@pytest.mark.parametrize("width", [80, 120, None], ids=["80", "120", "piped"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_on_a_terminal(width: int | None, language: str, tmp_path: Path) -> None:
    text = FORMATS["table"](changed(tmp_path), Page(width, language=language))
    assert width is None or max(map(cell_len, text.splitlines())) <= width
    check(f"changes-{width or 'piped'}-{language}.txt", text)


@pytest.mark.parametrize("form", ["md", "json", "csv"])
def test_in_other_formats(form: str, tmp_path: Path) -> None:
    check(f"changes.{form}", FORMATS[form](changed(tmp_path), Page()))


def test_all_of_it_can_be_said_in_chinese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[str] = set()
    monkeypatch.setitem(languages.CATALOGUES, "zh", _Listening(asked))
    FORMATS["table"](changed(tmp_path), Page(80, language="zh"))
    assert asked - set(CHINESE) == set()
