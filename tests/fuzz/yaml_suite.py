"""The YAML Test Suite's texts, where it lies beside the project: https://github.com/yaml/yaml-test-suite."""

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "yaml-test-suite" / "src"
WHY_NOT = f"the YAML Test Suite is not in {FOLDER}"
# How its files show what cannot be seen.
_SHOWN = [("␣", " "), ("»", "\t"), ("↵", ""), ("∎\n", ""), ("←", "\r"), ("⇔", "\ufeff")]


@cache
def cases() -> tuple[bytes, ...]:
    """The text of each case; none where there is no suite."""
    import yaml

    found = []
    for path in sorted(FOLDER.glob("*.yaml")):
        for case in yaml.load(
            path.read_text(encoding="utf-8"), yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader
        ):
            if isinstance(text := case.get("yaml"), str):
                found.append(_as_it_is(text).encode("utf-8", "surrogatepass"))
    return tuple(found)


def _as_it_is(text: str) -> str:
    text = re.sub("—+»", "\t", text)
    for shown, meant in _SHOWN:
        text = text.replace(shown, meant)
    return text
