"""Each guard of the code finds a fault planted for it; a guard that finds nothing guards nothing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
# contract -> (module to plant, what it imports)
PLANTED = {
    "Tiers": ("kernel/planted.py", "import motcua.casework.dossiers.api"),
    "Casework": ("casework/dossiers/planted.py", "import motcua.casework.intake.api"),
    "Blocks": ("blocks/audit/planted.py", "import motcua.blocks.identity.api"),
    "Rules know no framework": ("casework/dossiers/rules/planted.py", "import django.db.models"),
    "Only config names an integration": (
        "blocks/messaging/planted.py",
        "import motcua.integrations.email.channel",
    ),
    "Audiences are independent": ("interfaces/portal/planted.py", "import motcua.interfaces.counter.urls"),
}


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(BIN / command[0]), *command[1:]],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, **environment},
    )


@pytest.fixture(scope="module")
def contracts(tmp_path_factory) -> str:
    """Say what import-linter says of a tree with one fault planted for each contract."""
    tree = tmp_path_factory.mktemp("planted")
    ignored = shutil.ignore_patterns("__pycache__", "static", "assets")
    shutil.copytree(ROOT / "src" / "motcua", tree / "motcua", ignore=ignored)
    for place, line in PLANTED.values():
        (tree / "motcua" / place).write_text(f'"""Planted."""\n\n{line}\n')
    done = run("lint-imports", "--no-cache", "--config", ".importlinter", PYTHONPATH=str(tree))
    return done.stdout


@pytest.mark.parametrize("contract", PLANTED)
def test_each_contract_breaks_on_its_fault(contracts, contract):
    # Long names are wrapped by the printer.
    verdicts = " ".join(contracts.split("Broken contracts")[0].split())
    start = verdicts.index(contract)
    verdict = min(
        (verdicts.find(word, start), word) for word in ("KEPT", "BROKEN") if word in verdicts[start:]
    )
    assert verdict[1] == "BROKEN"


def test_ruff_bites(tmp_path):
    (tmp_path / "planted.py").write_text("import os\n")
    done = run("ruff", "check", "--config", "pyproject.toml", "--no-cache", str(tmp_path / "planted.py"))
    assert "F401" in done.stdout
    assert done.returncode == 1


def test_mypy_bites(tmp_path):
    (tmp_path / "planted.py").write_text("def untyped(value):\n    return value\n")
    done = run(
        "mypy", "--strict", "--config-file=", "--cache-dir", str(tmp_path), str(tmp_path / "planted.py")
    )
    assert "no-untyped-def" in done.stdout
    assert done.returncode == 1


def test_mypy_is_asked_to_be_strict():
    import tomllib

    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["mypy"]
    assert settings["strict"] is True
    assert settings["packages"] == ["motcua"]


def test_djlint_bites(tmp_path):
    (tmp_path / "planted.html").write_text("<p>a<img src='x'></p>\n")
    done = run("djlint", "--lint", "--profile", "django", str(tmp_path / "planted.html"))
    assert done.returncode == 1
