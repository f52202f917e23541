"""The README's pictures are of what is printed today, and load nothing from anywhere."""

import re
from xml.etree import ElementTree

import pytest

from tests.readme_pictures import FOLDER, PICTURES, picture


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_are_current(name: str) -> None:
    assert (FOLDER / f"{name}.svg").read_text(encoding="utf-8") == picture(name)


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_are_whole_in_themselves(name: str) -> None:
    text = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    tags = {element.tag.partition("}")[2] for element in ElementTree.fromstring(text).iter()}
    assert tags <= {"svg", "style", "defs", "clipPath", "rect", "text", "g", "circle"}
    assert re.findall(r"url\((?!#)|@import|https?://(?!www\.w3\.org/2000/svg)", text) == []


def test_every_picture_is_shown() -> None:
    shown = (FOLDER.parent.parent / "README.md").read_text(encoding="utf-8")
    assert {path.stem for path in FOLDER.iterdir()} == set(PICTURES)
    assert all(f"docs/pictures/{name}.svg" in shown for name in PICTURES)
