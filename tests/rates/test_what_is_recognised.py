"""By what a published file is known, and the lines above its header that say whose it is."""

import pytest

from dealtrack.rates.readers.cells import sheet_of
from dealtrack.rates.readers.frankfurter import recognises
from dealtrack.rates.recording import attribution_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"base": "EUR", "date": "2020-05-13", "rates": {"USD": 1.0875}}', True),
        ('# frankfurter.dev\n [{"rate" : 1.0875}]', True),
        ('{"name": "X"}', False),
        ('[{"date": "2020-05-13"}]', False),
        ('date,"base":\n', False),
        ("Date,USD\n", False),
        ("", False),
    ],
)
def test_the_json_of_frankfurter(text: str, expected: bool) -> None:
    assert recognises(sheet_of(text, "x.json")) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("date,base,quote,rate,source\n", ""),
        ("# Source: X\ndate,base,quote,rate,source\n# not this\n", "# Source: X\n"),
        ("# one\r\n\r\n# two\r\ndate,base,quote,rate,source\r\n", "# one\n# two\n"),
        ("", ""),
    ],
)
def test_the_lines_above_the_header(text: str, expected: str) -> None:
    assert attribution_of(text) == expected
