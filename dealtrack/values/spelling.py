"""Which word of a vocabulary was meant, where there can be no doubt: the same but for case, blanks and hyphens, in
British spelling, as headlines write a round (Series B), or one slip of the finger away from one word only.
"""

import re
from collections.abc import Iterable

_LONG = 8  # letters from which two slips leave no doubt
_SHORT = 4  # letters below which one slip leaves doubt: an a may be any letter
_OTHER_WORDS = frozenset(("form", "that", "data"))  # slips of known words, but words themselves
_ROUND = re.compile(r"\b(?:series|round)\b|轮融资$", re.IGNORECASE)


def meant(word: str, choices: Iterable[str]) -> str | None:
    """The one of *choices* that *word* is certainly a spelling of; None where there is doubt."""
    known = tuple(choices)
    for written in (word, _ROUND.sub(" ", word)):
        same = {choice for choice in known if _letters(choice) == _letters(written)}
        if same:
            return same.pop() if len(same) == 1 else None
    letters = _letters(word)
    if len(letters) < _SHORT or letters in _OTHER_WORDS:
        return None
    most = 2 if len(letters) >= _LONG else 1
    slips = {choice: _distance(letters, _letters(choice), most) for choice in known if len(choice) >= _SHORT}
    fewest = min(slips.values(), default=most + 1)
    near = [choice for choice, count in slips.items() if count == fewest <= most]
    return near[0] if len(near) == 1 else None


def _letters(word: str) -> str:
    """What counts of a word: its letters and signs, in one case and in American spelling."""
    return re.sub(r"[\s_-]+", "", word.casefold()).replace("our", "or")


def _distance(one: str, other: str, most: int) -> int:
    """How many letters were left out, put in, changed or swapped with a neighbour; more than *most* is not counted."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        before, above, row = row, before, [i]
        for j, wanted in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
    return row[-1]
