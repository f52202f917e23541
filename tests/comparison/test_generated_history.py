"""A repository of random edits: ``diff``, ``log`` and ``blame`` tell what the edits did, each field of it."""

import json
import shutil
from collections.abc import Callable
from typing import Any

import pytest

from dealtrack.values.amount_text import parse_amount
from tests.comparison.generated import Expected, Generated, by_uid

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="there is no git")


@pytest.fixture(scope="module", params=[1, 2])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Generated:
    return Generated(tmp_path_factory.mktemp("generated"), 60, request.param)


def sections(printed: str) -> list[dict[str, Any]]:
    return json.loads(printed)["sections"]


def text(field: str, value: Any) -> Any:
    """A cell of JSON as the generator has it."""
    if isinstance(value, dict) and "low" in value:
        return json.dumps({key: value[key] for key in ("currency", "low", "high", "qualifier")})
    return value


def stated(amount: str) -> str:
    from dealtrack.render.jsonable import amount_bounds

    return json.dumps(amount_bounds(parse_amount(amount)))


def told(expected: Expected) -> tuple[Any, ...]:
    """What a report should say of a change: of lists, what went and what came."""
    slug, deal, field, before, after = expected
    if field == "investors":
        gone, new = ([name for name in one if name not in other] for one, other in ((before, after), (after, before)))
        if not gone and not new:
            return slug, deal, field, None, "in another order"
        return slug, deal, field, (gone and f"− {', '.join(gone)}") or None, (new and f"+ {', '.join(new)}") or None
    if field == "amount":
        return slug, deal, field, stated(before), stated(after)
    return slug, deal, field, before, after


def found(printed: str) -> set[tuple[Any, ...]]:
    """What a report says of deals: (company, deal, field, before, after)."""
    rows = set()
    for section in sections(printed):
        for row in section.get("rows", ()):
            what = row.get("what") or ""
            if not what.startswith("Deal no."):
                continue
            deal = what.partition(",")[0]
            if row["mark"] == "→":
                rows.add(
                    (
                        section["key"],
                        deal,
                        row["field"],
                        text(row["field"], row["before"]),
                        text(row["field"], row["after"]),
                    )
                )
            else:
                rows.add((section["key"], deal, "added" if row["mark"] == "+" else "removed", None, None))
    return rows


@pytest.mark.parametrize(("start", "end"), [(-51, -1), (0, -1), (10, 30), (30, 10), (-2, -1), (-1, -1)])
def test_every_field_of_every_deal(made: Generated, start: int, end: int, run: Callable[..., Any]) -> None:
    before, after = made.hashes[start], made.hashes[end]
    result = run("diff", f"{before}..{after}", "--format", "json", book=made.root)
    assert result.exit_code == 0, result.stderr
    assert found(result.stdout) == {told(each) for each in made.expected(before, after)}


def test_the_work_tree(made: Generated, run: Callable[..., Any]) -> None:
    before = made.hashes[-20]
    printed = run("diff", before, "--format", "json", book=made.root).stdout
    assert found(printed) == {told(each) for each in made.expected(before, made.hashes[-1])}


def test_blame_names_the_commit_that_set_each_field(made: Generated, run: Callable[..., Any]) -> None:
    seen = 0
    for slug, company in made.states[-1].items():
        printed = run("blame", slug, "--format", "json", book=made.root).stdout
        rows = {(row["what"].partition(",")[0], row["field"]): row["commit"] for row in sections(printed)[0]["rows"]}
        for deal in company["deals"]:
            for field in ("date", "status", "amount", "investors", "label"):
                assert rows[deal["label"], field] == made.set_by[deal["uid"], field][:9], (slug, deal, field)
                seen += 1
    assert seen > 50


def test_log_tells_each_change_of_a_deal_once(made: Generated, run: Callable[..., Any]) -> None:
    seen = 0
    for slug, company in made.states[-1].items():
        for deal in company["deals"]:
            rows = sections(run("log", slug, deal["id"], "--format", "json", book=made.root).stdout)[0]["rows"]
            assert [row["commit"] for row in rows] == changed_in(made, deal["uid"])
            seen += len(rows)
    assert seen > 30


def changed_in(made: Generated, uid: str) -> list[str]:
    """The commits that changed a deal, newest first, once for each field: what each has against its parents."""
    commits = []
    for own, *parents in (
        line.split() for line in made.git("rev-list", "--topo-order", "--parents", "HEAD").splitlines()
    ):
        now = by_uid(made.states[made.hashes.index(own)]).get(uid)
        if now is None or len(parents) > 1:  # its merges only join what branches did
            continue
        then = by_uid(made.states[made.hashes.index(parents[0])]).get(uid) if parents else None
        fields = ("id", "date", "status", "amount", "investors")
        commits += [own[:9]] * (1 if then is None else sum(then[1][field] != now[1][field] for field in fields))
    return commits
