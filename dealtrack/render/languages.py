"""The languages of reports: words from a catalogue, and the scales that a language counts in."""

from collections.abc import Mapping, Sequence

from dealtrack.render.chinese import CHINESE as CHINESE_WORDS
from dealtrack.values.figures import CHINESE, ENGLISH, Scale

CATALOGUES: Mapping[str, Mapping[str, str]] = {"en": {}, "zh": CHINESE_WORDS}
_SCALES = {"zh": CHINESE}


def translated(template: str, language: str) -> str:
    """A template in a language; in English where its catalogue lacks it, which a test forbids."""
    return CATALOGUES[language].get(template, template)


def scales(language: str) -> Sequence[Scale]:
    """The scales to write sums in."""
    return _SCALES.get(language, ENGLISH)
