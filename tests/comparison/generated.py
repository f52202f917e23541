"""A git repository made by random edits that mean something, and the edits' own record of what they did.

Its states are plain mappings of texts; nothing of dealtrack is used to make them or to tell them apart.
"""

import copy
import json
import os
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tests.conftest import RATES, SOURCES

State = dict[str, dict[str, Any]]  # by slug: name, deals (each with a hidden uid), valuations
INVESTORS = ["Haier", "ICBC", "Shunwei Capital", "红杉资本", "Guosheng Group", "O'Neil & Sons", 'Big "Quote" Fund']
AMOUNTS = [
    "undisclosed",
    "CNY 500m",
    "about CNY 1bn",
    "USD 30m",
    "CNY 1.8bn",
    "over USD 2.6bn",
    "up to USD 750m",
    "CNY 12m",
]
STATUSES = ["planned", "announced", "completed", "postponed", "rumored"]
DATES = ["2020-05-13", "2020-05", "2020-05-14", "2020-05-18", "../2020-12", "2020-05-12"]


class Expected(NamedTuple):
    """A field of a deal (by its present id), and what it was and is, as texts."""

    slug: str
    deal: str
    field: str
    before: Any
    after: Any


class Generated:
    """A repository in *root* with *commits* commits, some of them on branches that are merged."""

    def __init__(self, root: Path, commits: int, seed: int) -> None:
        self.root, self.random = root, random.Random(seed)
        self.state: State = {}
        self.set_by: dict[tuple[str, str], str] = {}  # (uid, field): the hash of the commit that last set it
        self.states: list[State] = []
        self.hashes: list[str] = []
        self.touched: list[tuple[str, str]] = []
        self.number = 0
        root.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")
        for _ in range(5):
            self._add_company()
        self._commit("A start")
        while len(self.hashes) < commits:
            if self.random.random() < 0.06:
                self._merge()
            else:
                self._edit()
                self._commit("An edit")

    def git(self, *arguments: str) -> str:
        day = 1_600_000_000 + 86_400 * len(self.hashes)
        dates = {f"GIT_{who}_DATE": f"{day} +0800" for who in ("AUTHOR", "COMMITTER")}
        names = {f"GIT_{who}_NAME": "An Analyst" for who in ("AUTHOR", "COMMITTER")}
        mails = {f"GIT_{who}_EMAIL": "a@example.org" for who in ("AUTHOR", "COMMITTER")}
        quiet = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        environment = {**os.environ, **dates, **names, **mails, **quiet}
        command = ["git", *arguments]
        done = subprocess.run(command, cwd=self.root, env=environment, capture_output=True, text=True, check=True)
        return done.stdout.strip()

    # What an edit is.

    def _edit(self) -> None:
        edits = (
            [self._amount] * 5 + [self._date] * 2 + [self._status] * 3 + [self._investors] * 3 + [self._add_deal] * 4
        )
        edits += [
            self._remove_deal,
            self._rename_deal,
            self._rename_company,
            self._add_company,
            self._valuation,
            self._comment,
        ]
        self.random.choice(edits)()

    def _deal(self) -> dict[str, Any]:
        slug = self.random.choice([slug for slug, company in self.state.items() if company["deals"]])
        return self.random.choice(self.state[slug]["deals"])

    def _set(self, deal: dict[str, Any], field: str, choices: list[Any]) -> None:
        value = self.random.choice([each for each in choices if each != deal.get(field)])
        deal[field] = value
        self.touched.append((deal["uid"], field))

    def _amount(self) -> None:
        self._set(self._deal(), "amount", AMOUNTS)

    def _date(self) -> None:
        self._set(self._deal(), "date", DATES)

    def _status(self) -> None:
        self._set(self._deal(), "status", STATUSES)

    def _investors(self) -> None:
        self._set(self._deal(), "investors", [self.random.sample(INVESTORS, count) for count in (1, 2, 3)])

    def _new_deal(self) -> dict[str, Any]:
        self.number += 1
        deal = {
            "uid": f"u{self.number}", "id": f"d{self.number}", "date": self.random.choice(DATES),
            "status": self.random.choice(STATUSES), "amount": self.random.choice(AMOUNTS),
            "investors": self.random.sample(INVESTORS, 2), "label": f"Deal no. {self.number}",
        }  # fmt: skip
        self.touched += [(deal["uid"], field) for field in deal if field not in ("uid", "id")]
        return deal

    def _add_deal(self) -> None:
        self.random.choice(list(self.state.values()))["deals"].append(self._new_deal())

    def _remove_deal(self) -> None:
        deal = self._deal()
        for company in self.state.values():
            company["deals"] = [each for each in company["deals"] if each is not deal]

    def _rename_deal(self) -> None:
        self.number += 1
        self._deal()["id"] = f"renamed-{self.number}"

    def _add_company(self) -> None:
        self.number += 1
        deals = [self._new_deal() for _ in range(2)]
        self.state[f"c{self.number}"] = {"name": f"公司 {self.number}", "deals": deals, "valuations": [], "comment": ""}

    def _rename_company(self) -> None:
        self.number += 1
        slug = self.random.choice(list(self.state))
        self.state[f"moved-{self.number}"] = self.state.pop(slug)

    def _valuation(self) -> None:
        company = self.random.choice(list(self.state.values()))
        self.number += 1
        company["valuations"].append({"date": "2020-05", "amount": f"USD {self.number}m", "by": f"V{self.number}"})

    def _comment(self) -> None:
        self.number += 1
        self.random.choice(list(self.state.values()))["comment"] = f"# remark {self.number}\n"

    # What git is given.

    def _merge(self) -> None:
        """Two branches of an edit each, of different companies."""
        one, other = self.random.sample([slug for slug, company in self.state.items() if company["deals"]], 2)
        self.git("switch", "-q", "-c", "side")
        self._set(self.state[one]["deals"][0], "amount", AMOUNTS)
        self._commit("On a branch")
        side = copy.deepcopy(self.state[one])
        self.git("switch", "-q", "main")
        self.state = copy.deepcopy(self.states[-2])
        self._set(self.state[other]["deals"][0], "status", STATUSES)
        self._commit("Meanwhile")
        self.state[one] = side
        self.git("merge", "-q", "--no-ff", "-m", "A merge", "side")
        self.git("branch", "-q", "-D", "side")
        self._remember()

    def _commit(self, message: str) -> None:
        self._write()
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)
        self._remember()
        self.set_by |= dict.fromkeys(self.touched, self.hashes[-1])
        self.touched = []

    def _remember(self) -> None:
        self.hashes.append(self.git("rev-parse", "HEAD"))
        self.states.append(copy.deepcopy(self.state))

    def _write(self) -> None:
        for folder in ("deals", "seeds/rates"):
            (self.root / folder).mkdir(parents=True, exist_ok=True)
        (self.root / "seeds/rates/ecb.csv").write_text(RATES, encoding="utf-8")
        (self.root / "seeds/sources.yaml").write_text(SOURCES, encoding="utf-8")
        for path in (self.root / "deals").iterdir():
            path.unlink()
        for slug, company in self.state.items():
            (self.root / "deals" / f"{slug}.yaml").write_text(text_of(company), encoding="utf-8")

    # What is to be found.

    def expected(self, before: str, after: str) -> set[Expected]:
        """Every field of a deal that differs between two commits."""
        was, is_now = (self.states[self.hashes.index(each)] for each in (before, after))
        then, now = by_uid(was), by_uid(is_now)
        names = {company["name"]: slug for slug, company in is_now.items()}
        moved = {slug: names.get(company["name"], slug) for slug, company in was.items()}
        then = {uid: (moved[slug], deal) for uid, (slug, deal) in then.items()}
        return {change for uid in then.keys() | now.keys() for change in _differences(then.get(uid), now.get(uid))}


def text_of(company: dict[str, Any]) -> str:
    """A company's file, each value quoted as JSON quotes it."""
    lines = [company["comment"] + f"name: {json.dumps(company['name'], ensure_ascii=False)}"]
    for key in ("deals", "valuations"):
        records = [{name: value for name, value in each.items() if name != "uid"} for each in company[key]]
        if records:
            lines.append(f"{key}:")
            lines += [f"  - {json.dumps({**each, 'sources': ['a']}, ensure_ascii=False)}" for each in records]
    return "\n".join(lines) + "\n"


def by_uid(state: State) -> dict[str, tuple[str, dict[str, Any]]]:
    return {deal["uid"]: (slug, deal) for slug, company in state.items() for deal in company["deals"]}


def _differences(then: tuple[str, dict[str, Any]] | None, now: tuple[str, dict[str, Any]] | None) -> Iterator[Expected]:
    slug, record = now or then or ("", {})
    if then is None or now is None:
        yield Expected(slug, record["label"], "removed" if now is None else "added", None, None)
        return
    for field in ("id", "date", "status", "amount", "investors"):
        was, is_now = then[1][field], now[1][field]
        if was != is_now:
            yield Expected(slug, record["label"], field, _text(was), _text(is_now))


def _text(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
