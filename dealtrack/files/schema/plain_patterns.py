"""Dates, counts, addresses of web pages and Chinese labels as regular expressions.

A date's expression knows the days of each month and the leap years. It cannot see whether an interval ends before it
starts, which the validator can.
"""

from collections.abc import Iterable

from dealtrack.files.schema.regex import one_word_of, whole
from dealtrack.values.amount import Qualifier
from dealtrack.values.count import MOST, WORDS
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


def label_pattern(labels: Iterable[str]) -> str:
    """Any of *labels*, as they are written."""
    return f"^{one_word_of(labels, exact=True)}$"
