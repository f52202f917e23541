"""Values do not change: every struct is frozen, but for the nodes of a file's layout, which are put together in place."""

import ast
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "dealtrack"
PUT_TOGETHER = "files/formatting/nodes.py"


def _is_frozen(node: ast.ClassDef) -> bool:
    said = {keyword.arg: ast.unparse(keyword.value) for keyword in node.keywords}
    return said.get("frozen") == "True"


def test_every_struct_is_frozen() -> None:
    found = {
        f"{path.relative_to(PACKAGE).as_posix()}: {node.name}"
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
        and any(ast.unparse(base).endswith("Struct") for base in node.bases)
        and not _is_frozen(node)
    }
    assert {each for each in found if not each.startswith(PUT_TOGETHER)} == set()
