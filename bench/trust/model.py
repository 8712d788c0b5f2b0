"""Play random lives of a dossier in the product and in the reference, and tell where they part.

`python -m bench.trust.model --lives 10000 --out result.json`: the rules in memory first, then the store, each
order through the use cases on a PostgreSQL of its own, in two processes and ten parts. `make trust ROWS=model`
starts it.
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
_RULES, _CONTROLS, _STORE = (
    "tests/model/test_rules.py",
    "tests/model/test_controls.py",
    "tests/model/test_store.py",
)


def main() -> int:
    """Run once and write what was found."""
    parser = argparse.ArgumentParser(prog="bench.trust.model")
    parser.add_argument("--lives", type=int, default=10_000)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--control", action="store_true", help="only the planted faults")
    options = parser.parse_args()
    result = controls() if options.control else measure(options.lives)
    options.out.write_text(json.dumps(result, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


def measure(lives: int) -> dict[str, Any]:
    """Return how many lives and orders were played, and each difference as a life that can be played again."""
    with TemporaryDirectory(prefix="motcua-model-") as folder:
        where = {"MOTCUA_MODEL_LIVES": str(lives), "MOTCUA_MODEL_TALLY": folder}
        ended = played(where, _RULES, f"{_STORE}::test_store_follows_the_reference")
        tallies = [
            json.loads(path.read_text(encoding="utf-8")) for path in sorted(Path(folder).glob("*.json"))
        ]
    differences = [tally["difference"] for tally in tallies if tally["difference"]]
    if ended.returncode and not differences:
        differences = ["the run failed; what it printed stands above"]
        print(ended.stdout[-4000:], file=sys.stderr)

    def total(kind: str, name: str) -> int:
        return sum(int(tally[name]) for tally in tallies if tally["kind"] == kind)

    counted = {
        f"{kind}_{name}": total(kind, name)
        for kind in ("rules", "store")
        for name in ("lives", "orders", "refused")
    }
    return {**counted, "differences": differences}


def controls() -> dict[str, Any]:
    """Return how many of the planted faults were caught."""
    ended = played({}, _CONTROLS, f"{_STORE}::test_a_fault_planted_in_the_store_is_caught", "-rA")
    lines = [line for line in ended.stdout.splitlines() if "planted" in line]
    caught = [line.split("::")[-1] for line in lines if line.startswith("PASSED")]
    missed = [line.split("::")[-1] for line in lines if line.startswith(("FAILED", "ERROR"))]
    return {"caught": caught, "missed": missed}


def played(where: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the tests in two processes; whoever is done takes over what waits behind the other."""
    two = ("-n", "2", "--dist", "worksteal")
    command = [sys.executable, "-m", "pytest", "-q", *two, "-p", "no:cacheprovider", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **where}, capture_output=True, text=True, check=False
    )


if __name__ == "__main__":
    sys.exit(main())
