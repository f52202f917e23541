"""Dates, counts, addresses of web pages, rounds and labels as regular expressions.

A date's expression knows the days of each month and the leap years. It cannot see whether an interval ends before it
starts, which the validator can.
"""

from collections.abc import Iterable

from dealtrack.files.schema.regex import one_of, one_word_of, whole
from dealtrack.values.amount import Qualifier
from dealtrack.values.count import MOST, WORDS
from dealtrack.values.labels import BETWEEN, KINDS, LOOSE_KINDS, LOOSE_ROUNDS, ROUNDS, TAILS
from dealtrack.values.rounds import EARLY, LATE
from dealtrack.values.vocabulary import Kind
from dealtrack.values.web import ADDRESS

_MONTH = "(?:0[1-9]|1[0-2])"
_DAY = (
    "(?:02-(?:0[1-9]|1[0-9]|2[0-8])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    "|(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01]))"
)
_LEAP_YEAR = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
_PART = f"(?!0000)(?:{_LEAP_YEAR}-02-29|[0-9]{{4}}(?:-(?:Q[1-4]|{_MONTH}|{_DAY}))?)[~?]?"


def date_pattern() -> str:
    """The subset of EDTF: years, quarters, months, days, and intervals of them with at most one open end."""
    return whole(f"{_PART}(?:/(?:{_PART}|\\.\\.))?|\\.\\./{_PART}")


def count_pattern() -> str:
    """A whole number, alone or behind the word that bounds it; more than the most that counts go to is too much."""
    beyond = [word for word, qualifier in WORDS.items() if qualifier is Qualifier.AT_LEAST and word != "at least"]
    most = f"(?!{one_word_of(beyond)} {MOST}(?![0-9]))"
    return whole(f"{most}(?:{one_word_of(WORDS)} )?[0-9]{{1,{len(str(MOST))}}}")


def url_pattern() -> str:
    """``http`` or ``https``, a host, and no blank."""
    return whole(ADDRESS)


def truth_pattern() -> str:
    """``true`` and ``false`` in any case, and the digits that mean them."""
    return f"^{one_word_of(['true', 'false', '1', '0'])}$"


_GAP = f"[{BETWEEN}]"


def label_pattern(labels: Iterable[str], *, tails: bool = False) -> str:
    """Any of *labels* as :mod:`dealtrack.values.labels` reads them, with ``tails`` also before Round or 融资."""
    return whole(_labels(labels) + (_tails() if tails else ""))


def round_pattern() -> str:
    """Every round and every label that stands for one, or for a kind in its place."""
    rounds = [label for table in (ROUNDS, LOOSE_ROUNDS) for labels in table.values() for label in labels.split("|")]
    kinds = [label for table in (KINDS, LOOSE_KINDS) for labels in table.values() for label in labels.split("|")]
    named = _labels([*EARLY, *LATE, *rounds, *(kind for kind in Kind if kind not in ("equity", "other")), *kinds])
    return whole(one_of(named + _tails(), _lettered()))


def _labels(labels: Iterable[str]) -> str:
    known = {label.replace("-", " ") for label in labels if label}
    return one_word_of(known, blank=f"{_GAP}*").replace("\\+", "[+＋]")


def _tails() -> str:
    return f"(?:{_GAP}*{one_word_of(TAILS)}){{0,2}}"


def _lettered() -> str:
    """A letter with the words around it, and the rounds that are several: ``E轮及以后``, ``F轮-上市前``."""
    gap, pre = f"{_GAP}*", one_word_of(["pre"])
    series = one_of(f"{one_word_of(['series'])}{gap}", f"{one_word_of(['round'])}{_GAP}+")
    front = one_of(f"(?:{pre}{gap})?(?:{series})?", f"{series}{pre}{gap}")
    extension = f"(?:{_GAP}+{one_word_of(['ext', 'extension'])})?"
    mark = one_of(f"{gap}[+＋]{{1,2}}", f"{_GAP}+{one_word_of(['plus'])}", f"{gap}[1-9][0-9]?[+＋]{{0,2}}")
    invested = one_of(f"{gap}融资", f"{gap}投资")
    prolonged = f"{gap}{one_word_of(['延展', '扩展', '延长', '追加'])}(?:轮|{invested})?"
    behind = one_of(f"{gap}轮次?(?:{one_of(prolonged, invested)})?", f"{gap}融资")
    words = f"(?:{_GAP}+{one_word_of(['series', 'round', 'funding', 'financing'])})*"
    listing = one_of("上市前", f"{pre}{gap}{one_word_of(['ipo'])}")
    several = f"[A-Ha-h]{gap}轮{one_of('及?以[后上]', '及之后', f'{gap}{listing}(?:{gap}轮)?')}"
    return one_of(several, f"{front}[A-Za-z](?:{mark})?{extension}(?:{behind})?{words}{extension}")
