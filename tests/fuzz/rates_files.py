"""Files of rates in each known format, sound and mutated, and zipped as publishers serve them."""

import io
import zipfile
from random import Random

from tests.conftest import RATES
from tests.fuzz import texts
from tests.fuzz.mutations import mutated
from tests.rates import samples

PLAIN = "# by hand\ndate,base,quote,rate,source\n2020-05-13,USD,CNY,7.0898,ECB\n2017-11-08,USD,CNY,6.6249,\n"
# Every format of which the tests of the readers have a sample.
SOUND = [RATES, PLAIN, *(text for text in vars(samples).values() if isinstance(text, str) and text.count("\n") > 1)]
_CELLS = [
    "", ".", "N/A", "ND", "0", "-1", "1e5", "1e999999", "NaN", "9" * 300, "0." + "0" * 300 + "1", "２", "2020-02-30", "0000-00-00",
    "9999-12-31", "0001-01-01", "CNY", "XXX", "=1+1", "::error::", '"', '"a,b"', "\x1b[31m", "7,1", "\u202e",
]  # fmt: skip


def rates_file(random: Random, hostility: float) -> bytes:
    """A file of rates, mutated for that share of them."""
    data = random.choice(SOUND)
    if random.random() < hostility:
        data = _with_other_cells(random, data)
    encoded = data.encode("gb18030" if random.random() < 0.02 else "utf-8", "replace")
    return mutated(random, encoded) if random.random() < hostility else encoded


def _with_other_cells(random: Random, text: str) -> str:
    rows = [line.split(",") for line in text.split("\n")]
    for _ in range(random.randint(1, 4)):
        row = random.choice(rows)
        row[random.randrange(len(row))] = random.choice([*_CELLS, texts.hostile(random)])
    return "\n".join(map(",".join, rows))


def zipped(random: Random, data: bytes) -> bytes:
    """*data* in an archive, with a name or two, at times damaged."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in random.sample(
            ["eurofxref-hist.csv", "../../canary/x.csv", "/etc/x.csv", "a.txt"], random.randint(1, 2)
        ):
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)  # of 1980, whenever it is made
    return mutated(random, out.getvalue()) if random.random() < 0.4 else out.getvalue()
